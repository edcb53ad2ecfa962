//! Sums and their like: many entries to one value, over everything or along `dims`.

use super::base;
use super::lanes::{combined, folded, mapped};
use super::operators::{apply, operation, truth};
use super::order::compare;
use crate::language::entries::{entries, length};
use crate::language::error::{self, Fallible};
use crate::language::types::Type;
use crate::language::value::{Arguments, Native};
use crate::language::{Machine, Value};
use std::cmp::Ordering;

const DIMS: &[&str] = &["dims"];

pub(super) static NATIVES: &[Native] = &[
    Native {
        keywords: DIMS,
        ..base(
            "sum",
            (1, 2),
            "The sum of the entries; with a function as the first argument, of its results.",
            ("sum(abs2, (1, 2))", "5"),
            |machine, arguments| {
                if let Some(sum) = folded(machine, "sum", arguments)? {
                    return Ok(sum);
                }
                let empty = neutral(arguments, 0);
                combined(machine, "sum", arguments, |machine, items| {
                    total(machine, "+", items, empty.clone())
                })
            },
        )
    },
    Native {
        keywords: DIMS,
        ..base("prod", (1, 2), "The product of the entries.", ("prod(1:5)", "120"), |machine, arguments| {
            let empty = neutral(arguments, 1);
            combined(machine, "prod", arguments, |machine, items| total(machine, "*", items, empty.clone()))
        })
    },
    Native {
        keywords: DIMS,
        ..base("maximum", (1, 2), "The largest entry.", ("maximum((1, 3, 2))", "3"), |machine, arguments| {
            if let Some(found) = folded(machine, "maximum", arguments)? {
                return Ok(found);
            }
            combined(machine, "maximum", arguments, |machine, items| {
                extreme(machine, "max", Ordering::Greater, items)
            })
        })
    },
    Native {
        keywords: DIMS,
        ..base("minimum", (1, 2), "The smallest entry.", ("minimum((1, 3, 2))", "1"), |machine, arguments| {
            if let Some(found) = folded(machine, "minimum", arguments)? {
                return Ok(found);
            }
            combined(machine, "minimum", arguments, |machine, items| {
                extreme(machine, "min", Ordering::Less, items)
            })
        })
    },
    Native {
        keywords: DIMS,
        module: "Statistics",
        ..base("mean", (1, 2), "The arithmetic mean.", ("mean((1, 2, 6))", "3.0"), |machine, arguments| {
            if let (Some(sum), Some(last)) = (folded(machine, "sum", arguments)?, arguments.values.last()) {
                let (all, left) = (length(last).unwrap_or(0), length(&sum).unwrap_or(1));
                return apply(machine, "/", &sum, &Value::Int((all / left.max(1)) as i64));
            }
            let empty = neutral(arguments, 0);
            combined(machine, "mean", arguments, |machine, items| {
                let count = Value::Int(items.len() as i64);
                let sum = total(machine, "+", items, empty.clone())?;
                apply(machine, "/", &sum, &count)
            })
        })
    },
    Native {
        keywords: DIMS,
        ..base(
            "any",
            (1, 2),
            "Whether at least one entry is true.",
            ("any(isodd, (2, 3))", "true"),
            |machine, arguments| decide(machine, "any", arguments, true),
        )
    },
    Native {
        keywords: DIMS,
        ..base(
            "all",
            (1, 2),
            "Whether all entries are true.",
            ("all(isodd, (2, 3))", "false"),
            |machine, arguments| decide(machine, "all", arguments, false),
        )
    },
    base(
        "count",
        (1, 2),
        "The number of entries that are true, or for which a function returns true.",
        ("count(isodd, 1:5)", "3"),
        |machine, arguments| {
            let mut count = 0;
            for item in mapped(machine, arguments)? {
                count += i64::from(truth(&item)?);
            }
            Ok(Value::Int(count))
        },
    ),
];

/// What the sum or product of no entries is.
fn neutral(arguments: Arguments<'_>, value: i64) -> Option<Value> {
    match (arguments.values.len(), arguments.values.last()) {
        (1, Some(Value::Array(array))) if matches!(array.element, Type::Float | Type::Tracked) => {
            Some(Value::Float(value as f64))
        }
        (1, Some(Value::Array(array))) if array.element == Type::Single => Some(Value::Single(value as f32)),
        (1, Some(Value::Array(array))) if array.element == Type::Any => None,
        _ => Some(Value::Int(value)),
    }
}

/// Combines the entries by an operator, from left to right. Truth values count as 0 and 1.
fn total(
    machine: &mut Machine,
    operator: &'static str,
    items: Vec<Value>,
    empty: Option<Value>,
) -> Fallible<Value> {
    let mut items = items.into_iter();
    let mut result = match items.next() {
        Some(Value::Bool(truth)) => Value::Int(truth.into()),
        Some(first) => first,
        None => return empty.ok_or_else(|| no_zero(operator)),
    };
    for item in items {
        result = apply(machine, operator, &result, &item)?;
    }
    Ok(result)
}

/// The entry that stands before all others; of equals the first, where `max` and `min` send the gradient.
fn extreme(
    machine: &mut Machine,
    operator: &'static str,
    wanted: Ordering,
    items: Vec<Value>,
) -> Fallible<Value> {
    let mut items = items.into_iter();
    let mut result = items.next().ok_or_else(nothing_to_reduce)?;
    for item in items {
        result = if item.number().is_some() && result.number().is_some() {
            operation(machine, operator, Arguments { values: &[item, result], keywords: &[] })?
        } else if compare(machine, &item, &result)? == wanted {
            item
        } else {
            result
        };
    }
    Ok(result)
}

/// The error of combining no entries.
pub(super) fn nothing_to_reduce() -> Box<error::Raised> {
    error::argument("reducing over an empty collection is not allowed").hint("There is no entry to take.")
}

/// The error of adding up no entries of a type that has no zero of its own.
pub(super) fn no_zero(operator: &str) -> Box<error::Raised> {
    let neutral = if operator == "*" { "one" } else { "zero" };
    error::Raised::new(format!("MethodError: no method matching {neutral}(::Type{{Any}})"))
        .hint("There is no entry to take, and no type that tells what nothing adds up to: write `Float64[]`, or give `init`.")
}

/// `any` (true as soon as one is) and `all` (false as soon as one is).
fn decide(machine: &mut Machine, name: &str, arguments: Arguments<'_>, stop: bool) -> Fallible<Value> {
    if let ([function, container], None) = (arguments.values, arguments.keyword("dims")) {
        // The function is called only until the answer is known.
        for item in entries(container)? {
            machine.charge(1)?;
            if truth(&machine.call(function, &[item])?)? == stop {
                return Ok(Value::Bool(stop));
            }
        }
        return Ok(Value::Bool(!stop));
    }
    combined(machine, name, arguments, |_, items| {
        for item in &items {
            if truth(item)? == stop {
                return Ok(Value::Bool(stop));
            }
        }
        Ok(Value::Bool(!stop))
    })
}
