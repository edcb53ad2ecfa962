//! Layers one after another.

use super::initialiser::{INITIALISERS, Initialiser};
use super::layer::{Dense, Dropout, Layer};
use crate::autodiff::{Number, Tracked};
use crate::tensor::ShapeError;
use crate::tensor::random::Random;

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
    /// Dense layers from `sizes[0]` features over the others, with an activation for each, whose weights are drawn
    /// as Flux draws them.
    ///
    /// # Panics
    /// If there is not one activation for each layer, or the table has none of its name.
    pub fn dense(sizes: &[usize], activations: &[&str], random: &mut Random) -> Chain<T> {
        Chain::drawn(sizes, activations, &INITIALISERS[0], random)
    }

    /// Dense layers with weights from an initialiser.
    ///
    /// # Panics
    /// If there is not one activation for each layer, or the table has none of its name.
    pub fn drawn(
        sizes: &[usize],
        activations: &[&str],
        initialiser: &Initialiser,
        random: &mut Random,
    ) -> Chain<T> {
        assert_eq!(sizes.len(), activations.len() + 1, "each layer has an activation");
        let layer = |(sizes, activation): (&[usize], &&str)| {
            Layer::Dense(Dense::new([sizes[0], sizes[1]], activation, initialiser, random))
        };
        Chain { layers: sizes.windows(2).zip(activations).map(layer).collect() }
    }

    /// What the chain makes of a batch.
    ///
    /// # Errors
    /// If a layer gets another number of features than it takes.
    pub fn forward(&self, x: &Tracked<T>) -> Result<Tracked<T>, ShapeError> {
        self.layers.iter().try_fold(x.clone(), |x, layer| layer.forward(&x))
    }

    /// The parameters of each layer, in order; of a dense layer its weights, then its bias.
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

    /// The same chain as it is used after training: nothing is left out.
    pub fn trained(&self) -> Chain<T> {
        self.with(false, &mut Tracked::clone)
    }

    /// The layers that leave out features at random.
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

/// How many numbers the parameters hold.
pub fn count<T: Number>(parameters: &[Tracked<T>]) -> usize {
    parameters.iter().map(|parameter| parameter.value().entries().len()).sum()
}
