//! Layers, and chains of them.

use crate::autodiff::{Number, Op, Tracked, op_of};
use crate::tensor::ShapeError;
use crate::tensor::random::Random;

/// A function of a batch of samples, one a column, with parameters of its own.
#[derive(Clone, Debug)]
pub enum Layer<T> {
    /// A dense layer.
    Dense(Dense<T>),
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
    /// A layer with weights by Glorot and Bengio ((u − ½)·√(24/(inputs + outputs)), as in Flux) and no bias.
    ///
    /// # Panics
    /// If the table has no activation of this name; "identity" is none.
    pub fn new(inputs: usize, outputs: usize, activation: &str, random: &mut Random) -> Dense<T> {
        let scale = libm::sqrt(24.0 / (inputs + outputs) as f64);
        let weights = random.tensor(&[outputs, inputs], |random| (random.uniform() - 0.5) * scale);
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

/// Layers one after another.
///
/// ```
/// # use fluxion::autodiff::Tracked;
/// # use fluxion::nn::Chain;
/// # use fluxion::tensor::{Tensor, random::Random};
/// let chain = Chain::dense(&[2, 3, 1], &["tanh", "identity"], &mut Random::new(1));
/// let x = Tracked::constant(Tensor::from_column_major(&[2, 4], vec![0.5; 8])?);
/// assert_eq!(chain.forward(&x)?.value().shape(), [1, 4]);
/// assert_eq!(chain.parameters().len(), 4);
/// # Ok::<(), fluxion::tensor::ShapeError>(())
/// ```
#[derive(Clone, Debug)]
pub struct Chain<T> {
    /// The layers, the first to run first.
    pub layers: Vec<Layer<T>>,
}

impl<T: Number> Chain<T> {
    /// Dense layers from `sizes[0]` features over the others, with an activation for each.
    ///
    /// # Panics
    /// If there is not one activation for each layer, or the table has none of its name.
    pub fn dense(sizes: &[usize], activations: &[&str], random: &mut Random) -> Chain<T> {
        assert_eq!(sizes.len(), activations.len() + 1, "each layer has an activation");
        let layer = |(sizes, activation): (&[usize], &&str)| {
            Layer::Dense(Dense::new(sizes[0], sizes[1], activation, random))
        };
        Chain { layers: sizes.windows(2).zip(activations).map(layer).collect() }
    }

    /// What the chain makes of a batch.
    ///
    /// # Errors
    /// If a layer gets another number of features than it takes.
    pub fn forward(&self, x: &Tracked<T>) -> Result<Tracked<T>, ShapeError> {
        self.layers.iter().try_fold(x.clone(), |x, layer| match layer {
            Layer::Dense(dense) => dense.forward(&x),
            Layer::Softmax => x.softmax(0),
        })
    }

    /// Weights and bias of each layer, in order.
    pub fn parameters(&self) -> Vec<Tracked<T>> {
        let of = |layer: &Layer<T>| match layer {
            Layer::Dense(dense) => vec![dense.weights.clone(), dense.bias.clone()],
            Layer::Softmax => Vec::new(),
        };
        self.layers.iter().flat_map(of).collect()
    }

    /// The same chain with other parameters, in the order of [`Chain::parameters`].
    pub fn with_parameters(&self, values: impl IntoIterator<Item = Tracked<T>>) -> Chain<T> {
        let mut values = values.into_iter();
        let layer = |layer: &Layer<T>| match layer {
            Layer::Dense(dense) => Layer::Dense(Dense {
                weights: values.next().unwrap_or_else(|| dense.weights.clone()),
                bias: values.next().unwrap_or_else(|| dense.bias.clone()),
                activation: dense.activation,
            }),
            Layer::Softmax => Layer::Softmax,
        };
        Chain { layers: self.layers.iter().map(layer).collect() }
    }
}

/// How many numbers the parameters hold.
pub fn count<T: Number>(parameters: &[Tracked<T>]) -> usize {
    parameters.iter().map(|parameter| parameter.value().entries().len()).sum()
}
