//! Observations and a curve with knobs: how far it misses each, and the loss that is made of it.

use leptos::prelude::*;

use super::observed::Observed;
use super::parts::{Parts, numbers, values};
use super::save::{Save, table};
use super::words::known;
use crate::app::canvas::{Stage, chart_theme};
use crate::app::reactive::derived;
use crate::app::store::{ParamHandle, Store};
use crate::lesson::spec::Figure;

/// Height for width, and the least and the largest height in CSS pixels.
const TALL: f64 = 0.62;
const HEIGHTS: [f64; 2] = [230.0, 460.0];

/// Builds the figure.
pub fn view(store: Store, _index: u32, figure: Figure) -> AnyView {
    let of = figure.text("of").to_owned();
    let observed = Observed::new(store, &figure, &of);
    let stage = Stage::new();
    let words = words(store, &figure, observed);
    let name = figure.text("axis").to_owned();
    let rows = Callback::new(move |()| table(&["t", &name, &of, "miss"], observed.rows()));
    let save = Save { title: figure.title.clone(), stages: vec![stage], theme: chart_theme(), numbers: rows };
    let views = observed.view(stage, |width| (width * TALL).clamp(HEIGHTS[0], HEIGHTS[1]));
    Parts { views, problem: observed.problem, words, rule: ().into_any(), save }.view(store, &figure)
}

/// The knobs, the loss, and how the curve does.
fn words(store: Store, figure: &Figure, observed: Observed) -> Signal<String> {
    let is_said = |knob: &ParamHandle| !figure.texts("at").contains(&knob.spec().name);
    let knobs = figure.controls.iter().filter_map(|index| store.param_at(*index));
    let knobs: Vec<_> = knobs.filter(is_said).collect();
    let code = figure.text("loss").to_owned();
    let loss = (!code.is_empty()).then(|| numbers(store, code.clone()));
    let misses = observed.in_words(figure.text("of"));
    derived(move || {
        let loss = loss.map(|loss| {
            let value = loss.good.with(|loss| loss.as_ref().and_then(|loss| loss.first().copied()));
            format!("{code} = {}", known(value))
        });
        let parts = [Some(values(&knobs)), loss, Some(misses.get())];
        parts.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
    })
}
