//! What went wrong and where: the one shape of message that a learner or an author sees.
//!
//! No layer prints, panics or formats a mistake on its own: it returns a [`Diagnostic`].

use serde::{Deserialize, Serialize};

/// A half-open range of byte offsets into a source text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Span {
    /// Offset of the first byte.
    pub start: u32,
    /// Offset after the last byte.
    pub end: u32,
}

impl Span {
    /// The range from `start` up to, not including, `end`.
    pub fn new(start: usize, end: usize) -> Span {
        Span { start: start as u32, end: end as u32 }
    }

    /// The smallest span that covers both.
    pub fn to(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// One-based line and column (in characters) of the span's start.
    ///
    /// ```
    /// # use fluxion::diag::Span;
    /// assert_eq!(Span::new(7, 8).line_column("σ = 1\nx"), (2, 1));
    /// ```
    pub fn line_column(self, source: &str) -> (usize, usize) {
        let mut end = (self.start as usize).min(source.len());
        while !source.is_char_boundary(end) {
            end -= 1;
        }
        let before = &source[..end];
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        (before.matches('\n').count() + 1, before[line_start..].chars().count() + 1)
    }
}

/// A mistake: where it is, what it is in the field's words, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Diagnostic {
    /// The place in the text that the learner or author wrote.
    pub span: Span,
    /// What went wrong, in Julia's words where Julia has words (`UndefVarError: foo not defined`).
    pub message: String,
    /// One plain sentence for a novice: what it means and what to do.
    pub hint: Option<String>,
    /// How the text could be mended, where that is known.
    pub mend: Option<Box<Mend>>,
}

/// How a text could be mended, said by who found the mistake and may not have the text at hand. `language::fix` makes
/// a change of the text of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Mend {
    /// This in the place of what is wrong.
    Instead(String),
    /// This in the place of a part of the text.
    At(Span, String),
    /// This on a line before all others.
    Before(String),
    /// This at the end of the text.
    AtEnd(String),
    /// What is wrong is to be done entry by entry: a dot before its operator, or behind the called name.
    Dots,
    /// This operator in the place of the one that is wrong.
    Operator(String),
    /// A product was meant, and a call was written.
    Product,
    /// An entry was meant, and a call was written.
    Entry,
    /// `[1]` behind this place in the text with this number.
    First(u32, Span),
    /// `nest = true` for the gradient at this place in the text with this number.
    Nest(u32, Span),
}

impl Diagnostic {
    /// A diagnostic without a hint.
    pub fn new(span: Span, message: impl Into<String>) -> Diagnostic {
        Diagnostic { span, message: message.into(), hint: None, mend: None }
    }

    /// The same with a way to mend it.
    pub fn with_mend(self, mend: Mend) -> Diagnostic {
        Diagnostic { mend: Some(Box::new(mend)), ..self }
    }

    /// The same with a hint.
    pub fn with_hint(self, hint: impl Into<String>) -> Diagnostic {
        Diagnostic { hint: Some(hint.into()), ..self }
    }
}
