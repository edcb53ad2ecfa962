//! Neural networks: layers, losses, optimisers, data sets, and the training step that is made of them.
//!
//! All of it records operations of the tables; a training step is then compiled to one
//! [`Program`](crate::program::Program).

mod data;
mod layer;
mod loss;
mod optimiser;
mod trainer;

pub use data::{DATA_SETS, DataSet, Samples};
pub use layer::{Chain, Dense, Layer, count};
pub use loss::{LOSSES, Loss, Measurable, loss};
pub use optimiser::{Knob, OPTIMISERS, Optimiser, Site, Start, Steppable, optimiser};
pub use trainer::Trainer;
