//! The order of values: sorting, and which of them are the same.

use std::cmp::Ordering;

use super::base;
use super::lanes::{charged, rearranged};
use super::operators::truth;
use crate::language::array;
use crate::language::entries::{self, equal};
use crate::language::error::{self, Fallible, Raised};
use crate::language::types::{Type, type_name};
use crate::language::value::{Arguments, Native};
use crate::language::{Machine, Value};

const SORTING: &[&str] = &["by", "rev", "lt", "dims"];

pub(super) static NATIVES: &[Native] = &[
    Native {
        keywords: SORTING,
        ..base(
            "sort",
            (1, 1),
            "The entries in ascending order of what `by` gives; in descending order with `rev = true`.",
            ("sort([-3, 1, 2], by = abs) == [1, 2, -3]", "true"),
            |machine, arguments| {
                let container = &arguments.values[0];
                rearranged(machine, "sort", arguments, container, |machine, items| {
                    let order = sorted(machine, arguments, &items)?;
                    Ok(order.into_iter().map(|at| items[at].clone()).collect())
                })
            },
        )
    },
    Native {
        keywords: SORTING,
        ..base(
            "sort!",
            (1, 1),
            "Sorts a vector in place.",
            ("v = [2, 1]; sort!(v); v == [1, 2]", "true"),
            |machine, arguments| {
                let items = charged(machine, &arguments.values[0])?;
                let order = sorted(machine, arguments, &items)?;
                let Value::Array(array) = &arguments.values[0] else {
                    return Err(error::no_method("sort!", arguments.values, &[]));
                };
                *array.items_mut() = order.into_iter().map(|at| items[at].clone()).collect();
                Ok(arguments.values[0].clone())
            },
        )
    },
    Native {
        keywords: SORTING,
        ..base(
            "sortperm",
            (1, 1),
            "The indices that sort a vector.",
            ("sortperm([30, 10, 20]) == [2, 3, 1]", "true"),
            |machine, arguments| {
                let items = charged(machine, &arguments.values[0])?;
                let order = sorted(machine, arguments, &items)?;
                Ok(Value::vector(order.into_iter().map(|at| Value::Int(at as i64 + 1)).collect()))
            },
        )
    },
    base(
        "isless",
        (2, 2),
        "Whether the first value comes before the second in sorted order.",
        ("isless(\"a\", \"b\")", "true"),
        |machine, arguments| {
            let order = compare(machine, &arguments.values[0], &arguments.values[1])?;
            Ok(Value::Bool(order == Ordering::Less))
        },
    ),
    base(
        "unique",
        (1, 2),
        "The distinct entries; with a function as the first argument, those with distinct results.",
        ("unique([1, 2, 1]) == [1, 2]", "true"),
        |machine, arguments| {
            let items = charged(machine, arguments.values.last().unwrap_or(&Value::Nothing))?;
            let mut keys = Vec::with_capacity(items.len());
            for item in &items {
                keys.push(match arguments.values {
                    [function, _] => machine.call(function, std::slice::from_ref(item))?,
                    _ => item.clone(),
                });
            }
            let kept = distinct(machine, &keys)?;
            Ok(Value::vector(kept.into_iter().map(|at| items[at].clone()).collect()))
        },
    ),
    base(
        "≈",
        (2, 2),
        "Whether two numbers or arrays are equal up to rounding.",
        ("0.1 + 0.2 ≈ 0.3", "true"),
        approximately,
    ),
    Native {
        keywords: &["atol", "rtol"],
        ..base(
            "isapprox",
            (2, 2),
            "Whether two numbers or arrays are equal up to rounding, or up to a given tolerance.",
            ("isapprox(1, 1.1, atol = 0.2)", "true"),
            approximately,
        )
    },
];

/// The order that `isless` gives: numbers by size, NaN last; strings, characters, truth values; tuples and vectors
/// entry by entry.
pub(super) fn compare(machine: &mut Machine, a: &Value, b: &Value) -> Fallible<Ordering> {
    machine.charge(1)?;
    if let (Value::Int(x), Value::Int(y)) = (a, b) {
        return Ok(x.cmp(y));
    }
    if let (Some(x), Some(y)) = (a.number(), b.number()) {
        machine.data_dependent |= matches!(a, Value::Tracked(_)) || matches!(b, Value::Tracked(_));
        return Ok(x.partial_cmp(&y).unwrap_or(x.is_nan().cmp(&y.is_nan())));
    }
    match (a, b) {
        (Value::Text(x), Value::Text(y)) | (Value::Symbol(x), Value::Symbol(y)) => Ok(x.cmp(y)),
        (Value::Char(x), Value::Char(y)) => Ok(x.cmp(y)),
        (Value::Tuple(_), Value::Tuple(_))
        | (Value::Array(_), Value::Array(_))
        | (Value::Pair(_), Value::Pair(_)) => {
            let (lengths, mut at) = ((entries::length(a), entries::length(b)), 0);
            while let (Some(x), Some(y)) = (entries::entry(a, at), entries::entry(b, at)) {
                let order = shallow(machine, &x, &y)?;
                if order != Ordering::Equal {
                    return Ok(order);
                }
                at += 1;
            }
            Ok(lengths.0.cmp(&lengths.1))
        }
        _ => Err(Raised::new(format!(
            "MethodError: no method matching isless(::{}, ::{})",
            type_name(a),
            type_name(b)
        ))
        .hint("These two have no order: compare numbers with numbers and strings with strings.")),
    }
}

/// The order of what stands in a container.
fn shallow(machine: &mut Machine, a: &Value, b: &Value) -> Fallible<Ordering> {
    match (a, b) {
        (Value::Tuple(_) | Value::Array(_), _) | (_, Value::Tuple(_) | Value::Array(_)) => {
            Err(error::no_method("isless", &[a.clone(), b.clone()], &[])
                .hint("Containers in containers have no order here."))
        }
        _ => compare(machine, a, b),
    }
}

/// The positions of `items` in the order that the keywords ask for. Equals keep their order.
fn sorted(machine: &mut Machine, arguments: Arguments<'_>, items: &[Value]) -> Fallible<Vec<usize>> {
    let mut keys = items.to_vec();
    if let Some(by) = arguments.keyword("by") {
        for key in &mut keys {
            *key = machine.call(by, std::slice::from_ref(key))?;
        }
    }
    let rev = arguments.keyword("rev").map_or(Ok(false), truth)?;
    let less = arguments.keyword("lt");
    let mut before = |a: usize, b: usize| {
        let (a, b) = if rev { (b, a) } else { (a, b) };
        match less {
            Some(less) => truth(&machine.call(less, &[keys[a].clone(), keys[b].clone()])?),
            None => Ok(compare(machine, &keys[a], &keys[b])? == Ordering::Less),
        }
    };
    merge_sort((0..items.len()).collect(), &mut before)
}

/// A stable sort whose comparison may fail, or contradict itself.
fn merge_sort(
    mut order: Vec<usize>,
    before: &mut impl FnMut(usize, usize) -> Fallible<bool>,
) -> Fallible<Vec<usize>> {
    let mut width = 1;
    while width < order.len() {
        let mut merged = Vec::with_capacity(order.len());
        for pair in order.chunks(2 * width) {
            let (mut left, mut right) = pair.split_at(width.min(pair.len()));
            while let ([a, rest @ ..], [b, others @ ..]) = (left, right) {
                // The right one goes first only if it must.
                if before(*b, *a)? {
                    merged.push(*b);
                    right = others;
                } else {
                    merged.push(*a);
                    left = rest;
                }
            }
            merged.extend_from_slice(left);
            merged.extend_from_slice(right);
        }
        order = merged;
        width *= 2;
    }
    Ok(order)
}

/// The positions of the first of each kind among `keys`.
fn distinct(machine: &mut Machine, keys: &[Value]) -> Fallible<Vec<usize>> {
    let mut kept: Vec<usize> = Vec::new();
    for (at, key) in keys.iter().enumerate() {
        let mut known = false;
        for before in &kept {
            known |= equal(machine, &keys[*before], key, 0)?;
            if known {
                break;
            }
        }
        if !known {
            kept.push(at);
        }
    }
    Ok(kept)
}

/// Two numbers agree if they differ by no more than half of their digits; arrays by the length of what they differ.
fn approximately(machine: &mut Machine, arguments: Arguments<'_>) -> Fallible<Value> {
    let [a, b] = arguments.values else { return Ok(Value::Nothing) };
    // Trailing dimensions of size 1 do not count.
    let shape = |value: &Value| {
        let mut sizes = array::sizes(value)?;
        while sizes.len() > 1 && sizes.last() == Some(&1) {
            sizes.pop();
        }
        Some(sizes)
    };
    let (Some(x), Some(y), true) = (a.numbers(), b.numbers(), shape(a) == shape(b)) else {
        return Err(error::no_arithmetic("isapprox", arguments.values));
    };
    machine.charge(x.len() as u64)?;
    let tracked = |value: &Value| match value {
        Value::Tracked(_) => true,
        Value::Array(array) => array.element == Type::Tracked,
        _ => false,
    };
    machine.data_dependent |= arguments.values.iter().any(tracked);
    let given = |name: &str| arguments.keyword(name).and_then(Value::number);
    let atol = given("atol").unwrap_or(0.0);
    let digits = if arguments.values.iter().any(holds_single) { f32::EPSILON.into() } else { f64::EPSILON };
    let rtol = given("rtol").unwrap_or(if atol > 0.0 { 0.0 } else { digits.sqrt() });
    let length = |numbers: &mut dyn Iterator<Item = f64>| numbers.map(|x| x * x).sum::<f64>().sqrt();
    let size = length(&mut x.iter().copied()).max(length(&mut y.iter().copied()));
    let distance = length(&mut x.iter().zip(&y).map(|(x, y)| x - y));
    Ok(Value::Bool(x == y || (size.is_finite() && distance <= atol.max(rtol * size))))
}

/// Whether it is a `Float32`, or an array of such.
fn holds_single(value: &Value) -> bool {
    match value {
        Value::Array(array) => array.element == Type::Single,
        other => matches!(other, Value::Single(_)),
    }
}
