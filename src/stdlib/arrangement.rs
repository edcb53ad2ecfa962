//! The same entries in another arrangement: reversed, turned, repeated, joined.

use std::rc::Rc;

use super::arrays::given_sizes;
use super::base;
use super::lanes::{Lanes, axes, axis, charged};
use crate::language::array::{self, charge, recorded, reversed, size_along, sizes};
use crate::language::entries::{self, entries};
use crate::language::error::{self, Fallible, Raised};
use crate::language::value::{Arguments, Array, Native};
use crate::language::{Machine, Value, integer};

const ANY: usize = usize::MAX;

pub(super) static NATIVES: &[Native] = &[
    Native {
        keywords: &["dims"],
        ..base(
            "reverse",
            (1, 3),
            "The entries in reverse order; for a matrix along `dims`.",
            ("reverse((1, 2))", "(2, 1)"),
            reverse,
        )
    },
    base(
        "permutedims",
        (1, 2),
        "The array with its dimensions permuted; a matrix is transposed.",
        ("permutedims([1 2; 3 4]) == [1 3; 2 4]", "true"),
        permute,
    ),
    Native {
        keywords: &["inner", "outer"],
        ..base(
            "repeat",
            (1, ANY),
            "The array repeated along each dimension, or each entry repeated `inner` times.",
            ("repeat([1, 2], 2) == [1, 2, 1, 2]", "true"),
            repeat,
        )
    },
    Native {
        keywords: &["dims"],
        ..base(
            "cat",
            (0, ANY),
            "The arrays concatenated along the dimension `dims`.",
            ("size(cat([1 2], [3 4], dims = 3))", "(1, 2, 2)"),
            cat,
        )
    },
    Native {
        keywords: &["dims"],
        ..base(
            "dropdims",
            (1, 1),
            "The array without a dimension of size 1.",
            ("dropdims([1 2], dims = 1) == [1, 2]", "true"),
            |machine, arguments| {
                let array = &arguments.values[0];
                let shape = array_sizes("dropdims", arguments)?;
                let dropped = axes(arguments)?.unwrap_or_default();
                if dropped.iter().any(|axis| size_along(&shape, *axis) != 1) {
                    return Err(error::argument("dropped dims must all be size 1")
                        .hint("Only a dimension of size 1 can be left out."));
                }
                let kept: Vec<usize> =
                    (0..shape.len()).filter(|i| !dropped.contains(i)).map(|i| shape[i]).collect();
                let count = charge(machine, &shape)?;
                picked(machine, array, (0..count).collect(), &kept)
            },
        )
    },
];

/// The entries of an array at these positions, as an array of its kind.
fn picked(machine: &mut Machine, array: &Value, positions: Vec<usize>, shape: &[usize]) -> Fallible<Value> {
    if let Some(picked) = recorded::picked(machine, array, &positions, shape)? {
        return Ok(picked);
    }
    let items = entries(array)?;
    let picked: Vec<Value> = positions.into_iter().map(|at| items[at].clone()).collect();
    Ok(match array {
        Value::Array(array) => {
            let mut result = Array::new(picked, array.element, shape);
            result.gathered = array.gathered;
            Value::Array(Rc::new(result))
        }
        _ => Value::array(picked, shape),
    })
}

fn array_sizes(name: &str, arguments: Arguments<'_>) -> Fallible<Vec<usize>> {
    match &arguments.values[0] {
        array @ (Value::Array(_) | Value::Range(_)) => Ok(sizes(array).unwrap_or_default()),
        _ => Err(error::no_method(name, arguments.values, &[]).hint("It takes an array.")),
    }
}

fn reverse(machine: &mut Machine, arguments: Arguments<'_>) -> Fallible<Value> {
    let container = &arguments.values[0];
    // `reverse(v, first, last)`: only these entries change places.
    if let [array, ends @ ..] = arguments.values
        && let Some(first) = ends.first()
    {
        let count = entries::length(array).unwrap_or(0);
        let place =
            |value: &Value| usize::try_from(integer(value)?).ok().filter(|at| (1..=count).contains(at));
        let last = ends.get(1).map_or(Some(count), place);
        let (Some(first), Some(last)) = (place(first), last) else {
            return Err(entries::out_of_bounds(array, ends, count));
        };
        machine.charge(count as u64)?;
        let mut positions: Vec<usize> = (0..count).collect();
        if first <= last {
            positions[first - 1..last].reverse();
        }
        let shape = array_sizes("reverse", arguments)?;
        return picked(machine, array, positions, &shape);
    }
    match container {
        Value::Text(text) => return Ok(Value::text(text.chars().rev().collect::<String>())),
        Value::Range(range) if !range.is_empty() => {
            return Ok(reversed(range).unwrap_or(Value::Nothing));
        }
        Value::Array(_) | Value::Range(_) => {}
        _ => {
            let mut items = charged(machine, container)?;
            items.reverse();
            return Ok(Value::tuple(items));
        }
    }
    let shape = sizes(container).unwrap_or_default();
    let count = charge(machine, &shape)?;
    let axes = axes(arguments)?.unwrap_or_else(|| (0..shape.len()).collect());
    let mut positions = vec![0; count];
    for lane in Lanes::of(&shape, &axes).positions {
        for (to, from) in lane.iter().zip(lane.iter().rev()) {
            positions[*to] = *from;
        }
    }
    picked(machine, container, positions, &shape)
}

fn permute(machine: &mut Machine, arguments: Arguments<'_>) -> Fallible<Value> {
    let shape = array_sizes("permutedims", arguments)?;
    let (shape, order) = match arguments.values.get(1) {
        None if shape.len() < 3 => (vec![size_along(&shape, 0), size_along(&shape, 1)], vec![1, 0]),
        None => return Err(error::no_method("permutedims", arguments.values, &[])),
        Some(order) => (shape, entries(order)?.iter().map(axis).collect::<Fallible<Vec<_>>>()?),
    };
    let mut seen = order.clone();
    seen.sort_unstable();
    if seen != (0..shape.len()).collect::<Vec<_>>() {
        return Err(error::argument("no valid permutation of dimensions")
            .hint("Each dimension must be named once, as in `permutedims(x, (2, 1, 3))`."));
    }
    let count = charge(machine, &shape)?;
    let turned: Vec<usize> = order.iter().map(|axis| shape[*axis]).collect();
    let steps: Vec<usize> = order.iter().map(|axis| shape[..*axis].iter().product()).collect();
    let positions = (0..count).map(|at| place(at, &turned, |i, index| index * steps[i]));
    picked(machine, &arguments.values[0], positions.collect(), &turned)
}

/// The sum over all dimensions of what `term` gives for the index of entry `at` in an array of these sizes.
fn place(at: usize, shape: &[usize], term: impl Fn(usize, usize) -> usize) -> usize {
    let mut left = at;
    let terms = shape.iter().enumerate().map(|(i, size)| {
        let index = left % size;
        left /= size;
        term(i, index)
    });
    terms.sum()
}

fn repeat(machine: &mut Machine, arguments: Arguments<'_>) -> Fallible<Value> {
    if let [Value::Text(_) | Value::Char(_), Value::Int(times)] = arguments.values {
        return super::text::repeat(machine, &arguments.values[0], *times);
    }
    let shape = array_sizes("repeat", arguments)?;
    let counts = |name: &str| match arguments.keyword(name) {
        None => Ok(Vec::new()),
        Some(only @ Value::Int(_)) => given_sizes("repeat", std::slice::from_ref(only)),
        Some(many) => given_sizes("repeat", &entries(many)?),
    };
    let inner = counts("inner")?;
    let outer = match arguments.keyword("outer") {
        None => given_sizes("repeat", &arguments.values[1..])?,
        Some(_) => counts("outer")?,
    };
    let rank = shape.len().max(inner.len()).max(outer.len());
    let repeated: Vec<usize> = (0..rank)
        .map(|i| {
            let all = [size_along(&shape, i), size_along(&inner, i), size_along(&outer, i)];
            crate::tensor::checked_len(&all).unwrap_or(usize::MAX)
        })
        .collect();
    let count = charge(machine, &repeated)?;
    let steps: Vec<usize> = (0..rank).map(|i| shape.iter().take(i).product()).collect();
    let positions = (0..count).map(|at| {
        place(at, &repeated, |i, index| index / size_along(&inner, i) % size_along(&shape, i) * steps[i])
    });
    picked(machine, &arguments.values[0], positions.collect(), &repeated)
}

/// The operands' entries along `dims`: all other sizes must agree.
fn cat(machine: &mut Machine, arguments: Arguments<'_>) -> Fallible<Value> {
    if let Some(several @ (Value::Tuple(_) | Value::Array(_) | Value::Range(_))) = arguments.keyword("dims")
        && entries::length(several) != Some(1)
    {
        let blocks = machine.globals.own("_blocks")?;
        return machine.call(&blocks, &[std::slice::from_ref(several), arguments.values].concat());
    }
    let Some(dims) = arguments.keyword("dims").and_then(integer).filter(|dims| *dims > 0) else {
        return Err(Raised::new("UndefKeywordError: keyword argument dims not assigned")
            .hint("Say along which dimension to join: `cat(a, b, dims = 1)`."));
    };
    array::joined_along(machine, arguments.values, dims as usize - 1)
}
