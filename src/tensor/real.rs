//! The two number types of the engine.

use fluxion_kernels::Scalar;
use ndarray::LinalgScalar;

/// `f32` or `f64`.
///
/// The trait has what loops over arrays need: conversions, sums and products, and the two functions that softmax is
/// made of. What an operation computes is defined by its row of the operation table.
pub trait Real:
    LinalgScalar
    + Scalar
    + Default
    + PartialOrd
    + std::ops::Neg<Output = Self>
    + std::ops::AddAssign
    + std::fmt::Debug
    + std::fmt::Display
    + Send
    + Sync
{
    /// Converts from `f64`, rounding for `f32`.
    fn from_f64(x: f64) -> Self;
    /// Converts to `f64` without loss.
    fn to_f64(self) -> f64;
    /// e to this power, with the same bits on every machine.
    fn exp(self) -> Self;
    /// The natural logarithm of 1 + x, with the same bits on every machine.
    fn ln_1p(self) -> Self;
}

impl Real for f64 {
    fn from_f64(x: f64) -> f64 {
        x
    }

    fn to_f64(self) -> f64 {
        self
    }

    fn exp(self) -> f64 {
        libm::exp(self)
    }

    fn ln_1p(self) -> f64 {
        libm::log1p(self)
    }
}

impl Real for f32 {
    fn from_f64(x: f64) -> f32 {
        x as f32
    }

    fn to_f64(self) -> f64 {
        f64::from(self)
    }

    fn exp(self) -> f32 {
        libm::expf(self)
    }

    fn ln_1p(self) -> f32 {
        libm::log1pf(self)
    }
}
