//! What follows a primary: calls, indices, fields, `->`.

use std::rc::Rc;

use super::super::syntax::{Argument, Call, Expr, ExprKind, Function, Name};
use super::super::token::TokenKind;
use super::{MAX_DEPTH, Parsed, Parser};
use crate::diag::{Diagnostic, Span};

impl Parser<'_> {
    /// A primary and the postfix operators that follow it.
    pub(super) fn postfix(&mut self) -> Parsed<Expr> {
        let first = self.token();
        let mut expr = self.primary()?;
        let number = matches!(first.kind, TokenKind::Integer | TokenKind::Float);
        if self.at_operator("->") {
            return self.lambda(expr);
        }
        for _ in 0..MAX_DEPTH {
            let token = self.token();
            let adjacent = !token.spaced && token.span.start == self.last_span().end;
            let start = expr.span;
            expr = match token.kind {
                TokenKind::Open('(') if adjacent && !number => self.call(expr, false)?,
                TokenKind::Open('[') if adjacent && !number => self.index(expr)?,
                TokenKind::Operator(operator, false) if operator.text == "." => self.field(expr)?,
                TokenKind::Operator(operator, false) if operator.text == "'" && adjacent => {
                    self.advance();
                    Expr { kind: ExprKind::Adjoint(Box::new(expr)), span: start.to(token.span) }
                }
                TokenKind::Operator(operator, false) if operator.text == "::" => {
                    self.advance();
                    let annotation = self.nested(Self::annotation)?;
                    let span = start.to(annotation.span);
                    Expr { kind: ExprKind::Typed(Some(Box::new(expr)), Box::new(annotation)), span }
                }
                TokenKind::Open('{') if adjacent && !number => self.curly(expr)?,
                TokenKind::Keyword if self.text(token) == "where" => self.where_(expr)?,
                _ => return Ok(expr),
            };
        }
        let span = expr.span;
        Err(Diagnostic::new(span, format!("syntax: expression nested deeper than {MAX_DEPTH} levels"))
            .with_hint("Compute parts of it on separate lines first, and give each a name."))
    }

    /// A call of `callee` with plain positional arguments.
    pub(super) fn call_of(callee: Expr, values: Vec<Expr>, span: Span) -> Expr {
        let arguments =
            values.into_iter().map(|value| Argument { name: None, value, after_semicolon: false }).collect();
        Expr { kind: ExprKind::Call(Box::new(Call { callee, arguments, dotted: false })), span }
    }

    fn call(&mut self, callee: Expr, dotted: bool) -> Parsed<Expr> {
        let mut arguments = self.arguments()?;
        if self.at_keyword("do") {
            let value = self.do_block()?;
            arguments.insert(0, Argument { name: None, value, after_semicolon: false });
        }
        let span = callee.span.to(self.last_span());
        Ok(Expr { kind: ExprKind::Call(Box::new(Call { callee, arguments, dotted })), span })
    }

    /// `(a, b...; k = c)`: both brackets included.
    pub(super) fn arguments(&mut self) -> Parsed<Vec<Argument>> {
        self.advance();
        let arguments = self.with_newlines(false, |p| {
            let mut arguments = Vec::new();
            let mut after_semicolon = false;
            while p.peek() != TokenKind::Close(')') {
                if p.take(TokenKind::Semicolon) {
                    after_semicolon = true;
                    continue;
                }
                arguments.push(p.argument(after_semicolon)?);
                if p.peek() != TokenKind::Semicolon && !p.take(TokenKind::Comma) {
                    p.expect_close(')')?;
                }
            }
            Ok(arguments)
        })?;
        self.advance();
        Ok(arguments)
    }

    fn argument(&mut self, after_semicolon: bool) -> Parsed<Argument> {
        // A parenthesised assignment is not a keyword argument: `f((a = 1))`.
        let bracketed = self.peek() == TokenKind::Open('(');
        let value = self.argument_value()?;
        if self.at_keyword("for") {
            let span = value.span;
            let kind = self.comprehension(value, false)?;
            let value = Expr { kind, span: span.to(self.last_span()) };
            return Ok(Argument { name: None, value, after_semicolon });
        }
        Ok(match value.kind {
            ExprKind::Assign(target, inner) if !bracketed && matches!(target.kind, ExprKind::Name(_)) => {
                let ExprKind::Name(text) = target.kind else { unreachable!("the guard has seen a name") };
                Argument { name: Some(Name { text, span: target.span }), value: *inner, after_semicolon }
            }
            _ => Argument { name: None, value, after_semicolon },
        })
    }

    /// `do x, y … end` after a call: a function that becomes its first argument.
    fn do_block(&mut self) -> Parsed<Expr> {
        let start = self.token().span;
        let function = self.until_end(start, |p| {
            let mut parameters = Vec::new();
            while !matches!(p.peek(), TokenKind::Newline | TokenKind::Semicolon) && !p.at_keyword("end") {
                let pattern = p.postfix()?;
                parameters.push(p.parameter(pattern, None)?);
                if !p.take(TokenKind::Comma) {
                    break;
                }
            }
            Ok(Function::anonymous(parameters, Vec::new(), p.block()?))
        })?;
        Ok(Expr { kind: ExprKind::Function(Rc::new(function)), span: start.to(self.last_span()) })
    }

    /// `x[i]`, or an array literal with an element type: `Float64[1 2; 3 4]`.
    fn index(&mut self, array: Expr) -> Parsed<Expr> {
        if self.is_array_literal() {
            let entries = self.nested(Self::vector)?;
            let span = array.span.to(entries.span);
            let callee = Expr { kind: ExprKind::Name("_typed".into()), span };
            return Ok(Self::call_of(callee, vec![array, entries], span));
        }
        self.advance();
        let indices = self.with_newlines(false, |p| {
            p.with_index(true, |p| {
                let mut indices = Vec::new();
                while p.peek() != TokenKind::Close(']') {
                    indices.push(p.argument_value()?);
                    if !p.take(TokenKind::Comma) {
                        p.expect_close(']')?;
                    }
                }
                Ok(indices)
            })
        })?;
        let close = self.advance();
        let span = array.span.to(close.span);
        Ok(Expr { kind: ExprKind::Index(Box::new(array), indices), span })
    }

    /// Whether the bracket here opens an array literal rather than an index: it contains a loop, rows, or entries
    /// separated by spaces.
    fn is_array_literal(&self) -> bool {
        let (mut depth, mut operand) = (0usize, false);
        for token in &self.tokens[self.at + 1..] {
            let starts = matches!(
                token.kind,
                TokenKind::Name
                    | TokenKind::Integer
                    | TokenKind::Float
                    | TokenKind::Text { .. }
                    | TokenKind::Char { .. }
                    | TokenKind::Open(_)
            );
            match token.kind {
                TokenKind::End => return false,
                TokenKind::Semicolon if depth == 0 => return true,
                TokenKind::Keyword if depth == 0 && self.text(*token) == "for" => return true,
                _ if depth == 0 && operand && starts && token.spaced => return true,
                TokenKind::Open(_) => depth += 1,
                TokenKind::Close(_) if depth == 0 => return false,
                TokenKind::Close(_) => depth -= 1,
                _ => {}
            }
            operand = matches!(token.kind, TokenKind::Close(_))
                || (starts && !matches!(token.kind, TokenKind::Open(_)));
        }
        false
    }

    /// `a.b`, or `f.(x)`.
    fn field(&mut self, object: Expr) -> Parsed<Expr> {
        self.advance();
        let token = self.token();
        match token.kind {
            TokenKind::Open('(') => self.call(object, true),
            // `Base.:+` and `Base.:(==)` name operators.
            TokenKind::Operator(operator, false) if operator.text == ":" => {
                self.advance();
                let bracket = self.take(TokenKind::Open('('));
                let token = self.token();
                if !matches!(token.kind, TokenKind::Name | TokenKind::Operator(..)) {
                    return Err(self.unexpected(token));
                }
                self.advance();
                if bracket {
                    self.expect_close(')')?;
                    self.advance();
                }
                let span = object.span.to(token.span);
                Ok(Expr { kind: ExprKind::Field(Box::new(object), self.name_of(token)), span })
            }
            TokenKind::Macro => {
                let call = self.macro_call()?;
                Ok(Expr { span: object.span.to(call.span), ..call })
            }
            TokenKind::Name => {
                self.advance();
                let span = object.span.to(token.span);
                Ok(Expr { kind: ExprKind::Field(Box::new(object), self.name_of(token)), span })
            }
            _ => Err(self.unexpected(token)),
        }
    }

    /// `parameters -> body`, where the parameters were parsed as an expression.
    fn lambda(&mut self, head: Expr) -> Parsed<Expr> {
        self.advance();
        self.skip_newlines();
        let start = head.span;
        let patterns = match head.kind {
            ExprKind::Tuple(items) => items,
            kind => vec![Expr { kind, span: head.span }],
        };
        let parameters = patterns
            .into_iter()
            .map(|pattern| match pattern.kind {
                ExprKind::Assign(name, default) => self.parameter(*name, Some(*default)),
                _ => self.parameter(pattern, None),
            })
            .collect::<Parsed<Vec<_>>>()?;
        let body = self.expression()?;
        let span = start.to(body.span);
        let function = Function::anonymous(parameters, Vec::new(), body);
        Ok(Expr { kind: ExprKind::Function(Rc::new(function)), span })
    }
}
