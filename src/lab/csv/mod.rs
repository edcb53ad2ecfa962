//! Points from CSV and TSV text, and back: with or without a header; separated by commas, semicolons or tabs; with
//! decimal commas where no comma separates.
//!
//! Reading is total: whatever the text, the good rows are kept, and each bad one is named with its line and reason.

mod columns;
mod fields;
mod notes;
mod reading;

use std::borrow::Cow;
use std::fmt::Write;

use self::columns::{Labels, Layout};
use self::fields::{NotANumber, number, short};
use self::notes::{describe, fit};
pub use self::reading::{BadRow, Reading, Refusal};
use super::numbers::shortest;
use super::settings::{self, Sample};
use crate::tensor::random::Random;

/// The most bytes that are read.
pub const MAX_BYTES: usize = 20_000_000;

/// The most points that are kept.
pub const MAX_POINTS: usize = settings::MAX_POINTS as usize;

/// The most bad rows that are named; the others are counted.
pub const MAX_NAMED: usize = 1_000;

const HINT: &str = "A row is `x1, x2, class`: two numbers, and the name of a class or a number to predict.";

fn refusal(message: impl Into<String>, hint: &str) -> Refusal {
    Refusal { message: message.into(), hint: hint.into() }
}

/// Whether a text of so many bytes is small enough to be read: ask before the file is loaded.
///
/// # Errors
/// If it is not.
pub fn check_size(bytes: usize) -> Result<(), Refusal> {
    if bytes <= MAX_BYTES {
        return Ok(());
    }
    let message = format!(
        "The data has {:.1} million bytes, and at most {} million are read.",
        bytes as f64 / 1e6,
        MAX_BYTES / 1_000_000
    );
    Err(refusal(message, "Keep a part of the rows: some thousand points are enough."))
}

/// Reads points.
///
/// ```
/// # use fluxion::lab::csv;
/// let reading = csv::read("x1;x2;animal\n1,5;2;cat\n-1;oops;dog\n3;1;dog\n").unwrap();
/// assert_eq!(reading.samples[0].at, [1.5, 2.0]);
/// assert_eq!([reading.samples[0].wanted, reading.samples[1].wanted], [-1.0, 1.0]);
/// assert_eq!((reading.bad[0].line, reading.bad[0].reason.as_str()), (3, "x2: `oops` is not a number"));
/// ```
///
/// # Errors
/// If the text is too long, or there is no row that can be used.
pub fn read(text: &str) -> Result<Reading, Refusal> {
    check_size(text.len())?;
    let layout = Layout::of(text);
    if layout.columns == 0 && layout.rows().next().is_none() {
        return Err(refusal("There are no rows of data.", HINT));
    }
    let widest = layout.places.iter().max().map_or(3, |place| place + 1);
    if (1..widest).contains(&layout.columns) {
        let message = match layout.columns {
            1 => "The rows have 1 column, and 3 are needed.".to_owned(),
            columns => format!("The rows have {columns} columns, and {widest} are needed."),
        };
        return Err(refusal(message, HINT));
    }
    let labels = layout.labels();
    let mut reading = Reading { is_regression: labels == Labels::Regression, ..Reading::default() };
    let found = collect(&layout, &labels, &mut reading);
    if reading.samples.is_empty() {
        let first = reading.bad.first();
        let first = first.map_or(String::new(), |bad| format!(" Line {}: {}.", bad.line, bad.reason));
        return Err(refusal(format!("None of the rows can be used.{first}"), HINT));
    }
    reading.classes = match labels {
        Labels::Regression => Vec::new(),
        Labels::Numbers(classes) => classes.into_iter().map(shortest).collect(),
        Labels::Texts(classes) => classes,
    };
    describe(&layout, &mut reading);
    if found > MAX_POINTS {
        reading.notes.push(format!("{MAX_POINTS} of {found} points are used, drawn at random."));
    }
    fit(&layout, &mut reading);
    Ok(reading)
}

/// Collects the good rows, drawing at random if there are too many (reservoir sampling, so memory stays small), and
/// names the bad ones. Returns how many are good.
fn collect(layout: &Layout<'_>, labels: &Labels, reading: &mut Reading) -> usize {
    let mut random = Random::new(0);
    let mut found = 0;
    for (line, fields) in layout.rows() {
        match fields.map_err(Cow::Borrowed).and_then(|fields| sample(layout, labels, &fields)) {
            Ok(sample) => {
                found += 1;
                if reading.samples.len() < MAX_POINTS {
                    reading.samples.push(sample);
                } else if let Some(place) =
                    reading.samples.get_mut((random.uniform() * found as f64) as usize)
                {
                    *place = sample;
                }
            }
            Err(reason) => {
                reading.bad_count += 1;
                if reading.bad.len() < MAX_NAMED {
                    reading.bad.push(BadRow { line, reason: reason.into_owned() });
                }
            }
        }
    }
    found
}

/// The point in a row, or why there is none.
fn sample(
    layout: &Layout<'_>,
    labels: &Labels,
    fields: &[Cow<'_, str>],
) -> Result<Sample, Cow<'static, str>> {
    let needed = layout.places.iter().max().map_or(3, |place| place + 1);
    if fields.len() < needed {
        let noun = if fields.len() == 1 { "column" } else { "columns" };
        return Err(format!("{} {noun}, and {needed} are needed", fields.len()).into());
    }
    let [first, second, label] = layout.places.map(|place| fields[place].as_ref());
    let value = |at: usize, field: &str| {
        number(field, layout.separator).map_err(|why| {
            let name = short(&layout.names[at]);
            Cow::Owned(match why {
                NotANumber::Empty => format!("{name} is empty"),
                NotANumber::Text => format!("{name}: `{}` is not a number", short(field)),
                NotANumber::NotFinite => format!("{name}: `{}` is not a finite number", short(field)),
            })
        })
    };
    let at = [value(0, first)?, value(1, second)?];
    let third =
        |classes: String| format!("`{}` is one class too many: there are {classes} already", short(label));
    let wanted = match labels {
        Labels::Regression => value(2, label)?,
        _ if label.is_empty() => return Err("the label is empty".into()),
        Labels::Numbers(classes) => {
            let given = value(2, label)?;
            match classes.iter().position(|class| *class == given) {
                // A single class that is negative or 0 is −1.
                Some(_) if classes.len() == 1 => {
                    if given > 0.0 {
                        1.0
                    } else {
                        -1.0
                    }
                }
                Some(at) => [-1.0, 1.0][at],
                None => return Err(third(in_words(classes.iter().map(|class| shortest(*class)))).into()),
            }
        }
        Labels::Texts(classes) => match classes.iter().position(|class| class == label) {
            Some(at) => [-1.0, 1.0][at],
            None => return Err(third(in_words(classes.iter().map(|class| short(class)))).into()),
        },
    };
    Ok(Sample { at, wanted })
}

fn in_words(classes: impl Iterator<Item = String>) -> String {
    classes.map(|class| format!("`{class}`")).collect::<Vec<_>>().join(" and ")
}

/// Points as CSV text, which reads back to the same points.
///
/// ```
/// # use fluxion::lab::{csv, settings::Sample};
/// let text = csv::write(&[Sample { at: [0.5, -2.0], wanted: 1.0 }]);
/// assert_eq!(text, "x1,x2,class\n0.5,-2,1\n");
/// ```
pub fn write(samples: &[Sample]) -> String {
    let is_class = |sample: &Sample| sample.wanted.abs() == 1.0;
    let label = if samples.iter().all(is_class) { "class" } else { "number" };
    let mut text = format!("x1,x2,{label}\n");
    for Sample { at: [x1, x2], wanted } in samples {
        let _ = writeln!(text, "{},{},{}", shortest(*x1), shortest(*x2), shortest(*wanted));
    }
    text
}
