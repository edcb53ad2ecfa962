//! The help of a function: a sentence, and an example that a test runs.

use std::borrow::Cow;

/// The help of a function.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Help {
    /// The module that has it.
    pub module: &'static str,
    /// Its name.
    pub name: &'static str,
    /// One line of help.
    pub help: Cow<'static, str>,
    /// An expression and what the prompt shows for it.
    pub example: (Cow<'static, str>, Cow<'static, str>),
}

/// The words of a row as the beginning of a sentence.
pub(super) fn sentence(about: &str) -> String {
    let mut letters = about.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}
