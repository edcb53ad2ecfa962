//! What a row computes on the CPU: one entry at a time, and whole slices with the loop compiled around it.

use std::fmt;

use super::Op;
use crate::autodiff::arrays::ArrayNumber;
use crate::tensor::{Real, ShapeError, Tensor};

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

type Fun1<T> = Box<dyn Fn(T) -> T + Send + Sync>;
type Fun2<T> = Box<dyn Fn(T, T) -> T + Send + Sync>;
type Fun3<T> = fn(T, T, T) -> T;
type Loop3<T> = Box<dyn Fn([&[T]; 3], &mut [T]) + Send + Sync>;
type Loop1<T> = Box<dyn Fn(&[T], &mut [T]) + Send + Sync>;
type Loop2<T> = Box<dyn Fn(&[T], &[T], &mut [T]) + Send + Sync>;

/// The computation of a row for one number type.
pub struct Kernel<T>(Form<T>);

enum Form<T> {
    Unary { one: Fun1<T>, many: Loop1<T> },
    Binary { one: Fun2<T>, many: Loop2<T> },
    Ternary { one: Fun3<T>, many: Loop3<T> },
}

impl<T> fmt::Debug for Kernel<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Kernel")
    }
}

impl<T: Real> Kernel<T> {
    pub(super) fn unary(f: impl Fn(T) -> T + Send + Sync + Copy + 'static) -> Kernel<T> {
        // The closure's type is known here, so that the compiler sees through it and the loop becomes SIMD.
        let many = move |x: &[T], out: &mut [T]| {
            for (out, &x) in out.iter_mut().zip(x) {
                *out = f(x);
            }
        };
        Kernel(Form::Unary { one: Box::new(f), many: Box::new(many) })
    }

    pub(super) fn binary(f: impl Fn(T, T) -> T + Send + Sync + Copy + 'static) -> Kernel<T> {
        let many = move |x: &[T], y: &[T], out: &mut [T]| {
            for ((out, &x), &y) in out.iter_mut().zip(x).zip(y) {
                *out = f(x, y);
            }
        };
        Kernel(Form::Binary { one: Box::new(f), many: Box::new(many) })
    }

    pub(super) fn ternary(one: Fun3<T>) -> Kernel<T> {
        let many = move |[x, y, z]: [&[T]; 3], out: &mut [T]| {
            for (k, out) in out.iter_mut().enumerate() {
                *out = one(x[k], y[k], z[k]);
            }
        };
        Kernel(Form::Ternary { one, many: Box::new(many) })
    }

    pub(super) fn eval(&self, x: &[T]) -> T {
        match &self.0 {
            Form::Unary { one, .. } => one(x[0]),
            Form::Binary { one, .. } => one(x[0], x[1]),
            Form::Ternary { one, .. } => one(x[0], x[1], x[2]),
        }
    }

    /// Applies the operation to slices of one length, entry by entry.
    ///
    /// # Panics
    /// If there are fewer slices than the row has operands.
    pub fn eval_slices(&self, x: &[&[T]], out: &mut [T]) {
        match &self.0 {
            Form::Unary { many, .. } => many(x[0], out),
            Form::Binary { many, .. } => many(x[0], x[1], out),
            Form::Ternary { many, .. } => many([x[0], x[1], x[2]], out),
        }
    }

    pub(super) fn eval_tensors(&self, name: &'static str, x: &[&Tensor<T>]) -> Result<Tensor<T>, ShapeError> {
        match (&self.0, x) {
            (Form::Unary { one, .. }, [x]) => Ok(x.map(one)),
            (Form::Binary { one, .. }, [x, y]) => x.zip_map(name, y, one),
            (Form::Ternary { one, .. }, [x, y, z]) => {
                // Broadcasting the first to the common shape of all three leaves two pairs.
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

/// Loops of [`loops`](crate::tensor::loops), four entries at a time. A single entry goes through the same loop, so that its bits do
/// not depend on where it lies.
impl Kernel<f32> {
    pub(super) fn unary_loop(many: fn(&[f32], &mut [f32])) -> Kernel<f32> {
        let one = move |x| {
            let mut out = [0.0];
            many(&[x], &mut out);
            out[0]
        };
        Kernel(Form::Unary { one: Box::new(one), many: Box::new(many) })
    }

    pub(super) fn binary_loop(many: fn(&[f32], &[f32], &mut [f32])) -> Kernel<f32> {
        let one = move |x, y| {
            let mut out = [0.0];
            many(&[x], &[y], &mut out);
            out[0]
        };
        Kernel(Form::Binary { one: Box::new(one), many: Box::new(many) })
    }

    /// The loop does the same as `one`, bit for bit.
    pub(super) fn ternary_loop(one: Fun3<f32>, many: fn([&[f32]; 3], &mut [f32])) -> Kernel<f32> {
        Kernel(Form::Ternary { one, many: Box::new(many) })
    }
}
