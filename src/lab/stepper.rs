//! Steps of training by a plan. What a step looks at follows from the plan and the number of the step alone: so a run can
//! go on from any state that was kept.

use std::rc::Rc;

use super::network::{FITS, chain};
use super::plan::Plan;
use super::settings::Settings;
use crate::nn::{Trainer, decay};
use crate::tensor::Tensor;
use crate::tensor::random::Random;

/// A compiled step of training, and the plan that it follows.
pub(super) struct Stepper {
    plan: Rc<Plan>,
    trainer: Trainer<f64>,
    /// The order of the points trained on, and the epoch whose order it is.
    order: Vec<usize>,
    epoch: Option<u64>,
}

impl Stepper {
    /// The network before its first step.
    pub(super) fn new(plan: Rc<Plan>) -> Stepper {
        let trainer = compile(&plan);
        let mut stepper = Stepper { plan, trainer, order: Vec::new(), epoch: None };
        stepper.set_knobs();
        stepper
    }

    /// The plan.
    pub(super) fn plan(&self) -> &Rc<Plan> {
        &self.plan
    }

    /// Follows another plan for the same network. The weights stay, and the optimiser's memory where it is the same
    /// optimiser.
    pub(super) fn follow(&mut self, plan: &Rc<Plan>) {
        if Rc::ptr_eq(plan, &self.plan) {
            return;
        }
        let before = std::mem::replace(&mut self.plan, Rc::clone(plan));
        if !compile_alike(&before, plan) {
            let memory = self.memory();
            self.trainer = compile(plan);
            let mut fresh = self.memory();
            let kept =
                if std::ptr::eq(before.optimiser, plan.optimiser) { memory.len() } else { plan.parameters() };
            fresh[..kept].copy_from_slice(&memory[..kept]);
            self.trainer.load(&fresh);
        }
        self.epoch = None;
        self.set_knobs();
    }

    /// The weights and biases, layer after layer, then the optimiser's memory: all that a step changes.
    pub(super) fn memory(&self) -> Vec<f64> {
        let mut memory = Vec::new();
        self.trainer.save(&mut memory);
        memory
    }

    /// Goes back to a memory.
    pub(super) fn load(&mut self, memory: &[f64]) {
        self.trainer.load(memory);
    }

    /// Takes the step of this number, counted from 0; gives the loss of its batch.
    pub(super) fn step(&mut self, step: u64) -> f64 {
        self.prepare(step);
        self.trainer.step();
        self.trainer.loss()
    }

    /// Chooses the batch, the learning rate and the random numbers of dropout for a step.
    pub(super) fn prepare(&mut self, step: u64) {
        let (plan, count) = (Rc::clone(&self.plan), self.plan.points.training);
        let (batch, steps) = (plan.batch(), plan.epoch());
        let (epoch, start) = (step / steps, (step % steps) as usize * batch);
        if self.epoch != Some(epoch) {
            self.epoch = Some(epoch);
            self.order.clear();
            self.order.extend(0..count);
            Random::new(order_seed(plan.settings.seed, epoch)).shuffle(&mut self.order);
        }
        let chosen = |at: usize| self.order[(start + at) % count];
        let all = plan.points.samples.len();
        let inputs = self.trainer.batch_mut(0);
        for (own, feature) in inputs.chunks_exact_mut(batch).zip(plan.points.inputs.chunks_exact(all)) {
            own.iter_mut().enumerate().for_each(|(at, own)| *own = feature[chosen(at)]);
        }
        for (at, own) in self.trainer.batch_mut(1).iter_mut().enumerate() {
            *own = plan.loss.target(plan.points.samples[chosen(at)].wanted);
        }
        if plan.optimiser.has_rate() {
            let training = &plan.settings.training;
            let step = usize::try_from(step).unwrap_or(usize::MAX);
            self.trainer.set_knob(0, plan.schedule.rate(step, training.knobs[0], &training.schedule_knobs));
        }
        if plan.settings.layers.iter().any(|layer| layer.dropout > 0.0) {
            self.trainer.seed(dropout_seed(plan.settings.seed, step));
        }
    }

    /// The batch of the step that was prepared: inputs, features × points, and targets.
    pub(super) fn batch(&mut self) -> [Vec<f64>; 2] {
        [0, 1].map(|at| self.trainer.batch_mut(at).to_vec())
    }

    /// What a step would add to the weights and biases. Nothing is changed.
    pub(super) fn changes(&mut self, step: u64) -> Vec<f64> {
        let before = self.memory();
        self.step(step);
        let after = self.memory();
        self.trainer.load(&before);
        let parameters = self.plan.parameters();
        before.iter().zip(&after).take(parameters).map(|(before, after)| after - before).collect()
    }

    fn set_knobs(&mut self) {
        let training = &self.plan.settings.training;
        training.knobs.iter().enumerate().for_each(|(at, knob)| self.trainer.set_knob(at, *knob));
        let penalties = [training.l1, training.l2].into_iter().filter(|&penalty| penalty > 0.0);
        penalties.enumerate().for_each(|(at, penalty)| self.trainer.set_decay(at, 0, penalty));
    }
}

/// The seed of an epoch's order.
pub(super) fn order_seed(seed: u64, epoch: u64) -> u64 {
    seed ^ (epoch + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// The seed of the units that a step drops.
pub(super) fn dropout_seed(seed: u64, step: u64) -> u64 {
    seed ^ (step + 1).wrapping_mul(0xd1b5_4a32_d192_ed03)
}

fn compile(plan: &Plan) -> Trainer<f64> {
    let batch = plan.batch();
    let zeros = |rows: usize| Tensor::scalar(0.0).broadcast_to(&[rows, batch]).expect(FITS);
    let training = &plan.settings.training;
    let penalties = [("SignDecay", training.l1), ("WeightDecay", training.l2)];
    let decays: Vec<_> =
        penalties.iter().filter(|(_, penalty)| *penalty > 0.0).filter_map(|(name, _)| decay(name)).collect();
    let network = chain(plan, batch);
    let batch = [&zeros(plan.sizes[0]), &zeros(1)];
    Trainer::with_decays(&network, plan.loss.formula(), plan.optimiser, &decays, batch).expect(FITS)
}

/// Whether two plans for the same network compile to the same step, apart from its numbers.
pub(super) fn compile_alike(a: &Plan, b: &Plan) -> bool {
    let parts = |plan: &Plan| {
        let Settings { layers, output, training, .. } = &plan.settings;
        let layers: Vec<_> = layers.iter().map(|layer| (layer.activation.clone(), layer.dropout)).collect();
        let penalties = [training.l1 > 0.0, training.l2 > 0.0];
        (layers, output.clone(), plan.batch(), training.loss.clone(), training.optimiser.clone(), penalties)
    };
    parts(a) == parts(b)
}
