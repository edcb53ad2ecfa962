//! Observations over time, a curve to be fitted to them, and the residuals.

use super::axes::{ABOVE, Axes, BELOW, RIGHT, room_for_named};
use super::theme::FAINT;
use super::{Frame, Picture, Point, Rect, Scale, Stroke, Theme, sampled};

/// The width of a residual's bar in CSS pixels, and that of the selected one.
const BAR: f64 = 2.5;
const PICKED: f64 = 5.0;

/// The opacity of squares, several of which may overlap.
const FILL: f64 = 0.13;

/// Observations and curves, over ranges that stay fixed while either moves.
///
/// ```
/// # use fluxion::chart::{Fit, FitOptions, Theme};
/// let fit = Fit {
///     x: [-1.0, 1.0],
///     y: [0.0, 2.0],
///     names: ["t".into(), "P".into()],
///     curve: vec![0.0, 1.0, 2.0],
///     truth: vec![],
///     observations: vec![[0.0, 1.5]],
///     predicted: vec![1.0],
/// };
/// let (frame, options) = (fit.frame([400.0, 240.0]), FitOptions { bars: true, ..FitOptions::default() });
/// assert_eq!(fit.residuals().collect::<Vec<_>>(), [-0.5]);
/// assert!(!fit.overlay(&frame, &Theme::light(), &options).marks.is_empty());
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Fit {
    /// The range of the horizontal axis.
    pub x: [f64; 2],
    /// The range of the vertical axis.
    pub y: [f64; 2],
    /// The names of the axes.
    pub names: [String; 2],
    /// The curve at evenly spaced points of `x`.
    pub curve: Vec<f64>,
    /// The true law behind the observations at the same points; may be empty.
    pub truth: Vec<f64>,
    /// The time and the value of each observation.
    pub observations: Vec<[f64; 2]>,
    /// The value of the curve at the time of each observation.
    pub predicted: Vec<f64>,
}

/// A range, widened by whole tenths of itself until it holds all of these values that are finite.
///
/// ```
/// # use fluxion::chart::widened;
/// assert_eq!(widened([-4.0, 6.0], [-3.0, 6.0, f64::NAN]), [-4.0, 6.0]);
/// assert_eq!(widened([-4.0, 6.0], [8.1, -4.5]), [-5.0, 9.0]);
/// ```
pub fn widened([low, high]: [f64; 2], values: impl IntoIterator<Item = f64>) -> [f64; 2] {
    let tenth = (high - low) / 10.0;
    let beyond = |distance: f64| (distance.max(0.0) / tenth).ceil() * tenth;
    let values = values.into_iter().filter(|value| value.is_finite());
    values.fold([low, high], |[below, above], value| {
        [below.min(low - beyond(low - value)), above.max(high + beyond(value - high))]
    })
}

/// The options for drawing a fit.
#[derive(Clone, Copy, Debug, Default)]
pub struct FitOptions {
    /// Whether each residual is shown as a bar.
    pub bars: bool,
    /// Whether each squared residual is shown as a square.
    pub squares: bool,
    /// Whether observations can be dragged.
    pub movable: bool,
    /// The observation that is being dragged or has focus.
    pub held: Option<usize>,
    /// The selected time.
    pub at: Option<f64>,
}

impl Fit {
    /// The layout for a size in CSS pixels.
    pub fn frame(&self, [width, height]: [f64; 2]) -> Frame {
        let bottom = (height - BELOW).max(ABOVE + 10.0);
        let left = room_for_named(&Scale::linear(self.y, [bottom, ABOVE]), &self.names[1]);
        let right = (width - RIGHT).max(left + 10.0);
        Frame::linear(Rect { min: [left, ABOVE], max: [right, bottom] }, self.x, self.y)
    }

    /// The residuals: by how much the curve is above each observation.
    pub fn residuals(&self) -> impl Iterator<Item = f64> + '_ {
        self.observations.iter().zip(&self.predicted).map(|([_, seen], predicted)| predicted - seen)
    }

    /// Axes and the true law.
    pub fn base(&self, frame: &Frame, theme: &Theme) -> Picture {
        let mut picture = Picture::new(&theme.font);
        let names = [self.names[0].as_str(), self.names[1].as_str()];
        Axes { names, grid: true, below: true }.draw(&mut picture, frame, theme);
        let plot = frame.plot();
        let law = sampled::places(self.x, &self.truth).map(|place| frame.screen_from_data(place));
        for part in super::clip::clipped(law, &plot) {
            picture.dashes(&part, Stroke::new(theme.soft, 1.8));
        }
        picture
    }

    /// Residuals, the curve and the observations.
    pub fn overlay(&self, frame: &Frame, theme: &Theme, options: &FitOptions) -> Picture {
        let mut picture = Picture::new(&theme.font);
        if let Some(at) = options.at {
            let x = frame.x.screen_from_data(at);
            let Rect { min, max } = frame.plot();
            picture.dashes(&[[x, min[1]], [x, max[1]]], Stroke::new(theme.soft, 1.2));
        }
        for (index, (observation, predicted)) in self.observations.iter().zip(&self.predicted).enumerate() {
            let ends = [observation[1], *predicted].map(|y| frame.screen_from_data([observation[0], y]));
            if ends.iter().flatten().all(|place| place.is_finite()) {
                let is_picked = options.at == Some(observation[0]) || options.held == Some(index);
                self.residual(&mut picture, frame, theme, options, (ends, is_picked));
            }
        }
        sampled::draw(&mut picture, frame, self.x, &self.curve, Stroke::new(theme.height, 2.5));
        for (index, observation) in self.observations.iter().enumerate() {
            let at = frame.screen_from_data(*observation);
            if at.iter().all(|place| place.is_finite()) && frame.plot().contains(at, 8.0) {
                match options.movable {
                    true => picture.handle(at, theme.point, theme.paper, options.held == Some(index)),
                    false => picture.dot(at, 5.5, theme.point, Stroke::new(theme.paper, 2.0)),
                }
            }
        }
        picture
    }

    /// One residual, drawn from the observation to the curve.
    fn residual(
        &self,
        picture: &mut Picture,
        frame: &Frame,
        theme: &Theme,
        options: &FitOptions,
        ([from, to], is_picked): ([Point; 2], bool),
    ) {
        let plot = frame.plot();
        if options.squares {
            // On the right if there is room, else on the left.
            let side = (to[1] - from[1]).abs();
            let right = if from[0] + side <= plot.max[0] { side } else { -side };
            let corners = [from, [from[0] + right, from[1]], [to[0] + right, to[1]], to, from];
            let inside =
                |[x, y]: Point| [x.clamp(plot.min[0], plot.max[0]), y.clamp(plot.min[1], plot.max[1])];
            picture.area(corners[..4].iter().copied().map(inside).collect(), theme.first.fade(FILL));
            picture.line_in(&plot, corners, Stroke::new(theme.first.fade(2.0 * FAINT), 1.2));
        }
        if options.bars {
            let width = if is_picked { PICKED } else { BAR };
            picture.line_in(&plot, [from, to], Stroke::new(theme.first, width));
        }
    }
}
