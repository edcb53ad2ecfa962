//! The losses of the engine's table, in cells: a function for each row, its options as keywords.

use std::borrow::Cow;
use std::fmt::Write;

use super::base;
use super::help::{Help, sentence};
use crate::autodiff::Tracked;
use crate::language::array::recorded::computed;
use crate::language::display::{plain, show};
use crate::language::error::{self, Fallible};
use crate::language::value::{Arguments, Native};
use crate::language::{Machine, OWN, Value};
use crate::nn::{LOSSES, Loss, LossInput, loss};
use crate::tensor::Tensor;

/// The module whose names they are.
pub(super) const MODULE: &str = "Flux.losses";

pub(super) static NATIVES: &[Native] = &[Native {
    module: OWN,
    ..base(
        "_loss",
        (3, usize::MAX),
        "The loss of a row, from predictions, targets and options.",
        ("Flux.mse([1.0, 3.0], [1.0, 1.0])", "2.0"),
        compute,
    )
}];

/// `_loss(name, ŷ, y, options...)`.
fn compute(machine: &mut Machine, arguments: Arguments<'_>) -> Fallible<Value> {
    let [name, operands @ ..] = arguments.values else { return Ok(Value::Nothing) };
    let name = plain(name);
    let Some(row) = loss(&name) else { return Err(error::undefined(&name, None)) };
    let value = computed(machine, operands, |operands| {
        let input = LossInput { predicted: &operands[0], target: &operands[1], options: &operands[2..] };
        Ok(vec![row.with(&input)?])
    })?;
    let value = value.and_then(|values| values.into_iter().next());
    value.ok_or_else(|| error::no_method(&name, &operands[..2], &[]))
}

/// What today's Flux calls the losses that it has renamed.
static RENAMED: &[(&str, &str)] = &[("hinge_loss", "hinge"), ("poisson_loss", "poisson")];

/// The functions of all rows, in Julia.
pub(super) fn source() -> String {
    let mut out = String::new();
    for (new, name) in RENAMED {
        let _ = writeln!(out, "{new}(ŷ, y) = _loss(\"{name}\", ŷ, y)");
    }
    for row in LOSSES {
        let name = row.name;
        let keywords: Vec<String> =
            row.options.iter().map(|option| format!("{} = {}", option.field, option.default)).collect();
        let keywords = if keywords.is_empty() { String::new() } else { format!("; {}", keywords.join(", ")) };
        let options: String = row.options.iter().map(|option| format!(", {}", option.field)).collect();
        let _ = writeln!(out, "{name}(ŷ, y{keywords}) = _loss(\"{name}\", ŷ, y{options})");
    }
    out
}

/// The help of every loss. What the example gives is computed by the row itself.
pub(super) fn helps() -> impl Iterator<Item = Help> {
    LOSSES.iter().map(|row| Help {
        module: MODULE,
        name: row.name,
        help: Cow::Owned(sentence(row.about) + "."),
        example: (
            Cow::Owned(format!("Flux.{}([0.75, 0.25], [0.5, 0.5])", row.name)),
            Cow::Owned(example(row).map_or_else(String::new, |value| show(&Value::Float(value)))),
        ),
    })
}

/// What a row gives in its example.
fn example(row: &Loss) -> Option<f64> {
    let vector = |entries: [f64; 2]| Tensor::from_column_major(&[2], entries.into()).map(Tracked::constant);
    let (predicted, target) = (vector([0.75, 0.25]).ok()?, vector([0.5, 0.5]).ok()?);
    row.of(&predicted, &target).ok()?.value().item()
}
