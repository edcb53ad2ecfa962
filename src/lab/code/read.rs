//! Code as settings, and words for what was found and for what cannot be drawn.

use serde::{Deserialize, Serialize};

use super::Style;
use super::parts::{Parts, obstacle};
use super::write::has_rate;
use crate::diag::{Diagnostic, Span};
use crate::lab::numbers::shortest;
use crate::lab::settings::{Settings, Training};
use crate::language::parse;
use crate::nn::{optimiser, schedule};

/// What was read in a text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reading {
    /// The settings that the text describes, if it can be drawn. What it does not speak of is as before.
    pub settings: Option<Settings>,
    /// The style in which it is written.
    pub style: Style,
    /// How many epochs it trains, if it says so.
    pub epochs: Option<u32>,
    /// What was found, in a few words each.
    pub found: Vec<String>,
    /// Why it cannot be drawn: places, sentences, hints. The first is the most telling.
    pub obstacles: Vec<Diagnostic>,
    /// Whether it is Julia at all: then it can be trained even if it cannot be drawn.
    pub is_code: bool,
}

/// Reads a text; `before` has the settings that it says nothing about.
///
/// ```
/// # use fluxion::lab::{Settings, code::read};
/// let text = "m = Chain(Dense(2, 4, relu), Dense(4, 1))\nopt = Descent(0.1) # slow";
/// let settings = read(text, &Settings::default()).settings.unwrap();
/// assert_eq!((settings.layers.len(), settings.layers[0].activation.as_str()), (1, "relu"));
/// assert_eq!((settings.training.optimiser.as_str(), settings.training.knobs), ("Descent", vec![0.1]));
///
/// let reading = read("m = Chain(Dense(2, 4), x -> x[1:1, :])", &Settings::default());
/// assert_eq!(reading.obstacles[0].message, "This layer cannot be drawn.");
/// ```
pub fn read(text: &str, before: &Settings) -> Reading {
    match parse(text) {
        Ok(program) => read_parts(&Parts::of(&program.statements), before),
        Err(error) => Reading {
            settings: None,
            style: Style::default(),
            epochs: None,
            found: Vec::new(),
            obstacles: vec![error],
            is_code: false,
        },
    }
}

/// The reading of parts that were found.
pub(super) fn read_parts(parts: &Parts, before: &Settings) -> Reading {
    let mut obstacles = parts.obstacles.clone();
    let mut settings = before.clone();
    let style = style(parts, &mut obstacles);
    match &parts.chain {
        Some(chain) => match chain.found.settings(before.features.len()) {
            Ok((layers, output, initialiser)) => {
                settings = Settings { layers, output, initialiser, ..settings };
            }
            Err(problem) => obstacles.push(problem),
        },
        None if obstacles.is_empty() => {
            let hint = "Begin with a line such as `m = Chain(Dense(2, 6, tanh), Dense(6, 1, tanh))`.";
            obstacles.push(obstacle(Span::default(), "There is no chain of layers here.", hint));
        }
        None => {}
    }
    obstacles.extend(loss(parts, &mut settings.training).err());
    if let Some(optimiser) = &parts.optimiser {
        let [l1, l2] = optimiser.found.factors();
        let training = &mut settings.training;
        training.optimiser = optimiser.found.name.to_owned();
        training.knobs = optimiser.found.values();
        (training.l1, training.l2) = (l1, l2);
    }
    obstacles.extend(rate(parts, &mut settings.training).err());
    let epochs = parts.training.as_ref().map(|training| training.epochs.map_or(1.0, |epochs| epochs.value));
    Reading {
        style,
        epochs: epochs.filter(|epochs| (1.0..1e9).contains(epochs)).map(|epochs| epochs as u32),
        found: found(parts, before),
        settings: obstacles.is_empty().then_some(settings),
        obstacles,
        is_code: true,
    }
}

/// The style that all parts share.
fn style(parts: &Parts, obstacles: &mut Vec<Diagnostic>) -> Style {
    let chain = parts.chain.as_ref().map(|part| (part.found.style, part.statement));
    let loss = parts.loss.as_ref().map(|part| (part.found.1, part.statement));
    let optimiser = parts.optimiser.as_ref().and_then(|part| Some((part.found.style?, part.statement)));
    let training = parts.training.as_ref().map(|training| (training.style, training.statement));
    let mut found = [chain, loss, optimiser, training].into_iter().flatten();
    let Some((first, _)) = found.next() else { return Style::default() };
    if let Some((_, span)) = found.find(|(style, _)| *style != first) {
        let (words, other) = match first {
            Style::Flux09 => ("Flux 0.9", "today's"),
            Style::Today => ("today's Flux", "that of Flux 0.9"),
        };
        let message = format!("The code begins in the style of {words}, and this line is in {other}.");
        obstacles.push(obstacle(span, &message, "Write all of it in one style."));
    }
    first
}

/// The loss: the one that training uses, or else the one that is called so.
fn loss(parts: &Parts, training: &mut Training) -> Result<(), Diagnostic> {
    let used = parts.training.as_ref().map_or("loss", |training| training.loss.as_str());
    match &parts.loss {
        Some(loss) if loss.name == used => training.loss = loss.found.0.to_owned(),
        _ => {
            if let Some((name, span)) = parts.functions.iter().find(|(name, _)| name == used) {
                let message = format!("`{name}` is none of the losses that can be drawn.");
                return Err(obstacle(*span, &message, "Such as `loss(x, y) = Flux.mse(m(x), y)`."));
            }
            if let Some(training) = &parts.training {
                let message = format!("The loss `{used}` is not defined here.");
                return Err(obstacle(
                    training.statement,
                    &message,
                    "Add a line such as `loss(x, y) = Flux.mse(m(x), y)`.",
                ));
            }
        }
    }
    Ok(())
}

/// The schedule, if there is training that would follow one.
fn rate(parts: &Parts, training: &mut Training) -> Result<(), Diagnostic> {
    let Some(found) = &parts.training else { return Ok(()) };
    if !found.is_scheduled {
        if has_rate(training) {
            (training.schedule, training.schedule_knobs) = ("constant".to_owned(), Vec::new());
        }
        return Ok(());
    }
    let Some(schedule) = &parts.schedule else {
        let hint = "Such as `rate(step) = 0.02 * 0.5 ^ (step ÷ 1000)`.";
        return Err(obstacle(
            found.statement,
            "The learning rate follows no schedule that can be drawn.",
            hint,
        ));
    };
    if parts.optimiser.is_some() && training.knobs.first() != Some(&schedule.found.rate.value) {
        let message = format!(
            "The schedule starts from {}, and the optimiser from {}.",
            shortest(schedule.found.rate.value),
            training.knobs.first().map_or_else(String::new, |rate| shortest(*rate))
        );
        return Err(obstacle(
            schedule.found.rate.used,
            &message,
            "Write the same number, or give it a name.",
        ));
    }
    training.schedule = schedule.found.name.to_owned();
    training.schedule_knobs = schedule.found.knobs.iter().map(|knob| knob.value).collect();
    Ok(())
}

/// What was found, in a few words each.
fn found(parts: &Parts, before: &Settings) -> Vec<String> {
    let mut found = Vec::new();
    if let Some(chain) = &parts.chain {
        let layer = |layer: &super::chain::FoundLayer| {
            let activation = layer.activation.as_ref().map_or("identity", |(name, _)| name);
            format!("{} {activation}", layer.sizes[1].value)
        };
        let layers: Vec<String> = chain.found.layers.iter().map(layer).collect();
        found.push(format!("Layers: {} inputs, {}", before.features.len(), layers.join(", ")));
    }
    found.extend(parts.loss.as_ref().map(|loss| format!("Loss: {}", loss.found.0)));
    if let Some(part) = &parts.optimiser {
        let rows = optimiser(part.found.name).map_or(&[][..], |row| row.knobs);
        let knobs = rows.iter().zip(part.found.values());
        let knobs: Vec<String> =
            knobs.map(|(knob, value)| format!("{} = {}", knob.symbol, shortest(value))).collect();
        found.push(format!("Optimiser: {}, {}", part.found.name, knobs.join(", ")));
        let factors = ["L1", "L2"].into_iter().zip(part.found.factors()).filter(|(_, factor)| *factor != 0.0);
        found.extend(factors.map(|(name, factor)| format!("{name}: {}", shortest(factor))));
    }
    if let Some(part) =
        parts.schedule.as_ref().filter(|_| parts.training.as_ref().is_some_and(|t| t.is_scheduled))
    {
        let about = schedule(part.found.name).map_or("", |row| row.about);
        found.push(format!("Learning rate: {about}"));
    }
    if let Some(epochs) = parts.training.as_ref().and_then(|training| training.epochs) {
        found.push(format!("Epochs: {}", shortest(epochs.value)));
    }
    found
}
