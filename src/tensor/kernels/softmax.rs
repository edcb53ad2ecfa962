//! Softmax and its logarithms along one dimension, stable for entries of any size.

use ndarray::{ArrayView1, Axis, Zip};

use super::{Out, View};
use crate::tensor::Real;

/// The largest entry and the sum of e to the distances from it, so that nothing overflows. Among infinite entries
/// the distance of equals is 0.
fn largest_and_sum<T: Real>(x: ArrayView1<'_, T>) -> (T, T) {
    let lowest = T::from_f64(f64::NEG_INFINITY);
    let largest = x.iter().fold(lowest, |best, &x| if x > best { x } else { best });
    (largest, x.iter().fold(T::zero(), |sum, &x| sum + distance(x, largest).exp()))
}

fn distance<T: Real>(x: T, largest: T) -> T {
    if x == largest { T::zero() } else { x - largest }
}

/// e to each entry, divided by their sum.
pub fn softmax<T: Real>(x: View<'_, T>, mut out: Out<'_, T>, axis: usize) {
    Zip::from(x.lanes(Axis(axis))).and(out.lanes_mut(Axis(axis))).for_each(|x, mut out| {
        let (largest, sum) = largest_and_sum(x);
        out.zip_mut_with(&x, |out, &x| *out = distance(x, largest).exp() / sum);
    });
}

/// The logarithm of softmax, exact where softmax itself rounds to 0.
pub fn logsoftmax<T: Real>(x: View<'_, T>, mut out: Out<'_, T>, axis: usize) {
    Zip::from(x.lanes(Axis(axis))).and(out.lanes_mut(Axis(axis))).for_each(|x, mut out| {
        let (largest, sum) = largest_and_sum(x);
        let log = sum.ln();
        out.zip_mut_with(&x, |out, &x| *out = distance(x, largest) - log);
    });
}

/// The logarithm of the sum of e to each entry; the dimension keeps size 1.
pub fn logsumexp<T: Real>(x: View<'_, T>, mut out: Out<'_, T>, axis: usize) {
    Zip::from(x.lanes(Axis(axis))).and(out.lanes_mut(Axis(axis))).for_each(|x, mut out| {
        let (largest, sum) = largest_and_sum(x);
        out[0] = largest + sum.ln();
    });
}
