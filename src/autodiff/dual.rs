//! Forward mode: dual numbers, which carry a tangent along with each value.
//!
//! Dual numbers over an algebra form an algebra themselves, so they nest: duals over duals give second
//! derivatives.

use super::algebra::{Algebra, Plain};
use super::arrays::{ArrayOp, Pushforward};
use super::attr::{Attr, CallShapes};
use super::flat::FlatExpr;
use super::ops::{Number, Op, op};
use super::tape::Tape;
use super::tracked::{Rule, Tracked};
use crate::tensor::Tensor;

/// A value and its tangent: how fast it changes with the input.
#[derive(Clone, Debug, PartialEq)]
pub struct Dual<V> {
    /// The value.
    pub value: V,
    /// The tangent; `None` if the value does not depend on the input, which is not the same as a computed zero.
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
                let slope = partial.evaluate(&self.0, &x, &value);
                Some(self.0.apply(row("*"), &[slope, dx.clone()]))
            })
            .reduce(|a, b| self.0.apply(row("+"), &[a, b]));
        // If a number meets an array, its tangent must get the shape of the array.
        let tangent = tangent.map(|tangent| self.0.broadcast_to(&tangent, &self.0.shape(&value)));
        Dual { value, tangent }
    }

    fn array(&self, op: &'static ArrayOp, attr: &Attr, operands: &[Self::Value]) -> Self::Value {
        let x: Vec<A::Value> = operands.iter().map(|operand| operand.value.clone()).collect();
        let value = self.0.array(op, attr, &x);
        if operands.iter().all(|operand| operand.tangent.is_none()) {
            return Dual { value, tangent: None };
        }
        let zeros = |x: &A::Value| self.0.broadcast_to(&self.0.constant(0.0), &self.0.shape(x));
        let all = || -> Vec<A::Value> {
            operands.iter().map(|x| x.tangent.clone().unwrap_or_else(|| zeros(&x.value))).collect()
        };
        let tangent = match op.pushforward {
            Pushforward::Flat => None,
            Pushforward::Linear => Some(self.0.array(op, attr, &all())),
            Pushforward::Multilinear => (0..operands.len())
                .filter_map(|at| {
                    let mut x = x.clone();
                    x[at] = operands[at].tangent.clone()?;
                    Some(self.0.array(op, attr, &x))
                })
                .reduce(|a, b| self.0.apply(row("+"), &[a, b])),
            Pushforward::Expr(formula) => {
                let shapes = x.iter().map(|x| self.0.shape(x)).collect();
                let site = CallShapes { attr, x: shapes, y: self.0.shape(&value) };
                Some(FlatExpr::new(&formula(&site)).evaluate_along(&self.0, &x, &value, &all()))
            }
        };
        Dual { value, tangent }
    }

    fn shape(&self, x: &Self::Value) -> Vec<usize> {
        self.0.shape(&x.value)
    }
}

fn row(name: &str) -> &'static Op {
    op(name).expect("the table has addition and multiplication")
}

/// The Jacobian-vector product: the tangent of `y` if each `x` has the tangent given with it, computed in one forward
/// pass. A tangent has the shape of its `x`; the result has the shape of `y`.
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
    let tape = Tape::of(&[y]);
    let given = |tracked: &Tracked<T>| {
        let tangent = tangents.iter().find(|(x, _)| x.serial() == tracked.serial()).map(|(_, dx)| dx.clone());
        let is_known = tangent.is_some() || matches!(tracked.rule(), Rule::Leaf | Rule::Constant);
        is_known.then(|| Dual { value: tracked.value().clone(), tangent })
    };
    let mut values = replay(&Duals(Plain::<T>::default()), &tape, given);
    let shape = y.value().shape();
    let tangent = values.pop().and_then(|last| last.tangent);
    let plain = Plain::<T>::default();
    plain.broadcast_to(&tangent.unwrap_or_else(|| plain.constant(0.0)), shape)
}

/// Evaluates a tape again in another algebra. `given` returns the values of all entries that are not to be computed;
/// these must include all leaves and constants.
pub(super) fn replay<T: Number, A: Algebra>(
    algebra: &A,
    tape: &Tape<T>,
    given: impl Fn(&Tracked<T>) -> Option<A::Value>,
) -> Vec<A::Value> {
    let mut values: Vec<A::Value> = Vec::with_capacity(tape.entries().len());
    for entry in tape.entries() {
        let operands = || entry.operands.iter().map(|&at| values[at].clone()).collect::<Vec<_>>();
        let value = given(&entry.tracked).unwrap_or_else(|| match entry.tracked.rule() {
            Rule::Elementwise(op) => algebra.apply(op, &operands()),
            Rule::Array(applied) => algebra.array(applied.op, &applied.attr, &operands()),
            Rule::Leaf | Rule::Constant => algebra.constant(0.0),
        });
        values.push(value);
    }
    values
}
