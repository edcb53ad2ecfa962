//! Softmax, its logarithm and the logarithm of the sum of exponentials along one dimension, stable for entries of any
//! size.

use ndarray::{ArrayView1, Axis, Zip};

use super::{Out, View};
use crate::tensor::Real;

fn place_of_largest<T: Real>(x: ArrayView1<'_, T>) -> usize {
    (1..x.len()).fold(0, |top, at| if x[at] > x[top] { at } else { top })
}

/// The largest entry, and the sum of the exponentials of all others after subtracting it. So nothing overflows, and
/// a sum close to 1 keeps its digits. The difference of two equal infinite entries counts as 0.
fn largest_and_rest<T: Real>(x: ArrayView1<'_, T>) -> (T, T) {
    let top = place_of_largest(x);
    let rest = x.iter().enumerate().filter(|(at, _)| *at != top);
    (x[top], rest.fold(T::zero(), |sum, (_, &other)| sum + distance(other, x[top]).exp()))
}

fn distance<T: Real>(x: T, largest: T) -> T {
    if x == largest { T::zero() } else { x - largest }
}

/// e to each entry, divided by their sum.
pub fn softmax<T: Real>(x: View<'_, T>, mut out: Out<'_, T>, axis: usize) {
    Zip::from(x.lanes(Axis(axis))).and(out.lanes_mut(Axis(axis))).for_each(|x, mut out| {
        if x.is_empty() {
            return;
        }
        let largest = x[place_of_largest(x)];
        // Summed in order, as Flux does, so that the last digits agree.
        let total = x.iter().fold(T::zero(), |sum, &x| sum + distance(x, largest).exp());
        out.zip_mut_with(&x, |out, &x| *out = distance(x, largest).exp() / total);
    });
}

/// The logarithm of softmax, exact where softmax itself rounds to 0.
pub fn logsoftmax<T: Real>(x: View<'_, T>, mut out: Out<'_, T>, axis: usize) {
    Zip::from(x.lanes(Axis(axis))).and(out.lanes_mut(Axis(axis))).for_each(|x, mut out| {
        if x.is_empty() {
            return;
        }
        let (largest, rest) = largest_and_rest(x);
        let log = rest.ln_1p();
        out.zip_mut_with(&x, |out, &x| *out = distance(x, largest) - log);
    });
}

/// The logarithm of the sum of e to each entry; the dimension remains with size 1.
pub fn logsumexp<T: Real>(x: View<'_, T>, mut out: Out<'_, T>, axis: usize) {
    Zip::from(x.lanes(Axis(axis))).and(out.lanes_mut(Axis(axis))).for_each(|x, mut out| {
        out[0] = if x.is_empty() {
            T::from_f64(f64::NEG_INFINITY)
        } else {
            let (largest, rest) = largest_and_rest(x);
            largest + rest.ln_1p()
        };
    });
}
