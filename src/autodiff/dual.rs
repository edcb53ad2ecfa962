//! Forward mode: dual numbers, a value and the tangent that is carried along with it.
//!
//! Dual numbers over an algebra are an algebra themselves, so they nest: duals over duals give second
//! derivatives.

use super::algebra::{Algebra, Plain};
use super::ops::{Number, Op, op};
use super::tape::{Rule, Tape};
use super::tracked::Tracked;
use crate::tensor::Tensor;

/// A value and its tangent: how fast it changes with the input.
#[derive(Clone, Debug, PartialEq)]
pub struct Dual<V> {
    /// The value.
    pub value: V,
    /// The tangent; `None` for what does not depend on the input, which is not the same as a computed zero.
    pub tangent: Option<V>,
}

/// Dual numbers over another algebra.
pub struct Duals<A>(pub A);

impl<A: Algebra> Algebra for Duals<A> {
    type Value = Dual<A::Value>;

    fn constant(&self, value: f64) -> Self::Value {
        Dual { value: self.0.constant(value), tangent: None }
    }

    fn apply(&self, op: &'static Op, operands: &[Self::Value]) -> Self::Value {
        let x: Vec<A::Value> = operands.iter().map(|operand| operand.value.clone()).collect();
        let value = self.0.apply(op, &x);
        let tangent = operands
            .iter()
            .zip(op.partials())
            .filter_map(|(operand, partial)| {
                let dx = operand.tangent.as_ref().filter(|_| !partial.is_zero())?;
                let slope = partial.follow(&self.0, &x, &value);
                Some(self.0.apply(row("*"), &[slope, dx.clone()]))
            })
            .reduce(|a, b| self.0.apply(row("+"), &[a, b]));
        Dual { value, tangent }
    }

    fn sum_to(&self, x: &Self::Value, shape: &[usize]) -> Self::Value {
        let sum = |x| self.0.sum_to(x, shape);
        Dual { value: sum(&x.value), tangent: x.tangent.as_ref().map(sum) }
    }

    fn broadcast_to(&self, x: &Self::Value, shape: &[usize]) -> Self::Value {
        let repeat = |x| self.0.broadcast_to(x, shape);
        Dual { value: repeat(&x.value), tangent: x.tangent.as_ref().map(repeat) }
    }

    fn shape(&self, x: &Self::Value) -> Vec<usize> {
        self.0.shape(&x.value)
    }
}

fn row(name: &str) -> &'static Op {
    op(name).expect("the table has sum and product")
}

/// The Jacobian times a vector: the tangent of `y` when each `x` has the tangent beside it, in one forward walk.
/// A tangent has the shape of its `x`, the result that of `y`.
///
/// ```
/// # use fluxion::autodiff::{Tracked, dual::jvp, op};
/// # use fluxion::tensor::Tensor;
/// let x = Tracked::leaf(Tensor::scalar(3.0));
/// let y = Tracked::apply(op("*").unwrap(), &[&x, &x])?;
/// assert_eq!(jvp(&y, &[(&x, Tensor::scalar(1.0))]).item(), Some(6.0));
/// # Ok::<(), fluxion::tensor::ShapeError>(())
/// ```
pub fn jvp<T: Number>(y: &Tracked<T>, tangents: &[(&Tracked<T>, Tensor<T>)]) -> Tensor<T> {
    let algebra = Duals(Plain::<T>::default());
    let tape = Tape::of(&[y]);
    let mut values: Vec<Dual<Tensor<T>>> = Vec::with_capacity(tape.entries().len());
    for entry in tape.entries() {
        let operand = |at: usize| &values[entry.operands[at]];
        let given = tangents.iter().find(|(x, _)| x.serial() == entry.tracked.serial());
        let shape = entry.tracked.value().shape();
        let dual = match (given, entry.tracked.rule()) {
            (Some((_, tangent)), _) => {
                Dual { value: entry.tracked.value().clone(), tangent: Some(tangent.clone()) }
            }
            (None, Rule::Leaf | Rule::Constant) => {
                Dual { value: entry.tracked.value().clone(), tangent: None }
            }
            (None, Rule::Elementwise(op)) => {
                let operands: Vec<_> = (0..entry.operands.len()).map(|at| operand(at).clone()).collect();
                algebra.apply(op, &operands)
            }
            (None, Rule::SumTo) => algebra.sum_to(operand(0), shape),
            (None, Rule::BroadcastTo) => algebra.broadcast_to(operand(0), shape),
        };
        values.push(dual);
    }
    let shape = y.value().shape();
    let tangent = values.pop().and_then(|last| last.tangent);
    let plain = Plain::<T>::default();
    plain.broadcast_to(&tangent.unwrap_or_else(|| plain.constant(0.0)), shape)
}
