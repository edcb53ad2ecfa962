//! Broadcasting: dotted calls, which apply a function entry by entry.

use std::rc::Rc;

use super::super::arithmetic;
use super::super::domain;
use super::super::entries::{convert, entry, length};
use super::super::error::{self, Fallible, Raised};
use super::super::machine::{Keyword, Machine};
use super::super::types::{self, Type};
use super::super::value::{Array, Value};
use super::{charge, ranges, recorded, size_along, sizes};
use crate::autodiff::{Op, op_of};
use crate::tensor::Tensor;

/// What a broadcast calls for each entry.
pub enum Callee<'a> {
    /// The operator of this name.
    Operator(&'static str),
    /// A function, and the keyword arguments of every call.
    Function(&'a Value, &'a [Keyword]),
}

impl Callee<'_> {
    /// The corresponding operation of autodiff's table for this number of operands, if there is one.
    fn operation(&self, operands: usize) -> Option<&'static Op> {
        match self {
            Callee::Operator(name) => arithmetic::operation_of(name).filter(|op| op.arity == operands),
            Callee::Function(Value::Operation(op), []) => {
                if op.arity == operands {
                    Some(op)
                } else {
                    op_of(op.name, operands)
                }
            }
            Callee::Function(Value::Native(native), []) => {
                arithmetic::operation_of(native.name).filter(|op| op.arity == operands)
            }
            Callee::Function(..) => None,
        }
    }

    /// The operator's or native function's name; empty for other functions.
    fn operator(&self) -> &'static str {
        match self {
            Callee::Operator(name) => name,
            Callee::Function(Value::Native(native), []) => native.name,
            Callee::Function(..) => "",
        }
    }

    /// The default of an omitted second operand, as `leakyrelu` has one.
    fn default_operand(&self, given: usize) -> Option<Value> {
        match self {
            Callee::Function(Value::Operation(op), _) => arithmetic::default_operand(op, given),
            _ => None,
        }
    }

    /// The element type of an empty result.
    fn element_of(&self, arguments: &[Value]) -> Type {
        if self.operator() == "/" { Type::Float } else { types::element_of_empty(arguments) }
    }

    fn apply(&self, machine: &mut Machine, mut values: Vec<Value>) -> Fallible<Value> {
        match self {
            Callee::Operator(name) => {
                let (b, a) = (values.pop().unwrap_or_default(), values.pop().unwrap_or_default());
                match arithmetic::operator_index(name) {
                    Some(row) => arithmetic::binary(machine, row, a, b),
                    None => Err(error::no_arithmetic(name, &[a, b])),
                }
            }
            Callee::Function(function, keywords) => machine.call_with(function, &values, keywords),
        }
    }
}

/// An argument, and its stride along each dimension of the result: 0 where it is repeated.
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

/// `Ref(v)` counts as a single entry, the value in it.
fn opened(value: &Value) -> Value {
    match value {
        Value::Ref(inner) => inner.value.borrow().clone(),
        other => other.clone(),
    }
}

/// Broadcasts a call. Sizes must match or be 1; missing trailing dimensions count as 1; numbers, strings and functions
/// count as single entries. The result is a tuple if all containers are tuples, otherwise an array.
pub fn broadcast(machine: &mut Machine, callee: Callee<'_>, arguments: &[Value]) -> Fallible<Value> {
    let spread = |value: &&Value| is_container(value);
    if !arguments.iter().any(is_container) {
        return callee.apply(machine, arguments.iter().map(opened).collect());
    }
    if let [a, b] = arguments
        && let Some(range) = ranges::arithmetic(callee.operator(), a, b)
    {
        return Ok(range);
    }
    let mut common: Vec<usize> = Vec::new();
    for argument in arguments.iter().filter(spread) {
        common = join_sizes(&common, &sizes(argument).unwrap_or_default())?;
    }
    let count = charge(machine, &common)?;
    if let Some(result) = at_once(machine, &callee, arguments)? {
        return Ok(result);
    }
    let results = entry_by_entry(machine, &callee, arguments, &common, count)?;
    if let ([], [only]) = (&common[..], &results[..]) {
        return Ok(only.clone());
    }
    if arguments.iter().filter(spread).all(|value| matches!(value, Value::Tuple(_))) {
        return Ok(Value::tuple(results));
    }
    let (results, element) = match results.is_empty() {
        true => (results, callee.element_of(arguments)),
        false => types::gather(results),
    };
    Ok(as_row(arguments, Value::Array(Rc::new(Array::new(results, element, &common)))))
}

/// The result for all entries at once, if an operation on whole arrays gives it.
fn at_once(machine: &mut Machine, callee: &Callee<'_>, arguments: &[Value]) -> Fallible<Option<Value>> {
    // `Float64.(v)` keeps the history of a tracked array, which has no other numbers.
    if let (Callee::Function(Value::Type(target), []), [only]) = (callee, arguments)
        && target.is_subtype(Type::Real)
        && recorded::is_recorded(only)
    {
        return converted(only, *target).map(Some);
    }
    let default_operand = callee.default_operand(arguments.len());
    if let Some(op) = callee.operation(arguments.len() + usize::from(default_operand.is_some()))
        && arguments.iter().any(recorded::is_recorded)
    {
        for value in arguments {
            domain::check_all(op.name, value)?;
        }
        if let ("*", [a, b]) = (callee.operator(), arguments)
            && let Some(result) = recorded::masked(machine, a, b)?
        {
            return Ok(Some(as_row(arguments, result)));
        }
        if let Some(result) =
            recorded::elementwise(machine, op, &[arguments, default_operand.as_slice()].concat())?
        {
            return Ok(Some(as_row(arguments, result)));
        }
    }
    if let (Callee::Function(Value::Native(native), []), [only]) = (callee, arguments)
        && native.name == IDENTITY
        && recorded::is_recorded(only)
    {
        return Ok(Some(only.clone()));
    }
    if let Some(op) = callee.operation(arguments.len())
        && let Some(result) = in_kernel(op, arguments)?
    {
        return Ok(Some(as_row(arguments, result)));
    }
    Ok(None)
}

/// The function that gives its argument.
const IDENTITY: &str = "identity";

/// An operation of autodiff's table on arrays of plain `Float64` numbers, in a compiled loop; `None` for other operands.
fn in_kernel(op: &'static Op, arguments: &[Value]) -> Fallible<Option<Value>> {
    let is_plain = |value: &Value| match value {
        Value::Array(array) => array.element == Type::Float,
        other => matches!(other, Value::Float(_) | Value::Int(_)),
    };
    if !arguments.iter().all(is_plain) {
        return Ok(None);
    }
    if op.arity == 1 {
        domain::check_all(op.name, &arguments[0])?;
    }
    let tensor = |value: &Value| Tensor::from_column_major(&sizes(value)?, value.numbers()?).ok();
    let Some(tensors) = arguments.iter().map(tensor).collect::<Option<Vec<_>>>() else { return Ok(None) };
    // Of the operations on two numbers, powers and logarithms are defined for positive numbers, or whole exponents.
    if let [first, second] = &tensors[..]
        && domain::is_limited(op.name)
    {
        let all = |tensor: &Tensor<f64>, test: fn(&f64) -> bool| tensor.entries().iter().all(test);
        let positive = all(first, |x| *x >= 0.0) && all(second, |x| *x >= 0.0);
        let is_whole_power = op.name == "^" && all(second, |x| x.fract() == 0.0);
        if !(positive || is_whole_power) {
            return Ok(None);
        }
    }
    let Ok(result) = op.eval_tensors(&tensors.iter().collect::<Vec<_>>()) else { return Ok(None) };
    let items = result.entries().iter().map(|number| Value::Float(*number)).collect();
    Ok(Some(Value::Array(Rc::new(Array::new(items, Type::Float, result.shape())))))
}

/// A tracked array as `target.(array)`: the same array, if every number in it can be converted.
fn converted(array: &Value, target: Type) -> Fallible<Value> {
    let whole = |number: &f64| convert(Value::Float(*number), target).map(drop);
    array.numbers().unwrap_or_default().iter().try_for_each(whole)?;
    Ok(array.clone())
}

/// Whether broadcasting a call goes through the entries of a value; other values count as single entries.
fn is_container(value: &Value) -> bool {
    matches!(value, Value::Tuple(_) | Value::Array(_) | Value::Range(_) | Value::Params(_))
}

/// Calls `callee` for each of the `count` places of the `common` sizes, column after column.
fn entry_by_entry(
    machine: &mut Machine,
    callee: &Callee<'_>,
    arguments: &[Value],
    common: &[usize],
    count: usize,
) -> Fallible<Vec<Value>> {
    let operand = |value: &Value| Operand {
        value: opened(value),
        strides: strides(&sizes(value).unwrap_or_default(), common.len()),
        spread: is_container(value),
    };
    arguments.iter().try_for_each(|value| machine.charge_numbers(value))?;
    let operands: Vec<Operand> = arguments.iter().map(operand).collect();
    let mut results = Vec::with_capacity(count);
    let mut index = vec![0; common.len()];
    for _ in 0..count {
        let values = operands.iter().map(|operand| operand.at(&index)).collect();
        results.push(callee.apply(machine, values)?);
        for (i, size) in index.iter_mut().zip(common) {
            *i += 1;
            if *i < *size {
                break;
            }
            *i = 0;
        }
    }
    Ok(results)
}

/// The result of broadcasting over adjoints of vectors and numbers only is the adjoint of a vector again.
fn as_row(arguments: &[Value], result: Value) -> Value {
    let mut rows = arguments.iter().filter(|value| value.number().is_none());
    let row = rows.all(|value| matches!(value, Value::Array(array) if array.row));
    match result {
        Value::Array(array) if row => Value::Array(Rc::new(array.as_row())),
        other => other,
    }
}

/// The common sizes to which both broadcast.
fn join_sizes(a: &[usize], b: &[usize]) -> Fallible<Vec<usize>> {
    (0..a.len().max(b.len()))
        .map(|axis| match (size_along(a, axis), size_along(b, axis)) {
            (m, n) if m == n || n == 1 => Ok(m),
            (1, n) => Ok(n),
            (m, n) => Err(Raised::new(format!(
                "DimensionMismatch(\"arrays could not be broadcast to a common size; got a dimension with lengths {m} and {n}\")"
            ))
            .hint(format!("Working entry by entry needs equal lengths, but here they are {m} and {n}."))),
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

/// Whether a broadcast assignment distributes the entries of `value`.
pub(super) fn is_spread(value: &Value) -> bool {
    !matches!(value, Value::Text(_)) && value.number().is_none() && length(value).is_some()
}
