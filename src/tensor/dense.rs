//! The dense array: a number, or a shape with entries in column-major order.

use std::sync::Arc;

use ndarray::{ArrayView, ArrayViewMut, IxDyn, ShapeBuilder, Zip};

use super::kernels::{self, Out, View};
use super::{Real, ShapeError, broadcast_shape, checked_len};

/// A dense array of any rank; a scalar has rank 0 and needs no heap allocation. Cloning shares the entries.
///
/// ```
/// # use fluxion::tensor::Tensor;
/// let column = Tensor::from_column_major(&[2], vec![1.0, 2.0])?;
/// let row = Tensor::from_column_major(&[1, 3], vec![10.0, 20.0, 30.0])?;
/// let sum = column.zip_map("+", &row, |a, b| a + b)?;
/// assert_eq!(sum.shape(), [2, 3]);
/// assert_eq!(sum.entries(), [11.0, 12.0, 21.0, 22.0, 31.0, 32.0]);
/// # Ok::<(), fluxion::tensor::ShapeError>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Tensor<T>(Form<T>);

#[derive(Clone, Debug, PartialEq)]
enum Form<T> {
    Scalar(T),
    Array(Arc<Array<T>>),
}

#[derive(Debug, PartialEq)]
struct Array<T> {
    shape: Vec<usize>,
    entries: Vec<T>,
}

impl<T: Real> Tensor<T> {
    /// A rank-0 tensor.
    pub fn scalar(value: T) -> Tensor<T> {
        Tensor(Form::Scalar(value))
    }

    /// A tensor from its entries in column-major order.
    ///
    /// # Errors
    /// If the number of entries is not the product of the sizes.
    pub fn from_column_major(shape: &[usize], entries: Vec<T>) -> Result<Tensor<T>, ShapeError> {
        if checked_len(shape) != Some(entries.len()) {
            return Err(ShapeError {
                operation: "reshape",
                shapes: vec![vec![entries.len()], shape.to_vec()],
            });
        }
        Ok(Tensor::from_parts(shape.to_vec(), entries))
    }

    fn from_parts(shape: Vec<usize>, entries: Vec<T>) -> Tensor<T> {
        match (shape.is_empty(), entries.first()) {
            (true, Some(&value)) => Tensor::scalar(value),
            _ => Tensor(Form::Array(Arc::new(Array { shape, entries }))),
        }
    }

    /// The value, if the tensor has exactly one entry.
    pub fn item(&self) -> Option<T> {
        match self.entries() {
            [value] => Some(*value),
            _ => None,
        }
    }

    /// The size of each dimension; empty for a scalar.
    pub fn shape(&self) -> &[usize] {
        match &self.0 {
            Form::Scalar(_) => &[],
            Form::Array(array) => &array.shape,
        }
    }

    /// The entries in column-major order.
    pub fn entries(&self) -> &[T] {
        match &self.0 {
            Form::Scalar(value) => std::slice::from_ref(value),
            Form::Array(array) => &array.entries,
        }
    }

    /// Applies `f` to every entry.
    pub fn map(&self, f: impl Fn(T) -> T) -> Tensor<T> {
        match &self.0 {
            Form::Scalar(value) => Tensor::scalar(f(*value)),
            Form::Array(array) => {
                Tensor::from_parts(array.shape.clone(), array.entries.iter().map(|&x| f(x)).collect())
            }
        }
    }

    /// Applies `f` to the entries of two tensors, broadcasting.
    ///
    /// # Errors
    /// If the shapes do not match; the error names `operation`.
    pub fn zip_map(
        &self,
        operation: &'static str,
        other: &Tensor<T>,
        f: impl Fn(T, T) -> T,
    ) -> Result<Tensor<T>, ShapeError> {
        if let (Form::Scalar(a), Form::Scalar(b)) = (&self.0, &other.0) {
            return Ok(Tensor::scalar(f(*a, *b)));
        }
        let misfit = || ShapeError { operation, shapes: vec![self.shape().to_vec(), other.shape().to_vec()] };
        let shape = broadcast_shape(self.shape(), other.shape()).ok_or_else(misfit)?;
        let mut entries = zeros(checked_len(&shape).ok_or_else(misfit)?).ok_or_else(misfit)?;
        let (Some(a), Some(b), Some(out)) =
            (self.spread(&shape), other.spread(&shape), view_mut(&shape, &mut entries))
        else {
            return Err(misfit());
        };
        Zip::from(out).and(a).and(b).for_each(|out, &a, &b| *out = f(a, b));
        Ok(Tensor::from_parts(shape, entries))
    }

    /// Repeats the tensor along missing dimensions and dimensions of size 1 up to `shape`.
    ///
    /// # Errors
    /// If a dimension has neither size 1 nor its size in `shape`.
    pub fn broadcast_to(&self, shape: &[usize]) -> Result<Tensor<T>, ShapeError> {
        let misfit =
            || ShapeError { operation: "broadcast", shapes: vec![self.shape().to_vec(), shape.to_vec()] };
        if self.shape() == shape {
            return Ok(self.clone());
        }
        if broadcast_shape(self.shape(), shape).as_deref() != Some(shape) {
            return Err(misfit());
        }
        Tensor::computed(shape, |out| kernels::broadcast_to(self.view(), out)).ok_or_else(misfit)
    }

    /// Sums over every dimension along which `shape` would be repeated by [`Tensor::broadcast_to`].
    ///
    /// # Errors
    /// If `shape` does not broadcast to this tensor's shape.
    pub fn sum_to(&self, shape: &[usize]) -> Result<Tensor<T>, ShapeError> {
        let misfit = || ShapeError { operation: "sum", shapes: vec![self.shape().to_vec(), shape.to_vec()] };
        if self.shape() == shape {
            return Ok(self.clone());
        }
        if broadcast_shape(self.shape(), shape).as_deref() != Some(self.shape()) {
            return Err(misfit());
        }
        Tensor::computed(shape, |out| kernels::sum_to(self.view(), out)).ok_or_else(misfit)
    }

    /// A tensor of this shape whose entries `fill` writes, or `None` if there is no memory for it.
    pub(crate) fn computed(shape: &[usize], fill: impl FnOnce(Out<'_, T>)) -> Option<Tensor<T>> {
        let mut entries = zeros(checked_len(shape)?)?;
        fill(view_mut(shape, &mut entries)?);
        Some(Tensor::from_parts(shape.to_vec(), entries))
    }

    /// A tensor copied from a strided view of `entries` that begins at the first one.
    pub(crate) fn strided(shape: &[usize], strides: &[usize], entries: &[T]) -> Tensor<T> {
        let view = kernels::view(entries, shape, strides);
        Tensor::from_parts(shape.to_vec(), view.t().iter().copied().collect())
    }

    /// A view of the entries.
    pub(crate) fn view(&self) -> View<'_, T> {
        ArrayView::from_shape(IxDyn(self.shape()).f(), self.entries())
            .expect("a tensor has as many entries as its shape says")
    }

    /// A view of this tensor broadcast to `shape`, if that is possible.
    fn spread(&self, shape: &[usize]) -> Option<ArrayView<'_, T, IxDyn>> {
        if broadcast_shape(self.shape(), shape).as_deref() != Some(shape) {
            return None;
        }
        let strides = strides_along(self.shape(), shape.len());
        ArrayView::from_shape(IxDyn(shape).strides(IxDyn(&strides)), self.entries()).ok()
    }
}

/// The column-major strides along `rank` dimensions; 0 along dimensions that are repeated.
fn strides_along(shape: &[usize], rank: usize) -> Vec<usize> {
    let mut step = 1;
    let sizes = shape.iter().copied().chain(std::iter::repeat(1)).take(rank);
    sizes
        .map(|size| {
            let stride = if size == 1 { 0 } else { step };
            step *= size;
            stride
        })
        .collect()
}

/// The largest number of entries of an array: one gibibyte of `f64`, more than a browser tab can provide.
const LARGEST: usize = 1 << 27;

/// `len` zeros, or `None` if there is no memory for them.
fn zeros<T: Real>(len: usize) -> Option<Vec<T>> {
    if len > LARGEST {
        return None;
    }
    let mut entries = Vec::new();
    entries.try_reserve_exact(len).ok()?;
    entries.resize(len, T::default());
    Some(entries)
}

fn view_mut<'a, T>(shape: &[usize], entries: &'a mut [T]) -> Option<ArrayViewMut<'a, T, IxDyn>> {
    ArrayViewMut::from_shape(IxDyn(shape).f(), entries).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tensor(shape: &[usize], entries: &[f64]) -> Tensor<f64> {
        Tensor::from_column_major(shape, entries.to_vec()).unwrap()
    }

    #[test]
    fn trailing_dimensions_are_added() {
        let matrix = tensor(&[2, 2], &[1.0, 2.0, 3.0, 4.0]);
        let vector = tensor(&[2], &[10.0, 20.0]);
        assert_eq!(
            vector.zip_map("+", &matrix, |a, b| a + b).unwrap(),
            tensor(&[2, 2], &[11.0, 22.0, 13.0, 24.0])
        );
        assert_eq!(vector.broadcast_to(&[2, 2]).unwrap(), tensor(&[2, 2], &[10.0, 20.0, 10.0, 20.0]));
    }

    #[test]
    fn summing_undoes_repeating() {
        let matrix = tensor(&[2, 3], &[1.0, 2.0, 3.0, 4.0, 5.0, 6.0]);
        assert_eq!(matrix.sum_to(&[2]).unwrap(), tensor(&[2], &[9.0, 12.0]));
        assert_eq!(matrix.sum_to(&[1, 3]).unwrap(), tensor(&[1, 3], &[3.0, 7.0, 11.0]));
        assert_eq!(matrix.sum_to(&[]).unwrap(), Tensor::scalar(21.0));
    }

    #[test]
    fn empty_arrays_have_no_entries() {
        let empty = tensor(&[0, 3], &[]);
        assert_eq!(empty.zip_map("+", &Tensor::scalar(1.0), |a, b| a + b).unwrap().entries(), &[] as &[f64]);
        assert_eq!(empty.sum_to(&[]).unwrap(), Tensor::scalar(0.0));
        assert_eq!(empty.item(), None);
    }

    #[test]
    fn shape_errors_name_the_operation_and_both_shapes() {
        let error =
            tensor(&[2], &[1.0, 2.0]).zip_map("*", &tensor(&[3], &[0.0; 3]), |a, b| a * b).unwrap_err();
        assert_eq!(error.to_string(), "* cannot take arrays of size 2 and 3");
    }
}
