//! Linear algebra: matrix products and adjoints.

use std::rc::Rc;

use super::super::arithmetic::{binary, operator_index};
use super::super::entries::entry;
use super::super::error::{Fallible, Raised};
use super::super::machine::Machine;
use super::super::types::Type;
use super::super::value::{Array, Value, Wrapper};
use super::{charge, recorded, size_along, sizes};
use crate::autodiff::{Attr, array_op};
use crate::tensor::Tensor;

/// The matrix product of two arrays, where a range counts as a vector; `None` for two vectors, which have none.
pub fn product(machine: &mut Machine, a: &Value, b: &Value) -> Option<Fallible<Value>> {
    let (left, right) = (sizes(a)?, sizes(b)?);
    let matrices = left.len().max(right.len()) == 2 && left.len().min(right.len()) >= 1;
    matrices.then(|| multiply(machine, a, b, &left, &right))
}

fn multiply(machine: &mut Machine, a: &Value, b: &Value, left: &[usize], right: &[usize]) -> Fallible<Value> {
    let (rows, inner, columns) = (left[0], size_along(left, 1), size_along(right, 1));
    if inner != right[0] {
        return Err(misfit(a, b, left, right));
    }
    charge(machine, &[rows, columns])?;
    let multiplications = (rows as u64).saturating_mul(inner as u64).saturating_mul(columns as u64);
    let in_kernel = [a, b].into_iter().any(recorded::is_recorded) || is_plain(a) && is_plain(b);
    machine.charge(if in_kernel { multiplications / PER_STEP } else { multiplications })?;
    let number = matches!(a, Value::Array(array) if array.row) && right.len() == 1;
    let shape = match right.len() {
        1 if number => Vec::new(),
        1 => vec![rows],
        _ => vec![rows, columns],
    };
    let pair = [a.clone(), b.clone()];
    if let Some(product) = recorded::product(machine, &pair, [rows, inner], [inner, columns], &shape)? {
        return Ok(product);
    }
    if in_kernel && let Some(product) = plain_product(a, b, [rows, inner], [inner, columns], &shape) {
        return Ok(product);
    }
    let mut results = Vec::with_capacity(rows * columns);
    for column in 0..columns {
        for row in 0..rows {
            let pairs = (0..inner).map(|k| (entry(a, row + k * rows), entry(b, k + column * inner)));
            results.push(sum_of_products(machine, pairs)?);
        }
    }
    match results.pop() {
        Some(only) if number => Ok(only),
        last => {
            results.extend(last);
            Ok(Value::array(results, &shape))
        }
    }
}

/// How many multiplications of a compiled loop count as a step.
const PER_STEP: u64 = 32;

/// Whether it is an array of plain `Float64` numbers.
fn is_plain(value: &Value) -> bool {
    matches!(value, Value::Array(array) if array.element == Type::Float)
}

/// The product of two arrays of plain numbers, by the kernel that tracked arrays use.
fn plain_product(
    a: &Value,
    b: &Value,
    left: [usize; 2],
    right: [usize; 2],
    shape: &[usize],
) -> Option<Value> {
    let tensor = |value: &Value, shape: &[usize]| Tensor::from_column_major(shape, value.numbers()?).ok();
    let (a, b) = (tensor(a, &left)?, tensor(b, &right)?);
    let product = array_op("matmul")?.eval_tensors(&Attr::default(), &[&a, &b]).ok()?;
    let items: Vec<Value> = product.entries().iter().map(|number| Value::Float(*number)).collect();
    Some(match items[..] {
        [Value::Float(only)] if shape.is_empty() => Value::Float(only),
        _ => Value::Array(Rc::new(Array::new(items, Type::Float, shape))),
    })
}

fn sum_of_products(
    machine: &mut Machine,
    pairs: impl Iterator<Item = (Option<Value>, Option<Value>)>,
) -> Fallible<Value> {
    let (Some(times), Some(plus)) = (operator_index("*"), operator_index("+")) else {
        return Ok(Value::Nothing);
    };
    let mut total = None;
    for (a, b) in pairs {
        let product = binary(machine, times, a.unwrap_or_default(), b.unwrap_or_default())?;
        total = Some(match total {
            Some(total) => binary(machine, plus, total, product)?,
            None => product,
        });
    }
    Ok(total.unwrap_or(Value::Int(0)))
}

/// The error of sizes that do not match. Julia words it differently for arrays of floats, which it passes to BLAS.
fn misfit(a: &Value, b: &Value, left: &[usize], right: &[usize]) -> Box<Raised> {
    let (rows, inner) = (left[0], size_along(left, 1));
    let words = match right {
        [length] if matches!(a, Value::Array(array) if array.row) => dot_words([a, b], inner, *length),
        [length] if is_of_floats(a) => {
            format!("second dimension of A, {inner}, does not match length of x, {length}")
        }
        [length] => format!("matrix A has dimensions ({rows},{inner}), vector B has length {length}"),
        _ if is_of_floats(a) && is_of_floats(b) => {
            format!(
                "A has dimensions ({rows},{inner}) but B has dimensions ({},{})",
                right[0],
                size_along(right, 1)
            )
        }
        _ => format!(
            "matrix A has dimensions ({rows},{inner}), matrix B has dimensions ({},{})",
            right[0],
            size_along(right, 1)
        ),
    };
    Raised::new(format!("DimensionMismatch(\"{words}\")")).hint(format!(
        "The left side has {} columns, but the right side has {} rows: for a product these must be equal.",
        size_along(left, 1),
        right[0]
    ))
}

fn is_of_floats(value: &Value) -> bool {
    matches!(value, Value::Array(array) if array.element == Type::Float)
}

/// Julia's message for a dot product of vectors of different lengths.
pub fn dot_words(vectors: [&Value; 2], left: usize, right: usize) -> String {
    match vectors.into_iter().all(is_of_floats) {
        true => format!("dot product arguments have lengths {left} and {right}"),
        false => {
            format!("first array has length {left} which does not match the length of the second, {right}.")
        }
    }
}

/// `x'` or `transpose(x)`. A number is its own adjoint; `None` for values that have none.
pub fn adjoint(machine: &mut Machine, value: &Value, wrapper: Wrapper) -> Fallible<Option<Value>> {
    if value.number().is_some() {
        return Ok(Some(value.clone()));
    }
    let (Some(shape), false) = (sizes(value), matches!(value, Value::Tuple(_))) else { return Ok(None) };
    charge(machine, &shape)?;
    // Transposing twice gives a plain array again.
    let back = matches!(value, Value::Array(array) if matches!(array.wrapper, Wrapper::Adjoint | Wrapper::Transpose));
    let wrapper = if back { Wrapper::None } else { wrapper };
    let (rows, columns) = match shape[..] {
        [rows] => (rows, 1),
        [rows, columns] => (rows, columns),
        _ => return Ok(None),
    };
    if recorded::is_recorded(value) {
        let back = matches!(value, Value::Array(array) if array.row);
        let (turned, target) =
            if back { (false, vec![columns]) } else { (shape.len() == 2, vec![columns, rows]) };
        return Ok(recorded::reshaped(machine, value, turned, &target)?.map(|result| match result {
            Value::Array(array) => {
                let mut turned = if shape.len() == 1 { array.as_row() } else { array.copied() };
                turned.wrapper = wrapper;
                Value::Array(Rc::new(turned))
            }
            other => other,
        }));
    }
    let element = match value {
        Value::Array(array) => array.element,
        _ => value_type(value),
    };
    let turned =
        (0..rows).flat_map(|row| (0..columns).filter_map(move |column| entry(value, row + column * rows)));
    let turned: Vec<Value> = turned.collect();
    let turned = match value {
        Value::Array(array) if array.row => Array::new(turned, element, &[columns]),
        _ if shape.len() == 1 => Array::row_of(turned, element).wrapped(wrapper),
        _ => Array::new(turned, element, &[columns, rows]).wrapped(wrapper),
    };
    Ok(Some(Value::Array(Rc::new(turned))))
}

/// The element type of a range.
fn value_type(range: &Value) -> Type {
    entry(range, 0).map_or(Type::Int, |first| super::super::types::type_of(&first))
}
