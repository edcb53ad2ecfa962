//! Tracker's way back: `back!`, the gradients that it leaves, and pullbacks as functions.

use super::base;
use super::gradient::{Input, back_to, input, inputs_of, leaves_before, pulled, weighted};
use crate::autodiff::Tape;
use crate::language::array::{is_tracked, recorded};
use crate::language::entries;
use crate::language::error::{self, Fallible, Raised};
use crate::language::value::{Arguments, Native};
use crate::language::{CustomAdjoint, Machine, OWN, Value};

const HELD: &str = "Flux.Tracker.held";

pub(super) static NATIVES: &[Native] = &[
    Native {
        module: "Flux.Tracker",
        keywords: &["once"],
        ..base(
            "back!",
            (1, 2),
            "Adds the gradient of a number, or of an array with weights, to the gradients of its parameters.",
            ("w = param([2.0]); Tracker.back!(sum(w .^ 2)); w.grad == [4.0]", "true"),
            back,
        )
    },
    Native {
        module: HELD,
        ..base(
            "grad",
            (1, 1),
            "The gradient of a parameter that `back!` has accumulated.",
            ("w = param(2); Tracker.back!(w^2); Tracker.grad(w)", "4.0"),
            |machine, arguments| machine.grad(&arguments.values[0]),
        )
    },
    Native {
        module: HELD,
        ..base(
            "collect",
            (1, 1),
            "A tracked array made of tracked numbers.",
            ("Tracker.collect([param(1), param(2)])", "Tracked 2-element Array{Float64,1}:\n 1.0\n 2.0"),
            |machine, arguments| {
                let whole = recorded::whole(machine, &arguments.values[0])?;
                Ok(whole.unwrap_or_else(|| arguments.values[0].clone()))
            },
        )
    },
    Native {
        module: OWN,
        ..base(
            "_entered",
            (1, 1),
            "The tracked value that a function receives for an argument that is differentiated.",
            ("Tracker.forward(x -> x^2, 3)[1]", "9.0 (tracked)"),
            |machine, arguments| Ok(input(machine, &arguments.values[0], machine.recording > 0)?.value),
        )
    },
    Native {
        module: OWN,
        ..base(
            "_pulled",
            (3, 3),
            "The adjoints of inputs, from weights for an output.",
            ("Tracker.forward(x -> x^2, 3)[2](1)", "(6.0 (tracked),)"),
            |machine, arguments| {
                let [output, inputs, weights] = arguments.values else { return Ok(Value::Nothing) };
                let inputs: Vec<Input> = inputs_of(inputs)?;
                let recorded = machine.recording > 0;
                let output = weighted(machine, output, weights)?;
                let slopes = pulled(machine, &output, &inputs, recorded, !recorded)?;
                Ok(match &arguments.values[1] {
                    Value::Params(params) => Value::gradients(params.items().to_vec(), slopes),
                    _ => Value::tuple(slopes),
                })
            },
        )
    },
    Native {
        module: OWN,
        ..base(
            "_custom_adjoint",
            (3, 3),
            "A value whose pullback is a function.",
            ("Tracker.gradient(x -> Tracker.hook(-, x)^2, 3)", "(-6.0 (tracked),)"),
            custom_adjoint,
        )
    },
];

/// `back!(y)`, `back!(y, Δ)`: the slopes of `y` are added to the gradients of all parameters that it was made from.
fn back(machine: &mut Machine, arguments: Arguments<'_>) -> Fallible<Value> {
    let output = &arguments.values[0];
    let total = match arguments.values.get(1) {
        Some(weights) => weighted(machine, output, weights)?,
        None if output.number().is_none() && is_tracked(output) => {
            return Err(Raised::new("Value is not scalar; use `back!(sum(x))` or `back!(x, Δ)`")
                .hint("A slope belongs to one number: make one of the entries, for example their `sum`."));
        }
        None => output.clone(),
    };
    if output.number().is_none() && !is_tracked(output) {
        return Err(error::no_method("back!", arguments.values, &[])
            .hint("`back!` takes a tracked number, or a tracked array and weights."));
    }
    let Value::Tracked(total) = &total else { return Ok(Value::Nothing) };
    machine.count_gradient();
    if arguments.values.len() == 1 && !total.value().is_finite() {
        let words = if total.value().is_nan() { "Loss is NaN" } else { "Loss is Inf" };
        return Err(Raised::new(words).hint("A loss that is not finite has no gradient."));
    }
    let total = total.entry();
    let tape = Tape::of(&[&total]);
    machine.charge(tape.entries().len() as u64)?;
    let computed = || tape.entries().iter().filter(|entry| !entry.operands.is_empty());
    if computed().any(|entry| machine.gradients.is_consumed(&entry.tracked)) {
        return Err(Raised::new("`back!` was already used").hint(
            "The record is gone once `back!` has used it: compute the value anew, or write `once = false`.",
        ));
    }
    if !matches!(arguments.keyword("once"), Some(Value::Bool(false))) {
        for entry in computed() {
            machine.gradients.mark_consumed(&entry.tracked);
        }
    }
    let leaves = leaves_before(machine, &total);
    for (leaf, slope) in leaves.iter().zip(back_to(machine, &total, &leaves, false)?) {
        machine.gradients.add(leaf, slope.value().clone());
    }
    Ok(Value::Nothing)
}

/// `_custom_adjoint(y, inputs, back)`: the value `y`, with `back` as the pullback to its inputs.
fn custom_adjoint(machine: &mut Machine, arguments: Arguments<'_>) -> Fallible<Value> {
    let [value, inputs, back] = arguments.values else { return Ok(Value::Nothing) };
    let value = super::tracker::param(machine, value)?;
    let inputs = entries::entries(inputs)?;
    machine.gradients.set_custom_adjoint(CustomAdjoint { value: value.clone(), inputs, back: back.clone() });
    Ok(value)
}
