//! The help of a function that cells can call.

use std::borrow::Cow;

/// What the help of a function says, and its example.
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
