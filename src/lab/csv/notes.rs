//! What is odd about points that were read, in sentences, and what is done about points outside the square.

use super::columns::Layout;
use super::fields::short;
use super::reading::Reading;
use crate::lab::numbers::shortest;
use crate::lab::settings::Sample;

/// The square that points lie in goes from −`EDGE` to `EDGE`.
const EDGE: f64 = 6.0;

/// How far from the middle the points of a column lie after it was scaled.
const FITTED: f64 = 5.0;

/// Says what the columns mean, and which tell the network nothing.
pub(super) fn describe(layout: &Layout<'_>, reading: &mut Reading) {
    let names = layout.names.each_ref().map(|name| short(name));
    let samples = &reading.samples;
    let notes = &mut reading.notes;
    match reading.classes.as_slice() {
        [one] => notes
            .push(format!("Every point is of the class `{}`: there is nothing to tell apart.", short(one))),
        [minus, plus] if (minus.as_str(), plus.as_str()) != ("-1", "1") => {
            notes.push(format!("The class `{}` is −1, and `{}` is 1.", short(minus), short(plus)));
        }
        _ => {}
    }
    if layout.columns > layout.places.len() {
        let [x1, x2, label] = &names;
        notes.push(format!("Of {} columns, three are used: {x1}, {x2} and {label}.", layout.columns));
    }
    let columns: [fn(&Sample) -> f64; 3] =
        [|sample| sample.at[0], |sample| sample.at[1], |sample| sample.wanted];
    let shown = if reading.is_regression { 3 } else { 2 };
    for (name, value) in names.iter().zip(columns).take(shown) {
        if let [first, others @ ..] = samples.as_slice()
            && !others.is_empty()
            && others.iter().all(|other| value(other) == value(first))
        {
            notes.push(format!(
                "{name} is {} in every row: it tells the network nothing.",
                shortest(value(first))
            ));
        }
    }
    let largest = samples.iter().map(|sample| sample.wanted.abs()).fold(0.0, f64::max);
    if largest > 1.0 {
        notes.push(format!(
            "The numbers to predict reach ±{}: give the output the activation `identity`.",
            shortest(largest)
        ));
    }
}

/// Brings a column that leaves the square into it, and says how: x becomes (x − shift) / divisor, both of them round.
pub(super) fn fit(layout: &Layout<'_>, reading: &mut Reading) {
    for axis in 0..2 {
        let values = || reading.samples.iter().map(|sample| sample.at[axis]);
        let (low, high) =
            (values().fold(f64::INFINITY, f64::min), values().fold(f64::NEG_INFINITY, f64::max));
        if low >= -EDGE && high <= EDGE {
            continue;
        }
        // Halves first: the sum or difference of very large numbers would overflow.
        let (middle, half) = (low / 2.0 + high / 2.0, high / 2.0 - low / 2.0);
        let divisor = if half > 0.0 { rounded_up(half / FITTED) } else { 1.0 };
        let shift = roughly(middle, divisor / 2.0);
        for sample in &mut reading.samples {
            sample.at[axis] = ((sample.at[axis] - shift) / divisor).clamp(-EDGE, EDGE);
        }
        let name = short(&layout.names[axis]);
        let formula = formula(&name, shift, divisor);
        reading.notes.push(format!(
            "{name} goes from {} to {}, beyond the square: it is shown as {formula}.",
            shortest(low),
            shortest(high)
        ));
    }
}

/// `(x − shift) / divisor`, as far as there is something to subtract or divide by.
fn formula(name: &str, shift: f64, divisor: f64) -> String {
    let sign = if shift > 0.0 { '−' } else { '+' };
    match (shift, divisor) {
        (0.0, divisor) => format!("{name} / {}", shortest(divisor)),
        (shift, 1.0) => format!("{name} {sign} {}", shortest(shift.abs())),
        _ => format!("({name} {sign} {}) / {}", shortest(shift.abs()), shortest(divisor)),
    }
}

/// A number to this many digits after the first.
fn digits(number: f64, count: usize) -> f64 {
    format!("{number:.count$e}").parse().unwrap_or(number)
}

/// A positive number to three digits, not below it.
fn rounded_up(number: f64) -> f64 {
    let rounded = digits(number, 2);
    let next = if rounded < number { digits(number * 1.01, 2) } else { rounded };
    if next.is_finite() { next } else { number }
}

/// The number of fewest digits that is this near.
fn roughly(number: f64, near: f64) -> f64 {
    (0..17).map(|count| digits(number, count)).find(|rough| (rough - number).abs() <= near).unwrap_or(number)
}
