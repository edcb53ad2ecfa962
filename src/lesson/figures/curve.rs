//! The figure of a curve.

use super::{Appearance, Around, Function, Height, ParamName, Room, settings};

settings! {
    /// The curve of f(x) with a point that can be dragged, its tangent, and the slope drawn as it moves.
    pub struct Curve {
        /// The function.
        pub of: Function<1, 1>,
        /// The parameter that holds the point's x.
        pub at: ParamName,
        /// The range of x; the parameter's range if left out.
        pub x: Option<[f64; 2]>,
        /// Draw the tangent.
        pub tangent: bool,
        /// Draw f′ in a second panel as the point moves.
        pub slope: bool,
    }
}

impl Curve {
    /// The height of the picture: of one panel, or of two.
    pub fn height(&self) -> Height {
        match self.slope {
            true => Height::of_width(0.82).within(340.0, 460.0),
            false => Height::of_width(0.58).within(230.0, 460.0),
        }
    }
}

impl Appearance for Curve {
    fn still() -> &'static str {
        "The curve of {of}. At {at} = {= {at}} its height is {= {of}({at})}."
    }

    fn room(&self, around: &Around<'_>) -> Room {
        Room::new([self.height()]).lines(around.by_width(2, 1))
    }
}
