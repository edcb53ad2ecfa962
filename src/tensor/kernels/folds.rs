//! Reductions along dimensions, and the opposite: broadcasting.

use ndarray::{Axis, Dimension, IxDyn, Zip, indices};

use super::{Out, View};
use crate::tensor::Real;

/// Calls `f` with the index of each entry of an array of shape `folded` and the part of `x` that is reduced to it.
/// Dimensions that are missing in `folded` or have size 1 there are reduced.
fn for_each_part<T: Real>(x: &View<'_, T>, folded: &[usize], mut f: impl FnMut(&IxDyn, View<'_, T>)) {
    for index in indices(IxDyn(folded)) {
        f(&index, part(x, folded, &index));
    }
}

/// The part of `x` that is reduced to the entry `index` of an array of shape `folded`.
fn part<'a, T>(x: &View<'a, T>, folded: &[usize], index: &IxDyn) -> View<'a, T> {
    let mut part = x.clone();
    for axis in 0..folded.len() {
        if folded[axis] == x.shape()[axis] {
            part.collapse_axis(Axis(axis), index[axis]);
        }
    }
    part
}

/// Sums `x` into the shape of `out`, which broadcasts to that of `x`.
pub fn sum_to<T: Real>(x: View<'_, T>, mut out: Out<'_, T>) {
    let shape = out.raw_dim();
    for_each_part(&x, shape.slice(), |index, part| out[index] = part.sum());
}

/// Repeats `x` up to the shape of `out`; missing trailing dimensions count as 1.
pub fn broadcast_to<T: Real>(x: View<'_, T>, out: Out<'_, T>) {
    let mut x = x;
    while x.ndim() < out.ndim() {
        let last = x.ndim();
        x = x.insert_axis(Axis(last));
    }
    Zip::from(out).and_broadcast(x).for_each(|out, &x| *out = x);
}

/// The first entry of each part of `x` in the order `before`; among equals the one with the smallest index. NaN comes
/// before everything. Each part of `x` must have at least one entry.
pub fn extreme<T: Real>(x: View<'_, T>, mut out: Out<'_, T>, before: fn(&T, &T) -> bool) {
    let shape = out.raw_dim();
    for_each_part(&x, shape.slice(), |index, part| {
        let mut best: Option<T> = None;
        for &x in part.t() {
            if best.is_none_or(|best| comes_first(&x, &best, before)) {
                best = Some(x);
            }
        }
        out[index] = best.unwrap_or_default();
    });
}

/// 1 at the entries that [`extreme`] selects, 0 elsewhere; `folded` is the shape of the result of `extreme`.
pub fn first_extreme<T: Real>(
    x: View<'_, T>,
    mut out: Out<'_, T>,
    folded: &[usize],
    before: fn(&T, &T) -> bool,
) {
    out.fill(T::zero());
    for index in indices(IxDyn(folded)) {
        let mut best: Option<(usize, T)> = None;
        for (place, &x) in part(&x, folded, &index).t().iter().enumerate() {
            if best.is_none_or(|(_, best)| comes_first(&x, &best, before)) {
                best = Some((place, x));
            }
        }
        let mut part = out.view_mut();
        for axis in 0..folded.len() {
            if folded[axis] == x.shape()[axis] {
                part.collapse_axis(Axis(axis), index[axis]);
            }
        }
        if let Some(mark) = best.and_then(|(place, _)| part.reversed_axes().into_iter().nth(place)) {
            *mark = T::one();
        }
    }
}

fn comes_first<T: Real>(x: &T, best: &T, before: fn(&T, &T) -> bool) -> bool {
    let nan = |x: &T| x.partial_cmp(x).is_none();
    !nan(best) && (nan(x) || before(x, best))
}

/// Cumulative sums along `axis`, from the front or from the back.
pub fn cumsum<T: Real>(x: View<'_, T>, mut out: Out<'_, T>, axis: usize, backward: bool) {
    Zip::from(x.lanes(Axis(axis))).and(out.lanes_mut(Axis(axis))).for_each(|x, mut out| {
        let mut sum = T::zero();
        for k in 0..x.len() {
            let at = if backward { x.len() - 1 - k } else { k };
            sum += x[at];
            out[at] = sum;
        }
    });
}
