//! The figure of equations of arrays.

use super::{Appearance, Around, Room, settings};
use crate::lesson::term::Term;

settings! {
    /// Equations of arrays as blocks of numbers: what each entry is made of, entries that can be changed.
    pub struct Matrices {
        /// Arrays, signs between them, and `|` where a line ends; an array that is a parameter can be changed.
        pub terms: Vec<Term>,
        /// Show shapes only: what does not fit is marked, and explained in Julia's words.
        pub shapes: bool,
    }
}

impl Appearance for Matrices {
    fn still() -> &'static str {
        "Arrays as blocks of numbers: {terms}."
    }

    fn room(&self, _: &Around<'_>) -> Room {
        // As many lines as the longest sum takes.
        Room::below_the_still().lines(4)
    }

    fn is_of_shapes(&self) -> bool {
        self.shapes
    }
}
