//! Fluxion: a gentle introduction to machine learning that runs entirely in a browser tab.
//!
//! The modules are layers. A layer may use only those that `ARCHITECTURE.md` lists for it, which `tests/tidy.rs` checks.
//! Everything but `app` (feature `page`) and `worker` (feature `kernel`) builds for any target.

#[cfg(feature = "page")]
pub mod app;
pub mod autodiff;
pub mod chart;
pub mod compute;
pub mod diag;
#[cfg(feature = "gpu")]
pub mod gpu;
pub mod kernel;
pub mod lab;
pub mod language;
pub mod lesson;
pub mod nn;
pub mod program;
pub mod stdlib;
pub mod tensor;
pub mod view;
#[cfg(feature = "kernel")]
pub mod worker;
