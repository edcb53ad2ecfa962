//! How a row is computed on the CPU: for one entry, and for whole slices in a compiled loop.

use std::fmt;

use crate::tensor::loops::Loop;
use crate::tensor::{Real, ShapeError, Tensor};

type Fun1<T> = Box<dyn Fn(T) -> T + Send + Sync>;
type Fun2<T> = Box<dyn Fn(T, T) -> T + Send + Sync>;
type Fun3<T> = fn(T, T, T) -> T;

/// The computation of a row for one number type.
pub struct Kernel<T> {
    one: Form<T>,
    many: Loop<T>,
}

enum Form<T> {
    Unary(Fun1<T>),
    Binary(Fun2<T>),
    Ternary(Fun3<T>),
}

impl<T> fmt::Debug for Kernel<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Kernel")
    }
}

impl<T: Real> Kernel<T> {
    pub(in crate::autodiff) fn unary(f: impl Fn(T) -> T + Send + Sync + Copy + 'static) -> Kernel<T> {
        // The closure's type is known here, so the compiler can inline it and vectorise the loop.
        let many = move |x: &[T], out: &mut [T]| {
            for (out, &x) in out.iter_mut().zip(x) {
                *out = f(x);
            }
        };
        Kernel { one: Form::Unary(Box::new(f)), many: Loop::One(Box::new(many)) }
    }

    pub(in crate::autodiff) fn binary(f: impl Fn(T, T) -> T + Send + Sync + Copy + 'static) -> Kernel<T> {
        let many = move |x: &[T], y: &[T], out: &mut [T]| {
            for ((out, &x), &y) in out.iter_mut().zip(x).zip(y) {
                *out = f(x, y);
            }
        };
        Kernel { one: Form::Binary(Box::new(f)), many: Loop::Two(Box::new(many)) }
    }

    pub(in crate::autodiff) fn ternary(one: Fun3<T>) -> Kernel<T> {
        let many = move |[x, y, z]: [&[T]; 3], out: &mut [T]| {
            for (k, out) in out.iter_mut().enumerate() {
                *out = one(x[k], y[k], z[k]);
            }
        };
        Kernel { one: Form::Ternary(one), many: Loop::Three(Box::new(many)) }
    }

    /// The same with another loop, which must give the same bits.
    pub(super) fn with_loop(self, many: Loop<T>) -> Kernel<T> {
        Kernel { many, ..self }
    }

    pub(super) fn eval(&self, x: &[T]) -> T {
        match &self.one {
            Form::Unary(one) => one(x[0]),
            Form::Binary(one) => one(x[0], x[1]),
            Form::Ternary(one) => one(x[0], x[1], x[2]),
        }
    }

    /// The operation on whole slices.
    pub fn many(&self) -> &Loop<T> {
        &self.many
    }

    pub(super) fn eval_tensors(&self, name: &'static str, x: &[&Tensor<T>]) -> Result<Tensor<T>, ShapeError> {
        match (&self.one, x) {
            (Form::Unary(one), [x]) => Ok(x.map(one)),
            (Form::Binary(one), [x, y]) => x.zip_map(name, y, one),
            (Form::Ternary(one), [x, y, z]) => {
                // Broadcast the first operand to the common shape of all three, then the others to it.
                let shaped = x.zip_map(name, y, |x, _| x)?.zip_map(name, z, |x, _| x)?;
                let y = y.broadcast_to(shaped.shape())?;
                let z = z.broadcast_to(shaped.shape())?;
                let entries = (0..shaped.entries().len())
                    .map(|k| one(shaped.entries()[k], y.entries()[k], z.entries()[k]))
                    .collect();
                Tensor::from_column_major(shaped.shape(), entries)
            }
            _ => Err(ShapeError { operation: name, shapes: x.iter().map(|x| x.shape().to_vec()).collect() }),
        }
    }
}

/// Kernels from the SIMD loops of [`loops`](crate::tensor::loops). A single entry goes through the same loop, so that
/// its result is bit-identical wherever it is computed.
impl Kernel<f32> {
    pub(super) fn unary_loop(many: fn(&[f32], &mut [f32])) -> Kernel<f32> {
        Kernel { one: Form::Unary(Box::new(single_entry(many))), many: Loop::One(Box::new(many)) }
    }

    pub(super) fn binary_loop(many: fn(&[f32], &[f32], &mut [f32])) -> Kernel<f32> {
        let one = move |x, y| {
            let mut out = [0.0];
            many(&[x], &[y], &mut out);
            out[0]
        };
        Kernel { one: Form::Binary(Box::new(one)), many: Loop::Two(Box::new(many)) }
    }

    /// The loop must give the same bits as `one`.
    pub(super) fn ternary_loop(one: Fun3<f32>, many: fn([&[f32]; 3], &mut [f32])) -> Kernel<f32> {
        Kernel { one: Form::Ternary(one), many: Loop::Three(Box::new(many)) }
    }
}

/// What a loop computes for a single entry.
pub(super) fn single_entry(many: fn(&[f32], &mut [f32])) -> impl Fn(f32) -> f32 + Send + Sync + Copy {
    move |x| {
        let mut out = [0.0];
        many(&[x], &mut out);
        out[0]
    }
}
