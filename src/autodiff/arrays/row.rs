//! A row of the table of operations on whole arrays, and what rows are written with.

use crate::autodiff::LEAN;
use crate::autodiff::attr::{Attr, Site};
use crate::autodiff::expr::Expr;
use crate::tensor::kernels::{Out, View};
use crate::tensor::{Real, ShapeError, Tensor};

/// How tangents go through a row.
#[derive(Clone, Copy, Debug)]
pub enum Pushforward {
    /// The result is linear in all operands together: the row is applied to the tangents.
    Linear,
    /// The result is linear in each operand: one tangent takes the place of its operand at a time.
    Multilinear,
    /// Written in operands, result and tangents ([`Expr::direction`]).
    Formula(fn(&Site<'_>) -> Expr),
    /// There is no tangent: a step.
    Flat,
}

/// How a program treats a row.
#[derive(Clone, Copy, Debug)]
pub enum Planned {
    /// It runs the row's kernel.
    Kernel,
    /// It is a matrix product.
    Product,
    /// It is a sum down to a shape.
    Sum,
    /// The result is another way to look at the operand's memory, if it lies in the right way.
    Look(Look),
}

/// From the operand's shape, that of the result, and the distances between the operand's neighbours along each
/// dimension: where the result starts, and the distances between its neighbours.
pub type Look = fn(&Attr, &[usize], &[usize], &[usize]) -> Option<(usize, Vec<usize>)>;

type ArrayKernel<T> = fn(&Attr, &[View<'_, T>], Out<'_, T>);

/// One row of the table: an operation on whole arrays.
///
/// ```
/// # use fluxion::autodiff::{Attr, array_op};
/// # use fluxion::tensor::Tensor;
/// let matmul = array_op("matmul").unwrap();
/// let x = Tensor::from_column_major(&[2, 2], vec![1.0, 3.0, 2.0, 4.0])?;
/// let y = Tensor::from_column_major(&[2, 1], vec![10.0, 1.0])?;
/// assert_eq!(matmul.eval_tensors(&Attr::default(), &[&x, &y])?.entries(), [12.0, 34.0]);
/// let error = matmul.eval_tensors(&Attr::default(), &[&y, &y]).unwrap_err();
/// assert_eq!(error.to_string(), "matmul cannot take arrays of size 2×1 and 2×1");
/// # Ok::<(), fluxion::tensor::ShapeError>(())
/// ```
#[derive(Debug)]
pub struct ArrayOp {
    /// Its name in the table.
    pub name: &'static str,
    /// What it is, in a few words.
    pub about: &'static str,
    /// The shape of the result, if the shapes of the operands fit.
    pub(super) shape: fn(&Attr, &[&[usize]]) -> Option<Vec<usize>>,
    pub(super) f64: ArrayKernel<f64>,
    pub(super) f32: ArrayKernel<f32>,
    /// The value of one entry as WGSL; empty if the arrays are too large for it.
    pub(super) wgsl: fn(&Site<'_>) -> String,
    /// For each operand what it receives of the adjoint (`Expr::direction(0)`), or nothing.
    pub(super) pullback: fn(&Site<'_>) -> Vec<Option<Expr>>,
    /// How tangents go through it.
    pub pushforward: Pushforward,
    /// How a program treats it.
    pub planned: Planned,
    /// Attributes and operand shapes on which the checks try it.
    pub samples: fn() -> Vec<(Attr, Vec<Vec<usize>>)>,
}

/// A kernel that the page leaves out; see [`LEAN`].
pub(super) fn single(kernel: ArrayKernel<f32>) -> ArrayKernel<f32> {
    if LEAN { |_, _, _| unreachable!("the page computes with double precision") } else { kernel }
}

/// A text that the page leaves out; see [`LEAN`].
pub(super) fn shader(text: fn(&Site<'_>) -> String) -> fn(&Site<'_>) -> String {
    if LEAN { |_| String::new() } else { text }
}

/// A number type that the rows have kernels for.
pub trait ArrayNumber: Real {
    /// This type's kernel of a row.
    fn array_kernel(op: &ArrayOp) -> ArrayKernel<Self>;
}

impl ArrayNumber for f64 {
    fn array_kernel(op: &ArrayOp) -> ArrayKernel<f64> {
        op.f64
    }
}

impl ArrayNumber for f32 {
    fn array_kernel(op: &ArrayOp) -> ArrayKernel<f32> {
        op.f32
    }
}

impl ArrayOp {
    /// The shape of the result.
    ///
    /// # Errors
    /// Names the operation and the shapes if they do not fit.
    pub fn shape(&self, attr: &Attr, x: &[&[usize]]) -> Result<Vec<usize>, ShapeError> {
        (self.shape)(attr, x).ok_or_else(|| self.misfit(x))
    }

    fn misfit(&self, x: &[&[usize]]) -> ShapeError {
        ShapeError { operation: self.name, shapes: x.iter().map(|x| x.to_vec()).collect() }
    }

    /// The value for arrays.
    ///
    /// # Errors
    /// Names the operation and the shapes if they do not fit, or if there is no memory for the result.
    pub fn eval_tensors<T: ArrayNumber>(
        &self,
        attr: &Attr,
        x: &[&Tensor<T>],
    ) -> Result<Tensor<T>, ShapeError> {
        let shapes: Vec<&[usize]> = x.iter().map(|x| x.shape()).collect();
        let shape = self.shape(attr, &shapes)?;
        let views: Vec<View<'_, T>> = x.iter().map(|x| x.view()).collect();
        Tensor::computed(&shape, |out| self.eval_views(attr, &views, out)).ok_or_else(|| self.misfit(&shapes))
    }

    /// Writes the value to `out`, which has the shape that [`ArrayOp::shape`] gives.
    pub fn eval_views<T: ArrayNumber>(&self, attr: &Attr, x: &[View<'_, T>], out: Out<'_, T>) {
        T::array_kernel(self)(attr, x, out);
    }

    /// The value of one entry as WGSL ([`wgsl`](crate::autodiff::wgsl)), or nothing if the arrays are too large for it.
    pub fn wgsl(&self, site: &Site<'_>) -> Option<String> {
        Some((self.wgsl)(site)).filter(|text| !text.is_empty())
    }

    /// For each operand what it receives of the adjoint `Expr::direction(0)`, or nothing if that is zero.
    pub fn pullback(&self, site: &Site<'_>) -> Vec<Option<Expr>> {
        (self.pullback)(site)
    }
}

/// The adjoint, in a pullback; the tangent of the only operand, in a pushforward.
pub(super) fn direction() -> Expr {
    Expr::direction(0)
}

pub(super) fn sum_to(x: &Expr, shape: &[usize]) -> Expr {
    Expr::array("sum", Attr::list(shape), &[x])
}

pub(super) fn broadcast_to(x: &Expr, shape: &[usize]) -> Expr {
    Expr::array("broadcast", Attr::list(shape), &[x])
}

/// Sizes with 1 in the place of one of them.
pub(super) fn folded(shape: &[usize], axis: usize) -> Vec<usize> {
    let mut shape = shape.to_vec();
    shape[axis] = 1;
    shape
}
