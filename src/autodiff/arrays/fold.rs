//! Sums, broadcasting, extremes and cumulative sums.

use super::row::{ArrayOp, Callable, Lowering, Pushforward, broadcast_to, direction, sum_to};
use crate::autodiff::attr::{Attr, CallShapes};
use crate::autodiff::expr::Expr;
use crate::autodiff::single::ArraySingle;
use crate::autodiff::wgsl::{Axis, folded, strided_index};
use crate::tensor::{broadcast_shape, kernels, repeated_strides, row_strides};

pub(super) fn rows() -> Vec<ArrayOp> {
    vec![
        ArrayOp {
            name: "sum",
            about: "the sum along dimensions, down to the shape `list`",
            callable: Callable::No,
            shape: |attr, x| folds(x[0], &attr.list).then(|| attr.list.clone()),
            f64: |_, x, out| kernels::sum_to(x[0].clone(), out),
            single: ArraySingle::new(
                |_, x, out| kernels::sum_to(x[0].clone(), out),
                |site| {
                    let (place, count) = folded(site, &site.y);
                    format!(
                        "var total = 0.0;
  for (var k = 0u; k < {count}u; k++) {{ total += x0({place}); }}
  return total;"
                    )
                },
            ),
            pullback: |site| vec![Some(broadcast_to(&direction(), &site.x[0]))],
            pushforward: Pushforward::Linear,
            lowering: Lowering::Sum,
            samples,
        },
        ArrayOp {
            name: "broadcast",
            about: "the array repeated along dimensions, up to the shape `list`",
            callable: Callable::No,
            shape: |attr, x| folds(&attr.list, x[0]).then(|| attr.list.clone()),
            f64: |_, x, out| kernels::broadcast_to(x[0].clone(), out),
            single: ArraySingle::new(
                |_, x, out| kernels::broadcast_to(x[0].clone(), out),
                |site| {
                    let strides = repeated_strides(&site.x[0], &row_strides(&site.x[0]), site.y.len());
                    format!("return x0({});", strided_index("at", &site.y, &strides))
                },
            ),
            pullback: |site| vec![Some(sum_to(&direction(), &site.x[0]))],
            pushforward: Pushforward::Linear,
            lowering: Lowering::View(view_repeated),
            samples: || samples().into_iter().map(|(attr, x)| (Attr::list(&x[0]), vec![attr.list])).collect(),
        },
        ArrayOp {
            f64: |_, x, out| kernels::extreme(x[0].clone(), out, f64::gt),
            single: ArraySingle::new(
                |_, x, out| kernels::extreme(x[0].clone(), out, f32::gt),
                |site| first(site, ">", &site.y, "best"),
            ),
            pullback: |site| extreme_pullback(site, "first largest"),
            pushforward: Pushforward::Expr(|site| extreme_pushforward(site, "first largest")),
            ..extreme("maximum", "the largest entries, down to the shape `list`")
        },
        ArrayOp {
            f64: |_, x, out| kernels::extreme(x[0].clone(), out, f64::lt),
            single: ArraySingle::new(
                |_, x, out| kernels::extreme(x[0].clone(), out, f32::lt),
                |site| first(site, "<", &site.y, "best"),
            ),
            pullback: |site| extreme_pullback(site, "first smallest"),
            pushforward: Pushforward::Expr(|site| extreme_pushforward(site, "first smallest")),
            ..extreme("minimum", "the smallest entries, down to the shape `list`")
        },
        ArrayOp {
            f64: |attr, x, out| kernels::first_extreme(x[0].clone(), out, &attr.list, f64::gt),
            single: ArraySingle::new(
                |attr, x, out| kernels::first_extreme(x[0].clone(), out, &attr.list, f32::gt),
                |site| first(site, ">", &site.x[0], "select(0.0, 1.0, found == at)"),
            ),
            ..mark("first largest", "1 at the first largest entry of each part, 0 elsewhere")
        },
        ArrayOp {
            f64: |attr, x, out| kernels::first_extreme(x[0].clone(), out, &attr.list, f64::lt),
            single: ArraySingle::new(
                |attr, x, out| kernels::first_extreme(x[0].clone(), out, &attr.list, f32::lt),
                |site| first(site, "<", &site.x[0], "select(0.0, 1.0, found == at)"),
            ),
            ..mark("first smallest", "1 at the first smallest entry of each part, 0 elsewhere")
        },
        ArrayOp {
            name: "cumsum",
            about: "the cumulative sums along `axis`, from the end if `backward`",
            callable: Callable::No,
            shape: |attr, x| (attr.axis < x[0].len()).then(|| x[0].to_vec()),
            f64: |attr, x, out| kernels::cumsum(x[0].clone(), out, attr.axis, attr.backward),
            single: ArraySingle::new(
                |attr, x, out| kernels::cumsum(x[0].clone(), out, attr.axis, attr.backward),
                |site| {
                    let along = Axis::of(&site.y, site.attr.axis);
                    let (from, to) = match site.attr.backward {
                        true => ("place".to_owned(), format!("{}u", along.size)),
                        false => ("0u".to_owned(), "place + 1u".to_owned()),
                    };
                    format!(
                        "{}
  var total = 0.0;
  for (var k = {from}; k < {to}; k++) {{ total += x0({}); }}
  return total;",
                        along.parts(),
                        along.entry("k")
                    )
                },
            ),
            pullback: |site| {
                let turned = Attr { backward: !site.attr.backward, ..site.attr.clone() };
                vec![Some(Expr::array("cumsum", turned, &[&direction()]))]
            },
            pushforward: Pushforward::Linear,
            lowering: Lowering::Kernel,
            samples: || {
                let backward = Attr { backward: true, ..Attr::axis(1) };
                vec![(Attr::axis(0), vec![vec![4]]), (backward, vec![vec![2, 3]])]
            },
        },
    ]
}

/// Whether an array of shape `x` can be summed down to `y`.
fn folds(x: &[usize], y: &[usize]) -> bool {
    broadcast_shape(x, y).as_deref() == Some(x)
}

/// Shapes, and the shapes that they are reduced to.
fn samples() -> Vec<(Attr, Vec<Vec<usize>>)> {
    let cases: [(&[usize], &[usize]); 7] = [
        (&[], &[3]),
        (&[], &[]),
        (&[2], &[2, 3]),
        (&[1, 3], &[2, 3]),
        (&[2, 1, 2], &[2, 3, 2]),
        (&[1], &[1, 1]),
        (&[2, 2], &[2, 2]),
    ];
    cases.map(|(small, large)| (Attr::list(small), vec![large.to_vec()])).into()
}

fn extreme(name: &'static str, about: &'static str) -> ArrayOp {
    ArrayOp {
        name,
        about,
        // There is no largest entry among none.
        shape: |attr, x| {
            (folds(x[0], &attr.list) && (!x[0].contains(&0) || attr.list.contains(&0)))
                .then(|| attr.list.clone())
        },
        ..mark(name, about)
    }
}

/// Searches the entries of a part for the first extreme: its value is `best`, its index `found`. NaN comes before
/// everything.
fn first(site: &CallShapes<'_>, relation: &str, counted: &[usize], result: &str) -> String {
    let (place, count) = folded(site, counted);
    format!(
        "var best = 0.0;
  var found = 0u;
  for (var k = 0u; k < {count}u; k++) {{
    let here = {place};
    let value = x0(here);
    if (k == 0u || (!is_nan(best) && (is_nan(value) || value {relation} best))) {{ best = value; found = here; }}
  }}
  return {result};"
    )
}

/// The whole adjoint goes to the first of equal extremes, as in Tracker.
fn extreme_pullback(site: &CallShapes<'_>, mark: &'static str) -> Vec<Option<Expr>> {
    let mark = Expr::array(mark, site.attr.clone(), &[&Expr::operand(0)]);
    vec![Some(broadcast_to(&direction(), &site.x[0]) * mark)]
}

fn extreme_pushforward(site: &CallShapes<'_>, mark: &'static str) -> Expr {
    let mark = Expr::array(mark, site.attr.clone(), &[&Expr::operand(0)]);
    sum_to(&(direction() * mark), &site.y)
}

fn mark(name: &'static str, about: &'static str) -> ArrayOp {
    ArrayOp {
        name,
        about,
        callable: Callable::No,
        shape: |attr, x| folds(x[0], &attr.list).then(|| x[0].to_vec()),
        f64: |_, _, _| (),
        single: ArraySingle::new(|_, _, _| (), |_| String::new()),
        pullback: |_| vec![None],
        pushforward: Pushforward::Flat,
        lowering: Lowering::Kernel,
        samples,
    }
}

fn view_repeated(_: &Attr, from: &[usize], to: &[usize], strides: &[usize]) -> Option<(usize, Vec<usize>)> {
    Some((0, repeated_strides(from, strides, to.len())))
}
