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
    if operands.iter().any(is_deep) {
        return joined_along(machine, operands, 1);
    }
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
    if operands.iter().any(is_deep) {
        return joined_along(machine, operands, 0);
    }
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

/// Concatenates along dimension `axis`, counted from 0; the sizes along all others must be equal.
///
/// # Errors
/// If they are not, or the budget is exhausted.
pub fn joined_along(machine: &mut Machine, operands: &[Value], axis: usize) -> Fallible<Value> {
    let shapes: Vec<Vec<usize>> = operands.iter().map(|value| sizes(value).unwrap_or_default()).collect();
    let rank = shapes.iter().map(Vec::len).max().unwrap_or(0).max(axis + 1).min(32);
    let along = shapes.iter().map(|shape| size_along(shape, axis)).sum();
    let first = shapes.first().cloned().unwrap_or_default();
    let joined: Vec<usize> =
        (0..rank).map(|i| if i == axis { along } else { size_along(&first, i) }).collect();
    let misfit = |shape: &Vec<usize>| {
        let size = (0..rank).find(|i| *i != axis && size_along(shape, *i) != size_along(&first, *i))?;
        Some((size + 1, size_along(&first, size), size_along(shape, size)))
    };
    if let Some((dimension, wanted, size)) = shapes.iter().find_map(misfit) {
        let words = format!("mismatch in dimension {dimension} (expected {wanted} got {size})");
        return Err(Raised::new(format!("DimensionMismatch(\"{words}\")"))
            .hint("All sizes but that along `dims` must be equal."));
    }
    charge(machine, &joined)?;
    // Below the joined dimension an operand's entries lie together, so many at a time.
    let below: usize = joined.iter().take(axis).product();
    let above: usize = joined.iter().skip(axis + 1).product();
    let padded: Vec<Vec<usize>> =
        shapes.iter().map(|shape| (0..rank).map(|i| size_along(shape, i)).collect()).collect();
    if let Some(whole) = recorded::joined(machine, operands, &padded, axis, &joined)? {
        return Ok(whole);
    }
    let mut items = Vec::new();
    let parts = operands.iter().zip(&shapes).map(|(value, shape)| {
        let own = if shape.is_empty() { vec![value.clone()] } else { entries(value)? };
        Ok((own, below * size_along(shape, axis)))
    });
    let parts = parts.collect::<Fallible<Vec<_>>>()?;
    for block in 0..above {
        for (own, length) in &parts {
            items.extend_from_slice(&own[block * length..(block + 1) * length]);
        }
    }
    Ok(Value::array(items, &joined))
}

/// Whether an operand has more dimensions than a matrix.
fn is_deep(value: &Value) -> bool {
    matches!(value, Value::Array(array) if array.rank() > 2)
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
