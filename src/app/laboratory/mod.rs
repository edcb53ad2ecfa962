//! The laboratory's own page: a module of its own (`src/bin/laboratory.rs`), fetched when a laboratory is opened.

pub mod state;
