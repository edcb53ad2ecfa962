//! What a learner sets: the network that learns a real set, and how it is trained.

use serde::{Deserialize, Serialize};

use super::data::RealSet;
use crate::nn::OPTIMISERS;

/// The most hidden layers, and the most units in one.
pub const MAX_LAYERS: usize = 3;
/// The most units in a hidden layer.
pub const MAX_UNITS: u32 = 64;

/// The most examples in a batch.
pub const MAX_BATCH: u32 = 256;

/// The largest learning rate.
pub const MAX_RATE: f64 = 10.0;

/// The optimiser at the start, and its learning rate.
const OPTIMISER: &str = "ADAM";
const RATE: f64 = 0.005;

/// The symbol of the learning rate among an optimiser's knobs.
const SYMBOL: &str = "η";

/// A network and how it is trained.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Setup {
    /// The units of each hidden layer, the first layer first.
    pub hidden: Vec<u32>,
    /// The activation of the hidden layers: the name of a row.
    pub activation: String,
    /// The optimiser: the name of a row.
    pub optimiser: String,
    /// The learning rate; of no meaning for an optimiser without one.
    pub rate: f64,
    /// Examples in a batch.
    pub batch: u32,
    /// The seed of the split, the weights and the order of the batches.
    pub seed: u64,
}

impl Setup {
    /// What a set begins with.
    ///
    /// ```
    /// # use fluxion::lab::digits::{RealSet, Setup};
    /// let setup = Setup::of(RealSet::named("digits").unwrap());
    /// assert_eq!((setup.hidden, setup.optimiser.as_str()), (vec![32], "ADAM"));
    /// ```
    pub fn of(set: &RealSet) -> Setup {
        Setup {
            hidden: set.hidden.to_vec(),
            activation: "relu".to_owned(),
            optimiser: OPTIMISER.to_owned(),
            rate: RATE,
            batch: 32,
            seed: 1,
        }
    }

    /// Whether every number lies in its range. Whether the names have rows, the tables know.
    pub fn is_in_range(&self) -> bool {
        self.hidden.len() <= MAX_LAYERS
            && self.hidden.iter().all(|units| (1..=MAX_UNITS).contains(units))
            && (0.0..=MAX_RATE).contains(&self.rate)
            && (1..=MAX_BATCH).contains(&self.batch)
    }

    /// Whether a network of the other setup can go on with its weights under this one.
    pub fn continues(&self, other: &Setup) -> bool {
        (&self.hidden, &self.activation, self.seed) == (&other.hidden, &other.activation, other.seed)
    }

    /// The place of the learning rate among the knobs of the optimiser; `None` if it has none, or there is no such
    /// optimiser.
    pub fn rate_knob(&self) -> Option<usize> {
        let row = OPTIMISERS.iter().find(|row| row.name == self.optimiser)?;
        row.knobs.iter().position(|knob| knob.symbol == SYMBOL)
    }
}
