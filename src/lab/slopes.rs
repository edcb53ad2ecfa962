//! The gradient of the loss of a batch with respect to every weight and bias.

use super::forward::set_parameters;
use super::network::{FITS, chain, leaf};
use super::plan::Plan;
use super::stepper::{Stepper, dropout_seed};
use crate::autodiff::gradient;
use crate::nn::Dropout;
use crate::program::Program;
use crate::tensor::random::Random;

/// A compiled gradient.
pub(super) struct Slopes {
    program: Program<f64>,
    dropouts: Vec<Dropout<f64>>,
    row: Vec<f64>,
}

/// The inputs of the program before the parameters: samples and targets.
const BATCH: usize = 2;

impl Slopes {
    /// Compiles the gradient of a plan's loss over a batch.
    pub(super) fn new(plan: &Plan) -> Slopes {
        let batch = plan.batch();
        let (x, y) = (leaf(&[plan.sizes[0], batch]), leaf(&[1, batch]));
        let network = chain(plan, batch);
        let parameters = network.parameters();
        let dropouts: Vec<Dropout<f64>> = network.dropouts().into_iter().cloned().collect();
        let loss = plan.loss.formula().of(&network.forward(&x).expect(FITS), &y).expect(FITS);
        let slopes = gradient(&loss, &parameters.iter().collect::<Vec<_>>());
        let masks = dropouts.iter().map(|dropout| &dropout.mask);
        let inputs: Vec<_> = [&x, &y].into_iter().chain(&parameters).chain(masks).collect();
        let program = Program::compile(&slopes.iter().collect::<Vec<_>>(), &inputs);
        Slopes { program, dropouts, row: Vec::new() }
    }

    /// The gradient over the batch of a step, penalties included, at the weights that come first in a memory.
    pub(super) fn at(&mut self, memory: &[f64], stepper: &mut Stepper, step: u64) -> Vec<f64> {
        stepper.prepare(step);
        for (at, batch) in stepper.batch().iter().enumerate() {
            let input = self.program.input_mut(at);
            // Nothing may depend on the targets, or on the samples if all weights are constant.
            let len = input.len();
            input.copy_from_slice(&batch[..len]);
        }
        let plan = stepper.plan();
        set_parameters(&mut self.program, BATCH, &plan.sizes, memory);
        let first = BATCH + 2 * plan.activations.len();
        let mut random = Random::new(dropout_seed(plan.settings.seed, step));
        for (at, dropout) in self.dropouts.iter().enumerate() {
            dropout.draw(self.program.input_mut(first + at), &mut random);
        }
        self.program.run();
        self.row.clear();
        (0..self.program.outputs()).for_each(|at| self.program.read_output(at, &mut self.row));
        let mut slopes = self.row.clone();
        let training = &plan.settings.training;
        for (slope, at) in slopes.iter_mut().zip(memory) {
            let sign = f64::from(i8::from(*at > 0.0) - i8::from(*at < 0.0));
            *slope += training.l1 * sign + training.l2 * at;
        }
        slopes
    }
}
