//! What goes into the network, and what comes out: the pixels, and a probability for each class.

use leptos::prelude::*;

use super::bench::Bench;
use super::pixels;
use crate::app::reactive::{derived, memo};
use crate::lab::digits::message::Look;
use crate::view::laboratory::digits::pixels::{Image, Shade};
use crate::view::laboratory::digits::words;

/// The pixels that go into the network, and whose they are.
pub fn seen(bench: Bench) -> AnyView {
    let set = bench.set;
    let [height, width] = set.shape;
    let image = move |theme: &_| {
        let values = match bench.look.get() {
            Look::Nothing => vec![0.0; set.size()],
            Look::Drawing(values) => values,
            Look::Example(at) => bench.opened.with(|opened| opened.tests.get(at as usize).cloned())?,
        };
        let mut image = Image::new(width, height);
        image.put([0, 0], width, values.iter().map(|value| Shade::Ink.color(*value, 1.0, theme)));
        Some(image)
    };
    let caption = move || match bench.look.get() {
        Look::Nothing => "Draw, or choose an example".to_owned(),
        Look::Drawing(_) => "Your drawing, brought to 8×8 pixels".to_owned(),
        Look::Example(at) => named(bench, at),
    };
    view! {
        <figure class="seen">
            <h2 class="lab__title">"What goes in"</h2>
            {pixels::canvas("seen__pixels", image)}
            <figcaption class="seen__words">{caption}</figcaption>
        </figure>
    }
    .into_any()
}

/// An example of the test in words.
pub fn named(bench: Bench, at: u32) -> String {
    bench.opened.with(|opened| {
        let example = opened.labels.get(at as usize).zip(opened.tests.get(at as usize));
        let words =
            |(label, features): (&u8, &Vec<f64>)| words::example(bench.set, at as usize, *label, features);
        example.map_or_else(String::new, words)
    })
}

/// The probabilities, as bars and in words.
pub fn view(bench: Bench) -> AnyView {
    let probabilities = memo(move || {
        bench.picture.with(|picture| picture.shown.as_ref().map(|shown| shown.probabilities.clone()))
    });
    let said = memo(move || probabilities.with(|all| words::said(all.as_ref()?)));
    let wanted = memo(move || bench.picture.with(|picture| picture.shown.as_ref()?.wanted));
    let row = move |(class, name): (usize, &&'static str)| {
        let share =
            derived(move || probabilities.with(|all| all.as_ref().and_then(|all| all.get(class).copied())));
        let is_said = move || (said.get() == Some(class)).to_string();
        let is_wanted = move || (wanted.get() == Some(class as u8)).to_string();
        view! {
            <li class="guess__row" data-said=is_said data-wanted=is_wanted>
                <span class="guess__name">{*name}</span>
                <span class="guess__bar" aria-hidden="true">
                    <span class="guess__part" style:--share=move || format!("{:.4}", share.get().unwrap_or(0.0))></span>
                </span>
                <span class="guess__share">{move || share.get().map_or_else(|| "–".to_owned(), words::percent)}</span>
            </li>
        }
    };
    let still = bench.still();
    let spoken = move || still.with(|still| still.shown.as_ref().map(|shown| words::guess(bench.set, shown)));
    view! {
        <div class="guess">
            <h2 class="lab__title">"What it says"</h2>
            <ul class="guess__rows" role="list" aria-label="Probabilities">
                {bench.set.classes.iter().enumerate().map(row).collect_view()}
            </ul>
            <p class="guess__words" aria-live="polite">{spoken}</p>
        </div>
    }
    .into_any()
}
