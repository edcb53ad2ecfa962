//! The figure of a fit.

use super::{Appearance, Around, Expression, Function, Height, Observations, ParamName, Room, settings};

settings! {
    /// Observations, a curve that is to pass through them, and how far it misses each.
    pub struct Fit {
        /// The curve.
        pub of: Function<1, 1>,
        /// The observations.
        pub seen: Observations,
        /// A parameter that picks one of the times.
        pub at: Option<ParamName>,
        /// The loss, stated in words.
        pub loss: Option<Expression>,
    }
}

impl Fit {
    /// The height of the picture.
    pub const HEIGHT: Height = Height::of_width(0.62).within(230.0, 460.0);
}

impl Appearance for Fit {
    fn still() -> &'static str {
        "{= length({times})} observations and the curve of {of}. It misses the first of them \
                                 by {= abs({of}(({times})[1]) - ({values})[1])}."
    }

    fn room(&self, around: &Around<'_>) -> Room {
        Room::new([Self::HEIGHT]).lines(around.by_width(3, 2))
    }
}
