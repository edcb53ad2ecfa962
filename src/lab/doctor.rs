//! The doctor: a table of rows, each of which notices one thing and says it in a sentence with the numbers.

use super::message::{Diagnosis, Request, WayOut};
use super::probe::UnitSigns;
use super::settings::Settings;
use super::signs::Signs;
use crate::nn::optimiser;

/// A row: notices one thing, or nothing.
type Row = fn(&Signs) -> Option<Diagnosis>;

/// What the doctor knows, the most pressing first.
static ROWS: &[Row] =
    &[overflow, divergence, oscillation, constant_output, dead_units, saturated_units, overfitting];

/// The first thing that a row notices.
pub(super) fn diagnose(signs: &Signs) -> Option<Diagnosis> {
    ROWS.iter().find_map(|notice| notice(signs))
}

fn overflow(signs: &Signs) -> Option<Diagnosis> {
    let layer = signs.overflown;
    if layer.is_none() && signs.losses[0].is_finite() {
        return None;
    }
    let back = best(signs, 0).map_or(0, |(step, _)| step);
    let place = match layer {
        Some(layer) => format!("the first numbers that are not finite are in {}", layer_name(signs, layer)),
        None => "the loss is not finite".into(),
    };
    Some(Diagnosis {
        words: format!("The numbers have overflowed at step {}: {place}.", signs.step),
        step: Some(back),
        ways: slower(signs, back),
    })
}

/// The loss is several times what it was at first, and still growing.
fn divergence(signs: &Signs) -> Option<Diagnosis> {
    const TIMES: f64 = 3.0;
    let (back, least) = best(signs, 0)?;
    let first = signs.history.first()?.1[0];
    let now = signs.losses[0];
    let [.., (_, before), _] = signs.history.as_slice() else { return None };
    if now < TIMES * first.max(least) || now <= before[0] {
        return None;
    }
    Some(Diagnosis {
        words: format!(
            "The loss grows: it is {} now and was {} at step {back}. The steps are too long.",
            shown(now),
            shown(least)
        ),
        step: Some(back),
        ways: slower(signs, back),
    })
}

/// Gradient descent, perhaps with momentum, with steps above what the curvature allows, and a loss that has stopped falling.
fn oscillation(signs: &Signs) -> Option<Diagnosis> {
    const LATELY: usize = 8;
    let curvature =
        signs.curvature.filter(|curvature| curvature.rate * curvature.lambda > curvature.limit)?;
    let losses: Vec<f64> = signs.history.iter().map(|(_, losses)| losses[0]).collect();
    let (before, lately) =
        losses.split_at(losses.len().checked_sub(LATELY).filter(|before| *before >= LATELY)?);
    let least = |losses: &[f64]| losses.iter().copied().fold(f64::INFINITY, f64::min);
    let turns = lately.windows(3).filter(|three| (three[1] - three[0]) * (three[2] - three[1]) < 0.0).count();
    if turns < LATELY / 4 || least(lately) < 0.95 * least(before) {
        return None;
    }
    Some(Diagnosis {
        words: format!(
            "The loss swings and no longer falls: η = {} is above {} = {}, where λ = {} is the curvature along the step.",
            shown(curvature.rate),
            curvature.words,
            shown(curvature.limit / curvature.lambda),
            shown(curvature.lambda)
        ),
        step: best(signs, 0).map(|(step, _)| step),
        ways: with_rate(&signs.settings, 0.5)
            .map(|settings| way("Halve η", [Request::Set(settings)]))
            .into_iter()
            .collect(),
    })
}

/// The network says the same of every point, though they want different things.
fn constant_output(signs: &Signs) -> Option<Diagnosis> {
    let width = |[low, high]: [f64; 2]| high - low;
    if !(width(signs.wanted) > 0.0 && width(signs.said) < 0.01 * width(signs.wanted)) {
        return None;
    }
    Some(Diagnosis {
        words: format!(
            "The network says nearly the same of every point, from {} to {}: it does not tell them apart.",
            shown(signs.said[0]),
            shown(signs.said[1])
        ),
        step: None,
        ways: vec![new_weights(signs, &Settings::default().initialiser)],
    })
}

/// A third or more of a layer's units say the same of every point and pass no gradient.
fn dead_units(signs: &Signs) -> Option<Diagnosis> {
    let is_dead = |unit: &&UnitSigns| unit.is_blocked && unit.range[0] == unit.range[1];
    let dead = |units: &[UnitSigns]| units.iter().filter(is_dead).count();
    let (layer, dead) = worst_layer(signs, |_| true, dead)?;
    let units = &signs.units[layer];
    if 3 * dead < units.len() {
        return None;
    }
    let said = units.iter().find(is_dead).map_or(0.0, |unit| unit.range[0]);
    let mut leaky = signs.settings.clone();
    leaky.layers[layer].activation = "leakyrelu".into();
    Some(Diagnosis {
        words: format!(
            "{} of {} units in {} are dead: each says the same of every point, one of them {}, and no gradient reaches their weights.",
            dead,
            units.len(),
            layer_name(signs, layer + 1),
            shown(said)
        ),
        step: None,
        ways: vec![
            new_weights(signs, &signs.settings.initialiser),
            way("Use leakyrelu", [Request::Set(leaky)]),
        ],
    })
}

/// Half or more of a layer's units are flat at nearly every point, while the loss is still high.
fn saturated_units(signs: &Signs) -> Option<Diagnosis> {
    const NEARLY: f64 = 0.95;
    let first = signs.history.first()?.1[0];
    if signs.losses[0] < 0.3 * first {
        return None;
    }
    let has_kink = &signs.has_kink;
    let flat = |units: &[UnitSigns]| units.iter().filter(|unit| unit.flat >= NEARLY).count();
    let smooth = |layer: usize| !has_kink[layer];
    let (layer, saturated) = worst_layer(signs, smooth, flat)?;
    let units = &signs.units[layer];
    if 2 * saturated < units.len() {
        return None;
    }
    Some(Diagnosis {
        words: format!(
            "{saturated} of {} units in {} are saturated: at {} % of the points or more their slope is below 0.01, so their weights hardly learn.",
            units.len(),
            layer_name(signs, layer + 1),
            NEARLY * 100.0
        ),
        step: None,
        ways: vec![new_weights(signs, &Settings::default().initialiser)],
    })
}

/// The test loss was clearly lower at an earlier step, and has stayed above it while the training loss went on falling.
fn overfitting(signs: &Signs) -> Option<Diagnosis> {
    const SINCE: usize = 16;
    let (back, least) = best(signs, 1)?;
    let since: Vec<&[f64; 2]> =
        signs.history.iter().filter(|(step, _)| *step > back).map(|(_, losses)| losses).collect();
    let at_best = signs.history.iter().find(|(step, _)| *step == back)?.1[0];
    let has_turned = since.len() >= SINCE
        && signs.step >= back + back / 2
        && since[since.len() - SINCE..].iter().all(|losses| losses[1] > 1.5 * least + 0.05)
        && signs.losses[0] < at_best;
    if !has_turned {
        return None;
    }
    let mut penalised = signs.settings.clone();
    penalised.training.l2 = (penalised.training.l2 * 3.0).max(0.001);
    Some(Diagnosis {
        words: format!(
            "The test loss was lowest at step {back}, {}, and is {} now, while the training loss has gone on falling: the network learns the points by heart.",
            shown(least),
            shown(signs.losses[1])
        ),
        step: Some(back),
        ways: vec![
            way("Go back", [Request::Seek(back)]),
            way("Add L2 from there", [Request::Seek(back), Request::Set(penalised)]),
        ],
    })
}

/// The step with the lowest finite loss, over the points trained on (0) or those kept for testing (1).
fn best(signs: &Signs, which: usize) -> Option<(u64, f64)> {
    let finite = signs
        .history
        .iter()
        .map(|(step, losses)| (*step, losses[which]))
        .filter(|(_, loss)| loss.is_finite());
    finite.min_by(|a, b| a.1.total_cmp(&b.1))
}

/// The hidden layer with the most units of a kind, among those that are asked about; counted from 0.
fn worst_layer(
    signs: &Signs,
    is_asked: impl Fn(usize) -> bool,
    count: impl Fn(&[UnitSigns]) -> usize,
) -> Option<(usize, usize)> {
    let hidden = signs.units.iter().enumerate().take(signs.settings.layers.len());
    let counts = hidden.filter(|(layer, _)| is_asked(*layer)).map(|(layer, units)| (layer, count(units)));
    counts.filter(|(_, count)| *count > 0).max_by_key(|(layer, count)| (*count, std::cmp::Reverse(*layer)))
}

/// What a layer is called, 1 being the first after the inputs.
fn layer_name(signs: &Signs, layer: usize) -> String {
    if layer > signs.settings.layers.len() { "the output".into() } else { format!("layer {layer}") }
}

/// Back to a step, and from there with half the learning rate where there is one.
fn slower(signs: &Signs, back: u64) -> Vec<WayOut> {
    let go = way("Go back", [Request::Seek(back)]);
    let halved = with_rate(&signs.settings, 0.5);
    let slow =
        halved.map(|settings| way("Go back and halve η", [Request::Seek(back), Request::Set(settings)]));
    slow.into_iter().chain([go]).collect()
}

/// The settings with a multiple of the learning rate, if the optimiser has one.
fn with_rate(settings: &Settings, times: f64) -> Option<Settings> {
    optimiser(&settings.training.optimiser).filter(|row| row.has_rate())?;
    let mut changed = settings.clone();
    *changed.training.knobs.first_mut()? *= times;
    Some(changed)
}

/// The same settings with other weights at the start, drawn by an initialiser.
fn new_weights(signs: &Signs, initialiser: &str) -> WayOut {
    let mut afresh = signs.settings.clone();
    afresh.initialiser = initialiser.into();
    afresh.seed = afresh.seed.wrapping_add(1);
    way("New weights", [Request::Set(afresh)])
}

fn way<const N: usize>(label: &str, requests: [Request; N]) -> WayOut {
    WayOut { label: label.into(), requests: requests.into() }
}

/// A number in a sentence: three digits.
fn shown(x: f64) -> String {
    let size = x.abs();
    if !(1e-3..1e6).contains(&size) && size != 0.0 {
        return format!("{x:.2e}").replace('e', "·10^");
    }
    let digits = if size >= 100.0 {
        0
    } else if size >= 10.0 {
        1
    } else if size >= 1.0 {
        2
    } else {
        3
    };
    let text = format!("{x:.digits$}");
    text.replace('-', "−")
}
