//! What is written elsewhere, in mathematics or in other languages, and what Julia writes instead.

use super::Parser;
use crate::diag::{Diagnostic, QuickFix, Span};
use crate::language::token::{Token, TokenKind};

/// The functions that a formula names without brackets: sin x.
static WITHOUT_BRACKETS: [&str; 10] =
    ["sin", "cos", "tan", "exp", "log", "sqrt", "abs", "tanh", "sinh", "cosh"];

impl Parser<'_> {
    /// The same error with a better hint and a quick fix, if its token is written so elsewhere: `x**3`, `|x|`.
    pub(super) fn or_written_elsewhere(&self, error: Diagnostic, token: Token) -> Diagnostic {
        let Some(before) = self.before(token) else { return error };
        match self.text(token) {
            "*" if self.text(before) == "*" && !token.spaced => error
                .with_hint("Julia writes a power with `^`.")
                .with_quick_fix(QuickFix::ReplaceAt(before.span.to(token.span), "^".to_owned())),
            "|" => match self.absolute_value(token) {
                Some((span, inside)) => error
                    .with_hint("Julia writes an absolute value as `abs(…)`.")
                    .with_quick_fix(QuickFix::ReplaceAt(span, format!("abs({inside})"))),
                None => error,
            },
            _ => error,
        }
    }

    /// The same error with a better hint and a quick fix, if two expressions that stand side by side are one elsewhere:
    /// `3 x`, `sin x`.
    pub(super) fn or_side_by_side(&self, error: Diagnostic, token: Token) -> Diagnostic {
        let is_operand = matches!(token.kind, TokenKind::Name | TokenKind::Integer | TokenKind::Float);
        let Some(before) = self.before(token).filter(|_| is_operand) else { return error };
        let (left, right) = (self.text(before), self.text(token));
        match before.kind {
            TokenKind::Integer | TokenKind::Float if token.kind == TokenKind::Name => {
                let gap = Span { start: before.span.end, end: token.span.start };
                error
                    .with_hint(format!("For a product, write `{left} * {right}`."))
                    .with_quick_fix(QuickFix::ReplaceAt(gap, " * ".to_owned()))
            }
            TokenKind::Name if WITHOUT_BRACKETS.contains(&left) => {
                let call = format!("{left}({right})");
                error
                    .with_hint(format!("In Julia, a function takes its argument in brackets: `{call}`."))
                    .with_quick_fix(QuickFix::ReplaceAt(before.span.to(token.span), call))
            }
            _ => error,
        }
    }

    /// The token before another on its line.
    fn before(&self, token: Token) -> Option<Token> {
        let read = self.tokens.iter().take_while(|own| own.span.start < token.span.start);
        read.last().copied().filter(|own| own.kind != TokenKind::Newline)
    }

    /// From this stroke to the next on its line: where, and what stands between them.
    fn absolute_value(&self, stroke: Token) -> Option<(Span, &str)> {
        let after = self.tokens.iter().skip_while(|own| own.span.start <= stroke.span.start);
        let mut line = after.take_while(|own| own.kind != TokenKind::Newline);
        let end = line.find(|own| self.text(**own) == "|")?.span;
        let inside = self.source[stroke.span.end as usize..end.start as usize].trim();
        (!inside.is_empty()).then(|| (stroke.span.to(end), inside))
    }
}
