//! Where everything stands: three columns over a dock on a wide window, a stack over a sticky dock on a narrow one. The
//! order in the document is the order that is seen, so each has its own.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

use super::bench::Bench;
use super::control::Limits;
use super::field::afresh;
use super::state::Lab;
use super::views::{self, Shown};
use super::{
    code_cell, data, doctor, layers, losses, map, notice, play, start, take_along, timeline, training,
};
use crate::lab::Preset;
use crate::lab::settings::Source;
use crate::view::laboratory::sound::data_in_words;
use crate::view::laboratory::words::{INITIALISERS, LOSSES, number, written};

/// From this width on there is room for three columns (`style/laboratory.css` says the same).
const WIDE: &str = "(min-width: 68.75rem)";

/// The whole laboratory.
pub fn view(bench: Bench) -> AnyView {
    let shown = Shown::new(0);
    let arranged = move || if bench.is_wide.get() { wide(bench, shown) } else { narrow(bench, shown) };
    view! { {arranged} {notice::view(bench.session)} }.into_any()
}

/// Whether there is room for three columns, from now on.
pub fn is_wide() -> Signal<bool> {
    let list = window().match_media(WIDE).ok().flatten();
    let holds = RwSignal::new(list.as_ref().is_some_and(|list| list.matches()));
    if let Some(list) = list {
        let own = list.clone();
        let changed = Closure::<dyn FnMut()>::new(move || holds.set(own.matches()));
        // A browser too old to report changes keeps what it had at the start.
        let _ = list.add_event_listener_with_callback("change", changed.as_ref().unchecked_ref());
        let kept = StoredValue::new_local((list, changed));
        on_cleanup(move || {
            kept.try_with_value(|(list, changed)| {
                let _ = list.remove_event_listener_with_callback("change", changed.as_ref().unchecked_ref());
            });
        });
    }
    holds.into()
}

fn wide(bench: Bench, shown: Shown) -> AnyView {
    let lab = bench.session.lab;
    view! {
        <div class="lab" data-shape="wide">
            <section class="lab__data" aria-label="Data">
                <h2 class="lab__title">"Data"</h2>
                {data::view(lab)}
                {task(lab)}
            </section>
            <section class="lab__network" aria-label="Network">
                <div class="lab__head">{views::tabs(shown)} {layers::count(lab)} {views::next_step(lab, shown)}</div>
                {views::panel(lab, shown)}
                {doctor::view(lab)}
                {code_cell::panel(bench)}
            </section>
            <section class="lab__says" aria-label="What the network says">
                {map::view(lab)}
                {losses::view(lab)}
            </section>
            <div class="dock" role="group" aria-label="Training">
                <div class="dock__cell">{play::buttons(lab, bench.pace)}</div>
                <div class="dock__cell">{timeline::view(lab)} {play::speed(lab, bench.pace)}</div>
                <div class="dock__cell">{start_again(lab)}</div>
                <div class="dock__cell">{training::optimiser(lab)}</div>
                <div class="dock__cell">{training::rate(lab)} {training::schedule(lab)}</div>
                <div class="dock__cell dock__cell--ends">{training::loss(lab)} {training::penalties(lab)}</div>
            </div>
        </div>
    }
    .into_any()
}

fn start_again(lab: Lab) -> AnyView {
    view! { {start::reset(lab)} {start::new_weights(lab)} <span class="dock__end">{start::initialiser(lab)}</span> }
        .into_any()
}

fn narrow(bench: Bench, shown: Shown) -> AnyView {
    let lab = bench.session.lab;
    let data = view! { {data::view(lab)} {preset(lab)} };
    let data_now = move || lab.settings.with(data_in_words);
    let trained = view! {
        <div class="fold__row">{training::optimiser(lab)}</div>
        {training::rate(lab)}
        <div class="fold__row">{training::schedule(lab)}</div>
        <div class="fold__row">{training::loss(lab)} {training::penalties(lab)}</div>
        <div class="fold__row">{play::speed(lab, bench.pace)}</div>
    };
    let started = view! { <div class="fold__row">{start::new_weights(lab)} {start::initialiser(lab)}</div> };
    view! {
        <div class="lab" data-shape="narrow">
            {set_task()}
            <section aria-label="What the network says">
                {map::view(lab)}
                {doctor::view(lab)}
                {losses::view(lab)}
            </section>
            <section class="lab__network" aria-label="Network">
                <div class="lab__head">{views::tabs(shown)} {layers::count(lab)} {views::next_step(lab, shown)}</div>
                {views::panel(lab, shown)}
            </section>
            {fold("Data", data_now, data)}
            {fold("Training", move || training_in_words(lab), trained)}
            {fold("Start", move || start_in_words(lab), started)}
            {code_cell::fold(bench)}
            {fold("Take along", || "links, files".to_owned(), take_along::acts(bench))}
            <div class="dock" role="group" aria-label="Training">
                {timeline::view(lab)}
                <div class="dock__buttons">{play::buttons(lab, bench.pace)} {start::reset(lab)}</div>
            </div>
        </div>
    }
    .into_any()
}

/// A fold that says its settings while it is shut.
fn fold(
    title: &'static str,
    settings: impl Fn() -> String + Send + 'static,
    content: impl IntoView + 'static,
) -> AnyView {
    let content = content.into_any();
    view! {
        <details class="fold">
            <summary class="fold__title">{title} <span class="fold__words">{settings}</span></summary>
            <div class="fold__content">{content}</div>
        </details>
    }
    .into_any()
}

fn training_in_words(lab: Lab) -> String {
    lab.settings.with(|settings| {
        let training = &settings.training;
        let rate = training.knobs.first().map_or(String::new(), |rate| format!(", η = {}", number(*rate)));
        format!("{}{rate}, {}", training.optimiser, written(LOSSES, &training.loss).to_lowercase())
    })
}

fn start_in_words(lab: Lab) -> String {
    lab.settings
        .with(|settings| format!("seed {}, {}", settings.seed, written(INITIALISERS, &settings.initialiser)))
}

/// Something to try, or the task of the teacher whose link is open.
fn task(lab: Lab) -> AnyView {
    const USUAL: &str = "Press Play and watch it learn. How few units keep the test loss under 0.05?";
    let is_usual = expect_context::<Limits>().task.is_empty();
    match is_usual {
        true => said(USUAL.to_owned(), preset(lab)),
        false => set_task(),
    }
}

/// The task of the teacher whose link is open.
fn set_task() -> AnyView {
    match expect_context::<Limits>().task {
        task if task.is_empty() => ().into_any(),
        task => said(task, ().into_any()),
    }
}

/// The lesson's voice, and what to press.
fn said(words: String, act: AnyView) -> AnyView {
    view! {
        <div class="task">
            <h2 class="task__title">"Try"</h2>
            <p class="task__words">{words}</p>
            {act}
        </div>
    }
    .into_any()
}

/// A way to settings that learn the data set that is chosen.
fn preset(lab: Lab) -> AnyView {
    let preset = move || {
        lab.settings.with(|settings| match &settings.data.source {
            Source::Set(name) => Preset::named(name),
            Source::Own(_) => None,
        })
    };
    let take = move |_| {
        if let Some(preset) = preset() {
            lab.change(|settings| *settings = preset.settings());
        }
    };
    let act = view! {
        <button class="act" type="button" disabled=move || preset().is_none() on:click=take>"Settings that learn it"</button>
    };
    afresh(act)
}
