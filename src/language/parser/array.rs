//! Square brackets: vectors, matrices, comprehensions.

use super::super::syntax::{Clause, Comprehension, Expr, ExprKind};
use super::super::token::TokenKind;
use super::{Parsed, Parser};
use crate::diag::Diagnostic;

impl Parser<'_> {
    /// `[a, b]`, `[a b; c d]` or `[body for i in r]`.
    pub(super) fn vector(&mut self) -> Parsed<Expr> {
        let open = self.advance();
        let kind = self.with_newlines(true, |p| {
            p.in_row = true;
            p.rows()
        })?;
        let close = self.advance();
        Ok(Expr { kind, span: open.span.to(close.span) })
    }

    /// Entries separated by commas; or rows separated by semicolons or newlines, with entries separated by spaces.
    fn rows(&mut self) -> Parsed<ExprKind> {
        let mut rows: Vec<Vec<Expr>> = Vec::new();
        let mut row = Vec::new();
        let mut commas = false;
        self.skip_newlines();
        while self.peek() != TokenKind::Close(']') {
            let entry = self.argument_value()?;
            if row.is_empty() && rows.is_empty() && self.for_follows() {
                let kind = self.with_newlines(false, |p| {
                    let kind = p.comprehension(entry, true)?;
                    p.expect_close(']').map(|()| kind)
                })?;
                self.skip_newlines();
                return Ok(kind);
            }
            row.push(entry);
            let token = self.token();
            match token.kind {
                TokenKind::Comma if rows.is_empty() && (commas || row.len() == 1) => {
                    commas = true;
                    self.advance();
                    self.skip_newlines();
                }
                TokenKind::Comma => {
                    return Err(Diagnostic::new(token.span, "syntax: unexpected comma in matrix expression")
                        .with_hint(
                            "In a matrix, spaces separate the entries of a row; commas are for vectors.",
                        ));
                }
                // A line end before the closing bracket separates nothing: `[\n1\n]` is a vector.
                TokenKind::Newline
                    if !commas && rows.is_empty() && row.len() == 1 && self.closes_after_lines() =>
                {
                    self.skip_newlines();
                }
                TokenKind::Semicolon | TokenKind::Newline if !commas => {
                    rows.push(std::mem::take(&mut row));
                    self.skip_separators();
                }
                TokenKind::Newline => {
                    self.skip_newlines();
                    self.expect_close(']')?;
                }
                TokenKind::Close(_) | TokenKind::End => self.expect_close(']')?,
                _ if commas || !token.spaced => {
                    self.expect_close(']')?;
                }
                _ => {}
            }
        }
        if rows.is_empty() && (commas || row.len() < 2) {
            return Ok(ExprKind::Vector(row));
        }
        if !row.is_empty() {
            rows.push(row);
        }
        Ok(ExprKind::Matrix(rows))
    }

    /// Whether the bracket is closed after the line ends here.
    fn closes_after_lines(&self) -> bool {
        let next = self.tokens[self.at..].iter().find(|token| token.kind != TokenKind::Newline);
        next.is_some_and(|token| token.kind == TokenKind::Close(']'))
    }

    /// Whether a `for` follows, perhaps on the next line.
    fn for_follows(&mut self) -> bool {
        let here = self.at;
        self.skip_newlines();
        let found = self.at_keyword("for");
        if !found {
            self.at = here;
        }
        found
    }

    /// `for pattern in values, … if condition for …` after a body.
    pub(super) fn comprehension(&mut self, body: Expr, array: bool) -> Parsed<ExprKind> {
        let mut clauses = Vec::new();
        while self.take_keyword("for") {
            let mut joined = false;
            loop {
                let (pattern, values) = self.loop_clause()?;
                clauses.push(Clause { pattern, values, condition: None, joined });
                joined = true;
                if !self.take(TokenKind::Comma) {
                    break;
                }
            }
            if self.take_keyword("if") {
                let condition = self.pair()?;
                if let Some(clause) = clauses.last_mut() {
                    clause.condition = Some(condition);
                }
            }
        }
        Ok(ExprKind::Comprehension(Box::new(Comprehension { body, clauses, array })))
    }
}
