//! Settings as code.

use super::Style;
use super::forms::{LOSS_FORMS, SCHEDULE_FORMS, TRAINING_FORMS, optimiser_name};
use crate::lab::numbers::shortest;
use crate::lab::settings::{Layer, Settings, Training};
use crate::nn::{Constructs, Knob, optimiser};

/// How many epochs are written.
pub(super) const EPOCHS: u32 = 200;

/// The length up to which a chain stands on one line.
const LINE: usize = 92;

/// The initialiser that layers have anyway.
const DEFAULT_INITIALISER: &str = "glorot_uniform";

/// The initialisers that are functions of Julia itself.
const IN_BASE: &[&str] = &["rand", "randn", "zeros", "ones"];

/// The network and its training as Julia code: a model `m`, a function `loss`, an optimiser `opt`, and training on
/// `batches`, which [`surroundings`](super::surroundings) define.
///
/// ```
/// # use fluxion::lab::{Preset, code::{Style, write}};
/// let settings = Preset::named("xor").unwrap().settings();
/// assert_eq!(write(&settings, Style::Flux09), "\
/// m = Chain(Dense(2, 4, tanh), Dense(4, 4, tanh), Dense(4, 1, tanh))
/// loss(x, y) = Flux.mse(m(x), y)
/// opt = ADAM(0.02, (0.9, 0.999))
/// Flux.@epochs 200 Flux.train!(loss, params(m), batches, opt)
/// ");
/// ```
pub fn write(settings: &Settings, style: Style) -> String {
    format!("m = {}\n{}", chain(settings, style), written(settings, &EPOCHS.to_string(), style))
}

/// The same without the model, and with any code for the number of epochs.
pub(in crate::lab) fn written(settings: &Settings, epochs: &str, style: Style) -> String {
    let mut lines = vec![loss("loss", &settings.training.loss, style)];
    let scheduled = schedule(&settings.training, "η");
    if scheduled.is_some() {
        lines.push(format!("η = {}", shortest(settings.training.knobs[0])));
    }
    let rate = if scheduled.is_some() { Some("η") } else { None };
    lines.push(format!("opt = {}", prepared(&settings.training, rate, style)));
    if let Some(body) = &scheduled {
        lines.extend([format!("rate(step) = {body}"), "step = 0".to_owned()]);
    }
    lines.push(train(&settings.training, epochs, style));
    lines.join("\n") + "\n"
}

/// The chain, on one line or on one for each layer.
pub(super) fn chain(settings: &Settings, style: Style) -> String {
    let items = items(settings, style);
    let whole = format!("Chain({})", items.join(", "));
    if whole.chars().count() <= LINE {
        return whole;
    }
    format!("Chain(\n  {},\n)", items.join(",\n  "))
}

/// The layers of the chain, dropout among them.
fn items(settings: &Settings, style: Style) -> Vec<String> {
    let mut items = Vec::new();
    for (at, sizes) in settings.sizes().windows(2).enumerate() {
        let layer = settings.layers.get(at);
        let activation = layer.map_or(&settings.output, |layer| &layer.activation);
        items.push(dense([sizes[0], sizes[1]], activation, &settings.initialiser, style));
        items.extend(layer.and_then(dropout));
    }
    items
}

/// A dense layer.
pub(super) fn dense(
    [inputs, outputs]: [usize; 2],
    activation: &str,
    initialiser: &str,
    style: Style,
) -> String {
    let between = match style {
        Style::Flux09 => ", ",
        Style::Today => " => ",
    };
    let mut text = format!("Dense({inputs}{between}{outputs}");
    if activation != "identity" {
        text.push_str(", ");
        text.push_str(activation);
    }
    if initialiser != DEFAULT_INITIALISER {
        text.push_str(", ");
        text.push_str(&initial(initialiser, style));
    }
    text + ")"
}

/// The keyword that names the initialiser.
pub(super) fn initial(initialiser: &str, style: Style) -> String {
    let keyword = match style {
        Style::Flux09 => "initW",
        Style::Today => "init",
    };
    format!("{keyword} = {}", initialiser_name(initialiser))
}

/// An initialiser as code names it.
pub(super) fn initialiser_name(initialiser: &str) -> String {
    if IN_BASE.contains(&initialiser) { initialiser.to_owned() } else { format!("Flux.{initialiser}") }
}

/// The dropout behind a layer, if it has one.
pub(super) fn dropout(layer: &Layer) -> Option<String> {
    (layer.dropout > 0.0).then(|| format!("Dropout({})", shortest(layer.dropout)))
}

/// The definition of the loss. A loss that the table lacks is called by its name.
pub(super) fn loss(name: &str, loss: &str, style: Style) -> String {
    let row = LOSS_FORMS.iter().find(|row| row.name == loss);
    let body = row.map_or_else(|| format!("Flux.{loss}(m(x), y)"), |row| row.of(style)[0].to_owned());
    match style {
        Style::Flux09 => format!("{name}(x, y) = {body}"),
        Style::Today => format!("{name}(m, x, y) = {body}"),
    }
}

/// The optimiser with its decays, and in today's style its state for the model. `rate` is what stands for the learning
/// rate, if that has a name.
pub(super) fn prepared(training: &Training, rate: Option<&str>, style: Style) -> String {
    let decays = [("SignDecay", training.l1), ("WeightDecay", training.l2)];
    let mut parts: Vec<String> = decays
        .into_iter()
        .filter(|(_, factor)| *factor != 0.0)
        .map(|(name, factor)| decay(name, factor))
        .collect();
    parts.push(core(training, rate, style));
    let whole =
        if parts.len() == 1 { parts.remove(0) } else { format!("{}({})", chained(style), parts.join(", ")) };
    match style {
        Style::Flux09 => whole,
        Style::Today => format!("Flux.setup({whole}, m)"),
    }
}

/// A decay.
pub(super) fn decay(name: &str, factor: f64) -> String {
    format!("{name}({})", shortest(factor))
}

/// What chains decays and an optimiser.
pub(super) fn chained(style: Style) -> &'static str {
    match style {
        Style::Flux09 => "Flux.Optimiser",
        Style::Today => "OptimiserChain",
    }
}

/// The optimiser alone, with all its knobs; neighbours of one field are a tuple.
pub(super) fn core(training: &Training, rate: Option<&str>, style: Style) -> String {
    let name = optimiser_name(&training.optimiser, style);
    let rows: &[Knob] = optimiser(&training.optimiser).map_or(&[], |row| row.knobs);
    let value = |at: usize| match (at, rate) {
        (0, Some(rate)) => rate.to_owned(),
        _ => shortest(training.knobs.get(at).copied().unwrap_or(rows[at].default)),
    };
    let mut arguments = Vec::new();
    let mut at = 0;
    for group in rows.chunk_by(|one, other| one.field == other.field) {
        let values: Vec<String> = (at..at + group.len()).map(value).collect();
        at += group.len();
        arguments.push(if group.len() == 1 { values.concat() } else { format!("({})", values.join(", ")) });
    }
    format!("{name}({})", arguments.join(", "))
}

/// The learning rate at a step, if it changes: `rate` stands for the full rate.
pub(super) fn schedule(training: &Training, rate: &str) -> Option<String> {
    let (_, form) =
        SCHEDULE_FORMS.iter().find(|(name, _)| *name == training.schedule && has_rate(training))?;
    let knobs = training.schedule_knobs.iter().map(|knob| shortest(*knob));
    Some(filled(form, std::iter::once(rate.to_owned()).chain(knobs)))
}

/// Whether the optimiser has a learning rate, which a schedule can change.
pub(super) fn has_rate(training: &Training) -> bool {
    optimiser(&training.optimiser)
        .is_some_and(|row| row.knobs.first().is_some_and(|knob| knob.field == "eta"))
}

/// A form with numbers for `_0`, `_1` …
fn filled(form: &str, numbers: impl Iterator<Item = String>) -> String {
    numbers.enumerate().fold(form.to_owned(), |form, (at, number)| form.replace(&format!("_{at}"), &number))
}

/// Training for a number of epochs.
pub(super) fn train(training: &Training, epochs: &str, style: Style) -> String {
    let is_scheduled = schedule(training, "η").is_some();
    let decays = [training.l1, training.l2].iter().filter(|factor| **factor != 0.0).count();
    let is_chain =
        optimiser(&training.optimiser).is_some_and(|row| matches!(row.constructs, Constructs::Chain(_)));
    // Where Flux 0.9 has the learning rate: in the optimiser, behind decays, in the first part of a chain, or both.
    let place = match style {
        Style::Flux09 if is_scheduled => usize::from(decays > 0) + usize::from(is_chain),
        _ => 0,
    };
    let mut forms = TRAINING_FORMS
        .iter()
        .filter(|form| form.style == style && form.is_scheduled == is_scheduled)
        .map(|row| row.form);
    let form = forms.nth(place).unwrap_or_default();
    filled(form, [epochs.to_owned(), (decays + 1).to_string()].into_iter())
}
