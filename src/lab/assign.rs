//! Weights and biases that get values at the step that is shown: one, all, or all at a place of a landscape.

use std::rc::Rc;

use super::message::{LayerNumbers, Problem, Reply, Weight};
use super::run::Run;
use super::timeline::Change;
use super::views::Views;
use super::{network, picture};

type Send<'s> = &'s mut dyn FnMut(Reply);

/// A weight or a bias gets a value.
pub(super) fn one(run: &mut Run, views: &mut Views, weight: Weight, value: f64, send: Send<'_>) {
    // A weight of a network that has changed meanwhile is not there any more.
    let Some(at) = picture::place(weight, &run.stepper.plan().sizes) else { return };
    if value.is_finite() {
        run.change([Change::Assign(at, value)], views);
    } else {
        send(not_finite(value));
    }
}

/// All weights and biases get values.
pub(super) fn all(run: &mut Run, views: &mut Views, layers: &[LayerNumbers], send: Send<'_>) {
    let plan = Rc::clone(run.stepper.plan());
    let places = network::places(&plan.sizes).map(|(weights, biases)| [weights.len(), biases.len()]);
    let given = layers.iter().map(|layer| [layer.weights.len(), layer.biases.len()]);
    // The network may have changed since.
    if !places.eq(given) {
        return;
    }
    let values: Vec<f64> =
        layers.iter().flat_map(|layer| layer.weights.iter().chain(&layer.biases)).copied().collect();
    match values.iter().find(|value| !value.is_finite()) {
        Some(value) => send(not_finite(*value)),
        None => run.change(changes(values), views),
    }
}

/// All weights and biases move to a place of a landscape, if it is still known. The run up to now is kept as the one to
/// compare with.
pub(super) fn moved(run: &mut Run, views: &mut Views, weights: Option<Vec<f64>>, send: Send<'_>) {
    // The network may have become another since.
    match weights.filter(|weights| weights.len() == run.stepper.plan().parameters()) {
        Some(weights) => {
            let [step, last] = run.steps();
            if step == last {
                run.keep_for_comparison();
            }
            run.change(changes(weights), views);
        }
        None => send(Reply::Notice(Problem {
            place: "landscape".into(),
            message: "The landscape has changed since, so the place could not be found.".into(),
            hint: Some("Choose it again.".into()),
        })),
    }
}

fn changes(values: Vec<f64>) -> impl Iterator<Item = Change> {
    values.into_iter().enumerate().map(|(at, value)| Change::Assign(at, value))
}

fn not_finite(value: f64) -> Reply {
    Reply::Notice(Problem {
        place: "weight".into(),
        message: format!("A weight is a finite number, not {value}."),
        hint: None,
    })
}
