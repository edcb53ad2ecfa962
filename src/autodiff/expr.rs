//! Expressions in operations of the table; rows write their derivatives as such expressions, with ordinary operators.

use std::ops::{Add, Div, Mul, Neg, Sub};
use std::sync::Arc;

use super::attr::Attr;

/// An expression over an operation's operands `x` and its result `y`.
#[derive(Clone, Debug)]
pub struct Expr(Arc<Node>);

#[derive(Debug)]
pub(super) enum Node {
    Constant(f64),
    Operand(usize),
    Result,
    Direction(usize),
    Apply(&'static str, Vec<Expr>),
    Array(&'static str, Attr, Vec<Expr>),
}

impl Expr {
    /// The root of the expression.
    pub(super) fn node(&self) -> &Node {
        &self.0
    }

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

    /// In a pullback, the adjoint of the result (`index` 0); in a pushforward, the tangent of the operand at `index`.
    pub fn direction(index: usize) -> Expr {
        Expr(Arc::new(Node::Direction(index)))
    }

    /// An operation on whole arrays.
    pub fn array(name: &'static str, attr: Attr, operands: &[&Expr]) -> Expr {
        Expr(Arc::new(Node::Array(name, attr, operands.iter().map(|&operand| operand.clone()).collect())))
    }

    /// An elementwise operation of the table.
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

/// Implements an operator for every combination of expressions and numbers.
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
