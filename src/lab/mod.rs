//! The laboratory: a small network in training, behind messages.
//!
//! The page states [`Settings`] and says what it wants to see; the laboratory trains in slices and sends
//! [pictures](message::Picture) no faster than they are drawn. Plain and synchronous, so that tests can drive it
//! natively; the worker around it feeds it messages and posts what it returns.

mod assign;
mod bent;
pub mod code;
mod compare;
pub mod csv;
mod curve;
mod desk;
pub mod digits;
mod doctor;
pub mod export;
mod features;
mod forward;
mod gauge;
mod histograms;
mod laboratory;
pub mod lacking;
pub mod landscape;
pub mod losses;
mod maps;
pub mod message;
mod network;
mod numbers;
mod pace;
mod picture;
mod plan;
mod points;
mod presets;
mod probe;
mod run;
mod script;
pub mod settings;
mod signs;
mod slopes;
mod stepper;
mod survey;
mod timeline;
mod trace;
mod views;

pub use code::{Reading, Style};
pub use desk::answer;
pub use features::{FEATURES, Feature, Features};
pub use laboratory::Lab;
pub use numbers::shortest;
pub use presets::{PRESETS, Preset};
pub use settings::Settings;
