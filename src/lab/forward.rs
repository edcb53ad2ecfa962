//! The network without dropout on many points at once: for maps, losses, and whatever looks at its units.

use super::network::{Recorded, places, record};
use super::plan::Plan;
use crate::program::Program;

/// How many points are computed at once.
const COLUMNS: usize = 256;

/// A compiled network for any number of points.
pub(super) struct Forward {
    program: Program<f64>,
    sizes: Vec<usize>,
    row: Vec<f64>,
}

impl Forward {
    /// Compiles a plan's network.
    pub(super) fn new(plan: &Plan) -> Forward {
        let Recorded { x, parameters, values, .. } = record(plan, COLUMNS);
        let inputs: Vec<_> = std::iter::once(&x).chain(&parameters).collect();
        let outputs: Vec<_> = values.iter().collect();
        Forward { program: Program::compile(&outputs, &inputs), sizes: plan.sizes.clone(), row: Vec::new() }
    }

    /// Sets the weights and biases, which come first in a memory.
    pub(super) fn set_weights(&mut self, memory: &[f64]) {
        set_parameters(&mut self.program, 1, &self.sizes, memory);
    }

    /// What the units of some layers say, for inputs of features × points in row-major order: units × points in row-major
    /// order for each layer asked for. Layer 0 are the inputs.
    pub(super) fn values(&mut self, inputs: &[f64], layers: &[usize]) -> Vec<Vec<f64>> {
        let points = inputs.len() / self.sizes[0];
        let mut all: Vec<Vec<f64>> =
            layers.iter().map(|&layer| vec![0.0; self.sizes[layer] * points]).collect();
        let mut start = 0;
        while start < points {
            let len = COLUMNS.min(points - start);
            let columns = self.program.input_mut(0).chunks_exact_mut(COLUMNS);
            for (to, from) in columns.zip(inputs.chunks_exact(points)) {
                to[..len].copy_from_slice(&from[start..start + len]);
            }
            self.program.run();
            for (values, &layer) in all.iter_mut().zip(layers) {
                let (from, columns) = if layer == 0 {
                    (inputs, start..start + len)
                } else {
                    self.row.clear();
                    self.program.read_output(layer - 1, &mut self.row);
                    (self.row.as_slice(), 0..len)
                };
                let width = from.len() / self.sizes[layer];
                for (to, from) in values.chunks_exact_mut(points).zip(from.chunks_exact(width)) {
                    to[start..start + len].copy_from_slice(&from[columns.clone()]);
                }
            }
            start += len;
        }
        all
    }
}

/// Sets the weights and biases, which are the inputs of a program from `first` on, to the first entries of a memory.
pub(super) fn set_parameters(program: &mut Program<f64>, first: usize, sizes: &[usize], memory: &[f64]) {
    for (at, (weights, biases)) in places(sizes).enumerate() {
        program.input_mut(first + 2 * at).copy_from_slice(&memory[weights]);
        program.input_mut(first + 2 * at + 1).copy_from_slice(&memory[biases]);
    }
}
