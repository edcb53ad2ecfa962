//! What the lexer makes: tokens, and the words that the language keeps for itself.

use super::operators::Operator;
use crate::diag::Span;

/// A piece of source text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// What it is.
    pub kind: TokenKind,
    /// Where it stands.
    pub span: Span,
    /// Whether white space or a comment stands before it: juxtaposition, calls and indexing need none.
    pub spaced: bool,
}

/// Kinds of token. White space is left out; a comment is kept only for the editor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// An integer in any base.
    Integer,
    /// A number with a point or an exponent.
    Float,
    /// Looks like a number and is none: `0x`, `2.x`.
    BadNumber,
    /// A name.
    Name,
    /// A word that cannot be a name.
    Keyword,
    /// A string with its quotes; `closed` tells whether the last quote is there.
    Text {
        /// Whether the closing quote was found.
        closed: bool,
    },
    /// A character with its quotes.
    Char {
        /// Whether the closing quote was found.
        closed: bool,
    },
    /// An operator, and whether a dot stands before it.
    Operator(&'static Operator, bool),
    /// `@name`.
    Macro,
    /// `(`, `[` or `{`.
    Open(char),
    /// `)`, `]` or `}`.
    Close(char),
    /// `,`.
    Comma,
    /// `;`.
    Semicolon,
    /// The end of a line that has something on it.
    Newline,
    /// A comment of either kind.
    Comment {
        /// Whether a block comment was closed; a line comment always is.
        closed: bool,
    },
    /// No token of the language.
    Unknown,
    /// After the last token.
    End,
}

/// The words that cannot be names.
pub static KEYWORDS: &[&str] = &[
    "function", "if", "elseif", "else", "end", "for", "while", "break", "continue", "return", "begin", "let",
    "do", "try", "catch", "finally", "struct", "mutable", "abstract", "type", "using", "import", "const",
    "global", "local", "true", "false", "where", "quote", "macro", "module", "export",
];

/// Words of [`KEYWORDS`] that are keywords only before certain others (`mutable struct`, `abstract type`).
pub static SOFT_KEYWORDS: &[&str] = &["mutable", "abstract", "type"];
