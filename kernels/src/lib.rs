//! The inner loops of the engine: matrix products, sums, elementwise functions and fused sequences of them, on slices.
//!
//! They form a package of their own because only they are compiled for speed; everything else is compiled for size,
//! since a learner waits for the download. No public function is generic, so that all code is generated here and not
//! in the crates that call it. Every loop gives the same bits on every machine: products are rounded before they are
//! added, and the order of every sum is fixed.

pub mod double;
pub mod fused;
mod gemm;
mod lanes;
pub mod loops;
pub mod relief;
mod vector;

use fused::{FusedLoop, Registers};
pub use gemm::Strided;
use lanes::Lanes;
use wide::{f32x4, f64x2};

/// A number type that has loops.
pub trait Scalar:
    Copy + Default + std::ops::Add<Output = Self> + std::ops::Mul<Output = Self> + 'static
{
    /// Writes the product of `a` (m×k) and `b` (k×n) to `out` (m×n) in row-major order.
    ///
    /// ```
    /// # use fluxion_kernels::{Scalar, Strided};
    /// let a = Strided { entries: &[1.0, 2.0, 3.0, 4.0], row: 2, column: 1 };
    /// let b = Strided { entries: &[10.0, 1.0], row: 1, column: 1 };
    /// let mut out = [0.0; 2];
    /// f64::gemm([2, 2, 1], a, b, &mut out);
    /// assert_eq!(out, [12.0, 34.0]);
    /// ```
    ///
    /// # Panics
    /// If a slice is too short for its sizes and strides.
    fn gemm(sizes: [usize; 3], a: Strided<'_, Self>, b: Strided<'_, Self>, out: &mut [Self]);

    /// The sum of a slice.
    ///
    /// ```
    /// # use fluxion_kernels::Scalar;
    /// assert_eq!(f32::total(&[1.0, 2.0, 3.0]), 6.0);
    /// ```
    fn total(x: &[Self]) -> Self;

    /// Runs a fused loop and writes its result to `out`; computes at most `limit` entries of the inner loop.
    fn run_fused(
        chain: &FusedLoop<Self>,
        buffers: &[Vec<Self>],
        out: &mut [Self],
        registers: &mut Registers<Self>,
        limit: usize,
    );

    /// The bit pattern, which tells any two numbers apart.
    fn bits(self) -> u64;
}

impl Scalar for f32 {
    fn gemm(sizes: [usize; 3], a: Strided<'_, f32>, b: Strided<'_, f32>, out: &mut [f32]) {
        gemm::gemm::<f32x4>(sizes, a, b, out);
    }

    fn total(x: &[f32]) -> f32 {
        total::<f32x4>(x)
    }

    fn run_fused(
        chain: &FusedLoop<f32>,
        buffers: &[Vec<f32>],
        out: &mut [f32],
        registers: &mut Registers<f32>,
        limit: usize,
    ) {
        chain.run(buffers, out, registers, limit);
    }

    fn bits(self) -> u64 {
        u64::from(self.to_bits())
    }
}

impl Scalar for f64 {
    fn gemm(sizes: [usize; 3], a: Strided<'_, f64>, b: Strided<'_, f64>, out: &mut [f64]) {
        gemm::gemm::<f64x2>(sizes, a, b, out);
    }

    fn total(x: &[f64]) -> f64 {
        total::<f64x2>(x)
    }

    fn run_fused(
        chain: &FusedLoop<f64>,
        buffers: &[Vec<f64>],
        out: &mut [f64],
        registers: &mut Registers<f64>,
        limit: usize,
    ) {
        chain.run(buffers, out, registers, limit);
    }

    fn bits(self) -> u64 {
        self.to_bits()
    }
}

/// The sum with four vector accumulators; then the accumulators are added, then the remaining entries.
fn total<L: Lanes>(x: &[L::Item]) -> L::Item {
    let zero = L::splat(L::Item::default());
    let (mut a, mut b, mut c, mut d) = (zero, zero, zero, zero);
    let mut parts = x.chunks_exact(4 * L::WIDTH);
    for part in &mut parts {
        a = a + L::load(part);
        b = b + L::load(&part[L::WIDTH..]);
        c = c + L::load(&part[2 * L::WIDTH..]);
        d = d + L::load(&part[3 * L::WIDTH..]);
    }
    parts.remainder().iter().fold(((a + b) + (c + d)).sum(), |sum, &x| sum + x)
}
