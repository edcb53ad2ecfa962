//! Elementwise functions of `f32`, four entries at a time. All slices passed to a loop must have the same length.

use wide::f32x4;

use crate::lanes::Lanes;
use crate::vector;

/// An elementwise function of one, two or three operands, applied to whole slices.
pub enum Loop<T> {
    /// Of one operand.
    One(Box<Loop1<T>>),
    /// Of two operands.
    Two(Box<Loop2<T>>),
    /// Of three operands.
    Three(Box<Loop3<T>>),
}

type Loop1<T> = dyn Fn(&[T], &mut [T]) + Send + Sync;
type Loop2<T> = dyn Fn(&[T], &[T], &mut [T]) + Send + Sync;
type Loop3<T> = dyn Fn([&[T]; 3], &mut [T]) + Send + Sync;

impl<T> std::fmt::Debug for Loop<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Loop::One(_) => "Loop of one",
            Loop::Two(_) => "Loop of two",
            Loop::Three(_) => "Loop of three",
        })
    }
}

/// Defines a loop for each function of one number.
macro_rules! unary {
    ($($(#[$doc:meta])* $name:ident |$x:ident| $value:expr;)*) => {
        $($(#[$doc])* pub fn $name(x: &[f32], out: &mut [f32]) { one(x, out, |$x| $value); })*
    };
}

/// Defines a loop for each function of two numbers.
macro_rules! binary {
    ($($(#[$doc:meta])* $name:ident |$x:ident, $y:ident| $value:expr;)*) => {
        $($(#[$doc])* pub fn $name(x: &[f32], y: &[f32], out: &mut [f32]) { two(x, y, out, |$x, $y| $value); })*
    };
}

const ZERO: f32x4 = f32x4::new([0.0; 4]);
const ONE: f32x4 = f32x4::new([1.0; 4]);

unary! {
    /// −x.
    neg |x| -x;
    /// x².
    abs2 |x| x * x;
    /// The square root.
    sqrt |x| x.sqrt();
    /// e to the x.
    exp |x| vector::exp(x);
    /// The hyperbolic tangent.
    tanh |x| vector::tanh(x);
    /// 1/(1 + e⁻ˣ).
    sigmoid |x| vector::sigmoid(x);
    /// x times its sigmoid.
    swish |x| x * vector::sigmoid(x);
    /// x, or 0 where x is negative.
    relu |x| x.simd_lt(ZERO).select(ZERO, x);
}

binary! {
    /// The sum.
    add |x, y| x + y;
    /// The difference.
    sub |x, y| x - y;
    /// The product.
    mul |x, y| x * y;
    /// The quotient.
    div |x, y| x / y;
    /// The larger number; the second if they are equal; NaN if the first is NaN.
    max |x, y| (x.simd_gt(y) | x.is_nan()).select(x, y);
    /// The smaller number; the second if they are equal; NaN if the first is NaN.
    min |x, y| (x.simd_lt(y) | x.is_nan()).select(x, y);
    /// 1 where x < y, else 0.
    lt |x, y| x.simd_lt(y) & ONE;
    /// 1 where x > y, else 0.
    gt |x, y| x.simd_gt(y) & ONE;
    /// 1 where x ≤ y, else 0.
    le |x, y| x.simd_le(y) & ONE;
    /// 1 where x ≥ y, else 0.
    ge |x, y| x.simd_ge(y) & ONE;
    /// 1 where x = y, else 0.
    eq |x, y| x.simd_eq(y) & ONE;
}

/// The second where the first is not 0, else the third.
pub fn select([x, y, z]: [&[f32]; 3], out: &mut [f32]) {
    let ((x, x_rest), (y, y_rest), (z, z_rest)) =
        (x.as_chunks::<4>(), y.as_chunks::<4>(), z.as_chunks::<4>());
    let (out, out_rest) = out.as_chunks_mut::<4>();
    let f = |x: f32x4, y, z| x.simd_ne(ZERO).select(y, z);
    for (((out, &x), &y), &z) in out.iter_mut().zip(x).zip(y).zip(z) {
        *out = f(f32x4::new(x), f32x4::new(y), f32x4::new(z)).to_array();
    }
    if !out_rest.is_empty() {
        let part = f32x4::load_part;
        finish(f(part(x_rest), part(y_rest), part(z_rest)), out_rest);
    }
}

#[inline(always)]
fn one(x: &[f32], out: &mut [f32], f: impl Fn(f32x4) -> f32x4) {
    let ((x, x_rest), (out, out_rest)) = (x.as_chunks::<4>(), out.as_chunks_mut::<4>());
    for (out, &x) in out.iter_mut().zip(x) {
        *out = f(f32x4::new(x)).to_array();
    }
    if !out_rest.is_empty() {
        finish(f(f32x4::load_part(x_rest)), out_rest);
    }
}

#[inline(always)]
fn two(x: &[f32], y: &[f32], out: &mut [f32], f: impl Fn(f32x4, f32x4) -> f32x4) {
    let ((x, x_rest), (y, y_rest)) = (x.as_chunks::<4>(), y.as_chunks::<4>());
    let (out, out_rest) = out.as_chunks_mut::<4>();
    for ((out, &x), &y) in out.iter_mut().zip(x).zip(y) {
        *out = f(f32x4::new(x), f32x4::new(y)).to_array();
    }
    if !out_rest.is_empty() {
        finish(f(f32x4::load_part(x_rest), f32x4::load_part(y_rest)), out_rest);
    }
}

/// Stores the first lanes in the remaining entries.
fn finish(lanes: f32x4, out: &mut [f32]) {
    out.copy_from_slice(&lanes.to_array()[..out.len()]);
}
