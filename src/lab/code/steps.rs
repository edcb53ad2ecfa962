//! The optimiser in code: its name and knobs, and the decays before it, each with its place.

use super::Style;
use super::forms::{optimiser_called, optimiser_name};
use super::matching::{Constants, Number, name, number};
use crate::diag::{Diagnostic, Span};
use crate::language::syntax::{Call, Expr, ExprKind};
use crate::nn::{OPTIMISERS, optimiser};

/// An optimiser that was found.
#[derive(Debug)]
pub(super) struct FoundOptimiser {
    /// Its name in the table of optimisers.
    pub name: &'static str,
    /// The call of its constructor.
    pub call: Span,
    /// Its knobs; those that are left out have their defaults.
    pub knobs: Vec<Result<Number, f64>>,
    /// The decays before it: SignDecay (L1), then WeightDecay (L2).
    pub decays: [Option<FoundDecay>; 2],
    /// The style of `Flux.setup(opt, m)`, of its name, or neither.
    pub style: Option<Style>,
    /// The model that it is set up for.
    pub model: Option<String>,
}

/// A decay that was found.
#[derive(Clone, Copy, Debug)]
pub(super) struct FoundDecay {
    /// Its call.
    pub call: Span,
    /// Its factor.
    pub factor: Number,
}

/// The names of the decays, in the order of [`FoundOptimiser::decays`].
pub(super) const DECAYS: [&str; 2] = ["SignDecay", "WeightDecay"];

/// What chains decays and an optimiser, in both styles.
const CHAINED: &[&str] = &["Optimiser", "OptimiserChain"];

type Found<T> = Result<T, Diagnostic>;

fn obstacle<T>(span: Span, message: impl Into<String>, hint: &str) -> Found<T> {
    Err(Diagnostic::new(span, message).with_hint(hint))
}

/// Whether an expression makes an optimiser, so that it is worth reading.
pub(super) fn is_optimiser(expr: &Expr) -> bool {
    let ExprKind::Call(call) = &expr.kind else { return false };
    name(&call.callee).is_some_and(|callee| {
        callee == "setup"
            || CHAINED.contains(&callee)
            || OPTIMISERS.iter().any(|row| row.name == optimiser_called(callee))
    })
}

/// Reads what makes an optimiser.
pub(super) fn read_optimiser(expr: &Expr, constants: &Constants) -> Found<FoundOptimiser> {
    let ExprKind::Call(call) = &expr.kind else {
        return obstacle(
            expr.span,
            "This optimiser cannot be drawn.",
            "Write one of Flux's, such as `ADAM(0.02)`.",
        );
    };
    match (name(&call.callee), call.arguments.as_slice()) {
        (Some("setup"), [rule, model]) => {
            let Some(model) = name(&model.value) else {
                return obstacle(
                    expr.span,
                    "An optimiser is set up for something that cannot be drawn.",
                    "Write `Flux.setup(Adam(0.02), m)`.",
                );
            };
            let found = read_rule(&rule.value, constants)?;
            Ok(FoundOptimiser { style: Some(Style::Today), model: Some(model.to_owned()), ..found })
        }
        _ => read_rule(expr, constants),
    }
}

/// An optimiser, or decays and an optimiser.
fn read_rule(expr: &Expr, constants: &Constants) -> Found<FoundOptimiser> {
    let ExprKind::Call(call) = &expr.kind else {
        return obstacle(
            expr.span,
            "This optimiser cannot be drawn.",
            "Write one of Flux's, such as `ADAM(0.02)`.",
        );
    };
    if !name(&call.callee).is_some_and(|callee| CHAINED.contains(&callee)) {
        return core(call, expr.span, constants);
    }
    const ORDER: &str =
        "What can be drawn is `WeightDecay`, `SignDecay` or both, and an optimiser after them.";
    let Some((last, before)) = call.arguments.split_last() else {
        return obstacle(expr.span, "The optimiser is missing.", ORDER);
    };
    let ExprKind::Call(inner) = &last.value.kind else {
        return obstacle(last.value.span, "This optimiser cannot be drawn.", ORDER);
    };
    let mut found = core(inner, last.value.span, constants)?;
    for argument in before {
        let span = argument.value.span;
        let ExprKind::Call(inner) = &argument.value.kind else {
            return obstacle(span, "This cannot be drawn.", ORDER);
        };
        let at = DECAYS.iter().position(|decay| name(&inner.callee) == Some(decay));
        let factor = match inner.arguments.as_slice() {
            [factor] => number(&factor.value, constants).filter(|factor| factor.value >= 0.0),
            _ => None,
        };
        match (at.map(|at| &mut found.decays[at]), factor) {
            (Some(decay), Some(factor)) if decay.is_none() => {
                *decay = Some(FoundDecay { call: span, factor })
            }
            (Some(_), None) => {
                return obstacle(span, "The factor of this decay is not a number that can be drawn.", ORDER);
            }
            _ => return obstacle(span, "This cannot be drawn before an optimiser.", ORDER),
        }
    }
    Ok(found)
}

/// The call of an optimiser's constructor.
fn core(call: &Call, span: Span, constants: &Constants) -> Found<FoundOptimiser> {
    let given = name(&call.callee).unwrap_or_default();
    let Some(row) = optimiser(optimiser_called(given)) else {
        return obstacle(
            span,
            "This optimiser cannot be drawn.",
            "Write one of Flux's, such as `ADAM(0.02)`.",
        );
    };
    let renamed = optimiser_name(row.name, Style::Today);
    let style = match (renamed != row.name, given == renamed) {
        (false, _) => None,
        (true, true) => Some(Style::Today),
        (true, false) => Some(Style::Flux09),
    };
    let mut knobs: Vec<Result<Number, f64>> = Vec::new();
    let mut arguments = call.arguments.iter();
    for group in row.knobs.chunk_by(|one, other| one.field == other.field) {
        let Some(argument) = arguments.next() else {
            knobs.extend(group.iter().map(|knob| Err(knob.default)));
            continue;
        };
        let parts: Vec<&Expr> = match &argument.value.kind {
            ExprKind::Tuple(parts) => parts.iter().collect(),
            _ => vec![&argument.value],
        };
        let numbers: Vec<Number> = parts.iter().filter_map(|part| number(part, constants)).collect();
        if argument.name.is_some() || numbers.len() != group.len() || parts.len() != group.len() {
            return obstacle(
                argument.value.span,
                format!("This is no value of {} that can be drawn.", group[0].symbol),
                "Write numbers, in the order of the optimiser's knobs.",
            );
        }
        knobs.extend(numbers.into_iter().map(Ok));
    }
    if let Some(extra) = arguments.next() {
        return obstacle(extra.value.span, format!("`{given}` has no such knob."), "Leave it out.");
    }
    Ok(FoundOptimiser { name: row.name, call: span, knobs, decays: [None, None], style, model: None })
}

impl FoundOptimiser {
    /// The values of the knobs.
    pub fn values(&self) -> Vec<f64> {
        self.knobs.iter().map(|knob| knob.map_or_else(|default| default, |number| number.value)).collect()
    }

    /// The factors of L1 and L2.
    pub fn factors(&self) -> [f64; 2] {
        self.decays.map(|decay| decay.map_or(0.0, |decay| decay.factor.value))
    }
}
