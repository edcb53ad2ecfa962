//! The range of values that a chart shows: robust against poles, outliers, constants and values that are not finite.

use super::nice_step;

/// How far the range may extend beyond the middle 90 % of the values, relative to the extent of that middle.
const REACH: f64 = 1.5;

/// A range that shows `values` well: all of them, unless a few outliers would make the rest look flat. The range is
/// never empty; `None` if there is no finite value.
///
/// ```
/// # use fluxion::chart::range;
/// assert_eq!(range([0.0, 1.0, 4.0].into_iter()), Some([0.0, 4.0]));
/// assert_eq!(range([f64::NAN, 3.0].into_iter()), Some([2.0, 4.0]));
/// assert_eq!(range([f64::NAN, f64::INFINITY].into_iter()), None);
/// let pole = (1..=100).map(|i| 1.0 / (i as f64 - 50.0));
/// assert!(range(pole).unwrap()[1] < 1.0);
/// ```
pub fn range(values: impl Iterator<Item = f64>) -> Option<[f64; 2]> {
    // The difference of two larger numbers could overflow.
    let mut values: Vec<f64> = values.filter(|value| value.abs() < 1e300).collect();
    if values.is_empty() {
        return None;
    }
    let last = values.len() - 1;
    let mut at = |index: usize| *values.select_nth_unstable_by(index, f64::total_cmp).1;
    let (lowest, low, high, highest) = (at(0), at(last / 20), at(last - last / 20), at(last));
    let reach = REACH * (high - low);
    let (from, to) = (lowest.max(low - reach), highest.min(high + reach));
    if to - from > 1e-12 * from.abs().max(to.abs()) {
        return Some([from, to]);
    }
    // A constant, possibly with outliers: show it in the middle.
    let room = if lowest < highest && lowest == 0.0 { highest } else { (0.1 * from.abs()).max(1.0) };
    Some([from - room, from + room])
}

/// The range enlarged at each end by the fraction `share` of its length.
pub fn padded([from, to]: [f64; 2], share: f64) -> [f64; 2] {
    let room = (to - from) * share;
    [from - room, to + room]
}

/// A range of heights, extended upwards or downwards in round steps until it includes `value` with a margin. So the
/// axis does not move continuously while a point is dragged.
///
/// ```
/// # use fluxion::chart::grow_to_include;
/// assert_eq!(grow_to_include([0.0, 20.0], 7.5), [0.0, 20.0]);
/// assert_eq!([19.0, 30.0, 70.0].map(|value| grow_to_include([0.0, 20.0], value)), [[0.0, 50.0], [0.0, 50.0], [0.0, 100.0]]);
/// assert_eq!(grow_to_include([0.0, 20.0], f64::NAN), [0.0, 20.0]);
/// ```
pub fn grow_to_include([low, high]: [f64; 2], value: f64) -> [f64; 2] {
    let reach = |way: f64| nice_step(way / WELL);
    if !value.is_finite() {
        [low, high]
    } else if value - low > WELL * (high - low) {
        [low, low + reach(value - low)]
    } else if value < low {
        [high - reach(high - value), high]
    } else {
        [low, high]
    }
}

/// The fraction of an axis up to which a point counts as inside.
const WELL: f64 = 0.9;
