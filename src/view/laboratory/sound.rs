//! Settings from outside, a link or the browser's storage, brought into what the page can show and the worker can train.

use super::words::{self, Named, has};
use crate::lab::Settings;
use crate::lab::settings::{Layer, MAX_FEATURES, MAX_LAYERS, MAX_POINTS, MAX_UNITS, Source, Training};
use crate::nn::{Knob, OPTIMISERS, SCHEDULES};

/// The longest expression of one's own, in bytes.
const MAX_TEXT: usize = 500;

/// These settings if every number is finite and in its range and every name has its row; `None` otherwise, because
/// half of somebody's settings would train something that nobody meant.
pub fn sound(settings: Settings) -> Option<Settings> {
    let is_sound =
        data_is_sound(&settings) && network_is_sound(&settings) && training_is_sound(&settings.training);
    is_sound.then_some(settings)
}

fn data_is_sound(settings: &Settings) -> bool {
    let data = &settings.data;
    let source = match &data.source {
        Source::Set(name) => has(words::SETS, name),
        Source::Own(samples) => {
            (1..=MAX_POINTS as usize).contains(&samples.len())
                && samples
                    .iter()
                    .all(|sample| sample.at.iter().chain([&sample.wanted]).all(|x| x.is_finite()))
        }
    };
    source
        && (0.0..=0.5).contains(&data.noise)
        && (2..=MAX_POINTS).contains(&data.count)
        && (0.0..=0.9).contains(&data.testing)
        && (1..=MAX_POINTS).contains(&data.batch)
}

fn network_is_sound(settings: &Settings) -> bool {
    let layer = |layer: &Layer| {
        (1..=MAX_UNITS).contains(&layer.units)
            && has(words::ACTIVATIONS, &layer.activation)
            && (0.0..=0.9).contains(&layer.dropout)
    };
    (1..=MAX_FEATURES).contains(&settings.features.len())
        && settings.features.iter().all(|text| text.len() <= MAX_TEXT)
        && settings.layers.len() <= MAX_LAYERS
        && settings.layers.iter().all(layer)
        && has(words::ACTIVATIONS, &settings.output)
        && has(words::INITIALISERS, &settings.initialiser)
}

fn training_is_sound(training: &Training) -> bool {
    let knobs = |values: &[f64], rows: Option<&[Knob]>| {
        rows.is_some_and(|rows| rows.len() == values.len()) && values.iter().all(|value| value.is_finite())
    };
    has(words::LOSSES, &training.loss)
        && knobs(&training.knobs, optimiser_knobs(&training.optimiser))
        && knobs(&training.schedule_knobs, schedule_knobs(&training.schedule))
        && [training.l1, training.l2].iter().all(|factor| (0.0..=10.0).contains(factor))
}

/// The knobs of an optimiser, in the order of its row.
pub fn optimiser_knobs(name: &str) -> Option<&'static [Knob]> {
    OPTIMISERS.iter().find(|row| row.name == name).map(|row| row.knobs)
}

/// The knobs of a schedule, in the order of its row.
pub fn schedule_knobs(name: &str) -> Option<&'static [Knob]> {
    SCHEDULES.iter().find(|row| row.name == name).map(|row| row.knobs)
}

/// What settings hold, in a few words: `Spiral, 240 points, noise 0.05`.
pub fn data_in_words(settings: &Settings) -> String {
    let data = &settings.data;
    match &data.source {
        Source::Set(name) => format!(
            "{}, {} points, noise {}",
            set_in_words(words::SETS, name),
            data.count,
            words::number(data.noise)
        ),
        Source::Own(samples) => format!("{} points of your own", samples.len()),
    }
}

fn set_in_words(table: &[Named], name: &str) -> String {
    words::written(table, name).to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_sound(change: impl FnOnce(&mut Settings)) -> bool {
        let mut settings = Settings::default();
        change(&mut settings);
        sound(settings).is_some()
    }

    #[test]
    fn only_what_can_be_trained_is_taken() {
        assert!(is_sound(|_| {}));
        assert!(!is_sound(|settings| settings.data.source = Source::Set("nowhere".into())));
        assert!(!is_sound(|settings| settings.data.noise = f64::NAN));
        assert!(!is_sound(|settings| settings.data.count = u32::MAX));
        assert!(!is_sound(|settings| settings.features.clear()));
        assert!(!is_sound(|settings| settings.layers[0].units = 10_000));
        assert!(!is_sound(|settings| settings.training.knobs.clear()));
        assert!(!is_sound(|settings| settings.training.knobs[0] = f64::INFINITY));
        assert!(!is_sound(|settings| settings.output = "nothing".into()));
    }
}
