//! `gradient`: the slopes of a function by its arguments, or by parameters.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::base;
use super::operators::apply;
use super::tracker::{not_trackable, tracked_array};
use crate::autodiff::{self, Rule, Tape, Tracked};
use crate::diag::QuickFix;
use crate::language::array::recorded::{self, records_in, value_of};
use crate::language::array::{self, Callee, charge, sizes};
use crate::language::entries::{self, entries};
use crate::language::error::{self, Fallible, Raised};
use crate::language::value::{Arguments, Native};
use crate::language::{CustomAdjoint, Machine, Value};
use crate::tensor::Tensor;

pub(super) static NATIVES: &[Native] = &[
    Native {
        module: "Flux.Tracker",
        keywords: &["nest"],
        ..base(
            "gradient",
            (1, usize::MAX),
            "The gradient of a function with respect to each argument, as a tuple.",
            ("Tracker.gradient(x -> x^2, 3)", "(6.0 (tracked),)"),
            gradient,
        )
    },
    Native {
        module: "Flux.Tracker",
        ..base(
            "jacobian",
            (2, 2),
            "The Jacobian: the partial derivatives of each output with respect to each entry of a vector, as a matrix.",
            ("Tracker.jacobian(x -> 2x, [1, 2]) == [2 0; 0 2]", "true"),
            jacobian,
        )
    },
    Native {
        module: "Flux.Tracker",
        ..base(
            "hessian",
            (2, 2),
            "The Hessian: the second derivatives of a function of a vector, as a matrix.",
            ("Tracker.hessian(x -> sum(x .^ 2), [1, 2]) == [2 0; 0 2]", "true"),
            hessian,
        )
    },
];

/// An argument of the function whose gradient is taken: what the function sees, and the tracked numbers in it.
pub(super) struct Input {
    pub value: Value,
    pub leaves: Vec<Tracked<f64>>,
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
    check_callable(function)?;
    machine.count_gradient();
    let recorded = nest || machine.recording > 0;
    let params = if let [Value::Params(params)] = &arguments.values[1..] { Some(params) } else { None };
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
    let output = output?;
    if !recorded && !matches!(output, Value::Tracked(_)) {
        losscheck(&output).map_err(|raised| mended(raised, function))?;
        return Err(not_tracked(&output, params.is_some()));
    }
    let results = pulled(machine, &output, &inputs, recorded, !nest);
    let mut results = results.map_err(|raised| mended(raised, function))?;
    if !matches!(output, Value::Tracked(_)) {
        results =
            results.iter().map(|zeros| super::tracker::data(machine, zeros)).collect::<Fallible<_>>()?;
    }
    Ok(match params {
        Some(params) => Value::gradients(params.items().to_vec(), results),
        None => Value::tuple(results),
    })
}

/// The error of going back from a number that depends on nothing tracked.
fn not_tracked(output: &Value, by_params: bool) -> Box<Raised> {
    error::no_method("back!", std::slice::from_ref(output), &[]).hint(match by_params {
        true => "The function does not depend on any of the parameters: plain arrays and numbers are not followed. Create each weight with `param(…)` and use it in the function.",
        false => "The function does not depend on its argument, or drops its history, so there is nothing to go back through. With `nest = true` its gradient is 0.",
    })
}

/// The error with a change of the function, where one mends it.
pub(super) fn mended(raised: Box<Raised>, function: &Value) -> Box<Raised> {
    let Value::Function(function) = function else { return raised };
    let methods = function.methods.borrow();
    let last = methods.last().and_then(|method| Some((method.code.source, method.code.last_place()?)));
    match (&*raised.message, last) {
        (NOT_SCALAR, Some((source, place))) if raised.hint.as_deref() == Some(ONE_ENTRY) => {
            raised.quick_fix(QuickFix::IndexFirst(source, place))
        }
        (NOT_NESTED, Some((source, place))) => raised.quick_fix(QuickFix::NestGradient(source, place)),
        _ => raised,
    }
}

/// What the functions here say that can be mended.
const NOT_SCALAR: &str = "Function output is not scalar";
const ONE_ENTRY: &str = "The function gives a tuple with one entry, as `gradient` does: add `[1]` behind it to take the number out.";
const NOT_NESTED: &str = "Use `gradient(...; nest = true)` for nested derivatives";

/// What stands first must be a function, not its value.
pub(super) fn check_callable(function: &Value) -> Fallible<()> {
    match function.number().is_some()
        || matches!(function, Value::Array(_) | Value::Tuple(_) | Value::Nothing)
    {
        false => Ok(()),
        true => Err(error::not_callable(function)
            .hint("`gradient` takes a function and the place: `gradient(f, x)`, not `gradient(f(x), x)`.")),
    }
}

/// The slopes of a number by each input, of the input's kind; `sealed` if they may not be differentiated.
pub(super) fn pulled(
    machine: &mut Machine,
    output: &Value,
    inputs: &[Input],
    recorded: bool,
    sealed: bool,
) -> Fallible<Vec<Value>> {
    let leaves: Vec<Tracked<f64>> = inputs.iter().flat_map(|input| input.leaves.iter().cloned()).collect();
    let mut slopes =
        slopes(machine, output, &leaves, recorded)?.into_iter().map(|slope| value_of(slope, sealed));
    let results = inputs.iter().map(|input| {
        let own: Vec<Value> = slopes.by_ref().take(input.leaves.len()).collect();
        match &input.value {
            Value::Array(array) if array.record().is_none() => tracked_array(own, &array.sizes()),
            _ => own.into_iter().next().unwrap_or_default(),
        }
    });
    Ok(results.collect())
}

/// Inputs that are tracked already, in a tuple or as parameters.
pub(super) fn inputs_of(values: &Value) -> Fallible<Vec<Input>> {
    Ok(entries(values)?.iter().map(in_place).collect())
}

/// The sum of the entries of `output`, each times its weight: a number whose slopes are those of `output`, weighted.
pub(super) fn weighted(machine: &mut Machine, output: &Value, weights: &Value) -> Fallible<Value> {
    let (count, weighing) = (entries::length(output), entries::length(weights));
    // `back!(c, 1)`: one weight for all entries.
    if count != weighing && weights.number().is_none() {
        return Err(Raised::new(format!(
            "DimensionMismatch(\"the adjoint has {} entries, the value {}\")",
            weighing.unwrap_or(0),
            count.unwrap_or(0)
        ))
        .hint("What is handed back needs the size of the value."));
    }
    let parts = array::broadcast(machine, Callee::Operator("*"), &[output.clone(), weights.clone()])?;
    if let Some(total) = recorded::folded(machine, "sum", &parts, &[])? {
        return Ok(total);
    }
    let mut total = Value::Float(0.0);
    for part in entries::entries(&parts)? {
        total = apply(machine, "+", &total, &part)?;
    }
    Ok(total)
}

/// `jacobian(f, x)`: row i holds the slopes of entry i of `f(x)`.
fn jacobian(machine: &mut Machine, arguments: Arguments<'_>) -> Fallible<Value> {
    let [function, at] = arguments.values else { return Ok(Value::Nothing) };
    let input = input(machine, at, false)?;
    let output = machine.call(function, std::slice::from_ref(&input.value))?;
    rows(machine, &entries(&output)?, &input.leaves)
}

/// `hessian(f, x)`: the Jacobian of the gradient.
fn hessian(machine: &mut Machine, arguments: Arguments<'_>) -> Fallible<Value> {
    let [function, at] = arguments.values else { return Ok(Value::Nothing) };
    let input = input(machine, at, false)?;
    machine.recording += 1;
    let output = machine.call(function, std::slice::from_ref(&input.value));
    machine.recording -= 1;
    let mut outputs = Vec::new();
    for slope in slopes(machine, &output?, &input.leaves, true)? {
        outputs.extend(entries::entries(&value_of(slope, false))?);
    }
    rows(machine, &outputs, &input.leaves)
}

/// The slopes of each output by all leaves, one row an output.
fn rows(machine: &mut Machine, outputs: &[Value], leaves: &[Tracked<f64>]) -> Fallible<Value> {
    let columns = leaves.iter().map(|leaf| leaf.value().entries().len()).sum();
    let count = charge(machine, &[outputs.len(), columns])?;
    let mut matrix = vec![Value::Float(0.0); count];
    for (row, output) in outputs.iter().enumerate() {
        machine.charge(columns as u64)?;
        let found = slopes(machine, output, leaves, false)?;
        for (column, slope) in found.iter().flat_map(|slope| slope.value().entries()).enumerate() {
            matrix[row + column * outputs.len()] = Value::Float(*slope);
        }
    }
    Ok(Value::array(matrix, &[outputs.len(), columns]))
}

/// A parameter with the tracked values that it consists of now.
fn in_place(param: &Value) -> Input {
    Input { value: param.clone(), leaves: records_in(param) }
}

/// What the function sees for an argument. Always a new entry of the tape, so that the slope counts only what the
/// function does with this argument; a recorded one goes on from the argument.
pub(super) fn input(machine: &mut Machine, value: &Value, recorded: bool) -> Fallible<Input> {
    let array = matches!(value, Value::Array(_) | Value::Range(_));
    let (true, Some(numbers), Some(shape)) =
        (array || value.number().is_some(), value.numbers(), sizes(value))
    else {
        return Err(not_trackable(value));
    };
    charge(machine, &shape)?;
    if recorded && let Some(history) = recorded::whole(machine, value)? {
        let copy = apply(machine, "*", &history, &Value::Int(1))?;
        return Ok(Input { leaves: records_in(&copy), value: copy });
    }
    machine.charge_tape()?;
    let leaf = Tensor::from_column_major(&shape, numbers).map_err(|error| Raised::new(error.to_string()))?;
    let leaf = Tracked::leaf(leaf);
    Ok(Input { value: value_of(leaf.clone(), false), leaves: vec![leaf] })
}

/// What slopes belong to must be one number.
pub(super) fn losscheck(output: &Value) -> Fallible<()> {
    let Some(number) = output.number() else {
        let raised = Raised::new(NOT_SCALAR);
        return Err(match output {
            Value::Tuple(tuple) if tuple.items().len() == 1 => raised.hint(ONE_ENTRY),
            Value::Nothing => raised.hint("The function gives `nothing`: its last line must be the number."),
            _ => {
                raised.hint("A slope belongs to one number: let the function give one, for example a `sum`.")
            }
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
    Ok(())
}

/// The slopes of `output` with respect to the inputs.
fn slopes(
    machine: &mut Machine,
    output: &Value,
    inputs: &[Tracked<f64>],
    recorded: bool,
) -> Fallible<Vec<Tracked<f64>>> {
    losscheck(output)?;
    let zeros = || {
        let zero = |input: &Tracked<f64>| Tracked::constant(input.value().map(|_| 0.0));
        inputs.iter().map(zero).collect()
    };
    let Value::Tracked(output) = output else { return Ok(zeros()) };
    if output.sealed {
        return Err(Raised::new(NOT_NESTED).hint(
            "A gradient is differentiated here: write `; nest = true` behind the arguments of the inner one.",
        ));
    }
    back_to(machine, &output.entry(), inputs, recorded)
}

/// The slopes of `output` by `inputs`. Where the program has said the way back itself, it is asked: of several such
/// values the one that was computed last comes first, since what was computed from it has had its turn.
pub(super) fn back_to(
    machine: &mut Machine,
    output: &Tracked<f64>,
    inputs: &[Tracked<f64>],
    recorded: bool,
) -> Fallible<Vec<Tracked<f64>>> {
    let customs = custom_adjoints_before(machine, output);
    let leaves: Vec<Tracked<f64>> = customs.iter().flat_map(|custom| records_in(&custom.value)).collect();
    let targets: Vec<&Tracked<f64>> = inputs.iter().chain(&leaves).collect();
    let mut found = one_way(output, &targets, recorded);
    let mut adjoints = found.split_off(inputs.len());
    for custom in &customs {
        let rest = adjoints.split_off(1);
        let own = std::mem::replace(&mut adjoints, rest);
        let adjoint = own.into_iter().next().map_or(Value::Nothing, |adjoint| value_of(adjoint, false));
        let handed = machine.call(&custom.back, &[adjoint])?;
        for (input, weight) in custom.inputs.iter().zip(entries(&handed)?) {
            let left = &leaves[leaves.len() - adjoints.len()..];
            let targets: Vec<&Tracked<f64>> = inputs.iter().chain(left).collect();
            for (slot, more) in found
                .iter_mut()
                .chain(&mut adjoints)
                .zip(handed_on(machine, input, &weight, &targets, recorded)?)
            {
                let sum = apply(machine, "+", &value_of(slot.clone(), false), &value_of(more, false))?;
                if let [sum] = &records_in(&sum)[..] {
                    *slot = sum.clone();
                }
            }
        }
    }
    Ok(found)
}

/// What `targets` receive where the program itself has said the adjoint `weight` of `input`; nothing if that has no
/// history.
fn handed_on(
    machine: &mut Machine,
    input: &Value,
    weight: &Value,
    targets: &[&Tracked<f64>],
    recorded: bool,
) -> Fallible<Vec<Tracked<f64>>> {
    if !recorded {
        // The weight was perhaps computed from the inputs: as a factor it stands still.
        let weight = super::tracker::data(machine, weight)?;
        let Value::Tracked(part) = weighted(machine, input, &weight)? else { return Ok(Vec::new()) };
        return Ok(one_way(&part.entry(), targets, false));
    }
    let (Some(input), Some(weight)) = (recorded::whole(machine, input)?, recorded::whole(machine, weight)?)
    else {
        let Value::Tracked(part) = weighted(machine, input, weight)? else { return Ok(Vec::new()) };
        return Ok(one_way(&part.entry(), targets, true));
    };
    weighted(machine, &input, &weight)?;
    Ok(match (&records_in(&input)[..], &records_in(&weight)[..]) {
        ([input], [weight]) => autodiff::pullback(input, weight, targets),
        _ => Vec::new(),
    })
}

fn one_way(output: &Tracked<f64>, targets: &[&Tracked<f64>], recorded: bool) -> Vec<Tracked<f64>> {
    if recorded {
        return autodiff::gradient(output, targets);
    }
    autodiff::gradient_values(output, targets).into_iter().map(Tracked::constant).collect()
}

/// The values with custom adjoints that `output` was computed from, the newest first.
fn custom_adjoints_before(machine: &Machine, output: &Tracked<f64>) -> Vec<Rc<CustomAdjoint>> {
    let mut customs: BTreeMap<u64, Rc<CustomAdjoint>> = BTreeMap::new();
    let mut waiting = vec![output.clone()];
    while let Some(output) = waiting.pop() {
        for entry in Tape::of(&[&output]).entries() {
            let Some(custom) = machine.gradients.custom_adjoint_at(&entry.tracked) else { continue };
            let serial = records_in(&custom.value).first().map_or(0, Tracked::serial);
            if customs.insert(serial, custom.clone()).is_none() {
                waiting.extend(custom.inputs.iter().flat_map(records_in));
            }
        }
    }
    customs.into_values().rev().collect()
}

/// The parameters that `output` was computed from, also through values with custom adjoints.
pub(super) fn leaves_before(machine: &Machine, output: &Tracked<f64>) -> Vec<Tracked<f64>> {
    let inputs = custom_adjoints_before(machine, output);
    let inputs: Vec<Tracked<f64>> =
        inputs.iter().flat_map(|custom| custom.inputs.iter().flat_map(records_in)).collect();
    let outputs: Vec<&Tracked<f64>> = inputs.iter().chain([output]).collect();
    let leaf = |entry: &autodiff::Entry<f64>| {
        (matches!(entry.tracked.rule(), Rule::Leaf)
            && machine.gradients.custom_adjoint_at(&entry.tracked).is_none())
        .then(|| entry.tracked.clone())
    };
    Tape::of(&outputs).entries().iter().filter_map(leaf).collect()
}
