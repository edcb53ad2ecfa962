//! A rectangle that holds a path, and stays where it is while the path still fits.

use crate::lab::message::Axes;

/// The share of the rectangle that a path may take.
const FULL: f64 = 0.8;

/// How much smaller than the rectangle a path may be before the rectangle shrinks.
const LOST: f64 = 0.3;

/// A rectangle that was chosen, and the axes that it was chosen for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Fitted {
    /// The axes.
    pub axes: Axes,
    /// The middle, and how far it reaches.
    pub view: [[f64; 2]; 2],
}

/// The middle and the reach of a square that holds places, and reaches at least so far.
pub(super) fn fitted(
    places: impl Iterator<Item = [f64; 2]>,
    least: f64,
    before: Option<Fitted>,
) -> [[f64; 2]; 2] {
    let mut bounds = [[f64::INFINITY, f64::NEG_INFINITY]; 2];
    for place in places.filter(|place| place.iter().all(|at| at.is_finite())) {
        for (bounds, at) in bounds.iter_mut().zip(place) {
            *bounds = [bounds[0].min(at), bounds[1].max(at)];
        }
    }
    if bounds[0][0] > bounds[0][1] {
        return [[0.0; 2], [1.0; 2]];
    }
    let span = bounds.map(|[low, high]| high - low).into_iter().fold(2.0 * least * FULL, f64::max);
    if let Some(Fitted { view: [center, half], .. }) = before {
        let holds = |axis: usize| {
            bounds[axis].iter().all(|at| (at - center[axis]).abs() <= half[axis] * (1.0 + FULL) / 2.0)
        };
        if holds(0) && holds(1) && span >= LOST * 2.0 * half[0] {
            return [center, half];
        }
    }
    let half = round_up(if span > 0.0 { span / (2.0 * FULL) } else { 1.0 });
    // Places of a coarse raster, so that the ends of the axes are short numbers.
    let raster = half / 5.0;
    let center = bounds.map(|[low, high]| ((low + high) / 2.0 / raster).round() * raster);
    [center, [half; 2]]
}

/// The next larger of 1, 1.5, 2, 3, 5 and 7.5, times a power of ten.
fn round_up(size: f64) -> f64 {
    let power = libm::pow(10.0, libm::floor(libm::log10(size)));
    let rounded = [1.0, 1.5, 2.0, 3.0, 5.0, 7.5].map(|step| step * power);
    rounded.into_iter().find(|step| *step >= size).unwrap_or(10.0 * power)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PATH: [[f64; 2]; 3] = [[-4.0, 0.5], [-1.0, 1.0], [0.0, 0.0]];

    fn holds([center, half]: [[f64; 2]; 2], place: [f64; 2]) -> bool {
        (0..2).all(|axis| (place[axis] - center[axis]).abs() <= half[axis])
    }

    #[test]
    fn it_holds_the_path_and_has_round_ends() {
        let [center, half] = fitted(PATH.into_iter(), 0.0, None);
        assert!((center[0] + 1.8).abs() < 1e-12 && (center[1] - 0.6).abs() < 1e-12, "{center:?}");
        assert_eq!(half, [3.0, 3.0]);
        assert!(PATH.iter().all(|place| holds([center, half], *place)));
    }

    #[test]
    fn it_stays_while_the_path_fits_and_moves_when_it_does_not() {
        let view = fitted(PATH.into_iter(), 0.0, None);
        let before = Some(Fitted { axes: Axes::Path, view });
        let longer = |by: f64| PATH.into_iter().chain([[0.0, by]]);
        assert_eq!(fitted(longer(1.5), 0.0, before), view);
        let moved = fitted(longer(9.0), 0.0, before);
        assert!(moved != view && holds(moved, [0.0, 9.0]));
        let small = fitted([[0.0, 0.0], [0.1, 0.0]].into_iter(), 0.0, before);
        assert!(small[1][0] < 0.2, "a path that is lost in it gets a smaller one: {small:?}");
    }

    #[test]
    fn without_a_path_it_reaches_as_far_as_it_must() {
        assert_eq!(fitted([[0.0; 2]].into_iter(), 1.0, None), [[0.0; 2], [1.0; 2]]);
        assert_eq!(fitted([[0.0; 2]].into_iter(), 0.0, None), [[0.0; 2], [1.0; 2]]);
        assert_eq!(fitted([[f64::NAN, 0.0]].into_iter(), 1.0, None), [[0.0; 2], [1.0; 2]]);
    }
}
