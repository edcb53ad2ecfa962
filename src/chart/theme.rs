//! The colours and fonts of charts, taken from the page's design.

use super::Color;

/// The size of all small text on charts in CSS pixels: readable whatever the size of the chart.
pub const TYPE: f64 = 12.0;

/// The opacity of a curve that has not been traversed yet: visible, but fainter than the part that has.
pub const FAINT: f64 = 0.42;

/// The colours and fonts of a chart. The page makes one from its style sheet's tokens.
#[derive(Clone, Debug, PartialEq)]
pub struct Theme {
    /// Whether the paper is dark and the marks are light.
    pub dark: bool,
    /// The font family of labels in CSS syntax.
    pub font: String,
    /// The background.
    pub paper: Color,
    /// Text.
    pub ink: Color,
    /// Secondary text: numbers at ticks and names of axes.
    pub soft: Color,
    /// Thin lines.
    pub rule: Color,
    /// Lines that must stand out: axes through zero.
    pub edge: Color,
    /// The curve of a function.
    pub height: Color,
    /// What points uphill: slopes and gradients.
    pub positive: Color,
    /// What points downhill: steps.
    pub negative: Color,
    /// The learner's position.
    pub point: Color,
    /// The path walked.
    pub path: Color,
    /// The partial derivative along the first axis.
    pub first: Color,
    /// The partial derivative along the second axis.
    pub second: Color,
    /// The learner's guess.
    pub guess: Color,
}

impl Theme {
    /// The page's light colours, for tests.
    pub fn light() -> Theme {
        Theme {
            dark: false,
            font: "Inter, sans-serif".to_owned(),
            paper: Color::rgb(0xfc, 0xfb, 0xf8),
            ink: Color::rgb(0x22, 0x21, 0x1f),
            soft: Color::rgb(0x67, 0x63, 0x5b),
            rule: Color::rgb(0xe4, 0xe0, 0xd7),
            edge: Color::rgb(0x8b, 0x86, 0x7b),
            height: Color::rgb(0x33, 0x70, 0x3a),
            positive: Color::rgb(0x1b, 0x68, 0x84),
            negative: Color::rgb(0xb3, 0x4a, 0x06),
            point: Color::rgb(0x7a, 0x3e, 0x9d),
            path: Color::rgb(0xb3, 0x4a, 0x06),
            first: Color::rgb(0xa8, 0x32, 0x5e),
            second: Color::rgb(0x7d, 0x5a, 0x00),
            guess: Color::rgb(0x22, 0x21, 0x1f),
        }
    }

    /// The page's dark colours, for tests.
    pub fn dark() -> Theme {
        Theme {
            dark: true,
            font: "Inter, sans-serif".to_owned(),
            paper: Color::rgb(0x16, 0x18, 0x1a),
            ink: Color::rgb(0xe6, 0xe3, 0xdc),
            soft: Color::rgb(0xa0, 0x9b, 0x90),
            rule: Color::rgb(0x30, 0x33, 0x36),
            edge: Color::rgb(0x77, 0x72, 0x68),
            height: Color::rgb(0x86, 0xc5, 0x84),
            positive: Color::rgb(0x67, 0xbd, 0xd8),
            negative: Color::rgb(0xf2, 0x95, 0x4b),
            point: Color::rgb(0xc7, 0x9b, 0xe6),
            path: Color::rgb(0xf2, 0x95, 0x4b),
            first: Color::rgb(0xef, 0x8f, 0xb0),
            second: Color::rgb(0xd9, 0xb3, 0x4c),
            guess: Color::rgb(0xe6, 0xe3, 0xdc),
        }
    }

    /// The colour with the name of a hue.
    ///
    /// ```
    /// # use fluxion::chart::Theme;
    /// let theme = Theme::light();
    /// assert_eq!([theme.hue("rose"), theme.hue("no hue")], [Some(theme.first), None]);
    /// ```
    pub fn hue(&self, name: &str) -> Option<Color> {
        let hues = [
            ("blue", self.positive),
            ("gold", self.second),
            ("green", self.height),
            ("orange", self.negative),
            ("rose", self.first),
            ("violet", self.point),
        ];
        hues.into_iter().find(|(hue, _)| *hue == name).map(|(_, color)| color)
    }

    /// One of seven colours for things shown side by side; they repeat after the seventh.
    pub fn track(&self, at: usize) -> Color {
        let tracks =
            [self.positive, self.negative, self.point, self.height, self.first, self.second, self.ink];
        tracks[at % tracks.len()]
    }

    /// The colour of contour lines over the colours of heights.
    pub fn line(&self) -> Color {
        let base = if self.dark { Color::rgb(8, 10, 14) } else { Color::rgb(20, 16, 40) };
        base.fade(if self.dark { 0.36 } else { 0.32 })
    }
}
