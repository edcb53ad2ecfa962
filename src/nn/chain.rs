//! Chains of layers.

use super::initialiser::{INITIALISERS, Initialiser};
use super::layer::{Dense, Dropout, Layer};
use crate::autodiff::{Number, Tracked};
use crate::tensor::ShapeError;
use crate::tensor::random::Random;

/// Layers, each of which takes the output of the one before.
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
    /// The layers, in the order in which they run.
    pub layers: Vec<Layer<T>>,
}

impl<T: Number> Chain<T> {
    /// Dense layers with an activation each: from `sizes[0]` features to `sizes[1]`, and so on. The weights are
    /// initialised as in Flux.
    ///
    /// # Panics
    /// If the number of activations is not that of the layers, or the table has no activation of a name.
    pub fn dense(sizes: &[usize], activations: &[&str], random: &mut Random) -> Chain<T> {
        Chain::drawn(sizes, activations, &INITIALISERS[0], random)
    }

    /// Dense layers with weights from an initialiser.
    ///
    /// # Panics
    /// If the number of activations is not that of the layers, or the table has no activation of a name.
    pub fn drawn(
        sizes: &[usize],
        activations: &[&str],
        initialiser: &Initialiser,
        random: &mut Random,
    ) -> Chain<T> {
        assert_eq!(sizes.len(), activations.len() + 1, "there is one activation for each layer");
        let layer = |(sizes, activation): (&[usize], &&str)| {
            Layer::Dense(Dense::new([sizes[0], sizes[1]], activation, initialiser, random))
        };
        Chain { layers: sizes.windows(2).zip(activations).map(layer).collect() }
    }

    /// The output for a batch.
    ///
    /// # Errors
    /// If a layer receives a wrong number of features.
    pub fn forward(&self, x: &Tracked<T>) -> Result<Tracked<T>, ShapeError> {
        self.layers.iter().try_fold(x.clone(), |x, layer| layer.forward(&x))
    }

    /// The parameters of all layers, in order; those of a dense layer are its weights, then its bias.
    pub fn parameters(&self) -> Vec<Tracked<T>> {
        let mut parameters = Vec::new();
        self.with(true, &mut |parameter| {
            parameters.push(parameter.clone());
            parameter.clone()
        });
        parameters
    }

    /// The same chain with other parameters, in the order of [`Chain::parameters`].
    pub fn with_parameters(&self, values: impl IntoIterator<Item = Tracked<T>>) -> Chain<T> {
        let mut values = values.into_iter();
        self.with(true, &mut |parameter| values.next().unwrap_or_else(|| parameter.clone()))
    }

    /// The chain for use after training, without dropout.
    pub fn trained(&self) -> Chain<T> {
        self.with(false, &mut Tracked::clone)
    }

    /// The dropout layers.
    pub fn dropouts(&self) -> Vec<&Dropout<T>> {
        let mut found = Vec::new();
        self.collect_dropouts(&mut found);
        found
    }

    pub(super) fn collect_dropouts<'c>(&'c self, found: &mut Vec<&'c Dropout<T>>) {
        self.layers.iter().for_each(|layer| layer.dropouts(found));
    }

    pub(super) fn with(&self, is_training: bool, f: &mut dyn FnMut(&Tracked<T>) -> Tracked<T>) -> Chain<T> {
        Chain { layers: self.layers.iter().filter_map(|layer| layer.with(is_training, f)).collect() }
    }
}

/// The number of entries of all parameters.
pub fn count<T: Number>(parameters: &[Tracked<T>]) -> usize {
    parameters.iter().map(|parameter| parameter.value().entries().len()).sum()
}
