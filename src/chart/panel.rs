//! A curve in a panel, one of several that share an axis and a point.
//!
//! Not here: how panels are arranged. The caller arranges them and gives each panel its frame.

use super::axes::{ABOVE, Axes, BELOW, RIGHT, no_data_message, room_for_named};
use super::range::padded;
use super::{Color, Frame, Picture, Rect, Scale, Stroke, Theme, range, sampled};

/// The margin above and below a curve, relative to its height.
const ROOM: f64 = 0.08;

/// The gap between two panels one below the other.
const BETWEEN: f64 = 20.0;

/// A sampled function in a panel.
///
/// ```
/// # use fluxion::chart::{Panel, PanelPoint, Theme};
/// let panel = Panel::new([-1.0, 1.0], vec![1.0, 0.0, 1.0], ["a", "loss"]);
/// let frame = panel.frame([150.0, 120.0], [0.0, 2.0]);
/// let (theme, point) = (Theme::light(), PanelPoint { x: 0.5, y: 0.5, slope: Some(1.0), is_held: false });
/// assert!(!panel.overlay(&frame, &theme, &point, theme.point).marks.is_empty());
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Panel {
    x: [f64; 2],
    values: Vec<f64>,
    names: [String; 2],
}

/// The point on the curve of a panel.
#[derive(Clone, Copy, Debug)]
pub struct PanelPoint {
    /// The x coordinate.
    pub x: f64,
    /// The height there.
    pub y: f64,
    /// The slope there, if the tangent is to be drawn.
    pub slope: Option<f64>,
    /// Whether the point is being dragged or has focus.
    pub is_held: bool,
}

impl Panel {
    /// Values of a function at evenly spaced points of the range `x`, and the names of x and of the function.
    pub fn new(x: [f64; 2], values: Vec<f64>, names: [&str; 2]) -> Panel {
        Panel { x, values, names: names.map(str::to_owned) }
    }

    /// The range of heights that shows the curve without outliers.
    pub fn heights(&self) -> [f64; 2] {
        padded(range(self.values.iter().copied()).unwrap_or([-1.0, 1.0]), ROOM)
    }

    /// Each sample.
    pub fn samples(&self) -> impl Iterator<Item = [f64; 2]> + '_ {
        sampled::places(self.x, &self.values)
    }

    /// The layout of a single panel for a size in CSS pixels and the range `y` of heights.
    pub fn frame(&self, [width, height]: [f64; 2], y: [f64; 2]) -> Frame {
        let left = self.room(y, height - BELOW - ABOVE);
        self.within([left, width], [ABOVE, height - BELOW], y)
    }

    /// The layouts of panels one below the other, with their vertical axes aligned.
    pub fn stacked(panels: &[Panel], [width, height]: [f64; 2]) -> Vec<Frame> {
        let count = panels.len().max(1) as f64;
        let each = ((height - BELOW - ABOVE - BETWEEN * (count - 1.0)) / count).max(10.0);
        let left = panels.iter().map(|panel| panel.room(panel.heights(), each)).fold(0.0, f64::max);
        let frame = |(index, panel): (usize, &Panel)| {
            let top = ABOVE + (each + BETWEEN) * index as f64;
            panel.within([left, width], [top, top + each], panel.heights())
        };
        panels.iter().enumerate().map(frame).collect()
    }

    /// A vertical line at `x` through panels one below the other.
    pub fn guide_line(frames: &[Frame], x: f64, theme: &Theme) -> Picture {
        let mut picture = Picture::new(&theme.font);
        if let [first, .., last] = frames {
            let (from, to) = (first.plot().min[1], last.plot().max[1]);
            let at = first.x.screen_from_data(x);
            picture.dashes(&[[at, from], [at, to]], Stroke::new(theme.soft, 1.0));
        }
        picture
    }

    fn room(&self, y: [f64; 2], height: f64) -> f64 {
        room_for_named(&Scale::linear(y, [height.max(10.0), 0.0]), &self.names[1])
    }

    fn within(&self, [left, width]: [f64; 2], [top, bottom]: [f64; 2], y: [f64; 2]) -> Frame {
        let right = (width - RIGHT).max(left + 10.0);
        Frame::linear(Rect { min: [left, top], max: [right, bottom.max(top + 10.0)] }, self.x, y)
    }

    /// The axes and the curve; the horizontal axis has numbers if `below`.
    pub fn base(&self, frame: &Frame, theme: &Theme, color: Color, below: bool) -> Picture {
        let mut picture = Picture::new(&theme.font);
        Axes { names: [&self.names[0], &self.names[1]], grid: true, below }.draw(&mut picture, frame, theme);
        sampled::draw(&mut picture, frame, self.x, &self.values, Stroke::new(color, 2.5));
        // Before the first sample arrives there is no message to show.
        if !self.values.is_empty() && !self.values.iter().any(|height| height.is_finite()) {
            no_data_message(&mut picture, &frame.plot(), theme);
        }
        picture
    }

    /// Tangent and point.
    pub fn overlay(&self, frame: &Frame, theme: &Theme, point: &PanelPoint, color: Color) -> Picture {
        let mut picture = Picture::new(&theme.font);
        let plot = frame.plot();
        let at = frame.screen_from_data([point.x, point.y]);
        let foot = [at[0], plot.max[1]];
        if let Some(part) = super::clip::cut(at, foot, &plot) {
            picture.dashes(&part, Stroke::new(theme.soft, 1.0));
        }
        if let Some(slope) = point.slope.filter(|slope| slope.is_finite()) {
            let ends = self.x.map(|x| frame.screen_from_data([x, point.y + slope * (x - point.x)]));
            picture.line_in(&plot, ends, Stroke::new(theme.positive, 2.0));
        }
        if at.iter().all(|place| place.is_finite()) && plot.contains(at, 2.0) {
            picture.handle(at, color, theme.paper, point.is_held);
        }
        picture
    }
}
