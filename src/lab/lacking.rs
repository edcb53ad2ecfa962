//! What Flux 0.9 does not have, of what the laboratory offers.

use super::settings::Settings;

/// The names. Losses that it lacks are written out instead.
static LACKING: &[&str] = &[
    "AdaBelief",
    "logcosh",
    "mish",
    "relu6",
    "kaiming_uniform",
    "kaiming_normal",
    "lecun_uniform",
    "lecun_normal",
    "truncated_normal",
];

/// What Flux 0.9 does not have of a trained network, whose initialiser no longer matters.
///
/// ```
/// # use fluxion::lab::{Settings, lacking::lacking};
/// let mut settings = Settings::default();
/// assert_eq!(lacking(&settings), [""; 0]);
/// settings.output = "mish".into();
/// settings.training.l1 = 0.001;
/// assert_eq!(lacking(&settings), ["mish", "SignDecay"]);
/// ```
pub fn lacking(settings: &Settings) -> Vec<&'static str> {
    let activations = settings.layers.iter().map(|layer| &layer.activation).chain([&settings.output]);
    let used: Vec<&String> = activations.chain([&settings.training.optimiser]).collect();
    let mut found: Vec<&str> =
        LACKING.iter().filter(|name| used.iter().any(|used| used == *name)).copied().collect();
    if settings.training.l1 > 0.0 {
        found.push("SignDecay");
    }
    found
}

/// The same of a network that is written as code, with its initialiser.
pub fn lacking_as_code(settings: &Settings) -> Vec<&'static str> {
    let initialiser = LACKING.iter().filter(|name| **name == settings.initialiser).copied();
    lacking(settings).into_iter().chain(initialiser).collect()
}
