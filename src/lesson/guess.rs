//! A guess at the answer to a gate: where it begins, and how good it is. The lesson compiler asks the same questions, so
//! that no guess is good before it has been made.

/// How good a guess was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// As good as the answer.
    Right,
    /// Near the answer.
    Close,
    /// Neither.
    Off,
}

/// A guess is right if it misses by at most this part of the range, or of the answer's length; close, by the other.
const RIGHT: f64 = 0.05;
const CLOSE: f64 = 0.15;

impl Verdict {
    /// The verdict on a guess that misses by so much, measured by a scale: the width of the range or of the map, or
    /// [that of an arrow](scale_of_arrow).
    ///
    /// ```
    /// # use fluxion::lesson::guess::Verdict;
    /// assert_eq!([0.4, 1.2, 3.0].map(|miss| Verdict::of_miss(miss, 10.0)), [Verdict::Right, Verdict::Close, Verdict::Off]);
    /// ```
    pub fn of_miss(miss: f64, scale: f64) -> Verdict {
        match miss / scale {
            part if part <= RIGHT => Verdict::Right,
            part if part <= CLOSE => Verdict::Close,
            _ => Verdict::Off,
        }
    }

    /// One word for the style sheet.
    pub fn name(self) -> &'static str {
        match self {
            Verdict::Right => "right",
            Verdict::Close => "close",
            Verdict::Off => "off",
        }
    }

    /// What the learner is told.
    pub fn words(self) -> &'static str {
        match self {
            Verdict::Right => "Yes.",
            Verdict::Close => "Close.",
            Verdict::Off => "Not quite.",
        }
    }
}

/// What a guess at an arrow is measured by: four lengths of the answer, but not next to nothing on a map of that width.
pub fn scale_of_arrow([x, y]: [f64; 2], width: f64) -> f64 {
    4.0 * x.hypot(y).max(1e-3 * width)
}

/// Where the guess at an arrow begins on a map of that width: it gives nothing away, and does not cover an arrow along an
/// axis.
pub fn first_arrow(width: f64) -> [f64; 2] {
    let aside = 0.14 * width;
    [-aside, aside]
}

/// Where the guess at a place begins on a map of that width: beside the figure's point.
pub fn first_place([x, y]: [f64; 2], width: f64) -> [f64; 2] {
    [x - 0.14 * width, y]
}

/// Where the guess at a number begins: at the lower end of its range, which suggests nothing.
pub fn first_number(min: f64) -> f64 {
    min
}
