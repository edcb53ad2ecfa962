//! Forward mode against reverse mode: the cost of all slopes of a function, counted.

use leptos::prelude::*;

use super::frame::{Parts, Slot, Words};
use crate::app::canvas::{Stage, chart_theme};
use crate::app::reactive::{derived, memo};
use crate::chart::Bars;
use crate::kernel::query::{self, DerivativeCosts};
use crate::lesson::figures;
use crate::view::files::table;

/// Builds the figure.
pub fn parts(slot: &Slot, settings: figures::Costs) -> Parts {
    let query = query::Costs { of: settings.of.to_string(), at: settings.inputs.to_string() };
    let costs = slot.store.ask(query);
    let now = move || costs.good.get().unwrap_or_default();
    let (stage, theme) = (Stage::new(), chart_theme());
    let chart = memo(move || now().chart());
    stage.base(move |[width, _]| chart.with(|chart| chart.base(width, &theme.get())));
    let views = stage.view(move |_| chart.with(Bars::height), ().into_any());
    let words = derived(move || costs.good.get().map(DerivativeCosts::in_words).unwrap_or_default());
    let numbers = move || {
        let DerivativeCosts { operations, kept, .. } = untrack(now);
        let rows =
            (0..2).map(|way| [way, operations[way] as usize, kept[way] as usize].map(|count| count as f64));
        table(&["backwards", "operations", "numbers kept"], rows)
    };
    Parts::new(views, [stage], costs.problem, Words::Line(words), numbers)
}
