//! The laboratory's own page: a module of its own, fetched when a laboratory is opened.

pub mod state;
