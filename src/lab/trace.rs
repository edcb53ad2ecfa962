//! The way of a point through the network, and the gradients on their way back.

use super::forward::set_parameters;
use super::message::Trace;
use super::network::{FITS, leaf, record};
use super::plan::Plan;
use super::settings::Sample;
use crate::autodiff::{Tracked, gradient};
use crate::program::Program;

/// A compiled network and its gradients, for one point.
pub(super) struct Tracer {
    program: Program<f64>,
    layers: usize,
}

impl Tracer {
    /// Compiles a plan's network with its loss.
    pub(super) fn new(plan: &Plan) -> Tracer {
        let recorded = record(plan, 1);
        let y = leaf(&[1, 1]);
        let output = recorded.values.last().unwrap_or(&recorded.x);
        let loss = plan.loss.formula().of(output, &y).expect(FITS);
        let units: Vec<&Tracked<f64>> = std::iter::once(&recorded.x).chain(&recorded.values).collect();
        let adjoints = gradient(&loss, &units);
        let inputs: Vec<_> = [&recorded.x, &y].into_iter().chain(&recorded.parameters).collect();
        let outputs = std::iter::once(&loss).chain(&recorded.sums).chain(&recorded.values).chain(&adjoints);
        let outputs: Vec<_> = outputs.collect();
        Tracer { program: Program::compile(&outputs, &inputs), layers: recorded.values.len() }
    }

    /// Traces a point.
    pub(super) fn trace(&mut self, plan: &Plan, memory: &[f64], sample: Sample) -> Trace {
        let inputs = plan.features.borrow_mut().of(&[sample.at]);
        self.program.input_mut(0).copy_from_slice(&inputs);
        self.program.input_mut(1).fill(plan.loss.target(sample.wanted));
        set_parameters(&mut self.program, 2, &plan.sizes, memory);
        self.program.run();
        let layers = self.layers;
        let read =
            |outputs: std::ops::Range<usize>| outputs.map(|at| self.program.output(at).entries().to_vec());
        Trace {
            loss: self.program.number(0),
            sums: read(1..layers + 1).collect(),
            values: std::iter::once(inputs).chain(read(layers + 1..2 * layers + 1)).collect(),
            adjoints: read(2 * layers + 1..3 * layers + 2).collect(),
        }
    }
}
