//! Matrix products, and the inverse, determinant and solution of small linear systems.

use ndarray::{Array2, ArrayView2, Axis, Ix2};

use super::{Out, View};
use crate::tensor::{Real, Strided, gemm};

const TWO: &str = "the row checked that these are matrices";

/// The product of two matrices, or of two stacks of them along the trailing dimensions.
pub fn matmul<T: Real>(x: View<'_, T>, y: View<'_, T>, mut out: Out<'_, T>) {
    if x.ndim() > 2 {
        let last = Axis(x.ndim() - 1);
        for k in 0..x.len_of(last) {
            matmul(x.index_axis(last, k), y.index_axis(last, k), out.index_axis_mut(last, k));
        }
        return;
    }
    let (m, k, n) = (x.shape()[0], x.shape()[1], y.shape()[1]);
    let (x, y) = (packed(x), packed(y));
    let mut result = vec![T::zero(); m * n];
    gemm(m, k, n, strided(&x.view()), strided(&y.view()), &mut result);
    for (out, &result) in out.iter_mut().zip(&result) {
        *out = result;
    }
}

/// The matrix with its entries contiguous in memory, in row-major or column-major order.
fn packed<T: Real>(x: View<'_, T>) -> ndarray::CowArray<'_, T, Ix2> {
    let x = x.into_dimensionality::<Ix2>().expect(TWO);
    if x.as_slice_memory_order().is_some() { x.into() } else { x.to_owned().into() }
}

fn strided<'a, T: Real>(x: &'a ArrayView2<'_, T>) -> Strided<'a, T> {
    let step = |axis: usize| x.strides()[axis].unsigned_abs();
    Strided { entries: x.as_slice_memory_order().unwrap_or(&[]), row: step(0), column: step(1) }
}

/// An LU factorisation: both triangles in one matrix (the lower one has ones on its diagonal), and the row permutation.
struct Factors<T> {
    matrix: Array2<T>,
    rows: Vec<usize>,
    swaps: usize,
}

/// Gaussian elimination with partial pivoting.
fn factors<T: Real>(x: View<'_, T>) -> Factors<T> {
    let mut matrix = x.into_dimensionality::<Ix2>().expect(TWO).to_owned();
    let n = matrix.nrows();
    let mut rows: Vec<usize> = (0..n).collect();
    let mut swaps = 0;
    let size = |x: T| if x < T::zero() { -x } else { x };
    for column in 0..n {
        let pivot = (column..n).fold(column, |best, row| {
            if size(matrix[[row, column]]) > size(matrix[[best, column]]) { row } else { best }
        });
        if pivot != column {
            for k in 0..n {
                matrix.swap([pivot, k], [column, k]);
            }
            rows.swap(pivot, column);
            swaps += 1;
        }
        for row in column + 1..n {
            // Zeros below a zero pivot need no elimination, and 0/0 would turn them into NaN.
            if matrix[[row, column]] == T::zero() {
                continue;
            }
            let factor = matrix[[row, column]] / matrix[[column, column]];
            matrix[[row, column]] = factor;
            for k in column + 1..n {
                matrix[[row, k]] = matrix[[row, k]] - factor * matrix[[column, k]];
            }
        }
    }
    Factors { matrix, rows, swaps }
}

/// The determinant, written to an array with one entry.
pub fn det<T: Real>(x: View<'_, T>, mut out: Out<'_, T>) {
    let factors = factors(x);
    let sign = if factors.swaps.is_multiple_of(2) { T::one() } else { -T::one() };
    // Adding 0 takes the sign off a zero.
    out.fill(factors.matrix.diag().iter().fold(sign, |product, &x| product * x) + T::zero());
}

/// The first column without a pivot in the elimination of a square matrix; only a singular matrix has one.
pub fn zero_pivot<T: Real>(x: View<'_, T>) -> Option<usize> {
    factors(x).matrix.diag().iter().position(|&pivot| pivot == T::zero())
}

/// The inverse; its entries are not finite if the matrix is singular.
pub fn inv<T: Real>(x: View<'_, T>, mut out: Out<'_, T>) {
    let identity = Array2::<T>::eye(x.shape()[0]).into_dyn();
    solve_with(&factors(x), identity.view(), &mut out);
}

/// The solution z of x z = y.
pub fn solve<T: Real>(x: View<'_, T>, y: View<'_, T>, mut out: Out<'_, T>) {
    solve_with(&factors(x), y, &mut out);
}

fn solve_with<T: Real>(factors: &Factors<T>, y: View<'_, T>, out: &mut Out<'_, T>) {
    let (lu, n) = (&factors.matrix, factors.matrix.nrows());
    for column in 0..y.shape()[1] {
        for row in 0..n {
            let mut value = y[[factors.rows[row], column]];
            for k in 0..row {
                value = value - lu[[row, k]] * out[[k, column]];
            }
            out[[row, column]] = value;
        }
        for row in (0..n).rev() {
            let mut value = out[[row, column]];
            for k in row + 1..n {
                value = value - lu[[row, k]] * out[[k, column]];
            }
            out[[row, column]] = value / lu[[row, row]];
        }
    }
}
