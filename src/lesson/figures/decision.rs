//! The figure of a decision map.

use super::room::map;
use super::{Appearance, Around, Expression, Function, Places, Room, settings};

settings! {
    /// A function of the plane whose sign is a class: two colours, the boundary between them, labelled points, and how
    /// many of them the function is right about.
    pub struct Decision {
        /// The function.
        pub of: Function<2, 1>,
        /// The points: the first row holds the first number of each, the second row the second.
        pub points: Places<2>,
        /// The class of each point: −1, drawn as a diamond, or 1, drawn as a circle.
        pub wanted: Expression,
        /// The range of the horizontal axis.
        pub x: [f64; 2],
        /// The range of the vertical axis.
        pub y: [f64; 2],
        /// The names of the axes; x and y if left out.
        pub axes: Option<[String; 2]>,
    }
}

impl Appearance for Decision {
    fn still() -> &'static str {
        "The sign of {of} over the plane, and {= length({wanted})} labelled points. At the first of them, \
                                 {of} is {= {of}(({points})[1, 1], ({points})[2, 1])}, and its class is \
                                 {= ({wanted})[1]}."
    }

    fn room(&self, around: &Around<'_>) -> Room {
        Room::new([map([self.x, self.y], around.width())]).lines(around.by_width(2, 1))
    }
}
