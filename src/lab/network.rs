//! The network of a plan: its chain of layers, and what is recorded to look into it.

use super::plan::Plan;
use crate::autodiff::Tracked;
use crate::nn::{Chain, Dense, Dropout, Layer};
use crate::tensor::random::Random;
use crate::tensor::{ShapeError, Tensor};

/// Recording cannot fail: all shapes follow from one list of sizes.
pub(super) const FITS: &str = "the shapes of a plan's network agree";

/// The dense layers, with the weights of the seed.
fn dense(plan: &Plan) -> Vec<Dense<f64>> {
    let mut random = Random::new(plan.settings.seed);
    let layer = |(sizes, activation): (&[usize], &Option<_>)| {
        let identity = Dense::new([sizes[0], sizes[1]], "identity", plan.initialiser, &mut random);
        Dense { activation: *activation, ..identity }
    };
    plan.sizes.windows(2).zip(&plan.activations).map(layer).collect()
}

/// The network as it is trained, with dropout for batches of a number of points.
pub(super) fn chain(plan: &Plan, batch: usize) -> Chain<f64> {
    let mut layers = Vec::new();
    for (at, dense) in dense(plan).into_iter().enumerate() {
        layers.push(Layer::Dense(dense));
        if let Some(layer) = plan.settings.layers.get(at).filter(|layer| layer.dropout > 0.0) {
            layers.push(Layer::Dropout(Dropout::new(layer.dropout, [layer.units as usize, batch])));
        }
    }
    Chain { layers }
}

/// The network on a number of points, recorded layer by layer, without dropout.
pub(super) struct Recorded {
    /// The inputs: features × points.
    pub x: Tracked<f64>,
    /// The weights and bias of every layer.
    pub parameters: Vec<Tracked<f64>>,
    /// The weighted sums that enter each layer after the inputs: units × points.
    pub sums: Vec<Tracked<f64>>,
    /// What the units of each layer after the inputs say: units × points.
    pub values: Vec<Tracked<f64>>,
}

/// Records the network on a number of points.
pub(super) fn record(plan: &Plan, points: usize) -> Recorded {
    let x = leaf(&[plan.sizes[0], points]);
    let mut recorded =
        Recorded { x: x.clone(), parameters: Vec::new(), sums: Vec::new(), values: Vec::new() };
    let mut input = x;
    for layer in dense(plan) {
        let sums = affine(&layer, &input).expect(FITS);
        input = layer.activate(&sums).expect(FITS);
        recorded.parameters.extend([layer.weights, layer.bias]);
        recorded.sums.push(sums);
        recorded.values.push(input.clone());
    }
    recorded
}

fn affine(layer: &Dense<f64>, x: &Tracked<f64>) -> Result<Tracked<f64>, ShapeError> {
    layer.weights.matmul(x)?.plus(&layer.bias)
}

/// A leaf of a shape, to be set before a program runs.
pub(super) fn leaf(shape: &[usize]) -> Tracked<f64> {
    Tracked::leaf(Tensor::scalar(0.0).broadcast_to(shape).expect("a number broadcasts to any shape"))
}

/// Where the weights and the bias of each layer lie in the list of all parameters, with the sizes before and after.
pub(super) fn places(
    sizes: &[usize],
) -> impl Iterator<Item = (std::ops::Range<usize>, std::ops::Range<usize>)> {
    let mut start = 0;
    sizes.windows(2).map(move |sizes| {
        let weights = start..start + sizes[0] * sizes[1];
        let biases = weights.end..weights.end + sizes[1];
        start = biases.end;
        (weights, biases)
    })
}
