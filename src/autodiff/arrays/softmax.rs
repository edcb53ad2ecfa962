//! Softmax and its logarithms along a dimension.

use super::row::{ArrayOp, Planned, Pushforward, broadcast_to, direction, folded, shader, single, sum_to};
use crate::autodiff::attr::{Attr, Site};
use crate::autodiff::expr::Expr;
use crate::autodiff::wgsl::Along;
use crate::tensor::kernels;

pub(super) fn rows() -> Vec<ArrayOp> {
    vec![
        ArrayOp {
            name: "softmax",
            about: "e to each entry, divided by their sum along `axis`",
            shape: |attr, x| (attr.axis < x[0].len()).then(|| x[0].to_vec()),
            f64: |attr, x, out| kernels::softmax(x[0].clone(), out, attr.axis),
            f32: single(|attr, x, out| kernels::softmax(x[0].clone(), out, attr.axis)),
            wgsl: shader(|site| exponentials(site, "exp(x0({own}) - largest) / total")),
            // The Jacobian is symmetric: tangents and adjoints go through it in one way.
            pullback: |site| vec![Some(through_softmax(site))],
            pushforward: Pushforward::Formula(through_softmax),
            planned: Planned::Kernel,
            samples,
        },
        ArrayOp {
            name: "logsoftmax",
            about: "the logarithm of softmax along `axis`",
            shape: |attr, x| (attr.axis < x[0].len()).then(|| x[0].to_vec()),
            f64: |attr, x, out| kernels::logsoftmax(x[0].clone(), out, attr.axis),
            f32: single(|attr, x, out| kernels::logsoftmax(x[0].clone(), out, attr.axis)),
            wgsl: shader(|site| exponentials(site, "x0({own}) - largest - log(total)")),
            pullback: |site| {
                let total = along(site, &direction());
                vec![Some(direction() - softmax(site) * total)]
            },
            pushforward: Pushforward::Formula(|site| {
                direction() - along(site, &(softmax(site) * direction()))
            }),
            planned: Planned::Kernel,
            samples,
        },
        ArrayOp {
            name: "logsumexp",
            about: "the logarithm of the sum of e to each entry along `axis`, which keeps size 1",
            shape: |attr, x| (attr.axis < x[0].len()).then(|| folded(x[0], attr.axis)),
            f64: |attr, x, out| kernels::logsumexp(x[0].clone(), out, attr.axis),
            f32: single(|attr, x, out| kernels::logsumexp(x[0].clone(), out, attr.axis)),
            wgsl: shader(|site| exponentials(site, "largest + log(total)")),
            pullback: |site| vec![Some(broadcast_to(&direction(), &site.x[0]) * softmax(site))],
            pushforward: Pushforward::Formula(|site| sum_to(&(softmax(site) * direction()), &site.y)),
            planned: Planned::Kernel,
            samples,
        },
    ]
}

/// The sum of the exponentials of a line, `total`, with its `largest` entry taken off; `{own}` is the place of `at`.
fn exponentials(site: &Site<'_>, result: &str) -> String {
    let along = Along::of(&site.x[0], site.attr.axis);
    // The result of a row that keeps size 1 counts its entries without the dimension, and so are they here.
    let counted = Along::of(&site.y, site.attr.axis);
    let (size, entry) = (along.size, along.entry("k"));
    format!(
        "{}
  var largest = x0({});
  for (var k = 1u; k < {size}u; k++) {{ largest = max(largest, x0({entry})); }}
  var total = 0.0;
  for (var k = 0u; k < {size}u; k++) {{ total += exp(x0({entry}) - largest); }}
  return {};",
        counted.parts(),
        along.entry("0u"),
        result.replace("{own}", &along.entry("place"))
    )
}

fn softmax(site: &Site<'_>) -> Expr {
    Expr::array("softmax", site.attr.clone(), &[&Expr::operand(0)])
}

fn through_softmax(site: &Site<'_>) -> Expr {
    let y = Expr::result();
    let mean = along(site, &(&y * direction()));
    &y * (direction() - mean)
}

/// The sum along the dimension, repeated along it.
fn along(site: &Site<'_>, x: &Expr) -> Expr {
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
