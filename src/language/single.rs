//! `Float32` (single precision): which operations give one, and how they are rounded.
//!
//! Operations are computed in `Float64` and rounded once. For `+ - * /` and the square root that gives exactly the bits
//! of single-precision arithmetic, because 53 binary digits are at least 2·24 + 2 ([Figueroa 1995]).
//!
//! [Figueroa 1995]: https://doi.org/10.1145/221332.221334

use super::types::{Type, type_of};
use super::value::Value;

/// Whether an operation on these numbers gives a `Float32`: at least one is a `Float32`, and none is a `Float64` or
/// tracked.
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

/// A `Float64` result on `operands`, rounded to `Float32` if they promote to that.
pub fn rounded<'a>(value: Value, operands: impl IntoIterator<Item = &'a Value>) -> Value {
    match value {
        Value::Float(number) if is_single(operands) => Value::single(number),
        other => other,
    }
}
