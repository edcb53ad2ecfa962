//! Operators as functions, comparison, and what works on functions.

use super::base;
use crate::autodiff::op_of;
use crate::language::array::{self, Callee};
use crate::language::entries;
use crate::language::error::{self, Fallible, Raised};
use crate::language::types::{full_type, is_a, type_name};
use crate::language::value::{Arguments, Native};
use crate::language::{Machine, Value, binary, integer, operate, operator_index};

const ANY: usize = usize::MAX;

pub(super) static NATIVES: &[Native] = &[
    base("+", (1, ANY), "The sum of its arguments.", ("+(1, 2, 3)", "6"), |machine, arguments| {
        fold(machine, "+", arguments)
    }),
    base("-", (1, 2), "The difference, or the number with the other sign.", ("-(5, 2)", "3"), minus),
    base(
        "*",
        (1, ANY),
        "The product of its arguments; strings are concatenated.",
        ("*(2, 3, 4)", "24"),
        |machine, arguments| fold(machine, "*", arguments),
    ),
    base("/", (2, 2), "The quotient, always a Float64.", ("7 / 2", "3.5"), |machine, arguments| {
        fold(machine, "/", arguments)
    }),
    base(
        "\\",
        (2, 2),
        "The second argument divided by the first; for a matrix, the solution of a linear system.",
        ("2 \\ 7", "3.5"),
        |machine, arguments| {
            let [a, b] = arguments.values else { return Ok(Value::Nothing) };
            match a {
                Value::Array(_) => {
                    let solve = machine.globals.own("_solve")?;
                    machine.call(&solve, arguments.values)
                }
                _ => apply(machine, "/", b, a),
            }
        },
    ),
    base("^", (2, 2), "The power.", ("2^10", "1024"), |machine, arguments| fold(machine, "^", arguments)),
    base("÷", (2, 2), "The quotient without its fraction.", ("7 ÷ 2", "3"), |machine, arguments| {
        fold(machine, "÷", arguments)
    }),
    base("div", (2, 2), "The quotient without its fraction.", ("div(-7, 2)", "-3"), |machine, arguments| {
        fold(machine, "÷", arguments)
    }),
    base(
        "%",
        (2, 2),
        "The remainder, with the sign of the dividend.",
        ("-7 % 3", "-1"),
        |machine, arguments| fold(machine, "%", arguments),
    ),
    base(
        "rem",
        (2, 2),
        "The remainder, with the sign of the dividend.",
        ("rem(7, 3)", "1"),
        |machine, arguments| fold(machine, "%", arguments),
    ),
    base("mod", (2, 2), "The remainder, with the sign of the divisor.", ("mod(-7, 3)", "2"), modulo),
    base("==", (1, 2), "Whether two values are equal.", ("1 == 1.0", "true"), |machine, arguments| {
        compared(machine, "==", arguments)
    }),
    base("!=", (1, 2), "Whether two values differ.", ("1 != 2", "true"), |machine, arguments| {
        compared(machine, "!=", arguments)
    }),
    base("<", (1, 2), "Whether the first is less.", ("1 < 2", "true"), |machine, arguments| {
        compared(machine, "<", arguments)
    }),
    base("<=", (1, 2), "Whether the first is less or equal.", ("2 <= 2", "true"), |machine, arguments| {
        compared(machine, "<=", arguments)
    }),
    base(">", (1, 2), "Whether the first is greater.", ("1 > 2", "false"), |machine, arguments| {
        compared(machine, ">", arguments)
    }),
    base(
        ">=",
        (1, 2),
        "Whether the first argument is greater than or equal to the second.",
        ("2 >= 3", "false"),
        |machine, arguments| compared(machine, ">=", arguments),
    ),
    base("===", (2, 2), "Whether two values are identical.", ("1 === 1.0", "false"), |_, arguments| {
        Ok(Value::Bool(entries::identical(&arguments.values[0], &arguments.values[1])))
    }),
    base("!==", (2, 2), "Whether two values are not identical.", ("1 !== 1.0", "true"), |_, arguments| {
        Ok(Value::Bool(!entries::identical(&arguments.values[0], &arguments.values[1])))
    }),
    base(
        "isequal",
        (1, 2),
        "Whether two values are equal; NaN equals itself.",
        ("isequal(NaN, NaN)", "true"),
        |machine, arguments| {
            let [a, b] = arguments.values else { return fixed(machine, "isequal", arguments) };
            Ok(Value::Bool(entries::isequal(machine, a, b)?))
        },
    ),
    base("!", (1, 1), "The opposite of a truth value.", ("!true", "false"), |machine, arguments| {
        match arguments.values {
            [Value::Bool(truth)] => Ok(Value::Bool(!truth)),
            [Value::Function(_) | Value::Native(_) | Value::Operation(_)] => {
                let negated = machine.globals.own("_negated")?;
                machine.call(&negated, arguments.values)
            }
            _ => Err(error::no_method("!", arguments.values, &[])
                .hint("`!` turns true into false: it needs a comparison or another condition.")),
        }
    }),
    base(
        "&",
        (2, 2),
        "Whether both are true; on integers, bitwise and.",
        ("true & false", "false"),
        |_, arguments| bits("&", arguments, |a, b| a & b),
    ),
    base(
        "|",
        (2, 2),
        "Whether at least one is true; on integers, bitwise or.",
        ("true | false", "true"),
        |_, arguments| bits("|", arguments, |a, b| a | b),
    ),
    base("⊻", (2, 2), "Whether exactly one is true.", ("true ⊻ true", "false"), |_, arguments| {
        bits("⊻", arguments, |a, b| a ^ b)
    }),
    base("xor", (2, 2), "Whether exactly one is true.", ("xor(true, false)", "true"), |_, arguments| {
        bits("xor", arguments, |a, b| a ^ b)
    }),
    base("√", (1, 1), "The square root.", ("√16", "4.0"), |machine, arguments| {
        operation(machine, "sqrt", arguments)
    }),
    base("in", (1, 2), "Whether a container has an entry.", ("2 in (1, 2)", "true"), |machine, arguments| {
        match arguments.values {
            [_] => fixed(machine, "in", arguments),
            _ => contains(machine, arguments).map(Value::Bool),
        }
    }),
    base(
        "∉",
        (2, 2),
        "Whether a value is not in a container.",
        ("3 ∉ 1:2", "true"),
        |machine, arguments| contains(machine, arguments).map(|found| Value::Bool(!found)),
    ),
    base("isa", (2, 2), "Whether a value is of a type.", ("1 isa Real", "true"), |_, arguments| {
        match arguments.values {
            [value, Value::Type(asked)] => Ok(Value::Bool(is_a(value, *asked))),
            _ => {
                Err(error::no_method("isa", arguments.values, &[])
                    .hint("On the right of `isa` stands a type."))
            }
        }
    }),
    base("typeof", (1, 1), "The type of a value.", ("typeof(1.5)", "Float64"), |_, arguments| {
        full_type(&arguments.values[0], 4).map(Value::Type)
    }),
    base(
        "typeassert",
        (2, 2),
        "The value, if it is of the given type.",
        ("typeassert(1, Int)", "1"),
        |_, arguments| match arguments.values {
            [value, Value::Type(asked)] if is_a(value, *asked) => Ok(value.clone()),
            [value, Value::Type(asked)] => Err(Raised::new(format!(
                "TypeError: in typeassert, expected {}, got a value of type {}",
                asked.name(),
                type_name(value)
            ))),
            _ => Err(error::no_method("typeassert", arguments.values, &[])),
        },
    ),
    base(
        "|>",
        (2, 2),
        "Applies the function on the right to the value on the left.",
        ("4 |> sqrt", "2.0"),
        |machine, arguments| machine.call(&arguments.values[1], &arguments.values[..1]),
    ),
    base(
        "∘",
        (2, 2),
        "The composition of two functions: applies the second, then the first.",
        ("(sqrt ∘ abs)(-4)", "2.0"),
        |machine, arguments| {
            let composed = machine.globals.own("_composed")?;
            machine.call(&composed, arguments.values)
        },
    ),
    base("identity", (1, 1), "The argument itself.", ("identity(3)", "3"), |_, arguments| {
        Ok(arguments.values[0].clone())
    }),
    base(
        "ifelse",
        (3, 3),
        "The second argument if the first is true, otherwise the third.",
        ("ifelse(1 < 2, 10, 20)", "10"),
        |_, arguments| match arguments.values {
            [Value::Bool(condition), yes, no] => Ok(if *condition { yes.clone() } else { no.clone() }),
            _ => Err(error::not_boolean(&arguments.values[0])),
        },
    ),
    base("max", (1, ANY), "The largest of its arguments.", ("max(1, 3, 2)", "3"), |machine, arguments| {
        fold_operation(machine, "max", arguments)
    }),
    base("min", (1, ANY), "The smallest of its arguments.", ("min(1, 3, 2)", "1"), |machine, arguments| {
        fold_operation(machine, "min", arguments)
    }),
    base(
        "hypot",
        (1, ANY),
        "The length of the vector with these coordinates.",
        ("hypot(3, 4)", "5.0"),
        |machine, arguments| fold_operation(machine, "hypot", arguments),
    ),
];

/// A truth value as Rust's.
pub(super) fn truth(value: &Value) -> Fallible<bool> {
    match value {
        Value::Bool(truth) => Ok(*truth),
        other => Err(error::not_boolean(other)),
    }
}

/// Applies a binary operator of the language.
pub(super) fn apply(machine: &mut Machine, name: &'static str, a: &Value, b: &Value) -> Fallible<Value> {
    match operator_index(name) {
        Some(row) => binary(machine, row, a.clone(), b.clone()),
        None => Err(error::no_arithmetic(name, &[a.clone(), b.clone()])),
    }
}

/// Compares two values; with one, gives the function that compares others with it.
fn compared(machine: &mut Machine, name: &'static str, arguments: Arguments<'_>) -> Fallible<Value> {
    match arguments.values {
        [_] => fixed(machine, name, arguments),
        _ => fold(machine, name, arguments),
    }
}

/// The function of one argument that hands it to `name` before the one given.
fn fixed(machine: &mut Machine, name: &str, arguments: Arguments<'_>) -> Fallible<Value> {
    let fixed = machine.globals.own("_fixed")?;
    let function = machine.globals.library(name)?;
    machine.call(&fixed, &[function, arguments.values[0].clone()])
}

/// Applies a binary operator to all arguments from left to right.
fn fold(machine: &mut Machine, name: &'static str, arguments: Arguments<'_>) -> Fallible<Value> {
    let mut values = arguments.values.iter();
    let mut result = values.next().cloned().unwrap_or_default();
    for value in values {
        result = apply(machine, name, &result, value)?;
    }
    Ok(result)
}

/// Applies an operation of the table.
pub(super) fn operation(
    machine: &mut Machine,
    name: &'static str,
    arguments: Arguments<'_>,
) -> Fallible<Value> {
    match op_of(name, arguments.values.len()) {
        Some(op) => operate(machine, op, arguments.values),
        None => Err(error::undefined(name, None)),
    }
}

/// Applies a binary operation of the table to all arguments from left to right.
fn fold_operation(machine: &mut Machine, name: &'static str, arguments: Arguments<'_>) -> Fallible<Value> {
    let values = arguments.values;
    if let Some(odd) = values.iter().find(|value| value.number().is_none()) {
        let raised = error::no_arithmetic(name, values);
        let whole = matches!(odd, Value::Tuple(_) | Value::Array(_) | Value::Range(_)) && values.len() == 1;
        return Err(if whole {
            raised.hint(format!("To hand over the entries one by one write `{name}(v...)`."))
        } else {
            raised
        });
    }
    let mut result = values[0].clone();
    for value in &values[1..] {
        result = operation(machine, name, Arguments { values: &[result, value.clone()], keywords: &[] })?;
    }
    Ok(result)
}

/// `-x` or `x - y`.
fn minus(machine: &mut Machine, arguments: Arguments<'_>) -> Fallible<Value> {
    match arguments.values {
        [Value::Float(value)] => Ok(Value::Float(-value)),
        [Value::Single(value)] => Ok(Value::Single(-value)),
        [Value::Tuple(_)] => Err(error::no_arithmetic("-", arguments.values)),
        [value] => match integer(value) {
            Some(value) => Ok(Value::Int(value.wrapping_neg())),
            None => negate(machine, value),
        },
        _ => fold(machine, "-", arguments),
    }
}

fn negate(machine: &mut Machine, value: &Value) -> Fallible<Value> {
    if let Value::Array(_) | Value::Range(_) = value {
        return array::broadcast(machine, Callee::Operator("*"), &[Value::Int(-1), value.clone()]);
    }
    match op_of("-", 1) {
        Some(op) if value.number().is_some() => operate(machine, op, std::slice::from_ref(value)),
        _ => Err(error::no_arithmetic("-", std::slice::from_ref(value))),
    }
}

/// The remainder with the sign of the divisor.
fn modulo(machine: &mut Machine, arguments: Arguments<'_>) -> Fallible<Value> {
    let [a, b] = arguments.values else { return Ok(Value::Nothing) };
    match (integer(a), integer(b), a.number(), b.number()) {
        (Some(_), Some(0), ..) => Err(error::divide()),
        (Some(a), Some(b), ..) => {
            let remainder = a.wrapping_rem(b);
            Ok(Value::Int(if remainder != 0 && (remainder < 0) != (b < 0) {
                remainder + b
            } else {
                remainder
            }))
        }
        (.., Some(_), Some(_)) => operation(machine, "mod", arguments),
        _ => Err(error::no_arithmetic("mod", arguments.values)),
    }
}

fn bits(name: &'static str, arguments: Arguments<'_>, combine: fn(i64, i64) -> i64) -> Fallible<Value> {
    match arguments.values {
        [Value::Bool(a), Value::Bool(b)] => Ok(Value::Bool(combine((*a).into(), (*b).into()) != 0)),
        [a, b] => match (integer(a), integer(b)) {
            (Some(a), Some(b)) => Ok(Value::Int(combine(a, b))),
            _ => Err(error::no_arithmetic(name, arguments.values)),
        },
        _ => Ok(Value::Nothing),
    }
}

fn contains(machine: &mut Machine, arguments: Arguments<'_>) -> Fallible<bool> {
    let [value, container] = arguments.values else { return Ok(false) };
    if let (Value::Char(c), Value::Text(text)) = (value, container) {
        return Ok(text.contains(*c));
    }
    let Some(length) = entries::length(container) else { return Err(entries::not_iterable(container)) };
    for entry in (0..length).map_while(|position| entries::entry(container, position)) {
        if entries::equal(machine, value, &entry, 0)? {
            return Ok(true);
        }
    }
    Ok(false)
}
