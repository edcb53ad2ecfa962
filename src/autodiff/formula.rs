//! Derivatives as data: expressions made of operations of the table.
//!
//! A row of the table writes its partial derivatives with ordinary operators on [`Expr`]; they are kept as a
//! [`Formula`], a straight list of steps that any [`Algebra`] can follow.

use std::ops::{Add, Div, Mul, Neg, Sub};
use std::sync::Arc;

use super::algebra::Algebra;
use super::arrays::{ArrayOp, Attr, array_op};
use super::ops::{Op, op_of};

/// An expression over an operation's operands `x` and its result `y`.
#[derive(Clone, Debug)]
pub struct Expr(Arc<Node>);

#[derive(Debug)]
enum Node {
    Constant(f64),
    Operand(usize),
    Result,
    Direction(usize),
    Apply(&'static str, Vec<Expr>),
    Array(&'static str, Attr, Vec<Expr>),
}

impl Expr {
    /// A number.
    pub fn constant(value: f64) -> Expr {
        Expr(Arc::new(Node::Constant(value)))
    }

    /// The operand at position `index`.
    pub fn operand(index: usize) -> Expr {
        Expr(Arc::new(Node::Operand(index)))
    }

    /// The operation's own result.
    pub fn result() -> Expr {
        Expr(Arc::new(Node::Result))
    }

    /// In a pullback the adjoint of the result, at 0; in a pushforward the tangent of the operand at `index`.
    pub fn direction(index: usize) -> Expr {
        Expr(Arc::new(Node::Direction(index)))
    }

    /// An operation on whole arrays.
    pub fn array(name: &'static str, attr: Attr, operands: &[&Expr]) -> Expr {
        Expr(Arc::new(Node::Array(name, attr, operands.iter().map(|&operand| operand.clone()).collect())))
    }

    /// An operation of the table on expressions.
    pub fn apply(name: &'static str, operands: &[&Expr]) -> Expr {
        Expr(Arc::new(Node::Apply(name, operands.iter().map(|&operand| operand.clone()).collect())))
    }
}

impl From<f64> for Expr {
    fn from(value: f64) -> Expr {
        Expr::constant(value)
    }
}

impl Neg for &Expr {
    type Output = Expr;
    fn neg(self) -> Expr {
        Expr::apply("-", &[self])
    }
}

impl Neg for Expr {
    type Output = Expr;
    fn neg(self) -> Expr {
        -&self
    }
}

/// Writes the four ways in which expressions and numbers meet at an operator.
macro_rules! operator {
    ($trait:ident, $method:ident, $name:literal) => {
        impl<R: Into<Expr>> $trait<R> for Expr {
            type Output = Expr;
            fn $method(self, right: R) -> Expr {
                Expr::apply($name, &[&self, &right.into()])
            }
        }
        impl<R: Into<Expr>> $trait<R> for &Expr {
            type Output = Expr;
            fn $method(self, right: R) -> Expr {
                Expr::apply($name, &[self, &right.into()])
            }
        }
        impl $trait<Expr> for f64 {
            type Output = Expr;
            fn $method(self, right: Expr) -> Expr {
                Expr::apply($name, &[&self.into(), &right])
            }
        }
        impl $trait<&Expr> for f64 {
            type Output = Expr;
            fn $method(self, right: &Expr) -> Expr {
                Expr::apply($name, &[&self.into(), right])
            }
        }
    };
}

impl From<&Expr> for Expr {
    fn from(expr: &Expr) -> Expr {
        expr.clone()
    }
}

operator!(Add, add, "+");
operator!(Sub, sub, "-");
operator!(Mul, mul, "*");
operator!(Div, div, "/");

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
    let step = match &*expr.0 {
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
