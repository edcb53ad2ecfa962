//! Operations on whole tracked arrays: each records a single tape entry, however many numbers there are.
//!
//! What has no such operation falls back to the individual numbers, in the other files of this module.

use std::rc::Rc;

use super::super::error::{Fallible, Raised};
use super::super::machine::Machine;
use super::super::types::{Type, type_of};
use super::super::value::{Array, TrackedNumber, Value};
use super::{is_tracked, sizes};
use crate::autodiff::{Attr, Op, Rule, Tracked, array_op, call};
use crate::tensor::{ShapeError, Tensor};

/// An operand as a tape entry, and whether it is sealed (see [`TrackedNumber`]).
struct Operand {
    record: Tracked<f64>,
    sealed: bool,
}

/// Whether it is a tracked array with a single tape entry.
pub fn is_recorded(value: &Value) -> bool {
    matches!(value, Value::Array(array) if array.record().is_some())
}

/// The tape entries that a number or array consists of: one if possible.
pub fn records_in(value: &Value) -> Vec<Tracked<f64>> {
    let tracked = |item: &Value| match item {
        Value::Tracked(number) => Some(number.entry()),
        _ => None,
    };
    match value {
        Value::Array(array) => match array.record() {
            Some(record) => vec![record],
            None => array.items().iter().filter_map(tracked).collect(),
        },
        other => tracked(other).into_iter().collect(),
    }
}

fn misfit(error: impl std::fmt::Display) -> Box<Raised> {
    Raised::new(format!("DimensionMismatch(\"{error}\")"))
}

/// A number or array of numbers as a tape entry; `None` for anything else.
fn operand(value: &Value) -> Option<Operand> {
    match value {
        Value::Tracked(number) => Some(Operand { record: number.entry(), sealed: number.sealed }),
        Value::Array(array) => match array.record() {
            Some(record) => Some(Operand { record, sealed: array.sealed }),
            None if array.element == Type::Tracked => stacked(array),
            None => constant(value),
        },
        _ => constant(value),
    }
}

fn constant(value: &Value) -> Option<Operand> {
    let numbers = value.numbers().filter(|_| !matches!(value, Value::Tuple(_)))?;
    let tensor = Tensor::from_column_major(&sizes(value)?, numbers).ok()?;
    Some(Operand { record: Tracked::constant(tensor), sealed: false })
}

/// An array of tracked numbers, stacked into one tape entry.
fn stacked(array: &Array) -> Option<Operand> {
    let mut sealed = false;
    let parts: Option<Vec<Tracked<f64>>> = array
        .items()
        .iter()
        .map(|item| {
            let part = operand(item)?;
            sealed |= part.sealed;
            step("reshape", &Attr::list(&[1]), &[&part.record]).ok()
        })
        .collect();
    let parts = parts.filter(|parts| !parts.is_empty())?;
    let flat = step("concat", &Attr::axis(0), &parts.iter().collect::<Vec<_>>()).ok()?;
    let record = step("reshape", &Attr::list(&array.sizes()), &[&flat]).ok()?;
    Some(Operand { record, sealed })
}

/// Records an array operation.
fn step(name: &str, attr: &Attr, operands: &[&Tracked<f64>]) -> Fallible<Tracked<f64>> {
    let Some(op) = array_op(name) else { return Err(misfit(name)) };
    if name == "reshape" && operands[0].value().shape() == attr.list {
        return Ok(operands[0].clone());
    }
    Tracked::array(op, attr, operands).map_err(misfit)
}

/// A tape entry as a value: a number or an array.
pub fn value_of(record: Tracked<f64>, sealed: bool) -> Value {
    match record.value().shape().is_empty() {
        true => Value::Tracked(Rc::new(TrackedNumber::new(record, sealed))),
        false => Value::Array(Rc::new(Array::recorded(record, sealed))),
    }
}

/// The operands as tape entries, if at least one is a tracked array with a single entry and all hold numbers.
fn operands(machine: &mut Machine, values: &[Value]) -> Fallible<Option<(Vec<Tracked<f64>>, bool)>> {
    if !values.iter().any(is_recorded) {
        return Ok(None);
    }
    let Some(operands) = values.iter().map(operand).collect::<Option<Vec<_>>>() else { return Ok(None) };
    machine.charge_tape()?;
    let sealed = operands.iter().any(|operand| operand.sealed);
    Ok(Some((operands.into_iter().map(|operand| operand.record).collect(), sealed)))
}

/// What a function of tapes gives for numbers and arrays of numbers: tracked if one of them is, else plain. `None` if
/// one of the values is neither a number nor an array of numbers.
pub fn computed(
    machine: &mut Machine,
    values: &[Value],
    compute: impl FnOnce(&[Tracked<f64>]) -> Result<Vec<Tracked<f64>>, ShapeError>,
) -> Fallible<Option<Vec<Value>>> {
    let is_recorded = values.iter().any(is_tracked);
    let Some(operands) = values.iter().map(operand).collect::<Option<Vec<_>>>() else { return Ok(None) };
    let entries: usize = operands.iter().map(|operand| operand.record.value().entries().len()).sum();
    machine.charge(entries as u64)?;
    if is_recorded {
        machine.charge_tape()?;
    }
    let sealed = operands.iter().any(|operand| operand.sealed);
    let records: Vec<Tracked<f64>> = operands.into_iter().map(|operand| operand.record).collect();
    let results = compute(&records).map_err(misfit)?;
    let element = if meet_in_single(values) { Type::Single } else { Type::Float };
    let value = |record: Tracked<f64>| match is_recorded {
        true => value_of(record, sealed),
        false => plain(record.value(), element),
    };
    Ok(Some(results.into_iter().map(value).collect()))
}

/// Whether what is computed from these is in single precision: one of them is, and none is in double.
fn meet_in_single(values: &[Value]) -> bool {
    let element = |value: &Value| match value {
        Value::Array(array) => array.element,
        other => type_of(other),
    };
    let is_whole = |kind: Type| matches!(kind, Type::Single | Type::Int | Type::Bool);
    let mut kinds = values.iter().map(element);
    kinds.clone().all(is_whole) && kinds.any(|kind| kind == Type::Single)
}

/// Numbers without a history.
fn plain(numbers: &Tensor<f64>, element: Type) -> Value {
    let number = |number: &f64| match element {
        Type::Single => Value::single(*number),
        _ => Value::Float(*number),
    };
    match numbers.entries() {
        [only] if numbers.shape().is_empty() => number(only),
        entries => {
            let items = entries.iter().map(number).collect();
            Value::Array(Rc::new(Array::new(items, element, numbers.shape())))
        }
    }
}

/// A tracked number or array as a value with a single tape entry; `None` if it is not tracked.
pub fn whole(machine: &mut Machine, value: &Value) -> Fallible<Option<Value>> {
    let tracked = match value {
        Value::Array(array) => array.element == Type::Tracked,
        other => matches!(other, Value::Tracked(_)),
    };
    if !tracked {
        return Ok(None);
    }
    machine.charge_tape()?;
    Ok(operand(value).map(|operand| value_of(operand.record, operand.sealed)))
}

/// An elementwise operation of the table; `None` if no operand is a tracked array. The caller has checked the sizes and
/// charged for them.
pub fn elementwise(machine: &mut Machine, op: &'static Op, values: &[Value]) -> Fallible<Option<Value>> {
    let Some((records, sealed)) = operands(machine, values)? else { return Ok(None) };
    let records: Vec<&Tracked<f64>> = records.iter().collect();
    let result = Tracked::apply(op, &records).map_err(misfit)?;
    Ok(Some(value_of(result, sealed)))
}

/// The products of truth values and a tracked array, entry by entry; `None` for other operands. Where the factor is
/// `false` the product is zero whatever the number is, and so is what flows back, as in Flux's one-hot targets: the
/// functions that gave the number are applied to 1 there, where all of them are finite.
pub fn masked(machine: &mut Machine, a: &Value, b: &Value) -> Fallible<Option<Value>> {
    let is_mask = |value: &Value| match value {
        Value::Array(array) => array.element == Type::Bool,
        other => matches!(other, Value::Bool(_)),
    };
    let pair = match (is_mask(a), is_mask(b)) {
        (true, false) => [a.clone(), b.clone()],
        (false, true) => [b.clone(), a.clone()],
        _ => return Ok(None),
    };
    let Some((records, sealed)) = operands(machine, &pair)? else { return Ok(None) };
    let (mask, factor) = (&records[0], &records[1]);
    let zeros = Tracked::constant(factor.value().map(|number| 0.0_f64.copysign(number)));
    let result = select(mask, &finite_outside(mask, factor, DEEPEST)?, &zeros)?;
    Ok(Some(value_of(result, sealed)))
}

/// How many functions of functions are applied to 1 where a mask is `false`.
const DEEPEST: usize = 4;

/// The number again, computed from 1 where the mask is `false`.
fn finite_outside(mask: &Tracked<f64>, number: &Tracked<f64>, depth: usize) -> Fallible<Tracked<f64>> {
    match (number.rule(), number.operands()) {
        (Rule::Elementwise(op), [inner]) if depth > 0 => {
            let inner = match (inner.rule(), inner.operands()) {
                (Rule::Elementwise(_), [_]) => finite_outside(mask, inner, depth - 1)?,
                _ => select(mask, inner, &Tracked::number(1.0))?,
            };
            Tracked::apply(op, &[&inner]).map_err(misfit)
        }
        _ => Ok(number.clone()),
    }
}

fn select(mask: &Tracked<f64>, inside: &Tracked<f64>, outside: &Tracked<f64>) -> Fallible<Tracked<f64>> {
    call("ifelse", &[mask, inside, outside]).map_err(misfit)
}

/// The matrix product. The shapes are those of the operands as matrices, and of the result.
pub fn product(
    machine: &mut Machine,
    values: &[Value; 2],
    left: [usize; 2],
    right: [usize; 2],
    shape: &[usize],
) -> Fallible<Option<Value>> {
    let Some((records, sealed)) = operands(machine, values)? else { return Ok(None) };
    let a = step("reshape", &Attr::list(&left), &[&records[0]])?;
    let b = step("reshape", &Attr::list(&right), &[&records[1]])?;
    let product = step("matmul", &Attr::default(), &[&a, &b])?;
    Ok(Some(value_of(step("reshape", &Attr::list(shape), &[&product])?, sealed)))
}

/// The same entries in another shape; a matrix is transposed first if `turned`.
pub fn reshaped(
    machine: &mut Machine,
    value: &Value,
    turned: bool,
    shape: &[usize],
) -> Fallible<Option<Value>> {
    let Some((records, sealed)) = operands(machine, std::slice::from_ref(value))? else { return Ok(None) };
    let record = match turned {
        true => step("permute", &Attr::list(&[1, 0]), &[&records[0]])?,
        false => records[0].clone(),
    };
    Ok(Some(value_of(step("reshape", &Attr::list(shape), &[&record])?, sealed)))
}

/// The entries at these positions, in an array of this shape.
pub fn picked(
    machine: &mut Machine,
    value: &Value,
    positions: &[usize],
    shape: &[usize],
) -> Fallible<Option<Value>> {
    let Some((records, sealed)) = operands(machine, std::slice::from_ref(value))? else { return Ok(None) };
    let count = records[0].value().entries().len();
    let flat = step("reshape", &Attr::list(&[count]), &[&records[0]])?;
    let chosen = step("gather", &Attr::places(0, positions.to_vec(), count), &[&flat])?;
    Ok(Some(value_of(step("reshape", &Attr::list(shape), &[&chosen])?, sealed)))
}

/// The operands, each in its shape, concatenated along `axis`; the result has the shape `joined`.
pub fn joined(
    machine: &mut Machine,
    values: &[Value],
    shapes: &[Vec<usize>],
    axis: usize,
    joined: &[usize],
) -> Fallible<Option<Value>> {
    let Some((records, sealed)) = operands(machine, values)? else { return Ok(None) };
    let parts =
        records.iter().zip(shapes).map(|(record, shape)| step("reshape", &Attr::list(shape), &[record]));
    let parts = parts.collect::<Fallible<Vec<_>>>()?;
    let whole = step("concat", &Attr::axis(axis), &parts.iter().collect::<Vec<_>>())?;
    Ok(Some(value_of(step("reshape", &Attr::list(joined), &[&whole])?, sealed)))
}

/// `sum`, `maximum` or `minimum`, reduced to `shape`.
pub fn folded(machine: &mut Machine, name: &str, value: &Value, shape: &[usize]) -> Fallible<Option<Value>> {
    let Some((records, sealed)) = operands(machine, std::slice::from_ref(value))? else { return Ok(None) };
    Ok(Some(value_of(step(name, &Attr::list(shape), &[&records[0]])?, sealed)))
}
