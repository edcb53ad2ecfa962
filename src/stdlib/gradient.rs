//! `gradient`: the slopes of a function by its arguments, or by parameters.

use std::rc::Rc;

use super::tracker::{not_trackable, tracked_array};
use crate::autodiff::{self, Tracked};
use crate::language::array::{charge, sizes};
use crate::language::entries::entries;
use crate::language::error::{self, Fallible, Raised};
use crate::language::value::{Arguments, Gradients, TrackedNumber};
use crate::language::{Machine, Value, operate};
use crate::tensor::Tensor;

/// An argument of the function whose gradient is taken: what the function sees, and the tracked numbers in it.
struct Input {
    value: Value,
    leaves: Vec<Rc<TrackedNumber>>,
}

/// `gradient(f, xs...)`. The function sees tracked numbers and arrays; what it gives must be one number. With
/// parameters instead of arguments the function sees none, and the gradients are found by the parameters.
///
/// With `nest = true`, and wherever something around is being recorded, the gradient is recorded itself and
/// keeps the history of the arguments. Real Tracker refuses to differentiate a gradient that was taken
/// without `nest`; such a result is sealed.
pub(super) fn gradient(machine: &mut Machine, arguments: Arguments<'_>) -> Fallible<Value> {
    let nest = match arguments.keyword("nest") {
        None => false,
        Some(Value::Bool(nest)) => *nest,
        Some(other) => return Err(error::not_boolean(other)),
    };
    let function = &arguments.values[0];
    if !matches!(function, Value::Function(_) | Value::Native(_) | Value::Operation(_)) {
        return Err(error::not_callable(function)
            .hint("`gradient` takes a function and the place: `gradient(f, x)`, not `gradient(f(x), x)`."));
    }
    let recorded = nest || machine.recording > 0;
    let params = match &arguments.values[1..] {
        [Value::Params(params)] => Some(params),
        _ => None,
    };
    let inputs = match params {
        Some(params) => {
            params.items().iter().map(|param| Ok(in_place(param))).collect::<Fallible<Vec<_>>>()?
        }
        None => arguments.values[1..]
            .iter()
            .map(|value| input(machine, value, recorded))
            .collect::<Fallible<Vec<_>>>()?,
    };
    let values: Vec<Value> = match params {
        Some(_) => Vec::new(),
        None => inputs.iter().map(|input| input.value.clone()).collect(),
    };
    machine.recording += usize::from(recorded);
    let output = machine.call(function, &values);
    machine.recording -= usize::from(recorded);
    let leaves: Vec<Rc<TrackedNumber>> =
        inputs.iter().flat_map(|input| input.leaves.iter().cloned()).collect();
    let mut slopes = slopes(&output?, &leaves, recorded)?
        .into_iter()
        .map(|slope| Value::Tracked(Rc::new(TrackedNumber::new(slope, !nest))));
    let results: Vec<Value> = inputs
        .iter()
        .map(|input| {
            let own: Vec<Value> = slopes.by_ref().take(input.leaves.len()).collect();
            match &input.value {
                Value::Array(array) => tracked_array(own, &array.sizes()),
                _ => own.into_iter().next().unwrap_or_default(),
            }
        })
        .collect();
    Ok(match params {
        Some(params) => {
            Value::Gradients(Rc::new(Gradients { params: params.items().to_vec(), slopes: results }))
        }
        None => Value::tuple(results),
    })
}

/// `jacobian(f, x)`: row i holds the slopes of entry i of `f(x)`.
pub(super) fn jacobian(machine: &mut Machine, arguments: Arguments<'_>) -> Fallible<Value> {
    let [function, at] = arguments.values else { return Ok(Value::Nothing) };
    let input = input(machine, at, false)?;
    let output = machine.call(function, std::slice::from_ref(&input.value))?;
    rows(machine, &entries(&output)?, &input.leaves)
}

/// `hessian(f, x)`: the Jacobian of the gradient.
pub(super) fn hessian(machine: &mut Machine, arguments: Arguments<'_>) -> Fallible<Value> {
    let [function, at] = arguments.values else { return Ok(Value::Nothing) };
    let input = input(machine, at, false)?;
    machine.recording += 1;
    let output = machine.call(function, std::slice::from_ref(&input.value));
    machine.recording -= 1;
    let slopes: Vec<Value> = slopes(&output?, &input.leaves, true)?.into_iter().map(Value::tracked).collect();
    rows(machine, &slopes, &input.leaves)
}

/// The slopes of each output by all leaves, one row an output.
fn rows(machine: &mut Machine, outputs: &[Value], leaves: &[Rc<TrackedNumber>]) -> Fallible<Value> {
    let count = charge(machine, &[outputs.len(), leaves.len()])?;
    let mut matrix = vec![Value::Float(0.0); count];
    for (row, output) in outputs.iter().enumerate() {
        machine.charge(leaves.len() as u64)?;
        for (column, slope) in slopes(output, leaves, false)?.iter().enumerate() {
            let number = slope.value().item().unwrap_or(f64::NAN);
            matrix[row + column * outputs.len()] = Value::Float(number);
        }
    }
    Ok(Value::array(matrix, &[outputs.len(), leaves.len()]))
}

/// A parameter with the tracked numbers that it consists of now.
fn in_place(param: &Value) -> Input {
    let items = match param {
        Value::Array(array) => array.items.borrow().clone(),
        other => vec![other.clone()],
    };
    let leaves = items.into_iter().filter_map(|item| match item {
        Value::Tracked(number) => Some(number),
        _ => None,
    });
    Input { value: param.clone(), leaves: leaves.collect() }
}

/// What the function sees for an argument.
fn input(machine: &mut Machine, value: &Value, recorded: bool) -> Fallible<Input> {
    if value.number().is_some() {
        let number = entered(machine, value, recorded)?;
        return Ok(Input { value: Value::Tracked(number.clone()), leaves: vec![number] });
    }
    let (Value::Array(_) | Value::Range(_), Some(shape)) = (value, sizes(value)) else {
        return Err(not_trackable(value));
    };
    charge(machine, &shape)?;
    let mut leaves = Vec::new();
    for item in entries(value)? {
        leaves.push(entered(machine, &item, recorded)?);
    }
    let items = leaves.iter().cloned().map(Value::Tracked).collect();
    Ok(Input { value: tracked_array(items, &shape), leaves })
}

/// The tracked number that the function sees for one. Always a new entry of the tape, so that the slope counts
/// only what the function does with this argument; a recorded one goes on from the argument.
fn entered(machine: &mut Machine, value: &Value, recorded: bool) -> Fallible<Rc<TrackedNumber>> {
    let Some(number) = value.number() else { return Err(not_trackable(value)) };
    if let (Value::Tracked(_), true, Some(times)) = (value, recorded, autodiff::op_of("*", 2))
        && let Value::Tracked(entry) = operate(machine, times, &[value.clone(), Value::Int(1)])?
    {
        return Ok(entry);
    }
    machine.charge_tape()?;
    Ok(Rc::new(TrackedNumber::new(Tracked::leaf(Tensor::scalar(number)), false)))
}

/// The slopes of `output` with respect to the inputs.
fn slopes(output: &Value, inputs: &[Rc<TrackedNumber>], recorded: bool) -> Fallible<Vec<Tracked<f64>>> {
    let Some(number) = output.number() else {
        let raised = Raised::new("Function output is not scalar");
        return Err(match output {
            Value::Tuple(tuple) if tuple.items().len() == 1 => raised.hint(
                "The function gives a tuple with one entry, as `gradient` does: add `[1]` behind it to take the number out.",
            ),
            Value::Nothing => raised.hint("The function gives `nothing`: its last line must be the number."),
            _ => raised.hint("A slope belongs to one number: let the function give one, for example a `sum`."),
        });
    };
    if number.is_infinite() {
        return Err(
            Raised::new("Loss is infinite").hint("The function gives infinity here, and has no slope.")
        );
    }
    if number.is_nan() {
        return Err(Raised::new("Loss is NaN").hint("The function gives no number here, and has no slope."));
    }
    let zeros = || inputs.iter().map(|_| Tracked::constant(Tensor::scalar(0.0))).collect();
    let Value::Tracked(output) = output else { return Ok(zeros()) };
    if output.sealed {
        return Err(Raised::new("Use `gradient(...; nest = true)` for nested derivatives").hint(
            "A gradient is differentiated here: write `; nest = true` behind the arguments of the inner one.",
        ));
    }
    let inputs: Vec<Tracked<f64>> = inputs.iter().map(|input| input.entry()).collect();
    let inputs: Vec<&Tracked<f64>> = inputs.iter().collect();
    Ok(if recorded {
        autodiff::gradient(&output.entry(), &inputs)
    } else {
        let values = autodiff::gradient_values(&output.entry(), &inputs);
        values.into_iter().map(Tracked::constant).collect()
    })
}
