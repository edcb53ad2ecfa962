//! The figure of a tape.

use super::room::STEPPER;
use super::{ALL, Appearance, Around, Function, Height, ParamName, Room, settings};

settings! {
    /// How a function arrives at its value, line by line as a graph, and how slopes come back.
    pub struct Tape {
        /// The function.
        pub of: Function<ALL, 1>,
        /// The parameters that hold its arguments.
        pub at: Vec<ParamName>,
        /// Offer the way back with one of its rules left out.
        pub faults: bool,
        /// Carry slopes along on the way there, as dual numbers.
        pub dual: bool,
    }
}

impl Tape {
    /// The height of the graph.
    pub const HEIGHT: Height = Height::fixed(400.0);
}

impl Appearance for Tape {
    fn still() -> &'static str {
        "The tape of {of}. At ({at}) = {= ({at})} the function gives {= {of}({at})}."
    }

    fn room(&self, around: &Around<'_>) -> Room {
        let [narrow, wide] = STEPPER;
        let choices = match (self.dual, self.faults) {
            (true, _) if self.at.len() > 1 => 1,
            (false, true) => around.by_width(2, 1),
            _ => 0,
        };
        Room::new([Self::HEIGHT]).below(around.by_width(narrow, wide)).buttons(choices)
    }
}
