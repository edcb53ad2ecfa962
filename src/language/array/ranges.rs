//! Operations on ranges whose results are ranges: arithmetic, slicing, reversal.

use super::super::value::{Range, Value};

/// An elementwise operator on ranges and numbers, if the result is a range; otherwise `None`.
pub(super) fn arithmetic(operator: &str, a: &Value, b: &Value) -> Option<Value> {
    let range = match (operator, a, b) {
        ("+", Value::Range(range), shift) | ("+", shift, Value::Range(range)) if !is_range(shift) => {
            mapped(range, |x| Some(number(x)?.plus(number(shift)?)), Number::same)?
        }
        ("-", Value::Range(range), shift) if !is_range(shift) => {
            mapped(range, |x| Some(number(x)?.plus(number(shift)?.times(Number::Int(-1)))), Number::same)?
        }
        ("-", shift, Value::Range(range)) if !is_range(shift) => {
            let back = |x: Number| x.times(Number::Int(-1));
            stepped(mapped(range, |x| Some(number(shift)?.plus(back(number(x)?))), back)?)
        }
        ("*", Value::Range(range), factor) | ("*", factor, Value::Range(range)) if !is_range(factor) => {
            let factor = number(factor)?;
            stepped(mapped(range, |x| Some(number(x)?.times(factor)), |step| step.times(factor))?)
        }
        ("/", Value::Range(range), divisor) if !is_range(divisor) => {
            let divisor = number(divisor)?.float();
            let divided = |x: Number| Number::Float(x.float() / divisor);
            mapped(range, |x| Some(divided(number(x)?)), divided)?
        }
        ("+" | "-", Value::Range(x), Value::Range(y)) if x.len() == y.len() => {
            let sign = Number::Int(if operator == "+" { 1 } else { -1 });
            let step = step_of(x).plus(step_of(y).times(sign));
            let first = number(&x.get(0)?)?.plus(number(&y.get(0)?)?.times(sign));
            stepped(made(first, step, x.len(), false)?)
        }
        _ => return None,
    };
    Some(Value::Range(range.into()))
}

/// The entries of a range at the indices in another, as a range; `None` if any is out of bounds.
pub fn picked(range: &Range, places: &Range) -> Option<Value> {
    let Range::Int { first, step, length, unit } = *places else { return None };
    let place = |at: i64| usize::try_from(at).ok()?.checked_sub(1).and_then(|at| range.get(at));
    let last = first.checked_add(step.checked_mul(length.checked_sub(1)? as i64)?)?;
    place(last)?;
    let whole = matches!(range, Range::Int { unit: true, .. }) && unit;
    let range = made(number(&place(first)?)?, step_of(range).times(Number::Int(step)), length, whole)?;
    Some(Value::Range(range.into()))
}

/// The range in reverse order.
pub fn reversed(range: &Range) -> Option<Value> {
    let last = number(&range.get(range.len().checked_sub(1)?)?)?;
    let range = made(last, step_of(range).times(Number::Int(-1)), range.len(), false)?;
    Some(Value::Range(range.into()))
}

/// A number in a range.
#[derive(Clone, Copy)]
enum Number {
    Int(i64),
    Float(f64),
}

impl Number {
    fn float(self) -> f64 {
        match self {
            Number::Int(value) => value as f64,
            Number::Float(value) => value,
        }
    }

    fn same(self) -> Number {
        self
    }

    fn plus(self, other: Number) -> Number {
        match (self, other) {
            (Number::Int(a), Number::Int(b)) => Number::Int(a.wrapping_add(b)),
            (a, b) => Number::Float(a.float() + b.float()),
        }
    }

    fn times(self, other: Number) -> Number {
        match (self, other) {
            (Number::Int(a), Number::Int(b)) => Number::Int(a.wrapping_mul(b)),
            (a, b) => Number::Float(a.float() * b.float()),
        }
    }
}

fn number(value: &Value) -> Option<Number> {
    match value {
        Value::Int(value) => Some(Number::Int(*value)),
        Value::Float(value) => Some(Number::Float(*value)),
        Value::Irrational(number) => Some(Number::Float(number.value)),
        _ => None,
    }
}

fn is_range(value: &Value) -> bool {
    matches!(value, Value::Range(_))
}

fn step_of(range: &Range) -> Number {
    match *range {
        Range::Int { step, .. } => Number::Int(step),
        Range::Float { step, .. } => Number::Float(step),
    }
}

/// The range whose first number and step are functions of those of another.
fn mapped(
    range: &Range,
    first: impl Fn(&Value) -> Option<Number>,
    step: impl Fn(Number) -> Number,
) -> Option<Range> {
    let unit = matches!(range, Range::Int { unit: true, .. });
    made(first(&range.get(0)?)?, step(step_of(range)), range.len(), unit)
}

/// The range with these parts; `None` if its step would be zero.
fn made(first: Number, step: Number, length: usize, unit: bool) -> Option<Range> {
    match (first, step) {
        (_, Number::Int(0)) => None,
        (Number::Int(first), Number::Int(step)) => Some(Range::Int { first, step, length, unit }),
        (first, step) => Some(Range::Float { first: first.float(), step: step.float(), length })
            .filter(|_| step.float() != 0.0),
    }
}

/// The same range as a `StepRange`, which is written with its step.
fn stepped(range: Range) -> Range {
    match range {
        Range::Int { first, step, length, .. } => Range::Int { first, step, length, unit: false },
        other => other,
    }
}
