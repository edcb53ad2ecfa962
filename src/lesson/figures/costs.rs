//! The figure of costs.

use super::{ALL, ANY, Appearance, Around, Expression, Function, Height, Room, settings};

settings! {
    /// What all slopes of a function cost, forwards with dual numbers and backwards with the tape, counted.
    pub struct Costs {
        /// The function; it may give several numbers.
        pub of: Function<ALL, ANY>,
        /// Its arguments: a vector or a tuple.
        pub inputs: Expression,
    }
}

impl Appearance for Costs {
    fn still() -> &'static str {
        "The cost of all slopes of {of} with {= length({inputs})} inputs."
    }

    fn room(&self, around: &Around<'_>) -> Room {
        let below = if around.is_broad { 93.0 } else { around.by_width(153.7, 113.2) };
        Room::new([Height::fixed(192.0)]).below(below).lines(around.by_width(2, 1))
    }
}
