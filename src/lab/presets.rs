//! Presets: settings with which each data set is learned.

use super::settings::{Data, Layer, Settings, Source, Training};

/// A row of the table: a data set, and what is special about learning it.
#[derive(Debug)]
pub struct Preset {
    /// The data set, by its name.
    pub set: &'static str,
    /// Units of the layers between inputs and output.
    layers: &'static [u32],
    /// Their activation, and that of the output.
    activations: [&'static str; 2],
    /// The learning rate of ADAM.
    rate: f64,
    /// How far points are displaced.
    noise: f64,
}

/// A preset for every data set.
pub static PRESETS: &[Preset] = &[
    classes("circle", &[6], "tanh", 0.03, 0.05),
    classes("xor", &[4, 4], "tanh", 0.02, 0.0),
    classes("gauss", &[3], "tanh", 0.02, 0.05),
    SPIRAL,
    classes("moons", &[4], "tanh", 0.03, 0.05),
    Preset { activations: ["tanh", "identity"], ..classes("plane", &[], "tanh", 0.02, 0.05) },
    Preset { activations: ["tanh", "identity"], ..classes("hills", &[8, 4], "tanh", 0.02, 0.05) },
];

const SPIRAL: Preset = classes("spiral", &[8, 8], "swish", 0.01, 0.05);

const fn classes(
    set: &'static str,
    layers: &'static [u32],
    activation: &'static str,
    rate: f64,
    noise: f64,
) -> Preset {
    Preset { set, layers, activations: [activation, "tanh"], rate, noise }
}

impl Preset {
    /// The preset of a data set.
    pub fn named(set: &str) -> Option<&'static Preset> {
        PRESETS.iter().find(|row| row.set == set)
    }

    /// The settings.
    ///
    /// ```
    /// # use fluxion::lab::{Preset, Settings};
    /// assert_eq!(Preset::named("spiral").map(Preset::settings), Some(Settings::default()));
    /// ```
    pub fn settings(&self) -> Settings {
        let [hidden, output] = self.activations;
        let layer = |&units: &u32| Layer { units, activation: hidden.into(), dropout: 0.0 };
        Settings {
            data: Data {
                source: Source::Set(self.set.into()),
                noise: self.noise,
                count: 500,
                testing: 0.3,
                batch: 20,
                seed: 7,
            },
            features: ["x1", "x2"].map(String::from).into(),
            layers: self.layers.iter().map(layer).collect(),
            output: output.into(),
            initialiser: "glorot_uniform".into(),
            seed: 5,
            training: Training {
                loss: "mse".into(),
                optimiser: "ADAM".into(),
                knobs: vec![self.rate, 0.9, 0.999],
                schedule: "constant".into(),
                schedule_knobs: Vec::new(),
                l1: 0.0,
                l2: 0.0,
            },
        }
    }
}

impl Default for Settings {
    /// The spiral, and a network that learns it within a few thousand steps.
    fn default() -> Settings {
        SPIRAL.settings()
    }
}
