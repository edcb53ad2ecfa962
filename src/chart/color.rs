//! Colours as plain values.

use plotters_backend::{BackendColor, BackendStyle};

/// A colour with its opacity.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Color {
    /// Red, green, blue.
    pub rgb: [u8; 3],
    /// Opacity, 0 to 1.
    pub alpha: f64,
}

impl Color {
    /// An opaque colour.
    pub const fn rgb(r: u8, g: u8, b: u8) -> Color {
        Color { rgb: [r, g, b], alpha: 1.0 }
    }

    /// The same colour with its opacity multiplied by `by`.
    #[must_use]
    pub fn fade(self, by: f64) -> Color {
        Color { alpha: self.alpha * by, ..self }
    }

    /// An opaque mixture of this colour and `other`: `share` 1 gives this one, 0 the other.
    ///
    /// ```
    /// # use fluxion::chart::Color;
    /// assert_eq!(Color::rgb(100, 0, 200).over(Color::rgb(0, 0, 0), 0.5), Color::rgb(50, 0, 100));
    /// ```
    #[must_use]
    pub fn over(self, other: Color, share: f64) -> Color {
        let mix = |a: u8, b: u8| (f64::from(b) + (f64::from(a) - f64::from(b)) * share).round() as u8;
        let [r, g, b] = [0, 1, 2].map(|i| mix(self.rgb[i], other.rgb[i]));
        Color::rgb(r, g, b)
    }

    /// Parses a CSS colour of the form `#rgb`, `#rrggbb`, `rgb(r, g, b)` or `rgb(r g b / a)`.
    ///
    /// ```
    /// # use fluxion::chart::Color;
    /// assert_eq!(Color::parse(" #7a3e9d"), Some(Color::rgb(122, 62, 157)));
    /// assert_eq!(Color::parse("rgb(1 2 3 / 0.5)"), Some(Color { rgb: [1, 2, 3], alpha: 0.5 }));
    /// assert_eq!(Color::parse("mauve"), None);
    /// ```
    pub fn parse(text: &str) -> Option<Color> {
        let text = text.trim();
        if let Some(hex) = text.strip_prefix('#') {
            let digit = |i: usize| u8::from_str_radix(hex.get(i..=i)?, 16).ok();
            let pair = |i: usize| u8::from_str_radix(hex.get(i..i + 2)?, 16).ok();
            return match hex.len() {
                3 => Some(Color::rgb(digit(0)? * 17, digit(1)? * 17, digit(2)? * 17)),
                6 => Some(Color::rgb(pair(0)?, pair(2)?, pair(4)?)),
                _ => None,
            };
        }
        let inside = text.strip_prefix("rgb(").or(text.strip_prefix("rgba("))?.strip_suffix(')')?;
        let mut parts = inside.split([',', ' ', '/']).filter(|part| !part.is_empty());
        let mut channel = || parts.next()?.parse::<u8>().ok();
        let rgb = [channel()?, channel()?, channel()?];
        let alpha = parts.next().map_or(Some(1.0), decimal)?;
        Some(Color { rgb, alpha })
    }
}

/// A decimal without a sign and an exponent. Rust's own reader would bring its tables into the page's module.
fn decimal(text: &str) -> Option<f64> {
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let digits = [whole, part].concat();
    let are_digits = digits.bytes().all(|byte| byte.is_ascii_digit());
    let places = i32::try_from(part.len()).ok()?;
    // Fewer digits than a `u32` holds give the nearest number.
    are_digits.then(|| digits.parse::<u32>().ok())?.map(|number| f64::from(number) / 10f64.powi(places))
}

impl BackendStyle for Color {
    fn color(&self) -> BackendColor {
        let [r, g, b] = self.rgb;
        BackendColor { alpha: self.alpha, rgb: (r, g, b) }
    }
}
