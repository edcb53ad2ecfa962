//! Observations over time, a curve that is to pass through them, and how far it misses each.

use super::axes::{ABOVE, Axes, BELOW, RIGHT, room_for_named};
use super::theme::FAINT;
use super::{Frame, Picture, Point, Rect, Scale, Stroke, Theme, sampled};

/// How wide a bar is, in CSS pixels: one that is picked, and the others.
const BAR: f64 = 2.5;
const PICKED: f64 = 5.0;

/// How strongly squares are filled: several may lie over each other.
const FILL: f64 = 0.13;

/// Observations and curves, over ranges that stay while either moves.
///
/// ```
/// # use fluxion::chart::{Fit, FitLook, Theme};
/// let fit = Fit {
///     x: [-1.0, 1.0],
///     y: [0.0, 2.0],
///     names: ["t".into(), "P".into()],
///     curve: vec![0.0, 1.0, 2.0],
///     truth: vec![],
///     observations: vec![[0.0, 1.5]],
///     predicted: vec![1.0],
/// };
/// let (frame, look) = (fit.frame([400.0, 240.0]), FitLook { bars: true, ..FitLook::default() });
/// assert_eq!(fit.misses().collect::<Vec<_>>(), [-0.5]);
/// assert!(!fit.overlay(&frame, &Theme::light(), &look).marks.is_empty());
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Fit {
    /// The range of the horizontal axis.
    pub x: [f64; 2],
    /// The range of the vertical axis.
    pub y: [f64; 2],
    /// The names of the axes.
    pub names: [String; 2],
    /// The curve, sampled evenly over `x`.
    pub curve: Vec<f64>,
    /// The law behind the observations, likewise; may be empty.
    pub truth: Vec<f64>,
    /// When, and what.
    pub observations: Vec<[f64; 2]>,
    /// Where the curve stands at each observation.
    pub predicted: Vec<f64>,
}

/// What is drawn of a fit, and how.
#[derive(Clone, Copy, Debug, Default)]
pub struct FitLook {
    /// Whether a bar shows each miss.
    pub bars: bool,
    /// Whether a square does: its side is the miss.
    pub squares: bool,
    /// Whether observations can be dragged.
    pub movable: bool,
    /// The observation that is being dragged or has the focus.
    pub held: Option<usize>,
    /// The time that is looked at.
    pub at: Option<f64>,
}

impl Fit {
    /// The layout on so many CSS pixels.
    pub fn frame(&self, [width, height]: [f64; 2]) -> Frame {
        let bottom = (height - BELOW).max(ABOVE + 10.0);
        let left = room_for_named(&Scale::linear(self.y, [bottom, ABOVE]), &self.names[1]);
        let right = (width - RIGHT).max(left + 10.0);
        Frame::linear(Rect { min: [left, ABOVE], max: [right, bottom] }, self.x, self.y)
    }

    /// By how much the curve passes above each observation.
    pub fn misses(&self) -> impl Iterator<Item = f64> + '_ {
        self.observations.iter().zip(&self.predicted).map(|([_, seen], predicted)| predicted - seen)
    }

    /// Axes, and the law.
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

    /// Misses, the curve, observations.
    pub fn overlay(&self, frame: &Frame, theme: &Theme, look: &FitLook) -> Picture {
        let mut picture = Picture::new(&theme.font);
        if let Some(at) = look.at {
            let x = frame.x.screen_from_data(at);
            let Rect { min, max } = frame.plot();
            picture.dashes(&[[x, min[1]], [x, max[1]]], Stroke::new(theme.soft, 1.2));
        }
        for (index, (observation, predicted)) in self.observations.iter().zip(&self.predicted).enumerate() {
            let ends = [observation[1], *predicted].map(|y| frame.screen_from_data([observation[0], y]));
            if ends.iter().flatten().all(|place| place.is_finite()) {
                let is_picked = look.at == Some(observation[0]) || look.held == Some(index);
                self.miss(&mut picture, frame, theme, look, (ends, is_picked));
            }
        }
        sampled::draw(&mut picture, frame, self.x, &self.curve, Stroke::new(theme.height, 2.5));
        for (index, observation) in self.observations.iter().enumerate() {
            let at = frame.screen_from_data(*observation);
            if at.iter().all(|place| place.is_finite()) && frame.plot().contains(at, 8.0) {
                match look.movable {
                    true => picture.handle(at, theme.point, theme.paper, look.held == Some(index)),
                    false => picture.dot(at, 5.5, theme.point, Stroke::new(theme.paper, 2.0)),
                }
            }
        }
        picture
    }

    /// How far the curve misses one observation, from the observation to the curve.
    fn miss(
        &self,
        picture: &mut Picture,
        frame: &Frame,
        theme: &Theme,
        look: &FitLook,
        ([from, to], is_picked): ([Point; 2], bool),
    ) {
        let plot = frame.plot();
        if look.squares {
            // To the side where the curve is not in the way, and where there is room.
            let side = (to[1] - from[1]).abs();
            let right = if from[0] + side <= plot.max[0] { side } else { -side };
            let corners = [from, [from[0] + right, from[1]], [to[0] + right, to[1]], to, from];
            let inside =
                |[x, y]: Point| [x.clamp(plot.min[0], plot.max[0]), y.clamp(plot.min[1], plot.max[1])];
            picture.area(corners[..4].iter().copied().map(inside).collect(), theme.first.fade(FILL));
            picture.line_in(&plot, corners, Stroke::new(theme.first.fade(2.0 * FAINT), 1.2));
        }
        if look.bars {
            let width = if is_picked { PICKED } else { BAR };
            picture.line_in(&plot, [from, to], Stroke::new(theme.first, width));
        }
    }
}
