//! The pictures of a run, each within the reach that the open link allows.

use leptos::prelude::*;

use super::control::{Control, reach};
use super::state::Lab;
use crate::view::laboratory::words::{number, whole};

/// The network.
pub fn network(lab: Lab) -> AnyView {
    reach(Control::Weights, summary(lab))
}

/// The bent grid of a layer.
pub fn grid(lab: Lab) -> AnyView {
    summary(lab)
}

/// Histograms by layer.
pub fn histograms(lab: Lab) -> AnyView {
    summary(lab)
}

/// The way of a point through the network.
pub fn trace(lab: Lab) -> AnyView {
    summary(lab)
}

/// The large map.
pub fn map(lab: Lab) -> AnyView {
    summary(lab)
}

/// The loss curves.
pub fn losses(lab: Lab) -> AnyView {
    summary(lab)
}

/// What the doctor has noticed.
pub fn doctor(_: Lab) -> AnyView {
    ().into_any()
}

/// The run in a sentence.
pub fn summary(lab: Lab) -> AnyView {
    let words = move || {
        lab.picture.with(|picture| {
            let [training, testing] = picture.losses.map(|loss| number((loss * 1e4).round() / 1e4));
            format!("Step {}: training loss {training}, test loss {testing}.", whole(picture.step))
        })
    };
    view! { <p class="summary">{words}</p> }.into_any()
}
