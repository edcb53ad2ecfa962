//! Loops over whole arrays. They work on strided views, so they accept any memory layout.
//!
//! The meaning of an operation, its shape rule and its derivative are in its row of the table in `autodiff`; here are
//! only its loops. Callers guarantee that the views have the shapes that the row requires.

mod folds;
mod matrix;
mod shaping;
mod softmax;
mod windows;

use ndarray::{ArrayView, ArrayViewMut, IxDyn, ShapeBuilder};

pub use folds::{broadcast_to, cumsum, extreme, first_extreme, sum_to};
pub use matrix::{det, inv, matmul, solve, zero_pivot};
pub use shaping::{concat, gather, pad, permute, reshape, scatter, slice};
pub use softmax::{logsoftmax, logsumexp, softmax};
pub use windows::{Convolution, Part, Slide, contract, largest_of_windows, put_at_largest, take_at_largest};

/// An array to read.
pub type View<'a, T> = ArrayView<'a, T, IxDyn>;
/// An array to write.
pub type Out<'a, T> = ArrayViewMut<'a, T, IxDyn>;

const INSIDE: &str = "the slice is long enough for the shape and the strides";

/// A view of a slice with the given shape and strides, beginning at its first entry.
///
/// # Panics
/// If the slice is too short.
pub fn view<'a, T>(entries: &'a [T], shape: &[usize], strides: &[usize]) -> View<'a, T> {
    ArrayView::from_shape(IxDyn(shape).strides(IxDyn(strides)), entries).expect(INSIDE)
}

/// A mutable view of a slice as a row-major array.
///
/// # Panics
/// If the length of the slice is not that of the shape.
pub fn out<'a, T>(entries: &'a mut [T], shape: &[usize]) -> Out<'a, T> {
    ArrayViewMut::from_shape(IxDyn(shape), entries).expect(INSIDE)
}
