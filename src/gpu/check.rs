//! The self-test: a device is used only once it has computed what the CPU computes.

use super::device::{Gpu, GpuError};
use crate::autodiff::{Tracked, call, gradient};
use crate::program::{Program, Recipe, Shader};
use crate::tensor::random::Random;
use crate::tensor::{ShapeError, Tensor};

/// How many steps the self-test trains.
const STEPS: usize = 5;

/// How far results may be apart, relative to the larger of 1 and their size.
const CLOSE: f32 = 1e-4;

impl Gpu {
    /// Trains a small network on the CPU and on this device and compares: products of matrices, sums, fused loops,
    /// activations, states and copies.
    ///
    /// # Errors
    /// [`GpuError::Wrong`] if the results differ; otherwise as [`Gpu::load`].
    pub async fn check(&self) -> Result<(), GpuError> {
        let mut program = small_training().map_err(|error| GpuError::Device(error.to_string()))?;
        let shader = Shader::of(&program, 1).map_err(|error| GpuError::Device(error.to_string()))?;
        let loaded = self.load(shader).await?;
        loaded.run(STEPS);
        let (states, loss) = loaded.states(0).await?;
        (0..STEPS).for_each(|_| program.run());
        let mut expected = Vec::new();
        program.save_states(&mut expected);
        expected.push(program.number(0));
        for (found, expected) in states.iter().chain(&loss).zip(&expected) {
            // A NaN is not close to anything.
            let is_close = (found - expected).abs() <= CLOSE * expected.abs().max(1.0);
            if !is_close {
                return Err(GpuError::Wrong(format!("{found} instead of {expected}")));
            }
        }
        if states.len() + loss.len() != expected.len() {
            return Err(GpuError::Wrong("too few numbers".to_owned()));
        }
        Ok(())
    }
}

/// Gradient descent on tanh(W₂ σ(W₁ x + b)) with squares; the batch is larger than a tile of a product, and its mean a
/// sum that a workgroup shares.
fn small_training() -> Result<Program<f32>, ShapeError> {
    let mut random = Random::new(1);
    let mut leaf = |shape: &[usize]| -> Tracked<f32> {
        Tracked::leaf(random.tensor(shape, |random| random.between(-1.0, 1.0)))
    };
    let (x, y) = (leaf(&[3, 70]), leaf(&[2, 70]));
    let weights = [leaf(&[18, 3]), leaf(&[18, 1]), leaf(&[2, 18])];
    let [first, bias, second] = &weights;
    let hidden = call("sigmoid", &[&first.matmul(&x)?.plus(bias)?])?;
    let apart = call("tanh", &[&second.matmul(&hidden)?])?.minus(&y)?;
    let loss = call("abs2", &[&apart])?.mean()?;
    let parameters: Vec<&Tracked<f32>> = weights.iter().collect();
    let rate = Tracked::constant(Tensor::scalar(0.3));
    let slopes = gradient(&loss, &parameters);
    let next = slopes.iter().zip(&weights).map(|(slope, weight)| weight.minus(&rate.times(slope)?));
    let next = next.collect::<Result<Vec<_>, ShapeError>>()?;
    let updates: Vec<_> = weights.iter().zip(&next).collect();
    Ok(Program::new(&Recipe { outputs: &[&loss], inputs: &[], updates: &updates }))
}
