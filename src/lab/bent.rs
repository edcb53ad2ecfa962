//! The bent grid: where a square grid over the inputs goes in a layer.

use super::forward::Forward;
use super::maps::REACH;
use super::message::BentGrid;
use super::plan::Plan;
use crate::nn::eigen;

/// Lines each way, and points along a line.
const LINES: usize = 13;
const ALONG: usize = 41;

/// Where the lines and the samples go in a layer, 1 being the first after the inputs.
pub(super) fn bent_grid(plan: &Plan, forward: &mut Forward, layer: usize) -> BentGrid {
    let place = |at: usize, count: usize| REACH * (2.0 * at as f64 / (count - 1) as f64 - 1.0);
    let line = |line: usize| {
        let across = place(line % LINES, LINES);
        let point = move |along: f64| if line < LINES { [across, along] } else { [along, across] };
        (0..ALONG).map(move |at| point(place(at, ALONG)))
    };
    let lines: Vec<[f64; 2]> = (0..2 * LINES).flat_map(line).collect();
    let inputs = plan.features.borrow_mut().of(&lines);
    let of_lines = forward.values(&inputs, &[layer]).swap_remove(0);
    let of_samples = forward.values(&plan.points.inputs, &[layer]).swap_remove(0);
    let units = plan.sizes[layer];
    let (axes, view) = if units <= 2 { plain(units) } else { principal(&of_samples, units) };
    let seen = |values: &[f64]| -> Vec<[f64; 2]> {
        let points = values.len() / units;
        let coordinate =
            |at: usize, axis: &[f64]| (0..units).map(|unit| axis[unit] * values[unit * points + at]).sum();
        (0..points).map(|at| [coordinate(at, &view[0]), coordinate(at, &view[1])]).collect()
    };
    let lines = seen(&of_lines).chunks(ALONG).map(<[_]>::to_vec).collect();
    BentGrid { axes, lines, points: seen(&of_samples) }
}

/// One or two units as they are. One unit is drawn against nothing.
fn plain(units: usize) -> ([String; 2], [Vec<f64>; 2]) {
    let axis = |at: usize| (0..units).map(|unit| f64::from(u8::from(unit == at))).collect();
    let name = |at: usize| if at < units { format!("unit {}", at + 1) } else { String::new() };
    ([name(0), name(1)], [axis(0), axis(1)])
}

/// The two directions along which the samples differ most. Each is turned so that its largest part is positive, which
/// keeps it from flipping between two pictures.
fn principal(values: &[f64], units: usize) -> ([String; 2], [Vec<f64>; 2]) {
    let points = values.len() / units;
    let row = |unit: usize| &values[unit * points..][..points];
    let mean: Vec<f64> = (0..units).map(|unit| row(unit).iter().sum::<f64>() / points as f64).collect();
    let covariance = |a: usize, b: usize| {
        let products = row(a).iter().zip(row(b)).map(|(x, y)| (x - mean[a]) * (y - mean[b]));
        products.sum::<f64>() / points as f64
    };
    let products: Vec<Vec<f64>> =
        (0..units).map(|a| (0..units).map(|b| covariance(a, b)).collect()).collect();
    let total: f64 = (0..units).map(|unit| products[unit][unit]).sum();
    if !total.is_finite() {
        return plain(units);
    }
    let (variances, vectors) = eigen(products);
    let mut order: Vec<usize> = (0..units).collect();
    order.sort_by(|a, b| variances[*b].total_cmp(&variances[*a]));
    let axis = |at: usize| {
        let axis: Vec<f64> = vectors.iter().map(|row| row[order[at]]).collect();
        let largest = axis.iter().copied().max_by(|a, b| a.abs().total_cmp(&b.abs()));
        let turn = if largest.is_some_and(|largest| largest < 0.0) { -1.0 } else { 1.0 };
        axis.into_iter().map(|part| turn * part).collect()
    };
    let name = |at: usize| {
        let share = if total > 0.0 { 100.0 * variances[order[at]].max(0.0) / total } else { 0.0 };
        format!("principal component {} ({share:.0} %)", at + 1)
    };
    ([name(0), name(1)], [axis(0), axis(1)])
}
