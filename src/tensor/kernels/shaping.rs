//! Kernels that only move entries: reshaping, permuting, slicing, indexing and concatenating.

use ndarray::{Axis, IxDyn, Slice};

use super::{Out, View};
use crate::tensor::Real;

/// The same entries, in column-major order, in another shape.
pub fn reshape<T: Real>(x: View<'_, T>, out: Out<'_, T>) {
    for (out, &x) in out.reversed_axes().iter_mut().zip(x.t()) {
        *out = x;
    }
}

/// Dimension `i` of the result is dimension `axes[i]` of `x`.
pub fn permute<T: Real>(x: View<'_, T>, mut out: Out<'_, T>, axes: &[usize]) {
    out.assign(&x.permuted_axes(IxDyn(axes)));
}

/// The entries along `axis` that begin at `start`, as many as `out` has.
pub fn slice<T: Real>(x: View<'_, T>, mut out: Out<'_, T>, axis: usize, start: usize) {
    let end = start + out.shape()[axis];
    out.assign(&x.slice_axis(Axis(axis), Slice::from(start..end)));
}

/// Zeros, with `x` inserted at `start` along `axis`.
pub fn pad<T: Real>(x: View<'_, T>, mut out: Out<'_, T>, axis: usize, start: usize) {
    out.fill(T::zero());
    let end = start + x.shape()[axis];
    out.slice_axis_mut(Axis(axis), Slice::from(start..end)).assign(&x);
}

/// The arrays joined along `axis`.
pub fn concat<T: Real>(xs: &[View<'_, T>], mut out: Out<'_, T>, axis: usize) {
    let mut start = 0;
    for x in xs {
        let end = start + x.shape()[axis];
        out.slice_axis_mut(Axis(axis), Slice::from(start..end)).assign(x);
        start = end;
    }
}

/// Index `k` of the result along `axis` is index `places[k]` of `x`.
pub fn gather<T: Real>(x: View<'_, T>, mut out: Out<'_, T>, axis: usize, places: &[usize]) {
    for (k, &place) in places.iter().enumerate() {
        out.index_axis_mut(Axis(axis), k).assign(&x.index_axis(Axis(axis), place));
    }
}

/// Zeros, with index `k` of `x` along `axis` added at index `places[k]`.
pub fn scatter<T: Real>(x: View<'_, T>, mut out: Out<'_, T>, axis: usize, places: &[usize]) {
    out.fill(T::zero());
    for (k, &place) in places.iter().enumerate() {
        out.index_axis_mut(Axis(axis), place).zip_mut_with(&x.index_axis(Axis(axis), k), |out, &x| *out += x);
    }
}
