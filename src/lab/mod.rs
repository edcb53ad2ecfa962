//! The laboratory: a small network in training, behind messages.
//!
//! The page states [`Settings`] and says what it wants to see; the laboratory trains in slices and sends
//! [pictures](message::Picture) no faster than they are drawn. Plain and synchronous, so that tests can drive it
//! natively; the worker around it feeds it messages and posts what it returns.

pub mod csv;
mod features;
pub mod message;
mod numbers;
pub mod settings;

pub use features::{FEATURES, Feature, Features};
pub use numbers::shortest;
pub use settings::Settings;
