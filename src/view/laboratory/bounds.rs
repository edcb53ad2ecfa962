//! Where a number of the laboratory may lie, how it is stepped, and how it is typed.

use super::words::number;
use crate::view::typed;

/// Where a number may lie, and how it is stepped.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bounds {
    /// The smallest.
    pub min: f64,
    /// The largest.
    pub max: f64,
    /// How it is stepped.
    pub step: Step,
}

/// How a number is stepped.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Step {
    /// By adding so much; the number stays a multiple of it.
    Plus(f64),
    /// Through 1, 2, 5, 10, 20, …; zero lies below the smallest of them that is stated.
    Decades(f64),
}

impl Bounds {
    /// A whole number.
    pub const fn whole(min: f64, max: f64) -> Bounds {
        Bounds { min, max, step: Step::Plus(1.0) }
    }

    /// The number after so many steps.
    pub fn stepped(self, value: f64, steps: f64) -> f64 {
        let next = match self.step {
            Step::Plus(step) => ((value / step).round() + steps) * step,
            Step::Decades(least) => decade(place_of(value, least) + steps, least),
        };
        // The decimal that was meant, not the sum of many binary tenths.
        let digits = 1e12;
        ((next * digits).round() / digits).clamp(self.min, self.max)
    }

    /// Reads what was typed.
    pub fn read(self, words: &str) -> Result<f64, String> {
        let text = words.trim().replace('−', "-").replace(',', ".");
        let value = typed::number(&text).ok_or_else(|| format!("“{}” is not a number", words.trim()))?;
        let is_whole = self.step != Step::Plus(1.0) || value.fract() == 0.0;
        match (self.min..=self.max).contains(&value) {
            true if is_whole => Ok(value),
            true => Err("a whole number, please".to_owned()),
            false => Err(format!("from {} to {}, please", number(self.min), number(self.max))),
        }
    }
}

/// Where a number stands among 1, 2, 5, 10, …, counted from the smallest; −1 is zero.
fn place_of(value: f64, least: f64) -> f64 {
    if value < least {
        return -1.0;
    }
    (3.0 * libm::log10(value / least)).round()
}

fn decade(place: f64, least: f64) -> f64 {
    const PARTS: [f64; 3] = [1.0, 2.0, 5.0];
    if place < 0.0 {
        return 0.0;
    }
    least * libm::pow(10.0, (place / 3.0).floor()) * PARTS[(place as usize) % 3]
}

#[cfg(test)]
mod tests {
    use super::*;

    const SEED: Bounds = Bounds::whole(0.0, 9999.0);
    const PENALTY: Bounds = Bounds { min: 0.0, max: 10.0, step: Step::Decades(1e-5) };

    #[test]
    fn what_is_typed_is_a_number_in_range_or_gets_words() {
        for (bounds, typed, expected) in [
            (SEED, "12", Ok(12.0)),
            (SEED, "1.5", Err("a whole number, please")),
            (SEED, "-1", Err("from 0 to 9999, please")),
            (PENALTY, "0,01", Ok(0.01)),
            (PENALTY, "", Err("“” is not a number")),
            (PENALTY, "NaN", Err("from 0 to 10, please")),
            (PENALTY, "1e999", Err("from 0 to 10, please")),
        ] {
            assert_eq!(bounds.read(typed), expected.map_err(str::to_owned), "{typed}");
        }
    }

    #[test]
    fn numbers_are_stepped() {
        assert_eq!(SEED.stepped(5.0, 1.0), 6.0);
        assert_eq!(SEED.stepped(0.0, -1.0), 0.0);
        for (from, steps, to) in
            [(0.0, 1.0, 1e-5), (1e-5, -1.0, 0.0), (0.01, 1.0, 0.02), (0.05, 1.0, 0.1), (10.0, 1.0, 10.0)]
        {
            assert_eq!(PENALTY.stepped(from, steps), to, "{from} after {steps}");
        }
    }
}
