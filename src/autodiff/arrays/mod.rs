//! The table of operations on whole arrays: one row each, with its shape rule, its kernels and its derivatives.
//!
//! A row is added in the file of its family, and nowhere else. What can be composed of rows (means, norms, products
//! of all entries) is composed of them in [`compose`](super::compose), and gets its derivatives from them.

mod fold;
mod matrix;
mod row;
mod shaping;
mod softmax;
mod windows;
mod windows_wgsl;

use std::sync::LazyLock;

pub use row::{ArrayNumber, ArrayOp, Callable, Lowering, Pushforward, StridedView};

/// Every operation on whole arrays.
pub static ARRAY_OPS: LazyLock<Vec<ArrayOp>> = LazyLock::new(|| {
    [fold::rows(), shaping::rows(), matrix::rows(), softmax::rows(), windows::rows()]
        .into_iter()
        .flatten()
        .collect()
});

/// The row named `name`.
pub fn array_op(name: &str) -> Option<&'static ArrayOp> {
    ARRAY_OPS.iter().find(|op| op.name == name)
}
