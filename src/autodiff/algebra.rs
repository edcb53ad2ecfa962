//! The values that derivatives are computed with, and the operations on them.

use std::marker::PhantomData;

use super::arrays::{ArrayOp, array_op};
use super::attr::Attr;
use super::ops::{Number, Op};
use crate::tensor::Tensor;

/// Values that the operations of the table can be applied to. All shapes were checked when the tape was
/// recorded, so nothing here can fail: shapes that do not match are a bug in the caller and panic.
pub trait Algebra {
    /// The values.
    type Value: Clone;

    /// A number as a rank-0 value.
    fn constant(&self, value: f64) -> Self::Value;
    /// An elementwise operation.
    fn apply(&self, op: &'static Op, operands: &[Self::Value]) -> Self::Value;
    /// An operation on whole arrays.
    fn array(&self, op: &'static ArrayOp, attr: &Attr, operands: &[Self::Value]) -> Self::Value;
    /// The shape of a value.
    fn shape(&self, value: &Self::Value) -> Vec<usize>;

    /// Sums a value down to a shape that broadcasts to its own.
    fn sum_to(&self, value: &Self::Value, shape: &[usize]) -> Self::Value {
        self.apply_to_shape("sum", value, shape)
    }

    /// Repeats a value along its dimensions of size 1 up to a shape.
    fn broadcast_to(&self, value: &Self::Value, shape: &[usize]) -> Self::Value {
        self.apply_to_shape("broadcast", value, shape)
    }

    /// Applies a row whose attribute is a shape, unless the value already has that shape.
    fn apply_to_shape(&self, name: &'static str, value: &Self::Value, shape: &[usize]) -> Self::Value {
        if self.shape(value) == shape {
            return value.clone();
        }
        let op = array_op(name).expect("the table has `sum` and `broadcast`");
        self.array(op, &Attr::list(shape), std::slice::from_ref(value))
    }
}

pub(super) const FITS: &str = "the shapes on a tape match: they were checked when it was recorded";

/// Plain arrays; nothing is recorded.
pub struct Plain<T>(PhantomData<T>);

impl<T> Default for Plain<T> {
    fn default() -> Plain<T> {
        Plain(PhantomData)
    }
}

impl<T: Number> Algebra for Plain<T> {
    type Value = Tensor<T>;

    fn constant(&self, value: f64) -> Tensor<T> {
        Tensor::scalar(T::from_f64(value))
    }

    fn apply(&self, op: &'static Op, operands: &[Tensor<T>]) -> Tensor<T> {
        let operands: Vec<&Tensor<T>> = operands.iter().collect();
        op.eval_tensors(&operands).expect(FITS)
    }

    fn array(&self, op: &'static ArrayOp, attr: &Attr, operands: &[Tensor<T>]) -> Tensor<T> {
        let operands: Vec<&Tensor<T>> = operands.iter().collect();
        op.eval_tensors(attr, &operands).expect(FITS)
    }

    fn shape(&self, value: &Tensor<T>) -> Vec<usize> {
        value.shape().to_vec()
    }
}
