//! The steps of a plan, each of which writes one buffer.

use crate::autodiff::{ArrayOp, Attr, Number, Op};
use crate::tensor::fused::{FusedLoop, Registers};
use crate::tensor::kernels::{self, View};
use crate::tensor::{Strided, gemm};

/// Where a value is stored: a strided view of a buffer.
#[derive(Clone, Debug, PartialEq)]
pub struct BufferView {
    /// The buffer.
    pub buffer: usize,
    /// The index of the first entry.
    pub offset: usize,
    /// The stride along each dimension.
    pub strides: Vec<usize>,
}

/// An operand of a step.
#[derive(Clone, Debug)]
pub struct Operand {
    /// Where it is stored.
    pub place: BufferView,
    /// Its shape.
    pub shape: Vec<usize>,
}

/// What a step computes.
#[derive(Debug)]
pub enum Work<T: 'static> {
    /// Fused elementwise operations, and their rows in the table.
    Fused(FusedLoop<T>, Vec<&'static Op>),
    /// A matrix product.
    Product(Operand, Operand),
    /// Sums of contiguous runs of entries, and the length of a run.
    Sums(BufferView, usize),
    /// Any other row.
    Row(&'static ArrayOp, Attr, Vec<Operand>),
}

/// A step of a plan.
#[derive(Debug)]
pub struct Step<T: 'static> {
    /// What it computes.
    pub work: Work<T>,
    /// The buffer that it writes.
    pub out: usize,
    /// The shape of the result, which is written in row-major order.
    pub shape: Vec<usize>,
}

impl<T: Number> Step<T> {
    /// Runs the step. A fused loop computes at most `limit` entries of its inner loop.
    pub fn run(&self, buffers: &mut [Vec<T>], registers: &mut Registers<T>, limit: usize) {
        // Only a fused loop reads the buffer that it writes, and it does so through `out`. So the buffer can be taken.
        let mut out = std::mem::take(&mut buffers[self.out]);
        match &self.work {
            Work::Fused(fused, _) => T::run_fused(fused, buffers, &mut out, registers, limit),
            Work::Product(x, y) => {
                let (m, k, n) = (x.shape[0], x.shape[1], y.shape[1]);
                gemm(m, k, n, matrix(x, buffers), matrix(y, buffers), &mut out);
            }
            Work::Sums(place, len) => {
                let entries = &buffers[place.buffer][place.offset..];
                for (out, part) in out.iter_mut().zip(entries.chunks_exact(*len)) {
                    *out = T::total(part);
                }
            }
            Work::Row(op, attr, operands) => {
                let len = self.shape.iter().product();
                let written = kernels::out(&mut out[..len], &self.shape);
                // Avoid allocating a list of views for the common cases.
                match &operands[..] {
                    [x] => op.eval_views(attr, &[view(x, buffers)], written),
                    [x, y] => op.eval_views(attr, &[view(x, buffers), view(y, buffers)], written),
                    many => {
                        let views: Vec<View<'_, T>> = many.iter().map(|x| view(x, buffers)).collect();
                        op.eval_views(attr, &views, written);
                    }
                }
            }
        }
        buffers[self.out] = out;
    }

    /// The names of the operations that it applies.
    pub fn names(&self) -> Vec<&'static str> {
        match &self.work {
            Work::Fused(fused, ops) => {
                ops.iter().map(|op| op.name).chain(fused.is_summed().then_some("sum")).collect()
            }
            Work::Product(..) => vec!["matmul"],
            Work::Sums(..) => vec!["sum"],
            Work::Row(op, ..) => vec![op.name],
        }
    }
}

fn matrix<'a, T: Number>(operand: &Operand, buffers: &'a [Vec<T>]) -> Strided<'a, T> {
    let Operand { place, .. } = operand;
    Strided {
        entries: &buffers[place.buffer][place.offset..],
        row: place.strides[0],
        column: place.strides[1],
    }
}

fn view<'a, T: Number>(operand: &Operand, buffers: &'a [Vec<T>]) -> View<'a, T> {
    let Operand { place, shape } = operand;
    kernels::view(&buffers[place.buffer][place.offset..], shape, &place.strides)
}
