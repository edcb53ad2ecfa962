//! Play and pause, one batch, one epoch, and how fast.

use leptos::prelude::*;

use super::control::{Control, control};
use super::field::Choice;
use super::state::Lab;
use crate::lab::message::Request;

/// How many steps are trained between two pictures, and the words for it; 0 for as many as fit.
static PACES: &[(u32, &str)] =
    &[(1, "1/16×"), (4, "1/4×"), (16, "1×"), (64, "4×"), (256, "16×"), (0, "no limit")];

/// The usual pace.
pub const USUAL: u32 = 16;

/// The two buttons of a run: play, which pauses while it trains, and steps.
pub fn buttons(lab: Lab, pace: RwSignal<u32>) -> AnyView {
    let is_playing = Memo::new(move |_| lab.picture.with(|picture| picture.is_playing));
    let toggle = move |_| {
        lab.request(match is_playing.get_untracked() {
            true => Request::Pause,
            false => Request::Play { pace: pace.get_untracked() },
        });
    };
    let play = view! {
        <button class="button button--primary play" type="button" data-playing=move || is_playing.get().to_string() on:click=toggle>
            <svg class="play__mark" viewBox="0 0 11 12" aria-hidden="true">
                <path d=move || if is_playing.get() { "M1 .5h3v11h-3zM7 .5h3v11h-3z" } else { "M1 .5v11l9.5-5.5z" }></path>
            </svg>
            {move || if is_playing.get() { "Pause" } else { "Play" }}
        </button>
    };
    let steps = view! {
        <button class="button" type="button" on:click=move |_| lab.request(Request::Steps(1))>"Batch"</button>
        <button class="button" type="button" on:click=move |_| lab.request(Request::Epoch)>"Epoch"</button>
    };
    view! { {control(Control::Play, play)} {control(Control::Steps, steps)} }.into_any()
}

/// How many steps are trained between two pictures.
pub fn speed(lab: Lab, pace: RwSignal<u32>) -> AnyView {
    let value = Signal::derive(move || pace.get().to_string());
    let set = move |name: String| {
        pace.set(name.parse().unwrap_or(USUAL));
        if lab.picture.with_untracked(|picture| picture.is_playing) {
            lab.request(Request::Play { pace: pace.get_untracked() });
        }
    };
    let table = PACES.iter().map(|(pace, words)| (pace.to_string(), words.to_string())).collect();
    let view = view! { <span class="named">"Speed " <Choice label="Speed" table value set/></span> };
    control(Control::Speed, view)
}

/// A pace from outside, if it is one of those that can be chosen.
pub fn known(pace: Option<u32>) -> u32 {
    pace.filter(|pace| PACES.iter().any(|(own, _)| own == pace)).unwrap_or(USUAL)
}
