//! What is said of a landscape and of its path, which weights it can lie along, and how its rectangle is moved.

use crate::chart::Grid;
use crate::lab::message::{Axes, Footprint, Weight};
use crate::lesson::show;

/// What a landscape shows of all dimensions, in a sentence.
///
/// ```
/// # use fluxion::view::laboratory::survey::dimensions;
/// assert_eq!(dimensions(105, Some([0.71, 0.2])), "2 of 105 dimensions, with 91 % of the path's movement");
/// assert_eq!(dimensions(105, None), "2 of 105 dimensions");
/// ```
pub fn dimensions(count: u32, shares: Option<[f64; 2]>) -> String {
    let shown = format!("{} of {count} dimensions", count.min(2));
    match shares {
        Some([first, second]) => {
            let part = show::number(100.0 * (first + second), Some(0));
            format!("{shown}, with {part} % of the path's movement")
        }
        None => shown,
    }
}

/// The points that the loss is measured on, where they are not all: ` on 512 of 2,800 points`.
pub fn measured_on([points, of]: [u32; 2]) -> String {
    if points == of { String::new() } else { format!(", measured on {points} of {of} points") }
}

/// How the path lies over the ground, in a sentence.
pub fn above(path: &[Footprint]) -> String {
    let finite = |footprint: &&Footprint| (footprint.loss - footprint.ground).is_finite();
    let gap = |footprint: &Footprint| footprint.loss - footprint.ground;
    let widest = path.iter().filter(finite).max_by(|a, b| gap(a).abs().total_cmp(&gap(b).abs()));
    let number = |value: f64| show::number(value, None);
    match widest {
        _ if path.len() < 2 => "The path begins here: press Play, and it grows.".to_owned(),
        None => "Along the path the loss is not finite.".to_owned(),
        Some(widest) if gap(widest).abs() < 0.01 * widest.loss.abs().max(1e-9) => {
            "The path runs on the ground: hardly anything of it is hidden.".to_owned()
        }
        Some(widest) => {
            let way = if gap(widest) > 0.0 { "above" } else { "below" };
            format!(
                "At step {} the loss is {}, but the ground in this plane is at {}: the path runs {way} the ground, because its weights there are {} away from the plane.",
                widest.step,
                number(widest.loss),
                number(widest.ground),
                number(widest.away)
            )
        }
    }
}

/// What axes are called: the first and the second.
pub fn axis_names(axes: Axes, weight: impl Fn(Weight) -> String) -> [String; 2] {
    match axes {
        Axes::Path => ["along the path".to_owned(), "across it".to_owned()],
        Axes::Random { .. } => ["one direction".to_owned(), "another".to_owned()],
        Axes::Weights(weights) => weights.map(weight),
    }
}

/// A rectangle around a place that stays where it is on the picture; `factor` below 1 zooms in. It does not zoom further
/// than numbers can tell apart.
pub fn zoomed([center, half]: [[f64; 2]; 2], at: [f64; 2], factor: f64) -> [[f64; 2]; 2] {
    let is_possible = |axis: usize| {
        let next = half[axis] * factor;
        (1e-6 * at[axis].abs().max(1e-3)..=1e6).contains(&next)
    };
    if !(is_possible(0) && is_possible(1)) {
        return [center, half];
    }
    [[0, 1].map(|axis| at[axis] + (center[axis] - at[axis]) * factor), half.map(|half| half * factor)]
}

/// The rectangle after a pointer has moved from one place to another. What was under it stays under it; with a second
/// pointer that rests at a place, the rectangle is stretched between the two.
pub fn pinched(
    [center, half]: [[f64; 2]; 2],
    [from, to]: [[f64; 2]; 2],
    other: Option<[f64; 2]>,
) -> [[f64; 2]; 2] {
    match other {
        None => [[0, 1].map(|axis| center[axis] + from[axis] - to[axis]), half],
        Some(other) => {
            let apart = |at: [f64; 2]| libm::hypot(at[0] - other[0], at[1] - other[1]);
            let factor = (apart(from) / apart(to)).clamp(0.5, 2.0);
            if factor.is_finite() { zoomed([center, half], other, factor) } else { [center, half] }
        }
    }
}

/// What the colours of a landscape mean, in a sentence.
pub fn heights_in_words(grid: &Grid) -> String {
    let finite = grid.heights().iter().copied().filter(|height| height.is_finite());
    let [low, high] = finite
        .fold([f32::INFINITY, f32::NEG_INFINITY], |[low, high], height| [low.min(height), high.max(height)]);
    if low > high {
        return "No loss here is finite.".to_owned();
    }
    let number = |height: f32| show::number(f64::from(height), None);
    format!("Losses from {} to {}.", number(low), number(high))
}

/// All weights and biases of a network, layer after layer, unit after unit.
pub fn all_weights(sizes: &[usize]) -> Vec<Weight> {
    let mut all = Vec::new();
    for (layer, sizes) in sizes.windows(2).enumerate() {
        for unit in 0..sizes[1] as u32 {
            let from = (0..sizes[0] as u32).map(Some).chain([None]);
            all.extend(from.map(|from| Weight { layer: layer as u32, unit, from }));
        }
    }
    all
}

/// Two weights to begin with: the one that the learner has chosen, if the network has it, and its neighbour; otherwise the
/// first two.
pub fn first_pair(sizes: &[usize], chosen: Option<Weight>) -> [Weight; 2] {
    let all = all_weights(sizes);
    let at = chosen.and_then(|chosen| all.iter().position(|weight| *weight == chosen)).unwrap_or(0);
    let next = if at + 1 < all.len() { at + 1 } else { at.saturating_sub(1) };
    let first = Weight { layer: 0, unit: 0, from: Some(0) };
    [at, next].map(|at| all.get(at).copied().unwrap_or(first))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zooming_keeps_the_place_and_ends_somewhere() {
        let view = zoomed([[0.0; 2], [2.0; 2]], [1.0, -1.0], 0.5);
        assert_eq!(view, [[0.5, -0.5], [1.0; 2]]);
        let deepest = (0..200).fold(view, |view, _| zoomed(view, [1.0, -1.0], 0.5));
        assert!(deepest[1][0] > 1e-7 && deepest[1][0] < 1e-5, "{deepest:?}");
        let widest = (0..200).fold(view, |view, _| zoomed(view, [1.0, -1.0], 2.0));
        assert!(widest[1][0] <= 1e6);
    }

    #[test]
    fn what_is_under_a_pointer_stays_under_it() {
        let view = [[1.0, 2.0], [4.0, 2.0]];
        assert_eq!(pinched(view, [[0.0, 0.0], [0.5, -0.5]], None), [[0.5, 2.5], [4.0, 2.0]]);
        let apart = pinched(view, [[1.0, 3.0], [1.0, 4.0]], Some([1.0, 2.0]));
        assert_eq!(apart, [[1.0, 2.0], [2.0, 1.0]], "twice as far apart shows half as much");
        assert_eq!(pinched(view, [[1.0, 2.0], [1.0, 2.0]], Some([1.0, 2.0])), view);
    }

    #[test]
    fn weights_are_listed_unit_after_unit() {
        let all = all_weights(&[2, 3, 1]);
        assert_eq!(all.len(), 13);
        assert_eq!(all[2], Weight { layer: 0, unit: 0, from: None });
        assert_eq!(first_pair(&[2, 3, 1], None), [all[0], all[1]]);
        assert_eq!(first_pair(&[2, 3, 1], Some(all[12])), [all[12], all[11]]);
        let gone = Weight { layer: 9, unit: 0, from: None };
        assert_eq!(first_pair(&[2, 3, 1], Some(gone)), [all[0], all[1]]);
    }

    #[test]
    fn words_say_what_the_plane_hides() {
        let step = |step, loss, ground, away| Footprint { step, at: [0.0; 2], loss, ground, away };
        let told = above(&[step(0, 1.0, 0.9, 0.3), step(40, 0.8, 0.3, 2.5), step(90, 0.2, 0.2, 0.0)]);
        assert!(
            told.starts_with("At step 40 the loss is 0.80, but the ground in this plane is at 0.30"),
            "{told}"
        );
        assert!(told.contains("above") && told.contains("2.50 away"), "{told}");
        let flat = above(&[step(0, 1.0, 1.0, 0.0), step(9, 0.5, 0.5, 0.0)]);
        assert!(flat.contains("on the ground"), "{flat}");
        assert!(above(&[step(0, 1.0, 1.0, 0.0)]).contains("begins here"));
        let lost = above(&[step(0, f64::NAN, 1.0, 0.0), step(1, f64::INFINITY, 1.0, 0.0)]);
        assert!(lost.contains("not finite"), "{lost}");
    }
}
