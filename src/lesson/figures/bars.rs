//! The figure of bars.

use super::{Appearance, Around, Height, Room, settings};
use crate::lesson::term::ArrayTerm;

settings! {
    /// Vectors as bars, one below the other; one that is a parameter is dragged by the ends of its bars.
    pub struct Bars {
        /// The vectors, from the top.
        pub of: Vec<ArrayTerm>,
    }
}

impl Appearance for Bars {
    fn still() -> &'static str {
        "Vectors as bars, one below the other: {of}."
    }

    fn room(&self, _: &Around<'_>) -> Room {
        Room::new([Height::fixed(384.0)]).lines(2)
    }
}
