//! A lesson: its file format, its specification, its compiler.
//!
//! The compiler ([`compile`]) runs where the page is built; the rest is common to it and the page.

#[cfg(not(target_arch = "wasm32"))]
pub mod compile;
pub mod define;
pub mod figures;
pub mod guess;
pub mod link;
pub mod own;
pub mod paint;
pub mod script;
pub mod show;
pub mod spec;
pub mod term;
