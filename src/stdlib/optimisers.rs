//! The optimisers and decays of the engine's tables, in cells: a constructor, fields and `apply!` for each row.
//!
//! The types are written in Julia, from the rows; the steps are the rows' own. How steps are chained, and how training
//! uses them, is in `julia/optimise.jl`.

use std::borrow::Cow;
use std::fmt::Write;

use super::base;
use super::help::{Help, sentence};
use super::tracker::data;
use crate::autodiff::Tracked;
use crate::language::array::recorded::computed;
use crate::language::display::plain;
use crate::language::error::{self, Fallible};
use crate::language::value::{Arguments, Native};
use crate::language::{Machine, OWN, Value};
use crate::nn::{Constructs, DECAYS, InitialState, OPTIMISERS, Optimiser, StepInput};
use crate::tensor::{ShapeError, Tensor};

pub(super) static NATIVES: &[Native] = &[Native {
    module: OWN,
    ..base(
        "_step",
        (4, usize::MAX),
        "The step of a row, then the next state: from a parameter, its gradient, the state and the knobs.",
        ("Flux.Optimise.apply!(Descent(0.5), [1.0], [2.0])", "1-element Array{Float64,1}:\n 1.0"),
        step,
    )
}];

fn rows() -> impl Iterator<Item = &'static Optimiser> {
    OPTIMISERS.iter().chain(DECAYS)
}

/// `_step(name, x, Δ, state, knobs...)`; the state is `nothing` before the first step.
fn step(machine: &mut Machine, arguments: Arguments<'_>) -> Fallible<Value> {
    let [name, parameter, gradient, state, knobs @ ..] = arguments.values else { return Ok(Value::Nothing) };
    let name = plain(name);
    let Some(row) = rows().find(|row| row.name == name) else { return Err(error::undefined(&name, None)) };
    let mut values = vec![data(machine, parameter)?, gradient.clone()];
    if let Value::Tuple(state) = state {
        values.extend(state.items().iter().cloned());
    }
    let states = values.len();
    for knob in knobs {
        match knob {
            Value::Tuple(knobs) => values.extend(knobs.items().iter().cloned()),
            knob => values.push(knob.clone()),
        }
    }
    let next = computed(machine, &values, |operands| {
        let (parameter, gradient) = (&operands[0], &operands[1]);
        let initial = match &operands[2..states] {
            [] => row.states.iter().map(|state| initial(*state, gradient)).collect::<Result<Vec<_>, _>>()?,
            states => states.to_vec(),
        };
        row.apply(&StepInput { parameter, gradient, states: &initial, knobs: &operands[states..] })
    })?;
    next.map(Value::tuple).ok_or_else(|| error::no_method("apply!", &arguments.values[1..3], &[]))
}

/// A part of the state before the first step, for a parameter with this gradient.
fn initial(state: InitialState, gradient: &Tracked<f64>) -> Result<Tracked<f64>, ShapeError> {
    match state {
        InitialState::Number(value) => Ok(Tracked::number(value)),
        InitialState::Array(value) => {
            Tensor::scalar(value).broadcast_to(gradient.value().shape()).map(Tracked::constant)
        }
    }
}

/// The fields that hold the knobs of a row, each with its default as Julia writes it.
fn fields(row: &Optimiser) -> Vec<(&'static str, String)> {
    let mut fields: Vec<(&'static str, String)> = Vec::new();
    for knobs in row.knobs.chunk_by(|one, other| one.field == other.field) {
        let values: Vec<String> = knobs.iter().map(|knob| knob.default.to_string()).collect();
        let value = match values.as_slice() {
            [value] => value.clone(),
            values => format!("({})", values.join(", ")),
        };
        fields.push((knobs[0].field, value));
    }
    fields
}

/// The types, constructors and methods of all rows, in Julia.
pub(super) fn source() -> String {
    let mut out = String::new();
    for row in rows() {
        let _ = define(&mut out, row);
    }
    out
}

/// Writes what Julia knows of a row.
fn define(out: &mut String, row: &Optimiser) -> std::fmt::Result {
    let (name, fields) = (row.name, fields(row));
    let names: Vec<&str> = fields.iter().map(|(field, _)| *field).collect();
    let defaults: Vec<String> = fields.iter().map(|(field, value)| format!("{field} = {value}")).collect();
    let knobs: String = names.iter().map(|field| format!(", o.{field}")).collect();
    let given = names.join(", ");
    match row.constructs {
        Constructs::Knobs => {
            writeln!(out, "mutable struct {name}\n{}\nend", names.join("\n"))?;
            for given in 0..fields.len() {
                let values = fields[given..].iter().map(|(_, value)| value.as_str());
                let values: Vec<&str> = names[..given].iter().copied().chain(values).collect();
                writeln!(out, "{name}({}) = {name}({})", names[..given].join(", "), values.join(", "))?;
            }
            writeln!(out, "apply!(o::{name}, x, Δ) = _step(\"{name}\", x, Δ, nothing{knobs})[1]")
        }
        Constructs::KnobsAndState(state) => {
            writeln!(out, "mutable struct {name}\n{}\n{state}\nend", names.join("\n"))?;
            writeln!(out, "{name}({}) = {name}({}, _Memory())", defaults.join(", "), names.join(", "))?;
            writeln!(out, "apply!(o::{name}, x, Δ) = _apply(\"{name}\", o.{state}, x, Δ{knobs})")
        }
        Constructs::Chain(parts) => {
            let mut names = names.into_iter();
            let part = |part: &&str| {
                let count = rows().find(|row| row.name == *part).map_or(0, |row| self::fields(row).len());
                format!("{part}({})", names.by_ref().take(count).collect::<Vec<_>>().join(", "))
            };
            let parts: Vec<String> = parts.iter().map(part).collect();
            writeln!(out, "{name}({}) = Optimiser({})", defaults.join(", "), parts.join(", "))
        }
    }?;
    // The form of the years before Flux 0.7, with the parameters first.
    if fields.is_empty() || fields.iter().any(|(field, _)| *field == "decay") {
        return Ok(());
    }
    let arguments = defaults.join(", ");
    writeln!(
        out,
        "{name}(ps::_Params, {arguments}; decay = 0.0) = _legacy(\"{name}\", {name}({given}), ps, decay)"
    )
}

/// The help of every constructor. The example reads the first knob.
pub(super) fn helps() -> impl Iterator<Item = Help> {
    rows().map(|row| {
        let knobs: Vec<String> =
            row.knobs.iter().map(|knob| format!("`{}`: {}", knob.symbol, knob.about)).collect();
        let about = sentence(row.about);
        let example = match (row.constructs, fields(row).into_iter().next()) {
            (Constructs::Chain(parts), _) => (format!("length({}().os)", row.name), parts.len().to_string()),
            (_, Some((field, value))) => (format!("{}().{field}", row.name), value),
            (_, None) => (format!("{}() isa {}", row.name, row.name), "true".to_owned()),
        };
        Help {
            module: "Flux.Optimise",
            name: row.name,
            help: Cow::Owned(format!("{about} ({}).", knobs.join("; "))),
            example: (Cow::Owned(example.0), Cow::Owned(example.1)),
        }
    })
}
