//! The product of two matrices: our own loops for small ones, with one order of summation on every machine, and
//! `matrixmultiply` behind `ndarray` for large ones.

use ndarray::linalg::general_mat_mul;
use ndarray::{ArrayView2, ArrayViewMut2, ShapeBuilder};

use super::{Lanes, Real};

/// From so many multiplications on the library is faster. It fuses them with additions where the machine can, so
/// the last bits may differ; no training curve of a lesson reaches this size.
const LARGE: usize = 1 << 20;

/// A matrix in a slice: how far its rows and its columns lie apart.
#[derive(Clone, Copy, Debug)]
pub struct Strided<'a, T> {
    /// The entries.
    pub entries: &'a [T],
    /// The distance from a row to the next.
    pub row: usize,
    /// The distance from a column to the next.
    pub column: usize,
}

/// Writes the product of `a` (m×k) and `b` (k×n) to `out` (m×n), row after row.
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
/// If a slice is shorter than its sizes and distances say.
pub fn gemm<T: Real>(m: usize, k: usize, n: usize, a: Strided<'_, T>, b: Strided<'_, T>, out: &mut [T]) {
    if m * n == 0 {
    } else if k == 0 {
        out[..m * n].fill(T::zero());
    } else if m * k * n >= LARGE && m.min(k).min(n) > 4 {
        large(m, k, n, a, b, out);
    } else if (n == 1 || b.column != 1) && a.column == 1 && b.row == 1 {
        dots(m, k, n, a, b, out);
    } else if b.column == 1 {
        tiles(m, k, n, a, b, out);
    } else {
        let packed: Vec<T> = (0..k * n).map(|at| b.entries[(at / n) * b.row + (at % n) * b.column]).collect();
        tiles(m, k, n, a, Strided { entries: &packed, row: n, column: 1 }, out);
    }
}

fn large<T: Real>(m: usize, k: usize, n: usize, a: Strided<'_, T>, b: Strided<'_, T>, out: &mut [T]) {
    const FITS: &str = "the caller's slices hold the matrices";
    let a = ArrayView2::from_shape((m, k).strides((a.row, a.column)), a.entries).expect(FITS);
    let b = ArrayView2::from_shape((k, n).strides((b.row, b.column)), b.entries).expect(FITS);
    let mut out = ArrayViewMut2::from_shape((m, n), &mut out[..m * n]).expect(FITS);
    general_mat_mul(T::one(), &a, &b, T::zero(), &mut out);
}

/// Every entry as a product of a row and a column that both lie in one piece.
fn dots<T: Real>(m: usize, k: usize, n: usize, a: Strided<'_, T>, b: Strided<'_, T>, out: &mut [T]) {
    for i in 0..m {
        let row = &a.entries[i * a.row..][..k];
        let out = &mut out[i * n..][..n];
        let mut j = 0;
        while j + 4 <= n {
            let columns = [0, 1, 2, 3].map(|c| &b.entries[(j + c) * b.column..][..k]);
            out[j..j + 4].copy_from_slice(&dot(row, columns));
            j += 4;
        }
        for (out, j) in out[j..].iter_mut().zip(j..) {
            [*out] = dot(row, [&b.entries[j * b.column..][..k]]);
        }
    }
}

/// The products of one row with several columns. The lanes are added up at the end.
#[inline(always)]
fn dot<T: Real, const N: usize>(row: &[T], columns: [&[T]; N]) -> [T; N] {
    let width = T::Lanes::WIDTH;
    let mut sums = [T::Lanes::splat(T::zero()); N];
    let whole = row.len() / width * width;
    let mut p = 0;
    while p < whole {
        let x = T::Lanes::load(&row[p..p + width]);
        for (sum, column) in sums.iter_mut().zip(columns) {
            *sum = *sum + x * T::Lanes::load(&column[p..p + width]);
        }
        p += width;
    }
    if whole < row.len() {
        let x = T::Lanes::load_part(&row[whole..]);
        for (sum, column) in sums.iter_mut().zip(columns) {
            *sum = *sum + x * T::Lanes::load_part(&column[whole..]);
        }
    }
    sums.map(T::Lanes::sum)
}

/// Blocks of four rows and two vectors of columns at a time; `b` holds its rows in one piece.
fn tiles<T: Real>(m: usize, k: usize, n: usize, a: Strided<'_, T>, b: Strided<'_, T>, out: &mut [T]) {
    let mut i = 0;
    while i + 4 <= m {
        rows::<T, 4>(i, k, n, a, b, out);
        i += 4;
    }
    for i in i..m {
        rows::<T, 1>(i, k, n, a, b, out);
    }
}

fn rows<T: Real, const R: usize>(
    i: usize,
    k: usize,
    n: usize,
    a: Strided<'_, T>,
    b: Strided<'_, T>,
    out: &mut [T],
) {
    let width = T::Lanes::WIDTH;
    let mut j = 0;
    while j + 2 * width <= n {
        tile::<T, R, 2>(i, j, k, n, a, b, out);
        j += 2 * width;
    }
    while j + width <= n {
        tile::<T, R, 1>(i, j, k, n, a, b, out);
        j += width;
    }
    if j < n && n >= width {
        // The last tile reaches back over columns that are there already, and writes the same to them.
        tile::<T, R, 1>(i, n - width, k, n, a, b, out);
    } else {
        for j in j..n {
            for r in i..i + R {
                let mut sum = T::zero();
                for p in 0..k {
                    sum += a.entries[r * a.row + p * a.column] * b.entries[p * b.row + j];
                }
                out[r * n + j] = sum;
            }
        }
    }
}

fn tile<T: Real, const R: usize, const C: usize>(
    i: usize,
    j: usize,
    k: usize,
    n: usize,
    a: Strided<'_, T>,
    b: Strided<'_, T>,
    out: &mut [T],
) {
    let sums = if a.column == 1 {
        let rows: [&[T]; R] = std::array::from_fn(|r| &a.entries[(i + r) * a.row..][..k]);
        accumulate::<T, R, C>(k, j, b, |p| rows.map(|row| row[p]))
    } else if a.row == 1 {
        accumulate::<T, R, C>(k, j, b, |p| {
            let column = &a.entries[p * a.column + i..][..R];
            std::array::from_fn(|r| column[r])
        })
    } else {
        accumulate::<T, R, C>(k, j, b, |p| std::array::from_fn(|r| a.entries[(i + r) * a.row + p * a.column]))
    };
    for (r, sums) in sums.into_iter().enumerate() {
        for (c, sum) in sums.into_iter().enumerate() {
            sum.store(&mut out[(i + r) * n + j + c * T::Lanes::WIDTH..]);
        }
    }
}

/// Adds up a tile in the order of `p`, whatever its size: so the bits do not depend on how a matrix is tiled.
#[inline(always)]
fn accumulate<T: Real, const R: usize, const C: usize>(
    k: usize,
    j: usize,
    b: Strided<'_, T>,
    a: impl Fn(usize) -> [T; R],
) -> [[T::Lanes; C]; R] {
    let width = T::Lanes::WIDTH;
    let mut sums = [[T::Lanes::splat(T::zero()); C]; R];
    for p in 0..k {
        let row = &b.entries[p * b.row + j..][..C * width];
        let row: [T::Lanes; C] = std::array::from_fn(|c| T::Lanes::load(&row[c * width..]));
        for (sums, a) in sums.iter_mut().zip(a(p)) {
            let a = T::Lanes::splat(a);
            for (sum, &b) in sums.iter_mut().zip(&row) {
                *sum = *sum + a * b;
            }
        }
    }
    sums
}
