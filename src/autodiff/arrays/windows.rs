//! Convolutions and the largest entries of windows, over the first two of four dimensions: width, height, channels,
//! samples.
//!
//! `list` describes how the window slides along width and height ([`Slide`]), `size` is the number of groups of channels
//! that do not mix, and `backward` says that the filter is read from its end. The three rows of a convolution are the
//! partial derivatives of one trilinear form, so each is the pullback of the others.

use super::row::{ArrayOp, Callable, Lowering, Pushforward, direction};
use super::windows_wgsl;
use crate::autodiff::attr::{Attr, CallShapes};
use crate::autodiff::expr::Expr;
use crate::autodiff::single::ArraySingle;
use crate::tensor::Real;
use crate::tensor::kernels::{self, Convolution, Out, Part, Slide, View};

const CHECKED: &str = "the shape rule has read it";

pub(super) fn rows() -> Vec<ArrayOp> {
    let mut rows = convolutions();
    rows.extend(largest());
    rows
}

fn convolutions() -> Vec<ArrayOp> {
    vec![
        ArrayOp {
            name: "convolution",
            about: "the sums of products of a filter with the windows of an input, given input and filter",
            shape: |attr, x| output_shape(attr, x[0], x[1]),
            f64: |attr, x, out| contract(attr, Part::Output, x, out),
            single: ArraySingle::new(
                |attr, x, out| contract(attr, Part::Output, x, out),
                windows_wgsl::output,
            ),
            pullback: |site| {
                vec![
                    Some(again("convolution input", site, &direction(), &Expr::operand(1))),
                    Some(again("convolution filter", site, &Expr::operand(0), &direction())),
                ]
            },
            samples: || samples([0, 1]),
            ..trilinear()
        },
        ArrayOp {
            name: "convolution input",
            about: "the input of a convolution, given its adjoint: filter and output",
            shape: |attr, x| input_shape(attr, x[1], x[0]),
            f64: |attr, x, out| contract(attr, Part::Input, &[x[1].clone(), x[0].clone()], out),
            single: ArraySingle::new(
                |attr, x, out| contract(attr, Part::Input, &[x[1].clone(), x[0].clone()], out),
                windows_wgsl::input,
            ),
            pullback: |site| {
                vec![
                    Some(again("convolution", site, &direction(), &Expr::operand(1))),
                    Some(again("convolution filter", site, &direction(), &Expr::operand(0))),
                ]
            },
            samples: || samples([2, 1]),
            ..trilinear()
        },
        ArrayOp {
            name: "convolution filter",
            about: "the filter of a convolution, given its adjoint: input and output",
            shape: |attr, x| filter_shape(attr, x[0], x[1]),
            f64: |attr, x, out| contract(attr, Part::Filter, x, out),
            single: ArraySingle::new(
                |attr, x, out| contract(attr, Part::Filter, x, out),
                windows_wgsl::filter,
            ),
            pullback: |site| {
                vec![
                    Some(again("convolution input", site, &Expr::operand(1), &direction())),
                    Some(again("convolution", site, &Expr::operand(0), &direction())),
                ]
            },
            samples: || samples([0, 2]),
            ..trilinear()
        },
    ]
}

fn largest() -> Vec<ArrayOp> {
    vec![
        ArrayOp {
            name: "largest of windows",
            about: "the largest entry of each window",
            shape: |attr, x| pooled_shape(attr, x[0]),
            f64: |attr, x, out| kernels::largest_of_windows(slides(attr), x[0].clone(), out),
            single: ArraySingle::new(
                |attr, x, out| kernels::largest_of_windows(slides(attr), x[0].clone(), out),
                |site| windows_wgsl::largest(site, "best", "x0(found)"),
            ),
            pullback: |site| vec![Some(again("put at largest", site, &Expr::operand(0), &direction()))],
            pushforward: Pushforward::Expr(|site| {
                attributed("take at largest", site.attr, &Expr::operand(0), &direction())
            }),
            samples: || pooling().into_iter().map(|(attr, x, _)| (attr, vec![x])).collect(),
            ..trilinear()
        },
        ArrayOp {
            name: "take at largest",
            about: "the entries of the second array where the first has the largest entry of each window",
            shape: |attr, x| (x[0] == x[1]).then(|| pooled_shape(attr, x[0])).flatten(),
            f64: |attr, x, out| kernels::take_at_largest(slides(attr), x[0].clone(), x[1].clone(), out),
            single: ArraySingle::new(
                |attr, x, out| kernels::take_at_largest(slides(attr), x[0].clone(), x[1].clone(), out),
                |site| windows_wgsl::largest(site, "0.0", "x1(found)"),
            ),
            pullback: |site| vec![None, Some(again("put at largest", site, &Expr::operand(0), &direction()))],
            pushforward: Pushforward::Expr(|site| {
                attributed("take at largest", site.attr, &Expr::operand(0), &Expr::direction(1))
            }),
            samples: || pooling().into_iter().map(|(attr, x, _)| (attr, vec![x.clone(), x])).collect(),
            ..trilinear()
        },
        ArrayOp {
            name: "put at largest",
            about: "zeros, with an entry of the second array for each window added where the first has its largest entry",
            shape: |attr, x| (pooled_shape(attr, x[0]).as_deref() == Some(x[1])).then(|| x[0].to_vec()),
            f64: |attr, x, out| kernels::put_at_largest(slides(attr), x[0].clone(), x[1].clone(), out),
            single: ArraySingle::new(
                |attr, x, out| kernels::put_at_largest(slides(attr), x[0].clone(), x[1].clone(), out),
                windows_wgsl::put,
            ),
            pullback: |site| {
                vec![None, Some(again("take at largest", site, &Expr::operand(0), &direction()))]
            },
            pushforward: Pushforward::Expr(|site| {
                attributed("put at largest", site.attr, &Expr::operand(0), &Expr::direction(1))
            }),
            samples: || pooling().into_iter().map(|(attr, x, y)| (attr, vec![x, y])).collect(),
            ..trilinear()
        },
    ]
}

/// What these rows have in common.
fn trilinear() -> ArrayOp {
    ArrayOp {
        name: "",
        about: "",
        callable: Callable::No,
        shape: |_, _| None,
        f64: |_, _, _| (),
        single: ArraySingle::new(|_, _, _| (), |_| String::new()),
        pullback: |_| Vec::new(),
        pushforward: Pushforward::Multilinear,
        lowering: Lowering::Kernel,
        samples: Vec::new,
    }
}

fn contract<T: Real>(attr: &Attr, target: Part, x: &[View<'_, T>], out: Out<'_, T>) {
    let convolution = Convolution { slides: slides(attr), groups: attr.size, is_flipped: attr.backward };
    kernels::contract(&convolution, target, [x[0].clone(), x[1].clone()], out);
}

fn slides(attr: &Attr) -> [Slide; 2] {
    Slide::both(&attr.list).expect(CHECKED)
}

fn attributed(name: &'static str, attr: &Attr, x: &Expr, y: &Expr) -> Expr {
    Expr::array(name, attr.clone(), &[x, y])
}

fn again(name: &'static str, site: &CallShapes<'_>, x: &Expr, y: &Expr) -> Expr {
    attributed(name, site.attr, x, y)
}

/// The shape of the output for those of input and filter.
fn output_shape(attr: &Attr, input: &[usize], filter: &[usize]) -> Option<Vec<usize>> {
    let ([width, height], &[.., channels, samples], &[.., mixed, all]) =
        (Slide::both(&attr.list)?, input, filter)
    else {
        return None;
    };
    let fits = input == [width.input, height.input, channels, samples]
        && filter == [width.kernel, height.kernel, mixed, all]
        && mixed.checked_mul(attr.size) == Some(channels)
        && attr.size > 0
        && all % attr.size == 0;
    fits.then(|| vec![width.output, height.output, all, samples])
}

/// The shape of the input for those of filter and output.
fn input_shape(attr: &Attr, filter: &[usize], output: &[usize]) -> Option<Vec<usize>> {
    let ([width, height], &[_, _, mixed, _], &[.., samples]) = (Slide::both(&attr.list)?, filter, output)
    else {
        return None;
    };
    let input = vec![width.input, height.input, mixed.checked_mul(attr.size)?, samples];
    (output_shape(attr, &input, filter)? == output).then_some(input)
}

/// The shape of the filter for those of input and output.
fn filter_shape(attr: &Attr, input: &[usize], output: &[usize]) -> Option<Vec<usize>> {
    let ([width, height], &[_, _, channels, _], &[_, _, all, _]) = (Slide::both(&attr.list)?, input, output)
    else {
        return None;
    };
    let filter = vec![width.kernel, height.kernel, channels.checked_div(attr.size)?, all];
    (output_shape(attr, input, &filter)? == output).then_some(filter)
}

/// The shape of what windows are reduced to.
fn pooled_shape(attr: &Attr, x: &[usize]) -> Option<Vec<usize>> {
    let ([width, height], &[a, b, channels, samples]) = (Slide::both(&attr.list)?, x) else { return None };
    ([a, b] == [width.input, height.input]).then(|| vec![width.output, height.output, channels, samples])
}

/// Convolutions: plain, padded with a stride and flipped, dilated in groups, with more channels than samples. Each with
/// the shapes of two of input, filter and output.
fn samples(parts: [usize; 2]) -> Vec<(Attr, Vec<Vec<usize>>)> {
    let attr = |list: [usize; 12], groups, backward| Attr {
        list: list.into(),
        size: groups,
        backward,
        ..Attr::default()
    };
    let cases: [(Attr, [[usize; 4]; 3]); 4] = [
        (attr([3, 2, 2, 1, 0, 1, 3, 2, 2, 1, 0, 1], 1, true), [[3, 3, 1, 2], [2, 2, 1, 2], [2, 2, 2, 2]]),
        (attr([4, 3, 2, 2, 1, 1, 2, 1, 2, 1, 0, 1], 1, true), [[4, 2, 2, 1], [3, 1, 2, 1], [2, 2, 1, 1]]),
        (attr([5, 2, 3, 1, 0, 2, 3, 2, 2, 2, 1, 1], 2, false), [[5, 3, 2, 2], [2, 2, 1, 2], [3, 2, 2, 2]]),
        (attr([2, 2, 1, 1, 0, 1, 2, 2, 1, 1, 0, 1], 1, false), [[2, 2, 2, 1], [2, 2, 2, 3], [1, 1, 3, 1]]),
    ];
    cases.map(|(attr, shapes)| (attr, parts.map(|part| shapes[part].into()).into())).into()
}

/// Windows, the shape of an input, and that of what they are reduced to: apart, overlapping, and padded.
fn pooling() -> Vec<(Attr, Vec<usize>, Vec<usize>)> {
    vec![
        (Attr::list(&[4, 2, 2, 2, 0, 1, 2, 2, 1, 2, 0, 1]), vec![4, 2, 2, 2], vec![2, 1, 2, 2]),
        (Attr::list(&[4, 2, 3, 1, 0, 1, 3, 3, 1, 1, 0, 1]), vec![4, 3, 1, 2], vec![3, 1, 1, 2]),
        (Attr::list(&[3, 2, 2, 2, 1, 1, 2, 1, 2, 1, 0, 1]), vec![3, 2, 1, 1], vec![2, 2, 1, 1]),
    ]
}
