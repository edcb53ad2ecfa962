//! The loss of a network over a plane in the space of its weights.
//!
//! A [`Job`] says all that is needed to compute a landscape anywhere: on this thread, in other workers, on a GPU. Its
//! grid is cut into [tiles](Tile), coarse ones first; an [`Evaluator`] computes the losses of a tile. The loss at a point
//! of the grid has the same bits whatever tile it is computed in, and whoever computes it.

mod evaluator;
mod job;
mod tile;

pub use evaluator::{Evaluator, Recorded};
pub use job::{Flaw, Job, Plane, Task};
pub use tile::Tile;
