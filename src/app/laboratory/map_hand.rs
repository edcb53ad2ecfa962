//! Points of one's own: drawn, erased, and picked to be traced.

use leptos::prelude::*;

use super::state::Lab;
use crate::lab::settings::Source;
use crate::view::laboratory::drawn::{self, distance};

/// How near a point must be to be picked.
const NEAR: f64 = 0.45;

/// Draws a point of a class, or erases those near.
pub fn draw(lab: Lab, at: [f64; 2], class: f64) {
    let known = lab.points.get_untracked().concat();
    lab.change(|settings| {
        let mut own = match &settings.data.source {
            Source::Own(points) => points.clone(),
            Source::Set(_) => known,
        };
        if drawn::draw(&mut own, at, class) {
            settings.data.source = Source::Own(own);
        }
    });
}

/// Picks the nearest point to be traced through the network; pressed elsewhere, none.
pub fn pick(lab: Lab, at: [f64; 2]) {
    let points = lab.points.get_untracked();
    let all = points.iter().flatten();
    let nearest = all.min_by(|one, other| distance(one, at).total_cmp(&distance(other, at)));
    let picked = nearest.filter(|point| distance(point, at) <= NEAR).copied();
    lab.watch.update(|watch| watch.trace = picked);
}
