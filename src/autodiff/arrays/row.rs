//! A row of the table of operations on whole arrays, and helpers for writing rows.

use crate::autodiff::attr::{ArrayKernel, Attr, CallShapes};
use crate::autodiff::expr::Expr;
use crate::autodiff::single::ArraySingle;
use crate::tensor::kernels::{Out, View};
use crate::tensor::{Real, ShapeError, Tensor};

/// How tangents are pushed forward through a row.
#[derive(Clone, Copy, Debug)]
pub enum Pushforward {
    /// The result is jointly linear in all operands: the row is applied to the tangents.
    Linear,
    /// The result is linear in each operand: one operand at a time is replaced by its tangent, and the results are
    /// added.
    Multilinear,
    /// An expression in operands, result and tangents ([`Expr::direction`]).
    Expr(fn(&CallShapes<'_>) -> Expr),
    /// The derivative is zero everywhere: a step function.
    Flat,
}

/// How cells call a row by its name, as a function of a module.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Callable {
    /// Not at all: other functions of the language lead to it.
    No,
    /// With its operands.
    Operands(&'static str),
    /// With its operand, along the dimension `dims`: the first if it is not given.
    Along(&'static str),
    /// With its operand, along the dimension `dims`, whose size becomes 1: over all entries if it is not given.
    Over(&'static str),
}

/// How a program lowers a row.
#[derive(Clone, Copy, Debug)]
pub enum Lowering {
    /// To a call of the row's kernel.
    Kernel,
    /// To a matrix product.
    Product,
    /// To a sum down to a shape.
    Sum,
    /// To a strided view of the operand's memory, if the layout of the operand allows it.
    View(StridedView),
}

/// Computes a result as a strided view of its operand: takes the shape of the operand, the shape of the result and the
/// strides of the operand; returns the offset and the strides of the result, or `None` if it must be copied.
pub type StridedView = fn(&Attr, &[usize], &[usize], &[usize]) -> Option<(usize, Vec<usize>)>;

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
    /// A short description.
    pub about: &'static str,
    /// How cells call it by its name.
    pub callable: Callable,
    /// The shape of the result, if the shapes of the operands match.
    pub(super) shape: fn(&Attr, &[&[usize]]) -> Option<Vec<usize>>,
    pub(super) f64: ArrayKernel<f64>,
    #[cfg_attr(
        all(target_arch = "wasm32", not(feature = "single")),
        expect(dead_code, reason = "without the feature there is nothing in it to read")
    )]
    pub(in crate::autodiff) single: ArraySingle,
    /// For each operand its adjoint in terms of the adjoint of the result (`Expr::direction(0)`), or `None` if it is
    /// zero.
    pub(super) pullback: fn(&CallShapes<'_>) -> Vec<Option<Expr>>,
    /// How tangents are pushed forward through it.
    pub pushforward: Pushforward,
    /// How a program lowers it.
    pub lowering: Lowering,
    /// Attributes and operand shapes for the checks.
    pub samples: fn() -> Vec<(Attr, Vec<Vec<usize>>)>,
}

/// A number type that rows have kernels for.
pub trait ArrayNumber: Real {
    /// This type's kernel of a row.
    fn array_kernel(op: &ArrayOp) -> ArrayKernel<Self>;
}

impl ArrayNumber for f64 {
    fn array_kernel(op: &ArrayOp) -> ArrayKernel<f64> {
        op.f64
    }
}

impl ArrayOp {
    /// The shape of the result.
    ///
    /// # Errors
    /// Names the operation and the shapes if they do not match.
    pub fn shape(&self, attr: &Attr, x: &[&[usize]]) -> Result<Vec<usize>, ShapeError> {
        (self.shape)(attr, x).ok_or_else(|| self.misfit(x))
    }

    fn misfit(&self, x: &[&[usize]]) -> ShapeError {
        ShapeError { operation: self.name, shapes: x.iter().map(|x| x.to_vec()).collect() }
    }

    /// Applies the operation to arrays.
    ///
    /// # Errors
    /// Names the operation and the shapes if they do not match or there is no memory for the result.
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

    /// For each operand its adjoint in terms of the adjoint of the result, `Expr::direction(0)`, or `None` if it is
    /// zero.
    pub fn pullback(&self, site: &CallShapes<'_>) -> Vec<Option<Expr>> {
        (self.pullback)(site)
    }
}

/// In a pullback, the adjoint of the result; in a pushforward, the tangent of the only operand.
pub(super) fn direction() -> Expr {
    Expr::direction(0)
}

pub(super) fn sum_to(x: &Expr, shape: &[usize]) -> Expr {
    Expr::array("sum", Attr::list(shape), &[x])
}

pub(super) fn broadcast_to(x: &Expr, shape: &[usize]) -> Expr {
    Expr::array("broadcast", Attr::list(shape), &[x])
}

/// The shape with the size of one dimension replaced by 1.
pub(super) fn folded(shape: &[usize], axis: usize) -> Vec<usize> {
    let mut shape = shape.to_vec();
    shape[axis] = 1;
    shape
}
