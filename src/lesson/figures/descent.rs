//! The figure of gradient descent.

use super::room::{MAP_ABOVE_SURFACE, STEPPER, SURFACE, map};
use super::{Appearance, Around, Chosen, Function, Height, ParamName, Plane, Room, Steps, choices, settings};

settings! {
    /// Gradient descent over f(x, y): path, step arrow, stepper, loss curve.
    pub struct Descent {
        /// The function to descend.
        pub of: Function<2, 1>,
        /// The function that gives the next place, a tuple, from x and y.
        pub step: Function<2, 2>,
        /// The parameter that holds the learning rate.
        pub rate: ParamName,
        /// The parameters that hold the starting place.
        pub start: [ParamName; 2],
        /// How many steps to walk.
        pub steps: Steps<40>,
        /// The range of x; the parameter's range if left out.
        pub x: Option<[f64; 2]>,
        /// The range of y; the parameter's range if left out.
        pub y: Option<[f64; 2]>,
        /// The views.
        pub views: Chosen<View>,
        /// Play the walk again and again, unless the reader prefers reduced motion.
        pub play: bool,
    }
}

choices! {
    /// A view of a descent.
    pub enum View {
        /// The map.
        Contour = "contour",
        /// The surface in space.
        Surface = "surface",
        /// The loss after each step.
        Loss = "loss",
    }
}

impl Descent {
    /// The height of the loss curve.
    pub const LOSS: Height = Height::fixed(132.0);
}

impl Appearance for Descent {
    fn still() -> &'static str {
        "A walk down the landscape of {of}, from ({start}) = {= ({start})}, where its height \
                                 is {= {of}({start})}, with {rate} = {= {rate}}. The first step leads to \
                                 {= {step}({start})}."
    }

    fn room(&self, around: &Around<'_>) -> Room {
        let has = |view| self.views.has(view);
        let range =
            |set: Option<[f64; 2]>, axis: usize| set.unwrap_or_else(|| (around.range_of)(&self.start[axis]));
        let all = [has(View::Contour), has(View::Surface), has(View::Loss)];
        let natural = map([range(self.x, 0), range(self.y, 1)], around.width());
        let pictures = match (around.is_wide, all) {
            // Of three the second and the third share a row.
            (true, [true, true, true]) => {
                let half = Height::of_width(0.35).plus(-2.8).within(220.0, 400.0);
                vec![Height::of_width(MAP_ABOVE_SURFACE), half]
            }
            (true, [true, true, false]) => vec![Height::of_width(MAP_ABOVE_SURFACE), SURFACE],
            _ => {
                let pictures = [natural, SURFACE, Self::LOSS].into_iter().zip(all);
                pictures.filter(|(_, has)| *has).map(|(height, _)| height).collect()
            }
        };
        // The rule of how arrows are drawn takes a line more than other steppers have.
        let [narrow, wide] = STEPPER;
        Room::new(pictures).below(around.by_width(narrow + 19.0, wide))
    }

    fn plane(&self) -> Option<Plane<'_>> {
        Some(Plane { point: &self.start })
    }
}
