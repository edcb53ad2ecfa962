//! Tokens, which the lexer produces, and the reserved words.

use super::operators::Operator;
use crate::diag::Span;

/// A token of the source text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// What it is.
    pub kind: TokenKind,
    /// Its place in the source.
    pub span: Span,
    /// Whether white space or a comment precedes it. Juxtaposition, calls and indexing allow neither.
    pub spaced: bool,
}

/// Kinds of token. White space produces none; comments are kept for the editor only.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// An integer in any base.
    Integer,
    /// A number with a point or an exponent.
    Float,
    /// Looks like a number but is not one: `0x`, `2.x`.
    BadNumber,
    /// A name.
    Name,
    /// A reserved word.
    Keyword,
    /// A string literal, quotes included.
    Text {
        /// Whether the closing quote was found.
        closed: bool,
    },
    /// A character literal, quotes included.
    Char {
        /// Whether the closing quote was found.
        closed: bool,
    },
    /// An operator, and whether a dot precedes it.
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
    /// The end of a line.
    Newline,
    /// A comment of either kind.
    Comment {
        /// Whether a block comment was closed; a line comment always is.
        closed: bool,
    },
    /// A character that starts no token.
    Unknown,
    /// After the last token.
    End,
}

/// The reserved words.
pub static KEYWORDS: &[&str] = &[
    "function", "if", "elseif", "else", "end", "for", "while", "break", "continue", "return", "begin", "let",
    "do", "try", "catch", "finally", "struct", "mutable", "abstract", "type", "using", "import", "const",
    "global", "local", "true", "false", "where", "quote", "macro", "module", "export",
];

/// Those of [`KEYWORDS`] that are reserved only next to certain others (`mutable struct`, `abstract type`).
pub static SOFT_KEYWORDS: &[&str] = &["mutable", "abstract", "type"];
