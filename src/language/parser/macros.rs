//! Macros and their expansions: the table [`MACROS`].

use std::rc::Rc;

use super::super::operators::operator;
use super::super::syntax::{
    Argument, Call, Expr, ExprKind, Function, Name, OperatorUse, Parameter, Piece, Role, Step,
};
use super::super::token::TokenKind;
use super::{Parsed, Parser};
use crate::diag::{Diagnostic, Span};

/// A macro: its name, the minimum and maximum number of arguments, and its expansion.
struct Macro {
    name: &'static str,
    arity: (usize, usize),
    expand: fn(&Parser<'_>, Vec<Expr>, Span) -> ExprKind,
}

static MACROS: &[Macro] = &[
    Macro { name: "@show", arity: (0, usize::MAX), expand: show },
    Macro { name: "@assert", arity: (1, 2), expand: assert },
    Macro { name: "@.", arity: (1, 1), expand: |_, arguments, _| dotted(first(arguments)).kind },
    Macro { name: "@time", arity: (1, 1), expand: |_, a, span| timed("_told_time", a, span) },
    Macro { name: "@elapsed", arity: (1, 1), expand: |_, a, span| timed("_elapsed", a, span) },
    Macro { name: "@test", arity: (1, usize::MAX), expand: test },
    Macro { name: "@test_throws", arity: (2, 2), expand: test_throws },
    Macro { name: "@testset", arity: (1, 2), expand: testset },
    Macro { name: "@view", arity: (1, 1), expand: |_, a, span| calls("_view", a, span) },
    Macro { name: "@grad", arity: (1, 1), expand: grad },
    Macro { name: "@inbounds", arity: (1, 1), expand: plain },
    Macro { name: "@simd", arity: (1, 1), expand: plain },
    Macro { name: "@fastmath", arity: (1, 1), expand: plain },
    Macro { name: "@inline", arity: (1, 1), expand: plain },
    Macro { name: "@noinline", arity: (1, 1), expand: plain },
    Macro { name: "@inferred", arity: (1, 1), expand: plain },
    Macro { name: "@test_nowarn", arity: (1, 1), expand: plain },
    Macro { name: "@views", arity: (1, 1), expand: plain },
    Macro { name: "@info", arity: (1, usize::MAX), expand: |_, a, span| logged("[ Info: ", a, span) },
    Macro { name: "@warn", arity: (1, usize::MAX), expand: |_, a, span| logged("┌ Warning: ", a, span) },
    Macro { name: "@error", arity: (1, usize::MAX), expand: |_, a, span| logged("┌ Error: ", a, span) },
    Macro { name: "@epochs", arity: (2, 2), expand: epochs },
    Macro { name: "@treelike", arity: (1, 2), expand: treelike },
    Macro { name: "@functor", arity: (1, 2), expand: treelike },
    Macro { name: "@layer", arity: (1, 3), expand: treelike },
    Macro { name: "@sprintf", arity: (1, usize::MAX), expand: |_, a, span| calls("_sprintf", a, span) },
    Macro { name: "@printf", arity: (1, usize::MAX), expand: printf },
];

impl Parser<'_> {
    /// A macro and its arguments: `@show x`, `@show(x, y)`.
    pub(super) fn macro_call(&mut self) -> Parsed<Expr> {
        let token = self.token();
        let name = self.text(token);
        let name = name.rsplit_once('.').filter(|(_, last)| !last.is_empty()).map_or(name, |(_, last)| last);
        let row = MACROS.iter().find(|row| row.name.trim_start_matches('@') == name.trim_start_matches('@'));
        let Some(row) = row else { return Err(self.unexpected(token)) };
        self.advance();
        let next = self.token();
        let arguments = match next.kind {
            TokenKind::Open('(') if !next.spaced && next.span.start == token.span.end => {
                self.arguments()?.into_iter().map(|argument| argument.value).collect()
            }
            _ => self.macro_arguments(row.arity.1)?,
        };
        if arguments.len() < row.arity.0 || arguments.len() > row.arity.1 {
            return Err(Diagnostic::new(
                token.span,
                format!("LoadError: MethodError: no method matching {}", row.name),
            )
            .with_hint(format!("`{}` takes a different number of arguments.", row.name)));
        }
        let span = token.span.to(self.last_span());
        Ok(Expr { kind: (row.expand)(self, arguments, span), span })
    }

    /// Arguments separated by spaces, up to the end of the line.
    fn macro_arguments(&mut self, most: usize) -> Parsed<Vec<Expr>> {
        let mut arguments = Vec::new();
        loop {
            let token = self.tokens[self.at];
            let ends = matches!(
                token.kind,
                TokenKind::Newline
                    | TokenKind::Semicolon
                    | TokenKind::End
                    | TokenKind::Close(_)
                    | TokenKind::Comma
            );
            if ends || self.ends_block(token) || arguments.len() == most {
                return Ok(arguments);
            }
            // The last argument may be a whole statement: `@epochs 2 x = x + 1`.
            let before = std::mem::replace(&mut self.in_row, most != 1);
            let argument = match most == 1 && self.newlines_matter && !before {
                true => self.statement(),
                false => self.expression(),
            };
            self.in_row = before;
            let mut argument = argument?;
            if self.newlines_matter && !before && self.peek() == TokenKind::Comma {
                argument = self.rest_of_tuple(argument)?;
            }
            arguments.push(argument);
        }
    }

    /// The code of an expression as Julia prints it: a space around operators, and one after each comma.
    fn respaced(&self, expr: &Expr) -> String {
        let source = &self.source[expr.span.start as usize..expr.span.end as usize];
        let text = match &expr.kind {
            ExprKind::Fold(first, steps) | ExprKind::Comparison(first, steps) => {
                steps.iter().fold(self.respaced(first), |mut text, step| {
                    let right = self.respaced(&step.right);
                    if step.applied.span.start == step.applied.span.end {
                        return text + &right;
                    }
                    let dot = if step.applied.dotted { "." } else { "" };
                    text.push_str(&format!(" {dot}{} {right}", step.applied.operator.text));
                    text
                })
            }
            ExprKind::Call(call) if !call.dotted => {
                let list: Vec<String> =
                    call.arguments.iter().map(|argument| self.argument_text(argument)).collect();
                format!("{}({})", self.respaced(&call.callee), list.join(", "))
            }
            ExprKind::Index(array, indices) => {
                let list: Vec<String> = indices.iter().map(|index| self.respaced(index)).collect();
                format!("{}[{}]", self.respaced(array), list.join(", "))
            }
            ExprKind::Vector(items) => {
                let list: Vec<String> = items.iter().map(|item| self.respaced(item)).collect();
                return format!("[{}]", list.join(", "));
            }
            ExprKind::Tuple(items) => {
                let list: Vec<String> = items.iter().map(|item| self.respaced(item)).collect();
                return format!("({}{})", list.join(", "), if items.len() == 1 { "," } else { "" });
            }
            ExprKind::Assign(target, value) => {
                format!("{} = {}", self.respaced(target), self.respaced(value))
            }
            _ => return source.split_whitespace().collect::<Vec<_>>().join(" "),
        };
        if source.starts_with('(') && source.ends_with(')') && !text.starts_with('(') {
            return format!("({text})");
        }
        text
    }

    fn argument_text(&self, argument: &Argument) -> String {
        match &argument.name {
            Some(name) => format!("{} = {}", name.text, self.respaced(&argument.value)),
            None => self.respaced(&argument.value),
        }
    }
}

fn first(arguments: Vec<Expr>) -> Expr {
    let nothing = Expr { kind: ExprKind::Block(Vec::new()), span: Span::default() };
    arguments.into_iter().next().unwrap_or(nothing)
}

/// A function without parameters that returns the first argument.
fn lambda(arguments: Vec<Expr>, span: Span) -> Expr {
    let function = Function::anonymous(Vec::new(), Vec::new(), first(arguments));
    Expr { kind: ExprKind::Function(Rc::new(function)), span }
}

fn plain(_: &Parser<'_>, arguments: Vec<Expr>, _: Span) -> ExprKind {
    first(arguments).kind
}

fn named(name: &str, span: Span) -> Expr {
    Expr { kind: ExprKind::Name(name.into()), span }
}

fn text(text: String, span: Span) -> Expr {
    Expr { kind: ExprKind::Text(vec![Piece::Literal(text)]), span }
}

fn calls(name: &str, arguments: Vec<Expr>, span: Span) -> ExprKind {
    Parser::call_of(named(name, span), arguments, span).kind
}

/// Prints the code of each expression and its value; the result is the last value.
fn show(parser: &Parser<'_>, arguments: Vec<Expr>, span: Span) -> ExprKind {
    let shown = arguments.into_iter().map(|argument| {
        let span = argument.span;
        let code = text(parser.respaced(&argument), span);
        Expr { kind: calls("_show", vec![code, argument], span), span }
    });
    let shown: Vec<Expr> = shown.collect();
    if shown.is_empty() { calls("_nothing", Vec::new(), span) } else { ExprKind::Block(shown) }
}

/// Raises an error with the given message, or with the code of the condition, unless the condition holds.
fn assert(parser: &Parser<'_>, arguments: Vec<Expr>, span: Span) -> ExprKind {
    let mut arguments = arguments.into_iter();
    let condition = arguments.next().unwrap_or_else(|| first(Vec::new()));
    let words = arguments.next().unwrap_or_else(|| text(parser.respaced(&condition), condition.span));
    let nothing = named("nothing", span);
    let raised = Parser::call_of(named("AssertionError", span), vec![words], span);
    let failed = Parser::call_of(named("throw", span), vec![raised], span);
    ExprKind::If(vec![(condition, nothing)], Some(Box::new(failed)))
}

fn logged(start: &str, mut arguments: Vec<Expr>, span: Span) -> ExprKind {
    arguments.insert(0, text(start.to_owned(), span));
    calls("println", arguments, span)
}

/// `@printf "…" x` or `@printf io "…" x`.
fn printf(_: &Parser<'_>, mut arguments: Vec<Expr>, span: Span) -> ExprKind {
    let to_stream = matches!(arguments.get(1).map(|second| &second.kind), Some(ExprKind::Text(_)))
        && !matches!(arguments[0].kind, ExprKind::Text(_));
    let stream: Vec<Expr> = arguments.drain(..usize::from(to_stream)).collect();
    let made = Expr { kind: calls("_sprintf", arguments, span), span };
    calls("print", [stream, vec![made]].concat(), span)
}

/// Runs an expression and then tells how long it took.
fn timed(teller: &str, arguments: Vec<Expr>, span: Span) -> ExprKind {
    let start = Expr { kind: calls("_tick", Vec::new(), span), span };
    let run = Expr { kind: ExprKind::Block(vec![start, first(arguments)]), span };
    calls(teller, vec![run], span)
}

/// `@test condition`, `@test a ≈ b atol = 0.1`.
fn test(parser: &Parser<'_>, arguments: Vec<Expr>, span: Span) -> ExprKind {
    let mut arguments = arguments.into_iter();
    let condition = arguments.next().unwrap_or_else(|| first(Vec::new()));
    let code = text(parser.respaced(&condition), span);
    let options: Vec<Argument> = arguments
        .filter_map(|option| match option.kind {
            ExprKind::Assign(name, value) => match name.kind {
                ExprKind::Name(text) => Some(Argument {
                    name: Some(Name { text, span: name.span }),
                    value: *value,
                    after_semicolon: true,
                }),
                _ => None,
            },
            _ => None,
        })
        .collect();
    let condition = match condition.kind {
        ExprKind::Comparison(left, steps) if steps.len() == 1 && !options.is_empty() => {
            let step = &steps[0];
            let plain = |value: &Expr| Argument { name: None, value: value.clone(), after_semicolon: false };
            let function = match step.applied.operator.function {
                "≈" => "isapprox",
                function => function,
            };
            let callee = named(function, step.applied.span);
            let given = [vec![plain(&left), plain(&step.right)], options].concat();
            let call = Call { callee, arguments: given, dotted: false };
            Expr { kind: ExprKind::Call(Box::new(call)), span: condition.span }
        }
        kind => Expr { kind, span: condition.span },
    };
    calls("_test", vec![code, condition], span)
}

/// `@test_throws E expression`.
fn test_throws(parser: &Parser<'_>, arguments: Vec<Expr>, span: Span) -> ExprKind {
    let code = arguments.get(1).map_or_else(String::new, |tried| parser.respaced(tried));
    let mut arguments = arguments.into_iter();
    let kind = arguments.next().unwrap_or_else(|| first(Vec::new()));
    calls("_test_throws", vec![text(code, span), kind, lambda(arguments.collect(), span)], span)
}

/// `@testset "name" begin … end`, or a test set for each turn of a loop: `@testset "name" for i in 1:3 … end`.
fn testset(_: &Parser<'_>, arguments: Vec<Expr>, span: Span) -> ExprKind {
    let mut arguments = arguments.into_iter();
    let (name, body) = match (arguments.next(), arguments.next()) {
        (Some(name), Some(body)) => (name, body),
        (only, _) => (text("test set".to_owned(), span), only.unwrap_or_else(|| first(Vec::new()))),
    };
    let set = |name, body| calls("_testset", vec![name, lambda(vec![body], span)], span);
    match body.kind {
        ExprKind::For(clauses, body) => {
            let each = Expr { kind: set(name, *body), span };
            ExprKind::For(clauses, Box::new(each))
        }
        kind => set(name, Expr { kind, span: body.span }),
    }
}

/// `@epochs n expr`: runs `expr` n times and logs the number of each epoch.
fn epochs(_: &Parser<'_>, arguments: Vec<Expr>, span: Span) -> ExprKind {
    let mut arguments = arguments.into_iter();
    let count = arguments.next().unwrap_or_else(|| first(Vec::new()));
    let repeated = arguments.next().unwrap_or_else(|| first(Vec::new()));
    let number = named("#epoch", span);
    let start = text("[ Info: Epoch ".to_owned(), span);
    let say = Expr { kind: calls("println", vec![start, number.clone()], span), span };
    let one = Expr { kind: ExprKind::Int(1), span };
    let range = Expr { kind: ExprKind::Range(vec![one, count]), span };
    let body = Expr { kind: ExprKind::Block(vec![say, repeated]), span };
    ExprKind::For(vec![(number, range)], Box::new(body))
}

/// `@grad f(x) = value, back`: a method of `_rule` for the function `f`, which is a custom gradient.
fn grad(_: &Parser<'_>, arguments: Vec<Expr>, span: Span) -> ExprKind {
    let definition = first(arguments).kind;
    let ExprKind::Function(function) = &definition else { return definition };
    let Function { name: Some(name), role: Role::Plain, .. } = &**function else { return definition };
    let of = Expr { kind: calls("typeof", vec![named(&name.text, name.span)], span), span };
    let first = Parameter { pattern: named("#f", span), annotation: Some(of), default: None, rest: false };
    let rule = Function {
        name: Some(Name { text: "_rule".into(), span: name.span }),
        role: Role::Member,
        parameters: [vec![first], function.parameters.clone()].concat(),
        ..(**function).clone()
    };
    ExprKind::Function(Rc::new(rule))
}

/// `@treelike T`, or with the fields that hold the parts, `@treelike T (a, b)`; today `@layer T trainable = (a, b)`.
fn treelike(_: &Parser<'_>, mut arguments: Vec<Expr>, span: Span) -> ExprKind {
    arguments.retain(|argument| !matches!(argument.kind, ExprKind::Symbol(_)));
    let fields = arguments.drain(1..).flat_map(|listed| match listed.kind {
        ExprKind::Tuple(names) => names,
        ExprKind::Assign(_, names) => match names.kind {
            ExprKind::Tuple(names) => names,
            _ => vec![*names],
        },
        _ => vec![listed],
    });
    let symbol = |field: Expr| match field.kind {
        ExprKind::Name(name) => Expr { kind: ExprKind::Symbol(name), span: field.span },
        _ => field,
    };
    let fields: Vec<Expr> = fields.map(symbol).collect();
    calls("_treelike", [arguments, fields].concat(), span)
}

/// The expression with a dot on every operator and every call.
fn dotted(expr: Expr) -> Expr {
    let span = expr.span;
    let steps = |steps: Vec<Step>| {
        let step = |step: Step| Step {
            applied: OperatorUse { dotted: true, ..step.applied },
            right: dotted(step.right),
        };
        steps.into_iter().map(step).collect()
    };
    let each = |items: Vec<Expr>| items.into_iter().map(dotted).collect();
    let kind = match expr.kind {
        ExprKind::Fold(first, rest) => ExprKind::Fold(Box::new(dotted(*first)), steps(rest)),
        ExprKind::Comparison(first, rest) => ExprKind::Comparison(Box::new(dotted(*first)), steps(rest)),
        ExprKind::Prefix(applied, inner) => {
            ExprKind::Prefix(OperatorUse { dotted: true, ..applied }, Box::new(dotted(*inner)))
        }
        ExprKind::Call(call) => {
            let arguments = call.arguments.into_iter();
            let arguments = arguments.map(|argument| Argument { value: dotted(argument.value), ..argument });
            ExprKind::Call(Box::new(Call {
                callee: call.callee,
                arguments: arguments.collect(),
                dotted: true,
            }))
        }
        ExprKind::Update(applied, target, value) => {
            ExprKind::Update(OperatorUse { dotted: true, ..applied }, target, Box::new(dotted(*value)))
        }
        ExprKind::Assign(target, value) => match operator("=") {
            Some(operator) => ExprKind::Update(
                OperatorUse { operator, dotted: true, span },
                target,
                Box::new(dotted(*value)),
            ),
            None => ExprKind::Assign(target, value),
        },
        ExprKind::Tuple(items) => ExprKind::Tuple(each(items)),
        ExprKind::Block(items) => ExprKind::Block(each(items)),
        kind => kind,
    };
    Expr { kind, span }
}
