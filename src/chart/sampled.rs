//! A function sampled at evenly spaced points, as a line.

use super::{Frame, Picture, Stroke};

/// Each value with its x coordinate on a regular grid over `x`.
pub fn places(x: [f64; 2], values: &[f64]) -> impl Iterator<Item = [f64; 2]> + '_ {
    let last = values.len().max(2) - 1;
    let [from, to] = x;
    values.iter().enumerate().map(move |(i, value)| [from + (to - from) * i as f64 / last as f64, *value])
}

/// Draws values over `x`. A jump of more than twice the range between two samples is taken for a pole and not drawn.
pub fn draw(picture: &mut Picture, frame: &Frame, x: [f64; 2], values: &[f64], stroke: Stroke) {
    let [low, high] = frame.y.data();
    let mut before = f64::NAN;
    let points = places(x, values).flat_map(|[x, y]| {
        let jumps = (y - before).abs() > 2.0 * (high - low) && (y - before).is_finite();
        before = y;
        let gap = jumps.then_some([f64::NAN; 2]);
        gap.into_iter().chain([frame.screen_from_data([x, y])])
    });
    picture.line_in(&frame.plot(), points, stroke);
}
