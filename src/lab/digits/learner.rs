//! The network that learns a real set: its training steps, and what it says of the examples.

use super::data::{Examples, RealSet};
use super::message::{Picture, Shown, Wrong};
use crate::autodiff::Tracked;
use crate::nn::{Chain, Trainer, loss, optimiser};
use crate::tensor::random::Random;
use crate::tensor::{ShapeError, Tensor};

/// The most wrong guesses that are shown.
pub const MAX_WRONG: usize = 40;

/// How many examples a step looks at.
const BATCH: usize = 32;

/// The learning rate of ADAM.
const RATE: f64 = 0.005;

/// The share of the examples that is kept for testing.
const TESTING: f64 = 0.25;

/// A network in training.
pub(super) struct Learner {
    set: &'static RealSet,
    examples: Examples,
    /// The examples to learn from, and those to test with.
    parts: [Vec<usize>; 2],
    network: Chain<f64>,
    trainer: Trainer<f64>,
    /// The order of the present epoch.
    order: Vec<usize>,
    random: Random,
    /// How many steps were taken.
    pub step: u64,
    /// Steps, and the share of the test that was right after each.
    course: Vec<(u64, f64)>,
}

impl Learner {
    /// A network with the weights of a seed.
    pub fn new(set: &'static RealSet, examples: Examples, seed: u64) -> Result<Learner, ShapeError> {
        let parts = examples.split(TESTING, seed);
        let mut random = Random::new(seed);
        let sizes = [set.features(), set.units, set.classes.len()];
        let network = Chain::dense(&sizes, &["relu", "identity"], &mut random);
        let order: Vec<usize> =
            parts[0].iter().copied().cycle().take(BATCH.min(parts[0].len()).max(1)).collect();
        let batch = [examples.batch(&order), examples.one_hot(&order, set.classes.len())];
        let rows = (loss("logitcrossentropy"), optimiser("ADAM"));
        let (Some(loss), Some(adam)) = rows else {
            return Err(ShapeError { operation: "train", shapes: Vec::new() });
        };
        let mut trainer = Trainer::new(&network, loss, adam, [&batch[0], &batch[1]])?;
        trainer.set_knob(0, RATE);
        let mut learner = Learner {
            set,
            examples,
            parts,
            network,
            trainer,
            order: Vec::new(),
            random,
            step: 0,
            course: Vec::new(),
        };
        learner.mark();
        Ok(learner)
    }

    /// The numbers of units, inputs first.
    pub fn sizes(&self) -> [usize; 3] {
        [self.set.features(), self.set.units, self.set.classes.len()]
    }

    /// How many examples there are to learn from, and how many to test with.
    pub fn counts(&self) -> [usize; 2] {
        [self.parts[0].len(), self.parts[1].len()]
    }

    /// How many examples a step looks at.
    pub fn batch(&self) -> usize {
        BATCH.min(self.parts[0].len())
    }

    /// Steps in an epoch. What does not fill a batch waits for the next epoch's order.
    pub fn epoch(&self) -> u64 {
        (self.parts[0].len() / self.batch().max(1)).max(1) as u64
    }

    /// Takes a step.
    pub fn train(&mut self) {
        let count = self.batch();
        if self.order.len() < count {
            self.order.clone_from(&self.parts[0]);
            self.random.shuffle(&mut self.order);
        }
        let places = self.order.split_off(self.order.len() - count);
        let (x, y) = (self.examples.batch(&places), self.examples.one_hot(&places, self.set.classes.len()));
        // Every batch has the same shape.
        let _ = self.trainer.set_batch([&x, &y]);
        self.trainer.step();
        self.step += 1;
        if self.step.is_multiple_of(self.epoch()) {
            self.mark();
        }
    }

    /// Notes the share of the test that is right.
    fn mark(&mut self) {
        let said = self.say(&self.parts[1]);
        let right = said.iter().filter(|said| said.is_right()).count();
        self.course.push((self.step, right as f64 / said.len().max(1) as f64));
    }

    /// The network as it is now.
    fn now(&self) -> Chain<f64> {
        let parameters = 0..self.network.parameters().len();
        self.network.with_parameters(parameters.map(|at| Tracked::constant(self.trainer.parameter(at))))
    }

    /// What the network says of some examples.
    fn say(&self, places: &[usize]) -> Vec<Said> {
        let x = Tracked::constant(self.examples.batch(places));
        let Ok(outputs) = self.now().forward(&x) else { return Vec::new() };
        let columns = outputs.value().entries().chunks(self.set.classes.len().max(1)).map(probabilities);
        columns
            .zip(places)
            .map(|(probabilities, &at)| Said::new(&probabilities, self.examples.labels[at]))
            .collect()
    }

    /// The state, without what belongs to the worker.
    pub fn picture(&self) -> Picture {
        let said = self.parts.each_ref().map(|part| self.say(part));
        let classes = self.set.classes.len();
        let mut confusion = vec![vec![0; classes]; classes];
        for said in &said[1] {
            confusion[usize::from(said.wanted)][usize::from(said.said)] += 1;
        }
        let mean =
            |said: &Vec<Said>| said.iter().map(|said| said.loss).sum::<f64>() / said.len().max(1) as f64;
        let right = |said: &Vec<Said>| said.iter().filter(|said| said.is_right()).count() as u32;
        let mut wrong: Vec<(usize, &Said)> =
            said[1].iter().enumerate().filter(|(_, said)| !said.is_right()).collect();
        wrong.sort_by(|a, b| b.1.sureness.total_cmp(&a.1.sureness));
        let wrong = wrong.into_iter().take(MAX_WRONG).map(|(at, said)| Wrong {
            example: at as u32,
            features: self.examples.example(self.parts[1][at]).to_vec(),
            wanted: said.wanted,
            said: said.said,
            sureness: said.sureness,
        });
        Picture {
            step: self.step,
            epoch: self.epoch(),
            losses: said.each_ref().map(mean),
            right: said.each_ref().map(right),
            course: self.course.clone(),
            confusion,
            wrong: wrong.collect(),
            ..Picture::default()
        }
    }

    /// An example of the test on its way through the network.
    pub fn shown(&self, example: usize) -> Option<Shown> {
        let &at = self.parts[1].get(example)?;
        let shown = self.drawn(self.examples.example(at))?;
        Some(Shown { wanted: Some(self.examples.labels[at]), ..shown })
    }

    /// Features that somebody drew on their way through the network; `None` if there are too few or too many, or one is
    /// not a finite number.
    pub fn drawn(&self, features: &[f64]) -> Option<Shown> {
        if features.len() != self.set.features() || !features.iter().all(|value| value.is_finite()) {
            return None;
        }
        let x = Tensor::from_column_major(&[features.len(), 1], features.to_vec()).ok()?;
        let mut layers = vec![features.to_vec()];
        let mut value = Tracked::constant(x);
        for layer in &self.now().layers {
            value = layer.forward(&value).ok()?;
            layers.push(value.value().entries().to_vec());
        }
        let probabilities = probabilities(layers.last()?);
        Some(Shown { wanted: None, layers, probabilities })
    }
}

/// What the network says of an example.
struct Said {
    wanted: u8,
    said: u8,
    /// The probability of the class that it says.
    sureness: f64,
    /// −log of the probability of the class that is wanted.
    loss: f64,
}

impl Said {
    fn new(probabilities: &[f64], wanted: u8) -> Said {
        let most = probabilities.iter().enumerate().max_by(|a, b| a.1.total_cmp(b.1));
        let (said, sureness) = most.map_or((0, 0.0), |(at, sureness)| (at as u8, *sureness));
        let given = probabilities.get(usize::from(wanted)).copied().unwrap_or(0.0);
        Said { wanted, said, sureness, loss: -libm::log(given.max(f64::MIN_POSITIVE)) }
    }

    fn is_right(&self) -> bool {
        self.said == self.wanted
    }
}

/// The softmax of outputs; the largest is subtracted first, so that nothing overflows.
fn probabilities(outputs: &[f64]) -> Vec<f64> {
    let largest = outputs.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let powers: Vec<f64> = outputs.iter().map(|x| libm::exp(x - largest)).collect();
    let sum: f64 = powers.iter().sum();
    powers.iter().map(|power| power / sum).collect()
}
