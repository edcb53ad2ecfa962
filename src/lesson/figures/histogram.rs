//! The figure of a histogram.

use super::{Appearance, Around, Expression, Height, Room, Steps, settings};

settings! {
    /// How the numbers of an array are distributed: a histogram, the mean and the standard deviation.
    pub struct Histogram {
        /// The numbers.
        pub of: Expression,
        /// The range that is shown.
        pub x: [f64; 2],
        /// How many bins the range is divided into.
        pub bins: Steps<40>,
        /// What one of the numbers is.
        pub number: String,
        /// What is counted.
        pub count: String,
    }
}

impl Histogram {
    /// The height of the picture.
    pub const HEIGHT: Height = Height::of_width(0.42).within(180.0, 280.0);
}

impl Appearance for Histogram {
    fn still() -> &'static str {
        "How {= length({of})} {count} are distributed by {number}, from {= minimum({of})} to {= maximum({of})}."
    }

    fn room(&self, around: &Around<'_>) -> Room {
        Room::new([Self::HEIGHT]).lines(around.by_width(2, 1))
    }
}
