//! Derivatives as data: every derivative of the table as a flat list of steps that any [`Algebra`] can evaluate.

use std::sync::LazyLock;

use super::algebra::Algebra;
use super::arrays::{ArrayOp, array_op};
use super::attr::Attr;
use super::expr::{Expr, Node};
use super::ops::{OPS, Op, op_of};

/// An expression as a flat list of steps; each step may use the values of the steps before it.
#[derive(Debug)]
pub struct FlatExpr {
    steps: Vec<Step>,
}

#[derive(Debug)]
enum Step {
    Constant(f64),
    Operand(usize),
    Result,
    Direction(usize),
    Apply(&'static Op, Vec<usize>),
    Array(&'static ArrayOp, Attr, Vec<usize>),
}

impl FlatExpr {
    /// Flattens an expression and looks its operations up in the table.
    ///
    /// # Panics
    /// If the expression names an operation that is not in the table. That is a mistake in the table itself, and
    /// every test that takes a derivative finds it.
    pub fn new(expr: &Expr) -> FlatExpr {
        let mut steps = Vec::new();
        lay_out(expr, &mut steps);
        FlatExpr { steps }
    }

    /// Whether the expression is the constant 0, so that nothing needs to be computed.
    pub fn is_zero(&self) -> bool {
        matches!(self.steps[..], [Step::Constant(0.0)])
    }

    /// Whether the expression is the constant 1, so that an adjoint passes through unchanged.
    pub fn is_one(&self) -> bool {
        matches!(self.steps[..], [Step::Constant(1.0)])
    }

    /// The value for the operands `x` and the result `y`.
    pub fn evaluate<A: Algebra>(&self, algebra: &A, x: &[A::Value], y: &A::Value) -> A::Value {
        self.evaluate_along(algebra, x, y, &[])
    }

    /// The value along `directions`: the adjoint of the result in a pullback, the tangents of the operands in a
    /// pushforward.
    pub fn evaluate_along<A: Algebra>(
        &self,
        algebra: &A,
        x: &[A::Value],
        y: &A::Value,
        directions: &[A::Value],
    ) -> A::Value {
        let mut values: Vec<A::Value> = Vec::with_capacity(self.steps.len());
        for step in &self.steps {
            let take = |operands: &[usize]| -> Vec<A::Value> {
                operands.iter().map(|&at| values[at].clone()).collect()
            };
            let value = match step {
                Step::Constant(value) => algebra.constant(*value),
                Step::Operand(index) => x[*index].clone(),
                Step::Result => y.clone(),
                Step::Direction(index) => directions[*index].clone(),
                Step::Apply(op, operands) => algebra.apply(op, &take(operands)),
                Step::Array(op, attr, operands) => algebra.array(op, attr, &take(operands)),
            };
            values.push(value);
        }
        values.pop().unwrap_or_else(|| algebra.constant(0.0))
    }
}

/// Appends the steps of `expr` and returns the position of its value. The expressions of rows are only a few operations
/// deep.
fn lay_out(expr: &Expr, steps: &mut Vec<Step>) -> usize {
    const IN_TABLE: &str = "a row's derivative uses operations of the table";
    let mut positions =
        |operands: &[Expr]| operands.iter().map(|operand| lay_out(operand, steps)).collect::<Vec<_>>();
    let step = match expr.node() {
        Node::Constant(value) => Step::Constant(*value),
        Node::Operand(index) => Step::Operand(*index),
        Node::Result => Step::Result,
        Node::Direction(index) => Step::Direction(*index),
        Node::Apply(name, operands) => {
            let op = op_of(name, operands.len()).expect(IN_TABLE);
            Step::Apply(op, positions(operands))
        }
        Node::Array(name, attr, operands) => {
            let op = array_op(name).expect(IN_TABLE);
            Step::Array(op, attr.clone(), positions(operands))
        }
    };
    steps.push(step);
    steps.len() - 1
}

/// The partial derivatives of each row of [`OPS`], in the same order.
static PARTIALS: LazyLock<Vec<Vec<FlatExpr>>> =
    LazyLock::new(|| OPS.iter().map(|op| op.derivatives().iter().map(FlatExpr::new).collect()).collect());

impl Op {
    /// One partial derivative for each operand.
    pub fn partials(&self) -> &'static [FlatExpr] {
        &PARTIALS[self.index()]
    }
}
