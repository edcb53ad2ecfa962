//! Function definitions: signatures and parameters.

use std::rc::Rc;

use super::super::syntax::{
    Argument, Call, Expr, ExprKind, Function, Name, Parameter, Role, Step, TypeVariable,
};
use super::super::token::TokenKind;
use super::{Parsed, Parser};
use crate::diag::{Diagnostic, Span};

/// The name of the parameter of a constructor that holds the type being constructed.
pub const APPLIED: &str = "#applied";

/// The head of a definition: the signature as a call, the type variables, and the return type.
struct Head {
    call: Call,
    variables: Vec<TypeVariable>,
    result: Option<Expr>,
}

impl Parser<'_> {
    /// The function that `left = right` defines, if it is a definition such as `f(x) = …`.
    pub(super) fn short_function(&mut self, left: &Expr, right: &Expr) -> Parsed<Option<Rc<Function>>> {
        match head(left.clone()) {
            Some(head) if !head.call.dotted => {
                self.definition(head, right.clone()).map(|function| Some(Rc::new(function)))
            }
            _ => Ok(None),
        }
    }

    /// `function name(parameters) … end` or `function (parameters) … end`.
    pub(super) fn long_function(&mut self, start: Span) -> Parsed<ExprKind> {
        let function = self.until_end(start, |p| {
            let token = p.token();
            if token.kind == TokenKind::Open('(') && !p.is_callable_head() {
                let arguments = p.arguments()?;
                let (parameters, keywords) = p.parameters(arguments)?;
                return Ok(Function::anonymous(parameters, keywords, p.block()?));
            }
            let left = match p.operator_head()? {
                Some(left) => left,
                None => p.postfix()?,
            };
            let span = left.span;
            let Some(head) = head(left) else { return Err(no_brackets(span)) };
            let body = p.block()?;
            p.definition(head, body)
        })?;
        Ok(ExprKind::Function(Rc::new(function)))
    }

    /// `+(a::P, b::P) where T` after `function`: an operator as the name of a function.
    fn operator_head(&mut self) -> Parsed<Option<Expr>> {
        let token = self.token();
        let TokenKind::Operator(operator, false) = token.kind else { return Ok(None) };
        let called = self.peek_second();
        if !operator.dotted || called.kind != TokenKind::Open('(') || called.spaced {
            return Ok(None);
        }
        self.advance();
        let callee = Expr { kind: ExprKind::Name(operator.function.into()), span: token.span };
        let arguments = self.arguments()?;
        let span = token.span.to(self.last_span());
        let mut head =
            Expr { kind: ExprKind::Call(Box::new(Call { callee, arguments, dotted: false })), span };
        while self.at_keyword("where") {
            head = self.where_(head)?;
        }
        Ok(Some(head))
    }

    /// Whether the parentheses here begin a head such as `(m::Affine)(x)`: another pair follows directly.
    fn is_callable_head(&self) -> bool {
        let mut depth = 0usize;
        for (i, token) in self.tokens[self.at..].iter().enumerate() {
            match token.kind {
                TokenKind::Open(_) => depth += 1,
                TokenKind::Close(_) if depth <= 1 => {
                    let next = self.tokens.get(self.at + i + 1);
                    return next.is_some_and(|next| next.kind == TokenKind::Open('(') && !next.spaced);
                }
                TokenKind::Close(_) => depth -= 1,
                _ => {}
            }
        }
        false
    }

    fn definition(&mut self, head: Head, body: Expr) -> Parsed<Function> {
        let Head { call, variables, result } = head;
        let span = call.callee.span;
        let (mut parameters, keywords) = self.parameters(call.arguments)?;
        let (name, role) = match call.callee.kind {
            ExprKind::Name(text) => (Some(Name { text, span }), Role::Plain),
            ExprKind::Curly(ref inner, _) => {
                let ExprKind::Name(text) = inner.kind.clone() else { return Err(no_name(span)) };
                let name = Name { text, span: inner.span };
                parameters.insert(0, applied_type(call.callee));
                (Some(name), Role::Constructor)
            }
            ExprKind::Field(_, name) => (Some(name), Role::Member),
            ExprKind::Typed(..) => {
                parameters.insert(0, self.parameter(call.callee, None)?);
                (None, Role::Callable)
            }
            _ => return Err(no_name(span)),
        };
        let body = match result {
            Some(result) => {
                let span = body.span;
                let convert = Expr { kind: ExprKind::Name("convert".into()), span };
                Self::call_of(convert, vec![result, body], span)
            }
            None => body,
        };
        Ok(Function { name, role, variables, parameters, keywords, body })
    }

    /// Converts the arguments of a definition's head to parameters: positional ones, and keywords.
    pub(super) fn parameters(
        &mut self,
        arguments: Vec<Argument>,
    ) -> Parsed<(Vec<Parameter>, Vec<Parameter>)> {
        let mut positional = Vec::new();
        let mut keywords = Vec::new();
        for argument in arguments {
            let parameter = match argument.name {
                Some(name) => {
                    let pattern = Expr { kind: ExprKind::Name(name.text), span: name.span };
                    self.parameter(pattern, Some(argument.value))?
                }
                None => match argument.value.kind {
                    // `x::T = 1` does not parse as a keyword argument, but it has a default.
                    ExprKind::Assign(target, default) => self.parameter(*target, Some(*default))?,
                    _ => self.parameter(argument.value, None)?,
                },
            };
            if argument.after_semicolon { keywords.push(parameter) } else { positional.push(parameter) }
        }
        Ok((positional, keywords))
    }

    pub(super) fn parameter(&mut self, pattern: Expr, default: Option<Expr>) -> Parsed<Parameter> {
        let span = pattern.span;
        match pattern.kind {
            ExprKind::Splat(inner) => Ok(Parameter { rest: true, ..self.parameter(*inner, default)? }),
            ExprKind::Typed(Some(inner), annotation) => {
                Ok(Parameter { annotation: Some(*annotation), ..self.parameter(*inner, default)? })
            }
            ExprKind::Typed(None, annotation) => {
                let pattern = Expr { kind: ExprKind::Name("_".into()), span };
                Ok(Parameter { pattern, annotation: Some(*annotation), default, rest: false })
            }
            ExprKind::Name(_) => Ok(Parameter { pattern, default, annotation: None, rest: false }),
            ExprKind::Tuple(ref items) if items.iter().all(|item| matches!(item.kind, ExprKind::Name(_))) => {
                Ok(Parameter { pattern, default, annotation: None, rest: false })
            }
            _ => {
                let text = &self.source[span.start as usize..span.end as usize];
                Err(Diagnostic::new(
                    span,
                    format!("syntax: \"{text}\" is not a valid function argument name"),
                )
                .with_hint("A parameter must be a name, such as `x`."))
            }
        }
    }
}

/// `left` as the head of a definition: `f(x)`, `f(x)::T`, `f(x::T) where T`.
fn head(left: Expr) -> Option<Head> {
    let mut variables = Vec::new();
    let mut result = None;
    let mut at = left;
    loop {
        match at.kind {
            ExprKind::Call(call) => return Some(Head { call: *call, variables, result }),
            ExprKind::Fold(first, steps) | ExprKind::Comparison(first, steps) => {
                return infix(*first, steps).map(|call| Head { call, variables, result });
            }
            ExprKind::Where(inner, more) => {
                variables.extend(more);
                at = *inner;
            }
            ExprKind::Typed(Some(inner), kind) if result.is_none() => {
                result = Some(*kind);
                at = *inner;
            }
            _ => return None,
        }
    }
}

/// The first parameter of a constructor of a type with parameters: that type itself.
fn applied_type(applied: Expr) -> Parameter {
    let span = applied.span;
    let named = |text: &str| Expr { kind: ExprKind::Name(text.into()), span };
    let annotation = Expr { kind: ExprKind::Curly(Box::new(named("Type")), vec![applied]), span };
    Parameter { pattern: named(APPLIED), annotation: Some(annotation), default: None, rest: false }
}

/// `a::T + b::T` as a call of the operator, in the head of a definition.
fn infix(first: Expr, mut steps: Vec<Step>) -> Option<Call> {
    let step = steps.pop().filter(|step| steps.is_empty() && !step.applied.dotted)?;
    let is_typed = |operand: &Expr| matches!(operand.kind, ExprKind::Typed(..));
    if !is_typed(&first) && !is_typed(&step.right) {
        return None;
    }
    let callee =
        Expr { kind: ExprKind::Name(step.applied.operator.function.into()), span: step.applied.span };
    let argument = |value: Expr| Argument { name: None, value, after_semicolon: false };
    Some(Call { callee, arguments: vec![argument(first), argument(step.right)], dotted: false })
}

fn no_brackets(span: Span) -> Diagnostic {
    Diagnostic::new(span, "syntax: expected \"(\" in function definition")
        .with_hint("Put the parameters in parentheses after the name: `function f(x)`.")
}

fn no_name(span: Span) -> Diagnostic {
    Diagnostic::new(span, "syntax: invalid function name")
        .with_hint("Define the function under a plain name: `f(x) = …`.")
}
