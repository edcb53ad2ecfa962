//! The two number types that the engine computes with.

/// `f32` or `f64`.
///
/// The trait holds conversions only: what an operation computes stands in its row of the operation table.
pub trait Real:
    Copy + Default + PartialEq + PartialOrd + std::fmt::Debug + std::fmt::Display + Send + Sync + 'static
{
    /// From a constant written in the source; rounds for `f32`.
    fn from_f64(x: f64) -> Self;
    /// Exactly (from `f64`) or widened (from `f32`).
    fn to_f64(self) -> f64;
    /// Sum, for undoing a broadcast.
    fn plus(self, other: Self) -> Self;
}

impl Real for f64 {
    fn from_f64(x: f64) -> f64 {
        x
    }

    fn to_f64(self) -> f64 {
        self
    }

    fn plus(self, other: f64) -> f64 {
        self + other
    }
}

impl Real for f32 {
    fn from_f64(x: f64) -> f32 {
        x as f32
    }

    fn to_f64(self) -> f64 {
        f64::from(self)
    }

    fn plus(self, other: f32) -> f32 {
        self + other
    }
}
