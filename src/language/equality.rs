//! Equality (`==`, `isequal`) and identity (`===`) of values.

use std::rc::Rc;

use super::arithmetic::{are_never_equal, integer};
use super::array::sizes;
use super::entries::{entry, length};
use super::error::Fallible;
use super::machine::Machine;
use super::value::{Dict, Object, Value};

/// How deep into nested containers equality compares.
const MAX_NESTING: usize = 100;

/// `a == b`, entry by entry for containers. Comparing tracked numbers makes the recording data-dependent. Each
/// comparison costs a step: a value that a container holds several times is compared each time.
pub fn equal(machine: &mut Machine, a: &Value, b: &Value, depth: usize) -> Fallible<bool> {
    compare(machine, a, b, Sense::Value, depth)
}

/// In which sense numbers are equal.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sense {
    /// `==`: NaN differs from itself.
    Value,
    /// `isequal`: NaN equals itself, and 0.0 differs from -0.0.
    Total,
}

impl Sense {
    fn holds(self, x: f64, y: f64) -> bool {
        match self {
            Sense::Value => x == y,
            Sense::Total if x.is_nan() => y.is_nan(),
            Sense::Total => x == y && x.is_sign_negative() == y.is_sign_negative(),
        }
    }
}

fn compare(machine: &mut Machine, a: &Value, b: &Value, sense: Sense, depth: usize) -> Fallible<bool> {
    machine.charge(1)?;
    if depth > MAX_NESTING {
        return Ok(false);
    }
    if are_never_equal(a, b) {
        return Ok(false);
    }
    if let (Some(x), Some(y)) = (a.number(), b.number()) {
        machine.data_dependent |= matches!(a, Value::Tracked(_)) || matches!(b, Value::Tracked(_));
        return Ok(match (integer(a), integer(b)) {
            (Some(x), Some(y)) => x == y,
            _ => sense.holds(x, y),
        });
    }
    let same_kind = match (a, b) {
        (Value::Range(x), Value::Range(y)) if x == y => return Ok(true),
        (Value::Array(_) | Value::Range(_), Value::Array(_) | Value::Range(_)) => true,
        (Value::Named(x), Value::Named(y)) => x.names == y.names,
        (Value::Dict(x), Value::Dict(y)) => return equal_dicts(machine, x, y, sense, depth),
        _ => matches!((a, b), (Value::Tuple(_), Value::Tuple(_)) | (Value::Pair(_), Value::Pair(_))),
    };
    if !same_kind {
        if let Some(result) = machine.extended("==", a, b) {
            return result.map(|result| matches!(result, Value::Bool(true)));
        }
        return Ok(identical(a, b));
    }
    if sizes(a) != sizes(b) {
        return Ok(false);
    }
    for position in 0..length(a).unwrap_or(0) {
        match (entry(a, position), entry(b, position)) {
            (Some(x), Some(y)) if compare(machine, &x, &y, sense, depth + 1)? => {}
            _ => return Ok(false),
        }
    }
    Ok(true)
}

fn equal_dicts(machine: &mut Machine, a: &Dict, b: &Dict, sense: Sense, depth: usize) -> Fallible<bool> {
    if a.len() != b.len() {
        return Ok(false);
    }
    for key in a.keys() {
        match (a.get(&key), b.get(&key)) {
            (Some(x), Some(y)) if compare(machine, &x, &y, sense, depth + 1)? => {}
            _ => return Ok(false),
        }
    }
    Ok(true)
}

/// `a === b`: the same object, or plain values that cannot be distinguished.
pub fn identical(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Nothing, Value::Nothing) => true,
        (Value::Bool(x), Value::Bool(y)) => x == y,
        (Value::Int(x), Value::Int(y)) => x == y,
        (Value::Float(x), Value::Float(y)) => x.to_bits() == y.to_bits(),
        (Value::Single(x), Value::Single(y)) => x.to_bits() == y.to_bits(),
        (Value::Irrational(x), Value::Irrational(y)) => x == y,
        (Value::Char(x), Value::Char(y)) => x == y,
        (Value::Text(x), Value::Text(y)) | (Value::Symbol(x), Value::Symbol(y)) => x == y,
        (Value::Range(x), Value::Range(y)) => x == y,
        (Value::Tuple(x), Value::Tuple(y)) => Rc::ptr_eq(x, y),
        (Value::Array(x), Value::Array(y)) => Rc::ptr_eq(x, y),
        (Value::Function(x), Value::Function(y)) => Rc::ptr_eq(x, y),
        (Value::Tracked(x), Value::Tracked(y)) => Rc::ptr_eq(x, y),
        (Value::Native(x), Value::Native(y)) => x == y,
        (Value::Operation(x), Value::Operation(y)) => std::ptr::eq(*x, *y),
        (Value::Type(x), Value::Type(y)) => x == y,
        (Value::Module(x), Value::Module(y)) => std::ptr::eq(*x, *y),
        (Value::Struct(x), Value::Struct(y)) => Rc::ptr_eq(x, y) || (x.kind == y.kind && same_fields(x, y)),
        (Value::Exception(x), Value::Exception(y)) => Rc::ptr_eq(x, y),
        (Value::Dict(x), Value::Dict(y)) => Rc::ptr_eq(x, y),
        (Value::Ref(x), Value::Ref(y)) => Rc::ptr_eq(x, y),
        (Value::Params(x), Value::Params(y)) => Rc::ptr_eq(x, y),
        _ => false,
    }
}

/// Whether two values of an immutable struct hold plain values that cannot be distinguished.
fn same_fields(a: &Object, b: &Object) -> bool {
    let plain = |value: &Value| !value.is_container();
    let (x, y) = (a.fields.borrow(), b.fields.borrow());
    let immutable = a.layout().is_some_and(|layout| !layout.mutable);
    immutable
        && x.iter().zip(y.iter()).all(|(x, y)| match (x, y) {
            (Value::Struct(_), Value::Struct(_)) => false,
            (x, y) => plain(x) && identical(x, y),
        })
}

/// `isequal(a, b)`: like [`equal`], except that NaN equals itself and 0.0 does not equal -0.0, in containers too.
///
/// # Errors
/// If the budget is exhausted.
pub fn isequal(machine: &mut Machine, a: &Value, b: &Value) -> Fallible<bool> {
    compare(machine, a, b, Sense::Total, 0)
}
