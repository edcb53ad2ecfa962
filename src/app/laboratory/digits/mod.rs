//! The page of real data: a network that learns handwritten digits, or another set of the table, in the place of the
//! laboratory of points.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::{client, layout};
use crate::app::browser::{add, mark};
use crate::app::client::State;
use crate::app::keep;
use crate::app::reactive::react;
use crate::lab::digits::RealSet;
use crate::view::route::LABORATORY;
pub use bench::Bench;

mod bench;
mod confusion;
mod curves;
mod dock;
mod features;
mod gallery;
mod guess;
mod keeping;
mod pad;
mod pixels;
mod sets;
mod settings;
mod source;
mod units;

/// The page of the set of this name, and its conversation with the worker; words where there is no such set.
pub fn open(name: &str) -> (AnyView, Option<Bench>) {
    let Some(set) = RealSet::named(name) else { return (unknown(name), None) };
    document().set_title(&format!("{} · The laboratory · Fluxion", set.title));
    let bench = Bench::begin(set, keeping::load(set));
    react(move || {
        let kept = bench.kept();
        keep::soon(move || keeping::save(set, &kept));
    });
    publish(bench);
    if let Some(bar) = document().get_element_by_id("bar-laboratory") {
        let back = || view! { <a class="bar__link" href=LABORATORY>"Points in the plane"</a> };
        add(bar.unchecked_into(), back);
    }
    (view(bench), Some(bench))
}

fn unknown(name: &str) -> AnyView {
    let words = format!("There is no data set “{name}”. There are: ");
    view! { <p>{words}</p> {sets::links(None)} }.into_any()
}

fn view(bench: Bench) -> AnyView {
    let is_wide = layout::is_wide();
    let ground = move || {
        source::words(bench).unwrap_or_else(|| {
            view! {
                <div class="real" data-shape=move || if is_wide.get() { "wide" } else { "narrow" }>
                    {network(bench, is_wide)}
                    <section class="real__says" aria-label="How good it is">
                        {curves::view(bench)}
                        {confusion::view(bench)}
                    </section>
                    {gallery::view(bench)}
                    {move || dock::view(bench, is_wide.get())}
                </div>
            }
            .into_any()
        })
    };
    view! { {ground} {notice(bench)} }.into_any()
}

/// The hero: what goes in, what each unit looks for and says, what comes out.
fn network(bench: Bench, is_wide: Signal<bool>) -> AnyView {
    let set = bench.set;
    let hand = if set.is_picture() { pad::view(bench) } else { features::view(bench) };
    view! {
        <section class="real__network" aria-label="Network">
            {sets::links(Some(set))}
            <p class="real__about">{set.about} " " <span class="real__source">{set.source}</span></p>
            <div class="real__way">
                {hand}
                {guess::view(bench)}
            </div>
            {units::view(bench, is_wide)}
        </section>
    }
    .into_any()
}

/// What the learner should know about the worker and cannot see.
fn notice(bench: Bench) -> AnyView {
    let again = |words: &'static str, label: &'static str| {
        view! {
            <span>{words}</span>
            <button class="button" type="button" on:click=|_| client::restart()>{label}</button>
        }
        .into_any()
    };
    let words = move || match bench.worker.get() {
        State::Missing => Some(again("The engine could not be loaded. Your settings are kept.", "Try again")),
        State::Failed => {
            Some(again("The engine broke down several times in a row, so it was stopped.", "Start again"))
        }
        State::Late => Some(again("The engine is still busy.", "Stop it")),
        State::Starting | State::Ready => bench.notice.get().map(|words| {
            view! {
                <span>{words}</span>
                <button class="button" type="button" on:click=move |_| bench.notice.set(None)>"Close"</button>
            }
            .into_any()
        }),
    };
    view! { <div class="notice" role="status">{words}</div> }.into_any()
}

/// Publishes what is shown, for tests and curious engineers.
fn publish(bench: Bench) {
    let Some(place) = document().get_element_by_id("laboratory") else { return };
    react(move || {
        bench.picture.with(|picture| {
            mark(&place, "data-step", &picture.step.to_string());
            mark(&place, "data-playing", &picture.is_playing.to_string());
            mark(&place, "data-pictures", &picture.number.to_string());
        });
        bench.verdict.with(|verdict| mark(&place, "data-right", &verdict.right[1].to_string()));
    });
}
