//! What a histogram says in words.

use super::words::number;
use crate::kernel::query::Distribution;

/// What the figure says.
impl Distribution {
    /// How many numbers there are, of what, and how they are distributed.
    pub fn in_words(&self, count: &str) -> String {
        let all = self.counts.iter().sum::<u32>() + self.outside;
        let outside = match self.outside {
            0 => String::new(),
            outside => format!(", {outside} of them outside"),
        };
        let [mean, deviation] = [self.mean, self.deviation].map(number);
        format!("{all} {count}{outside}: mean {mean}, deviation {deviation}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_outside_are_mentioned() {
        let distribution = Distribution { counts: vec![3, 1], outside: 2, mean: 0.5, deviation: 0.25 };
        assert_eq!(distribution.in_words("units"), "6 units, 2 of them outside: mean 0.50, deviation 0.25");
    }
}
