//! The colour map for heights.

use super::{Color, Theme};

/// The colour map for heights: viridis, muted so that marks and labels stand out from it.
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

impl Ramp {
    /// The colour map over the theme's paper.
    pub fn new(theme: &Theme) -> Ramp {
        let strength = STRENGTH[usize::from(theme.dark)];
        let color = |i: usize| {
            let (r, g, b) = colorous::VIRIDIS.eval_continuous(i as f64 / 255.0).as_tuple();
            Color::rgb(r, g, b).over(theme.paper, strength)
        };
        Ramp { colors: (0..256).map(color).collect() }
    }

    /// The colour at `t`, 0 for the lowest height and 1 for the highest.
    pub fn color(&self, t: f64) -> Color {
        self.colors[(t.clamp(0.0, 1.0) * 255.0) as usize]
    }
}
