//! Layers: functions of a batch of samples, one a column, with parameters of their own.

use super::chain::Chain;
use super::initialiser::Initialiser;
use crate::autodiff::{Number, Op, Tracked, call, op_of};
use crate::tensor::random::Random;
use crate::tensor::{ShapeError, Tensor};

/// A layer.
#[derive(Clone, Debug)]
pub enum Layer<T> {
    /// A dense layer.
    Dense(Dense<T>),
    /// `scale .* x .+ shift`: each feature for itself, as Flux's `Diagonal`.
    Diagonal(Diagonal<T>),
    /// Each sample brought to the mean 0 and the deviation 1, then a diagonal layer: Flux's `LayerNorm`.
    LayerNorm(Diagonal<T>),
    /// The largest of what several chains give, entry by entry.
    Maxout(Vec<Chain<T>>),
    /// What a chain gives, and its input added.
    Skip(Chain<T>),
    /// While training, some features at random are 0, and the others as much larger.
    Dropout(Dropout<T>),
    /// A row of the table, for every entry.
    Activation(&'static Op),
    /// Softmax of each column.
    Softmax,
}

/// A dense layer: `activation.(weights * x .+ bias)`.
#[derive(Clone, Debug)]
pub struct Dense<T> {
    /// The weights: outputs × inputs.
    pub weights: Tracked<T>,
    /// The bias: one for each output.
    pub bias: Tracked<T>,
    /// The activation, a row of the table; `None` for the identity.
    pub activation: Option<&'static Op>,
}

impl<T: Number> Dense<T> {
    /// A layer with weights from an initialiser and the bias 0.
    ///
    /// # Panics
    /// If the table has no activation of this name; "identity" is none.
    pub fn new(
        [inputs, outputs]: [usize; 2],
        activation: &str,
        initialiser: &Initialiser,
        random: &mut Random,
    ) -> Dense<T> {
        let weights = random.tensor(&[outputs, inputs], |random| initialiser.draw(inputs, outputs, random));
        let bias = random.tensor(&[outputs], |_| 0.0);
        let activation =
            (activation != "identity").then(|| op_of(activation, 1).expect("the table has the activation"));
        Dense { weights: Tracked::leaf(weights), bias: Tracked::leaf(bias), activation }
    }

    /// What the layer makes of a batch: inputs × samples to outputs × samples.
    ///
    /// # Errors
    /// If the samples have another number of features.
    pub fn forward(&self, x: &Tracked<T>) -> Result<Tracked<T>, ShapeError> {
        let sums = self.weights.matmul(x)?.plus(&self.bias)?;
        self.activation.map_or(Ok(sums.clone()), |activation| Tracked::apply(activation, &[&sums]))
    }
}

/// A factor and a summand for each feature.
#[derive(Clone, Debug)]
pub struct Diagonal<T> {
    /// The factors.
    pub scale: Tracked<T>,
    /// The summands.
    pub shift: Tracked<T>,
}

impl<T: Number> Diagonal<T> {
    /// The layer that changes nothing, for so many features.
    pub fn new(features: usize) -> Diagonal<T> {
        let all = |value: f64| {
            let number = Tensor::scalar(T::from_f64(value));
            Tracked::leaf(number.broadcast_to(&[features]).expect("a number broadcasts to any shape"))
        };
        Diagonal { scale: all(1.0), shift: all(0.0) }
    }

    fn forward(&self, x: &Tracked<T>) -> Result<Tracked<T>, ShapeError> {
        self.scale.times(x)?.plus(&self.shift)
    }
}

/// A layer that leaves out features at random.
#[derive(Clone, Debug)]
pub struct Dropout<T> {
    /// The probability with which a feature is left out.
    pub rate: f64,
    /// What a batch is multiplied by: 0, or 1 / (1 − rate).
    pub mask: Tracked<T>,
}

impl<T: Number> Dropout<T> {
    /// A layer for batches of this shape, features × samples; at first it leaves out nothing.
    ///
    /// # Panics
    /// If the rate is not from 0 to just below 1.
    pub fn new(rate: f64, shape: [usize; 2]) -> Dropout<T> {
        assert!((0.0..1.0).contains(&rate), "a rate is a probability below 1");
        let whole = Tensor::scalar(T::one()).broadcast_to(&shape).expect("a number broadcasts to any shape");
        Dropout { rate, mask: Tracked::leaf(whole) }
    }

    /// Draws a new mask.
    pub fn draw(&self, mask: &mut [T], random: &mut Random) {
        let kept = T::from_f64(1.0 / (1.0 - self.rate));
        for entry in mask {
            *entry = if random.uniform() < self.rate { T::zero() } else { kept };
        }
    }
}

impl<T: Number> Layer<T> {
    /// What the layer makes of a batch.
    ///
    /// # Errors
    /// If the batch has another number of features than it takes.
    pub fn forward(&self, x: &Tracked<T>) -> Result<Tracked<T>, ShapeError> {
        match self {
            Layer::Dense(dense) => dense.forward(x),
            Layer::Diagonal(diagonal) => diagonal.forward(x),
            Layer::LayerNorm(diagonal) => {
                let deviation = x.variance_along(&[0])?.sqrt()?;
                diagonal.forward(&x.minus(&x.mean_along(&[0])?)?.over(&deviation)?)
            }
            Layer::Maxout(chains) => {
                let mut largest: Option<Tracked<T>> = None;
                for chain in chains {
                    let y = chain.forward(x)?;
                    largest = Some(largest.map_or(Ok(y.clone()), |largest| call("max", &[&largest, &y]))?);
                }
                largest.ok_or_else(|| ShapeError { operation: "maxout", shapes: Vec::new() })
            }
            Layer::Skip(chain) => chain.forward(x)?.plus(x),
            Layer::Dropout(dropout) => dropout.mask.times(x),
            Layer::Activation(op) => Tracked::apply(op, &[x]),
            Layer::Softmax => x.softmax(0),
        }
    }

    /// The same layer with each parameter replaced by what `f` makes of it, in order; without its dropout, if
    /// `is_training` is not set.
    pub(super) fn with(
        &self,
        is_training: bool,
        f: &mut dyn FnMut(&Tracked<T>) -> Tracked<T>,
    ) -> Option<Layer<T>> {
        let mut diagonal =
            |diagonal: &Diagonal<T>| Diagonal { scale: f(&diagonal.scale), shift: f(&diagonal.shift) };
        Some(match self {
            Layer::Dense(dense) => Layer::Dense(Dense {
                weights: f(&dense.weights),
                bias: f(&dense.bias),
                activation: dense.activation,
            }),
            Layer::Diagonal(own) => Layer::Diagonal(diagonal(own)),
            Layer::LayerNorm(own) => Layer::LayerNorm(diagonal(own)),
            Layer::Maxout(chains) => {
                Layer::Maxout(chains.iter().map(|chain| chain.with(is_training, f)).collect())
            }
            Layer::Skip(chain) => Layer::Skip(chain.with(is_training, f)),
            Layer::Dropout(_) if !is_training => return None,
            Layer::Dropout(_) | Layer::Activation(_) | Layer::Softmax => self.clone(),
        })
    }

    /// The dropouts in it.
    pub(super) fn dropouts<'l>(&'l self, found: &mut Vec<&'l Dropout<T>>) {
        match self {
            Layer::Dropout(dropout) => found.push(dropout),
            Layer::Maxout(chains) => chains.iter().for_each(|chain| chain.collect_dropouts(found)),
            Layer::Skip(chain) => chain.collect_dropouts(found),
            _ => {}
        }
    }
}
