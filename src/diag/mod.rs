//! Diagnostics: what went wrong, where, and what to do about it.
//!
//! No layer prints or formats an error on its own, or panics: it returns a [`Diagnostic`].

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
    /// The range from `start` up to but not including `end`.
    pub fn new(start: usize, end: usize) -> Span {
        Span { start: start as u32, end: end as u32 }
    }

    /// The smallest span that covers both `self` and `other`.
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

/// An error: where it is, what it is in the field's own terms, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Diagnostic {
    /// The part of the learner's or author's source text that is at fault.
    pub span: Span,
    /// What went wrong; exactly as Julia words it if Julia has this error (`UndefVarError: foo not defined`).
    pub message: String,
    /// A plain sentence or two for a beginner: what the error means and what to do.
    pub hint: Option<String>,
    /// An edit that would correct the source text, if one is known.
    pub quick_fix: Option<Box<QuickFix>>,
}

/// How the source text could be corrected. Whatever reports an error may attach a quick fix without having the text at
/// hand; `language::quick_fix` turns it into an edit of the text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum QuickFix {
    /// Replace the code at the diagnostic's span with this.
    Replace(String),
    /// Replace the code at this span with this.
    ReplaceAt(Span, String),
    /// Insert this as a new first line.
    Prepend(String),
    /// Append this to the text.
    Append(String),
    /// Broadcast the operator or the call: put a dot before the operator, or after the name of the called function.
    Broadcast,
    /// Replace the operator with this one.
    ReplaceOperator(String),
    /// Turn a call into a product: `x(4)` becomes `x * (4)`.
    Multiply,
    /// Turn a call into an index: `v(2)` becomes `v[2]`.
    CallToIndex,
    /// Append `[1]` to the code at this span of the source with this id.
    IndexFirst(u32, Span),
    /// Add `nest = true` to the first call of `gradient` within this span of the source with this id.
    NestGradient(u32, Span),
}

impl Diagnostic {
    /// A diagnostic without a hint.
    pub fn new(span: Span, message: impl Into<String>) -> Diagnostic {
        Diagnostic { span, message: message.into(), hint: None, quick_fix: None }
    }

    /// The same diagnostic with a quick fix.
    pub fn with_quick_fix(self, quick_fix: QuickFix) -> Diagnostic {
        Diagnostic { quick_fix: Some(Box::new(quick_fix)), ..self }
    }

    /// The same diagnostic with a hint.
    pub fn with_hint(self, hint: impl Into<String>) -> Diagnostic {
        Diagnostic { hint: Some(hint.into()), ..self }
    }
}
