//! A function of the plane that decides between two classes: its decision map, labelled points, and how many it is
//! right about.

use leptos::prelude::*;

use super::frame::{Parts, Slot, Words};
use super::parts::values;
use crate::app::canvas::{Stage, chart_theme};
use crate::app::reactive::derived;
use crate::chart::{Aspect, Contour, Decision, Grid, Picture, Theme};
use crate::kernel::query::{self, Decided};
use crate::lesson::figures;
use crate::view::decision::labelled;
use crate::view::files::table;

/// Places along each side of the grid that the function is sampled on.
const SIDE: u32 = 97;

/// Builds the figure.
pub fn parts(slot: &Slot, settings: figures::Decision) -> Parts {
    let figures::Decision { of, points, wanted, x, y, axes } = settings;
    let query = query::Decision {
        of: of.to_string(),
        x,
        y,
        size: [SIDE; 2],
        points: points.to_string(),
        wanted: wanted.to_string(),
    };
    let axes = axes.unwrap_or_else(|| ["x", "y"].map(str::to_owned));
    let names = axes.clone();
    let chart = move |grid| Decision::new(grid, [&names[0], &names[1]]);
    let blank = (chart(Grid::unknown(x, y)), Decided::default());
    let read = move |decided: &Decided| {
        let grid = Grid::new(x, y, [SIDE as usize; 2], decided.z.clone())?;
        Some((chart(grid), decided.clone()))
    };
    let shown = slot.store.ask(query).filter_map_from(blank, read);
    let (stage, theme) = (Stage::new(), chart_theme());
    let draw = move |layer: fn(&Decision, &Decided, [f64; 2], &Theme) -> Picture| {
        move |size| {
            let theme = theme.get();
            shown.with(|(chart, decided)| layer(chart, decided, size, &theme)).unwrap_or_default()
        }
    };
    stage.base(draw(|chart, _, size, theme| chart.base(&chart.frame(size), theme)));
    stage.overlay(draw(|chart, decided, size, theme| {
        chart.overlay(&chart.frame(size), theme, &labelled(decided))
    }));
    let knobs: Vec<_> = slot.controls.iter().filter_map(|index| slot.store.param_at(*index)).collect();
    let name = of.to_string();
    let words = derived(move || {
        let right = shown.with(|(_, decided)| decided.in_words(&name));
        let parts = [values(&knobs), right.unwrap_or_default()];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
    });
    let columns = [axes[0].clone(), axes[1].clone(), "class".to_owned(), of.to_string()];
    let rows = move || {
        let rows = shown.with_untracked(|(_, decided)| decided.rows());
        table(&columns.each_ref().map(String::as_str), rows.unwrap_or_default())
    };
    let views = stage.view(move |width| Contour::height_for([x, y], Aspect::True, width), ().into_any());
    Parts::new(views, [stage], shown.problem, Words::Line(words), rows)
}
