//! The layers: what each unit of the first looks for, and what every unit says of what goes in.

use leptos::ev::{KeyboardEvent, PointerEvent};
use leptos::html;
use leptos::prelude::*;

use super::bench::Bench;
use super::pixels;
use crate::app::reactive::{derived, memo};
use crate::view::laboratory::digits::pixels::{Image, Shade, Tiles, most};
use crate::view::laboratory::digits::words;

/// Tiles in a row, on a narrow window and on a wide one.
const COLUMNS: [usize; 2] = [8, 16];

/// Every hidden layer, the first with its weights; without one, the weights of the outputs.
pub fn view(bench: Bench, is_wide: Signal<bool>) -> AnyView {
    let columns = derived(move || COLUMNS[usize::from(is_wide.get())]);
    let layers = memo(move || bench.picture.with(|picture| picture.filters.len()));
    let later =
        memo(move || bench.setup.with(|setup| setup.hidden.iter().skip(1).copied().collect::<Vec<_>>()));
    view! {
        <div class="units">
            {move || first(bench, layers.get(), columns.get())}
            {move || {
                let columns = 2 * columns.get();
                let layer = |(at, units): (usize, u32)| layer(bench, at + 1, units as usize, columns);
                later.get().into_iter().enumerate().map(layer).collect_view()
            }}
        </div>
    }
    .into_any()
}

/// What a layer says; the inputs are layer 0.
fn outputs(bench: Bench, layer: usize) -> Signal<Option<Vec<f64>>> {
    derived(move || {
        bench
            .picture
            .with(|picture| picture.shown.as_ref().and_then(|shown| shown.layers.get(layer).cloned()))
    })
}

fn first(bench: Bench, units: usize, columns: usize) -> AnyView {
    let set = bench.set;
    let is_output = move || bench.setup.with(|setup| setup.hidden.is_empty());
    let tiles = Tiles { units, columns: columns.min(units.max(1)), shape: set.shape };
    let said = outputs(bench, 1);
    let image = move |theme: &_| {
        bench.picture.with(|picture| {
            let is_there = picture.filters.len() == units && units > 0;
            is_there.then(|| tiles.image(&picture.filters, said.get().as_deref(), theme))
        })
    };
    let pointed = RwSignal::new(None::<usize>);
    let still = bench.still();
    let described = move || {
        pointed.get().map(|unit| {
            still.with(|picture| {
                let weights = picture.filters.get(unit).map_or(&[][..], Vec::as_slice);
                let layers = picture.shown.as_ref().and_then(|shown| shown.layers.get(1));
                let output = layers.and_then(|layer| layer.get(unit).copied());
                words::unit(set, unit, is_output(), weights, output)
            })
        })
    };
    let title =
        move || if is_output() { "The outputs".to_owned() } else { format!("Layer 1: {units} units") };
    let [width, height] = tiles.size();
    view! {
        <section class="units__layer" aria-label=title>
            <h2 class="lab__title">{title}</h2>
            <div class="units__stage" style:aspect-ratio=format!("{width} / {height}") style:--columns=tiles.columns.to_string()>
                {pixels::canvas("units__pixels", image)}
                {over(tiles, pointed, described)}
            </div>
            <p class="units__words">
                {move || described().unwrap_or_else(|| {
                    "Each picture is the weights of a unit: blue adds to what it says, orange takes away. The strip below is what it says now.".to_owned()
                })}
            </p>
        </section>
    }
    .into_any()
}

/// What takes the pointer and the keys, and shows which unit is pointed at.
fn over(
    tiles: Tiles,
    pointed: RwSignal<Option<usize>>,
    described: impl Fn() -> Option<String> + Copy + Send + Sync + 'static,
) -> AnyView {
    let place = NodeRef::<html::Div>::new();
    let point = move |event: PointerEvent| {
        if let Some(place) = place.get_untracked() {
            let size = [place.client_width(), place.client_height()].map(|side| f64::from(side.max(1)));
            pointed.set(
                tiles.at([f64::from(event.offset_x()) / size[0], f64::from(event.offset_y()) / size[1]]),
            );
        }
    };
    let side = move |at: usize| {
        move || format!("{:.3}%", 100.0 * pointed.get().map_or(0.0, |unit| tiles.place(unit)[at]))
    };
    view! {
        <div
            class="units__press"
            node_ref=place
            role="slider"
            tabindex="0"
            aria-label="Unit"
            aria-valuemin="1"
            aria-valuemax=tiles.units
            aria-valuenow=move || pointed.get().map_or(1, |unit| unit + 1)
            aria-valuetext=move || described().unwrap_or_else(|| format!("{} units", tiles.units))
            on:pointermove=point
            on:pointerdown=point
            on:pointerleave=move |_| pointed.set(None)
            on:focus=move |_| pointed.update(|unit| *unit = unit.or(Some(0)))
            on:blur=move |_| pointed.set(None)
            on:keydown=move |event| key(tiles, pointed, &event)
        ></div>
        <span
            class="units__mark"
            hidden=move || pointed.get().is_none()
            style:left=side(0)
            style:top=side(1)
            style:width=side(2)
            style:height=side(3)
            aria-hidden="true"
        ></span>
    }
    .into_any()
}

/// Moves from unit to unit with the arrow keys.
fn key(tiles: Tiles, pointed: RwSignal<Option<usize>>, event: &KeyboardEvent) {
    let (now, last) = (pointed.get_untracked().unwrap_or(0), tiles.units.saturating_sub(1));
    let next = match event.key().as_str() {
        "ArrowRight" => now + 1,
        "ArrowLeft" => now.saturating_sub(1),
        "ArrowDown" => now + tiles.columns,
        "ArrowUp" => now.checked_sub(tiles.columns).unwrap_or(now),
        "Home" => 0,
        "End" => last,
        "Escape" => return pointed.set(None),
        _ => return,
    };
    event.prevent_default();
    if next <= last {
        pointed.set(Some(next));
    }
}

/// What the units of a later layer say: a square for each.
fn layer(bench: Bench, at: usize, units: usize, columns: usize) -> AnyView {
    let said = outputs(bench, at + 1);
    let columns = columns.min(units.max(1));
    let image = move |theme: &_| {
        let said = said.get().filter(|said| said.len() == units).unwrap_or_else(|| vec![0.0; units]);
        let loudest = most(&said);
        let mut image = Image::new(columns, units.div_ceil(columns));
        image.put([0, 0], columns, said.iter().map(|value| Shade::Signed.color(*value, loudest, theme)));
        Some(image)
    };
    let title = format!("Layer {}: {units} units", at + 1);
    let still = bench.still();
    let spoken = move || {
        still.with(|picture| {
            let said = picture.shown.as_ref().and_then(|shown| shown.layers.get(at + 1));
            said.map(|said| words::loudest(said))
        })
    };
    view! {
        <section class="units__layer" aria-label=title.clone()>
            <h2 class="lab__title">{title.clone()}</h2>
            <div class="units__row" style:--columns=columns.to_string()>{pixels::canvas("units__pixels", image)}</div>
            <p class="unseen">{spoken}</p>
        </section>
    }
    .into_any()
}
