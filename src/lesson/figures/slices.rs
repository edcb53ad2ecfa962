//! The figure of slices.

use super::room::SURFACE;
use super::{Appearance, Around, Chosen, Function, Height, Observations, ParamName, Room, choices, settings};

settings! {
    /// f(a, b, c) along each of its numbers while the others stay; the landscape of two of them.
    pub struct Slices {
        /// The function.
        pub of: Function<3, 1>,
        /// The parameters that hold the point.
        pub at: [ParamName; 3],
        /// The heights that the slices show at least.
        pub height: Option<[f64; 2]>,
        /// Draw the tangent of each slice.
        pub tangent: bool,
        /// The views.
        pub views: Chosen<View>,
        /// The curve that the point makes, and the observations that it is to pass through.
        pub fitted: Option<Fitted>,
    }
}

settings! {
    /// A curve that a point of numbers makes.
    pub struct Fitted {
        /// The curve that the point makes.
        pub fit: Function<1, 1>,
        /// The observations.
        pub seen: Observations,
    }
}

choices! {
    /// A view of slices.
    pub enum View {
        /// The curve and the observations.
        Fit = "fit",
        /// The slices.
        Slices = "slices",
        /// The map of two of the numbers.
        Contour = "contour",
        /// The surface of two of the numbers.
        Surface = "surface",
    }
}

impl Slices {
    /// The height of a slice.
    pub const SLICE: Height = Height::fixed(160.0);
    /// The height of the fit.
    pub const FIT: Height = Height::of_width(0.44).within(190.0, 235.0);
    /// The height of a map whose axes count different things, for the width of the figure.
    const MAP: Height = Height::of_width(0.85);
}

impl Appearance for Slices {
    fn still() -> &'static str {
        "{of} along each of its numbers while the others stay. At ({at}) = {= ({at})} it is \
                                 {= {of}({at})}."
    }

    fn room(&self, around: &Around<'_>) -> Room {
        let has = |view| self.views.has(view);
        let (flat, surface) = (has(View::Contour), has(View::Surface));
        let mut pictures = Vec::new();
        if has(View::Fit) && self.fitted.is_some() {
            pictures.push(Self::FIT);
        }
        if has(View::Slices) {
            let rows = around.by_width(3, 1);
            pictures.extend((0..rows).map(|_| Self::SLICE));
        }
        match (around.is_wide, flat, surface) {
            // Side by side; the map is the taller one.
            (true, true, true) => pictures.push(Height::of_width(0.425).plus(-5.0)),
            (_, flat, surface) => {
                pictures
                    .extend([flat.then_some(Self::MAP), surface.then_some(SURFACE)].into_iter().flatten());
            }
        }
        let is_short = around.is_wide && !self.tangent;
        let choices = usize::from(flat || surface);
        Room::new(pictures).buttons(choices).lines(if is_short { 1 } else { 2 })
    }
}
