//! The product of two matrices, summed in the same order on every machine.

use crate::lanes::Lanes;

/// A matrix as a strided view of a slice.
#[derive(Clone, Copy, Debug)]
pub struct Strided<'a, T> {
    /// The entries.
    pub entries: &'a [T],
    /// The stride from one row to the next.
    pub row: usize,
    /// The stride from one column to the next.
    pub column: usize,
}

/// Picks the loop that reads both matrices contiguously.
pub fn gemm<L: Lanes>(
    [m, k, n]: [usize; 3],
    a: Strided<'_, L::Item>,
    b: Strided<'_, L::Item>,
    out: &mut [L::Item],
) {
    if m * n == 0 {
    } else if k == 0 {
        out[..m * n].fill(L::Item::default());
    } else if (n == 1 || b.column != 1) && a.column == 1 && b.row == 1 {
        dots::<L>(m, k, n, a, b, out);
    } else if b.column == 1 {
        tiles::<L>(m, k, n, a, b, out);
    } else {
        let packed: Vec<L::Item> =
            (0..k * n).map(|at| b.entries[(at / n) * b.row + (at % n) * b.column]).collect();
        tiles::<L>(m, k, n, a, Strided { entries: &packed, row: n, column: 1 }, out);
    }
}

/// Every entry as the dot product of a contiguous row and a contiguous column, four columns at a time.
fn dots<L: Lanes>(
    m: usize,
    k: usize,
    n: usize,
    a: Strided<'_, L::Item>,
    b: Strided<'_, L::Item>,
    out: &mut [L::Item],
) {
    for i in 0..m {
        let row = &a.entries[i * a.row..][..k];
        if n == 1 {
            out[i] = dot::<L>(row, &b.entries[..k]);
            continue;
        }
        for (at, out) in out[i * n..][..n].chunks_mut(4).enumerate() {
            // Missing columns are replaced by copies of the last one, which are computed but not stored.
            let column = |c: usize| &b.entries[(4 * at + c).min(n - 1) * b.column..][..k];
            let sums = four_dots::<L>(row, column(0), column(1), column(2), column(3));
            out.copy_from_slice(&sums[..out.len()]);
        }
    }
}

/// The dot product of a row with one column, summed in the same order as in [`four_dots`].
fn dot<L: Lanes>(row: &[L::Item], column: &[L::Item]) -> L::Item {
    let whole = row.len() / L::WIDTH * L::WIDTH;
    let ((row, row_rest), (column, column_rest)) = (row.split_at(whole), column.split_at(whole));
    let pairs = row.chunks_exact(L::WIDTH).zip(column.chunks_exact(L::WIDTH));
    let sum = pairs.fold(L::splat(L::Item::default()), |sum, (x, y)| sum + L::load(x) * L::load(y));
    if row_rest.is_empty() {
        return sum.sum();
    }
    (sum + L::load_part(row_rest) * L::load_part(column_rest)).sum()
}

/// The dot products of a row with four columns. The lanes are summed at the end.
fn four_dots<L: Lanes>(
    row: &[L::Item],
    c0: &[L::Item],
    c1: &[L::Item],
    c2: &[L::Item],
    c3: &[L::Item],
) -> [L::Item; 4] {
    let (width, load) = (L::WIDTH, L::load);
    let zero = L::splat(L::Item::default());
    let (mut s0, mut s1, mut s2, mut s3) = (zero, zero, zero, zero);
    let whole = row.len() / width * width;
    let mut p = 0;
    while p < whole {
        let x = load(&row[p..]);
        s0 = s0 + x * load(&c0[p..]);
        s1 = s1 + x * load(&c1[p..]);
        s2 = s2 + x * load(&c2[p..]);
        s3 = s3 + x * load(&c3[p..]);
        p += width;
    }
    if whole < row.len() {
        let part = L::load_part;
        let x = part(&row[whole..]);
        s0 = s0 + x * part(&c0[whole..]);
        s1 = s1 + x * part(&c1[whole..]);
        s2 = s2 + x * part(&c2[whole..]);
        s3 = s3 + x * part(&c3[whole..]);
    }
    [s0.sum(), s1.sum(), s2.sum(), s3.sum()]
}

/// Tiles of four rows and two vectors of columns; the rows of `b` are contiguous. Every entry is summed in the order of
/// the inner dimension, so the bits do not depend on the tiling.
fn tiles<L: Lanes>(
    m: usize,
    k: usize,
    n: usize,
    a: Strided<'_, L::Item>,
    b: Strided<'_, L::Item>,
    out: &mut [L::Item],
) {
    let width = L::WIDTH;
    if n < width {
        return few_columns::<L>(m, k, n, a, b, out);
    }
    for i in (0..m).step_by(4) {
        // Missing rows are replaced by copies of the last one, which are computed but not stored.
        let rows = [i, (i + 1).min(m - 1), (i + 2).min(m - 1), (i + 3).min(m - 1)];
        let a_rows = rows.map(|row| &a.entries[row * a.row..]);
        let stored = 4.min(m - i);
        let mut j = 0;
        while j + 2 * width <= n {
            let sums = tile_of_two::<L>(k, j, a.column, a_rows, b);
            for (row, (left, right)) in sums.into_iter().enumerate().take(stored) {
                let to = &mut out[(i + row) * n + j..][..2 * width];
                left.store(to);
                right.store(&mut to[width..]);
            }
            j += 2 * width;
        }
        while j < n {
            // The last tile overlaps columns that are already computed, and writes the same values to them.
            let at = j.min(n - width);
            let sums = tile_of_one::<L>(k, at, a.column, a_rows, b);
            for (row, sum) in sums.into_iter().enumerate().take(stored) {
                sum.store(&mut out[(i + row) * n + at..][..width]);
            }
            j += width;
        }
    }
}

fn few_columns<L: Lanes>(
    m: usize,
    k: usize,
    n: usize,
    a: Strided<'_, L::Item>,
    b: Strided<'_, L::Item>,
    out: &mut [L::Item],
) {
    for i in 0..m {
        for j in 0..n {
            let mut sum = L::Item::default();
            for p in 0..k {
                sum = sum + a.entries[i * a.row + p * a.column] * b.entries[p * b.row + j];
            }
            out[i * n + j] = sum;
        }
    }
}

/// Four rows of `a` times two vectors of columns of `b`. Unrolled by hand so that the sums stay in registers.
fn tile_of_two<L: Lanes>(
    k: usize,
    j: usize,
    step: usize,
    [a0, a1, a2, a3]: [&[L::Item]; 4],
    b: Strided<'_, L::Item>,
) -> [(L, L); 4] {
    let width = L::WIDTH;
    let zero = L::splat(L::Item::default());
    let (mut s0, mut s1, mut s2, mut s3) = ((zero, zero), (zero, zero), (zero, zero), (zero, zero));
    for p in 0..k {
        let row = &b.entries[p * b.row + j..][..2 * width];
        let (left, right) = (L::load(row), L::load(&row[width..]));
        let at = p * step;
        let (x0, x1) = (L::splat(a0[at]), L::splat(a1[at]));
        s0 = (s0.0 + x0 * left, s0.1 + x0 * right);
        s1 = (s1.0 + x1 * left, s1.1 + x1 * right);
        let (x2, x3) = (L::splat(a2[at]), L::splat(a3[at]));
        s2 = (s2.0 + x2 * left, s2.1 + x2 * right);
        s3 = (s3.0 + x3 * left, s3.1 + x3 * right);
    }
    [s0, s1, s2, s3]
}

/// Four rows of `a` times one vector of columns of `b`.
fn tile_of_one<L: Lanes>(
    k: usize,
    j: usize,
    step: usize,
    [a0, a1, a2, a3]: [&[L::Item]; 4],
    b: Strided<'_, L::Item>,
) -> [L; 4] {
    let zero = L::splat(L::Item::default());
    let (mut s0, mut s1, mut s2, mut s3) = (zero, zero, zero, zero);
    for p in 0..k {
        let row = L::load(&b.entries[p * b.row + j..][..L::WIDTH]);
        let at = p * step;
        s0 = s0 + L::splat(a0[at]) * row;
        s1 = s1 + L::splat(a1[at]) * row;
        s2 = s2 + L::splat(a2[at]) * row;
        s3 = s3 + L::splat(a3[at]) * row;
    }
    [s0, s1, s2, s3]
}
