//! Reshaping, permuting, slicing, indexing and concatenating.

use super::row::{ArrayOp, Callable, Lowering, Pushforward, direction};
use crate::autodiff::attr::Attr;
use crate::autodiff::expr::Expr;
use crate::autodiff::single::ArraySingle;
use crate::autodiff::wgsl::{Axis, strided_index};
use crate::tensor::{checked_len, kernels, row_strides};

pub(super) fn rows() -> Vec<ArrayOp> {
    vec![
        ArrayOp {
            name: "reshape",
            about: "the same entries, in column-major order, in the shape `list`",
            callable: Callable::No,
            shape: |attr, x| (checked_len(x[0]) == checked_len(&attr.list)).then(|| attr.list.clone()),
            f64: |_, x, out| kernels::reshape(x[0].clone(), out),
            single: ArraySingle::new(
                |_, x, out| kernels::reshape(x[0].clone(), out),
                |site| {
                    // The row-major strides of the reversed shape are the column-major strides of the shape.
                    let backwards = |shape: &[usize]| shape.iter().rev().copied().collect::<Vec<_>>();
                    let columns = backwards(&row_strides(&backwards(&site.y)));
                    let place =
                        strided_index("k", &backwards(&site.x[0]), &backwards(&row_strides(&site.x[0])));
                    format!("let k = {}; return x0({place});", strided_index("at", &site.y, &columns))
                },
            ),
            pullback: |site| vec![Some(Expr::array("reshape", Attr::list(&site.x[0]), &[&direction()]))],
            pushforward: Pushforward::Linear,
            lowering: Lowering::View(view_reshaped),
            samples: || vec![(Attr::list(&[3, 2]), vec![vec![2, 3]]), (Attr::list(&[1, 4]), vec![vec![4]])],
        },
        ArrayOp {
            name: "permute",
            about: "the dimensions permuted by `list`; for a matrix, the transpose",
            callable: Callable::No,
            shape: |attr, x| permuted(&attr.list, x[0]),
            f64: |attr, x, out| kernels::permute(x[0].clone(), out, &attr.list),
            single: ArraySingle::new(
                |attr, x, out| kernels::permute(x[0].clone(), out, &attr.list),
                |site| {
                    let strides = row_strides(&site.x[0]);
                    let seen: Vec<usize> = site.attr.list.iter().map(|&axis| strides[axis]).collect();
                    format!("return x0({});", strided_index("at", &site.y, &seen))
                },
            ),
            pullback: |site| {
                let mut back = vec![0; site.attr.list.len()];
                for (to, &from) in site.attr.list.iter().enumerate() {
                    back[from] = to;
                }
                vec![Some(Expr::array("permute", Attr::list(&back), &[&direction()]))]
            },
            pushforward: Pushforward::Linear,
            lowering: Lowering::View(view_permuted),
            samples: || {
                vec![(Attr::list(&[1, 0]), vec![vec![2, 3]]), (Attr::list(&[2, 0, 1]), vec![vec![2, 3, 2]])]
            },
        },
        ArrayOp {
            name: "slice",
            about: "`size` entries along `axis`, beginning at `start`",
            callable: Callable::No,
            shape: |attr, x| {
                let room = *x[0].get(attr.axis)?;
                (attr.start.checked_add(attr.size)? <= room).then(|| sized(x[0], attr.axis, attr.size))
            },
            f64: |attr, x, out| kernels::slice(x[0].clone(), out, attr.axis, attr.start),
            single: ArraySingle::new(
                |attr, x, out| kernels::slice(x[0].clone(), out, attr.axis, attr.start),
                |site| {
                    let strides = row_strides(&site.x[0]);
                    let start = site.attr.start * strides[site.attr.axis];
                    format!("return x0({} + {start}u);", strided_index("at", &site.y, &strides))
                },
            ),
            pullback: |site| {
                let whole = Attr { size: site.x[0][site.attr.axis], ..site.attr.clone() };
                vec![Some(Expr::array("pad", whole, &[&direction()]))]
            },
            pushforward: Pushforward::Linear,
            lowering: Lowering::View(view_sliced),
            samples: || {
                vec![(Attr::stretch(0, 1, 2), vec![vec![4]]), (Attr::stretch(1, 0, 1), vec![vec![2, 3]])]
            },
        },
        ArrayOp {
            name: "pad",
            about: "zeros, `size` along `axis`, with the entries inserted at `start`",
            callable: Callable::No,
            shape: |attr, x| {
                let own = *x[0].get(attr.axis)?;
                (attr.start.checked_add(own)? <= attr.size).then(|| sized(x[0], attr.axis, attr.size))
            },
            f64: |attr, x, out| kernels::pad(x[0].clone(), out, attr.axis, attr.start),
            single: ArraySingle::new(
                |attr, x, out| kernels::pad(x[0].clone(), out, attr.axis, attr.start),
                |site| {
                    let (from, to) =
                        (Axis::of(&site.x[0], site.attr.axis), Axis::of(&site.y, site.attr.axis));
                    let (start, entry) = (site.attr.start, from.entry("own"));
                    // Before the start the difference wraps around, so it is too large as well.
                    format!(
                        "{}
  let own = place - {start}u;
  if (own >= {}u) {{ return 0.0; }}
  return x0({entry});",
                        to.parts(),
                        from.size
                    )
                },
            ),
            pullback: |site| {
                let part = Attr { size: site.x[0][site.attr.axis], ..site.attr.clone() };
                vec![Some(Expr::array("slice", part, &[&direction()]))]
            },
            pushforward: Pushforward::Linear,
            lowering: Lowering::Kernel,
            samples: || {
                vec![(Attr::stretch(0, 1, 4), vec![vec![2]]), (Attr::stretch(1, 0, 3), vec![vec![2, 3]])]
            },
        },
        ArrayOp {
            name: "concat",
            about: "the arrays joined along `axis`",
            callable: Callable::No,
            shape: |attr, x| concatenated(attr.axis, x),
            f64: |attr, x, out| kernels::concat(x, out, attr.axis),
            single: ArraySingle::new(
                |attr, x, out| kernels::concat(x, out, attr.axis),
                |site| {
                    let mut text = Axis::of(&site.y, site.attr.axis).parts();
                    let mut start = 0;
                    for (at, x) in site.x.iter().enumerate() {
                        let part = Axis::of(x, site.attr.axis);
                        let entry = part.entry(&format!("(place - {start}u)"));
                        start += part.size;
                        text += &format!("\n  if (place < {start}u) {{ return x{at}({entry}); }}");
                    }
                    text + "\n  return 0.0;"
                },
            ),
            pullback: |site| {
                let mut start = 0;
                let part = |x: &Vec<usize>| {
                    let part = Attr::stretch(site.attr.axis, start, x[site.attr.axis]);
                    start += x[site.attr.axis];
                    Some(Expr::array("slice", part, &[&direction()]))
                };
                site.x.iter().map(part).collect()
            },
            pushforward: Pushforward::Linear,
            lowering: Lowering::Kernel,
            samples: || {
                vec![
                    (Attr::axis(0), vec![vec![2], vec![3], vec![1]]),
                    (Attr::axis(1), vec![vec![2, 1], vec![2, 2]]),
                    (Attr::axis(0), vec![vec![2, 2]]),
                ]
            },
        },
        ArrayOp {
            name: "gather",
            about: "the entries at the indices `list` along `axis`",
            callable: Callable::No,
            shape: |attr, x| {
                let fits = x[0].get(attr.axis) == Some(&attr.size);
                let inside = attr.list.iter().all(|&place| place < attr.size);
                (fits && inside).then(|| sized(x[0], attr.axis, attr.list.len()))
            },
            f64: |attr, x, out| kernels::gather(x[0].clone(), out, attr.axis, &attr.list),
            single: ArraySingle::new(
                |attr, x, out| kernels::gather(x[0].clone(), out, attr.axis, &attr.list),
                |site| {
                    let (from, to) =
                        (Axis::of(&site.x[0], site.attr.axis), Axis::of(&site.y, site.attr.axis));
                    format!("{} return x0({});", to.parts(), from.entry("list(place)"))
                },
            ),
            pullback: |site| vec![Some(Expr::array("scatter", site.attr.clone(), &[&direction()]))],
            pushforward: Pushforward::Linear,
            lowering: Lowering::Kernel,
            samples: || {
                vec![
                    (Attr::places(0, vec![2, 0, 2, 2], 3), vec![vec![3]]),
                    (Attr::places(1, vec![1], 3), vec![vec![2, 3]]),
                ]
            },
        },
        ArrayOp {
            name: "scatter",
            about: "zeros, `size` along `axis`, with the entries added at the indices `list`",
            callable: Callable::No,
            shape: |attr, x| {
                let fits = x[0].get(attr.axis) == Some(&attr.list.len());
                let inside = attr.list.iter().all(|&place| place < attr.size);
                (fits && inside).then(|| sized(x[0], attr.axis, attr.size))
            },
            f64: |attr, x, out| kernels::scatter(x[0].clone(), out, attr.axis, &attr.list),
            single: ArraySingle::new(
                |attr, x, out| kernels::scatter(x[0].clone(), out, attr.axis, &attr.list),
                |site| {
                    let (from, to) =
                        (Axis::of(&site.x[0], site.attr.axis), Axis::of(&site.y, site.attr.axis));
                    format!(
                        "{}
  var total = 0.0;
  for (var k = 0u; k < {}u; k++) {{ if (list(k) == place) {{ total += x0({}); }} }}
  return total;",
                        to.parts(),
                        from.size,
                        from.entry("k")
                    )
                },
            ),
            pullback: |site| vec![Some(Expr::array("gather", site.attr.clone(), &[&direction()]))],
            pushforward: Pushforward::Linear,
            lowering: Lowering::Kernel,
            samples: || {
                vec![
                    (Attr::places(0, vec![2, 0, 2, 2], 3), vec![vec![4]]),
                    (Attr::places(1, vec![1], 3), vec![vec![2, 1]]),
                ]
            },
        },
    ]
}

fn sized(shape: &[usize], axis: usize, size: usize) -> Vec<usize> {
    let mut shape = shape.to_vec();
    shape[axis] = size;
    shape
}

fn permuted(axes: &[usize], x: &[usize]) -> Option<Vec<usize>> {
    let mut sorted = axes.to_vec();
    sorted.sort_unstable();
    let whole = sorted.iter().copied().eq(0..x.len());
    whole.then(|| axes.iter().map(|&axis| x[axis]).collect())
}

fn concatenated(axis: usize, x: &[&[usize]]) -> Option<Vec<usize>> {
    let first = *x.first()?;
    let mut size = 0_usize;
    for x in x {
        size = size.checked_add(*x.get(axis)?)?;
        if sized(x, axis, 0) != sized(first, axis, 0) {
            return None;
        }
    }
    Some(sized(first, axis, size))
}

fn view_permuted(attr: &Attr, _: &[usize], _: &[usize], strides: &[usize]) -> Option<(usize, Vec<usize>)> {
    Some((0, attr.list.iter().map(|&axis| strides[axis]).collect()))
}

fn view_sliced(attr: &Attr, _: &[usize], _: &[usize], strides: &[usize]) -> Option<(usize, Vec<usize>)> {
    Some((attr.start * strides[attr.axis], strides.to_vec()))
}

/// Dimensions of size 1 can be inserted and removed without moving entries.
fn view_reshaped(_: &Attr, from: &[usize], to: &[usize], strides: &[usize]) -> Option<(usize, Vec<usize>)> {
    let longer = |shape: &[usize]| shape.iter().copied().filter(|&size| size != 1).collect::<Vec<_>>();
    if longer(from) != longer(to) {
        return None;
    }
    let mut kept = from.iter().zip(strides).filter(|(size, _)| **size != 1).map(|(_, &stride)| stride);
    Some((0, to.iter().map(|&size| if size == 1 { 0 } else { kept.next().unwrap_or(0) }).collect()))
}
