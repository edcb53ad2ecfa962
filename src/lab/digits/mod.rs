//! A network that learns real data: the sets, what a learner sets, and a recogniser in training behind messages of its
//! own.

mod data;
mod judge;
mod learner;
pub mod message;
mod recogniser;
mod setup;

pub use data::{Examples, REAL_SETS, RealSet, checksum, read_examples};
pub use recogniser::Recogniser;
pub use setup::{MAX_BATCH, MAX_LAYERS, MAX_RATE, MAX_UNITS, Setup};
