//! The slope of a function worked out by rules: its formula as a growing tree, compared with what the tape needs.

use leptos::prelude::*;

use super::frame::{Parts, Slot, Stepping, Words};
use super::stepper::Stepper;
use crate::app::canvas::{Stage, chart_theme};
use crate::app::reactive::{derived, memo};
use crate::kernel::query;
use crate::lesson::figures;
use crate::view::derivation::drawn;
use crate::view::files::table;

/// Builds the figure.
pub fn parts(slot: &Slot, settings: figures::Rules) -> Parts {
    let of = settings.of.to_string();
    let derivation = slot.store.ask(query::Rules { of: of.clone(), at: settings.at.to_string() });
    let steps =
        memo(move || derivation.with(|derivation| derivation.steps.len().saturating_sub(1)).unwrap_or(0));
    let stepper = Stepper::new(steps.into(), false);
    let tree = memo(move || {
        let reached = stepper.reached();
        derivation.with(|derivation| derivation.steps.get(reached).map(drawn)).flatten().unwrap_or_default()
    });
    let (stage, theme) = (Stage::new(), chart_theme());
    stage.base(move |size| {
        let theme = theme.get();
        tree.with(|tree| tree.base(size, &theme))
    });
    let place = derived(move || {
        let symbols = tree.with(|tree| tree.nodes.len());
        format!("rule {} of {}, {symbols} symbols", stepper.reached(), stepper.steps.get())
    });
    let happened = derived(move || {
        let reached = stepper.reached();
        derivation.with(|derivation| derivation.told(&of, reached)).unwrap_or_default()
    });
    let rows = move || {
        let rows = derivation.with_untracked(|derivation| {
            let stages = derivation.steps.iter().enumerate();
            stages.map(|(at, stage)| [at as f64, stage.parts.len() as f64]).collect::<Vec<_>>()
        });
        table(&["rule", "symbols"], rows.unwrap_or_default())
    };
    let views = stage.view(|width| figures::Rules::HEIGHT.at(width), ().into_any());
    Parts::new(views, [stage], derivation.problem, Words::sentence(happened), rows).stepped(Stepping {
        stepper,
        place,
        happened,
        is_locked: Signal::stored(false),
    })
}
