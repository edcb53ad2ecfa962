//! How often a network in training is right, over its steps: on the examples it learns from, and on those kept for
//! testing.

use super::losses::{ABOVE, BELOW, LEFT, NAMES, RIGHT, spread, steps_below, word};
use super::picture::{Anchor, Picture, Stroke};
use super::{Color, Frame, Rect, Scale, Theme};

/// The shares that have a line, and how they are written.
const LINES: [(f64, &str); 3] = [(0.0, "0 %"), (0.5, "50 %"), (1.0, "100 %")];

/// Shares of right answers by step; all three have the same length.
///
/// ```
/// # use fluxion::chart::{Accuracy, Theme};
/// let accuracy = Accuracy { steps: &[0, 42, 84], training: &[0.1, 0.8, 0.93], testing: &[0.12, 0.78, 0.9] };
/// let frame = accuracy.frame([320.0, 140.0]);
/// assert!(accuracy.base(&frame, &Theme::light()).marks.len() > 5);
/// assert!(!accuracy.overlay(&frame, &Theme::light()).marks.is_empty());
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Accuracy<'a> {
    /// The steps, ascending.
    pub steps: &'a [u64],
    /// The share of the examples learned from that is right, from 0 to 1.
    pub training: &'a [f64],
    /// The share of the examples kept for testing.
    pub testing: &'a [f64],
}

impl Accuracy<'_> {
    /// The layout for a size in CSS pixels: that of [`Losses`](super::Losses), so that the two can stand one above the
    /// other.
    pub fn frame(&self, [width, height]: [f64; 2]) -> Frame {
        let right = (width - RIGHT).max(LEFT + 20.0);
        let bottom = (height - BELOW).max(ABOVE + 20.0);
        let last = self.steps.last().copied().unwrap_or(0).max(1) as f64;
        Frame { x: Scale::linear([0.0, last], [LEFT, right]), y: Scale::linear([0.0, 1.0], [bottom, ABOVE]) }
    }

    /// Axes and curves.
    pub fn base(&self, frame: &Frame, theme: &Theme) -> Picture {
        let mut picture = Picture::new(&theme.font);
        let Rect { min: [left, top], max: [right, bottom] } = frame.plot();
        for (share, text) in LINES {
            let y = frame.y.screen_from_data(share);
            let color = if share == 0.0 { theme.edge } else { theme.rule };
            picture.line(vec![[left, y], [right, y]], Stroke::new(color, 1.0));
            word(&mut picture, text, [left - 8.0, y], (Anchor::Right, theme.soft, false));
        }
        let rect = Rect { min: [left - 0.5, top - 0.5], max: [right + 0.5, bottom + 0.5] };
        for (shares, color) in [(self.training, theme.height), (self.testing, theme.point)] {
            let points = self.steps.iter().zip(shares);
            let points = points.map(|(step, share)| frame.screen_from_data([*step as f64, *share]));
            picture.line_in(&rect, points, Stroke::new(color, 1.8));
        }
        steps_below(&mut picture, frame, theme, None);
        picture
    }

    /// The ends of the curves, with their names and values.
    pub fn overlay(&self, frame: &Frame, theme: &Theme) -> Picture {
        let mut picture = Picture::new(&theme.font);
        let plot = frame.plot();
        let rows = [("train", self.training, theme.height), ("test", self.testing, theme.point)];
        let mut names: Vec<(f64, String, Color)> = Vec::new();
        for (name, shares, color) in rows {
            let Some((step, share)) = self.steps.last().zip(shares.last()) else { continue };
            let [x, y] = frame.screen_from_data([*step as f64, *share]);
            let fill = if name == "train" { color } else { theme.paper };
            picture.dot([x, y], 3.6, fill, Stroke::new(color, 1.6));
            names.push((y, format!("{name} {:.1} %", 100.0 * share), color));
        }
        spread(&mut names, [plot.min[1], plot.max[1] - 2.0]);
        for (y, text, color) in names {
            word(&mut picture, &text, [plot.max[0] + NAMES, y], (Anchor::Left, color, false));
        }
        picture
    }
}
