//! The place on the map that the learner has chosen: its loss, and the offer to put the weights there.

use leptos::prelude::*;

use super::ground::Ground;
use crate::app::laboratory::control::{Control, control};
use crate::app::reactive::memo;
use crate::lab::message::Request;
use crate::view::laboratory::survey::heights_in_words;

/// The row below the pictures.
pub fn view(ground: Ground) -> AnyView {
    let is_chosen = memo(move || ground.chosen.get().is_some());
    let content = move || if is_chosen.get() { chosen(ground) } else { legend(ground) };
    view! { <div class="ground__place">{content}</div> }.into_any()
}

/// What the colours mean, while nothing is chosen.
fn legend(ground: Ground) -> AnyView {
    let heights = move || ground.shown(|shown| heights_in_words(&shown.grid)).unwrap_or_default();
    view! {
        <span class="view__words">{heights} " Press the map to choose a place."</span>
    }
    .into_any()
}

fn chosen(ground: Ground) -> AnyView {
    let loss = move || ground.chosen.get().map(|at| ground.loss_at(at));
    let put = move |_| {
        let number = untrack(|| ground.survey(|survey| survey.number));
        if let (Some(to), Some(survey)) = (ground.chosen.get_untracked(), number) {
            ground.lab.request(Request::Move { survey, to });
            ground.chosen.set(None);
        }
    };
    let act = view! { <button class="button" type="button" on:click=put>"Put the weights here"</button> };
    view! {
        <span class="ground__chosen">"Chosen: " {loss}</span>
        {control(Control::Weights, act)}
        <button class="act" type="button" on:click=move |_| ground.chosen.set(None)>"Never mind"</button>
    }
    .into_any()
}
