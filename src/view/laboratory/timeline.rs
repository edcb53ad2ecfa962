//! Where steps stand on the line of time, and which of them have labels.

/// The most labels on the line.
pub const LABELS: u64 = 6;

/// Where a step lies on the line, from 0 to 1; before anything is trained at its beginning.
pub fn share(step: u64, last: u64) -> f64 {
    if last == 0 { 0.0 } else { (step as f64 / last as f64).min(1.0) }
}

/// The distance of labels: 1, 2 or 5 times a power of ten, so that they fit.
pub fn distance(last: u64) -> u64 {
    let mut power = 1_u64;
    loop {
        for part in [1, 2, 5] {
            if (last / (part * power)) < LABELS {
                return part * power;
            }
        }
        power = power.saturating_mul(10);
    }
}

/// The step that can be shown and is nearest to a step, where those between two are forgotten.
pub fn nearest_kept(step: u64, forgotten: Option<[u64; 2]>) -> u64 {
    match forgotten {
        Some([from, to]) if (from..to).contains(&step) => {
            if step - from < (to - from).div_ceil(2) {
                from
            } else {
                to
            }
        }
        _ => step,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forgotten_steps_lead_to_their_nearer_end() {
        let forgotten = Some([0, 100]);
        for (step, expected) in [(0, 0), (49, 0), (50, 100), (99, 100), (100, 100), (140, 140)] {
            assert_eq!(nearest_kept(step, forgotten), expected, "{step}");
        }
        assert_eq!(nearest_kept(49, None), 49);
    }

    #[test]
    fn labels_fit() {
        for (last, expected) in
            [(0, 1), (5, 1), (6, 2), (40, 10), (2400, 500), (u64::MAX, 5_000_000_000_000_000_000)]
        {
            assert_eq!(distance(last), expected, "{last}");
        }
    }
}
