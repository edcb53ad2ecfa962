//! Maps: what units say over the whole square, in few bytes.

use super::features::Features;
use super::message::Map;

/// Half the side of the square that maps show.
pub(super) const REACH: f64 = 6.0;

/// The points of a map seen through the features; computed once.
#[derive(Debug)]
pub(super) struct Grid {
    /// Points in a row, and rows.
    pub side: u32,
    /// Features × points in row-major order.
    pub inputs: Vec<f64>,
}

impl Grid {
    /// The middle of every cell of a square grid, row after row from the top down.
    pub(super) fn new(side: u32, features: &mut Features) -> Grid {
        let along = |at: u32| REACH * (2.0 * f64::from(at) + 1.0 - f64::from(side)) / f64::from(side);
        let points: Vec<[f64; 2]> =
            (0..side).flat_map(|row| (0..side).map(move |column| [along(column), -along(row)])).collect();
        Grid { side, inputs: features.of(&points) }
    }
}

/// A map of values in the order of a grid.
pub(super) fn map(side: u32, values: impl Iterator<Item = f64> + Clone) -> Map {
    let size = |x: f64| if x.is_finite() { x.abs() } else { 0.0 };
    let scale = values.clone().map(size).fold(0.0, f64::max);
    let steps = if scale > 0.0 { 127.0 / scale } else { 0.0 };
    // The conversion rounds towards zero and saturates. What is negative stays so, or the zero line would be lost.
    let byte = |x: f64| match (x * steps).clamp(-127.0, 127.0).round() as i8 {
        _ if x.is_nan() => i8::MIN,
        0 if x < 0.0 => -1,
        byte => byte,
    };
    Map { side, scale, values: values.map(byte).collect() }
}
