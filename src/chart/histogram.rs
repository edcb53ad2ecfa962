//! A histogram: how often numbers fall into bins of equal width.

use super::axes::{ABOVE, Axes, BELOW, RIGHT, room_for_named};
use super::{Color, Frame, Picture, Scale, Stroke, Theme};

/// The gap between two bars, in parts of a bin.
const GAP: f64 = 0.08;

/// Counts over a range.
///
/// ```
/// # use fluxion::chart::{Theme, histogram::Histogram};
/// let histogram = Histogram { x: [0.0, 1.0], counts: vec![3, 1, 4], names: ["output", "units"].map(str::to_owned) };
/// let theme = Theme::light();
/// let frame = histogram.frame([400.0, 200.0]);
/// assert!(histogram.base(&frame, &theme, theme.height).marks.len() > 3);
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Histogram {
    /// The range that the bins divide.
    pub x: [f64; 2],
    /// How many numbers are in each bin, from the left.
    pub counts: Vec<u32>,
    /// The names of the axes.
    pub names: [String; 2],
}

impl Histogram {
    /// The layout for a size in CSS pixels.
    pub fn frame(&self, [width, height]: [f64; 2]) -> Frame {
        let most = f64::from(self.counts.iter().copied().max().unwrap_or(0)).max(1.0);
        let y = Scale::linear([0.0, 1.08 * most], [(height - BELOW).max(ABOVE + 10.0), ABOVE]);
        let left = room_for_named(&y, &self.names[1]);
        Frame { x: Scale::linear(self.x, [left, (width - RIGHT).max(left + 10.0)]), y }
    }

    /// Axes and bars.
    pub fn base(&self, frame: &Frame, theme: &Theme, color: Color) -> Picture {
        let mut picture = Picture::new(&theme.font);
        let names = [self.names[0].as_str(), self.names[1].as_str()];
        Axes { names, grid: true, below: true }.draw(&mut picture, frame, theme);
        let width = (self.x[1] - self.x[0]) / self.counts.len().max(1) as f64;
        for (bin, count) in self.counts.iter().enumerate().filter(|(_, count)| **count > 0) {
            let [left, right] = [bin as f64 + GAP, bin as f64 + 1.0 - GAP].map(|at| self.x[0] + at * width);
            let corner = |x: f64, y: f64| frame.screen_from_data([x, y]);
            let top = f64::from(*count);
            let [low, high] = [corner(left, top), corner(right, top)];
            picture.area(vec![corner(left, 0.0), low, high, corner(right, 0.0)], color.fade(0.55));
            picture.line(vec![low, high], Stroke::new(color, 2.0));
        }
        picture
    }
}
