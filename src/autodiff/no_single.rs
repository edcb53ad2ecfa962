//! Replaces `single.rs` in the modules that learners download: the rows hold nothing for single precision and for
//! GPUs. What would read it does not exist either, so code that needs it does not compile.

use super::attr::{ArrayKernel, CallShapes};
use super::ops::kernel::Kernel;

/// The part of a row of the table of elementwise operations.
#[derive(Debug)]
pub(super) struct Single;

impl Single {
    /// For a row with one operand.
    pub fn unary(_: impl Fn(f32) -> f32, _: &'static str) -> Single {
        Single
    }

    /// For a row with two operands.
    pub fn binary(_: impl Fn(f32, f32) -> f32, _: &'static str) -> Single {
        Single
    }

    /// For a row with three operands.
    pub fn ternary(_: fn(f32, f32, f32) -> f32, _: &'static str) -> Single {
        Single
    }

    /// The same; the kernel is not made.
    pub fn in_lanes(self, _: impl FnOnce() -> Kernel<f32>) -> Single {
        self
    }
}

/// The part of a row of the table of operations on whole arrays.
#[derive(Debug)]
pub(super) struct ArraySingle;

impl ArraySingle {
    /// Keeps neither.
    pub fn new(_: ArrayKernel<f32>, _: fn(&CallShapes<'_>) -> String) -> ArraySingle {
        ArraySingle
    }
}
