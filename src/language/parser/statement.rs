//! Statements: assignment, definitions, blocks, loops, `using`.

use std::rc::Rc;

use super::super::operators::Precedence;
use super::super::syntax::{Declaration, Expr, ExprKind, Import, Name, OperatorUse, Try};
use super::super::token::TokenKind;
use super::{Parsed, Parser};
use crate::diag::{Diagnostic, QuickFix, Span};

impl Parser<'_> {
    /// A statement, which may be a tuple without parentheses: `a, b = b, a`.
    pub(super) fn statement(&mut self) -> Parsed<Expr> {
        self.nested(|p| p.assignment(Self::tuple_without_brackets))
    }

    /// An expression with assignments but without bare commas, as inside brackets.
    pub(super) fn expression(&mut self) -> Parsed<Expr> {
        self.nested(|p| p.assignment(Self::pair))
    }

    /// `target = value`, right associative; `side` parses either side.
    fn assignment(&mut self, side: fn(&mut Self) -> Parsed<Expr>) -> Parsed<Expr> {
        let left = side(self)?;
        let token = self.token();
        let TokenKind::Operator(operator, dotted) = token.kind else { return Ok(left) };
        if operator.precedence != Precedence::Assignment {
            return Ok(left);
        }
        self.advance();
        self.skip_newlines();
        let right = self.nested(|p| p.assignment(side))?;
        let span = left.span.to(right.span);
        let applied = OperatorUse { operator, dotted, span: token.span };
        let kind = if operator.text != "=" || dotted {
            // `f(x) .= y` overwrites the entries of the array that the call returns.
            if !(dotted && matches!(left.kind, ExprKind::Call(_))) {
                self.check_target(&left, token.span)?;
            }
            ExprKind::Update(applied, Box::new(left), Box::new(right))
        } else if let Some(function) = self.short_function(&left, &right)? {
            ExprKind::Function(function)
        } else {
            self.check_target(&left, token.span)?;
            ExprKind::Assign(Box::new(left), Box::new(right))
        };
        Ok(Expr { kind, span })
    }

    /// Checks that `target` can be assigned to.
    fn check_target(&self, target: &Expr, equals: Span) -> Parsed<()> {
        let problem = match &target.kind {
            ExprKind::Name(_) | ExprKind::Index(..) | ExprKind::Field(..) => return Ok(()),
            ExprKind::Typed(Some(inner), _) | ExprKind::Splat(inner) => {
                return self.check_target(inner, equals);
            }
            ExprKind::Tuple(items) => {
                return items.iter().try_for_each(|item| self.check_target(item, equals));
            }
            ExprKind::Int(_)
            | ExprKind::Float(_)
            | ExprKind::Single(_)
            | ExprKind::Bool(_)
            | ExprKind::Text(_) => {
                let text = &self.source[target.span.start as usize..target.span.end as usize];
                format!("syntax: invalid assignment location \"{text}\"")
            }
            _ => "syntax: invalid assignment location".to_owned(),
        };
        Err(Diagnostic::new(target.span.to(equals), problem)
            .with_hint("To the left of `=` goes a name or an entry; to compare two values, write `==`."))
    }

    /// `a, b, c` without parentheses; a single expression is returned unchanged.
    pub(super) fn tuple_without_brackets(&mut self) -> Parsed<Expr> {
        let first = self.pair()?;
        if self.peek() == TokenKind::Comma { self.rest_of_tuple(first) } else { Ok(first) }
    }

    /// `, b, c` after the first entry of a tuple without parentheses.
    pub(super) fn rest_of_tuple(&mut self, first: Expr) -> Parsed<Expr> {
        let mut span = first.span;
        let mut items = vec![first];
        while self.take(TokenKind::Comma) {
            self.skip_newlines();
            if self.at_assignment() {
                break;
            }
            let item = self.pair()?;
            span = span.to(item.span);
            items.push(item);
        }
        Ok(Expr { kind: ExprKind::Tuple(items), span })
    }

    fn at_assignment(&mut self) -> bool {
        matches!(self.peek(), TokenKind::Operator(operator, _) if operator.precedence == Precedence::Assignment)
    }

    /// Statements up to, not including, a keyword that ends the block.
    pub(super) fn block(&mut self) -> Parsed<Expr> {
        self.with_newlines(true, |p| {
            let start = p.tokens[p.at].span;
            let mut statements: Vec<Expr> = Vec::new();
            loop {
                p.skip_separators();
                let token = p.token();
                if p.ends_block(token) {
                    break;
                }
                if token.kind == TokenKind::End {
                    return Err(p.unexpected(token));
                }
                statements.push(p.statement()?);
                let after = p.token();
                if !p.ends_block(after) {
                    p.end_of_statement()?;
                }
            }
            let span = statements.iter().map(|statement| statement.span).reduce(Span::to).unwrap_or(start);
            Ok(Expr { kind: ExprKind::Block(statements), span })
        })
    }

    /// The construct that the current keyword begins; `None` if it begins none.
    pub(super) fn keyword(&mut self) -> Parsed<Option<Expr>> {
        let token = self.token();
        let start = token.span;
        let production: fn(&mut Self, Span) -> Parsed<ExprKind> = match self.text(token) {
            "if" => Self::if_,
            "for" => Self::for_,
            "while" => Self::while_,
            "begin" => Self::begin,
            "let" => Self::let_,
            "function" => Self::long_function,
            "return" => Self::return_,
            "break" => |p, _| Ok(p.word(ExprKind::Break)),
            "continue" => |p, _| Ok(p.word(ExprKind::Continue)),
            "true" => |p, _| Ok(p.word(ExprKind::Bool(true))),
            "false" => |p, _| Ok(p.word(ExprKind::Bool(false))),
            "global" | "local" | "const" => Self::declaration,
            "using" | "import" => Self::using,
            "struct" | "mutable" => Self::struct_,
            "abstract" => Self::abstract_,
            "try" => Self::try_,
            _ => return Ok(None),
        };
        let kind = production(self, start)?;
        Ok(Some(Expr { kind, span: start.to(self.last_span()) }))
    }

    fn word(&mut self, kind: ExprKind) -> ExprKind {
        self.advance();
        kind
    }

    /// Consumes the opening keyword, runs `inside`, and consumes the `end`.
    pub(super) fn until_end<T>(
        &mut self,
        opener: Span,
        inside: impl FnOnce(&mut Self) -> Parsed<T>,
    ) -> Parsed<T> {
        self.advance();
        self.open_blocks.push(opener);
        let result = self.with_newlines(true, |p| {
            p.with_index(false, |p| {
                let result = inside(p)?;
                let token = p.token();
                if p.take_keyword("end") { Ok(result) } else { Err(p.unexpected(token)) }
            })
        });
        if result.is_ok() {
            self.open_blocks.pop();
        }
        result
    }

    fn if_(&mut self, start: Span) -> Parsed<ExprKind> {
        self.until_end(start, |p| {
            let mut branches = vec![(p.condition()?, p.block()?)];
            while p.take_keyword("elseif") {
                branches.push((p.condition()?, p.block()?));
            }
            let otherwise = if p.take_keyword("else") { Some(Box::new(p.block()?)) } else { None };
            Ok(ExprKind::If(branches, otherwise))
        })
    }

    fn condition(&mut self) -> Parsed<Expr> {
        let condition = self.pair()?;
        if self.at_assignment() {
            let span = self.token().span;
            return Err(Diagnostic::new(span, "syntax: unexpected \"=\"")
                .with_hint("To compare in a condition, write `==`; a single `=` assigns a value to a name.")
                .with_quick_fix(QuickFix::Replace("==".to_owned())));
        }
        Ok(condition)
    }

    fn for_(&mut self, start: Span) -> Parsed<ExprKind> {
        self.until_end(start, |p| {
            let mut clauses = vec![p.loop_clause()?];
            while p.take(TokenKind::Comma) {
                p.skip_newlines();
                clauses.push(p.loop_clause()?);
            }
            Ok(ExprKind::For(clauses, Box::new(p.block()?)))
        })
    }

    /// `pattern in values`, `pattern = values` or `pattern ∈ values`.
    pub(super) fn loop_clause(&mut self) -> Parsed<(Expr, Expr)> {
        let pattern = self.primary()?;
        self.check_target(&pattern, pattern.span)?;
        let token = self.token();
        let text = self.text(token);
        if !matches!(text, "in" | "=" | "∈") {
            let diagnostic = self.unexpected(token);
            return Err(diagnostic.with_hint("A loop is written `for i in 1:10`."));
        }
        self.advance();
        Ok((pattern, self.pair()?))
    }

    fn while_(&mut self, start: Span) -> Parsed<ExprKind> {
        self.until_end(start, |p| Ok(ExprKind::While(Box::new(p.condition()?), Box::new(p.block()?))))
    }

    /// `try … catch e … finally … end`. The name of the error must be on the same line as `catch`.
    fn try_(&mut self, start: Span) -> Parsed<ExprKind> {
        self.until_end(start, |p| {
            let body = p.block()?;
            let mut catch = None;
            if p.take_keyword("catch") {
                let token = p.tokens[p.at];
                let name = (token.kind == TokenKind::Name).then(|| p.name_of(token));
                if name.is_some() {
                    p.advance();
                }
                catch = Some((name, p.block()?));
            }
            let finally = if p.take_keyword("finally") { Some(p.block()?) } else { None };
            if catch.is_none() && finally.is_none() {
                return Err(Diagnostic::new(start, "syntax: \"try\" without \"catch\" or \"finally\"")
                    .with_hint("Say what to do if it fails: `try … catch e … end`."));
            }
            Ok(ExprKind::Try(Rc::new(Try { body, catch, finally })))
        })
    }

    fn begin(&mut self, start: Span) -> Parsed<ExprKind> {
        self.until_end(start, |p| Ok(p.block()?.kind))
    }

    fn let_(&mut self, start: Span) -> Parsed<ExprKind> {
        self.until_end(start, |p| {
            let mut bindings = Vec::new();
            while !matches!(p.peek(), TokenKind::Newline | TokenKind::Semicolon) && !p.at_keyword("end") {
                bindings.push(p.expression()?);
                if !p.take(TokenKind::Comma) {
                    break;
                }
                p.skip_newlines();
            }
            Ok(ExprKind::Let(bindings, Box::new(p.block()?)))
        })
    }

    fn return_(&mut self, _: Span) -> Parsed<ExprKind> {
        self.advance();
        let token = self.token();
        let bare = matches!(
            token.kind,
            TokenKind::Newline | TokenKind::Semicolon | TokenKind::End | TokenKind::Close(_)
        ) || self.ends_block(token);
        if bare {
            return Ok(ExprKind::Return(None));
        }
        Ok(ExprKind::Return(Some(Box::new(self.nested(Self::tuple_without_brackets)?))))
    }

    fn declaration(&mut self, _: Span) -> Parsed<ExprKind> {
        let token = self.advance();
        let declaration = match self.text(token) {
            "global" => Declaration::Global,
            "local" => Declaration::Local,
            _ => Declaration::Const,
        };
        let statement = self.statement()?;
        let items = match statement.kind {
            ExprKind::Tuple(items) => items,
            kind => vec![Expr { kind, span: statement.span }],
        };
        Ok(ExprKind::Declare(declaration, items))
    }

    /// `using A, B.C` or `using A: f, g`; `import` has the same syntax.
    fn using(&mut self, _: Span) -> Parsed<ExprKind> {
        let word = self.advance();
        let extends = self.text(word) == "import";
        let mut imports = Vec::new();
        loop {
            let mut path = vec![self.imported_name()?];
            while let Some(name) = self.path_component()? {
                path.push(name);
            }
            let listed = self.take_operator(":");
            let mut import = Import { path, names: listed.then(Vec::new), extends };
            if let Some(names) = &mut import.names {
                self.skip_newlines();
                names.push(self.imported_name()?);
                while self.take(TokenKind::Comma) {
                    self.skip_newlines();
                    names.push(self.imported_name()?);
                }
            }
            imports.push(import);
            if listed || !self.take(TokenKind::Comma) {
                return Ok(ExprKind::Using(imports));
            }
            self.skip_newlines();
        }
    }

    /// A further part of a module's path, or the name after it: `.Tracker`, `.+`, `.:+`.
    fn path_component(&mut self) -> Parsed<Option<Name>> {
        let token = self.token();
        if let TokenKind::Operator(operator, true) = token.kind {
            self.advance();
            return Ok(Some(Name { text: operator.text.into(), span: token.span }));
        }
        if !self.take_operator(".") {
            return Ok(None);
        }
        self.take_operator(":");
        self.imported_name().map(Some)
    }

    /// What can be imported: a name, an operator or a macro.
    fn imported_name(&mut self) -> Parsed<Name> {
        self.take_operator(".");
        let bracketed = self.peek() == TokenKind::Open('(');
        if bracketed {
            self.advance();
        }
        let token = self.token();
        let known = matches!(token.kind, TokenKind::Name | TokenKind::Operator(..));
        if !known && !self.text(token).starts_with('@') {
            return Err(self.unexpected(token));
        }
        self.advance();
        if bracketed {
            self.expect_close(')')?;
            self.advance();
        }
        Ok(self.name_of(token))
    }
}
