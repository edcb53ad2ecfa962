//! Operators: precedence climbing over the operator table.

use super::super::operators::{Operator, Precedence, WORDS, operator};
use super::super::syntax::{Expr, ExprKind, Logic, OperatorUse, Step};
use super::super::token::{Token, TokenKind};
use super::{Parsed, Parser};
use crate::diag::Span;

impl Parser<'_> {
    /// An expression without assignments or bare commas.
    pub(super) fn pair(&mut self) -> Parsed<Expr> {
        self.climb(Precedence::Assignment)
    }

    /// Operands joined by operators that bind tighter than `above`.
    fn climb(&mut self, above: Precedence) -> Parsed<Expr> {
        let mut left = self.juxtaposition()?;
        while let Some(applied) = self.infix().filter(|applied| applied.operator.precedence > above) {
            left = match applied.operator.precedence {
                Precedence::Ternary => self.ternary(left)?,
                Precedence::Or => self.logic(Logic::Or, Precedence::Ternary, left)?,
                Precedence::And => self.logic(Logic::And, Precedence::Or, left)?,
                Precedence::Range => self.range(left)?,
                Precedence::Pair => {
                    self.advance();
                    self.skip_newlines();
                    let right = self.nested(|p| p.climb(Precedence::Assignment))?;
                    fold(left, vec![Step { applied, right }])
                }
                precedence => {
                    let steps = self.steps(precedence)?;
                    let span = steps.iter().fold(left.span, |span, step| span.to(step.right.span));
                    let kind = match precedence {
                        Precedence::Comparison => ExprKind::Comparison(Box::new(left), steps),
                        _ => ExprKind::Fold(Box::new(left), steps),
                    };
                    Expr { kind, span }
                }
            };
        }
        Ok(left)
    }

    /// The infix operator at the current token, if it is one.
    fn infix(&mut self) -> Option<OperatorUse> {
        let token = self.token();
        let (operator, dotted): (&'static Operator, bool) = match token.kind {
            TokenKind::Operator(operator, dotted) => (operator, dotted),
            TokenKind::Name => {
                let text = self.text(token);
                (WORDS.iter().find(|word| word.text == text)?, false)
            }
            _ => return None,
        };
        if self.in_row && operator.prefix && token.spaced && !self.peek_second().spaced {
            return None;
        }
        let stops = matches!(
            operator.precedence,
            Precedence::Assignment | Precedence::Prefix | Precedence::Power | Precedence::Special
        ) || (operator.precedence == Precedence::Range && !self.colon_is_range);
        (!stops).then_some(OperatorUse { operator, dotted, span: token.span })
    }

    /// A run of operators of one precedence with their right operands.
    fn steps(&mut self, precedence: Precedence) -> Parsed<Vec<Step>> {
        let mut steps = Vec::new();
        while let Some(applied) = self.infix().filter(|applied| applied.operator.precedence == precedence) {
            self.advance();
            self.skip_newlines();
            steps.push(Step { applied, right: self.climb(precedence)? });
        }
        Ok(steps)
    }

    fn logic(&mut self, logic: Logic, above: Precedence, left: Expr) -> Parsed<Expr> {
        self.advance();
        self.skip_newlines();
        // The right operand may be a jump: `x < 0 && return 0`, `ok || error("…")`.
        let right = self.nested(|p| p.climb(above))?;
        let span = left.span.to(right.span);
        Ok(Expr { kind: ExprKind::Logic(logic, Box::new(left), Box::new(right)), span })
    }

    fn ternary(&mut self, condition: Expr) -> Parsed<Expr> {
        self.advance();
        self.skip_newlines();
        let before = std::mem::replace(&mut self.colon_is_range, false);
        let yes = self.expression();
        self.colon_is_range = before;
        let yes = yes?;
        if self.peek() == TokenKind::Newline {
            self.skip_newlines();
        }
        let token = self.token();
        if !self.take_operator(":") {
            let diagnostic = self.unexpected(token);
            return Err(
                diagnostic.with_hint("The conditional operator is written `condition ? this : that`.")
            );
        }
        self.skip_newlines();
        let no = self.nested(|p| p.climb(Precedence::Pair))?;
        let span = condition.span.to(no.span);
        Ok(Expr { kind: ExprKind::If(vec![(condition, yes)], Some(Box::new(no))), span })
    }

    /// `a:b` or `a:step:b`.
    fn range(&mut self, first: Expr) -> Parsed<Expr> {
        let mut parts = vec![first];
        while parts.len() < 3 && self.at_operator(":") {
            self.advance();
            parts.push(self.climb(Precedence::Range)?);
        }
        let span = parts[0].span.to(parts[parts.len() - 1].span);
        Ok(Expr { kind: ExprKind::Range(parts), span })
    }

    /// A number directly followed by a name or a parenthesis is a product that binds tighter than `*`.
    fn juxtaposition(&mut self) -> Parsed<Expr> {
        let left = self.prefix()?;
        let mut steps = Vec::new();
        let mut last = left.span;
        while self.factor_follows(&left, steps.is_empty()) {
            let span = Span { start: last.end, end: last.end };
            let Some(times) = operator("*") else { break };
            let right = self.power()?;
            last = right.span;
            steps.push(Step { applied: OperatorUse { operator: times, dotted: false, span }, right });
        }
        Ok(if steps.is_empty() { left } else { fold(left, steps) })
    }

    /// Whether the next token is a juxtaposed factor of the operand just parsed.
    fn factor_follows(&mut self, left: &Expr, first: bool) -> bool {
        let previous = self.tokens[self.at.saturating_sub(1)];
        let next = self.token();
        if next.spaced || next.span.start != previous.span.end {
            return false;
        }
        let number =
            first && matches!(left.kind, ExprKind::Int(_) | ExprKind::Float(_) | ExprKind::Single(_));
        let closed = matches!(previous.kind, TokenKind::Close(')'))
            || matches!(previous.kind, TokenKind::Operator(operator, _) if operator.text == "'");
        match next.kind {
            TokenKind::Name => number || closed,
            TokenKind::Open('(') => number,
            _ => false,
        }
    }

    /// `-x`, `!x`, `√x`; also `+(a, b)`, an operator called as a function.
    fn prefix(&mut self) -> Parsed<Expr> {
        let token = self.token();
        let TokenKind::Operator(operator, dotted) = token.kind else { return self.power() };
        if !operator.prefix || self.stands_alone() {
            return self.power();
        }
        if let Some(literal) = self.negative_literal(token)? {
            return Ok(literal);
        }
        self.advance();
        let called = self.token();
        let operand = self.nested(Self::prefix)?;
        let span = token.span.to(operand.span);
        let applied = OperatorUse { operator, dotted, span: token.span };
        Ok(match operand.kind {
            ExprKind::Tuple(items) if called.kind == TokenKind::Open('(') && !called.spaced => {
                let callee = Expr { kind: ExprKind::Name(operator.text.into()), span: token.span };
                Self::call_of(callee, items, span)
            }
            _ => Expr { kind: ExprKind::Prefix(applied, Box::new(operand)), span },
        })
    }

    /// `-0.1` is a single literal unless a power follows: `-2^2` is `-(2^2)`.
    fn negative_literal(&mut self, minus: Token) -> Parsed<Option<Expr>> {
        let number = self.peek_second();
        let literal = self.text(minus) == "-"
            && matches!(number.kind, TokenKind::Integer | TokenKind::Float)
            && !number.spaced;
        let after = self.tokens.get(self.at + 2).map(|token| token.kind);
        let power = matches!(after, Some(TokenKind::Operator(operator, _)) if operator.precedence == Precedence::Power);
        if !literal || power {
            return Ok(None);
        }
        self.advance();
        self.advance();
        let span = minus.span.to(number.span);
        let kind = self.number(number, true)?;
        Ok(Some(Expr { kind, span }))
    }

    /// `base ^ exponent`. The exponent may have a sign or be a juxtaposed product: `2^-1`, `2^3u`.
    fn power(&mut self) -> Parsed<Expr> {
        let base = self.postfix()?;
        let token = self.token();
        let TokenKind::Operator(operator, dotted) = token.kind else { return Ok(base) };
        if operator.precedence != Precedence::Power {
            return Ok(base);
        }
        self.advance();
        self.skip_newlines();
        let right = self.nested(Self::juxtaposition)?;
        Ok(fold(base, vec![Step { applied: OperatorUse { operator, dotted, span: token.span }, right }]))
    }
}

fn fold(left: Expr, steps: Vec<Step>) -> Expr {
    let span = steps.iter().fold(left.span, |span, step| span.to(step.right.span));
    Expr { kind: ExprKind::Fold(Box::new(left), steps), span }
}
