//! Neural networks: layers, initialisers, losses, optimisers, decays, schedules, data sets, directions, and the training step that is made of them.
//!
//! All of it records operations of the tables; a training step is then compiled to one
//! [`Program`](crate::program::Program).

mod chain;
mod data;
mod decay;
mod direction;
mod initialiser;
mod layer;
mod loss;
mod optimiser;
mod schedule;
mod trainer;

pub use chain::{Chain, count};
pub use data::{DATA_SETS, DataSet, Samples};
pub use decay::{DECAYS, Decay, Decaying, decay};
pub use direction::{Principal, filter_normalised, principal_directions};
pub use initialiser::{INITIALISERS, Initialiser, initialiser};
pub use layer::{Dense, Diagonal, Dropout, Layer};
pub use loss::{LOSSES, Loss, Measurable, loss};
pub use optimiser::{Knob, OPTIMISERS, Optimiser, Site, Start, Steppable, optimiser};
pub use schedule::{SCHEDULES, Schedule, schedule};
pub use trainer::Trainer;
