//! A block of settings in TOML, read field by field; a field that nothing reads is a mistake.

use std::cell::RefCell;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::did_you_mean;
use super::draft::{Draft, Placed};

/// The fields of one block.
pub struct Fields<'t> {
    /// What the block is called in messages: `figure curve`.
    what: String,
    /// Where the block's text begins in the file.
    base: usize,
    /// Where to report missing fields.
    at: usize,
    table: DeTable<'t>,
    text: &'t str,
    /// The keys that have been read, which are the known ones.
    known: RefCell<Vec<&'static str>>,
}

impl<'t> Fields<'t> {
    /// Reads `text`, which begins at `base` in the file; missing fields are reported at `at`.
    pub fn read(draft: &mut Draft, what: String, at: usize, text: &'t str, base: usize) -> Fields<'t> {
        let (table, errors) = DeTable::parse_recoverable(text);
        for error in errors {
            let place = base + error.span().map_or(0, |span| span.start);
            draft.report(place, format!("{what}: {}", error.message()));
        }
        Fields { what, base, at, table: table.into_inner(), text, known: RefCell::new(Vec::new()) }
    }

    /// Where the block begins.
    pub fn at(&self) -> usize {
        self.at
    }

    /// The field `key`, if it is written.
    pub fn get(&self, key: &'static str) -> Option<&Spanned<DeValue<'t>>> {
        self.known.borrow_mut().push(key);
        self.table.iter().find(|(own, _)| own.get_ref() == key).map(|(_, value)| value)
    }

    /// Where a value stands in the file.
    pub fn place(&self, value: &Spanned<DeValue<'t>>) -> usize {
        self.base + value.span().start
    }

    /// The text in the field `key` and where its first character stands.
    pub fn text(&self, draft: &mut Draft, key: &'static str) -> Option<Placed<String>> {
        let value = self.get(key)?;
        let text = self.text_of(value);
        if text.is_none() {
            draft.report(self.place(value), format!("{}: `{key}` is a text in quotes", self.what));
        }
        text
    }

    /// The same for a required field.
    pub fn required_text(&self, draft: &mut Draft, key: &'static str) -> Placed<String> {
        if self.get(key).is_none() {
            draft.report(self.at, format!("{}: `{key}` is missing", self.what));
        }
        self.text(draft, key).unwrap_or(Placed { at: self.at, value: String::new() })
    }

    /// The texts in the list `key`, or its single text; empty if it is not written.
    pub fn texts(&self, draft: &mut Draft, key: &'static str) -> Vec<Placed<String>> {
        let Some(value) = self.get(key) else { return Vec::new() };
        let texts = self.list(value).into_iter().map(|item| self.text_of(item)).collect::<Option<Vec<_>>>();
        if texts.is_none() {
            draft.report(self.place(value), format!("{}: `{key}` is a list of texts in quotes", self.what));
        }
        texts.unwrap_or_default()
    }

    /// The numbers in the list `key`, or its single number; empty if it is not written.
    pub fn numbers(&self, draft: &mut Draft, key: &'static str) -> Vec<f64> {
        let Some(value) = self.get(key) else { return Vec::new() };
        let numbers = self.list(value).into_iter().map(number).collect::<Option<Vec<_>>>();
        if numbers.is_none() {
            draft.report(self.place(value), format!("{}: `{key}` is made of numbers", self.what));
        }
        numbers.unwrap_or_default()
    }

    /// The entries of the table `key`: names, values, places; empty if it is not written.
    pub fn table(&self, draft: &mut Draft, key: &'static str) -> Vec<(String, &Spanned<DeValue<'t>>)> {
        let Some(value) = self.get(key) else { return Vec::new() };
        let Some(table) = value.get_ref().as_table() else {
            draft.report(self.place(value), format!("{}: `{key}` is a table", self.what));
            return Vec::new();
        };
        let mut entries: Vec<_> =
            table.iter().map(|(name, value)| (name.get_ref().to_string(), value)).collect();
        entries.sort_by_key(|(_, value)| value.span().start);
        entries
    }

    /// A value's items if it is a list, else the value itself.
    pub fn list<'v>(&self, value: &'v Spanned<DeValue<'t>>) -> Vec<&'v Spanned<DeValue<'t>>> {
        match value.get_ref() {
            DeValue::Array(items) => items.iter().collect(),
            _ => vec![value],
        }
    }

    /// A value's text and where its first character stands, if it is a text.
    pub fn text_of(&self, value: &Spanned<DeValue<'t>>) -> Option<Placed<String>> {
        let text = value.get_ref().as_str()?;
        let at = self.base + value.span().start + opening(self.text, &value.span());
        Some(Placed { at, value: text.to_owned() })
    }

    /// Reports every field that has not been read.
    pub fn finish(self, draft: &mut Draft) {
        let known = self.known.into_inner();
        for (key, _) in self.table.iter() {
            let name: &str = key.get_ref();
            if !known.contains(&name) {
                let hint = did_you_mean(name, known.iter().copied());
                draft.report(
                    self.base + key.span().start,
                    format!("{}: no setting `{name}`{hint}", self.what),
                );
            }
        }
    }
}

/// A number, whole or not.
pub fn number(value: &Spanned<DeValue<'_>>) -> Option<f64> {
    match value.get_ref() {
        DeValue::Integer(digits) => digits.as_str().replace('_', "").parse().ok(),
        DeValue::Float(digits) => digits.as_str().replace('_', "").parse().ok(),
        _ => None,
    }
}

/// The length of a text's opening quotes, with the line break after triple quotes, in bytes.
fn opening(text: &str, span: &Range<usize>) -> usize {
    let raw = text.get(span.clone()).unwrap_or("");
    match raw.get(..3) {
        Some("\"\"\"" | "'''") => 3 + usize::from(raw[3..].starts_with('\n')),
        _ => 1,
    }
}
