//! The network and its training as a cell of Julia, and back: written from settings, read as settings, and updated where
//! the settings have changed.
//!
//! Reading uses the parser of the language and compares trees with forms (`forms`). A text that cannot be drawn is
//! still code; what stands in the way is said with its place.

mod chain;
mod edits;
mod forms;
mod matching;
mod parts;
mod read;
mod steps;
mod surroundings;
mod update;
mod write;

use serde::{Deserialize, Serialize};

pub use read::{Reading, read};
pub use surroundings::{batches, inputs, points, surroundings};
pub use update::{restyle, update};
pub use write::write;
pub(super) use write::written;

/// How Flux is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Style {
    /// As in version 0.9, with tracked parameters.
    #[default]
    Flux09,
    /// As today, with explicit gradients.
    Today,
}
