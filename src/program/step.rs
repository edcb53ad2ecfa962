//! The steps of a plan: what one does to the buffers.

use crate::autodiff::{ArrayOp, Attr, Number, Op};
use crate::tensor::chain::{Chain, Registers};
use crate::tensor::kernels::{self, View};
use crate::tensor::{Strided, gemm};

/// Where a value lies: in a buffer, its neighbours along each dimension so far apart.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// The buffer.
    pub buffer: usize,
    /// The first entry.
    pub offset: usize,
    /// The distance between neighbours along each dimension.
    pub strides: Vec<usize>,
}

/// A value to read.
#[derive(Clone, Debug)]
pub struct Operand {
    /// Where it lies.
    pub place: Place,
    /// Its shape.
    pub shape: Vec<usize>,
}

/// What a step computes.
#[derive(Debug)]
pub enum Work<T: 'static> {
    /// Elementwise operations in one pass, and their rows.
    Chain(Chain<T>, Vec<&'static Op>),
    /// A matrix product.
    Product(Operand, Operand),
    /// The sums of stretches that lie in one piece, each so long.
    Sums(Place, usize),
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
    /// The shape of what it writes, row after row.
    pub shape: Vec<usize>,
}

impl<T: Number> Step<T> {
    /// Runs the step; at most `limit` entries of the innermost loop of a chain.
    pub fn run(&self, buffers: &mut [Vec<T>], registers: &mut Registers<T>, limit: usize) {
        // No step reads the buffer that it writes but through the chain's own access to it, so it can be taken out.
        let mut out = std::mem::take(&mut buffers[self.out]);
        match &self.work {
            Work::Chain(chain, _) => T::run_chain(chain, buffers, &mut out, registers, limit),
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
                // Without a list of views there is nothing to allocate.
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
            Work::Chain(chain, ops) => {
                ops.iter().map(|op| op.name).chain(chain.is_summed().then_some("sum")).collect()
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
