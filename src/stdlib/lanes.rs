//! What `dims = …` means: an array split into lanes along some of its dimensions.
//!
//! What is done with a lane (a sum, a sort) is told by whoever calls.

use std::rc::Rc;

use crate::language::array::{self, Callee, charge, recorded, sizes};
use crate::language::display::show;
use crate::language::entries::{self, entries};
use crate::language::error::{self, Fallible, Raised};
use crate::language::types::Type;
use crate::language::value::{Arguments, Array, Range};
use crate::language::{Machine, Value, integer};

/// The entries of an array, gathered along some dimensions.
pub(super) struct Lanes {
    /// The array's sizes, those along the lanes being 1.
    pub outer: Vec<usize>,
    /// For each lane the positions of its entries in the array.
    pub positions: Vec<Vec<usize>>,
}

/// The keyword `dims` as axes counted from 0; `None` if it was not given, or is `:`.
pub(super) fn axes(arguments: Arguments<'_>) -> Fallible<Option<Vec<usize>>> {
    match arguments.keyword("dims") {
        None | Some(Value::Nothing) => Ok(None),
        Some(Value::Symbol(colon)) if colon.as_str() == ":" => Ok(None),
        Some(several @ (Value::Array(_) | Value::Range(_))) => {
            entries(several)?.iter().map(axis).collect::<Fallible<_>>().map(Some)
        }
        Some(Value::Tuple(tuple)) => tuple.items().iter().map(axis).collect::<Fallible<_>>().map(Some),
        Some(only) => Ok(Some(vec![axis(only)?])),
    }
}

/// A dimension's number as an axis counted from 0.
pub(super) fn axis(dimension: &Value) -> Fallible<usize> {
    let axis = integer(dimension).and_then(|dimension| usize::try_from(dimension).ok()?.checked_sub(1));
    axis.ok_or_else(|| {
        let words = format!("ArgumentError: dimension must be ≥ 1, got {}", show(dimension));
        Raised::new(words).hint("Dimensions are counted from 1.")
    })
}

impl Lanes {
    /// The lanes of an array of these sizes along `axes`.
    pub fn of(shape: &[usize], axes: &[usize]) -> Lanes {
        let outer: Vec<usize> =
            shape.iter().enumerate().map(|(i, size)| if axes.contains(&i) { 1 } else { *size }).collect();
        let mut positions = vec![Vec::new(); outer.iter().product()];
        let mut index = vec![0; shape.len()];
        for position in 0..shape.iter().product() {
            let (mut lane, mut step) = (0, 1);
            for (i, size) in outer.iter().enumerate() {
                lane += if axes.contains(&i) { 0 } else { index[i] * step };
                step *= size;
            }
            positions[lane].push(position);
            for (i, size) in index.iter_mut().zip(shape) {
                *i += 1;
                if *i < *size {
                    break;
                }
                *i = 0;
            }
        }
        Lanes { outer, positions }
    }
}

/// The entries of a container, paid for.
pub(super) fn charged(machine: &mut Machine, container: &Value) -> Fallible<Vec<Value>> {
    machine.charge(entries::length(container).unwrap_or(0).min(entries::MAX_ENTRIES) as u64)?;
    machine.charge_numbers(container)?;
    entries(container)
}

/// The entries of the last argument, or with a function before it what that gives for each.
pub(super) fn mapped(machine: &mut Machine, arguments: Arguments<'_>) -> Fallible<Vec<Value>> {
    match arguments.values {
        [function, container] => {
            let items = charged(machine, container)?;
            items.into_iter().map(|item| machine.call(function, &[item])).collect()
        }
        values => charged(machine, &values[0]),
    }
}

/// Combines all entries, or with `dims` those of each lane; with a function first, what it gives for them.
pub(super) fn combined(
    machine: &mut Machine,
    name: &str,
    arguments: Arguments<'_>,
    combine: impl Fn(&mut Machine, Vec<Value>) -> Fallible<Value>,
) -> Fallible<Value> {
    if let [function @ (Value::Function(_) | Value::Native(_) | Value::Operation(_))] = arguments.values {
        return Err(error::no_method(name, std::slice::from_ref(function), &[]).hint(format!(
            "`{name}` takes the entries to combine, as in `{name}(v)` or `{name}(f(x) for x in v)`."
        )));
    }
    let axes = axes(arguments)?;
    let items = mapped(machine, arguments)?;
    let Some(axes) = axes else { return combine(machine, items) };
    let shape = arguments.values.last().and_then(sizes).unwrap_or_default();
    charge(machine, &shape)?;
    let lanes = Lanes::of(&shape, &axes);
    let mut results = Vec::with_capacity(lanes.positions.len());
    for lane in &lanes.positions {
        let entries = lane.iter().map(|at| items[*at].clone()).collect();
        results.push(combine(machine, entries)?);
    }
    Ok(Value::array(results, &lanes.outer))
}

/// Folds a tracked array as a whole, with a function first what that gives for its entries; `None` if that cannot be.
pub(super) fn folded(machine: &mut Machine, name: &str, arguments: Arguments<'_>) -> Fallible<Option<Value>> {
    let Some(last) = arguments.values.last().filter(|last| recorded::is_recorded(last)) else {
        return Ok(None);
    };
    let whole = match arguments.values {
        [function @ Value::Operation(_), container] => {
            array::broadcast(machine, Callee::Function(function, &[]), std::slice::from_ref(container))?
        }
        [container] => container.clone(),
        _ => return Ok(None),
    };
    let shape = sizes(last).unwrap_or_default();
    let outer = match axes(arguments)? {
        None => Vec::new(),
        Some(axes) => (0..shape.len()).map(|i| if axes.contains(&i) { 1 } else { shape[i] }).collect(),
    };
    if shape.contains(&0) { Ok(None) } else { recorded::folded(machine, name, &whole, &outer) }
}

/// Puts as many entries in the place of a vector's, or with `dims` in the place of each lane's.
pub(super) fn rearranged(
    machine: &mut Machine,
    name: &str,
    arguments: Arguments<'_>,
    container: &Value,
    rearrange: impl Fn(&mut Machine, Vec<Value>) -> Fallible<Vec<Value>>,
) -> Fallible<Value> {
    let mut items = charged(machine, container)?;
    let shape = sizes(container).unwrap_or_default();
    let axes = match (axes(arguments)?, shape.len()) {
        (Some(axes), _) => axes,
        (None, 0 | 1) => vec![0],
        _ => {
            return Err(Raised::new("UndefKeywordError: keyword argument dims not assigned").hint(format!(
                "A matrix has two ways to go: write `{name}(M, dims = 1)` for down the columns."
            )));
        }
    };
    let lanes = Lanes::of(&shape, &axes);
    for lane in &lanes.positions {
        let changed = rearrange(machine, lane.iter().map(|at| items[*at].clone()).collect())?;
        for (at, item) in lane.iter().zip(changed) {
            items[*at] = item;
        }
    }
    Ok(like(container, items))
}

/// `items` as a tuple if `container` is one, else as an array of its sizes.
pub(super) fn like(container: &Value, items: Vec<Value>) -> Value {
    match container {
        Value::Tuple(_) => Value::tuple(items),
        Value::Array(array) if array.rank() != 1 => Value::array(items, &array.sizes()),
        Value::Array(array) if array.is_tracked() => Value::array(items, &array.sizes()),
        // A range without numbers has a type of numbers all the same.
        Value::Range(range) if items.is_empty() => {
            let element = if matches!(**range, Range::Int { .. }) { Type::Int } else { Type::Float };
            Value::Array(Rc::new(Array::new(items, element, &[0])))
        }
        _ => Value::vector(items),
    }
}
