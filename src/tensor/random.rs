//! Random numbers from a seed. They are the same on every machine, so a reset returns to the same start.

use rand::rngs::Xoshiro256PlusPlus;
use rand::seq::SliceRandom;
use rand::{RngExt, SeedableRng};

use super::{Real, Tensor};

/// A stream of random numbers.
///
/// ```
/// # use fluxion::tensor::random::Random;
/// let (mut a, mut b) = (Random::new(7), Random::new(7));
/// assert_eq!(a.uniform(), b.uniform());
/// assert!((0.0..1.0).contains(&a.uniform()));
/// ```
#[derive(Clone, Debug)]
pub struct Random(Xoshiro256PlusPlus);

impl Random {
    /// The stream for a seed.
    pub fn new(seed: u64) -> Random {
        Random(Xoshiro256PlusPlus::seed_from_u64(seed))
    }

    /// A number uniformly distributed in [0, 1).
    pub fn uniform(&mut self) -> f64 {
        self.0.random()
    }

    /// A number uniformly distributed between `low` and `high`.
    pub fn between(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * self.uniform()
    }

    /// A number from the standard normal distribution, by the Box–Muller transform.
    pub fn normal(&mut self) -> f64 {
        let (u, v) = (1.0 - self.uniform(), self.uniform());
        libm::sqrt(-2.0 * libm::log(u)) * libm::cos(std::f64::consts::TAU * v)
    }

    /// Shuffles a list.
    pub fn shuffle<V>(&mut self, list: &mut [V]) {
        list.shuffle(&mut self.0);
    }

    /// An array whose entries are drawn one by one, in column-major order.
    ///
    /// # Panics
    /// If there is not enough memory for the array.
    pub fn tensor<T: Real>(&mut self, shape: &[usize], draw: impl Fn(&mut Random) -> f64) -> Tensor<T> {
        let entries = (0..shape.iter().product()).map(|_| T::from_f64(draw(self))).collect();
        Tensor::from_column_major(shape, entries).expect("there are as many entries as the shape says")
    }
}
