//! The figure of one input through the same functions, written in four ways.

use super::room::STEPPER;
use super::{Appearance, Around, Height, Room, settings};
use crate::lesson::term::ArrayTerm;

settings! {
    /// Functions one after another in four pictures: calls within calls, a list, a chain, a composition.
    pub struct Ways {
        /// What the functions are called, in the order in which they are called.
        pub functions: Vec<String>,
        /// The value at the start and after each function.
        pub values: Vec<ArrayTerm>,
        /// The four ways, in this order.
        pub ways: [ArrayTerm; 4],
    }
}

impl Appearance for Ways {
    fn still() -> &'static str {
        "One input through {functions}, written in four ways: {ways}."
    }

    fn room(&self, around: &Around<'_>) -> Room {
        let [narrow, wide] = STEPPER;
        Room::new([Height::fixed(484.0)]).below(around.by_width(narrow, wide))
    }
}
