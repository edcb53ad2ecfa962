//! Random numbers. A session's are the same each time, until `Random.seed!` chooses others.

use super::arrays::{given_sizes, kind_and_sizes};
use super::base;
use crate::autodiff::op_of;
use crate::language::array::charge;
use crate::language::entries::{self, entry};
use crate::language::error::{self, Fallible};
use crate::language::types::Type;
use crate::language::value::Native;
use crate::language::{Machine, Value, integer};

const ANY: usize = usize::MAX;

pub(super) static NATIVES: &[Native] = &[
    base(
        "rand",
        (0, ANY),
        "Random numbers from 0 to 1, or random entries of the first argument.",
        ("size(rand(2, 3))", "(2, 3)"),
        |machine, arguments| match arguments.values {
            [container @ (Value::Range(_) | Value::Array(_)), sizes @ ..] => {
                let count = entries::length(container).unwrap_or(0);
                if count == 0 {
                    return Err(
                        error::argument("collection must be non-empty").hint("There is no entry to choose.")
                    );
                }
                draw(machine, sizes, |machine| {
                    let position = (machine.random() * count as f64) as usize;
                    entry(container, position.min(count - 1)).unwrap_or_default()
                })
            }
            values => {
                let (kind, sizes) = kind_and_sizes(values);
                let draw_one =
                    uniform_of(kind).ok_or_else(|| error::no_method("rand", values, &[]).hint(KINDS))?;
                draw(machine, sizes, draw_one)
            }
        },
    ),
    base(
        "randn",
        (0, ANY),
        "Normally distributed random numbers with mean 0 and standard deviation 1.",
        ("length(randn(5))", "5"),
        |machine, arguments| {
            let (kind, sizes) = kind_and_sizes(arguments.values);
            match kind {
                Type::Float => draw(machine, sizes, |machine| Value::Float(normal(machine))),
                Type::Single => draw(machine, sizes, |machine| Value::single(normal(machine))),
                _ => Err(error::no_method("randn", arguments.values, &[])),
            }
        },
    ),
    base("time", (0, 0), "The time in seconds.", ("time() >= 0", "true"), |machine, _| {
        Ok(Value::Float(machine.now() / 1000.0))
    }),
    Native {
        module: "Random",
        ..base(
            "seed!",
            (1, 1),
            "Seeds the random numbers.",
            ("Random.seed!(1); a = rand(); Random.seed!(1); a == rand()", "true"),
            |machine, arguments| match integer(&arguments.values[0]) {
                Some(seed) => {
                    machine.seed(seed as u64);
                    Ok(Value::Nothing)
                }
                None => {
                    Err(error::no_method("seed!", arguments.values, &[]).hint("A seed is a whole number."))
                }
            },
        )
    },
];

const KINDS: &str = "Random numbers are of type `Float64`, `Float32`, `Int` or `Bool`.";

/// How a random value of a type is drawn.
fn uniform_of(kind: Type) -> Option<fn(&mut Machine) -> Value> {
    match kind {
        Type::Float => Some(|machine| Value::Float(machine.random())),
        // Twenty-four digits, so that none is rounded up to 1.
        Type::Single => {
            Some(|machine| Value::single((machine.random() * 2f64.powi(24)).floor() / 2f64.powi(24)))
        }
        Type::Bool => Some(|machine| Value::Bool(machine.random() < 0.5)),
        Type::Int => Some(|machine| {
            let half = |machine: &mut Machine| (machine.random() * 2f64.powi(32)) as i64;
            Value::Int(half(machine).wrapping_shl(32) | half(machine))
        }),
        _ => None,
    }
}

/// One value, or with sizes an array of them.
fn draw(machine: &mut Machine, sizes: &[Value], value: impl Fn(&mut Machine) -> Value) -> Fallible<Value> {
    if sizes.is_empty() {
        return Ok(value(machine));
    }
    let shape = given_sizes("rand", sizes)?;
    let count = charge(machine, &shape)?;
    let items = (0..count).map(|_| value(machine)).collect();
    Ok(Value::array(items, &shape))
}

/// By Box and Muller: √(-2 ln u) cos(2πv), with u in (0, 1].
pub(super) fn normal(machine: &mut Machine) -> f64 {
    let (u, v) = (1.0 - machine.random(), machine.random());
    let row = |name, x| op_of(name, 1).map_or(f64::NAN, |op| op.eval(&[x]));
    (-2.0 * row("log", u)).sqrt() * row("cos", std::f64::consts::TAU * v)
}

#[cfg(test)]
mod tests {
    use crate::language::{Budget, Session};

    #[test]
    fn mean_and_deviation_are_those_of_the_distribution() {
        let mut session = Session::new(Budget::default(), || 0.0);
        for (code, expected) in [
            ("v = rand(10000); sum(v) / 10000", 0.5),
            ("sum((v .- 0.5) .^ 2) / 10000", 1.0 / 12.0),
            ("w = randn(10000); sum(w) / 10000", 0.0),
            ("sum(w .^ 2) / 10000", 1.0),
            ("sum(rand(1:6, 10000)) / 10000", 3.5),
        ] {
            let value = session.run(code).result.ok().and_then(|value| value.number());
            assert!(value.is_some_and(|value| (value - expected).abs() < 0.05), "{code}: {value:?}");
        }
    }
}
