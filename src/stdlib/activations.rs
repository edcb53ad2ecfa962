//! The activations that take a parameter with a default. All others are operations as they stand in the table.

use super::Call;
use crate::autodiff::op_of;
use crate::language::error::{self, Fallible};
use crate::language::single;
use crate::language::value::{Arguments, Native};
use crate::language::{Machine, Value, default_operand, operate};

pub(super) static NATIVES: &[Native] = &[
    activation(
        "leakyrelu",
        "The number, or a small part `a` of it where it is negative.",
        ("leakyrelu(-2.0)", "-0.02"),
        |machine, arguments| apply(machine, "leakyrelu", arguments),
    ),
    activation(
        "elu",
        "The number, or `α(eˣ - 1)` where it is negative.",
        ("elu(1)", "1.0"),
        |machine, arguments| apply(machine, "elu", arguments),
    ),
];

const fn activation(
    name: &'static str,
    help: &'static str,
    example: (&'static str, &'static str),
    call: Call,
) -> Native {
    Native { module: "Flux", ..super::base(name, (1, 2), help, example, call) }
}

fn apply(machine: &mut Machine, name: &'static str, arguments: Arguments<'_>) -> Fallible<Value> {
    let mut values = arguments.values.to_vec();
    let left_out = default_operand(name, values.len());
    values.extend(left_out.map(|value| single::rounded(value, arguments.values)));
    match op_of(name, 2) {
        Some(op) => operate(machine, op, &values),
        None => Err(error::undefined(name, None)),
    }
}
