//! The figure of a landscape.

use super::room::{MAP_ABOVE_SURFACE, SURFACE, map};
use super::{Appearance, Around, Chosen, Function, Height, ParamName, Plane, Room, choices, settings};

settings! {
    /// f(x, y) as a contour map and a surface that can be turned; one point on both.
    pub struct Landscape {
        /// The function.
        pub of: Function<2, 1>,
        /// The parameters that hold the point.
        pub at: [ParamName; 2],
        /// The range of x; the parameter's range if left out.
        pub x: Option<[f64; 2]>,
        /// The range of y; the parameter's range if left out.
        pub y: Option<[f64; 2]>,
        /// The views.
        pub views: Chosen<View>,
        /// Draw the gradient.
        pub gradient: bool,
        /// Draw the two partial slopes as arrows.
        pub components: bool,
    }
}

choices! {
    /// A view of a landscape.
    pub enum View {
        /// The map.
        Contour = "contour",
        /// The surface in space.
        Surface = "surface",
    }
}

impl Appearance for Landscape {
    fn still() -> &'static str {
        "The landscape of {of}. At ({at}) = {= ({at})} its height is {= {of}({at})}."
    }

    fn room(&self, around: &Around<'_>) -> Room {
        let range =
            |set: Option<[f64; 2]>, axis: usize| set.unwrap_or_else(|| (around.range_of)(&self.at[axis]));
        let natural = |width| map([range(self.x, 0), range(self.y, 1)], width);
        let (flat, surface) = (self.views.has(View::Contour), self.views.has(View::Surface));
        let shown = if around.is_wide && surface {
            Height::of_width(MAP_ABOVE_SURFACE)
        } else {
            natural(around.width())
        };
        if around.is_broad && flat && surface {
            return Room::new([SURFACE])
                .beside(natural(around.width() / 2.0).in_column(0.5))
                .lines(3)
                .more(19.0);
        }
        let pictures = [flat.then_some(shown), surface.then_some(SURFACE)].into_iter().flatten();
        // In a narrow column the rule of how arrows are drawn takes a line of its own.
        let rule = if self.gradient || self.components { around.by_width(19.0, 0.0) } else { 0.0 };
        Room::new(pictures).lines(around.by_width(2, 1)).more(rule)
    }

    fn plane(&self) -> Option<Plane<'_>> {
        Some(Plane { point: &self.at })
    }
}
