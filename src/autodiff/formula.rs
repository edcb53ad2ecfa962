//! Derivatives as data: each partial derivative of the table as a list of steps that any [`Algebra`] can evaluate.

use std::sync::LazyLock;

use super::algebra::Algebra;
use super::arrays::{ArrayOp, array_op};
use super::attr::Attr;
use super::expr::{Expr, Node};
use super::ops::{OPS, Op, op_of};

/// A partial derivative, ready to be followed: each step may use the values of those before it.
#[derive(Debug)]
pub struct Formula {
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

impl Formula {
    /// Lays an expression out as steps and finds its operations in the table.
    ///
    /// # Panics
    /// If the expression names an operation that the table does not have: a mistake in the table itself, which
    /// every test that touches the row finds.
    pub fn new(expr: &Expr) -> Formula {
        let mut steps = Vec::new();
        lay_out(expr, &mut steps);
        Formula { steps }
    }

    /// Whether the derivative is zero wherever it exists, so that nothing need be computed.
    pub fn is_zero(&self) -> bool {
        matches!(self.steps[..], [Step::Constant(0.0)])
    }

    /// Whether the derivative is one everywhere, so that an adjoint passes unchanged.
    pub fn is_one(&self) -> bool {
        matches!(self.steps[..], [Step::Constant(1.0)])
    }

    /// The value of the formula for operands `x` and result `y`.
    pub fn follow<A: Algebra>(&self, algebra: &A, x: &[A::Value], y: &A::Value) -> A::Value {
        self.follow_along(algebra, x, y, &[])
    }

    /// The same in `directions`: the adjoint of the result in a pullback, the tangents of the operands in a
    /// pushforward.
    pub fn follow_along<A: Algebra>(
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

/// Appends the steps of `expr` and gives the position of its value. Rows are a few operations deep.
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

/// The partial derivatives of each row of [`OPS`], in its order.
static PARTIALS: LazyLock<Vec<Vec<Formula>>> =
    LazyLock::new(|| OPS.iter().map(|op| op.derivatives().iter().map(Formula::new).collect()).collect());

impl Op {
    /// One partial derivative for each operand.
    pub fn partials(&self) -> &'static [Formula] {
        &PARTIALS[self.index()]
    }
}
