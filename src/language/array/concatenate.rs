//! Concatenation: `[a b]` and `[a; b]`.

use std::rc::Rc;

use super::super::entries::{entries, entry};
use super::super::error::{Fallible, Raised};
use super::super::machine::Machine;
use super::super::types::Type;
use super::super::value::{Array, Value};
use super::{charge, recorded, size_along, sizes};

/// The number of rows and columns of an operand: a vector is a column, and anything that is not an array a single entry.
fn extent(value: &Value) -> (usize, usize) {
    match value {
        Value::Array(_) | Value::Range(_) => {
            let sizes = sizes(value).unwrap_or_default();
            (size_along(&sizes, 0), size_along(&sizes, 1))
        }
        _ => (1, 1),
    }
}

fn is_array(value: &Value) -> bool {
    matches!(value, Value::Array(_) | Value::Range(_))
}

fn items(value: &Value) -> Fallible<Vec<Value>> {
    if is_array(value) { entries(value) } else { Ok(vec![value.clone()]) }
}

/// `[a b …]`: concatenates along columns; all operands must have the same number of rows.
pub fn hcat(machine: &mut Machine, operands: &[Value]) -> Fallible<Value> {
    let rows = operands.first().map_or(0, |first| extent(first).0);
    if let Some(odd) = operands.iter().find(|operand| extent(operand).0 != rows) {
        return Err(Raised::new("DimensionMismatch(\"vectors must have same lengths\")").hint(format!(
            "Arrays side by side need the same number of rows, but here they have {rows} and {}.",
            extent(odd).0
        )));
    }
    let columns = operands.iter().map(|operand| extent(operand).1).sum();
    let count = charge(machine, &[rows, columns])?;
    let parts: Vec<Vec<usize>> = operands.iter().map(|operand| vec![rows, extent(operand).1]).collect();
    if let Some(joined) = recorded::joined(machine, operands, &parts, 1, &[rows, columns])? {
        return Ok(joined);
    }
    let mut joined = Vec::with_capacity(count);
    for operand in operands {
        joined.extend(items(operand)?);
    }
    Ok(of_any(operands, Value::array(joined, &[rows, columns])))
}

/// `[a; b; …]`: concatenates along rows; all operands must have the same number of columns. Vectors and numbers give a
/// vector.
pub fn vcat(machine: &mut Machine, operands: &[Value]) -> Fallible<Value> {
    let columns = operands.first().map_or(1, |first| extent(first).1);
    if let Some(odd) = operands.iter().find(|operand| extent(operand).1 != columns) {
        return Err(Raised::new(format!(
            "ArgumentError: number of columns of each array must match (got ({columns}, {}))",
            extent(odd).1
        ))
        .hint("Arrays on top of each other need the same number of columns."));
    }
    let rows = operands.iter().map(|operand| extent(operand).0).sum();
    let count = charge(machine, &[rows, columns])?;
    let flat = operands.iter().all(|operand| sizes(operand).is_none_or(|sizes| sizes.len() < 2));
    let shape = if flat { vec![rows] } else { vec![rows, columns] };
    let parts: Vec<Vec<usize>> = operands.iter().map(|operand| vec![extent(operand).0, columns]).collect();
    if let Some(joined) = recorded::joined(machine, operands, &parts, 0, &shape)? {
        return Ok(joined);
    }
    let mut joined = Vec::with_capacity(count);
    for column in 0..columns {
        for operand in operands {
            let height = extent(operand).0;
            match is_array(operand) {
                true => joined.extend((0..height).filter_map(|row| entry(operand, row + column * height))),
                false => joined.push(operand.clone()),
            }
        }
    }
    Ok(of_any(operands, Value::array(joined, &shape)))
}

/// If one of the operands is an array of `Any`, so is the result.
fn of_any(operands: &[Value], joined: Value) -> Value {
    let any = |value: &Value| matches!(value, Value::Array(array) if array.element == Type::Any);
    match joined {
        Value::Array(array) if operands.iter().any(any) && !array.is_tracked() => {
            Value::Array(Rc::new(Array::new(array.items().clone(), Type::Any, &array.sizes())))
        }
        other => other,
    }
}
