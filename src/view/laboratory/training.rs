//! What follows when another optimiser or learning rate is chosen.

use super::bounds::{Bounds, Step};
use super::sound::optimiser_knobs;
use crate::lab::settings::Training;
use crate::nn::Knob;

/// The symbol of the learning rate among an optimiser's knobs.
pub const RATE: &str = "η";

/// Another optimiser starts with the knobs of its row. The learning rate stays where both have one.
pub fn choose_optimiser(training: &mut Training, name: &str) {
    let rate = rate_of(training);
    let knobs = optimiser_knobs(name).unwrap_or_default();
    training.knobs =
        knobs.iter().map(|knob| rate.filter(|_| knob.symbol == RATE).unwrap_or(knob.default)).collect();
    training.optimiser = name.to_owned();
}

/// The learning rate that an optimiser's row begins with; `None` if it has none.
///
/// ```
/// # use fluxion::view::laboratory::training::first_rate;
/// assert_eq!([first_rate("Descent"), first_rate("ADADelta")], [Some(0.1), None]);
/// ```
pub fn first_rate(optimiser: &str) -> Option<f64> {
    let knobs = optimiser_knobs(optimiser)?;
    knobs.iter().find(|knob| knob.symbol == RATE).map(|knob| knob.default)
}

/// The learning rate; `None` if the optimiser has none.
pub fn rate_of(training: &Training) -> Option<f64> {
    let knobs = optimiser_knobs(&training.optimiser)?;
    let at = knobs.iter().position(|knob| knob.symbol == RATE)?;
    training.knobs.get(at).copied()
}

/// Where a knob may lie: a share for memories, which are below 1, and a decay that can be nothing at all.
pub fn bounds(knob: &Knob) -> Bounds {
    match knob.default {
        default if default >= 10.0 => Bounds { min: 1.0, max: 1e6, step: Step::Decades(1.0) },
        default if default >= 0.5 => Bounds { min: 0.0, max: 0.999_999, step: Step::Plus(0.01) },
        _ => Bounds { min: 0.0, max: 10.0, step: Step::Decades(1e-5) },
    }
}

/// A number to two significant digits.
pub fn rounded(value: f64) -> f64 {
    let unit = libm::pow(10.0, libm::log10(value).floor() - 1.0);
    let whole = (value / unit).round();
    // Divided rather than multiplied: 0.02 is the number next to 2/100, not to 2 × 0.01.
    if unit < 1.0 { whole / (1.0 / unit).round() } else { whole * unit }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lab::Settings;

    #[test]
    fn another_optimiser_keeps_the_learning_rate() {
        let mut training = Settings::default().training;
        let rate = training.knobs[0];
        choose_optimiser(&mut training, "Momentum");
        assert_eq!(training.knobs, [rate, 0.9]);
        choose_optimiser(&mut training, "ADADelta");
        assert_eq!(training.knobs, [0.9]);
        choose_optimiser(&mut training, "Descent");
        assert_eq!(training.knobs, [0.1]);
    }

    #[test]
    fn the_slider_gives_numbers_that_one_would_write() {
        for (value, expected) in [(0.020_09, 0.02), (0.000_100_4, 0.0001), (9.96, 10.0), (1.234, 1.2)] {
            assert_eq!(rounded(value), expected, "{value}");
        }
    }
}
