//! The network that learns a real set: its training steps, and its course so far.

use super::data::{Examples, RealSet};
use super::judge::{judge, way};
use super::message::{Course, Opened, Shown, Verdict};
use super::setup::Setup;
use crate::autodiff::Tracked;
use crate::nn::{Chain, Trainer, activation, loss, optimiser};
use crate::tensor::random::Random;

/// The share of the examples that is kept for testing.
const TESTING: f64 = 0.25;

/// The most entries of the course; then every other is left out.
const MOST: usize = 400;

/// A network in training.
pub(super) struct Learner {
    set: &'static RealSet,
    pub setup: Setup,
    examples: Examples,
    /// The examples to learn from, and those to test with.
    parts: [Vec<usize>; 2],
    network: Chain<f64>,
    trainer: Trainer<f64>,
    /// What is left of the order of the present epoch.
    order: Vec<usize>,
    random: Random,
    /// How many steps were taken.
    pub step: u64,
    /// How many epochs are complete.
    pub epochs: u32,
    /// How good it was when it was last judged.
    pub verdict: Verdict,
    pub course: Course,
    /// Epochs between two entries of the course.
    stride: u32,
}

impl Learner {
    /// A network with the weights of the setup's seed.
    ///
    /// # Errors
    /// In a sentence, why there is none.
    pub fn new(set: &'static RealSet, examples: Examples, setup: &Setup) -> Result<Learner, String> {
        check(setup)?;
        let parts = examples.split(TESTING, setup.seed);
        let mut random = Random::new(setup.seed);
        let hidden = setup.hidden.iter().map(|units| *units as usize);
        let sizes: Vec<usize> = [set.size()].into_iter().chain(hidden).chain([set.classes.len()]).collect();
        let mut activations = vec![setup.activation.as_str(); setup.hidden.len()];
        activations.push("identity");
        let network = Chain::dense(&sizes, &activations, &mut random);
        let trainer = trainer(&network, set, &examples, &parts[0], setup)?;
        let mut learner = Learner {
            set,
            setup: setup.clone(),
            examples,
            parts,
            network,
            trainer,
            order: Vec::new(),
            random,
            step: 0,
            epochs: 0,
            verdict: Verdict::default(),
            course: Course::default(),
            stride: 1,
        };
        learner.judge();
        learner.note();
        Ok(learner)
    }

    /// The same network at step 0 with another setup, or the same one.
    ///
    /// # Errors
    /// In a sentence, why the setup cannot be used.
    pub fn restarted(&self, setup: &Setup) -> Result<Learner, String> {
        Learner::new(self.set, self.examples.clone(), setup)
    }

    /// Goes on with another setup, which [continues](Setup::continues) the present one. What the optimiser remembers is
    /// kept unless it or the batch is another.
    ///
    /// # Errors
    /// In a sentence, why the setup cannot be used; then nothing has changed.
    pub fn change(&mut self, setup: &Setup) -> Result<(), String> {
        check(setup)?;
        if (setup.batch, &setup.optimiser) != (self.setup.batch, &self.setup.optimiser) {
            let network = self.now();
            self.trainer = trainer(&network, self.set, &self.examples, &self.parts[0], setup)?;
            self.network = network;
        }
        self.setup = setup.clone();
        if let Some(knob) = setup.rate_knob() {
            self.trainer.set_knob(knob, setup.rate);
        }
        Ok(())
    }

    /// How the examples are split, and those of the test.
    pub fn opened(&self) -> Opened {
        let tests = &self.parts[1];
        Opened {
            counts: self.parts.each_ref().map(|part| part.len() as u32),
            tests: tests.iter().map(|&at| self.examples.example(at).to_vec()).collect(),
            labels: tests.iter().map(|&at| self.examples.labels[at]).collect(),
        }
    }

    /// How many examples a step looks at.
    pub fn batch(&self) -> usize {
        batch_of(&self.setup, &self.parts[0])
    }

    /// How often the network has seen the examples that it learns from. What does not fill a batch waits for the next
    /// epoch's order.
    pub fn epoch(&self) -> f64 {
        let begun = !self.order.is_empty() && self.order.len() >= self.batch();
        let part = 1.0 - self.order.len() as f64 / self.parts[0].len().max(1) as f64;
        f64::from(self.epochs) + if begun { part } else { 0.0 }
    }

    /// Takes a step; says whether the loss is still a finite number.
    pub fn train(&mut self) -> bool {
        let count = self.batch();
        if self.order.len() < count {
            self.order.clone_from(&self.parts[0]);
            self.random.shuffle(&mut self.order);
        }
        let places = self.order.split_off(self.order.len() - count);
        let (x, y) = (self.examples.batch(&places), self.examples.one_hot(&places, self.set.classes.len()));
        // Every batch of a trainer has the same shape.
        let _ = self.trainer.set_batch([&x, &y]);
        self.trainer.step();
        self.step += 1;
        if self.order.len() < count {
            self.epochs = self.epochs.saturating_add(1);
            self.judge();
            self.note();
        }
        self.trainer.loss().is_finite()
    }

    /// Judges the network as it is now, unless it has been.
    pub fn judge(&mut self) {
        if self.verdict.confusion.is_empty() || self.verdict.step != self.step {
            let classes = self.set.classes.len();
            self.verdict = judge(&self.now(), &self.examples, &self.parts, classes, self.step);
        }
    }

    /// Adds the last verdict to the course, which is thinned out when it is long.
    fn note(&mut self) {
        if !self.epochs.is_multiple_of(self.stride) {
            return;
        }
        let Course { steps, losses, shares } = &mut self.course;
        steps.push(self.verdict.step);
        for part in 0..2 {
            losses[part].push(self.verdict.losses[part]);
            let share = f64::from(self.verdict.right[part]) / self.parts[part].len().max(1) as f64;
            shares[part].push(share);
        }
        if steps.len() > MOST {
            self.stride *= 2;
            thin_out(steps);
            losses.iter_mut().chain(shares).for_each(thin_out);
        }
    }

    /// The network as it is now.
    fn now(&self) -> Chain<f64> {
        let parameters = 0..self.network.parameters().len();
        self.network.with_parameters(parameters.map(|at| Tracked::constant(self.trainer.parameter(at))))
    }

    /// The weights of the first layer: for each of its units one for each feature.
    pub fn filters(&self) -> Vec<Vec<f32>> {
        let weights = self.trainer.parameter(0);
        let units = weights.shape()[0];
        let entries = weights.entries();
        let row =
            |unit: usize| entries.iter().skip(unit).step_by(units).map(|weight| *weight as f32).collect();
        (0..units).map(row).collect()
    }

    /// An example of the test on its way through the network.
    pub fn shown(&self, example: usize) -> Option<Shown> {
        let &at = self.parts[1].get(example)?;
        way(&self.now(), self.examples.example(at), Some(self.examples.labels[at]))
    }

    /// Features that somebody drew on their way through the network; `None` if there are too few or too many, or one is
    /// not a finite number.
    pub fn drawn(&self, features: &[f64]) -> Option<Shown> {
        let fits = features.len() == self.set.size() && features.iter().all(|value| value.is_finite());
        if fits { way(&self.now(), features, None) } else { None }
    }
}

/// Leaves out every other entry; the first stays.
fn thin_out<T>(entries: &mut Vec<T>) {
    let mut is_kept = false;
    entries.retain(|_| {
        is_kept = !is_kept;
        is_kept
    });
}

/// Whether every number of a setup is in its range and every name has its row.
fn check(setup: &Setup) -> Result<(), String> {
    let has_activation = setup.activation == "identity" || activation(&setup.activation).is_some();
    let is_known = has_activation && optimiser(&setup.optimiser).is_some();
    match setup.is_in_range() && is_known {
        true => Ok(()),
        false => Err("These settings cannot be used.".to_owned()),
    }
}

fn batch_of(setup: &Setup, training: &[usize]) -> usize {
    (setup.batch as usize).min(training.len()).max(1)
}

/// The training steps of a network.
fn trainer(
    network: &Chain<f64>,
    set: &RealSet,
    examples: &Examples,
    training: &[usize],
    setup: &Setup,
) -> Result<Trainer<f64>, String> {
    let places = &training[..batch_of(setup, training).min(training.len())];
    let batch = [examples.batch(places), examples.one_hot(places, set.classes.len())];
    let rows = loss("logitcrossentropy").zip(optimiser(&setup.optimiser));
    let (loss, optimiser) = rows.ok_or("There is no such optimiser.")?;
    let mut trainer = Trainer::new(network, loss, optimiser, [&batch[0], &batch[1]])
        .map_err(|error| format!("The network does not fit the data: {error:?}."))?;
    if let Some(knob) = setup.rate_knob() {
        trainer.set_knob(knob, setup.rate);
    }
    Ok(trainer)
}
