//! A row of the table of elementwise operations, and helpers for writing rows.

use super::kernel::Kernel;
use crate::autodiff::arrays::ArrayNumber;
use crate::autodiff::expr::Expr;
use crate::autodiff::single::Single;
use crate::tensor::loops::Loop;
use crate::tensor::{Real, ShapeError, Tensor};

/// One row of the operation table: an elementwise operation of one to three numbers.
///
/// ```
/// # use fluxion::autodiff::op;
/// let hypot = op("hypot").unwrap();
/// assert_eq!(hypot.eval(&[3.0, 4.0]), 5.0);
/// assert_eq!(hypot.eval(&[3.0_f32, 4.0]), 5.0);
/// ```
#[derive(Debug)]
pub struct Op {
    /// The name by which a cell calls it, as in Julia.
    pub name: &'static str,
    /// A short description.
    pub about: &'static str,
    /// The number of operands.
    pub arity: usize,
    /// For each operand an interval to draw random test values from.
    pub domain: Vec<[f64; 2]>,
    /// A function that is zero where the operation has a kink or jump; checks avoid its neighbourhood.
    pub kink: Option<fn(&[f64]) -> f64>,
    /// Whether it is an activation function of neural networks, which Flux exports.
    pub is_activation: bool,
    /// The name that Flux uses for it, if it is another one.
    pub alias: Option<&'static str>,
    /// The last operand, if a call leaves it out.
    pub default: Option<f64>,
    /// Its value on integers, if Julia gives an integer for them.
    pub on_integers: Option<fn(&[i64]) -> i64>,
    pub(super) f64: Kernel<f64>,
    pub(in crate::autodiff) single: Single,
    pub(super) derivative: fn(&[Expr], &Expr) -> Vec<Expr>,
    /// Its position in the table, set when the table is built.
    pub(super) index: usize,
}

/// A number type that rows have kernels for.
pub trait Number: Real + ArrayNumber {
    /// This type's kernel of a row.
    fn kernel(op: &Op) -> &Kernel<Self>;
}

impl Number for f64 {
    fn kernel(op: &Op) -> &Kernel<f64> {
        &op.f64
    }
}

impl Op {
    /// Applies the operation to numbers.
    ///
    /// # Panics
    /// If `x` does not have [`Op::arity`] entries.
    pub fn eval<T: Number>(&self, x: &[T]) -> T {
        T::kernel(self).eval(x)
    }

    /// Applies the operation to arrays, broadcasting.
    ///
    /// # Errors
    /// Names the operation and the shapes if they do not match or there is no memory for the result.
    pub fn eval_tensors<T: Number>(&self, x: &[&Tensor<T>]) -> Result<Tensor<T>, ShapeError> {
        T::kernel(self).eval_tensors(self.name, x)
    }

    /// The kernel for `f64` or `f32`.
    pub fn kernel<T: Number>(&self) -> &Kernel<T> {
        T::kernel(self)
    }

    /// The partial derivatives with respect to each operand, as expressions.
    pub(in crate::autodiff) fn derivatives(&self) -> Vec<Expr> {
        let operands: Vec<Expr> = (0..self.arity).map(Expr::operand).collect();
        (self.derivative)(&operands, &Expr::result())
    }

    /// Its position in [`OPS`](super::OPS).
    pub(in crate::autodiff) fn index(&self) -> usize {
        self.index
    }

    /// The row with a SIMD loop for `f64`, which must give the same bits as its function.
    pub(super) fn in_double_lanes(self, many: impl Fn(&[f64], &mut [f64]) + Send + Sync + 'static) -> Op {
        Op { f64: self.f64.with_loop(Loop::One(Box::new(many))), ..self }
    }

    /// The same for a row with two operands.
    pub(super) fn in_double_lanes_of_two(self, many: fn(&[f64], &[f64], &mut [f64])) -> Op {
        Op { f64: self.f64.with_loop(Loop::Two(Box::new(many))), ..self }
    }

    /// The row with a SIMD kernel for `f32`.
    pub(super) fn in_lanes(self, f32: impl FnOnce() -> Kernel<f32>) -> Op {
        Op { single: self.single.in_lanes(f32), ..self }
    }

    /// The name by which Flux exports it, if it is an activation.
    pub fn activation(&self) -> Option<&'static str> {
        self.is_activation.then(|| self.alias.unwrap_or(self.name))
    }

    pub(super) fn also_named(self, alias: &'static str) -> Op {
        Op { alias: Some(alias), ..self }
    }

    pub(super) fn with_default(self, default: f64) -> Op {
        Op { default: Some(default), ..self }
    }

    pub(super) fn keeping_integers(self, on_integers: fn(&[i64]) -> i64) -> Op {
        Op { on_integers: Some(on_integers), ..self }
    }

    pub(super) fn kinks_at(self, kink: fn(&[f64]) -> f64) -> Op {
        Op { kink: Some(kink), ..self }
    }
}

/// A row with one operand. `derivative` is written in terms of the operand `x` and the result `y`.
pub(super) fn unary(
    name: &'static str,
    about: &'static str,
    f64: impl Fn(f64) -> f64 + Send + Sync + Copy + 'static,
    f32: impl Fn(f32) -> f32 + Send + Sync + Copy + 'static,
    wgsl: &'static str,
    domain: [f64; 2],
    derivative: fn(&[Expr], &Expr) -> Vec<Expr>,
) -> Op {
    Op {
        name,
        about,
        arity: 1,
        domain: vec![domain],
        kink: None,
        is_activation: false,
        alias: None,
        default: None,
        on_integers: None,
        f64: Kernel::unary(f64),
        single: Single::unary(f32, wgsl),
        derivative,
        index: 0,
    }
}

/// A row with two operands and one partial derivative for each.
pub(super) fn binary(
    name: &'static str,
    about: &'static str,
    f64: impl Fn(f64, f64) -> f64 + Send + Sync + Copy + 'static,
    f32: impl Fn(f32, f32) -> f32 + Send + Sync + Copy + 'static,
    wgsl: &'static str,
    domain: [[f64; 2]; 2],
    derivative: fn(&[Expr], &Expr) -> Vec<Expr>,
) -> Op {
    Op {
        name,
        about,
        arity: 2,
        domain: domain.into(),
        kink: None,
        is_activation: false,
        alias: None,
        default: None,
        on_integers: None,
        f64: Kernel::binary(f64),
        single: Single::binary(f32, wgsl),
        derivative,
        index: 0,
    }
}

/// Applies a unary operation of the table to an expression, for derivatives.
pub(super) fn call(name: &'static str, x: &Expr) -> Expr {
    Expr::apply(name, &[x])
}

/// A power of an expression, for derivatives.
pub(super) fn power(x: &Expr, exponent: impl Into<Expr>) -> Expr {
    Expr::apply("^", &[x, &exponent.into()])
}

/// `if_true` where the comparison `name` of `x` and `y` holds, else `if_false`, for derivatives.
pub(super) fn choose(
    x: &Expr,
    name: &'static str,
    y: impl Into<Expr>,
    if_true: impl Into<Expr>,
    if_false: impl Into<Expr>,
) -> Expr {
    let condition = Expr::apply(name, &[x, &y.into()]);
    Expr::apply("ifelse", &[&condition, &if_true.into(), &if_false.into()])
}

/// Zero derivatives: a step function.
pub(super) fn flat(x: &[Expr], _: &Expr) -> Vec<Expr> {
    x.iter().map(|_| Expr::constant(0.0)).collect()
}
