//! Type syntax: annotations, parameters, `where`, and type definitions.

use std::rc::Rc;

use super::super::syntax::{Expr, ExprKind, Name, Struct, TypeVariable};
use super::super::token::TokenKind;
use super::{Parsed, Parser};
use crate::diag::{Diagnostic, Span};

impl Parser<'_> {
    /// The annotation after `::`: a type name, possibly qualified by a module, possibly with parameters.
    pub(super) fn annotation(&mut self) -> Parsed<Expr> {
        let mut expr = self.primary()?;
        loop {
            let token = self.token();
            let adjacent = !token.spaced && token.span.start == self.last_span().end;
            expr = match token.kind {
                TokenKind::Open('{') if adjacent => self.curly(expr)?,
                TokenKind::Operator(operator, false) if operator.text == "." && adjacent => {
                    self.advance();
                    let name = self.token();
                    if name.kind != TokenKind::Name {
                        return Err(self.unexpected(name));
                    }
                    self.advance();
                    let span = expr.span.to(name.span);
                    Expr { kind: ExprKind::Field(Box::new(expr), self.name_of(name)), span }
                }
                TokenKind::Open('(') if adjacent => {
                    let arguments = self.arguments()?;
                    let span = expr.span.to(self.last_span());
                    Self::call_of(expr, arguments.into_iter().map(|argument| argument.value).collect(), span)
                }
                _ => return Ok(expr),
            };
        }
    }

    /// `head{parameters}`, with the current token at the brace.
    pub(super) fn curly(&mut self, head: Expr) -> Parsed<Expr> {
        let parameters = self.braced(|p| {
            let token = p.token();
            if !p.take_operator("<:") {
                return p.nested(Self::pair);
            }
            let supertype = p.nested(Self::pair)?;
            let span = token.span.to(supertype.span);
            Ok(Expr { kind: ExprKind::Subtype(Box::new(supertype)), span })
        })?;
        let span = head.span.to(self.last_span());
        Ok(Expr { kind: ExprKind::Curly(Box::new(head), parameters), span })
    }

    /// `{a, b}`, each item parsed by `item`.
    fn braced<T>(&mut self, item: fn(&mut Self) -> Parsed<T>) -> Parsed<Vec<T>> {
        self.advance();
        let items = self.with_newlines(false, |p| {
            p.with_index(false, |p| {
                let mut items = Vec::new();
                while p.peek() != TokenKind::Close('}') {
                    items.push(item(p)?);
                    if !p.take(TokenKind::Comma) {
                        p.expect_close('}')?;
                    }
                }
                Ok(items)
            })
        })?;
        self.advance();
        Ok(items)
    }

    /// `inner where T <: A` or `inner where {T, S}`. After an annotated name it belongs to the annotation.
    pub(super) fn where_(&mut self, inner: Expr) -> Parsed<Expr> {
        self.advance();
        let variables = match self.peek() {
            TokenKind::Open('{') => self.braced(Self::variable)?,
            _ => vec![self.variable()?],
        };
        let span = inner.span.to(self.last_span());
        let wrapped = |inner: Box<Expr>| ExprKind::Where(inner, variables.clone());
        let kind = match inner.kind {
            ExprKind::Typed(Some(name), kind) if matches!(name.kind, ExprKind::Name(_)) => {
                let kind = Expr { kind: wrapped(kind), span };
                ExprKind::Typed(Some(name), Box::new(kind))
            }
            ExprKind::Typed(None, kind) => {
                let kind = Expr { kind: wrapped(kind), span };
                ExprKind::Typed(None, Box::new(kind))
            }
            kind => wrapped(Box::new(Expr { kind, span: inner.span })),
        };
        Ok(Expr { kind, span })
    }

    /// `T` or `T <: A`.
    fn variable(&mut self) -> Parsed<TypeVariable> {
        let token = self.token();
        if token.kind != TokenKind::Name {
            return Err(self.unexpected(token));
        }
        self.advance();
        let name = self.name_of(token);
        let bound = if self.take_operator("<:") { Some(self.nested(Self::annotation)?) } else { None };
        Ok(TypeVariable { name, bound })
    }

    /// `struct A{T} <: B … end` and `mutable struct …`.
    pub(super) fn struct_(&mut self, start: Span) -> Parsed<ExprKind> {
        let mutable = self.take_keyword("mutable");
        let definition = self.until_end(start, |p| {
            let (name, variables, supertype) = p.type_head()?;
            let (mut fields, mut constructors): (Vec<(Name, Option<Expr>)>, Vec<Expr>) = Default::default();
            loop {
                p.skip_separators();
                let token = p.token();
                if p.ends_block(token) {
                    break;
                }
                let entry = p.statement()?;
                let span = entry.span;
                match entry.kind {
                    ExprKind::Name(text) => fields.push((Name { text, span }, None)),
                    ExprKind::Typed(Some(inner), kind) => match inner.kind {
                        ExprKind::Name(text) => fields.push((Name { text, span: inner.span }, Some(*kind))),
                        _ => return Err(no_field(span)),
                    },
                    ExprKind::Function(_) => constructors.push(entry),
                    // A string above a field is its documentation.
                    ExprKind::Text(_) => {}
                    _ => return Err(no_field(span)),
                }
            }
            Ok(Struct { name, mutable, variables, supertype, fields, constructors })
        })?;
        Ok(ExprKind::Struct(Rc::new(definition)))
    }

    /// `abstract type A <: B end`.
    pub(super) fn abstract_(&mut self, start: Span) -> Parsed<ExprKind> {
        self.advance();
        let (name, _, supertype) = self.until_end(start, |p| {
            let head = p.type_head()?;
            p.skip_separators();
            Ok(head)
        })?;
        Ok(ExprKind::Abstract(name, supertype.map(Box::new)))
    }

    /// `A`, `A{T, S <: B}`, `A <: C`.
    fn type_head(&mut self) -> Parsed<(Name, Vec<TypeVariable>, Option<Expr>)> {
        let token = self.token();
        if token.kind != TokenKind::Name {
            return Err(self.unexpected(token));
        }
        self.advance();
        let name = self.name_of(token);
        let variables = match self.peek() {
            TokenKind::Open('{') => self.braced(Self::variable)?,
            _ => Vec::new(),
        };
        let supertype = if self.take_operator("<:") { Some(self.nested(Self::annotation)?) } else { None };
        Ok((name, variables, supertype))
    }
}

fn no_field(span: Span) -> Diagnostic {
    Diagnostic::new(span, "syntax: invalid field in type definition")
        .with_hint("A struct may contain only fields, such as `x` or `x::Float64`, and constructors.")
}
