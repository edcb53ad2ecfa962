//! Where a run starts: again with the same weights, with new ones, from another seed, from another distribution.

use leptos::prelude::*;

use super::control::{Control, control};
use super::field::{Choice, afresh, rows};
use super::number::{Bounds, Number};
use super::state::Lab;
use crate::lab::message::Request;
use crate::view::laboratory::words::INITIALISERS;

const SEEDS: Bounds = Bounds::whole(0.0, 999_999.0);

/// Back to step 0 with the same weights.
pub fn reset(lab: Lab) -> AnyView {
    let view = view! {
        <button class="button" type="button" on:click=move |_| lab.request(Request::Reset)>"Reset"</button>
    };
    control(Control::Reset, view)
}

/// Other weights, and the seed that they come from.
pub fn new_weights(lab: Lab) -> AnyView {
    let another = move |_| lab.change(|settings| settings.seed = (settings.seed + 1) % 1_000_000);
    let value = Signal::derive(move || lab.settings.with(|settings| settings.seed as f64));
    let set = move |seed: f64| lab.change(|settings| settings.seed = seed as u64);
    let button = view! { <button class="button" type="button" on:click=another>"New weights"</button> };
    let seed = view! { <span class="named">"Seed " <Number label="Seed of the weights" value bounds=SEEDS set/></span> };
    control(Control::NewWeights, view! { {button} {afresh(seed)} })
}

/// The distribution of the initial weights.
pub fn initialiser(lab: Lab) -> AnyView {
    let value = Signal::derive(move || lab.settings.with(|settings| settings.initialiser.clone()));
    let set = move |name: String| lab.change(|settings| settings.initialiser = name);
    let choice = view! { <Choice label="Initial weights" table=rows(INITIALISERS) value set/> };
    control(Control::Initialiser, afresh(choice))
}
