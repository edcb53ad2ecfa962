//! What figures say in words: places, a line of a tape, and a step of a walk in its three parts.

use crate::kernel::query::TapeLine;
use crate::lesson::show;

/// Operations that are written between their operands, and how.
const INFIX: [(&str, &str); 5] = [("+", " + "), ("-", " − "), ("*", " × "), ("/", " / "), ("^", "^")];

/// A number for reading.
pub fn number(value: f64) -> String {
    show::number(value, None)
}

/// A number with as many digits as it needs: none after the point if it is whole.
pub fn plain(value: f64) -> String {
    show::number(value, (value.fract() == 0.0).then_some(0))
}

/// A number for reading, once it is known.
pub fn known(value: Option<f64>) -> String {
    value.map_or_else(|| "…".to_owned(), number)
}

/// Two numbers for reading, as a place or a vector: both with as many digits, one more if both are small.
pub fn pair([x, y]: [f64; 2]) -> String {
    let decimals = if x.abs() < 0.1 && y.abs() < 0.1 && (x, y) != (0.0, 0.0) { 3 } else { 2 };
    format!("({}, {})", show::number(x, Some(decimals)), show::number(y, Some(decimals)))
}

/// A line of a tape as it is written: with names for its operands.
pub fn formula(line: &TapeLine, names: &[String]) -> String {
    let operands: Vec<&str> = line.operands.iter().map(|operand| names[*operand as usize].as_str()).collect();
    let infix = INFIX.iter().find(|(name, _)| *name == line.name).map(|(_, sign)| *sign);
    match (operands.as_slice(), infix) {
        ([one], Some(sign)) => format!("{}{one}", sign.trim()),
        ([first, second], Some(sign)) => format!("{first}{sign}{second}"),
        _ => format!("{}({})", line.name, operands.join(", ")),
    }
}

/// One step of a walk down a landscape.
#[derive(Clone, Copy, Debug)]
pub struct Step<'a> {
    /// The landscape's name.
    pub of: &'a str,
    /// Where it begins and where it leads.
    pub places: [[f64; 2]; 2],
    /// The heights there.
    pub heights: [f64; 2],
    /// The gradient where it begins.
    pub gradient: [f64; 2],
    /// How many digits after the point the learning rate has.
    pub decimals: u8,
}

impl Step<'_> {
    /// Its three parts: a name, and a sentence with the numbers.
    pub fn parts(&self) -> [(&'static str, String); 3] {
        let [from, to] = self.places;
        let step = pair([to[0] - from[0], to[1] - from[1]]);
        let scale = match self.factor() {
            Some(factor) => {
                format!(
                    "Multiplied by {}, it gives the step {step}.",
                    show::number(factor, Some(self.decimals))
                )
            }
            // The learner's own step function may do something else with it, or nothing.
            None => format!("The step taken is {step}."),
        };
        [
            (
                "Gradient.",
                format!(
                    "At {}, the gradient ∇{} = {} points uphill.",
                    pair(from),
                    self.of,
                    pair(self.gradient)
                ),
            ),
            ("Scale.", scale),
            ("Move.", format!("It leads to {}: {}.", pair(to), self.change())),
        ]
    }

    /// What the gradient has been multiplied by, if the step is a multiple of it.
    fn factor(&self) -> Option<f64> {
        let ([[x, y], [u, v]], [a, b]) = (self.places, self.gradient);
        let factor = ((u - x) * a + (v - y) * b) / (a * a + b * b);
        let rest = (u - x - factor * a).hypot(v - y - factor * b);
        (rest <= 1e-6 * (u - x).hypot(v - y)).then_some(factor)
    }

    fn change(&self) -> String {
        let [before, after] = self.heights.map(number);
        let of = self.of;
        match self.heights {
            [from, to] if before != after && to < from => format!("{of} falls from {before} to {after}"),
            [from, to] if before != after && to > from => format!("{of} rises from {before} to {after}"),
            [from, to] if from.is_finite() && to.is_finite() => format!("{of} stays near {after}"),
            _ => format!("{of} goes from {before} to {after}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_places_get_a_digit_more() {
        for (place, expected) in [
            ([2.4, -1.4], "(2.40, −1.40)"),
            ([0.012, -0.0034], "(0.012, −0.003)"),
            ([0.0, 1e-9], "(0.000, 0.000)"),
            ([0.0, 0.0], "(0.00, 0.00)"),
            ([f64::NAN, 1.0], "(NaN, 1.00)"),
        ] {
            assert_eq!(pair(place), expected);
        }
    }

    #[track_caller]
    fn check(step: Step<'_>, expected: [&str; 3]) {
        assert_eq!(step.parts().map(|(_, words)| words), expected);
    }

    #[test]
    fn a_step_is_told_in_three_parts() {
        let step = Step {
            of: "f",
            places: [[2.0, 1.0], [1.6, 1.2]],
            heights: [3.0, 2.5],
            gradient: [4.0, -2.0],
            decimals: 2,
        };
        check(
            step,
            [
                "At (2.00, 1.00), the gradient ∇f = (4.00, −2.00) points uphill.",
                "Multiplied by −0.10, it gives the step (−0.40, 0.20).",
                "It leads to (1.60, 1.20): f falls from 3.00 to 2.50.",
            ],
        );
    }

    #[test]
    fn nothing_is_claimed_of_a_step_that_is_no_multiple_of_the_gradient() {
        let scale = |places, gradient, heights| {
            let step = Step { of: "f", places, heights, gradient, decimals: 2 };
            step.parts().map(|(_, words)| words)
        };
        let aside = scale([[0.0, 0.0], [1.0, 1.0]], [1.0, 0.0], [1.0, 2.0]);
        assert_eq!(aside[1], "The step taken is (1.00, 1.00).");
        assert_eq!(aside[2], "It leads to (1.00, 1.00): f rises from 1.00 to 2.00.");
        let still = scale([[0.0, 0.0], [0.0, 0.0]], [0.0, 0.0], [1.0, 1.0]);
        assert_eq!(still[1], "The step taken is (0.00, 0.00).");
        assert_eq!(still[2], "It leads to (0.00, 0.00): f stays near 1.00.");
        let lost = scale([[0.0, 0.0], [f64::NAN, 0.0]], [1.0, 0.0], [1.0, f64::NAN]);
        assert_eq!(lost[2], "It leads to (NaN, 0.00): f goes from 1.00 to NaN.");
    }
}
