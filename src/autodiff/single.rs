//! What the rows of both tables hold for single precision and for GPUs: kernels for `f32`, and WGSL.
//!
//! Learners do not download this. The browser's modules are built without the feature `single`, and `no_single.rs`
//! then replaces this file: the same rows keep nothing, `f32` does not implement [`Number`], and no row has WGSL.

use super::arrays::{ArrayKernel, ArrayNumber, ArrayOp};
use super::attr::CallShapes;
use super::ops::{Kernel, Number, Op};

/// The part of a row of the table of elementwise operations.
#[derive(Debug)]
pub(super) struct Single {
    kernel: Kernel<f32>,
    wgsl: &'static str,
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

impl Number for f32 {
    fn kernel(op: &Op) -> &Kernel<f32> {
        &op.single.kernel
    }
}

impl Op {
    /// The value as a WGSL expression; `{x}`, `{y}`, `{z}` stand for the operands.
    pub fn wgsl(&self) -> &'static str {
        self.single.wgsl
    }
}

/// The part of a row of the table of operations on whole arrays.
#[derive(Debug)]
pub(super) struct ArraySingle {
    kernel: ArrayKernel<f32>,
    /// The WGSL that computes one entry; empty if the arrays are too large.
    wgsl: fn(&CallShapes<'_>) -> String,
}

impl ArraySingle {
    /// A kernel, and the WGSL that computes one entry.
    pub fn new(kernel: ArrayKernel<f32>, wgsl: fn(&CallShapes<'_>) -> String) -> ArraySingle {
        ArraySingle { kernel, wgsl }
    }
}

impl ArrayNumber for f32 {
    fn array_kernel(op: &ArrayOp) -> ArrayKernel<f32> {
        op.single.kernel
    }
}

impl ArrayOp {
    /// The WGSL that computes one entry (see [`wgsl`](super::wgsl)), or `None` if the arrays are too large.
    pub fn wgsl(&self, site: &CallShapes<'_>) -> Option<String> {
        Some((self.single.wgsl)(site)).filter(|text| !text.is_empty())
    }
}
