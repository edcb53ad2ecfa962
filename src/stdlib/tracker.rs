//! Tracker: tracked numbers and their gradients.

use std::rc::Rc;

use super::base;
use crate::autodiff::{self, Tracked};
use crate::language::error::{self, Fallible, Raised};
use crate::language::value::{Arguments, Native, TrackedNumber};
use crate::language::{Machine, Value, operate};
use crate::tensor::Tensor;

const ANY: usize = usize::MAX;

pub(super) static NATIVES: &[Native] = &[
    Native {
        module: "Flux.Tracker",
        keywords: &["nest"],
        ..base(
            "gradient",
            (1, ANY),
            "The slopes of a function, one for each argument, as a tuple.",
            ("Tracker.gradient(x -> x^2, 3)", "(6.0 (tracked),)"),
            gradient,
        )
    },
    Native {
        module: "Flux.Tracker",
        ..base(
            "param",
            (1, 1),
            "A number whose history is kept.",
            ("param(2)", "2.0 (tracked)"),
            |_, arguments| match arguments.values {
                [value] if value.number().is_some() => Ok(Value::leaf(value.number().unwrap_or(f64::NAN))),
                _ => Err(not_trackable(&arguments.values[0])),
            },
        )
    },
    Native {
        module: "Flux.Tracker",
        ..base(
            "data",
            (1, 1),
            "The plain number of a tracked one.",
            ("Tracker.data(param(2))", "2.0"),
            |machine, arguments| match &arguments.values[0] {
                Value::Tracked(number) => {
                    machine.looked = true;
                    Ok(Value::Float(number.value()))
                }
                other => Ok(other.clone()),
            },
        )
    },
    Native {
        module: "Flux.Tracker",
        ..base(
            "istracked",
            (1, 1),
            "Whether the history of a number is kept.",
            ("Tracker.istracked(param(1))", "true"),
            |_, arguments| Ok(Value::Bool(matches!(arguments.values[0], Value::Tracked(_)))),
        )
    },
];

fn not_trackable(value: &Value) -> Box<Raised> {
    let raised = error::no_method("param", std::slice::from_ref(value), &[]);
    match value {
        Value::Tuple(_) => raised.hint(
            "Only numbers are differentiated: hand the entries over one by one, as in `gradient(f, p...)`.",
        ),
        _ => raised.hint("Only numbers are differentiated."),
    }
}

/// `gradient(f, xs...)`. The function sees tracked numbers; what it gives must be one number.
///
/// With `nest = true`, and wherever something around is being recorded, the gradient is recorded itself and
/// keeps the history of the arguments. Real Tracker refuses to differentiate a gradient that was taken
/// without `nest`; such a result is sealed.
fn gradient(machine: &mut Machine, arguments: Arguments<'_>) -> Fallible<Value> {
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
    let inputs = arguments.values[1..]
        .iter()
        .map(|value| input(machine, value, recorded))
        .collect::<Fallible<Vec<_>>>()?;
    let values: Vec<Value> = inputs.iter().cloned().map(Value::Tracked).collect();
    machine.recording += usize::from(recorded);
    let output = machine.call(function, &values);
    machine.recording -= usize::from(recorded);
    let slopes = slopes(&output?, &inputs, recorded)?;
    let seal = |tracked| Value::Tracked(Rc::new(TrackedNumber { tracked, sealed: !nest }));
    Ok(Value::tuple(slopes.into_iter().map(seal).collect()))
}

/// The tracked number that the function sees for an argument. Always a new entry of the tape, so that the
/// slope counts only what the function does with this argument; a recorded one goes on from the argument.
fn input(machine: &mut Machine, value: &Value, recorded: bool) -> Fallible<Rc<TrackedNumber>> {
    let Some(number) = value.number() else { return Err(not_trackable(value)) };
    if let (Value::Tracked(_), true, Some(times)) = (value, recorded, autodiff::op_of("*", 2))
        && let Value::Tracked(entry) = operate(machine, times, &[value.clone(), Value::Int(1)])?
    {
        return Ok(entry);
    }
    Ok(Rc::new(TrackedNumber { tracked: Tracked::leaf(Tensor::scalar(number)), sealed: false }))
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
    let inputs: Vec<&Tracked<f64>> = inputs.iter().map(|input| &input.tracked).collect();
    Ok(if recorded {
        autodiff::gradient(&output.tracked, &inputs)
    } else {
        let values = autodiff::gradient_values(&output.tracked, &inputs);
        values.into_iter().map(Tracked::constant).collect()
    })
}
