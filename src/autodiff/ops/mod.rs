//! The table of operations: one row each, with its kernels, its WGSL text and its derivatives.
//!
//! A row is added in the file of its family, and nowhere else: gradient checks, the names that a cell can
//! call, programs and the WGSL tests all iterate the table.

mod activation;
mod arithmetic;
mod comparison;
mod exponential;
mod hyperbolic;
mod kernel;
mod rounding;
mod trigonometric;

use std::sync::{LazyLock, OnceLock};

pub use kernel::{Kernel, Number};

use super::LEAN;
use super::formula::{Expr, Formula};
use crate::tensor::{ShapeError, Tensor};

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
    f64: Kernel<f64>,
    f32: Kernel<f32>,
    derivative: fn(&[Expr], &Expr) -> Vec<Expr>,
    partials: OnceLock<Vec<Formula>>,
}

/// Every operation of the engine.
pub static OPS: LazyLock<Vec<Op>> = LazyLock::new(|| FAMILIES.iter().flat_map(|(_, rows)| rows()).collect());

/// A family of operations: its name, and its rows.
type Family = (&'static str, fn() -> Vec<Op>);

/// The families that [`OPS`] consists of, in its order.
static FAMILIES: [Family; 7] = [
    ("arithmetic", arithmetic::rows),
    ("exponential", exponential::rows),
    ("activation", activation::rows),
    ("trigonometric", trigonometric::rows),
    ("hyperbolic", hyperbolic::rows),
    ("rounding", rounding::rows),
    ("comparison", comparison::rows),
];

/// The rows of [`OPS`] by families, for those who list them.
pub fn families() -> Vec<(&'static str, &'static [Op])> {
    let mut rest = OPS.as_slice();
    let mut families = Vec::new();
    for (name, rows) in FAMILIES {
        let (own, others) = rest.split_at(rows().len());
        families.push((name, own));
        rest = others;
    }
    families
}

/// The first row named `name`, whatever its number of operands; where there are two, that of more operands.
pub fn op(name: &str) -> Option<&'static Op> {
    OPS.iter().filter(|op| op.name == name).max_by_key(|op| op.arity)
}

/// The row named `name` that takes `arity` operands.
pub fn op_of(name: &str, arity: usize) -> Option<&'static Op> {
    OPS.iter().find(|op| op.name == name && op.arity == arity)
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

    /// One partial derivative for each operand.
    pub fn partials(&self) -> &[Formula] {
        self.partials.get_or_init(|| {
            let operands: Vec<Expr> = (0..self.arity).map(Expr::operand).collect();
            (self.derivative)(&operands, &Expr::result()).iter().map(Formula::new).collect()
        })
    }

    /// The row with this kernel for `f32`, four entries at a time.
    fn in_lanes(self, f32: impl FnOnce() -> Kernel<f32>) -> Op {
        if LEAN { self } else { Op { f32: f32(), ..self } }
    }

    fn kinks_at(self, kink: fn(&[f64]) -> f64) -> Op {
        Op { kink: Some(kink), ..self }
    }
}

/// A row of one operand. `derivative` is written in the operand `x` and the result `y`.
fn unary(
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
        partials: OnceLock::new(),
    }
}

/// A row of two operands, with one derivative by each.
fn binary(
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
        partials: OnceLock::new(),
    }
}

/// A function of the table on an expression, for derivatives.
fn call(name: &'static str, x: &Expr) -> Expr {
    Expr::apply(name, &[x])
}

/// A power of an expression, for derivatives.
fn power(x: &Expr, exponent: impl Into<Expr>) -> Expr {
    Expr::apply("^", &[x, &exponent.into()])
}

/// `if_true` where the comparison `name` of `x` and `y` holds, else `if_false`, for derivatives.
fn choose(
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
fn flat(x: &[Expr], _: &Expr) -> Vec<Expr> {
    x.iter().map(|_| Expr::constant(0.0)).collect()
}
