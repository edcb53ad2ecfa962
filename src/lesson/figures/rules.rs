//! The figure of rules.

use super::room::STEPPER;
use super::{Appearance, Around, Function, Height, ParamName, Room, settings};

settings! {
    /// The slope of a function worked out by rules, one after another: its formula as a tree that grows.
    pub struct Rules {
        /// The function.
        pub of: Function<1, 1>,
        /// The parameter that holds its argument.
        pub at: ParamName,
    }
}

impl Rules {
    /// The height of the tree.
    pub const HEIGHT: Height = Height::fixed(330.0);
}

impl Appearance for Rules {
    fn still() -> &'static str {
        "The formula of {of} as a tree, and how it grows while its slope is worked out. At \
                                 {at} = {= {at}} the function gives {= {of}({at})}."
    }

    fn room(&self, around: &Around<'_>) -> Room {
        let [narrow, wide] = STEPPER;
        Room::new([Self::HEIGHT]).below(around.by_width(narrow, wide - 0.5))
    }
}
