//! Completion: the partial name before the caret, for which the editor lists completions.

use super::highlight::{Highlight, highlight};
use super::lexer::is_name_part;
use super::symbols::SYMBOLS;

/// A name that is being typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartialName<'c> {
    /// The byte offset where it begins.
    pub start: usize,
    /// What has been typed so far.
    pub text: &'c str,
    /// Whether it is the name of a symbol and begins with a backslash.
    pub is_symbol: bool,
    /// Whether it follows a dot: a name in a module.
    pub is_member: bool,
}

/// The partial name that ends at byte `caret` of the code; `None` in numbers, strings and comments, and for keywords.
///
/// ```
/// # use fluxion::language::partial_name;
/// let name = partial_name("y = Tracker.gra", 15).unwrap();
/// assert_eq!((name.start, name.text, name.is_member), (12, "gra", true));
/// let letter = partial_name(r"\alph", 5).unwrap();
/// assert_eq!((letter.start, letter.text, letter.is_symbol), (0, r"\alph", true));
/// assert_eq!(partial_name("# gra", 5), None);
/// ```
pub fn partial_name(code: &str, caret: usize) -> Option<PartialName<'_>> {
    let before = code.get(..caret)?;
    let name = before.trim_end_matches(is_name_part);
    if name.ends_with('\\') {
        let start = name.len() - 1;
        return Some(PartialName { start, text: &before[start..], is_symbol: true, is_member: false });
    }
    let start = name.len();
    let is_name = |kind| matches!(kind, Highlight::Name | Highlight::Function);
    let token = highlight(before).into_iter().next_back()?;
    let is_written = start < caret && token.0.start as usize == start && is_name(token.1);
    is_written.then(|| PartialName {
        start,
        text: &before[start..],
        is_symbol: false,
        is_member: name.ends_with('.'),
    })
}

/// The symbols whose names begin with what follows the backslash in `text`, shortest names first: each name with its
/// backslash, and the symbol.
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
