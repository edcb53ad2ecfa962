//! The figure of several curves.

use super::{Appearance, Around, Function, Height, ParamName, Room, settings};

settings! {
    /// Curves of several functions of one number, one below the other, with one point on all.
    pub struct Curves {
        /// The functions, from the top.
        pub of: Vec<Function<1, 1>>,
        /// The parameter that holds the point's x.
        pub at: ParamName,
        /// The range of x; the parameter's range if left out.
        pub x: Option<[f64; 2]>,
        /// Draw the tangents of all but the lowest.
        pub tangent: bool,
    }
}

impl Curves {
    /// The height of all panels together.
    pub const HEIGHT: Height = Height::fixed(400.0);
}

impl Appearance for Curves {
    fn still() -> &'static str {
        "The curves of {of}, one below the other. At {at} = {= {at}} their heights are \
                                 {= map(g -> g({at}), ({of},))}."
    }

    fn room(&self, around: &Around<'_>) -> Room {
        // The words name every curve.
        let lines = match (self.of.len() > 2, around.is_broad) {
            (true, false) => around.by_width(3, 2),
            _ => around.by_width(2, 1),
        };
        Room::new([Self::HEIGHT]).lines(lines)
    }
}
