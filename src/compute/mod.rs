//! Computing landscapes in several places: in one worker, in many, on the GPU.
//!
//! A [`Pool`] decides who computes what, and a [`Tiler`] or a [`GpuTiler`] is one of its members. The pool is in the
//! window and its members are in workers, but nothing here knows of browsers: the pool says what is to be done
//! ([`Action`]) and hears what has happened.

mod costs;
#[cfg(feature = "gpu")]
mod gpu_tiler;
mod member;
pub mod message;
mod placing;
mod pool;
mod run;
mod tiler;
mod tiles;

pub use costs::{Costs, Measured, Placement};
#[cfg(feature = "gpu")]
pub use gpu_tiler::GpuTiler;
pub use member::Kind;
pub use pool::Pool;
pub use run::{Action, GpuState, LastRun, Part};
pub use tiler::Tiler;
