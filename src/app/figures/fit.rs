//! Observations and a curve with knobs: how far it misses each observation, and the loss.

use leptos::prelude::*;

use super::frame::{Parts, Slot, Words};
use super::observed::Observed;
use super::parts::{numbers, values};
use crate::app::canvas::Stage;
use crate::app::reactive::derived;
use crate::app::store::ParamHandle;
use crate::lesson::figures::{self, Expression};
use crate::view::files::table;
use crate::view::words::known;

/// Builds the figure.
pub fn parts(slot: &Slot, settings: figures::Fit) -> Parts {
    let (store, of) = (slot.store, settings.of.to_string());
    let at = settings.at.as_ref().map(|at| slot.param(at));
    let observed = Observed::new(slot, &settings.seen, &of, at);
    let stage = Stage::new();
    let knobs = slot.controls.iter().filter_map(|index| store.param_at(*index));
    let knobs = knobs.filter(|knob| at.is_none_or(|at| at.spec().name != knob.spec().name));
    let words = words(slot, &of, knobs.collect(), settings.loss, observed);
    let name = settings.seen.axis.unwrap_or_default();
    let rows = move || table(&["t", &name, &of, "miss"], observed.rows());
    let views = observed.view(stage, |width| figures::Fit::HEIGHT.at(width));
    Parts::new(views, [stage], observed.problem, Words::Line(words), rows)
}

/// The knobs, the loss, and how well the curve fits.
fn words(
    slot: &Slot,
    of: &str,
    knobs: Vec<ParamHandle>,
    loss: Option<Expression>,
    observed: Observed,
) -> Signal<String> {
    let loss = loss.map(|code| (code.to_string(), numbers(slot.store, code.to_string())));
    let misses = observed.in_words(of);
    derived(move || {
        let loss = loss.as_ref().map(|(code, loss)| {
            let value = loss.with(|loss| loss.first().copied()).flatten();
            format!("{code} = {}", known(value))
        });
        let parts = [Some(values(&knobs)), loss, Some(misses.get())];
        parts.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
    })
}
