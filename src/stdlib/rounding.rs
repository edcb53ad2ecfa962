//! Rounding, whole numbers, and questions about numbers.

use super::base;
use super::operators::operation;
use crate::autodiff::op_of;
use crate::language::array::{self, Callee};
use crate::language::entries::whole;
use crate::language::error::{self, Fallible};
use crate::language::single;
use crate::language::types::Type;
use crate::language::value::{Arguments, Native};
use crate::language::{Machine, Value, integer};

pub(super) static NATIVES: &[Native] = &[
    Native {
        keywords: &["digits", "sigdigits"],
        ..base(
            "round",
            (1, 2),
            "The nearest integer, or the nearest number with the given number of `digits`.",
            ("round(3.14159, digits = 2)", "3.14"),
            |machine, arguments| rounded(machine, "round", arguments, f64::round_ties_even),
        )
    },
    Native {
        keywords: &["digits", "sigdigits"],
        ..base("floor", (1, 2), "The number, rounded down.", ("floor(2.7)", "2.0"), |machine, arguments| {
            rounded(machine, "floor", arguments, f64::floor)
        })
    },
    Native {
        keywords: &["digits", "sigdigits"],
        ..base("ceil", (1, 2), "The number, rounded up.", ("ceil(Int, 2.1)", "3"), |machine, arguments| {
            rounded(machine, "ceil", arguments, f64::ceil)
        })
    },
    Native {
        keywords: &["digits", "sigdigits"],
        ..base(
            "trunc",
            (1, 2),
            "The number, rounded towards zero.",
            ("trunc(-2.7)", "-2.0"),
            |machine, arguments| rounded(machine, "trunc", arguments, f64::trunc),
        )
    },
    base(
        "float",
        (1, 1),
        "The number as a Float64, or an array of Float64 numbers.",
        ("float(2)", "2.0"),
        |machine, arguments| match &arguments.values[0] {
            tracked @ Value::Tracked(_) => Ok(tracked.clone()),
            Value::Array(array) if matches!(array.element, Type::Tracked | Type::Single) => {
                Ok(arguments.values[0].clone())
            }
            array @ (Value::Array(_) | Value::Range(_)) => {
                array::broadcast(machine, Callee::Operator("*"), &[Value::Float(1.0), array.clone()])
            }
            Value::Single(number) => Ok(Value::Single(*number)),
            value => match value.number() {
                Some(number) => Ok(Value::Float(number)),
                None => Err(error::no_arithmetic("float", arguments.values)),
            },
        },
    ),
    base("zero", (1, 1), "The zero of the number's type.", ("zero(2.5)", "0.0"), |machine, arguments| {
        match &arguments.values[0] {
            array @ Value::Array(_) => {
                array::broadcast(machine, Callee::Operator("*"), &[Value::Int(0), array.clone()])
            }
            _ => constant(arguments, "zero", 0),
        }
    }),
    base("one", (1, 1), "The one of the number's type.", ("one(2)", "1"), |_, arguments| {
        constant(arguments, "one", 1)
    }),
    base(
        "clamp",
        (3, 3),
        "The number, limited to a range.",
        ("clamp(7, 0, 5)", "5"),
        |machine, arguments| {
            let [x, low, high] = arguments.values else { return Ok(Value::Nothing) };
            let (Some(number), Some(least), Some(greatest)) = (x.number(), low.number(), high.number())
            else {
                return Err(error::no_arithmetic("clamp", arguments.values));
            };
            machine.data_dependent |= arguments.values.iter().any(|value| matches!(value, Value::Tracked(_)));
            let picked = if number > greatest {
                high
            } else if number < least {
                low
            } else {
                x
            };
            let integers = arguments.values.iter().all(|value| matches!(value, Value::Int(_)));
            Ok(match (picked, picked.number()) {
                (Value::Int(_) | Value::Single(_), Some(number)) if !integers => {
                    single::rounded(Value::Float(number), arguments.values)
                }
                _ => picked.clone(),
            })
        },
    ),
    base(
        "isnan",
        (1, 1),
        "Whether it is NaN, not a number.",
        ("isnan(0 / 0)", "true"),
        |machine, arguments| ask(machine, "isnan", arguments, f64::is_nan),
    ),
    base("isinf", (1, 1), "Whether it is infinite.", ("isinf(1 / 0)", "true"), |machine, arguments| {
        ask(machine, "isinf", arguments, f64::is_infinite)
    }),
    base(
        "isfinite",
        (1, 1),
        "Whether a number is neither infinite nor NaN.",
        ("isfinite(2)", "true"),
        |machine, arguments| ask(machine, "isfinite", arguments, f64::is_finite),
    ),
    base(
        "isinteger",
        (1, 1),
        "Whether a number is an integer.",
        ("isinteger(2.0)", "true"),
        |machine, arguments| ask(machine, "isinteger", arguments, |x| x.is_finite() && x.fract() == 0.0),
    ),
    base("iszero", (1, 1), "Whether it is zero.", ("iszero(0.0)", "true"), |machine, arguments| {
        ask(machine, "iszero", arguments, |x| x == 0.0)
    }),
    base("iseven", (1, 1), "Whether it can be halved.", ("iseven(4)", "true"), |_, arguments| {
        parity(arguments, "iseven", 0)
    }),
    base("isodd", (1, 1), "Whether it cannot be halved.", ("isodd(4)", "false"), |_, arguments| {
        parity(arguments, "isodd", 1)
    }),
    base("gcd", (1, usize::MAX), "The greatest common divisor.", ("gcd(12, 18)", "6"), |_, arguments| {
        all("gcd", arguments, |a, b| Some(common_divisor(a, b)))
    }),
    base("lcm", (1, usize::MAX), "The least common multiple.", ("lcm(4, 6)", "12"), |_, arguments| {
        all("lcm", arguments, |a, b| match common_divisor(a, b) {
            0 => Some(0),
            divisor => (a / divisor).checked_mul(b).map(i64::wrapping_abs),
        })
    }),
    base(
        "factorial",
        (1, 1),
        "The factorial: the product of the integers up to this one.",
        ("factorial(5)", "120"),
        factorial,
    ),
];

/// `round(x)`, `round(Int, x)`, `round(x, digits = 2)`.
fn rounded(
    machine: &mut Machine,
    name: &'static str,
    arguments: Arguments<'_>,
    round: fn(f64) -> f64,
) -> Fallible<Value> {
    let (target, value) = match arguments.values {
        [Value::Type(target), value] => (Some(*target), value),
        [value] => (None, value),
        _ => return Err(error::no_method(name, arguments.values, &[])),
    };
    let Some(number) = value.number() else { return Err(error::no_arithmetic(name, arguments.values)) };
    if let (Value::Tracked(_), None, None) = (value, target, arguments.keyword("digits")) {
        return operation(machine, name, arguments);
    }
    machine.data_dependent |= matches!(value, Value::Tracked(_));
    let digits = match (arguments.keyword("digits"), arguments.keyword("sigdigits").and_then(integer)) {
        (Some(digits), _) => integer(digits),
        // The first digit that counts stands before the point, or so many places behind it.
        (None, Some(count)) if number != 0.0 => {
            let size = op_of("log10", 1).map_or(0.0, |op| op.eval(&[number.abs()]));
            Some(count - 1 - size.floor() as i64)
        }
        _ => None,
    };
    if let (Some(integer), None) = (integer(value), digits) {
        return Ok(if target == Some(Type::Float) { Value::Float(number) } else { Value::Int(integer) });
    }
    let result = match digits {
        Some(digits) => {
            let scale = 10f64.powi(digits.unsigned_abs().min(400) as i32);
            let scaled =
                if digits < 0 { round(number / scale) * scale } else { round(number * scale) / scale };
            if scaled.is_finite() { scaled } else { number }
        }
        None => round(number),
    };
    match target {
        Some(Type::Int | Type::Integer) => {
            whole(result).map(Value::Int).ok_or_else(|| error::too_large_to_round(result))
        }
        Some(Type::Single) => Ok(Value::single(result)),
        Some(_) => Ok(Value::Float(result)),
        None => Ok(single::rounded(Value::Float(result), [value])),
    }
}

fn constant(arguments: Arguments<'_>, name: &str, value: i64) -> Fallible<Value> {
    match arguments.values {
        [Value::Int(_) | Value::Type(Type::Int | Type::Integer)] => Ok(Value::Int(value)),
        [Value::Bool(_) | Value::Type(Type::Bool)] => Ok(Value::Bool(value != 0)),
        [Value::Type(Type::Float | Type::AbstractFloat | Type::Real | Type::Number | Type::Tracked)] => {
            Ok(Value::Float(value as f64))
        }
        [Value::Single(_) | Value::Type(Type::Single)] => Ok(Value::Single(value as f32)),
        [number] if number.number().is_some() => Ok(Value::Float(value as f64)),
        _ => Err(error::no_arithmetic(name, arguments.values)),
    }
}

fn ask(
    machine: &mut Machine,
    name: &str,
    arguments: Arguments<'_>,
    question: fn(f64) -> bool,
) -> Fallible<Value> {
    let value = &arguments.values[0];
    machine.data_dependent |= matches!(value, Value::Tracked(_));
    match value.number() {
        Some(number) => Ok(Value::Bool(question(number))),
        None => Err(error::no_arithmetic(name, arguments.values)),
    }
}

fn parity(arguments: Arguments<'_>, name: &str, rest: i64) -> Fallible<Value> {
    match integer(&arguments.values[0]) {
        Some(value) => Ok(Value::Bool(value.rem_euclid(2) == rest)),
        None => {
            Err(error::no_method(name, arguments.values, &[]).hint("Only whole numbers are even or odd."))
        }
    }
}

/// Combines integers from left to right; `None` where a result does not fit.
fn all(name: &str, arguments: Arguments<'_>, combine: fn(i64, i64) -> Option<i64>) -> Fallible<Value> {
    let values = match arguments.values {
        [container] if integer(container).is_none() => crate::language::entries::entries(container)?,
        values => values.to_vec(),
    };
    let integers: Option<Vec<i64>> = values.iter().map(integer).collect();
    let Some((first, rest)) = integers.as_deref().and_then(|integers| integers.split_first()) else {
        return Err(error::no_method(name, arguments.values, &[]).hint("It takes whole numbers."));
    };
    let mut result = first.wrapping_abs();
    for next in rest {
        result = combine(result, *next).ok_or_else(|| {
            error::Raised::new(format!("OverflowError: {name}({result}, {next}) overflowed"))
                .hint("The result is too large for Int64.")
        })?;
    }
    Ok(Value::Int(result))
}

fn common_divisor(a: i64, b: i64) -> i64 {
    let (mut a, mut b) = (a.unsigned_abs(), b.unsigned_abs());
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a as i64
}

fn factorial(_: &mut Machine, arguments: Arguments<'_>) -> Fallible<Value> {
    match integer(&arguments.values[0]) {
        Some(n @ 0..=20) => Ok(Value::Int((1..=n).product())),
        Some(n) if n < 0 => Err(error::domain(n as f64, "`n` must not be negative.", "Only 0, 1, 2 … have a factorial.")),
        Some(n) => Err(error::Raised::new(format!("OverflowError: {n} is too large to look up in the table; consider using `factorial(big({n}))` instead"))
            .hint("Above 20 the factorial does not fit into an Int64.")),
        None => Err(error::no_method("factorial", arguments.values, &[]).hint("It takes a whole number.")),
    }
}
