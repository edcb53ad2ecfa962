//! A row of the table of elementwise operations, and what rows are written with.

use super::kernel::Kernel;
use crate::autodiff::LEAN;
use crate::autodiff::arrays::ArrayNumber;
use crate::autodiff::expr::Expr;
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
    /// The name a cell calls it by, in Julia's spelling.
    pub name: &'static str,
    /// What it is, in a few words.
    pub about: &'static str,
    /// How many operands it takes.
    pub arity: usize,
    /// The value as WGSL; `{x}`, `{y}`, `{z}` stand for the operands.
    pub wgsl: &'static str,
    /// For each operand an interval in which it is smooth, for random checks.
    pub domain: Vec<[f64; 2]>,
    /// Where in that domain it has kinks or jumps: zero there, and checks keep away from it.
    pub kink: Option<fn(&[f64]) -> f64>,
    pub(super) f64: Kernel<f64>,
    pub(super) f32: Kernel<f32>,
    pub(super) derivative: fn(&[Expr], &Expr) -> Vec<Expr>,
    /// Its place in the table; given when the table is put together.
    pub(super) index: usize,
}

/// A number type that the table has kernels for.
pub trait Number: Real + ArrayNumber {
    /// This type's kernel of a row.
    fn kernel(op: &Op) -> &Kernel<Self>;
}

impl Number for f64 {
    fn kernel(op: &Op) -> &Kernel<f64> {
        &op.f64
    }
}

impl Number for f32 {
    fn kernel(op: &Op) -> &Kernel<f32> {
        &op.f32
    }
}

impl Op {
    /// The value for plain numbers.
    ///
    /// # Panics
    /// If `x` does not have [`Op::arity`] entries.
    pub fn eval<T: Number>(&self, x: &[T]) -> T {
        T::kernel(self).eval(x)
    }

    /// The value for arrays, broadcasting.
    ///
    /// # Errors
    /// Names the operation and the shapes if they do not fit, or if there is no memory for the result.
    pub fn eval_tensors<T: Number>(&self, x: &[&Tensor<T>]) -> Result<Tensor<T>, ShapeError> {
        T::kernel(self).eval_tensors(self.name, x)
    }

    /// The kernel for `f64` or `f32`.
    pub fn kernel<T: Number>(&self) -> &Kernel<T> {
        T::kernel(self)
    }

    /// For each operand the partial derivative as an expression.
    pub(in crate::autodiff) fn derivatives(&self) -> Vec<Expr> {
        let operands: Vec<Expr> = (0..self.arity).map(Expr::operand).collect();
        (self.derivative)(&operands, &Expr::result())
    }

    /// Its place in [`OPS`](super::OPS).
    pub(in crate::autodiff) fn index(&self) -> usize {
        self.index
    }

    /// The row with this kernel for `f32`, four entries at a time.
    pub(super) fn in_lanes(self, f32: impl FnOnce() -> Kernel<f32>) -> Op {
        if LEAN { self } else { Op { f32: f32(), ..self } }
    }

    pub(super) fn kinks_at(self, kink: fn(&[f64]) -> f64) -> Op {
        Op { kink: Some(kink), ..self }
    }
}

/// A row of one operand. `derivative` is written in the operand `x` and the result `y`.
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
        wgsl: if LEAN { "" } else { wgsl },
        domain: vec![domain],
        kink: None,
        f64: Kernel::unary(f64),
        f32: if LEAN { Kernel::none() } else { Kernel::unary(f32) },
        derivative,
        index: 0,
    }
}

/// A row of two operands, with one derivative by each.
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
        wgsl: if LEAN { "" } else { wgsl },
        domain: domain.into(),
        kink: None,
        f64: Kernel::binary(f64),
        f32: if LEAN { Kernel::none() } else { Kernel::binary(f32) },
        derivative,
        index: 0,
    }
}

/// A function of the table on an expression, for derivatives.
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

/// No derivative anywhere: a step.
pub(super) fn flat(x: &[Expr], _: &Expr) -> Vec<Expr> {
    x.iter().map(|_| Expr::constant(0.0)).collect()
}
