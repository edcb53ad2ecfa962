//! What a lesson shows of the laboratory: the landscape of a network in training, and what runs it. Nothing of it is kept.

use leptos::prelude::*;

use super::session::Session;
use super::{client, landscape, notice, play, start, timeline, training};
use crate::app::laboratory::control::Limits;
use crate::app::laboratory::state::Lab;
use crate::lab::{Preset, Settings};

/// A session with the settings for a data set, or for the spiral if there is none of that name.
pub fn begin(data: &str) -> Session {
    provide_context(Limits::default());
    let settings = Preset::named(data).map_or_else(Settings::default, Preset::settings);
    Session::begin(Lab::new(settings, Callback::new(client::post)))
}

/// The figure.
pub fn view(session: Session) -> AnyView {
    let lab = session.lab;
    let pace = RwSignal::new(play::known(None));
    view! {
        <div class="lab" data-shape="figure">
            {landscape::view(lab)}
            <div class="dock" role="group" aria-label="Training">
                {timeline::view(lab)}
                <div class="dock__buttons">{play::buttons(lab, pace)} {start::reset(lab)}</div>
                <div class="fold__row">{play::speed(lab, pace)} {start::new_weights(lab)}</div>
                <div class="fold__row">{training::optimiser(lab)}</div>
                {training::rate(lab)}
            </div>
        </div>
        {notice::view(session)}
    }
    .into_any()
}
