//! The colour maps for heights and for signs.

use super::{Color, Theme};

/// A colour map: muted, so that marks and labels stand out from it.
///
/// ```
/// # use fluxion::chart::{Ramp, Theme};
/// let ramp = Ramp::new(&Theme::light());
/// assert_ne!(ramp.color(0.0), ramp.color(1.0));
/// assert_eq!(ramp.color(7.0), ramp.color(1.0));
/// ```
pub struct Ramp {
    colors: Vec<Color>,
}

/// The opacity of the colour map over the paper in the light and in the dark theme.
const STRENGTH: [f64; 2] = [0.42, 0.62];

/// The opacity of the colours of signs next to the middle and at the ends, in the light and in the dark theme.
const SIGN_STRENGTH: [[f64; 2]; 2] = [[0.14, 0.48], [0.16, 0.5]];

impl Ramp {
    /// The colour map for heights: viridis over the theme's paper.
    pub fn new(theme: &Theme) -> Ramp {
        let strength = STRENGTH[usize::from(theme.dark)];
        let color = |i: usize| {
            let (r, g, b) = colorous::VIRIDIS.eval_continuous(i as f64 / 255.0).as_tuple();
            Color::rgb(r, g, b).over(theme.paper, strength)
        };
        Ramp { colors: (0..256).map(color).collect() }
    }

    /// The colour map for signs: one colour below the middle, another above it, each fainter towards the middle.
    ///
    /// ```
    /// # use fluxion::chart::{Ramp, Theme};
    /// let (theme, ramp) = (Theme::light(), Ramp::of_signs(&Theme::light()));
    /// assert_eq!(ramp.color(1.0), theme.positive.over(theme.paper, 0.48));
    /// assert_ne!(ramp.color(0.49), ramp.color(0.51));
    /// ```
    pub fn of_signs(theme: &Theme) -> Ramp {
        let [faintest, strongest] = SIGN_STRENGTH[usize::from(theme.dark)];
        let color = |i: usize| {
            let share = i as f64 / 127.5 - 1.0;
            let hue = if share < 0.0 { theme.negative } else { theme.positive };
            hue.over(theme.paper, faintest + (strongest - faintest) * share.abs())
        };
        Ramp { colors: (0..256).map(color).collect() }
    }

    /// The colour at `t`, 0 for the lowest height and 1 for the highest; signs change at ½.
    pub fn color(&self, t: f64) -> Color {
        self.colors[(t.clamp(0.0, 1.0) * 255.0) as usize]
    }
}
