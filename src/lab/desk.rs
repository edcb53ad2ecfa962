//! The laboratory's desk: texts that are written and read on request. The page cannot do so itself, because the language
//! is in the worker.

use super::code;
use super::export::{Trained, julia, notebook, read_weights, write_weights};
use super::message::{Ask, Text};

/// Answers a request for a text.
///
/// ```
/// # use fluxion::lab::{Preset, Style, answer, message::{Ask, Text}};
/// let settings = Preset::named("plane").unwrap().settings();
/// let Text::Code(text) = answer(&Ask::Write { settings: settings.clone(), style: Style::Today }) else { panic!() };
/// assert!(text.starts_with("m = Chain(Dense(2 => 1))\n"));
/// let Text::Reading(reading) = answer(&Ask::Read { text, before: settings.clone() }) else { panic!() };
/// assert_eq!(reading.settings, Some(settings));
/// ```
pub fn answer(ask: &Ask) -> Text {
    match ask {
        Ask::Write { settings, style } => Text::Code(code::write(settings, *style)),
        Ask::Read { text, before } => Text::Reading(Box::new(code::read(text, before))),
        Ask::Update { text, settings } => Text::Code(code::update(text, settings)),
        Ask::Restyle { text, settings, style } => Text::Code(code::restyle(text, settings, *style)),
        Ask::Julia { settings, layers, training, form } => {
            Text::Code(julia(&Trained { settings, layers, training }, *form))
        }
        Ask::Notebook { settings, layers, training, form } => {
            Text::Code(notebook(&Trained { settings, layers, training }, *form))
        }
        Ask::Weights { settings, layers } => Text::Code(write_weights(settings, layers)),
        Ask::ReadWeights { text, settings } => Text::Weights(read_weights(text, settings)),
    }
}
