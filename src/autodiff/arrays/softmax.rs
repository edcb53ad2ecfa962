//! Softmax, its logarithm, and the logarithm of the sum of exponentials, along a dimension.

use super::row::{ArrayOp, Callable, Lowering, Pushforward, broadcast_to, direction, folded, sum_to};
use crate::autodiff::attr::{Attr, CallShapes};
use crate::autodiff::expr::Expr;
use crate::autodiff::single::ArraySingle;
use crate::autodiff::wgsl::Axis;
use crate::tensor::kernels;

pub(super) fn rows() -> Vec<ArrayOp> {
    vec![
        ArrayOp {
            name: "softmax",
            about: "e to each entry, divided by their sum along `axis`",
            callable: Callable::Along("Flux"),
            shape: |attr, x| (attr.axis < x[0].len()).then(|| x[0].to_vec()),
            f64: |attr, x, out| kernels::softmax(x[0].clone(), out, attr.axis),
            single: ArraySingle::new(
                |attr, x, out| kernels::softmax(x[0].clone(), out, attr.axis),
                |site| exponentials(site, "exp_of(distance_of(x0({own}), largest)) / total"),
            ),
            // The Jacobian is symmetric, so pullback and pushforward are the same.
            pullback: |site| vec![Some(through_softmax(site))],
            pushforward: Pushforward::Expr(through_softmax),
            lowering: Lowering::Kernel,
            samples,
        },
        ArrayOp {
            name: "logsoftmax",
            about: "the logarithm of softmax along `axis`",
            callable: Callable::Along("Flux"),
            shape: |attr, x| (attr.axis < x[0].len()).then(|| x[0].to_vec()),
            f64: |attr, x, out| kernels::logsoftmax(x[0].clone(), out, attr.axis),
            single: ArraySingle::new(
                |attr, x, out| kernels::logsoftmax(x[0].clone(), out, attr.axis),
                |site| exponentials(site, "distance_of(x0({own}), largest) - log_of(total)"),
            ),
            pullback: |site| {
                let total = along(site, &direction());
                vec![Some(direction() - softmax(site) * total)]
            },
            pushforward: Pushforward::Expr(|site| direction() - along(site, &(softmax(site) * direction()))),
            lowering: Lowering::Kernel,
            samples,
        },
        ArrayOp {
            name: "logsumexp",
            about: "the logarithm of the sum of e to each entry along `axis`, which remains with size 1",
            callable: Callable::Over("Flux"),
            shape: |attr, x| (attr.axis < x[0].len()).then(|| folded(x[0], attr.axis)),
            f64: |attr, x, out| kernels::logsumexp(x[0].clone(), out, attr.axis),
            single: ArraySingle::new(
                |attr, x, out| kernels::logsumexp(x[0].clone(), out, attr.axis),
                |site| exponentials(site, "largest + log_of(total)"),
            ),
            pullback: |site| vec![Some(broadcast_to(&direction(), &site.x[0]) * softmax(site))],
            pushforward: Pushforward::Expr(|site| sum_to(&(softmax(site) * direction()), &site.y)),
            lowering: Lowering::Kernel,
            samples,
        },
    ]
}

/// Computes the `largest` entry along the dimension and the sum `total` of the exponentials after subtracting it;
/// `{own}` is the index of the entry at `at`.
fn exponentials(site: &CallShapes<'_>, result: &str) -> String {
    let along = Axis::of(&site.x[0], site.attr.axis);
    // `at` counts the entries of the result, in which the dimension may have size 1.
    let counted = Axis::of(&site.y, site.attr.axis);
    let (size, entry) = (along.size, along.entry("k"));
    format!(
        "{}
  var largest = x0({});
  for (var k = 1u; k < {size}u; k++) {{ largest = max_of(largest, x0({entry})); }}
  var total = 0.0;
  for (var k = 0u; k < {size}u; k++) {{ total += exp_of(distance_of(x0({entry}), largest)); }}
  return {};",
        counted.parts(),
        along.entry("0u"),
        result.replace("{own}", &along.entry("place"))
    )
}

fn softmax(site: &CallShapes<'_>) -> Expr {
    Expr::array("softmax", site.attr.clone(), &[&Expr::operand(0)])
}

fn through_softmax(site: &CallShapes<'_>) -> Expr {
    let y = Expr::result();
    let mean = along(site, &(&y * direction()));
    &y * (direction() - mean)
}

/// The sum along the dimension, broadcast along it again.
fn along(site: &CallShapes<'_>, x: &Expr) -> Expr {
    broadcast_to(&sum_to(x, &folded(&site.x[0], site.attr.axis)), &site.x[0])
}

fn samples() -> Vec<(Attr, Vec<Vec<usize>>)> {
    vec![
        (Attr::axis(0), vec![vec![4]]),
        (Attr::axis(0), vec![vec![3, 2]]),
        (Attr::axis(1), vec![vec![2, 3]]),
        (Attr::axis(0), vec![vec![1]]),
    ]
}
