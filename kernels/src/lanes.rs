//! SIMD vectors for the inner loops, with the same bits on every machine.

use wide::{f32x4, f64x2};

use crate::Scalar;

/// A vector of [`Lanes::WIDTH`] numbers.
pub trait Lanes: Copy + std::ops::Add<Output = Self> + std::ops::Mul<Output = Self> {
    /// The type of the numbers.
    type Item: Scalar;
    /// The number of lanes.
    const WIDTH: usize;
    /// The same number in each lane.
    fn splat(x: Self::Item) -> Self;
    /// Loads the first numbers of a slice, padded with zeros if it is too short.
    fn load(from: &[Self::Item]) -> Self;
    /// Loads a slice that is shorter than a vector, padded with zeros.
    fn load_part(from: &[Self::Item]) -> Self;
    /// Stores the numbers at the front of a slice that is long enough.
    fn store(self, to: &mut [Self::Item]);
    /// The sum of the lanes: neighbours are added first, then the pairs.
    fn sum(self) -> Self::Item;
}

impl Lanes for f32x4 {
    type Item = f32;
    const WIDTH: usize = 4;

    #[inline(always)]
    fn splat(x: f32) -> f32x4 {
        f32x4::splat(x)
    }

    #[inline(always)]
    fn load(from: &[f32]) -> f32x4 {
        from.first_chunk().map_or_else(|| f32x4::load_part(from), |from| f32x4::new(*from))
    }

    #[inline(always)]
    fn load_part(from: &[f32]) -> f32x4 {
        let lane = |at: usize| from.get(at).copied().unwrap_or(0.0);
        f32x4::new([lane(0), lane(1), lane(2), 0.0])
    }

    #[inline(always)]
    fn store(self, to: &mut [f32]) {
        if let Some(to) = to.first_chunk_mut() {
            *to = self.to_array();
        }
    }

    #[inline(always)]
    fn sum(self) -> f32 {
        let [a, b, c, d] = self.to_array();
        (a + b) + (c + d)
    }
}

impl Lanes for f64x2 {
    type Item = f64;
    const WIDTH: usize = 2;

    #[inline(always)]
    fn splat(x: f64) -> f64x2 {
        f64x2::splat(x)
    }

    #[inline(always)]
    fn load(from: &[f64]) -> f64x2 {
        from.first_chunk().map_or_else(|| f64x2::load_part(from), |from| f64x2::new(*from))
    }

    #[inline(always)]
    fn load_part(from: &[f64]) -> f64x2 {
        f64x2::new([from.first().copied().unwrap_or(0.0), 0.0])
    }

    #[inline(always)]
    fn store(self, to: &mut [f64]) {
        if let Some(to) = to.first_chunk_mut() {
            *to = self.to_array();
        }
    }

    #[inline(always)]
    fn sum(self) -> f64 {
        let [a, b] = self.to_array();
        a + b
    }
}
