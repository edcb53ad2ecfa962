//! Histograms of weights, activations and gradients, layer after layer.

use leptos::prelude::*;

use super::state::Lab;
use crate::app::canvas::{Stage, chart_theme};
use crate::chart::{Bins, Multiples, Picture as Marks, short_number};
use crate::lab::Settings;
use crate::lab::message::Picture;
use crate::view::laboratory::naming;

/// What is counted, in the order of the message.
const COLUMNS: [&str; 3] = ["Weights", "Activations", "Gradients"];

/// The histograms in the box that they are given.
pub fn view(lab: Lab) -> AnyView {
    lab.watch_while_shown(|watch| watch.histograms = true, |watch| watch.histograms = false);
    let stage = Stage::new();
    let theme = chart_theme();
    let drawn = move |size: [f64; 2]| {
        lab.picture.with(|picture| {
            let settings = lab.settings.get();
            let rows = rows(&settings, picture);
            if rows.is_empty() {
                return Marks::default();
            }
            theme.with(|theme| Multiples { columns: COLUMNS, rows }.draw(size, theme))
        })
    };
    stage.base(drawn);
    let still = lab.still();
    let words = move || still.with(|still| lab.settings.with(|settings| in_words(settings, &still.0)));
    view! {
        <div class="view" role="group" aria-label="Histograms">
            <div class="view__stage">{stage.filling(().into_any())}</div>
            <p class="view__words">
                "Each histogram has a scale of its own; the tick marks zero. Gradients are those of the next batch."
            </p>
            <p class="unseen">{words}</p>
        </div>
    }
    .into_any()
}

/// A row for each layer.
fn rows<'a>(settings: &Settings, picture: &'a Picture) -> Vec<(String, [Bins<'a>; 3])> {
    let row = |(layer, histograms): (usize, &'a [crate::lab::message::Histogram; 3])| {
        let bins = histograms.each_ref().map(|own| Bins { range: own.range, counts: &own.counts });
        (naming::layer(settings, layer + 1), bins)
    };
    picture.histograms.iter().enumerate().map(row).collect()
}

fn in_words(settings: &Settings, picture: &Picture) -> String {
    let row = |(name, bins): (String, [Bins<'_>; 3])| {
        let one = |(column, bins): (&str, &Bins<'_>)| {
            let [low, high] = bins.range.map(short_number);
            format!("{} from {low} to {high}", column.to_lowercase())
        };
        let all: Vec<String> = COLUMNS.into_iter().zip(&bins).map(one).collect();
        format!("{name}: {}.", all.join(", "))
    };
    rows(settings, picture).into_iter().map(row).collect::<Vec<_>>().join(" ")
}
