//! Rows in single precision: `f32` as a number type of both tables, and the WGSL of their rows. Absent from the modules
//! that learners download.

use super::arrays::{ArrayNumber, ArrayOp};
use super::attr::{ArrayKernel, CallShapes};
use super::ops::{Kernel, Number, Op};

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
