//! Operators and mathematical functions on numbers: integers, floats, tracked numbers.
//!
//! Tracked numbers are recorded with the operation table of [`autodiff`](crate::autodiff), floats are evaluated by the
//! same table, and integers by the rows below where Julia keeps them integers.

use super::domain::check_domain;
use super::error::{self, Fallible, Raised};
use super::machine::Machine;
use super::single;
use super::value::{E, TrackedNumber, Value};
use crate::autodiff::{Op, Tracked, op_of};
use crate::tensor::Tensor;
use std::rc::Rc;
use std::sync::LazyLock;

/// A binary operator for which the machine has an instruction.
pub struct BinaryOperator {
    /// Its name, which is also that of the autodiff operation if it has a derivative.
    pub name: &'static str,
    /// Its value for two integers.
    int: fn(i64, i64) -> Fallible<Value>,
    /// Its value for two floats; `None` if autodiff's table evaluates it.
    float: Option<fn(f64, f64) -> Value>,
    /// Whether it is a comparison, which makes a recording data-dependent if an operand is tracked.
    compares: bool,
}

const fn tabled(name: &'static str, int: fn(i64, i64) -> Fallible<Value>) -> BinaryOperator {
    BinaryOperator { name, int, float: None, compares: false }
}

const fn untabled(
    name: &'static str,
    int: fn(i64, i64) -> Fallible<Value>,
    float: fn(f64, f64) -> Value,
) -> BinaryOperator {
    BinaryOperator { name, int, float: Some(float), compares: false }
}

const fn comparison(
    name: &'static str,
    int: fn(i64, i64) -> Fallible<Value>,
    float: fn(f64, f64) -> Value,
) -> BinaryOperator {
    BinaryOperator { name, int, float: Some(float), compares: true }
}

/// The binary operators that have an instruction; `Instr::Binary` holds the position.
pub static BINARY_OPERATORS: &[BinaryOperator] = &[
    untabled("+", |a, b| Ok(Value::Int(a.wrapping_add(b))), |a, b| Value::Float(a + b)),
    untabled("-", |a, b| Ok(Value::Int(a.wrapping_sub(b))), |a, b| Value::Float(a - b)),
    untabled("*", |a, b| Ok(Value::Int(a.wrapping_mul(b))), |a, b| Value::Float(a * b)),
    untabled("/", |a, b| Ok(Value::Float(a as f64 / b as f64)), |a, b| Value::Float(a / b)),
    tabled("^", int_power),
    untabled("÷", int_divide, |a, b| Value::Float((a / b).trunc())),
    untabled(REMAINDER, int_remainder, |a, b| Value::Float(a % b)),
    comparison("==", |a, b| Ok(Value::Bool(a == b)), |a, b| Value::Bool(a == b)),
    comparison("!=", |a, b| Ok(Value::Bool(a != b)), |a, b| Value::Bool(a != b)),
    comparison("<", |a, b| Ok(Value::Bool(a < b)), |a, b| Value::Bool(a < b)),
    comparison("<=", |a, b| Ok(Value::Bool(a <= b)), |a, b| Value::Bool(a <= b)),
    comparison(">", |a, b| Ok(Value::Bool(a > b)), |a, b| Value::Bool(a > b)),
    comparison(">=", |a, b| Ok(Value::Bool(a >= b)), |a, b| Value::Bool(a >= b)),
    // `base ^ n` with a literal exponent: if that is negative, Julia divides, even for integers.
    tabled("^", |a, b| if b < 0 { Ok(Value::Float(power(a as f64, b as f64))) } else { int_power(a, b) }),
];

const PLUS: u16 = 0;
const MINUS: u16 = 1;
const TIMES: u16 = 2;
const LESS: u16 = 9;
const _: () = assert!(
    matches!(BINARY_OPERATORS[PLUS as usize].name.as_bytes(), b"+")
        && matches!(BINARY_OPERATORS[MINUS as usize].name.as_bytes(), b"-")
        && matches!(BINARY_OPERATORS[TIMES as usize].name.as_bytes(), b"*")
        && matches!(BINARY_OPERATORS[LESS as usize].name.as_bytes(), b"<")
);

/// Julia's operator for the remainder, whose function is called `rem`.
const REMAINDER: &str = "%";

/// For each of [`BINARY_OPERATORS`], the autodiff operation that records it, if it has a derivative.
static OPERATIONS: LazyLock<Vec<Option<&'static Op>>> = LazyLock::new(|| {
    let recorded = |row: &BinaryOperator| if row.name == REMAINDER { "rem" } else { row.name };
    BINARY_OPERATORS.iter().map(|row| if row.compares { None } else { op_of(recorded(row), 2) }).collect()
});

/// The last row: a power with a literal exponent.
pub const POWER_LITERAL: u16 = BINARY_OPERATORS.len() as u16 - 1;

/// The position of the operator whose function is `name`.
pub fn operator_index(name: &str) -> Option<u16> {
    BINARY_OPERATORS.iter().position(|row| row.name == name).map(|row| row as u16)
}

/// The operator at position `row` on two integers; the commonest are inlined.
#[inline(always)]
pub fn on_integers(row: u16, a: i64, b: i64) -> Fallible<Value> {
    match row {
        PLUS => Ok(Value::Int(a.wrapping_add(b))),
        MINUS => Ok(Value::Int(a.wrapping_sub(b))),
        TIMES => Ok(Value::Int(a.wrapping_mul(b))),
        LESS => Ok(Value::Bool(a < b)),
        _ => (BINARY_OPERATORS[row as usize].int)(a, b),
    }
}

/// The operator at position `row` on two floats, unless autodiff's table evaluates it; the commonest are inlined.
#[inline(always)]
pub fn on_floats(row: u16, a: f64, b: f64) -> Option<Value> {
    match row {
        PLUS => Some(Value::Float(a + b)),
        MINUS => Some(Value::Float(a - b)),
        TIMES => Some(Value::Float(a * b)),
        LESS => Some(Value::Bool(a < b)),
        _ => BINARY_OPERATORS[row as usize].float.map(|float| float(a, b)),
    }
}

/// Applies the operator at this position.
#[inline]
pub fn binary(machine: &mut Machine, position: u16, a: Value, b: Value) -> Fallible<Value> {
    let row = &BINARY_OPERATORS[position as usize];
    match (&a, &b, row.float) {
        (Value::Int(a), Value::Int(b), _) => (row.int)(*a, *b),
        (Value::Float(a), Value::Float(b), Some(float)) => Ok(float(*a, *b)),
        (Value::Float(a), Value::Int(b), Some(float)) => Ok(float(*a, *b as f64)),
        (Value::Int(a), Value::Float(b), Some(float)) => Ok(float(*a as f64, *b)),
        // Julia multiplies for the most common literal exponents.
        (Value::Float(a), Value::Int(2), None) if position == POWER_LITERAL => Ok(Value::Float(a * a)),
        (Value::Float(a), Value::Int(3), None) if position == POWER_LITERAL => Ok(Value::Float(a * a * a)),
        _ => mixed(machine, position, a, b),
    }
}

/// Whether exactly one of two values is an irrational constant: no number of the machine equals one.
pub fn are_never_equal(a: &Value, b: &Value) -> bool {
    matches!(a, Value::Irrational(_)) != matches!(b, Value::Irrational(_))
}

/// Operands that are not both plain integers or floats.
fn mixed(machine: &mut Machine, position: u16, a: Value, b: Value) -> Fallible<Value> {
    let row = &BINARY_OPERATORS[position as usize];
    if position == TIMES
        && let Some(zero) = strong_zero(machine, &a, &b)?
    {
        return Ok(zero);
    }
    if matches!(row.name, "==" | "!=") && are_never_equal(&a, &b) {
        return Ok(Value::Bool(row.name == "!="));
    }
    if let (Value::Single(x), Value::Int(3)) = (&a, &b)
        && position == POWER_LITERAL
    {
        return Ok(Value::Single(x * x * x));
    }
    if let (Value::Irrational(base), "^", Some(exp)) = (&a, row.name, op_of("exp", 1))
        && **base == E
        && b.number().is_some()
    {
        return operate(machine, exp, &[b]);
    }
    let tracked = matches!(a, Value::Tracked(_)) || matches!(b, Value::Tracked(_));
    match (a.number(), b.number()) {
        (Some(x), Some(y)) if row.compares => {
            machine.data_dependent |= tracked;
            Ok(row.float.map_or(Value::Nothing, |compare| compare(x, y)))
        }
        (Some(_), Some(_)) => match OPERATIONS[position as usize] {
            Some(op) => {
                let integers = (integer(&a), integer(&b));
                if let (false, (Some(x), Some(y))) = (tracked, integers) {
                    return (row.int)(x, y);
                }
                operate(machine, op, &[a, b])
            }
            None => match (integer(&a), integer(&b), row.float) {
                (Some(x), Some(y), _) => (row.int)(x, y),
                (_, _, Some(float)) if !tracked => {
                    let result = float(a.number().unwrap_or(f64::NAN), b.number().unwrap_or(f64::NAN));
                    Ok(single::rounded(result, [&a, &b]))
                }
                _ => Err(error::no_arithmetic(row.name, &[a, b])),
            },
        },
        _ => super::entries::binary(machine, row.name, a, b),
    }
}

/// The product of `false` and another number, which is zero whatever the number is, even NaN: in Julia `false` is a strong
/// zero. `None` for all other operands.
fn strong_zero(machine: &mut Machine, a: &Value, b: &Value) -> Fallible<Option<Value>> {
    let factor = match (a, b) {
        (Value::Bool(false), factor) | (factor, Value::Bool(false)) => factor,
        _ => return Ok(None),
    };
    Ok(match (factor, op_of("ifelse", 3)) {
        (Value::Float(number), _) => Some(Value::Float(0.0_f64.copysign(*number))),
        (Value::Single(number), _) => Some(Value::Single(0.0_f32.copysign(*number))),
        (Value::Tracked(_), Some(select)) => {
            Some(operate(machine, select, &[Value::Bool(false), factor.clone(), Value::Float(0.0)])?)
        }
        _ => None,
    })
}

/// The value of an integer or boolean.
pub fn integer(value: &Value) -> Option<i64> {
    match value {
        Value::Int(value) => Some(*value),
        Value::Bool(truth) => Some(i64::from(*truth)),
        _ => None,
    }
}

/// The default of the last operand of a call with `given` operands, if it was omitted.
pub fn default_operand(op: &Op, given: usize) -> Option<Value> {
    op.default.filter(|_| given + 1 == op.arity).map(Value::Float)
}

/// Applies an operation of the table to numbers.
pub fn operate(machine: &mut Machine, op: &'static Op, arguments: &[Value]) -> Fallible<Value> {
    // A name can have one row per number of operands: `log(x)` and `log(base, x)`.
    let op = if op.arity == arguments.len() { op } else { op_of(op.name, arguments.len()).unwrap_or(op) };
    if let Some(default) = default_operand(op, arguments.len()) {
        let mut operands = arguments.to_vec();
        operands.push(single::rounded(default, arguments));
        return operate(machine, op, &operands);
    }
    if arguments.len() != op.arity || arguments.iter().any(|argument| argument.number().is_none()) {
        if let (Some(name), Some(Value::Array(_) | Value::Range(_))) = (op.activation(), arguments.first()) {
            return Err(Raised::new(format!(
                "Use broadcasting (`{name}.(x)`) to apply activation functions to arrays."
            ))
            .hint("An activation function takes a single number; with a dot it is applied to each entry."));
        }
        return Err(error::no_arithmetic(op.name, arguments));
    }
    let mut numbers = [0.0; 4];
    let count = arguments.len().min(numbers.len());
    for (number, argument) in numbers.iter_mut().zip(arguments) {
        *number = argument.number().unwrap_or(f64::NAN);
    }
    let numbers = &numbers[..count];
    if !arguments.iter().any(|argument| matches!(argument, Value::Tracked(_))) {
        if let Some(value) = keep_integer(op, arguments) {
            return Ok(value);
        }
        check_domain(op.name, numbers)?;
        return Ok(single::rounded(Value::Float(op.eval(numbers)), arguments));
    }
    check_domain(op.name, numbers)?;
    record(machine, op, arguments)
}

/// Records an operation on operands of which at least one is tracked.
fn record(machine: &mut Machine, op: &'static Op, arguments: &[Value]) -> Fallible<Value> {
    machine.charge_tape()?;
    let mut sealed = false;
    let operands: Vec<Tracked<f64>> = arguments
        .iter()
        .map(|argument| match argument {
            Value::Tracked(number) => {
                sealed |= number.sealed;
                number.entry()
            }
            other => Tracked::constant(Tensor::scalar(other.number().unwrap_or(f64::NAN))),
        })
        .collect();
    let operands: Vec<&Tracked<f64>> = operands.iter().collect();
    let tracked = Tracked::apply(op, &operands).map_err(|error| Raised::new(error.to_string()))?;
    Ok(Value::Tracked(Rc::new(TrackedNumber::new(tracked, sealed))))
}

/// The result of an operation on integers, if it is an integer in Julia.
fn keep_integer(op: &Op, arguments: &[Value]) -> Option<Value> {
    let on_integers = op.on_integers?;
    let mut integers = [0; 2];
    for (integer, argument) in integers.iter_mut().zip(arguments) {
        *integer = self::integer(argument)?;
    }
    Some(Value::Int(on_integers(&integers)))
}

/// Library functions that are autodiff operations when called with two numbers.
static BINARY_FUNCTIONS: &[&str] = &["max", "min", "hypot"];

/// The autodiff operation that the operator or function `name` records, if it has a derivative.
pub fn operation_of(name: &str) -> Option<&'static Op> {
    match operator_index(name) {
        Some(row) => OPERATIONS[row as usize],
        None => BINARY_FUNCTIONS.contains(&name).then(|| op_of(name, 2)).flatten(),
    }
}

/// A power of floats, evaluated by autodiff's table.
fn power(base: f64, exponent: f64) -> f64 {
    OPERATIONS[POWER_LITERAL as usize].map_or(f64::NAN, |op| op.eval(&[base, exponent]))
}

fn int_power(base: i64, exponent: i64) -> Fallible<Value> {
    if exponent < 0 {
        return match base {
            1 => Ok(Value::Int(1)),
            -1 => Ok(Value::Int(if exponent % 2 == 0 { 1 } else { -1 })),
            _ => {
                let n = exponent.unsigned_abs();
                Err(Raised::new(format!(
                    "DomainError with {exponent}:\nCannot raise an integer x to a negative power {exponent}.\nMake x or {exponent} a float by adding a zero decimal (e.g., 2.0^-{n} or 2^-{n}.0 instead of 2^-{n}), or write 1/x^{n}, float(x)^-{n}, x^float(-{n}) or (x//1)^-{n}"
                ))
                .hint(format!("An integer cannot be raised to a negative power: write the base with a point, as in `{base}.0`.")))
            }
        };
    }
    let (mut result, mut square, mut left) = (1i64, base, exponent);
    while left > 0 {
        if left & 1 == 1 {
            result = result.wrapping_mul(square);
        }
        square = square.wrapping_mul(square);
        left >>= 1;
    }
    Ok(Value::Int(result))
}

fn int_divide(a: i64, b: i64) -> Fallible<Value> {
    if b == 0 || (a == i64::MIN && b == -1) {
        return Err(error::divide());
    }
    Ok(Value::Int(a / b))
}

fn int_remainder(a: i64, b: i64) -> Fallible<Value> {
    if b == 0 {
        return Err(error::divide());
    }
    Ok(Value::Int(a.wrapping_rem(b)))
}
