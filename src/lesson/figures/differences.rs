//! The figure of differences.

use super::{Appearance, Around, Function, Height, ParamName, Room, settings};

settings! {
    /// Differences in place of a slope: their errors over the size of the step, and their lines on the curve.
    pub struct Differences {
        /// The function.
        pub of: Function<1, 1>,
        /// The function that gives its slope.
        pub slope: Function<1, 1>,
        /// The parameter that holds the point's x.
        pub at: ParamName,
        /// Differences: functions that estimate the slope there from a step.
        pub rules: Vec<Function<1, 1>>,
        /// The parameter k: the step is ten to the power of −k.
        pub exponent: ParamName,
        /// The range of x; the parameter's range if left out.
        pub x: Option<[f64; 2]>,
    }
}

impl Differences {
    /// The height of the curve.
    pub const CURVE: Height = Height::fixed(190.0);
    /// The height of the errors.
    pub const ERRORS: Height = Height::fixed(250.0);
}

impl Appearance for Differences {
    fn still() -> &'static str {
        "The curve of {of}. At {at} = {= {at}} its slope is {= {slope}({at})}. With the step \
                                 {= 10.0^(-{exponent})} differences give \
                                 {= map(g -> g(10.0^(-{exponent})), ({rules},))}."
    }

    fn room(&self, around: &Around<'_>) -> Room {
        Room::new([Self::CURVE, Self::ERRORS]).lines(around.by_width(3, 2))
    }
}
