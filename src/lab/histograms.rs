//! Histograms by layer.

use super::message::Histogram;

/// Bins of a histogram.
const BINS: usize = 24;

/// How often numbers fall into equal bins between the smallest and the largest. Numbers that are not finite fall into
/// none.
pub(super) fn histogram(numbers: &[f64]) -> Histogram {
    let finite = || numbers.iter().copied().filter(|x| x.is_finite());
    let (low, high) =
        finite().fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), x| (low.min(x), high.max(x)));
    if low > high {
        return Histogram { range: [0.0, 0.0], counts: vec![0; BINS] };
    }
    // Equal numbers get a range too, with themselves in its middle; halves, because a range may exceed the largest number.
    let (low, high) = if low < high { (low, high) } else { (low - 0.5, high + 0.5) };
    let mut counts = vec![0; BINS];
    let width = (high / 2.0 - low / 2.0) / BINS as f64;
    for x in finite() {
        let bin = (x / 2.0 - low / 2.0) / width;
        counts[(bin as usize).min(BINS - 1)] += 1;
    }
    Histogram { range: [low, high], counts }
}
