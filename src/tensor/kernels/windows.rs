//! Windows that slide over the first two of four dimensions (width, height, channels, samples): convolutions, their
//! gradients, and the largest entry of each window.
//!
//! All three kernels of a convolution add up the same products, x · w · y over every place where an entry of the input,
//! of the filter and of the output meet: each computes one of the three from the other two.

use ndarray::{ArrayView1, ArrayView4, ArrayViewMut4, Ix4, s};

use super::{Out, View};
use crate::tensor::Real;

const FOUR: &str = "the row checked that these have four dimensions";

/// How a window slides along a dimension.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slide {
    /// The size of the input.
    pub input: usize,
    /// The size of the window.
    pub kernel: usize,
    /// How many places the window is put at.
    pub output: usize,
    /// The distance of two places.
    pub stride: usize,
    /// How far the first place lies before the input.
    pub pad: usize,
    /// The distance of neighbours in the window.
    pub dilation: usize,
}

impl Slide {
    /// How many numbers describe one.
    pub const NUMBERS: usize = 6;

    /// Those of width and height, from their numbers in the order of the fields; `None` for another number of numbers,
    /// or for a window that does not move.
    pub fn both(numbers: &[usize]) -> Option<[Slide; 2]> {
        let (numbers, []) = numbers.as_chunks::<{ Slide::NUMBERS }>() else { return None };
        let slide = |&[input, kernel, output, stride, pad, dilation]: &[usize; Slide::NUMBERS]| Slide {
            input,
            kernel,
            output,
            stride,
            pad,
            dilation,
        };
        match numbers {
            [width, height] => {
                Some([slide(width), slide(height)]).filter(|both| both.iter().all(|s| s.stride > 0))
            }
            _ => None,
        }
    }

    /// The index in the input that entry `kernel` of the window lies on at the place `output`, unless it lies outside.
    fn place(&self, output: usize, kernel: usize) -> Option<usize> {
        let padded = output * self.stride + kernel * self.dilation;
        padded.checked_sub(self.pad).filter(|place| *place < self.input)
    }
}

fn four<T>(x: View<'_, T>) -> ArrayView4<'_, T> {
    x.into_dimensionality::<Ix4>().expect(FOUR)
}

/// Calls `visit` with the indices of an output and of the window's entries, as long as they lie on the input.
fn meetings(slides: [Slide; 2], mut visit: impl FnMut([usize; 2], [usize; 2], [usize; 2])) {
    let [width, height] = slides;
    for column in 0..height.output {
        for row in 0..width.output {
            for (across, y) in (0..height.kernel).filter_map(|k| Some((k, height.place(column, k)?))) {
                for (down, x) in (0..width.kernel).filter_map(|k| Some((k, width.place(row, k)?))) {
                    visit([row, column], [down, across], [x, y]);
                }
            }
        }
    }
}

/// A convolution: how the window slides, how many groups of channels do not mix, and whether the filter is read from
/// its end, as the mathematical convolution does.
#[derive(Clone, Copy, Debug)]
pub struct Convolution {
    /// Along width and height.
    pub slides: [Slide; 2],
    /// The number of groups.
    pub groups: usize,
    /// Whether the filter is read from its end.
    pub is_flipped: bool,
}

/// What takes part in a convolution, in the order of [`contract`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Width, height, channels, samples.
    Input,
    /// Width, height, channels of a group of the input, channels of the output.
    Filter,
    /// Width, height, channels, samples.
    Output,
}

/// Computes one part of a convolution from the two others, which stand in their order.
pub fn contract<T: Real>(convolution: &Convolution, target: Part, others: [View<'_, T>; 2], out: Out<'_, T>) {
    let [a, b] = others.map(four);
    let mut out = out.into_dimensionality::<Ix4>().expect(FOUR);
    out.fill(T::zero());
    let shapes = match target {
        Part::Input => [out.dim(), a.dim(), b.dim()],
        Part::Filter => [a.dim(), out.dim(), b.dim()],
        Part::Output => [a.dim(), b.dim(), out.dim()],
    };
    let ((_, _, mixed, all), samples) = (shapes[1], shapes[0].3);
    let own = all / convolution.groups.max(1);
    meetings(convolution.slides, |o, k, i| {
        let k = match convolution.is_flipped {
            true => [0, 1].map(|axis| convolution.slides[axis].kernel - 1 - k[axis]),
            false => k,
        };
        // The innermost loop runs over the samples or over the channels of the output, whichever are more.
        if samples >= own {
            for channel in 0..all {
                for c in 0..mixed {
                    let from = channel / own * mixed + c;
                    let run = Run {
                        input: [i[0], i[1], from, 0],
                        filter: [k[0], k[1], c, channel],
                        output: [o[0], o[1], channel, 0],
                        count: samples,
                        along: Along::Samples,
                    };
                    run.add(target, [&a, &b], &mut out);
                }
            }
        } else {
            for group in 0..convolution.groups {
                for c in 0..mixed {
                    for sample in 0..samples {
                        let run = Run {
                            input: [i[0], i[1], group * mixed + c, sample],
                            filter: [k[0], k[1], c, group * own],
                            output: [o[0], o[1], group * own, sample],
                            count: own,
                            along: Along::Channels,
                        };
                        run.add(target, [&a, &b], &mut out);
                    }
                }
            }
        }
    });
}

/// What the innermost loop of a convolution runs along.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Along {
    /// One entry of the filter meets the samples of input and output.
    Samples,
    /// One entry of the input meets the channels of filter and output.
    Channels,
}

/// One run of that loop: where it begins in each part, and its length.
struct Run {
    input: [usize; 4],
    filter: [usize; 4],
    output: [usize; 4],
    count: usize,
    along: Along,
}

impl Run {
    /// Where the run begins in a part, and along which dimension it goes there; `None` if it stays at one entry.
    fn in_part(&self, part: Part) -> ([usize; 4], Option<usize>) {
        match (part, self.along) {
            (Part::Input, Along::Samples) => (self.input, Some(3)),
            (Part::Input, Along::Channels) => (self.input, None),
            (Part::Filter, Along::Samples) => (self.filter, None),
            (Part::Filter, Along::Channels) => (self.filter, Some(3)),
            (Part::Output, Along::Samples) => (self.output, Some(3)),
            (Part::Output, Along::Channels) => (self.output, Some(2)),
        }
    }

    /// Adds its products to the target.
    fn add<T: Real>(&self, target: Part, others: [&ArrayView4<'_, T>; 2], out: &mut ArrayViewMut4<'_, T>) {
        let parts = match target {
            Part::Input => [Part::Filter, Part::Output],
            Part::Filter => [Part::Input, Part::Output],
            Part::Output => [Part::Input, Part::Filter],
        };
        let [(at, along), (other_at, other_along)] = parts.map(|part| self.in_part(part));
        match (along, other_along) {
            (Some(axis), Some(other_axis)) => {
                let pairs = lane(others[0], at, axis, self.count);
                let pairs = pairs.iter().zip(lane(others[1], other_at, other_axis, self.count));
                out[self.in_part(target).0] += pairs.fold(T::zero(), |sum, (&x, &y)| sum + x * y);
            }
            (Some(axis), None) => {
                self.scale(target, lane(others[0], at, axis, self.count), others[1][other_at], out)
            }
            (None, Some(axis)) => {
                self.scale(target, lane(others[1], other_at, axis, self.count), others[0][at], out)
            }
            (None, None) => {}
        }
    }

    fn scale<T: Real>(&self, target: Part, x: ArrayView1<'_, T>, factor: T, out: &mut ArrayViewMut4<'_, T>) {
        let (at, axis) = self.in_part(target);
        let [a, b, c, d] = at;
        let mut lane = match axis {
            Some(2) => out.slice_mut(s![a, b, c..c + self.count, d]),
            _ => out.slice_mut(s![a, b, c, d..d + self.count]),
        };
        lane.iter_mut().zip(x).for_each(|(out, &x)| *out += factor * x);
    }
}

/// So many entries along a dimension, the third or the last.
fn lane<'a, T: Real>(
    x: &'a ArrayView4<'_, T>,
    [a, b, c, d]: [usize; 4],
    axis: usize,
    count: usize,
) -> ArrayView1<'a, T> {
    match axis {
        2 => x.slice(s![a, b, c..c + count, d]),
        _ => x.slice(s![a, b, c, d..d + count]),
    }
}

/// Calls `visit` with each place of the output and the place of the largest entry of `x` in its window, the first of
/// equal ones; `None` if the window lies outside.
fn largest<T: Real>(
    slides: [Slide; 2],
    x: &ArrayView4<'_, T>,
    mut visit: impl FnMut([usize; 4], Option<[usize; 4]>),
) {
    let [width, height] = slides;
    let (_, _, channels, samples) = x.dim();
    for sample in 0..samples {
        for channel in 0..channels {
            for column in 0..height.output {
                for row in 0..width.output {
                    let mut best: Option<[usize; 4]> = None;
                    for b in (0..height.kernel).filter_map(|k| height.place(column, k)) {
                        for a in (0..width.kernel).filter_map(|k| width.place(row, k)) {
                            let here = [a, b, channel, sample];
                            if best.is_none_or(|best| x[here] > x[best]) {
                                best = Some(here);
                            }
                        }
                    }
                    visit([row, column, channel, sample], best);
                }
            }
        }
    }
}

/// The largest entry of each window; nothing is smaller than that of a window outside.
pub fn largest_of_windows<T: Real>(slides: [Slide; 2], x: View<'_, T>, out: Out<'_, T>) {
    let x = four(x);
    let mut out = out.into_dimensionality::<Ix4>().expect(FOUR);
    largest(slides, &x, |at, best| out[at] = best.map_or(T::from_f64(f64::NEG_INFINITY), |best| x[best]));
}

/// The entries of `values` where `x` has the largest entry of each window.
pub fn take_at_largest<T: Real>(slides: [Slide; 2], x: View<'_, T>, values: View<'_, T>, out: Out<'_, T>) {
    let [x, values] = [x, values].map(four);
    let mut out = out.into_dimensionality::<Ix4>().expect(FOUR);
    largest(slides, &x, |at, best| out[at] = best.map_or(T::zero(), |best| values[best]));
}

/// Zeros, with an entry of `values` for each window added where `x` has its largest entry.
pub fn put_at_largest<T: Real>(slides: [Slide; 2], x: View<'_, T>, values: View<'_, T>, out: Out<'_, T>) {
    let [x, values] = [x, values].map(four);
    let mut out = out.into_dimensionality::<Ix4>().expect(FOUR);
    out.fill(T::zero());
    largest(slides, &x, |at, best| {
        if let Some(best) = best {
            out[best] += values[at];
        }
    });
}
