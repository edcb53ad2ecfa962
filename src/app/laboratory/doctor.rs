//! The doctor: one line that says what is wrong with the run, with numbers, and at most two ways out.

use leptos::prelude::*;

use super::state::Lab;
use crate::app::reactive::memo;
use crate::lab::message::{Diagnosis, WayOut};

/// The words whose colours are those of the curves.
const CURVES: [(&str, &str); 2] = [("test loss", "violet"), ("training loss", "green")];

/// The line; it keeps its height with nothing to say.
pub fn view(lab: Lab) -> AnyView {
    let diagnosis = memo(move || lab.picture.with(|picture| picture.diagnosis.clone()));
    let line = move || diagnosis.get().map(|diagnosis| said(lab, diagnosis));
    view! { <div class="doctor" role="status" aria-live="polite" aria-atomic="true">{line}</div> }.into_any()
}

fn said(lab: Lab, diagnosis: Diagnosis) -> AnyView {
    let way = move |way: WayOut| {
        let press = move |_| way.requests.iter().cloned().for_each(|request| lab.request(request));
        view! { <button class="doctor__way" type="button" on:click=press>{way.label}</button> }
    };
    let ring = diagnosis.step.map(|_| view! { <span class="doctor__ring" aria-hidden="true"></span> });
    view! {
        <p class="doctor__words">{ring} {coloured(&diagnosis.words)}</p>
        {diagnosis.ways.into_iter().take(2).map(way).collect_view()}
    }
    .into_any()
}

/// A sentence in which the first mention of a curve has the curve's colour.
fn coloured(words: &str) -> AnyView {
    let found = CURVES.iter().find_map(|(name, hue)| Some((words.split_once(name)?, *name, *hue)));
    match found {
        Some(((before, after), name, hue)) => {
            let (before, after) = (before.to_owned(), after.to_owned());
            view! { {before} <span data-hue=hue>{name}</span> {after} }.into_any()
        }
        None => words.to_owned().into_any(),
    }
}
