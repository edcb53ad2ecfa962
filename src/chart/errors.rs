//! The errors of finite differences over the step size, on logarithmic axes; and the secants that the differences
//! correspond to, drawn on the curve.

use super::axes::{ABOVE, Axes, BELOW, RIGHT, room_for_named};
use super::clip::cut;
use super::picture::{Anchor, Picture, Stroke, TextMark};
use super::theme::TYPE;
use super::{Color, Frame, Scale, Theme};

/// The errors of several difference rules over the step size.
///
/// ```
/// # use fluxion::chart::{Errors, Theme};
/// let steps = vec![0.1, 0.01, 0.001];
/// let errors = Errors::new(steps, vec![("forward".into(), vec![0.2, 0.02, 0.002])], 1e-16);
/// let frame = errors.frame([400.0, 220.0]);
/// assert!(!errors.base(&frame, &Theme::light()).marks.is_empty());
/// assert!(!errors.overlay(&frame, &Theme::light(), 0.05, &[0.1], false).marks.is_empty());
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Errors {
    steps: Vec<f64>,
    rules: Vec<(String, Vec<f64>)>,
    floor: f64,
}

/// The secants of several difference rules, drawn on the curve itself.
#[derive(Clone, Debug, PartialEq)]
pub struct Secants {
    /// The point at which the slope is approximated.
    pub point: [f64; 2],
    /// The exact slope there.
    pub slope: f64,
    /// The approximation of each rule.
    pub slopes: Vec<f64>,
    /// The other point at which the rules evaluate the function.
    pub other: [f64; 2],
    /// Whether the point is being dragged or has focus.
    pub is_held: bool,
}

impl Errors {
    /// Positive step sizes; the name of each rule and its error at each step size; the smallest error that `Float64`
    /// allows.
    pub fn new(steps: Vec<f64>, rules: Vec<(String, Vec<f64>)>, floor: f64) -> Errors {
        Errors { steps, rules, floor }
    }

    /// Every sample: the step size, the number of the rule (from 1), its error.
    pub fn samples(&self) -> impl Iterator<Item = [f64; 3]> + '_ {
        self.rules.iter().enumerate().flat_map(move |(index, (_, errors))| {
            self.steps.iter().zip(errors).map(move |(h, error)| [*h, index as f64 + 1.0, *error])
        })
    }

    /// The layout for a size in CSS pixels.
    pub fn frame(&self, [width, height]: [f64; 2]) -> Frame {
        let y = Scale::log(self.heights(), [(height - BELOW).max(ABOVE + 10.0), ABOVE]);
        let left = room_for_named(&y, "error");
        let right = (width - RIGHT).max(left + 10.0);
        let (least, most) = bounds(self.steps.iter().copied()).unwrap_or((1e-16, 0.1));
        Frame { x: Scale::log([least, most.max(10.0 * least)], [left, right]), y }
    }

    /// The range of the vertical axis: whole powers of ten around all errors and the floor.
    fn heights(&self) -> [f64; 2] {
        let all = self.rules.iter().flat_map(|(_, errors)| errors.iter().copied());
        let (least, most) = bounds(all.chain([self.floor])).unwrap_or((1e-16, 1.0));
        let [low, high] = [libm::log10(least).floor().max(-300.0), libm::log10(most).ceil().min(300.0)];
        [low, high.max(low + 1.0)].map(|power| libm::pow(10.0, power))
    }

    /// Axes, the floor, and a line for each rule.
    pub fn base(&self, frame: &Frame, theme: &Theme) -> Picture {
        let mut picture = Picture::new(&theme.font);
        Axes { names: ["h", "error"], grid: true, below: true }.draw(&mut picture, frame, theme);
        let plot = frame.plot();
        let y = frame.y.screen_from_data(self.floor);
        if y >= plot.min[1] && y <= plot.max[1] {
            picture.dashes(&[[plot.min[0], y], [plot.max[0], y]], Stroke::new(theme.positive, 2.0));
            let at = [(plot.min[0] + plot.max[0]) / 2.0, y - 0.8 * TYPE];
            name(&mut picture, theme, "automatic", at, theme.positive);
        }
        for (index, (_, errors)) in self.rules.iter().enumerate() {
            let places = self.steps.iter().zip(errors).map(|(h, error)| self.place(frame, *h, *error));
            picture.line_in(&plot, places, Stroke::new(color_of(index, theme), 2.0));
        }
        for (index, (text, errors)) in self.rules.iter().enumerate() {
            // For large steps the lines of the rules are straight and far apart.
            let at = self.steps.len() / 8;
            if let (Some(h), Some(error)) = (self.steps.get(at), errors.get(at)) {
                let [x, y] = self.place(frame, *h, *error);
                let half = 0.3 * TYPE * text.chars().count() as f64;
                let at = [(x - half).min(plot.max[0] - half), y - 0.8 * TYPE];
                if plot.contains([x, y], 0.0) {
                    name(&mut picture, theme, text, at, color_of(index, theme));
                }
            }
        }
        picture
    }

    /// The selected step size and the error of each rule there.
    pub fn overlay(&self, frame: &Frame, theme: &Theme, h: f64, errors: &[f64], is_held: bool) -> Picture {
        let mut picture = Picture::new(&theme.font);
        let plot = frame.plot();
        let x = frame.x.screen_from_data(h);
        if let Some(part) = cut([x, plot.min[1]], [x, plot.max[1]], &plot) {
            picture.dashes(&part, Stroke::new(theme.soft, 1.0));
        }
        for (index, error) in errors.iter().enumerate() {
            let at = self.place(frame, h, *error);
            if at.iter().all(|place| place.is_finite()) && plot.contains(at, 2.0) {
                picture.dot(at, 5.0, color_of(index, theme), Stroke::new(theme.paper, 2.0));
            }
        }
        if x.is_finite() {
            picture.handle(self.handle_at(frame, h), theme.point, theme.paper, is_held);
        }
        picture
    }

    /// The position of the handle for a step size: above the curves, clear of the numbers below.
    pub fn handle_at(&self, frame: &Frame, h: f64) -> [f64; 2] {
        let plot = frame.plot();
        [frame.x.screen_from_data(h).clamp(plot.min[0], plot.max[0]), plot.min[1] + 4.0]
    }

    /// The position of an error. An error of exactly zero, which has no logarithm, is drawn at the lower border.
    fn place(&self, frame: &Frame, h: f64, error: f64) -> [f64; 2] {
        let least = frame.y.data()[0];
        frame.screen_from_data([h, if error < least { least } else { error }])
    }
}

impl Secants {
    /// A line for each rule, the tangent dashed over them, and both points.
    pub fn draw(&self, frame: &Frame, theme: &Theme) -> Picture {
        let mut picture = Picture::new(&theme.font);
        let plot = frame.plot();
        let ends = |slope: f64| {
            let [x, y] = self.point;
            frame.x.data().map(|at| frame.screen_from_data([at, y + slope * (at - x)]))
        };
        for (index, slope) in self.slopes.iter().enumerate().filter(|(_, slope)| slope.is_finite()) {
            picture.line_in(&plot, ends(*slope), Stroke::new(color_of(index, theme), 2.0));
        }
        if self.slope.is_finite() {
            let [from, to] = ends(self.slope);
            if let Some(part) = cut(from, to, &plot) {
                picture.dashes(&part, Stroke::new(theme.positive, 2.0));
            }
        }
        let other = frame.screen_from_data(self.other);
        if other.iter().all(|place| place.is_finite()) && plot.contains(other, 2.0) {
            picture.dot(other, 4.5, theme.paper, Stroke::new(color_of(0, theme), 2.0));
        }
        let at = frame.screen_from_data(self.point);
        if at.iter().all(|place| place.is_finite()) && plot.contains(at, 2.0) {
            picture.handle(at, theme.point, theme.paper, self.is_held);
        }
        picture
    }
}

/// The colour of a rule.
fn color_of(index: usize, theme: &Theme) -> Color {
    [theme.negative, theme.first, theme.second, theme.height][index % 4]
}

fn name(picture: &mut Picture, theme: &Theme, text: &str, at: [f64; 2], color: Color) {
    let halo = Some(theme.paper);
    picture.text(TextMark { text, at, anchor: Anchor::Center, size: TYPE, bold: true, color, halo });
}

/// The smallest and the largest of the positive numbers.
fn bounds(values: impl Iterator<Item = f64>) -> Option<(f64, f64)> {
    values.filter(|value| *value > 0.0 && value.is_finite()).fold(None, |found, value| match found {
        None => Some((value, value)),
        Some((least, most)) => Some((value.min(least), value.max(most))),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_of_zero_is_at_the_border_and_one_that_is_nan_nowhere() {
        let errors = Errors::new(vec![0.1, 0.01], vec![("f".into(), vec![0.0, f64::NAN])], 0.0);
        let frame = errors.frame([300.0, 200.0]);
        assert_eq!(errors.place(&frame, 0.1, 0.0)[1], frame.plot().max[1]);
        assert!(errors.place(&frame, 0.1, f64::NAN)[1].is_nan());
        assert_eq!(errors.heights(), [1e-16, 1.0]);
    }
}
