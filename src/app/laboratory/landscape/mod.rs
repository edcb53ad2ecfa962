//! The landscape of the network that is trained: the loss over a plane in the space of its weights, as a map and as a
//! surface, with the path of the run on it.

mod axes;
mod ground;
mod hand;
mod place;

use leptos::prelude::*;

use self::ground::Ground;
use super::computed;
use super::state::Lab;
use crate::app::canvas::Stage;
use crate::app::figures::Turning;
use crate::lab::message::{Axes, Look, Watch};
use crate::view::laboratory::survey;

/// The points along a side of the finest grid.
const SIDE: u32 = 65;

fn begin(watch: &mut Watch) {
    watch.landscape = Some(Look { axes: Axes::Path, view: None, side: SIDE, elsewhere: true });
}

/// The landscape in the box that it is given.
pub fn view(lab: Lab) -> AnyView {
    lab.watch_while_shown(begin, |watch| watch.landscape = None);
    let ground = Ground::new(lab);
    let [space, profile] = [Stage::new(), Stage::new()];
    let turning = Turning::new();
    ground.draw_map();
    ground.draw_space(space, turning);
    ground.draw_profile(profile);
    // While training goes on the sentence stays, so that a screen reader is not interrupted again and again.
    let told = Memo::new(move |before: Option<&String>| {
        let is_playing = lab.picture.with(|picture| picture.is_playing);
        let now = ground.survey(|survey| survey::above(&survey.path)).unwrap_or_default();
        before.filter(|before| is_playing && !before.is_empty()).cloned().unwrap_or(now)
    });
    view! {
        <div
            class="view ground"
            role="group"
            aria-label="Landscape of the loss"
            data-step=move || ground.survey(|survey| survey.step.to_string())
            data-level=move || ground.shown(|shown| shown.level.to_string())
            data-reach=move || ground.survey(|survey| survey.view[1][0].to_string())
        >
            {axes::view(ground)}
            <div class="ground__pictures">
                <div class="ground__map">{ground.stage.filling(hand::over(ground))}</div>
                <div class="ground__space">{space.filling(turning.layer())}</div>
            </div>
            {place::view(ground)}
            <div class="ground__profile">{profile.filling(().into_any())}</div>
            <p class="ground__words view__words" aria-live="polite">{move || told.get()}</p>
            {computed::view()}
        </div>
    }
    .into_any()
}
