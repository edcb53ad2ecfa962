//! Predictions over targets: good predictions are close to the diagonal.

use super::axes::{ABOVE, Axes, BELOW, RIGHT, room_for_named};
use super::range::padded;
use super::{Frame, Picture, Rect, Scale, Stroke, Theme, range};

/// The margin around the numbers, relative to their range.
const ROOM: f64 = 0.08;

/// The targets, and the common range of both axes.
///
/// ```
/// # use fluxion::chart::{Parity, Theme};
/// let parity = Parity::new(vec![0.5, -1.0], &[0.0, 0.2], 2, ["y", "ŷ"]);
/// let frame = parity.frame([240.0, 200.0]);
/// assert!(!parity.overlay(&frame, &Theme::light(), &[0.4, -0.6]).marks.is_empty());
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Parity {
    targets: Vec<f64>,
    range: [f64; 2],
    kinds: usize,
    names: [String; 2],
}

impl Parity {
    /// The targets; further numbers that the range must include; the number of kinds that the targets cycle through;
    /// the names of the axes.
    pub fn new(targets: Vec<f64>, seen: &[f64], kinds: usize, names: [&str; 2]) -> Parity {
        let all = range(targets.iter().chain(seen).copied()).unwrap_or([0.0, 1.0]);
        Parity { targets, range: padded(all, ROOM), kinds: kinds.max(1), names: names.map(str::to_owned) }
    }

    /// The layout for a size in CSS pixels.
    pub fn frame(&self, [width, height]: [f64; 2]) -> Frame {
        let bottom = (height - BELOW).max(ABOVE + 10.0);
        let left = room_for_named(&Scale::linear(self.range, [bottom, ABOVE]), &self.names[1]);
        let right = (width - RIGHT).max(left + 10.0);
        Frame::linear(Rect { min: [left, ABOVE], max: [right, bottom] }, self.range, self.range)
    }

    /// Axes and the diagonal.
    pub fn base(&self, frame: &Frame, theme: &Theme) -> Picture {
        let mut picture = Picture::new(&theme.font);
        let names = [self.names[0].as_str(), self.names[1].as_str()];
        Axes { names, grid: true, below: true }.draw(&mut picture, frame, theme);
        let ends = self.range.map(|end| frame.screen_from_data([end, end]));
        picture.dashes(&ends, Stroke::new(theme.soft, 1.5));
        picture
    }

    /// The predictions, in the order of the targets, and their errors. The first kind is drawn filled, all others
    /// hollow.
    pub fn overlay(&self, frame: &Frame, theme: &Theme, predicted: &[f64]) -> Picture {
        let mut picture = Picture::new(&theme.font);
        let plot = frame.plot();
        for (index, (target, predicted)) in self.targets.iter().zip(predicted).enumerate() {
            let [from, at] = [*target, *predicted].map(|y| frame.screen_from_data([*target, y]));
            if !from.iter().chain(&at).all(|place| place.is_finite()) {
                continue;
            }
            picture.line_in(&plot, [from, at], Stroke::new(theme.first.fade(0.7), 1.5));
            if plot.contains(at, 2.0) {
                let fill = if index % self.kinds == 0 { theme.height } else { theme.paper };
                picture.dot(at, 4.0, fill, Stroke::new(theme.height, 2.0));
            }
        }
        picture
    }
}
