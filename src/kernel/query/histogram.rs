//! How the numbers of an expression are distributed.

use serde::{Deserialize, Serialize};

use crate::kernel::answering::{Answerable, Answering, Urgency, complaint};
use crate::language::Error;

/// The most bins.
const MAX_BINS: u32 = 512;

/// Asks how the numbers of an expression are distributed over a range.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Histogram {
    /// The expression.
    pub code: String,
    /// The range that is counted.
    pub x: [f64; 2],
    /// How many bins of equal width the range is divided into.
    pub bins: u32,
}

/// Numbers counted in bins of equal width.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Distribution {
    /// How many numbers are in each bin, from the left.
    pub counts: Vec<u32>,
    /// How many numbers are outside the range, or are not finite.
    pub outside: u32,
    /// The mean of all numbers.
    pub mean: f64,
    /// Their standard deviation, from the mean square of their distances to the mean.
    pub deviation: f64,
}

impl Answerable for Histogram {
    type Answer = Distribution;

    const URGENCY: Urgency = Urgency::Low;

    fn reads(&self) -> Vec<&str> {
        vec![&self.code]
    }

    fn answer(&self, answering: &mut Answering<'_>) -> Result<Distribution, Error> {
        let numbers = answering.evaluate(&self.code)?.numbers().unwrap_or_default();
        match numbers.is_empty() {
            true => Err(complaint(format!("`{}` does not give numbers", self.code))),
            false => Ok(Distribution::of(&numbers, self.x, self.bins.clamp(1, MAX_BINS))),
        }
    }
}

impl Distribution {
    /// Counts at least one number. Both ends of the range belong to it.
    fn of(numbers: &[f64], [from, to]: [f64; 2], bins: u32) -> Distribution {
        let mut counts = vec![0; bins as usize];
        let mut outside = 0;
        for number in numbers {
            match (from..=to).contains(number) {
                true => {
                    let bin = ((number - from) / (to - from) * f64::from(bins)) as usize;
                    counts[bin.min(bins as usize - 1)] += 1;
                }
                false => outside += 1,
            }
        }
        let count = numbers.len() as f64;
        let mean = numbers.iter().sum::<f64>() / count;
        let square = numbers.iter().map(|number| (number - mean) * (number - mean)).sum::<f64>() / count;
        Distribution { counts, outside, mean, deviation: square.sqrt() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_number_is_counted_once() {
        let distribution = Distribution::of(&[0.0, 0.2, 0.5, 1.0, 1.5, f64::NAN], [0.0, 1.0], 4);
        assert_eq!((distribution.counts, distribution.outside), (vec![2, 0, 1, 1], 2));
    }

    #[test]
    fn mean_and_deviation_are_those_of_all_numbers() {
        let distribution = Distribution::of(&[1.0, 3.0, 5.0, 7.0], [0.0, 2.0], 2);
        assert_eq!((distribution.mean, distribution.deviation), (4.0, 5.0_f64.sqrt()));
    }
}
