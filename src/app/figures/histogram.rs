//! How the numbers of an array are distributed.

use leptos::prelude::*;

use super::frame::{Parts, Slot, Words};
use super::parts::hue;
use crate::app::canvas::{Stage, chart_theme};
use crate::app::reactive::{derived, memo};
use crate::chart::histogram::Histogram;
use crate::kernel::query;
use crate::lesson::figures;
use crate::view::files::table;

/// Builds the figure.
pub fn parts(slot: &Slot, settings: figures::Histogram) -> Parts {
    let figures::Histogram { of, x, bins, number, count } = settings;
    let hue = hue(slot.store, &of).unwrap_or_default();
    let asked = slot.store.ask(query::Histogram { code: of.to_string(), x, bins: bins.0 as u32 });
    let names = [number, count.clone()];
    let chart = memo(move || {
        let counts = asked.with(|counted| counted.counts.clone()).unwrap_or_default();
        Histogram { x, counts, names: names.clone() }
    });
    let (stage, theme) = (Stage::new(), chart_theme());
    stage.base(move |size| {
        let theme = theme.get();
        let color = theme.hue(&hue).unwrap_or(theme.height);
        chart.with(|chart| chart.base(&chart.frame(size), &theme, color))
    });
    let words = derived(move || asked.with(|counted| counted.in_words(&count)).unwrap_or_default());
    let rows = move || {
        let width = (x[1] - x[0]) / bins.0 as f64;
        let counts = chart.with_untracked(|chart| chart.counts.clone()).into_iter().enumerate();
        let rows = counts.map(|(bin, count)| {
            let from = x[0] + width * bin as f64;
            [from, from + width, f64::from(count)]
        });
        table(&["from", "to", "count"], rows.collect::<Vec<_>>())
    };
    let views = stage.view(|width| figures::Histogram::HEIGHT.at(width), ().into_any());
    Parts::new(views, [stage], asked.problem, Words::Line(words), rows)
}
