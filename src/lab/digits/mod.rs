//! A real network on real data: the sets, and a recogniser in training behind messages of its own.

mod data;
mod learner;
pub mod message;
mod recogniser;

pub use data::{Examples, REAL_SETS, RealSet, read_examples};
pub use learner::MAX_WRONG;
pub use recogniser::Recogniser;
