//! Between which values measurements lie.

/// The smallest and the largest value of a feature; from 0 to 1 where there are none.
///
/// ```
/// # use fluxion::view::laboratory::digits::ranges::range;
/// assert_eq!(range(&[vec![5.1, 3.5], vec![4.9, 3.0]], 1), [3.0, 3.5]);
/// assert_eq!(range(&[], 0), [0.0, 1.0]);
/// ```
pub fn range(examples: &[Vec<f64>], feature: usize) -> [f64; 2] {
    let values = examples.iter().filter_map(|example| example.get(feature).copied());
    let around = values.fold(None::<[f64; 2]>, |range, value| {
        Some(range.map_or([value; 2], |[low, high]| [low.min(value), high.max(value)]))
    });
    around.unwrap_or([0.0, 1.0])
}

/// The middle of each feature's range, to a tenth: where sliders begin.
///
/// ```
/// # use fluxion::view::laboratory::digits::ranges::middle;
/// assert_eq!(middle(&[vec![5.0, 3.5], vec![4.0, 3.0]]), [4.5, 3.3]);
/// ```
pub fn middle(examples: &[Vec<f64>]) -> Vec<f64> {
    let features = examples.first().map_or(0, Vec::len);
    let tenth = |[low, high]: [f64; 2]| (10.0 * (low + high) / 2.0).round() / 10.0;
    (0..features).map(|feature| tenth(range(examples, feature))).collect()
}
