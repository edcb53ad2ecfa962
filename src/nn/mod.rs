//! Neural networks: layers, initialisers, losses, optimisers, decays, schedules, data sets, directions, and the
//! training step built from them.
//!
//! Everything records operations of the tables; a training step is then compiled to one
//! [`Program`](crate::program::Program).

mod chain;
mod data;
mod direction;
mod initialiser;
mod knob;
mod layer;
mod loss;
mod optimiser;
mod schedule;
mod trainer;

pub use chain::{Chain, count};
pub use data::{DATA_SETS, DataSet, Samples};
pub use direction::{Principal, eigen, filter_normalised, principal_directions};
pub use initialiser::{INITIALISERS, Initialiser, RandomSource, initialiser};
pub use knob::{Constructs, InitialState, Knob};
pub use layer::{Dense, Diagonal, Dropout, Layer, activation};
pub use loss::{LOSSES, Loss, LossInput, loss};
pub use optimiser::{
    DECAY_NAMES, DECAYS, OPTIMISER_NAMES, OPTIMISERS, Optimiser, StepInput, decay, optimiser,
};
pub use schedule::{SCHEDULES, Schedule, schedule};
pub use trainer::Trainer;
