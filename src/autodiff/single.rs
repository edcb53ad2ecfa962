//! What the rows of both tables hold for single precision and for GPUs: kernels for `f32`, and WGSL.
//!
//! Learners do not download this. The browser's modules are built without the feature `single`, and `no_single.rs`
//! then replaces this file: the same rows keep nothing, `f32` does not implement `Number`, and no row has WGSL.

use super::attr::{ArrayKernel, CallShapes};
use super::ops::kernel::Kernel;

/// The part of a row of the table of elementwise operations.
#[derive(Debug)]
pub(super) struct Single {
    pub kernel: Kernel<f32>,
    pub wgsl: &'static str,
}

impl Single {
    /// For a row with one operand.
    pub fn unary(one: impl Fn(f32) -> f32 + Send + Sync + Copy + 'static, wgsl: &'static str) -> Single {
        Single { kernel: Kernel::unary(one), wgsl }
    }

    /// For a row with two operands.
    pub fn binary(
        one: impl Fn(f32, f32) -> f32 + Send + Sync + Copy + 'static,
        wgsl: &'static str,
    ) -> Single {
        Single { kernel: Kernel::binary(one), wgsl }
    }

    /// For a row with three operands.
    pub fn ternary(one: fn(f32, f32, f32) -> f32, wgsl: &'static str) -> Single {
        Single { kernel: Kernel::ternary(one), wgsl }
    }

    /// The same with a SIMD kernel.
    pub fn in_lanes(self, kernel: impl FnOnce() -> Kernel<f32>) -> Single {
        Single { kernel: kernel(), ..self }
    }
}

/// The part of a row of the table of operations on whole arrays.
#[derive(Debug)]
pub(super) struct ArraySingle {
    pub kernel: ArrayKernel<f32>,
    /// The WGSL that computes one entry; empty if the arrays are too large.
    pub wgsl: fn(&CallShapes<'_>) -> String,
}

impl ArraySingle {
    /// A kernel, and the WGSL that computes one entry.
    pub fn new(kernel: ArrayKernel<f32>, wgsl: fn(&CallShapes<'_>) -> String) -> ArraySingle {
        ArraySingle { kernel, wgsl }
    }
}
