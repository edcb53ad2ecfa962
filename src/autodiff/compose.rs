//! Operations on recorded values that are composed of rows of the tables and get their derivatives from them.

use super::arrays::array_op;
use super::attr::Attr;
use super::ops::{Number, op_of};
use super::tracked::Tracked;
use crate::tensor::{ShapeError, Tensor};

type Result<T> = std::result::Result<Tracked<T>, ShapeError>;

/// Applies the elementwise operation of this name to one to three operands, broadcasting.
///
/// ```
/// # use fluxion::autodiff::{Tracked, call};
/// # use fluxion::tensor::Tensor;
/// let x = Tracked::leaf(Tensor::from_column_major(&[2], vec![3.0, -4.0])?);
/// assert_eq!(call("relu", &[&x])?.value().entries(), [3.0, 0.0]);
/// # Ok::<(), fluxion::tensor::ShapeError>(())
/// ```
///
/// # Errors
/// If the shapes do not match.
///
/// # Panics
/// If the table has no such operation.
pub fn call<T: Number>(name: &str, operands: &[&Tracked<T>]) -> Result<T> {
    let op = op_of(name, operands.len()).expect("the table has the row");
    Tracked::apply(op, operands)
}

fn array<T: Number>(name: &str, attr: &Attr, operands: &[&Tracked<T>]) -> Result<T> {
    Tracked::array(array_op(name).expect("the table has the row"), attr, operands)
}

/// Defines a method for each elementwise operation that networks are built from.
macro_rules! elementwise {
    ($($method:ident $name:literal $(, $other:ident)?;)*) => {
        $(
            #[doc = concat!("`", $name, "`, elementwise and broadcasting.\n\n# Errors\nIf the shapes do not match.")]
            pub fn $method(&self $(, $other: &Tracked<T>)?) -> Result<T> {
                call($name, &[self $(, $other)?])
            }
        )*
    };
}

impl<T: Number> Tracked<T> {
    elementwise! {
        plus "+", other;
        minus "-", other;
        times "*", other;
        over "/", other;
        abs2 "abs2";
        sqrt "sqrt";
        ln "log";
        exp "exp";
        tanh "tanh";
    }

    /// A number that is not differentiated.
    pub fn number(value: f64) -> Tracked<T> {
        Tracked::constant(Tensor::scalar(T::from_f64(value)))
    }

    /// Every entry multiplied by a number.
    ///
    /// # Errors
    /// If there is no memory for the result.
    pub fn scaled(&self, factor: f64) -> Result<T> {
        self.times(&Tracked::number(factor))
    }

    /// The matrix product. A vector on the right is treated as a column, and the result is then a vector.
    ///
    /// ```
    /// # use fluxion::autodiff::Tracked;
    /// # use fluxion::tensor::Tensor;
    /// let w = Tracked::leaf(Tensor::from_column_major(&[2, 2], vec![1.0, 0.0, 2.0, 3.0])?);
    /// let x = Tracked::leaf(Tensor::from_column_major(&[2], vec![10.0, 1.0])?);
    /// assert_eq!(w.matmul(&x)?.value().entries(), [12.0, 3.0]);
    /// # Ok::<(), fluxion::tensor::ShapeError>(())
    /// ```
    ///
    /// # Errors
    /// If the inner sizes differ.
    pub fn matmul(&self, other: &Tracked<T>) -> Result<T> {
        if let &[len] = other.value().shape() {
            let column = array("reshape", &Attr::list(&[len, 1]), &[other])?;
            let product = self.matmul(&column)?;
            return array("reshape", &Attr::list(&product.value().shape()[..1]), &[&product]);
        }
        array("matmul", &Attr::default(), &[self, other])
    }

    /// The transpose of a matrix; a vector becomes a row.
    ///
    /// # Errors
    /// If the array has more than two dimensions.
    pub fn transpose(&self) -> Result<T> {
        match *self.value().shape() {
            [len] => array("reshape", &Attr::list(&[1, len]), &[self]),
            _ => array("permute", &Attr::list(&[1, 0]), &[self]),
        }
    }

    /// The sum of all entries.
    ///
    /// # Errors
    /// Never; every array has a sum.
    pub fn sum(&self) -> Result<T> {
        self.sum_to(&[])
    }

    /// The sum along some dimensions, which remain with size 1.
    ///
    /// # Errors
    /// Never; every array has such sums.
    pub fn sum_along(&self, axes: &[usize]) -> Result<T> {
        self.sum_to(&self.without(axes))
    }

    /// The mean of all entries.
    ///
    /// # Errors
    /// Never; the mean of an empty array is NaN.
    pub fn mean(&self) -> Result<T> {
        self.sum()?.scaled(1.0 / self.value().entries().len() as f64)
    }

    /// The mean along some dimensions, which remain with size 1.
    ///
    /// # Errors
    /// Never; the mean of an empty array is NaN.
    pub fn mean_along(&self, axes: &[usize]) -> Result<T> {
        let sum = self.sum_along(axes)?;
        let count = self.value().entries().len() as f64 / sum.value().entries().len() as f64;
        sum.scaled(1.0 / count)
    }

    /// The variance along some dimensions, which remain with size 1: the mean of the squared deviations, without
    /// Bessel's correction.
    ///
    /// # Errors
    /// Never; the variance of an empty array is NaN.
    pub fn variance_along(&self, axes: &[usize]) -> Result<T> {
        self.minus(&self.mean_along(axes)?)?.abs2()?.mean_along(axes)
    }

    /// The Euclidean norm of all entries. A tiny number under the root keeps its derivative at 0 finite.
    ///
    /// # Errors
    /// Never; every array has a norm.
    pub fn norm(&self) -> Result<T> {
        self.abs2()?.sum()?.plus(&Tracked::number(f64::EPSILON * f64::EPSILON))?.sqrt()
    }

    /// The product of all entries, multiplied pairwise in a tree. Nothing is divided, so the derivatives stay correct
    /// if an entry is zero.
    ///
    /// # Errors
    /// Never; the product of no entries is 1.
    pub fn product(&self) -> Result<T> {
        let mut rest = array("reshape", &Attr::list(&[self.value().entries().len()]), &[self])?;
        let mut product: Option<Tracked<T>> = None;
        loop {
            let len = rest.value().entries().len();
            if len % 2 == 1 {
                let odd = array("slice", &Attr::stretch(0, len - 1, 1), &[&rest])?;
                product = Some(match product {
                    Some(product) => product.times(&odd)?,
                    None => odd,
                });
            }
            if len < 2 {
                break;
            }
            let half = |start| array("slice", &Attr::stretch(0, start, len / 2), &[&rest]);
            rest = half(0)?.times(&half(len / 2)?)?;
        }
        product.map_or(Ok(Tracked::number(1.0)), |product| array("reshape", &Attr::list(&[]), &[&product]))
    }

    /// Softmax along a dimension.
    ///
    /// # Errors
    /// If there is no such dimension.
    pub fn softmax(&self, axis: usize) -> Result<T> {
        array("softmax", &Attr::axis(axis), &[self])
    }

    /// The logarithm of softmax along a dimension.
    ///
    /// # Errors
    /// If there is no such dimension.
    pub fn logsoftmax(&self, axis: usize) -> Result<T> {
        array("logsoftmax", &Attr::axis(axis), &[self])
    }

    fn without(&self, axes: &[usize]) -> Vec<usize> {
        let sizes = self.value().shape().iter().enumerate();
        sizes.map(|(axis, &size)| if axes.contains(&axis) { 1 } else { size }).collect()
    }
}
