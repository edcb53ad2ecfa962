//! What the columns of a text mean: a header, the two coordinates, and whether the third column holds classes or numbers.

use std::borrow::Cow;

use super::fields::{NotANumber, lines, number, separator, split, stated_separator};

/// The names by which a header is recognised, and the column that each stands for.
static NAMES: &[(&str, Meaning)] = &[
    ("x1", Meaning::First),
    ("x₁", Meaning::First),
    ("x2", Meaning::Second),
    ("x₂", Meaning::Second),
    ("class", Meaning::Class),
    ("label", Meaning::Class),
    ("species", Meaning::Class),
    ("number", Meaning::Number),
    ("target", Meaning::Number),
    ("value", Meaning::Number),
];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Meaning {
    First,
    Second,
    Class,
    Number,
}

/// What the labels are.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Labels {
    /// Two classes (or one): the texts that stand for −1 and 1.
    Texts(Vec<String>),
    /// Two classes (or one) that are numbers: those that stand for −1 and 1.
    Numbers(Vec<f64>),
    /// Numbers to predict.
    Regression,
}

/// How a text is laid out.
pub(super) struct Layout<'t> {
    /// The text without what precedes its first row.
    pub text: &'t str,
    /// What stands between fields.
    pub separator: char,
    /// The line of the header, if there is one, or of a stated separator: what is on it is no row.
    pub before: usize,
    /// Where the coordinates and the label are.
    pub places: [usize; 3],
    /// What the columns are called.
    pub names: [String; 3],
    /// How many columns the widest row has.
    pub columns: usize,
    /// What the header says of the labels: classes, if true.
    stated: Option<Meaning>,
}

impl<'t> Layout<'t> {
    /// Finds the layout of a text.
    pub fn of(text: &'t str) -> Layout<'t> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let mut rows = lines(text);
        let mut first = rows.next();
        let stated = first.and_then(|(_, line)| stated_separator(line));
        let mut before = 0;
        if stated.is_some() {
            before = first.map_or(0, |(number, _)| number);
            first = rows.next();
        }
        let separator = stated.unwrap_or_else(|| separator(text));
        let mut layout = Layout {
            text,
            separator,
            before,
            places: [0, 1, 2],
            names: ["x1", "x2", "the label"].map(str::to_owned),
            columns: 0,
            stated: None,
        };
        if let Some((number, header)) =
            first.and_then(|(number, line)| Some((number, split(line, separator).ok()?)))
        {
            layout.read_header(number, &header);
        }
        let rows = lines(text).filter(|(number, _)| *number > layout.before);
        layout.columns =
            rows.filter_map(|(_, line)| Some(split(line, separator).ok()?.len())).max().unwrap_or(0);
        layout
    }

    /// Takes the first row as a header if neither coordinate in it is a number.
    fn read_header(&mut self, line: usize, header: &[Cow<'_, str>]) {
        let is_text = |field: &Cow<'_, str>| matches!(number(field, self.separator), Err(NotANumber::Text));
        if header.len() < 2 || !header.iter().take(2).all(is_text) {
            return;
        }
        self.before = line;
        let meaning = |field: &Cow<'_, str>| {
            let name = field.to_lowercase();
            NAMES.iter().find(|(known, _)| *known == name).map(|(_, meaning)| *meaning)
        };
        let meanings: Vec<Option<Meaning>> = header.iter().map(meaning).collect();
        let place = |wanted: Meaning| meanings.iter().position(|meaning| *meaning == Some(wanted));
        let class = place(Meaning::Class);
        let label = class.or_else(|| place(Meaning::Number));
        if let (Some(first), Some(second), Some(label)) =
            (place(Meaning::First), place(Meaning::Second), label)
        {
            self.places = [first, second, label];
        }
        self.stated = meanings.get(self.places[2]).copied().flatten();
        self.stated.take_if(|meaning| !matches!(meaning, Meaning::Class | Meaning::Number));
        for (name, place) in self.names.iter_mut().zip(self.places) {
            if let Some(field) = header.get(place).filter(|field| !field.is_empty()) {
                *name = field.clone().into_owned();
            }
        }
    }

    /// The rows below the header, with their lines.
    pub fn rows(&self) -> impl Iterator<Item = (usize, Result<Vec<Cow<'t, str>>, &'static str>)> {
        let (before, separator) = (self.before, self.separator);
        lines(self.text)
            .filter(move |(line, _)| *line > before)
            .map(move |(line, text)| (line, split(text, separator)))
    }

    /// What the labels are, from all rows: numbers if at least half of them are, and classes if they are texts or two
    /// different numbers, unless the header says which.
    pub fn labels(&self) -> Labels {
        let (mut numbers, mut texts): (Vec<f64>, Vec<String>) = (Vec::new(), Vec::new());
        let (mut numeric, mut all) = (0usize, 0usize);
        for fields in self.rows().filter_map(|(_, fields)| fields.ok()) {
            let Some(label) = fields.get(self.places[2]).filter(|label| !label.is_empty()) else { continue };
            let in_place = |at: usize| fields.get(self.places[at]).map(|field| number(field, self.separator));
            if !(0..2).all(|at| matches!(in_place(at), Some(Ok(_)))) {
                continue;
            }
            all += 1;
            match number(label, self.separator) {
                // Two are classes; a third tells that they are not.
                Ok(value) => {
                    numeric += 1;
                    if numbers.len() < 3 && !numbers.contains(&value) {
                        numbers.push(value);
                    }
                }
                Err(_) if texts.len() < 2 && !texts.iter().any(|text| text == label) => {
                    texts.push(label.clone().into_owned());
                }
                Err(_) => {}
            }
        }
        if numeric * 2 < all {
            return Labels::Texts(texts);
        }
        match self.stated {
            Some(Meaning::Number) => Labels::Regression,
            None if numbers.len() > 2 => Labels::Regression,
            _ => {
                numbers.truncate(2);
                numbers.sort_by(f64::total_cmp);
                Labels::Numbers(numbers)
            }
        }
    }
}
