//! What the page says, reads and works out without a browser: plain functions of plain values, with their tests.
//!
//! Here are the words of figures, the steps of a tape, addresses, and typed numbers. Not here: signals, elements, and
//! what the kernel computes.

pub mod code;
pub mod costs;
pub mod decision;
pub mod derivation;
pub mod files;
pub mod flow;
pub mod histogram;
pub mod input;
pub mod keys;
pub mod laboratory;
pub mod numbers;
pub mod passes;
pub mod route;
pub mod run;
pub mod runners;
pub mod standing;
pub mod tape;
pub mod theme;
pub mod typed;
pub mod words;
