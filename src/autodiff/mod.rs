//! The operation table, the tape, reverse mode, dual numbers and the numeric check.

use crate::tensor::{Real, Tensor};

/// One row of the operation table.
pub struct Op {
    /// The name a cell calls it by.
    pub name: &'static str,
    /// How many operands it takes.
    pub arity: usize,
}

/// Every operation of the engine.
pub static OPS: &[Op] = &[];

/// The row named `name`.
pub fn op(name: &str) -> Option<&'static Op> {
    OPS.iter().find(|op| op.name == name)
}

impl Op {
    /// The value for plain numbers. `x` has [`Op::arity`] entries.
    pub fn eval<T: Real>(&self, x: &[T]) -> T {
        x[0]
    }
}

/// A value whose history is recorded: an entry of a tape.
#[derive(Clone, Debug)]
pub struct Tracked<T> {
    value: Tensor<T>,
}

impl<T: Real> Tracked<T> {
    /// A value to differentiate with respect to.
    pub fn leaf(value: Tensor<T>) -> Tracked<T> {
        Tracked { value }
    }

    /// A value that takes part but is not differentiated.
    pub fn constant(value: Tensor<T>) -> Tracked<T> {
        Tracked { value }
    }

    /// What was computed.
    pub fn value(&self) -> &Tensor<T> {
        &self.value
    }

    /// Records `op` applied to `operands`.
    ///
    /// # Errors
    /// Names the operation and both shapes if they do not fit.
    pub fn apply(_op: &'static Op, operands: &[&Tracked<T>]) -> Result<Tracked<T>, String> {
        Ok(operands[0].clone())
    }
}

/// The adjoints of `xs` for the scalar `y`, recorded themselves, so that they can be differentiated again.
pub fn gradient<T: Real>(_y: &Tracked<T>, xs: &[&Tracked<T>]) -> Vec<Tracked<T>> {
    xs.iter().map(|x| (*x).clone()).collect()
}

/// The adjoints of `xs` for the scalar `y` as plain values: nothing is recorded.
pub fn gradient_values<T: Real>(_y: &Tracked<T>, xs: &[&Tracked<T>]) -> Vec<Tensor<T>> {
    xs.iter().map(|x| x.value().clone()).collect()
}
