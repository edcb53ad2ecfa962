//! Operators on the bits of integers.

use super::base;
use crate::language::error::{self, Fallible};
use crate::language::value::{Arguments, Native};
use crate::language::{Value, integer};

pub(super) static NATIVES: &[Native] = &[
    base(
        "bitstring",
        (1, 1),
        "The bits of a number, as Julia stores it.",
        ("bitstring(2.0)[1:12]", "\"010000000000\""),
        |_, arguments| match &arguments.values[0] {
            Value::Int(number) => Ok(Value::text(format!("{number:064b}"))),
            Value::Float(number) => Ok(Value::text(format!("{:064b}", number.to_bits()))),
            Value::Single(number) => Ok(Value::text(format!("{:032b}", number.to_bits()))),
            Value::Bool(truth) => Ok(Value::text(format!("{:08b}", u8::from(*truth)))),
            _ => Err(error::no_method("bitstring", arguments.values, &[])),
        },
    ),
    base(
        "~",
        (1, 1),
        "The integer with all bits inverted; of a truth value the opposite.",
        ("~5", "-6"),
        |_, arguments| match arguments.values {
            [Value::Bool(truth)] => Ok(Value::Bool(!truth)),
            [Value::Int(number)] => Ok(Value::Int(!number)),
            _ => Err(error::no_arithmetic("~", arguments.values)),
        },
    ),
    base("<<", (2, 2), "The bits of an integer, moved to the left.", ("1 << 4", "16"), |_, arguments| {
        shifted("<<", arguments, |bits, by| bits.checked_shl(by).unwrap_or(0))
    }),
    base(">>", (2, 2), "The bits of an integer, moved to the right.", ("-16 >> 2", "-4"), |_, arguments| {
        shifted(">>", arguments, |bits, by| bits >> by.min(63))
    }),
    base(
        ">>>",
        (2, 2),
        "The bits of an integer, moved to the right, with zeros from the left.",
        ("16 >>> 2", "4"),
        |_, arguments| {
            shifted(">>>", arguments, |bits, by| (bits as u64).checked_shr(by).unwrap_or(0) as i64)
        },
    ),
];

/// An integer with its bits moved; by a negative count in the other direction.
fn shifted(name: &str, arguments: Arguments<'_>, shift: fn(i64, u32) -> i64) -> Fallible<Value> {
    match arguments.values {
        [bits, by] => match (integer(bits), integer(by)) {
            (Some(bits), Some(by)) if by >= 0 => {
                Ok(Value::Int(shift(bits, u32::try_from(by).unwrap_or(u32::MAX))))
            }
            (Some(_), Some(by)) => Err(error::domain(
                by as f64,
                "the number of places must not be negative here.",
                "Use the operator for the other direction.",
            )),
            _ => Err(error::no_arithmetic(name, arguments.values)),
        },
        _ => Ok(Value::Nothing),
    }
}
