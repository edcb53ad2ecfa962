//! The state of a run at a step, as the page draws it: only what is watched.

use super::bent::bent_grid;
use super::doctor::diagnose;
use super::gauge::Measured;
use super::histograms::histogram;
use super::maps::map;
use super::message::{Diagnosis, Histogram, LayerNumbers, Map, Picture, Watch, Weight};
use super::network::places;
use super::plan::Plan;
use super::run::Run;
use super::signs::Signs;
use super::views::Views;

/// The largest side of a map.
const LARGEST: u32 = 256;

/// The state of a run at the step that is shown, without what only the laboratory knows.
pub(super) fn draw(run: &mut Run, views: &mut Views, watch: &Watch) -> Picture {
    let plan = run.stepper.plan().clone();
    let memory = run.stepper.memory();
    let [step, last] = run.steps();
    views.follow(&plan);
    let measured = views.measure(&memory);
    let [curve, other] = run.new_curves();
    let watches_slopes = watch.gradients || watch.histograms;
    let slopes = if watches_slopes { views.slopes(&memory, &mut run.stepper, step) } else { Vec::new() };
    let changes = if watch.gradients { run.stepper.changes(step) } else { Vec::new() };
    let watched = watch.course.and_then(|weight| place(weight, &plan.sizes));
    Picture {
        step,
        last,
        forgotten: run.timeline().forgotten(),
        epoch: plan.epoch(),
        losses: measured.losses,
        right: measured.right(&plan),
        confusion: measured.confusion(&plan),
        curve,
        other,
        layers: layers(&memory, &plan),
        gradients: if watch.gradients { layers(&slopes, &plan) } else { Vec::new() },
        changes: layers(&changes, &plan),
        map: (watch.map > 0).then(|| large_map(&plan, views, watch)),
        units: if watch.units > 0 { unit_maps(&plan, views, watch.units) } else { Vec::new() },
        histograms: if watch.histograms { histograms(&plan, views, &memory, &slopes) } else { Vec::new() },
        grid: watch
            .grid
            .map(|layer| layer as usize)
            .filter(|layer| (1..plan.sizes.len()).contains(layer))
            .map(|layer| bent_grid(&plan, &mut views.forward, layer)),
        trace: watch.trace.map(|sample| views.tracer().trace(&plan, &memory, sample)),
        course: watched.map_or_else(Vec::new, |at| course(run, at, memory[at])),
        ..Picture::default()
    }
}

/// What the doctor notices at the step that is shown.
pub(super) fn examine(run: &mut Run, views: &mut Views) -> Option<Diagnosis> {
    let plan = run.stepper.plan().clone();
    let memory = run.stepper.memory();
    views.follow(&plan);
    let Measured { losses, said } = views.measure(&memory);
    diagnose(&Signs::of(run, views, &memory, losses, &said))
}

/// The place of a weight or bias in the list of all, if the network has it.
pub(super) fn place(weight: Weight, sizes: &[usize]) -> Option<usize> {
    let (layer, unit) = (weight.layer as usize, weight.unit as usize);
    let (weights, biases) = places(sizes).nth(layer)?;
    let inputs = sizes[layer];
    let from = weight.from.map(|from| from as usize);
    if unit >= biases.len() || from.is_some_and(|from| from >= inputs) {
        return None;
    }
    Some(from.map_or(biases.start + unit, |from| weights.start + unit * inputs + from))
}

/// Numbers for all weights and biases, by layer; none if there are none.
fn layers(numbers: &[f64], plan: &Plan) -> Vec<LayerNumbers> {
    if numbers.is_empty() {
        return Vec::new();
    }
    let of_layer = |(weights, biases)| LayerNumbers {
        weights: numbers[std::ops::Range::clone(&weights)].to_vec(),
        biases: numbers[std::ops::Range::clone(&biases)].to_vec(),
    };
    places(&plan.sizes).map(of_layer).collect()
}

fn large_map(plan: &Plan, views: &mut Views, watch: &Watch) -> Map {
    let output = plan.sizes.len() - 1;
    let is_there = |unit: &[usize; 2]| plan.sizes.get(unit[0]).is_some_and(|units| unit[1] < *units);
    let chosen = watch.enlarged.map(|unit| unit.map(|at| at as usize)).filter(is_there);
    let [layer, unit] = chosen.unwrap_or([output, 0]);
    let grid = views.grid(watch.map.min(LARGEST));
    let values = views.forward.values(&grid.inputs, &[layer]).swap_remove(0);
    let points = (grid.side * grid.side) as usize;
    unit_map(plan, grid.side, layer, &values[unit * points..][..points])
}

fn unit_maps(plan: &Plan, views: &mut Views, side: u32) -> Vec<Vec<Map>> {
    let grid = views.grid(side.min(LARGEST));
    let all: Vec<usize> = (0..plan.sizes.len()).collect();
    let values = views.forward.values(&grid.inputs, &all);
    let points = (grid.side * grid.side) as usize;
    let of_layer = |(layer, values): (usize, &Vec<f64>)| {
        values.chunks_exact(points).map(|values| unit_map(plan, grid.side, layer, values)).collect()
    };
    values.iter().enumerate().map(of_layer).collect()
}

/// A unit's map; that of the output shows what the loss makes of it.
fn unit_map(plan: &Plan, side: u32, layer: usize, values: &[f64]) -> Map {
    if layer + 1 == plan.sizes.len() {
        map(side, values.iter().map(|value| plan.loss.shown(*value)))
    } else {
        map(side, values.iter().copied())
    }
}

/// Histograms of the weights, of what the units say of the points trained on, and of the gradient.
fn histograms(plan: &Plan, views: &mut Views, memory: &[f64], slopes: &[f64]) -> Vec<[Histogram; 3]> {
    let points = &plan.points;
    let (all, layers) = (points.samples.len(), (1..plan.sizes.len()).collect::<Vec<_>>());
    let values = views.forward.values(&points.inputs, &layers);
    let of_layer = |((weights, _), values): ((std::ops::Range<usize>, _), &Vec<f64>)| {
        let said: Vec<f64> =
            values.chunks_exact(all).flat_map(|row| row[..points.training].to_vec()).collect();
        [histogram(&memory[weights.clone()]), histogram(&said), histogram(&slopes[weights])]
    };
    places(&plan.sizes).zip(&values).map(of_layer).collect()
}

/// The values of a weight in the states that are kept, and now.
fn course(run: &Run, at: usize, now: f64) -> Vec<(u64, f64)> {
    let [step, _] = run.steps();
    let states = run.timeline().states(step).iter().filter(|(own, _)| *own < step);
    states.map(|(step, memory)| (*step, memory[at])).chain([(step, now)]).collect()
}
