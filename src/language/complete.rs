//! The name that is being written at the caret, for the editor's list of how it could go on.

use super::highlight::{Highlight, highlight};
use super::lexer::is_name_part;
use super::symbols::SYMBOLS;

/// What is being written at a place in the code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unfinished<'c> {
    /// The byte where it begins.
    pub start: usize,
    /// What stands there so far.
    pub text: &'c str,
    /// Whether it is the name of a letter, behind a backslash.
    pub is_symbol: bool,
    /// Whether it stands behind a dot: a name in a module.
    pub is_member: bool,
}

/// The name that ends at a place in the code; none in numbers, texts and comments, and no keyword.
///
/// ```
/// # use fluxion::language::unfinished;
/// let name = unfinished("y = Tracker.gra", 15).unwrap();
/// assert_eq!((name.start, name.text, name.is_member), (12, "gra", true));
/// let letter = unfinished(r"\alph", 5).unwrap();
/// assert_eq!((letter.start, letter.text, letter.is_symbol), (0, r"\alph", true));
/// assert_eq!(unfinished("# gra", 5), None);
/// ```
pub fn unfinished(code: &str, caret: usize) -> Option<Unfinished<'_>> {
    let before = code.get(..caret)?;
    let name = before.trim_end_matches(is_name_part);
    if name.ends_with('\\') {
        let start = name.len() - 1;
        return Some(Unfinished { start, text: &before[start..], is_symbol: true, is_member: false });
    }
    let start = name.len();
    let is_name = |kind| matches!(kind, Highlight::Name | Highlight::Function);
    let token = highlight(before).into_iter().next_back()?;
    let is_written = start < caret && token.0.start as usize == start && is_name(token.1);
    is_written.then(|| Unfinished {
        start,
        text: &before[start..],
        is_symbol: false,
        is_member: name.ends_with('.'),
    })
}

/// The letters and signs whose names go on from what stands behind a backslash, short names first: the name with its
/// backslash, and the letter.
///
/// ```
/// # use fluxion::language::symbols_from;
/// assert_eq!(symbols_from(r"\in"), [(r"\in".to_owned(), "∈"), (r"\infty".to_owned(), "∞")]);
/// ```
pub fn symbols_from(text: &str) -> Vec<(String, &'static str)> {
    let typed = text.strip_prefix('\\').unwrap_or(text);
    let fits = SYMBOLS.iter().filter(|(name, _)| name.starts_with(typed));
    let mut short_first: Vec<(String, &'static str)> = Vec::new();
    for (name, letter) in fits {
        let at = short_first.partition_point(|(other, _)| other.len() <= name.len() + 1);
        short_first.insert(at, (format!("\\{name}"), *letter));
    }
    short_first
}
