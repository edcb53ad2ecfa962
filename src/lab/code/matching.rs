//! Forms of Julia that code is compared with: trees in which some names stand for any number, others for any name.
//!
//! `Flux.` in front of a name makes no difference, nor does a block round a single statement.

use std::collections::HashMap;
use std::mem::discriminant;

use crate::diag::Span;
use crate::language::parse;
use crate::language::syntax::{Expr, ExprKind, Piece, Step};

/// A number in the code, and where it is written.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Number {
    /// Its value.
    pub value: f64,
    /// Its literal; if the code uses a constant, that of the constant.
    pub span: Span,
    /// Where it is used.
    pub used: Span,
}

/// The constants at top level: `n = 6`.
pub(super) type Constants = HashMap<String, Number>;

/// Names in forms that stand for whatever name the code uses.
const VARIABLES: &[&str] = &["m", "x", "y", "e", "q", "loss", "opt", "rate", "step", "epoch", "batch"];

/// What a form stands for in the code that agreed with it.
#[derive(Debug, Default)]
pub(super) struct Bound {
    /// The number of each `_0`, `_1` …
    pub numbers: Vec<Option<Number>>,
    /// The name of each variable.
    pub names: HashMap<&'static str, String>,
}

impl Bound {
    /// The name that a variable stands for.
    pub fn name(&self, variable: &str) -> &str {
        self.names.get(variable).map_or("", String::as_str)
    }
}

/// What code stands for in a form, if it agrees with it: `_0`, `_1` … stand for numbers. Names that are known already
/// must agree too.
pub(super) fn matched(
    form: &str,
    code: &Expr,
    known: &[(&'static str, &str)],
    constants: &Constants,
) -> Option<Bound> {
    let program = parse(form).ok()?;
    let [form] = program.statements.as_slice() else { return None };
    let names = known.iter().map(|(variable, name)| (*variable, (*name).to_owned())).collect();
    let mut matching = Matching { bound: Bound { numbers: Vec::new(), names }, constants };
    matching.agree(form, code).then_some(matching.bound)
}

/// The number that an expression states: a literal, perhaps with a minus, or a constant.
pub(super) fn number(expr: &Expr, constants: &Constants) -> Option<Number> {
    let literal = |value| Some(Number { value, span: expr.span, used: expr.span });
    match &expr.kind {
        ExprKind::Int(value) => literal(*value as f64),
        ExprKind::Float(value) => literal(*value),
        ExprKind::Single(value) => literal(f64::from(*value)),
        ExprKind::Prefix(applied, inner) if applied.operator.text == "-" && !applied.dotted => {
            let inner = number(inner, constants).filter(|number| number.span == number.used)?;
            literal(-inner.value)
        }
        ExprKind::Name(name) => {
            constants.get(&**name).map(|constant| Number { used: expr.span, ..*constant })
        }
        _ => None,
    }
}

/// A name, perhaps with `Flux.` in front.
pub(super) fn name(expr: &Expr) -> Option<&str> {
    match &expr.kind {
        ExprKind::Name(name) => Some(name),
        ExprKind::Field(module, name) if matches!(&module.kind, ExprKind::Name(flux) if &**flux == "Flux") => {
            Some(&name.text)
        }
        _ => None,
    }
}

/// Whether a name occurs in an expression.
pub(super) fn mentions(expr: &Expr, wanted: &str) -> bool {
    let mut found = false;
    let mut waiting = vec![expr];
    while let Some(expr) = waiting.pop() {
        found |= name(expr) == Some(wanted);
        expr.for_each_child(&mut |child| waiting.push(child));
    }
    found
}

struct Matching<'a> {
    bound: Bound,
    constants: &'a Constants,
}

impl Matching<'_> {
    fn agree(&mut self, form: &Expr, code: &Expr) -> bool {
        let (form, code) = (single(form), single(code));
        if let Some(wanted) = name(form) {
            if let Some(at) = wanted.strip_prefix('_').and_then(|at| at.parse().ok()) {
                return self.agree_number(at, code);
            }
            return name(code).is_some_and(|given| self.agree_name(wanted, given));
        }
        if !same_kind(&form.kind, &code.kind) {
            return false;
        }
        let children = |expr| {
            let mut children = Vec::new();
            Expr::for_each_child(expr, &mut |child| children.push(child));
            children
        };
        let (wanted, given): (Vec<&Expr>, Vec<&Expr>) = (children(form), children(code));
        wanted.len() == given.len() && wanted.iter().zip(given).all(|(form, code)| self.agree(form, code))
    }

    fn agree_number(&mut self, at: usize, code: &Expr) -> bool {
        let Some(number) = number(code, self.constants) else { return false };
        let numbers = &mut self.bound.numbers;
        if numbers.len() <= at {
            numbers.resize(at + 1, None);
        }
        numbers[at].get_or_insert(number).value == number.value
    }

    fn agree_name(&mut self, wanted: &str, given: &str) -> bool {
        let Some(variable) = VARIABLES.iter().find(|variable| **variable == wanted) else {
            return wanted == given;
        };
        self.bound.names.entry(variable).or_insert_with(|| given.to_owned()) == given
    }
}

/// A block of one statement as that statement.
fn single(expr: &Expr) -> &Expr {
    match &expr.kind {
        ExprKind::Block(statements) => match statements.as_slice() {
            [only] => single(only),
            _ => expr,
        },
        _ => expr,
    }
}

/// Whether two nodes are of the same form and agree in whatever is not a child: numbers, texts, operators, names.
fn same_kind(form: &ExprKind, code: &ExprKind) -> bool {
    use ExprKind::*;
    let same_steps = |wanted: &[Step], given: &[Step]| {
        let same = |(wanted, given): (&Step, &Step)| {
            wanted.applied.operator == given.applied.operator && wanted.applied.dotted == given.applied.dotted
        };
        wanted.len() == given.len() && wanted.iter().zip(given).all(same)
    };
    match (form, code) {
        (Int(wanted), Float(given)) => *wanted as f64 == *given,
        (Int(_), _) | (Float(_), _) | (Bool(_), _) | (Char(_), _) | (Symbol(_), _) => form == code,
        (Text(wanted), Text(given)) => {
            let literal = |piece: &Piece| match piece {
                Piece::Literal(text) => Some(text.clone()),
                Piece::Value(_) => None,
            };
            wanted.iter().map(literal).eq(given.iter().map(literal))
        }
        (Field(_, wanted), Field(_, given)) => wanted.text == given.text,
        (Fold(_, wanted), Fold(_, given)) | (Comparison(_, wanted), Comparison(_, given)) => {
            same_steps(wanted, given)
        }
        (Prefix(wanted, _), Prefix(given, _)) | (Update(wanted, ..), Update(given, ..)) => {
            wanted.operator == given.operator && wanted.dotted == given.dotted
        }
        (Call(wanted), Call(given)) => {
            let names = |call: &crate::language::syntax::Call| {
                let name = |argument: &crate::language::syntax::Argument| {
                    argument.name.as_ref().map(|name| name.text.to_string())
                };
                call.arguments.iter().map(name).collect::<Vec<_>>()
            };
            wanted.dotted == given.dotted && names(wanted) == names(given)
        }
        (Logic(wanted, ..), Logic(given, ..)) => wanted == given,
        (Declare(wanted, _), Declare(given, _)) => wanted == given,
        _ => discriminant(form) == discriminant(code),
    }
}
