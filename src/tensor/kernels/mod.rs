//! Loops over whole arrays, on strided views, so that they do not care how the entries lie in memory.
//!
//! What an operation means, which shapes it takes and what its derivative is stands in its row of the table in
//! `autodiff`; here is only how it runs. The views have the shapes that the row promises.

mod folds;
mod matrix;
mod shaping;
mod softmax;

use ndarray::{ArrayView, ArrayViewMut, IxDyn, ShapeBuilder};

pub use folds::{broadcast_to, cumsum, extreme, first_extreme, sum_to};
pub use matrix::{det, inv, matmul, solve};
pub use shaping::{concat, gather, pad, permute, reshape, scatter, slice};
pub use softmax::{logsoftmax, logsumexp, softmax};

/// An array to read.
pub type View<'a, T> = ArrayView<'a, T, IxDyn>;
/// An array to write.
pub type Out<'a, T> = ArrayViewMut<'a, T, IxDyn>;

const INSIDE: &str = "the entries of an array lie within its slice";

/// The array whose first entry is that of a slice and whose neighbours lie so far apart along each dimension.
///
/// # Panics
/// If the slice is too short.
pub fn view<'a, T>(entries: &'a [T], shape: &[usize], strides: &[usize]) -> View<'a, T> {
    ArrayView::from_shape(IxDyn(shape).strides(IxDyn(strides)), entries).expect(INSIDE)
}

/// The array that a slice holds row after row, to be written.
///
/// # Panics
/// If the slice has another length.
pub fn out<'a, T>(entries: &'a mut [T], shape: &[usize]) -> Out<'a, T> {
    ArrayViewMut::from_shape(IxDyn(shape), entries).expect(INSIDE)
}
