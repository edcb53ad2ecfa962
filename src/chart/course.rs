//! The course of a number over the steps of a run, small: a line, where it is now, and zero.

use super::picture::{Anchor, Picture, Stroke, TextMark};
use super::theme::TYPE;
use super::{Frame, Rect, Theme};

/// The room on the right for the word at zero, and above and below the line.
const RIGHT: f64 = 22.0;
const EDGE: f64 = 4.0;

/// Steps and values.
///
/// ```
/// # use fluxion::chart::{Course, Theme};
/// let course = Course { points: vec![(0, 0.5), (10, 0.8), (20, 1.5)] };
/// assert_eq!(course.draw([98.0, 30.0], &Theme::light()).marks.len(), 4);
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Course {
    /// The steps, ascending, and the value at each.
    pub points: Vec<(u64, f64)>,
}

impl Course {
    /// The line of zero, the course, and a dot at its end.
    pub fn draw(&self, [width, height]: [f64; 2], theme: &Theme) -> Picture {
        let mut picture = Picture::new(&theme.font);
        let finite = self.points.iter().map(|(_, value)| *value).filter(|value| value.abs() < 1e300);
        let [low, high] = finite.fold([0.0f64; 2], |[low, high], value| [low.min(value), high.max(value)]);
        let (Some((first, _)), Some((last, value))) = (self.points.first(), self.points.last()) else {
            return picture;
        };
        let high = if high > low { high } else { low + 1.0 };
        let plot = Rect {
            min: [EDGE, EDGE],
            max: [(width - RIGHT).max(EDGE + 8.0), (height - EDGE).max(EDGE + 8.0)],
        };
        let frame = Frame::linear(plot, [*first as f64, (*last).max(first + 1) as f64], [low, high]);
        let zero = frame.y.screen_from_data(0.0);
        picture.line(vec![[plot.min[0], zero], [plot.max[0], zero]], Stroke::new(theme.rule, 1.0));
        let (at, anchor) = ([plot.max[0] + 7.0, zero], Anchor::Left);
        picture.text(TextMark {
            text: "0",
            at,
            anchor,
            size: TYPE,
            bold: false,
            color: theme.soft,
            halo: None,
        });
        let color = if *value < 0.0 { theme.negative } else { theme.positive };
        let points = self.points.iter().map(|(step, value)| frame.screen_from_data([*step as f64, *value]));
        let roomy = Rect { min: plot.min.map(|side| side - 1.0), max: plot.max.map(|side| side + 1.0) };
        picture.line_in(&roomy, points, Stroke::new(color, 1.5));
        let end = frame.screen_from_data([*last as f64, *value]);
        if roomy.contains(end, 0.0) {
            picture.dot(end, 3.0, color, Stroke::new(color.fade(0.0), 1.0));
        }
        picture
    }
}
