//! Settings made at random.

use fluxion::lab::FEATURES;
use fluxion::lab::code::Style;
use fluxion::lab::settings::{Layer, Settings, Training};
use fluxion::nn::{INITIALISERS, OPTIMISERS, SCHEDULES};
use fluxion::tensor::random::Random;

pub const STYLES: [Style; 2] = [Style::Flux09, Style::Today];
pub const LOSSES: [&str; 6] = ["mse", "huber_loss", "logitbinarycrossentropy", "hinge", "mae", "sse"];
pub const ACTIVATIONS: [&str; 8] =
    ["tanh", "relu", "sigmoid", "identity", "gelu", "softplus", "sin", "swish"];

pub fn below(random: &mut Random, bound: usize) -> usize {
    (random.uniform() * bound as f64) as usize
}

pub fn pick<'a>(random: &mut Random, choices: &[&'a str]) -> &'a str {
    choices[below(random, choices.len())]
}

/// A number between 0.0001 and 10, sometimes a round one.
pub fn knob(random: &mut Random) -> f64 {
    if below(random, 3) == 0 {
        [1.0, 0.1, 0.02, 10.0][below(random, 4)]
    } else {
        10f64.powf(random.between(-4.0, 1.0))
    }
}

pub fn training(random: &mut Random) -> Training {
    let row = &OPTIMISERS[below(random, OPTIMISERS.len())];
    let schedule = &SCHEDULES[if row.name == "ADADelta" { 0 } else { below(random, SCHEDULES.len()) }];
    let mut penalty = || if below(random, 2) == 0 { 0.0 } else { knob(random) };
    let (l1, l2) = (penalty(), penalty());
    Training {
        loss: pick(random, &LOSSES).into(),
        optimiser: row.name.into(),
        knobs: row.knobs.iter().map(|_| knob(random)).collect(),
        schedule: schedule.name.into(),
        schedule_knobs: schedule.knobs.iter().map(|_| knob(random)).collect(),
        l1,
        l2,
    }
}

pub fn layer(random: &mut Random) -> Layer {
    let dropout = if below(random, 3) == 0 { random.between(0.0, 0.9) } else { 0.0 };
    Layer { units: 1 + below(random, 16) as u32, activation: pick(random, &ACTIVATIONS).into(), dropout }
}

/// Settings that code can say: everything but the data, the features and the seeds.
pub fn settings(random: &mut Random) -> Settings {
    Settings {
        features: FEATURES.iter().take(1 + below(random, 4)).map(|row| row.name.to_owned()).collect(),
        layers: (0..below(random, 7)).map(|_| layer(random)).collect(),
        output: pick(random, &ACTIVATIONS).into(),
        initialiser: INITIALISERS[below(random, INITIALISERS.len())].name.into(),
        training: training(random),
        ..Settings::default()
    }
}

/// Other settings, most of which are the same.
pub fn changed(settings: &Settings, random: &mut Random) -> Settings {
    let mut changed = settings.clone();
    for _ in 0..1 + below(random, 3) {
        let other = self::settings(random);
        match below(random, 8) {
            0 => changed.output = other.output,
            1 => changed.initialiser = other.initialiser,
            2 => changed.training = other.training,
            3 => changed.training.loss = other.training.loss,
            4 => (changed.training.l1, changed.training.l2) = (other.training.l1, other.training.l2),
            5 if changed.layers.len() < 6 => {
                let place = below(random, changed.layers.len() + 1);
                changed.layers.insert(place, layer(random));
            }
            6 if !changed.layers.is_empty() => {
                let place = below(random, changed.layers.len());
                changed.layers.remove(place);
            }
            _ => {
                if let Some(last) = changed.layers.last_mut() {
                    *last = layer(random);
                }
                changed.training.knobs[0] = knob(random);
            }
        }
    }
    changed
}
