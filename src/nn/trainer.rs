//! Training: network, loss and optimiser as one program whose run is a step.

use super::layer::Chain;
use super::loss::{Loss, Measurable};
use super::optimiser::{Optimiser, Site, Start, Steppable};
use crate::autodiff::{Tracked, gradient};
use crate::program::{Program, Recipe};
use crate::tensor::{ShapeError, Tensor};

/// A network in training, with batches of one size.
///
/// ```
/// # use fluxion::nn::{Chain, Trainer, loss, optimiser};
/// # use fluxion::tensor::{Tensor, random::Random};
/// // y = 2x + 1, from four points.
/// let x = Tensor::from_column_major(&[1, 4], vec![0.0, 1.0, 2.0, 3.0])?;
/// let y = Tensor::from_column_major(&[1, 4], vec![1.0, 3.0, 5.0, 7.0])?;
/// let line = Chain::<f64>::dense(&[1, 1], &["identity"], &mut Random::new(1));
/// let mut trainer = Trainer::new(&line, loss("mse").unwrap(), optimiser("Descent").unwrap(), [&x, &y])?;
/// trainer.set_knob(0, 0.1);
/// for _ in 0..500 {
///     trainer.step();
/// }
/// assert!(trainer.loss() < 1e-9);
/// assert!((trainer.parameter(0).item().unwrap() - 2.0).abs() < 1e-4);
/// # Ok::<(), fluxion::tensor::ShapeError>(())
/// ```
#[derive(Debug)]
pub struct Trainer<T: 'static> {
    program: Program<T>,
    optimiser: &'static Optimiser,
    parameters: usize,
}

/// The inputs of the program before the knobs: samples and what is wanted for them.
const BATCH: usize = 2;

impl<T: Measurable + Steppable> Trainer<T> {
    /// Compiles a step on a batch: features × samples, outputs × samples. The knobs have their defaults.
    ///
    /// # Errors
    /// If the batch does not fit the network.
    pub fn new(
        network: &Chain<T>,
        loss: &Loss,
        optimiser: &'static Optimiser,
        batch: [&Tensor<T>; BATCH],
    ) -> Result<Trainer<T>, ShapeError> {
        let parameters = network.parameters();
        let [x, y] = batch.map(|batch| Tracked::leaf(batch.clone()));
        let knobs: Vec<Tracked<T>> = optimiser
            .knobs
            .iter()
            .map(|knob| Tracked::leaf(Tensor::scalar(T::from_f64(knob.default))))
            .collect();
        let value = loss.of(&network.forward(&x)?, &y)?;
        let slopes = gradient(&value, &parameters.iter().collect::<Vec<_>>());
        let mut updates: Vec<(Tracked<T>, Tracked<T>)> = Vec::new();
        let mut remembered: Vec<(Tracked<T>, Tracked<T>)> = Vec::new();
        for (parameter, slope) in parameters.iter().zip(&slopes) {
            let states = starts(optimiser, parameter)?;
            let site = Site { parameter, gradient: slope, states: &states, knobs: &knobs };
            let mut next = optimiser.step(&site)?.into_iter();
            updates.extend(next.next().map(|next| (parameter.clone(), next)));
            remembered.extend(states.into_iter().zip(next));
        }
        updates.extend(remembered);
        let inputs: Vec<&Tracked<T>> = [&x, &y].into_iter().chain(&knobs).collect();
        let updates: Vec<_> = updates.iter().map(|(state, next)| (state, next)).collect();
        let program = Program::new(&Recipe { outputs: &[&value], inputs: &inputs, updates: &updates });
        Ok(Trainer { program, optimiser, parameters: parameters.len() })
    }

    /// Sets a knob of the optimiser, for the steps to come.
    ///
    /// # Panics
    /// If the optimiser has no knob at this place.
    pub fn set_knob(&mut self, at: usize, value: f64) {
        assert!(at < self.optimiser.knobs.len(), "{} has no knob {at}", self.optimiser.name);
        if let [knob] = self.program.input_mut(BATCH + at) {
            *knob = T::from_f64(value);
        }
    }

    /// Gives the next batch.
    ///
    /// # Errors
    /// If it has another shape than the first.
    pub fn set_batch(&mut self, batch: [&Tensor<T>; BATCH]) -> Result<(), ShapeError> {
        batch.into_iter().enumerate().try_for_each(|(at, batch)| self.program.set_input(at, batch))
    }

    /// Samples (0) or what is wanted (1), feature after feature, to be written in place.
    pub fn batch_mut(&mut self, at: usize) -> &mut [T] {
        self.program.input_mut(at)
    }

    /// One step: loss and gradient of the batch, then all parameters move.
    pub fn step(&mut self) {
        self.program.run();
    }

    /// The loss of the last step's batch, before the step.
    pub fn loss(&self) -> T {
        self.program.number(0)
    }

    /// A parameter as it is now, in the order of [`Chain::parameters`].
    pub fn parameter(&self, at: usize) -> Tensor<T> {
        assert!(at < self.parameters, "there are {} parameters", self.parameters);
        self.program.state(at)
    }

    /// The program of a step.
    pub fn program(&mut self) -> &mut Program<T> {
        &mut self.program
    }
}

fn starts<T: Steppable>(
    optimiser: &Optimiser,
    parameter: &Tracked<T>,
) -> Result<Vec<Tracked<T>>, ShapeError> {
    let start = |start: &Start| match *start {
        Start::Number(value) => Ok(Tracked::leaf(Tensor::scalar(T::from_f64(value)))),
        Start::Array(value) => {
            let array = Tensor::scalar(T::from_f64(value)).broadcast_to(parameter.value().shape())?;
            Ok(Tracked::leaf(array))
        }
    };
    optimiser.states.iter().map(start).collect()
}
