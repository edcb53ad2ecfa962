//! The curve of a function of one number with a point and its tangent, and optionally the derivative below it.

use super::axes::{ABOVE, Axes, BELOW, RIGHT, no_data_message, room_for_named};
use super::marks::Painter;
use super::range::padded;
use super::theme::FAINT;
use super::{Frame, Marks, Picture, Point, Rect, Scale, Stroke, Theme, range, sampled};

/// The margin above and below a curve, relative to its height.
const ROOM: f64 = 0.08;

/// The gap between the two panels.
const BETWEEN: f64 = 20.0;

/// The upper panel's fraction of the height if there are two panels.
const UPPER: f64 = 0.56;

/// A sampled function, optionally with its derivative.
///
/// ```
/// # use fluxion::chart::{Curve, CurvePoint, Theme};
/// let x = |i: usize| i as f64 / 50.0 - 1.0;
/// let curve = Curve::new([-1.0, 1.0], (0..=100).map(|i| x(i) * x(i)).collect(), vec![], ["x", "f"], None);
/// let frames = curve.frames([400.0, 300.0]);
/// let point = CurvePoint { x: 0.5, y: 0.25, slope: Some(1.0), ..CurvePoint::default() };
/// assert!(!curve.overlay(&frames, &Theme::light(), &point).marks.is_empty());
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Curve {
    x: [f64; 2],
    y: Vec<f64>,
    slope: Vec<f64>,
    names: [String; 2],
    slope_name: Option<String>,
}

/// The layout of a curve: one panel, or two with the same horizontal axis.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CurveFrames {
    /// The panel of the function.
    pub main: Frame,
    /// The panel of the derivative.
    pub slope: Option<Frame>,
}

/// The point on a curve.
#[derive(Clone, Copy, Debug, Default)]
pub struct CurvePoint {
    /// The x coordinate.
    pub x: f64,
    /// The height there; if it is NaN, nothing is drawn.
    pub y: f64,
    /// The derivative there.
    pub slope: Option<f64>,
    /// Whether the tangent is drawn.
    pub tangent: bool,
    /// Whether the point is being dragged or has focus.
    pub is_held: bool,
    /// The range of x in which the learner has traced the slope.
    pub traced: Option<[f64; 2]>,
}

impl Curve {
    /// Values of a function and, unless empty, of its derivative, at evenly spaced points of the range `x`, and the
    /// names of x and of the function. If `slope_name` is given, the derivative gets a panel of its own.
    pub fn new(
        x: [f64; 2],
        y: Vec<f64>,
        slope: Vec<f64>,
        names: [&str; 2],
        slope_name: Option<&str>,
    ) -> Curve {
        Curve { x, y, slope, names: names.map(str::to_owned), slope_name: slope_name.map(str::to_owned) }
    }

    /// Each sample: x, the height, and the derivative (NaN if there is none).
    pub fn samples(&self) -> impl Iterator<Item = [f64; 3]> + '_ {
        let slope = |i: usize| self.slope.get(i).copied().unwrap_or(f64::NAN);
        self.places(&self.y).enumerate().map(move |(i, [x, y])| [x, y, slope(i)])
    }

    /// The layout for a size in CSS pixels.
    pub fn frames(&self, [width, height]: [f64; 2]) -> CurveFrames {
        let heights = |values: &[f64]| padded(range(values.iter().copied()).unwrap_or([-1.0, 1.0]), ROOM);
        let (y, slope) = (heights(&self.y), heights(&self.slope));
        let bottom = height - BELOW;
        let split = match &self.slope_name {
            Some(_) => ABOVE + (bottom - ABOVE) * UPPER,
            None => bottom,
        };
        let room =
            |y: [f64; 2], height: f64, name: &str| room_for_named(&Scale::linear(y, [height, 0.0]), name);
        let upper = room(y, split - ABOVE, &self.names[1]);
        let left = match &self.slope_name {
            Some(name) => upper.max(room(slope, bottom - split, name)),
            None => upper,
        };
        let panel = |top: f64, bottom: f64, y: [f64; 2]| {
            let right = (width - RIGHT).max(left + 10.0);
            Frame::linear(Rect { min: [left, top], max: [right, bottom.max(top + 10.0)] }, self.x, y)
        };
        CurveFrames {
            main: panel(ABOVE, split - if self.slope_name.is_some() { BETWEEN / 2.0 } else { 0.0 }, y),
            slope: self.slope_name.as_ref().map(|_| panel(split + BETWEEN / 2.0, bottom, slope)),
        }
    }

    /// Axes and curves.
    pub fn base(&self, frames: &CurveFrames, theme: &Theme) -> Picture {
        let mut picture = Picture::new(&theme.font);
        let axes = |name, below| Axes { names: [&self.names[0], name], grid: true, below };
        axes(&self.names[1], frames.slope.is_none()).draw(&mut picture, &frames.main, theme);
        self.line(&mut picture, &frames.main, &self.y, Stroke::new(theme.height, 2.5));
        // Before the first sample arrives there is no message to show.
        if !self.y.is_empty() && !self.y.iter().any(|height| height.is_finite()) {
            no_data_message(&mut picture, &frames.main.plot(), theme);
        }
        if let (Some(frame), Some(name)) = (&frames.slope, &self.slope_name) {
            axes(name, true).draw(&mut picture, frame, theme);
            self.line(&mut picture, frame, &self.slope, Stroke::new(theme.positive.fade(FAINT), 2.5));
        }
        picture
    }

    /// The tangent, the point, and the traced part of the derivative.
    pub fn overlay(&self, frames: &CurveFrames, theme: &Theme, point: &CurvePoint) -> Picture {
        let mut picture = Picture::new(&theme.font);
        let at = [point.x, point.y];
        if let (true, Some(slope)) = (point.tangent, point.slope) {
            let ends = self.x.map(|x| frames.main.screen_from_data([x, point.y + slope * (x - point.x)]));
            picture.line_in(&frames.main.plot(), ends, Stroke::new(theme.positive, 2.0));
        }
        if let Some(frame) = &frames.slope {
            if let Some(traced) = point.traced {
                self.trace(&mut picture, frame, theme, traced);
            }
            if let Some(slope) = point.slope.filter(|slope| slope.is_finite()) {
                self.drop_line(&mut picture, frames, frame, theme, [point.x, point.y, slope]);
            }
        }
        let screen = |place| frames.main.screen_from_data(place);
        let marks = Marks { point: Some(at), is_held: point.is_held, ..Marks::default() };
        let rect = frames.main.plot();
        Painter { picture: &mut picture, theme, rect, screen: &screen, ground: None }.draw(&marks);
        picture
    }

    /// A line from the point down to the curve of the derivative.
    fn drop_line(
        &self,
        picture: &mut Picture,
        frames: &CurveFrames,
        frame: &Frame,
        theme: &Theme,
        [x, y, slope]: [f64; 3],
    ) {
        let (from, to) = (frames.main.screen_from_data([x, y]), frame.screen_from_data([x, slope]));
        let plot = frame.plot();
        let whole = Rect { min: frames.main.plot().min, max: plot.max };
        if let Some(part) = super::clip::cut(from, to, &whole) {
            picture.dashes(&part, Stroke::new(theme.soft, 1.2));
        }
        if plot.contains(to, 1.0) {
            picture.dot(to, 5.5, theme.positive, Stroke::new(theme.paper, 2.0));
        }
    }

    fn trace(&self, picture: &mut Picture, frame: &Frame, theme: &Theme, [from, to]: [f64; 2]) {
        let visited = self.places(&self.slope).filter(|[x, _]| (from..=to).contains(x));
        let points: Vec<Point> = visited.map(|place| frame.screen_from_data(place)).collect();
        picture.line_in(&frame.plot(), points, Stroke::new(theme.positive, 2.5));
    }

    fn line(&self, picture: &mut Picture, frame: &Frame, values: &[f64], stroke: Stroke) {
        sampled::draw(picture, frame, self.x, values, stroke);
    }

    fn places<'a>(&'a self, values: &'a [f64]) -> impl Iterator<Item = [f64; 2]> + 'a {
        sampled::places(self.x, values)
    }
}
