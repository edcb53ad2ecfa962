//! Training: what starts and stops it, how far it is, and its settings.

use leptos::prelude::*;

use super::bench::Bench;
use super::settings;
use crate::app::reactive::derived;
use crate::lab::digits::message::Request;
use crate::view::laboratory::digits::words;

/// The dock: three columns on a wide window; on a narrow one what trains, under a fold with the settings.
pub fn view(bench: Bench, is_wide: bool) -> AnyView {
    if is_wide {
        return view! {
            <div class="real__dock" role="group" aria-label="Training">
                <div class="real__train">{buttons(bench)} {progress(bench)} {again(bench)}</div>
                <div class="real__set">{settings::view(bench)}</div>
            </div>
        }
        .into_any();
    }
    let now = move || bench.setup.with(|setup| words::setup(bench.set, setup));
    view! {
        <details class="fold">
            <summary class="fold__title">"Settings" <span class="fold__words">{now}</span></summary>
            <div class="fold__content real__set">{settings::view(bench)}</div>
        </details>
        <div class="real__dock" role="group" aria-label="Training">
            {progress(bench)}
            <div class="dock__buttons">{buttons(bench)} {again(bench)}</div>
        </div>
    }
    .into_any()
}

fn buttons(bench: Bench) -> AnyView {
    let is_playing = Memo::new(move |_| bench.picture.with(|picture| picture.is_playing));
    let toggle = move |_| match is_playing.get_untracked() {
        true => bench.request(Request::Pause),
        false => bench.train(bench.epochs.get_untracked()),
    };
    view! {
        <button
            class="button button--primary play"
            type="button"
            data-playing=move || is_playing.get().to_string()
            on:click=toggle
        >
            <svg class="play__mark" viewBox="0 0 11 12" aria-hidden="true">
                <path d=move || if is_playing.get() { "M1 1h9.5v9.5h-9.5z" } else { "M1 .5v11l9.5-5.5z" }></path>
            </svg>
            {move || if is_playing.get() { "Stop" } else { "Train" }}
        </button>
        <button class="button" type="button" on:click=move |_| bench.train(1)>"Epoch"</button>
    }
    .into_any()
}

fn again(bench: Bench) -> AnyView {
    view! {
        <button class="button" type="button" on:click=move |_| bench.request(Request::Reset)>"Reset"</button>
    }
    .into_any()
}

/// How far training is: a bar and words. While it trains, the words change with every picture and are not read out; what
/// came of it is, once it stands still.
fn progress(bench: Bench) -> AnyView {
    let share = derived(move || bench.picture.with(|picture| words::share_done(picture)));
    let now = move || {
        let counts = bench.opened.with(|opened| opened.counts);
        bench.picture.with(|picture| words::progress(picture, counts[0]))
    };
    let lost = move || {
        bench.picture.with(|picture| picture.is_lost).then_some(
            "The loss is not a finite number any more: the steps are too large. Lower the learning rate, then press Reset.",
        )
    };
    let still = bench.still();
    let told = move || {
        let counts = bench.opened.with(|opened| opened.counts);
        let is_trained = still.with(|still| still.step > 0 && !still.is_playing);
        is_trained.then(|| bench.verdict.with_untracked(|verdict| words::verdict(verdict, counts)))
    };
    view! {
        <div class="going">
            <progress class="going__bar" max="1" prop:value=share aria-label="Progress of training"></progress>
            <p class="going__words">{now}</p>
            <p class="going__lost" role="alert">{lost}</p>
            <p class="unseen" role="status">{told}</p>
        </div>
    }
    .into_any()
}
