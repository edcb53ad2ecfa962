//! The product of two matrices: our own loops for small matrices, which sum in the same order on every machine, and
//! `ndarray`'s `matrixmultiply` for large ones.

use ndarray::linalg::general_mat_mul;
use ndarray::{ArrayView2, ArrayViewMut2, ShapeBuilder};

use fluxion_kernels::Strided;

use super::Real;

/// The number of multiplications from which the library is faster. It uses fused multiply-add where the machine has
/// it, so the last bits may differ; no training run of a lesson reaches this size.
const LARGE: usize = 1 << 20;

/// Writes the product of `a` (m×k) and `b` (k×n) to `out` (m×n) in row-major order.
///
/// ```
/// # use fluxion::tensor::{Strided, gemm};
/// let a = Strided { entries: &[1.0, 2.0, 3.0, 4.0], row: 2, column: 1 };
/// let b = Strided { entries: &[10.0, 1.0], row: 1, column: 1 };
/// let mut out = [0.0; 2];
/// gemm(2, 2, 1, a, b, &mut out);
/// assert_eq!(out, [12.0, 34.0]);
/// ```
///
/// # Panics
/// If a slice is too short for its sizes and strides.
pub fn gemm<T: Real>(m: usize, k: usize, n: usize, a: Strided<'_, T>, b: Strided<'_, T>, out: &mut [T]) {
    if m * k * n >= LARGE && m.min(k).min(n) > 4 {
        large(m, k, n, a, b, out);
    } else {
        T::gemm([m, k, n], a, b, out);
    }
}

fn large<T: Real>(m: usize, k: usize, n: usize, a: Strided<'_, T>, b: Strided<'_, T>, out: &mut [T]) {
    const FITS: &str = "the caller's slices hold the matrices";
    let a = ArrayView2::from_shape((m, k).strides((a.row, a.column)), a.entries).expect(FITS);
    let b = ArrayView2::from_shape((k, n).strides((b.row, b.column)), b.entries).expect(FITS);
    let mut out = ArrayViewMut2::from_shape((m, n), &mut out[..m * n]).expect(FITS);
    general_mat_mul(T::one(), &a, &b, T::zero(), &mut out);
}
