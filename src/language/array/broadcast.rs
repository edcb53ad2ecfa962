//! Dotted calls: a function applied entry by entry.

use std::rc::Rc;

use super::super::arithmetic;
use super::super::domain;
use super::super::entries::{entry, length};
use super::super::error::{self, Fallible, Raised};
use super::super::machine::{Keyword, Machine};
use super::super::types::{self, Type};
use super::super::value::{Array, Value};
use super::{charge, ranges, recorded, size_along, sizes};
use crate::autodiff::{Op, op_of};

/// What a dotted call applies to each entry.
pub enum Applied<'a> {
    /// The operator of this name.
    Row(&'static str),
    /// A function, and keyword arguments that every call gets.
    Function(&'a Value, &'a [Keyword]),
}

impl Applied<'_> {
    /// The operation of the table that it is, if it can be differentiated and takes so many operands.
    fn operation(&self, operands: usize) -> Option<&'static Op> {
        match self {
            Applied::Row(name) => arithmetic::operation_of(name).filter(|op| op.arity == operands),
            Applied::Function(Value::Operation(op), []) => {
                if op.arity == operands {
                    Some(op)
                } else {
                    op_of(op.name, operands)
                }
            }
            Applied::Function(Value::Native(native), []) => {
                arithmetic::operation_of(native.name).filter(|op| op.arity == operands)
            }
            Applied::Function(..) => None,
        }
    }

    /// The operator that it is; empty for other functions.
    fn operator(&self) -> &'static str {
        match self {
            Applied::Row(name) => name,
            Applied::Function(Value::Native(native), []) => native.name,
            Applied::Function(..) => "",
        }
    }

    /// The operand that it has itself where `given` are not enough, as `leakyrelu` has one.
    fn left_out(&self, given: usize) -> Option<Value> {
        match self {
            Applied::Function(Value::Native(native), _) => arithmetic::default_operand(native.name, given),
            _ => None,
        }
    }

    /// The type of what it gives for no entry at all.
    fn element_of(&self, arguments: &[Value]) -> Type {
        if self.operator() == "/" { Type::Float } else { types::of_none(arguments) }
    }

    fn apply(&self, machine: &mut Machine, mut values: Vec<Value>) -> Fallible<Value> {
        match self {
            Applied::Row(name) => {
                let (b, a) = (values.pop().unwrap_or_default(), values.pop().unwrap_or_default());
                match arithmetic::row_of(name) {
                    Some(row) => arithmetic::binary(machine, row, a, b),
                    None => Err(error::no_arithmetic(name, &[a, b])),
                }
            }
            Applied::Function(function, keywords) => machine.call_with(function, &values, keywords),
        }
    }
}

/// An argument, and how far its entries lie apart along each dimension of the result: 0 where it is repeated.
struct Operand {
    value: Value,
    strides: Vec<usize>,
    spread: bool,
}

impl Operand {
    fn at(&self, index: &[usize]) -> Value {
        if !self.spread {
            return self.value.clone();
        }
        let position = index.iter().zip(&self.strides).map(|(i, stride)| i * stride).sum();
        entry(&self.value, position).unwrap_or_default()
    }
}

/// `Ref(v)` counts as one entry, and stands for what it holds.
fn opened(value: &Value) -> Value {
    match value {
        Value::Ref(inner) => inner.value.borrow().clone(),
        other => other.clone(),
    }
}

/// Applies a function entry by entry. Sizes match or are 1, missing trailing dimensions count as 1; numbers, strings
/// and functions count as one entry. Tuples alone give a tuple, and with an array or range an array.
pub fn broadcast(machine: &mut Machine, applied: Applied<'_>, arguments: &[Value]) -> Fallible<Value> {
    let spread = |value: &&Value| matches!(value, Value::Tuple(_) | Value::Array(_) | Value::Range(_));
    if !arguments.iter().any(|value| spread(&value)) {
        return applied.apply(machine, arguments.iter().map(opened).collect());
    }
    if let [a, b] = arguments
        && let Some(range) = ranges::arithmetic(applied.operator(), a, b)
    {
        return Ok(range);
    }
    let mut common: Vec<usize> = Vec::new();
    for argument in arguments.iter().filter(spread) {
        common = join_sizes(&common, &sizes(argument).unwrap_or_default())?;
    }
    let count = charge(machine, &common)?;
    let left_out = applied.left_out(arguments.len());
    if let Some(op) = applied.operation(arguments.len() + usize::from(left_out.is_some()))
        && arguments.iter().any(recorded::is_recorded)
    {
        for value in arguments {
            domain::check_all(op.name, value)?;
        }
        if let Some(result) = recorded::elementwise(machine, op, &[arguments, left_out.as_slice()].concat())?
        {
            return Ok(as_row(arguments, result));
        }
    }
    let operands: Vec<Operand> = arguments
        .iter()
        .map(|value| Operand {
            value: opened(value),
            strides: strides(&sizes(value).unwrap_or_default(), common.len()),
            spread: spread(&value),
        })
        .collect();
    let mut results = Vec::with_capacity(count);
    let mut index = vec![0; common.len()];
    for _ in 0..count {
        let values = operands.iter().map(|operand| operand.at(&index)).collect();
        results.push(applied.apply(machine, values)?);
        for (i, size) in index.iter_mut().zip(&common) {
            *i += 1;
            if *i < *size {
                break;
            }
            *i = 0;
        }
    }
    if let ([], [only]) = (&common[..], &results[..]) {
        return Ok(only.clone());
    }
    if arguments.iter().filter(spread).all(|value| matches!(value, Value::Tuple(_))) {
        return Ok(Value::tuple(results));
    }
    let (results, element) = match results.is_empty() {
        true => (results, applied.element_of(arguments)),
        false => types::gather(results),
    };
    Ok(as_row(arguments, Value::Array(Rc::new(Array::new(results, element, &common)))))
}

/// What is made of one adjoint and of numbers is an adjoint again.
fn as_row(arguments: &[Value], result: Value) -> Value {
    let mut rows = arguments.iter().filter(|value| value.number().is_none());
    let row = rows.all(|value| matches!(value, Value::Array(array) if array.row));
    match result {
        Value::Array(array) if row => Value::Array(Rc::new(array.as_row())),
        other => other,
    }
}

/// The sizes that both broadcast to.
fn join_sizes(a: &[usize], b: &[usize]) -> Fallible<Vec<usize>> {
    (0..a.len().max(b.len()))
        .map(|axis| match (size_along(a, axis), size_along(b, axis)) {
            (m, n) if m == n || n == 1 => Ok(m),
            (1, n) => Ok(n),
            (m, n) => Err(Raised::new(format!(
                "DimensionMismatch(\"arrays could not be broadcast to a common size; got a dimension with lengths {m} and {n}\")"
            ))
            .hint(format!("Entry by entry needs equal lengths; here they are {m} and {n}."))),
        })
        .collect()
}

fn strides(sizes: &[usize], rank: usize) -> Vec<usize> {
    let mut step = 1;
    (0..rank)
        .map(|axis| {
            let size = size_along(sizes, axis);
            let stride = if size == 1 { 0 } else { step };
            step *= size;
            stride
        })
        .collect()
}

/// Whether `value` has entries that an assignment spreads.
pub(super) fn is_spread(value: &Value) -> bool {
    !matches!(value, Value::Text(_)) && value.number().is_none() && length(value).is_some()
}
