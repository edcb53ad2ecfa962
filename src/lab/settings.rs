//! What a learner sets in the laboratory, as plain data. Two equal settings train to the same bits.
//!
//! Not here: what the names mean. They are rows of tables: data sets, activations, initialisers, losses, optimisers and
//! schedules of `nn`, and the features of this layer.

use serde::{Deserialize, Serialize};

/// The most layers between inputs and output.
pub const MAX_LAYERS: usize = 6;

/// The most units in a layer.
pub const MAX_UNITS: u32 = 16;

/// The most inputs.
pub const MAX_FEATURES: usize = 16;

/// The most points, trained on and kept for testing. The largest layers on all of them are still products of matrices
/// that have the same bits on every machine.
pub const MAX_POINTS: u32 = 4000;

/// Everything that is set.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Settings {
    /// The points.
    pub data: Data,
    /// The inputs in use, in order: Julia expressions of `x1` and `x2`. Rows of the table of features are computed
    /// natively; any other is the learner's own.
    pub features: Vec<String>,
    /// The layers between inputs and output; at most [`MAX_LAYERS`].
    pub layers: Vec<Layer>,
    /// The activation of the output, a row of the elementwise operations or `identity`.
    pub output: String,
    /// The initialiser of the weights.
    pub initialiser: String,
    /// The seed of the weights, of the order of the batches, and of dropout.
    pub seed: u64,
    /// How the network is trained.
    pub training: Training,
}

/// The points that the network learns from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Data {
    /// Where they come from.
    pub source: Source,
    /// How far points of a data set are displaced, from 0 to 0.5.
    pub noise: f64,
    /// How many points a data set gives.
    pub count: u32,
    /// The share of points that are kept for testing, from 0 to 0.9.
    pub testing: f64,
    /// How many points a step of training looks at. In every epoch the points are shuffled; where the last batch would
    /// be short, it is filled up from the beginning of the epoch's order. If there are fewer points to train on, every
    /// step looks at all of them.
    pub batch: u32,
    /// The seed of the points and of the split.
    pub seed: u64,
}

/// Where points come from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Source {
    /// A row of the table of data sets.
    Set(String),
    /// Points of the learner's own.
    Own(Vec<Sample>),
}

/// A point and what the network should say of it.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Sample {
    /// The point, (x₁, x₂), between −6 and 6.
    pub at: [f64; 2],
    /// −1 or 1 for a class, or a number for regression.
    pub wanted: f64,
}

/// A layer between inputs and output.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Layer {
    /// How many units it has, from 1 to [`MAX_UNITS`].
    pub units: u32,
    /// A row of the elementwise operations, or `identity`.
    pub activation: String,
    /// The probability that a unit is dropped in a step of training, from 0 to 0.9.
    pub dropout: f64,
}

/// How the network is trained. All of it can change while training runs; the weights stay.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Training {
    /// A row of the laboratory's losses.
    pub loss: String,
    /// A row of the optimisers.
    pub optimiser: String,
    /// The optimiser's knobs in the order of its row; the first is the learning rate η where it has one.
    pub knobs: Vec<f64>,
    /// A row of the schedules, for the learning rate.
    pub schedule: String,
    /// The schedule's knobs in the order of its row.
    pub schedule_knobs: Vec<f64>,
    /// The factor of the penalty Σ|w| over all weights and biases, as Flux's `SignDecay` has it. The losses that are shown
    /// are without penalties.
    pub l1: f64,
    /// The factor of the penalty Σw²/2 over all weights and biases, as Flux's `WeightDecay` has it.
    pub l2: f64,
}

impl Data {
    /// Whether the points and their split are the same.
    pub fn is_same_but_for_batch(&self, other: &Data) -> bool {
        let with_batch = Data { batch: self.batch, ..other.clone() };
        *self == with_batch
    }
}

impl Settings {
    /// Whether a run with `before` can go on with these settings and keep its weights: the network has the same inputs
    /// and layers, and starts from the same weights.
    ///
    /// ```
    /// # use fluxion::lab::Settings;
    /// let before = Settings::default();
    /// let mut after = before.clone();
    /// after.training.knobs[0] = 0.1;
    /// assert!(after.continues(&before));
    /// after.layers[0].units += 1;
    /// assert!(!after.continues(&before));
    /// ```
    pub fn continues(&self, before: &Settings) -> bool {
        let units = |settings: &Settings| settings.layers.iter().map(|layer| layer.units).collect::<Vec<_>>();
        self.features == before.features
            && units(self) == units(before)
            && self.initialiser == before.initialiser
            && self.seed == before.seed
    }

    /// The number of units of each layer, inputs first and the output last.
    pub fn sizes(&self) -> Vec<usize> {
        let hidden = self.layers.iter().map(|layer| layer.units as usize);
        std::iter::once(self.features.len()).chain(hidden).chain([1]).collect()
    }
}
