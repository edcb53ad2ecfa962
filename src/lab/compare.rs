//! What sets two runs apart, in a few words.

use super::settings::{Settings, Source};

/// The most differences that are named.
const MOST: usize = 2;

/// A row: what a setting is called where it differs.
struct Row(fn(&Settings) -> String);

/// What may differ, the most telling first.
static ROWS: &[Row] = &[
    Row(|settings| settings.training.optimiser.clone()),
    Row(|settings| {
        settings.layers.iter().map(|layer| layer.units.to_string()).collect::<Vec<_>>().join("-") + " units"
    }),
    Row(|settings| {
        settings.layers.iter().map(|layer| layer.activation.as_str()).collect::<Vec<_>>().join(", ")
    }),
    Row(|settings| format!("output {}", settings.output)),
    Row(|settings| format!("inputs {}", settings.features.join(", "))),
    Row(|settings| format!("loss {}", settings.training.loss)),
    Row(|settings| format!("schedule {}", settings.training.schedule)),
    Row(|settings| format!("L1 = {}", settings.training.l1)),
    Row(|settings| format!("L2 = {}", settings.training.l2)),
    Row(|settings| {
        let rates: Vec<String> = settings.layers.iter().map(|layer| layer.dropout.to_string()).collect();
        format!("dropout {}", rates.join(", "))
    }),
    Row(|settings| match &settings.data.source {
        Source::Set(name) => name.clone(),
        Source::Own(own) => format!("{} points", own.len()),
    }),
    Row(|settings| format!("batch = {}", settings.data.batch)),
    Row(|settings| format!("noise = {}", settings.data.noise)),
    Row(|settings| format!("{} points", settings.data.count)),
    Row(|settings| format!("testing = {}", settings.data.testing)),
    Row(|settings| settings.initialiser.clone()),
    Row(|settings| format!("seed {}", settings.seed)),
    Row(|settings| format!("sample {}", settings.data.seed)),
];

/// What is different in `one`, seen from `other`: `η = 0.06`; empty if nothing is.
pub(super) fn differences(one: &Settings, other: &Settings) -> String {
    let mut found = knobs(one, other);
    let rows = ROWS.iter().map(|Row(name)| (name(one), name(other)));
    found.extend(rows.filter(|(one, other)| one != other).map(|(one, _)| one));
    found.truncate(MOST);
    found.join(", ")
}

/// The knobs that differ, where the optimisers are the same.
fn knobs(one: &Settings, other: &Settings) -> Vec<String> {
    let row =
        crate::nn::optimiser(&one.training.optimiser).filter(|row| row.name == other.training.optimiser);
    let knobs = row.into_iter().flat_map(|row| row.knobs);
    let values = one.training.knobs.iter().zip(&other.training.knobs);
    let differing = knobs.zip(values).filter(|(_, (one, other))| one != other);
    differing.map(|(knob, (value, _))| format!("{} = {value}", knob.symbol)).collect()
}
