//! The smallest expressions: literals, names, brackets, lambdas.

use super::super::operators::Precedence;
use super::super::syntax::{Expr, ExprKind, Name};
use super::super::token::{Token, TokenKind};
use super::{Parsed, Parser};
use crate::diag::{Diagnostic, QuickFix, Span};

impl Parser<'_> {
    /// A literal, a name, something in brackets, or a construct that begins with a keyword.
    pub(super) fn primary(&mut self) -> Parsed<Expr> {
        let token = self.token();
        let span = token.span;
        let kind = match token.kind {
            TokenKind::Integer | TokenKind::Float => {
                self.advance();
                self.number(token, false)?
            }
            TokenKind::Name => {
                self.advance();
                let next = self.tokens[self.at];
                if matches!(next.kind, TokenKind::Text { .. }) && next.span.start == span.end {
                    return Err(no_string_macro(self.text(token), span));
                }
                ExprKind::Name(self.name_of(token).text)
            }
            TokenKind::Text { closed: true } => {
                self.advance();
                self.string(token)?
            }
            TokenKind::Char { .. } => {
                self.advance();
                self.character(token)?
            }
            TokenKind::Open('(') => return self.nested(Self::parenthesised),
            TokenKind::Open('[') => return self.nested(Self::vector),
            TokenKind::Operator(operator, _) if operator.text == ":" => return self.symbol(),
            TokenKind::Operator(operator, _) if operator.text == "::" => {
                self.advance();
                let annotation = self.nested(Self::annotation)?;
                let span = span.to(annotation.span);
                return Ok(Expr { kind: ExprKind::Typed(None, Box::new(annotation)), span });
            }
            TokenKind::Operator(operator, false) if self.stands_alone() => {
                self.advance();
                ExprKind::Name(operator.function.into())
            }
            TokenKind::Macro => return self.nested(Self::macro_call),
            TokenKind::Keyword if self.in_index && self.text(token) == "end" => {
                self.advance();
                ExprKind::Name("end".into())
            }
            TokenKind::Keyword => {
                return match self.nested(Self::keyword)? {
                    Some(expr) => Ok(expr),
                    None => Err(self.unknown_keyword(token)),
                };
            }
            _ => return Err(self.unexpected(token)),
        };
        Ok(Expr { kind, span })
    }

    /// The error for a keyword whose construct is not in this subset, or that is not allowed here.
    fn unknown_keyword(&mut self, token: Token) -> Diagnostic {
        let diagnostic = self.unexpected(token);
        match self.text(token) {
            "macro" | "module" | "export" | "quote" => {
                let text = self.text(token);
                diagnostic.with_hint(format!("`{text}` is not available here."))
            }
            _ => diagnostic,
        }
    }

    /// Whether the operator here is used as a function: followed by a comma or a closing bracket, as in `foldl(*, v)`, or
    /// called, as in `*(2, 3)`.
    pub(super) fn stands_alone(&mut self) -> bool {
        let TokenKind::Operator(operator, false) = self.peek() else { return false };
        let named =
            operator.dotted && !matches!(operator.precedence, Precedence::Assignment | Precedence::Special);
        let next = self.peek_second();
        named
            && match next.kind {
                TokenKind::Comma | TokenKind::Close(_) | TokenKind::Semicolon | TokenKind::End => true,
                TokenKind::Newline => self.newlines_matter,
                TokenKind::Open('(') => !operator.prefix && !next.spaced,
                _ => false,
            }
    }

    /// The name in a token, with accents composed (`ŷ` may be one or two code points).
    pub(super) fn name_of(&self, token: Token) -> Name {
        Name { text: super::literal::composed(self.text(token)).into(), span: token.span }
    }

    /// `:name`, or a bare `:` that selects a whole dimension.
    fn symbol(&mut self) -> Parsed<Expr> {
        let colon = self.advance();
        let token = self.tokens[self.at];
        let adjacent = !token.spaced && token.span.start == colon.span.end;
        match token.kind {
            TokenKind::Name | TokenKind::Keyword | TokenKind::Operator(..) if adjacent => {
                self.advance();
                let kind = ExprKind::Symbol(self.name_of(token).text);
                Ok(Expr { kind, span: colon.span.to(token.span) })
            }
            TokenKind::Comma | TokenKind::Close(_) => {
                Ok(Expr { kind: ExprKind::Name(":".into()), span: colon.span })
            }
            _ => Err(self.unexpected(colon)),
        }
    }

    /// `(a)`, `(a, b)`, `(a; b)`, `(f(i) for i in r)`, and the head of a lambda.
    fn parenthesised(&mut self) -> Parsed<Expr> {
        let open = self.advance();
        let kind = self.with_newlines(false, Self::inside_parentheses)?;
        let close = self.advance();
        let span = open.span.to(close.span);
        // A single expression keeps its kind; its span includes the parentheses.
        Ok(Expr { kind, span })
    }

    fn inside_parentheses(&mut self) -> Parsed<ExprKind> {
        let mut items = Vec::new();
        let mut comma = false;
        let mut block = false;
        loop {
            let token = self.token();
            match token.kind {
                TokenKind::Close(')') => break,
                TokenKind::Semicolon => {
                    // `(; a = 1)` is a named tuple, as `(a = 1,)` is.
                    let next = self.tokens.get(self.at + 1).map(|next| next.kind);
                    let named = items.is_empty()
                        && !block
                        && !matches!(next, Some(TokenKind::Close(_) | TokenKind::Semicolon));
                    comma |= named;
                    block |= !named;
                    self.advance();
                }
                _ => {
                    items.push(self.argument_value()?);
                    if self.at_keyword("for") {
                        let body = items.pop().map_or(ExprKind::Block(Vec::new()), |item| item.kind);
                        let body = Expr { kind: body, span: token.span.to(self.last_span()) };
                        let inner = self.comprehension(body, false)?;
                        self.expect_close(')')?;
                        return Ok(inner);
                    }
                    match self.peek() {
                        TokenKind::Comma if !block => {
                            comma = true;
                            self.advance();
                        }
                        TokenKind::Semicolon => {}
                        _ => self.expect_close(')')?,
                    }
                }
            }
        }
        if block && !comma {
            return Ok(ExprKind::Block(items));
        }
        match items.pop() {
            Some(only) if items.is_empty() && !comma => Ok(match only.kind {
                // A parenthesised number must not be juxtaposed with what follows, nor a tuple become the arguments of an
                // operator before it.
                kind @ (ExprKind::Int(_) | ExprKind::Float(_) | ExprKind::Single(_) | ExprKind::Tuple(_)) => {
                    ExprKind::Block(vec![Expr { kind, span: only.span }])
                }
                kind => kind,
            }),
            last => {
                items.extend(last);
                Ok(ExprKind::Tuple(items))
            }
        }
    }

    /// An expression that may be splatted: `p...`.
    pub(super) fn argument_value(&mut self) -> Parsed<Expr> {
        let value = self.expression()?;
        let token = self.token();
        if !self.take_operator("...") {
            return Ok(value);
        }
        let span = value.span.to(token.span);
        Ok(Expr { kind: ExprKind::Splat(Box::new(value)), span })
    }

    /// Checks for the closing bracket without consuming it.
    pub(super) fn expect_close(&mut self, bracket: char) -> Parsed<()> {
        let token = self.token();
        match token.kind {
            TokenKind::Close(found) if found == bracket => Ok(()),
            TokenKind::End => Err(Diagnostic::new(token.span, "syntax: incomplete: premature end of input")
                .with_hint(format!("A closing `{bracket}` is missing."))
                .with_quick_fix(QuickFix::Append(bracket.to_string()))),
            TokenKind::Name | TokenKind::Integer | TokenKind::Float | TokenKind::Text { closed: true } => {
                let message = match bracket {
                    ']' => "syntax: missing comma or ] in array expression".to_owned(),
                    _ => format!("syntax: missing comma or {bracket} in argument list"),
                };
                let read = self.tokens[..self.at].iter().rev().find(|token| token.kind != TokenKind::Newline);
                let before = read.map_or(token.span.start, |token| token.span.end);
                let same_line = !self.source[before as usize..token.span.start as usize].contains('\n');
                let missing = if same_line { ",".to_owned() } else { bracket.to_string() };
                let apart = Diagnostic::new(token.span, message)
                    .with_hint(format!(
                        "Put a comma between the two entries, or a closing `{bracket}` before the second."
                    ))
                    .with_quick_fix(QuickFix::ReplaceAt(Span { start: before, end: before }, missing));
                Err(self.or_side_by_side(apart, token))
            }
            _ => Err(self.unexpected(token)),
        }
    }

    /// Runs a production inside or outside an index, where `end` is the last index.
    pub(super) fn with_index<T>(
        &mut self,
        inside: bool,
        production: impl FnOnce(&mut Self) -> Parsed<T>,
    ) -> Parsed<T> {
        let before = std::mem::replace(&mut self.in_index, inside);
        let result = production(self);
        self.in_index = before;
        result
    }
}

/// The error of `r"…"` and other strings with a name before them.
fn no_string_macro(name: &str, span: Span) -> Diagnostic {
    let hint = match name {
        "r" => {
            "Regular expressions are not available here: use `occursin`, `split`, `replace` or `startswith` with strings."
        }
        "raw" => {
            "Raw strings are not available here: write `\\\\` for a backslash and `\\$` for a dollar sign."
        }
        _ => "A name directly before a string calls a macro, and this one is not available here.",
    };
    Diagnostic::new(span, format!("LoadError: UndefVarError: @{name}_str not defined")).with_hint(hint)
}
