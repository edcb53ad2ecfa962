//! Layers: functions with parameters, which take a batch with one sample in each column.

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
    /// `scale .* x .+ shift`, feature by feature: Flux's `Diagonal`.
    Diagonal(Diagonal<T>),
    /// Each sample normalised to mean 0 and standard deviation 1, then a diagonal layer: Flux's `LayerNorm`.
    LayerNorm(Diagonal<T>),
    /// The largest output of several chains, entry by entry.
    Maxout(Vec<Chain<T>>),
    /// The output of a chain plus its input.
    Skip(Chain<T>),
    /// During training, sets random features to 0 and scales the others up.
    Dropout(Dropout<T>),
    /// A row of the table, applied to every entry.
    Activation(&'static Op),
    /// The softmax of each column.
    Softmax,
}

/// A dense layer: `activation.(weights * x .+ bias)`.
#[derive(Clone, Debug)]
pub struct Dense<T> {
    /// The weights: outputs × inputs.
    pub weights: Tracked<T>,
    /// The bias: one number for each output.
    pub bias: Tracked<T>,
    /// The activation, a row of the table that [`activation`] finds; `None` for the identity.
    pub activation: Option<&'static Op>,
}

impl<T: Number> Dense<T> {
    /// A layer with weights from an initialiser and the bias 0.
    ///
    /// # Panics
    /// If the table has no activation of this name; "identity" stands for none.
    pub fn new(
        [inputs, outputs]: [usize; 2],
        activation: &str,
        initialiser: &Initialiser,
        random: &mut Random,
    ) -> Dense<T> {
        let weights = random.tensor(&[outputs, inputs], |random| initialiser.draw(inputs, outputs, random));
        let bias = random.tensor(&[outputs], |_| 0.0);
        let activation = (activation != "identity")
            .then(|| self::activation(activation).expect("the table has the activation"));
        Dense { weights: Tracked::leaf(weights), bias: Tracked::leaf(bias), activation }
    }

    /// The output for a batch: from inputs × samples to outputs × samples.
    ///
    /// # Errors
    /// If the samples have a wrong number of features.
    pub fn forward(&self, x: &Tracked<T>) -> Result<Tracked<T>, ShapeError> {
        let sums = self.weights.matmul(x)?.plus(&self.bias)?;
        self.activate(&sums)
    }

    /// The activation of weighted sums, entry by entry.
    ///
    /// # Errors
    /// Never; the shape stays.
    pub fn activate(&self, sums: &Tracked<T>) -> Result<Tracked<T>, ShapeError> {
        match self.activation {
            None => Ok(sums.clone()),
            Some(op @ Op { arity: 1, .. }) => Tracked::apply(op, &[sums]),
            Some(op) => Tracked::apply(op, &[sums, &Tracked::number(op.default.unwrap_or_default())]),
        }
    }
}

/// The row that can be an activation under this name: of one operand, or of two with a default for the last.
///
/// ```
/// # use fluxion::nn::activation;
/// assert_eq!(activation("leakyrelu").unwrap().default, Some(0.01));
/// assert!(activation("atan2").is_none());
/// ```
pub fn activation(name: &str) -> Option<&'static Op> {
    op_of(name, 1).or_else(|| op_of(name, 2).filter(|op| op.default.is_some()))
}

/// A factor and an offset for each feature.
#[derive(Clone, Debug)]
pub struct Diagonal<T> {
    /// The factors.
    pub scale: Tracked<T>,
    /// The offsets.
    pub shift: Tracked<T>,
}

impl<T: Number> Diagonal<T> {
    /// The identity for a number of features.
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

/// A layer that drops features at random.
#[derive(Clone, Debug)]
pub struct Dropout<T> {
    /// The probability that a feature is dropped.
    pub rate: f64,
    /// The factors of a batch: 0 or 1 / (1 − rate).
    pub mask: Tracked<T>,
}

impl<T: Number> Dropout<T> {
    /// A layer for batches of this shape, features × samples. It drops nothing before the first [`Dropout::draw`].
    ///
    /// # Panics
    /// If the rate is negative, or 1 or more.
    pub fn new(rate: f64, shape: [usize; 2]) -> Dropout<T> {
        assert!((0.0..1.0).contains(&rate), "the rate is a probability below 1");
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
    /// The output for a batch.
    ///
    /// # Errors
    /// If the batch has a wrong number of features.
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

    /// The same layer with `f` applied to each parameter, in order. Dropout is left out unless `is_training` is set.
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

    /// Collects the dropout layers inside.
    pub(super) fn dropouts<'l>(&'l self, found: &mut Vec<&'l Dropout<T>>) {
        match self {
            Layer::Dropout(dropout) => found.push(dropout),
            Layer::Maxout(chains) => chains.iter().for_each(|chain| chain.collect_dropouts(found)),
            Layer::Skip(chain) => chain.collect_dropouts(found),
            _ => {}
        }
    }
}
