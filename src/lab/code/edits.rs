//! Changes of a text: places and what is to stand there. Comments are never lost.

use super::matching::Number;
use crate::diag::Span;
use crate::lab::numbers::shortest;
use crate::language::{Highlight, highlight};

/// Changes of a text.
pub(super) struct Edits<'t> {
    /// The text.
    pub text: &'t str,
    /// Places, and what is to stand there.
    pub edits: Vec<(Span, String)>,
}

impl<'t> Edits<'t> {
    /// No changes yet.
    pub fn of(text: &'t str) -> Edits<'t> {
        Edits { text, edits: Vec::new() }
    }

    /// The text with all changes, from its end to its beginning. Changes of the same place are made once.
    pub fn apply(mut self) -> String {
        let text = self.text;
        self.edits.sort_by_key(|(span, _)| (span.start, span.end));
        let mut updated = text.to_owned();
        let mut until = text.len();
        for (span, new) in self.edits.iter().rev() {
            let (start, end) = (span.start as usize, span.end as usize);
            if end <= until && text.is_char_boundary(start) && text.is_char_boundary(end) {
                updated.replace_range(start..end, new);
                until = start;
            }
        }
        updated
    }

    /// Puts code at a place. Comments that stood there are kept above it.
    pub fn replace(&mut self, span: Span, new: impl Into<String>) {
        let comments = comments(self.text, span);
        let edit = (span, comments + &new.into());
        if span.start == span.end || !self.edits.contains(&edit) {
            self.edits.push(edit);
        }
    }

    /// Puts code in front of a place.
    pub fn insert(&mut self, at: u32, new: impl Into<String>) {
        self.replace(Span { start: at, end: at }, new);
    }

    /// Puts a number at the place of one that was found.
    pub fn number(&mut self, found: Number, value: f64) {
        if found.value != value {
            self.replace(found.span, shortest(value));
        }
    }

    /// Removes an item of a list with the comma behind it; comments stay.
    pub fn remove(&mut self, item: Span) {
        let text = self.text;
        self.replace(item, "");
        let mut at = item.end as usize;
        let mut rest = &text[at..];
        // Comments may stand between the item and its comma.
        loop {
            let blank = rest.len() - rest.trim_start().len();
            (at, rest) = (at + blank, &rest[blank..]);
            let Some(end) = comment(rest) else { break };
            (at, rest) = (at + end, &rest[end..]);
        }
        if let Some(after) = rest.strip_prefix(',') {
            let spaces = after.len() - after.trim_start_matches([' ', '\t']).len();
            self.replace(Span::new(at, at + 1 + spaces), "");
        }
    }

    /// Removes a statement with its line, if nothing else stands on it.
    pub fn remove_line(&mut self, statement: Span) {
        let text = self.text;
        let (start, end) = (statement.start as usize, statement.end as usize);
        let line = text[..start].rfind('\n').map_or(0, |newline| newline + 1);
        let is_alone = text[line..start].trim().is_empty() && text[end..].starts_with('\n');
        let whole = if is_alone { Span::new(line, end + 1) } else { statement };
        self.replace(whole, "");
    }
}

/// The text of a span.
pub(super) fn slice(text: &str, span: Span) -> &str {
    &text[span.start as usize..span.end as usize]
}

/// The comments within a span, each on a line of its own.
fn comments(text: &str, span: Span) -> String {
    if !slice(text, span).contains('#') {
        return String::new();
    }
    let is_inside = |inner: &Span| inner.start >= span.start && inner.end <= span.end;
    let comments = highlight(text).into_iter().filter(|(_, kind)| *kind == Highlight::Comment);
    let comments = comments.map(|(inner, _)| inner).filter(is_inside);
    comments.map(|inner| slice(text, inner).trim_end().to_owned() + "\n").collect()
}

/// The length of the comment that a text begins with.
fn comment(text: &str) -> Option<usize> {
    if text.starts_with("#=") {
        return text.find("=#").map(|end| end + 2);
    }
    text.starts_with('#').then(|| text.find('\n').unwrap_or(text.len()))
}

/// What separates an inserted item from the one at this place: a new line if that one begins its line.
pub(super) fn separator(text: &str, at: u32) -> String {
    let before = &text[..at as usize];
    let indent = before.len() - before.trim_end_matches([' ', '\t']).len();
    match before[..before.len() - indent].ends_with('\n') {
        true => format!(",\n{}", &before[before.len() - indent..]),
        false => ", ".to_owned(),
    }
}
