//! The colour maps for heights and for signs.

use super::{Color, Theme};

/// A colour map.
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

/// The colours of heights from the lowest to the highest, in the light and in the dark theme: from violet to yellow, as
/// in viridis, and lighter in nearly even steps (a lightness of 23, 40, 54, 69 and 85 of 100), so that they can be told
/// apart without seeing hues.
const HEIGHTS: [[Color; 5]; 2] = [
    [
        Color::rgb(0x3a, 0x23, 0x82),
        Color::rgb(0x2a, 0x5e, 0xa8),
        Color::rgb(0x14, 0x91, 0x8f),
        Color::rgb(0x6c, 0xbb, 0x58),
        Color::rgb(0xf0, 0xd5, 0x48),
    ],
    [
        Color::rgb(0x3b, 0x2a, 0x7d),
        Color::rgb(0x2c, 0x5a, 0x96),
        Color::rgb(0x1f, 0x8a, 0x8a),
        Color::rgb(0x5f, 0xb5, 0x65),
        Color::rgb(0xe0, 0xcf, 0x5a),
    ],
];

/// The exponent that gives low ground more of the colours than high ground: a loss is of interest in its valleys.
const LOW: f64 = 0.72;

/// The opacity of the colours of signs next to the middle and at the ends, in the light and in the dark theme.
const SIGN_STRENGTH: [[f64; 2]; 2] = [[0.14, 0.48], [0.16, 0.5]];

impl Ramp {
    /// The colour map for heights.
    pub fn new(theme: &Theme) -> Ramp {
        let stops = &HEIGHTS[usize::from(theme.dark)];
        let color = |i: usize| {
            let at = libm::pow(i as f64 / 255.0, LOW) * (stops.len() - 1) as f64;
            let stop = (at as usize).min(stops.len() - 2);
            stops[stop + 1].over(stops[stop], at - stop as f64)
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
