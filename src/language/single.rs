//! `Float32`, a number of half the digits: what meets in one.
//!
//! Operations are computed on `Float64` and rounded once. For `+ - * /` and the square root that gives the bits of
//! arithmetic in single precision: 53 digits are more than twice 24 and two ([Figueroa 1995]).
//!
//! [Figueroa 1995]: https://doi.org/10.1145/221332.221334

use super::types::{Type, type_of};
use super::value::Value;

/// Whether an operation on these numbers is one of `Float32`: one of them is, and none is a `Float64` or tracked.
pub fn is_single<'a>(operands: impl IntoIterator<Item = &'a Value>) -> bool {
    let mut any = false;
    for operand in operands {
        match type_of(operand) {
            Type::Single => any = true,
            Type::Int | Type::Bool | Type::IrrationalPi | Type::IrrationalE => {}
            _ => return false,
        }
    }
    any
}

/// What was computed as a `Float64` on `operands`, as the type that they meet in.
pub fn rounded<'a>(value: Value, operands: impl IntoIterator<Item = &'a Value>) -> Value {
    match value {
        Value::Float(number) if is_single(operands) => Value::single(number),
        other => other,
    }
}
