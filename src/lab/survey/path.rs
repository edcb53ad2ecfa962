//! The path of a run over a landscape: its shadow on the plane, the losses on the way, and the ground below.

use super::axes::shadow;
use crate::lab::landscape::{Evaluator, Plane};
use crate::lab::message::Footprint;

/// The most steps of a path that are looked at.
const MOST: usize = 48;

/// The losses at the weights of the last path, so that those that are still on it are not computed again. They hold for
/// one task.
#[derive(Default)]
pub(super) struct Truths {
    known: Vec<(Vec<f64>, f64)>,
}

/// Some of the states that were kept, evenly, and the present weights last.
pub(super) fn thinned<'s>(
    states: &'s [(u64, Vec<f64>)],
    step: u64,
    weights: &'s [f64],
) -> Vec<(u64, &'s [f64])> {
    let before = &states[..states.partition_point(|(own, _)| *own < step)];
    let count = before.len().min(MOST - 1);
    let chosen = (0..count).map(|at| &before[at * before.len() / count.max(1)]);
    let parameters = weights.len();
    chosen.map(|(step, memory)| (*step, &memory[..parameters])).chain([(step, weights)]).collect()
}

/// The path on a plane.
pub(super) fn footprints(
    states: &[(u64, &[f64])],
    plane: &Plane,
    evaluator: &mut Evaluator,
    truths: &mut Truths,
) -> Vec<Footprint> {
    let mut known = std::mem::take(&mut truths.known);
    let mut below = Vec::new();
    states
        .iter()
        .map(|&(step, weights)| {
            let before = known.iter().position(|(own, _)| own.as_slice() == weights);
            let (own, loss) = match before {
                Some(before) => known.swap_remove(before),
                None => (weights.to_vec(), evaluator.loss_at(weights)),
            };
            truths.known.push((own, loss));
            let (at, away) = shadow(plane, weights);
            below.clear();
            plane.weights(at, &mut below);
            Footprint { step, at, loss, ground: evaluator.loss_at(&below), away }
        })
        .collect()
}
