//! Syntax highlighting of a cell, by the same lexer that the parser uses.

use super::lexer::lex;
use super::token::{Token, TokenKind};
use crate::diag::Span;

/// The kinds of token that the editor colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Highlight {
    /// `function`, `if`, `end` …
    Keyword,
    /// A number literal.
    Number,
    /// A name that is called or defined as a function.
    Function,
    /// Any other name.
    Name,
    /// A string, character or symbol.
    Text,
    /// A comment.
    Comment,
    /// An operator.
    Operator,
    /// Anything that is not a token of the language.
    Error,
}

/// The highlighted ranges of a cell, in order and without overlap; white space, brackets and commas are omitted.
///
/// ```
/// # use fluxion::language::{Highlight, highlight};
/// let kinds: Vec<Highlight> = highlight("f(x) = 3x # cube").into_iter().map(|(_, kind)| kind).collect();
/// use Highlight::*;
/// assert_eq!(kinds, [Function, Name, Operator, Number, Name, Comment]);
/// ```
pub fn highlight(source: &str) -> Vec<(Span, Highlight)> {
    let tokens = lex(source);
    let text = |token: &Token| &source[token.span.start as usize..token.span.end as usize];
    let kind = |i: usize| {
        let token = &tokens[i];
        Some(match token.kind {
            TokenKind::Integer | TokenKind::Float => Highlight::Number,
            TokenKind::BadNumber | TokenKind::Unknown => Highlight::Error,
            TokenKind::Keyword => Highlight::Keyword,
            TokenKind::Name if matches!(text(token), "in" | "isa") => Highlight::Keyword,
            TokenKind::Name if is_called(&tokens, i) => Highlight::Function,
            TokenKind::Name => Highlight::Name,
            TokenKind::Macro => Highlight::Function,
            TokenKind::Text { closed: true } | TokenKind::Char { closed: true } => Highlight::Text,
            TokenKind::Text { .. } | TokenKind::Char { .. } => Highlight::Error,
            TokenKind::Comment { .. } => Highlight::Comment,
            TokenKind::Operator(..) => Highlight::Operator,
            _ => return None,
        })
    };
    (0..tokens.len()).filter_map(|i| Some((tokens[i].span, kind(i)?))).collect()
}

/// Whether `(` or `.(` follows the name at `i` directly.
fn is_called(tokens: &[Token], i: usize) -> bool {
    let follows = |i: usize| tokens.get(i).filter(|token| !token.spaced).map(|token| token.kind);
    match follows(i + 1) {
        Some(TokenKind::Open('(')) => true,
        Some(TokenKind::Operator(operator, false)) if operator.text == "." => {
            follows(i + 2) == Some(TokenKind::Open('('))
        }
        _ => false,
    }
}
