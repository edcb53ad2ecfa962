//! Training: network, loss and optimiser as one program whose run is a step.

use super::chain::Chain;
use super::knob::InitialState;
use super::layer::Dropout;
use super::loss::Loss;
use super::optimiser::{Optimiser, StepInput};
use crate::autodiff::{Number, Tracked, gradient};
use crate::program::{Program, Recipe};
use crate::tensor::random::Random;
use crate::tensor::{ShapeError, Tensor};

/// A network in training, with batches of a fixed size.
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
    /// The number of knobs of each decay, and of the optimiser.
    decays: Vec<usize>,
    knobs: usize,
    parameters: usize,
    dropouts: Vec<Dropout<T>>,
    random: Random,
}

/// The number of the program's inputs before the knobs: samples and targets.
const BATCH: usize = 2;

impl<T: Number> Trainer<T> {
    /// Compiles a step on a batch: features × samples, outputs × samples. The knobs have their defaults.
    ///
    /// # Errors
    /// If the shapes of the batch do not match the network.
    pub fn new(
        network: &Chain<T>,
        loss: &Loss,
        optimiser: &'static Optimiser,
        batch: [&Tensor<T>; BATCH],
    ) -> Result<Trainer<T>, ShapeError> {
        Trainer::with_decays(network, loss, optimiser, &[], batch)
    }

    /// Compiles a step in which decays transform the gradients of all weights and biases, one after another, before the
    /// optimiser.
    ///
    /// # Errors
    /// If the shapes of the batch do not match the network.
    pub fn with_decays(
        network: &Chain<T>,
        loss: &Loss,
        optimiser: &'static Optimiser,
        decays: &[&'static Optimiser],
        batch: [&Tensor<T>; BATCH],
    ) -> Result<Trainer<T>, ShapeError> {
        let parameters = network.parameters();
        let [x, y] = batch.map(|batch| Tracked::leaf(batch.clone()));
        let rows = decays.iter().map(|decay| decay.knobs).chain([optimiser.knobs]);
        let knobs: Vec<Vec<Tracked<T>>> =
            rows.map(|knobs| knobs.iter().map(|knob| number(knob.default)).collect()).collect();
        let value = loss.of(&network.forward(&x)?, &y)?;
        let slopes = gradient(&value, &parameters.iter().collect::<Vec<_>>());
        let mut updates: Vec<(Tracked<T>, Tracked<T>)> = Vec::new();
        let mut remembered: Vec<(Tracked<T>, Tracked<T>)> = Vec::new();
        for (parameter, slope) in parameters.iter().zip(slopes) {
            let mut slope = slope;
            for (decay, knobs) in decays.iter().zip(&knobs) {
                let states = initial_states(decay.states, parameter)?;
                let input = StepInput { parameter, gradient: &slope, states: &states, knobs };
                let mut next = decay.apply(&input)?;
                slope = next.remove(0);
                remembered.extend(states.into_iter().zip(next));
            }
            let states = initial_states(optimiser.states, parameter)?;
            let input =
                StepInput { parameter, gradient: &slope, states: &states, knobs: &knobs[decays.len()] };
            let mut next = optimiser.step(&input)?.into_iter();
            updates.extend(next.next().map(|next| (parameter.clone(), next)));
            remembered.extend(states.into_iter().zip(next));
        }
        updates.extend(remembered);
        let dropouts: Vec<Dropout<T>> = network.dropouts().into_iter().cloned().collect();
        let masks = dropouts.iter().map(|dropout| &dropout.mask);
        let inputs: Vec<&Tracked<T>> =
            [&x, &y].into_iter().chain(knobs.iter().flatten()).chain(masks).collect();
        let updates: Vec<_> = updates.iter().map(|(state, next)| (state, next)).collect();
        let program = Program::new(&Recipe { outputs: &[&value], inputs: &inputs, updates: &updates });
        Ok(Trainer {
            program,
            decays: decays.iter().map(|decay| decay.knobs.len()).collect(),
            knobs: optimiser.knobs.len(),
            parameters: parameters.len(),
            dropouts,
            random: Random::new(0),
        })
    }

    /// Sets a knob of the optimiser for the following steps.
    ///
    /// # Panics
    /// If the optimiser has no such knob.
    pub fn set_knob(&mut self, at: usize, value: f64) {
        assert!(at < self.knobs, "the optimiser has no knob {at}");
        let before: usize = self.decays.iter().sum();
        self.set(BATCH + before + at, value);
    }

    /// Sets a knob of a decay for the following steps.
    ///
    /// # Panics
    /// If there is no such decay or knob.
    pub fn set_decay(&mut self, decay: usize, at: usize, value: f64) {
        assert!(at < self.decays[decay], "decay {decay} has no knob {at}");
        let before: usize = self.decays[..decay].iter().sum();
        self.set(BATCH + before + at, value);
    }

    fn set(&mut self, input: usize, value: f64) {
        if let [knob] = self.program.input_mut(input) {
            *knob = T::from_f64(value);
        }
    }

    /// Seeds the random numbers of dropout.
    pub fn seed(&mut self, seed: u64) {
        self.random = Random::new(seed);
    }

    /// Sets the next batch.
    ///
    /// # Errors
    /// If its shape differs from that of the first batch.
    pub fn set_batch(&mut self, batch: [&Tensor<T>; BATCH]) -> Result<(), ShapeError> {
        batch.into_iter().enumerate().try_for_each(|(at, batch)| self.program.set_input(at, batch))
    }

    /// The entries of the samples (0) or targets (1), to be written in place.
    pub fn batch_mut(&mut self, at: usize) -> &mut [T] {
        self.program.input_mut(at)
    }

    /// Takes a step: computes the loss and gradient of the batch, then updates all parameters.
    pub fn step(&mut self) {
        let first = BATCH + self.decays.iter().sum::<usize>() + self.knobs;
        for (at, dropout) in self.dropouts.iter().enumerate() {
            dropout.draw(self.program.input_mut(first + at), &mut self.random);
        }
        self.program.run();
    }

    /// Takes up to this many steps, as long as `goes_on` returns true after each; returns how many it took. Training in
    /// slices of some milliseconds stays interruptible, and takes the same path as training in one go.
    pub fn steps_while(&mut self, steps: usize, mut goes_on: impl FnMut(&mut Trainer<T>) -> bool) -> usize {
        for done in 1..=steps {
            self.step();
            if !goes_on(self) {
                return done;
            }
        }
        steps
    }

    /// The loss of the last step's batch, before the step.
    pub fn loss(&self) -> T {
        self.program.number(0)
    }

    /// The current value of a parameter, in the order of [`Chain::parameters`].
    pub fn parameter(&self, at: usize) -> Tensor<T> {
        assert!(at < self.parameters, "there are {} parameters", self.parameters);
        self.program.state(at)
    }

    /// Appends everything that a step changes, arrays in row-major order: the parameters, then the states of decays and
    /// optimiser.
    pub fn save(&self, to: &mut Vec<T>) {
        self.program.save_states(to);
    }

    /// Goes back to what [`Trainer::save`] appended.
    ///
    /// # Panics
    /// If the number of entries is not that of this trainer.
    pub fn load(&mut self, from: &[T]) {
        self.program.load_states(from);
    }

    /// The program of a step.
    pub fn program(&mut self) -> &mut Program<T> {
        &mut self.program
    }
}

fn number<T: Number>(value: f64) -> Tracked<T> {
    Tracked::leaf(Tensor::scalar(T::from_f64(value)))
}

/// The state that is kept for a parameter, before the first step.
fn initial_states<T: Number>(
    states: &[InitialState],
    parameter: &Tracked<T>,
) -> Result<Vec<Tracked<T>>, ShapeError> {
    let initial = |state: &InitialState| match *state {
        InitialState::Number(value) => Ok(number(value)),
        InitialState::Array(value) => {
            let one = Tensor::scalar(T::from_f64(value));
            one.broadcast_to(parameter.value().shape()).map(Tracked::leaf)
        }
    };
    states.iter().map(initial).collect()
}
