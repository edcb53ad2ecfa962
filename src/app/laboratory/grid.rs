//! The bent grid: how a layer sees the plane.

use leptos::prelude::*;

use super::state::Lab;
use crate::app::canvas::{Stage, chart_theme};
use crate::app::reactive::memo;
use crate::chart::{Bent, Picture as Marks};
use crate::view::laboratory::naming;

/// The bent grid of a layer in the box that it is given; the layer can be chosen.
pub fn view(lab: Lab) -> AnyView {
    lab.watch_while_shown(|watch| watch.grid = Some(1), |watch| watch.grid = None);
    let stage = Stage::new();
    let theme = chart_theme();
    let wanted = memo(move || {
        lab.points.with(|points| points.iter().flatten().map(|point| point.wanted).collect::<Vec<_>>())
    });
    stage.base(move |size| {
        lab.picture.with(|picture| {
            let Some(grid) = &picture.grid else { return Marks::default() };
            wanted.with(|wanted| {
                let bent = Bent { lines: &grid.lines, points: &grid.points, wanted };
                theme.with(|theme| bent.draw(&bent.frame(size), theme))
            })
        })
    });
    let layers = memo(move || lab.settings.with(|settings| settings.layers.len() + 1));
    let options = move || {
        let option = |layer: usize| {
            let is_shown = move || lab.watch.with(|watch| watch.grid == Some(layer as u32));
            let name = lab.settings.with_untracked(|settings| naming::layer(settings, layer));
            view! { <option value=layer.to_string() prop:selected=is_shown>{name}</option> }
        };
        (1..=layers.get()).map(option).collect_view()
    };
    let choose = move |event| {
        if let Ok(layer) = event_target_value(&event).parse() {
            lab.watch.update(|watch| watch.grid = Some(layer));
        }
    };
    let axes = move || {
        let axes = lab.picture.with(|picture| picture.grid.as_ref().map(|grid| grid.axes.clone()));
        axes.map_or(String::new(), |[across, up]| match up.is_empty() {
            true => format!("Across: {across}."),
            false => format!("Across: {across}; up: {up}."),
        })
    };
    view! {
        <div class="view" role="group" aria-label="Bent grid">
            <div class="view__head">
                <span class="choice">
                    <select class="choice__field" aria-label="Layer" on:change=choose>{options}</select>
                </span>
                <span class="view__words">"A square grid over the inputs, and the points, as this layer sees them. " {axes}</span>
            </div>
            <div class="view__stage">{stage.filling(().into_any())}</div>
        </div>
    }
    .into_any()
}
