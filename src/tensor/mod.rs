//! Dense arrays, shapes, broadcasting and the CPU kernels.

/// `f32` or `f64`.
pub trait Real: Copy + PartialEq + PartialOrd + std::fmt::Debug + std::fmt::Display + 'static {
    /// From a constant written in the source.
    fn from_f64(x: f64) -> Self;
    /// Exactly (from `f64`) or widened (from `f32`).
    fn to_f64(self) -> f64;
}

/// A dense array of any rank, column-major where order shows; a scalar is rank 0.
#[derive(Clone, Debug, PartialEq)]
pub struct Tensor<T> {
    scalar: T,
}

impl<T: Real> Tensor<T> {
    /// A rank-0 tensor.
    pub fn scalar(value: T) -> Tensor<T> {
        Tensor { scalar: value }
    }

    /// The value, if the tensor has exactly one entry.
    pub fn item(&self) -> Option<T> {
        Some(self.scalar)
    }
}

impl Real for f64 {
    fn from_f64(x: f64) -> Self {
        x
    }
    fn to_f64(self) -> f64 {
        self
    }
}
