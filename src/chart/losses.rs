//! The losses of a run in training, over its steps: on the points trained on and on those kept for testing, beside
//! another run.

use super::number::grouped;
use super::picture::{Anchor, Picture, Stroke, TextMark};
use super::theme::TYPE;
use super::{Color, Frame, Point, Rect, Scale, Theme, nice_step};

/// The room for the numbers on the left, for the names at the ends of the curves, above, and below.
pub(super) const LEFT: f64 = 44.0;
pub(super) const RIGHT: f64 = 92.0;
pub(super) const ABOVE: f64 = 6.0;
pub(super) const BELOW: f64 = 22.0;

/// The distance of names from the ends of the curves, and the least distance from each other.
pub(super) const NAMES: f64 = 10.0;
const APART: f64 = 15.0;

/// The smallest loss that is told from zero, and the most decades that are shown.
const LEAST: f64 = 1e-9;
const DECADES: f64 = 12.0;

/// The losses of a run by step; all three have the same length.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct LossRun<'a> {
    /// The steps, ascending.
    pub steps: &'a [u64],
    /// The loss over the points trained on.
    pub training: &'a [f64],
    /// The loss over the points kept for testing; NaN if there are none.
    pub testing: &'a [f64],
}

/// Two runs.
///
/// ```
/// # use fluxion::chart::{LossMarks, LossRun, Losses, Theme};
/// let run = LossRun { steps: &[0, 10, 20], training: &[1.0, 0.3, 0.02], testing: &[1.1, 0.4, 0.1] };
/// let losses = Losses { run, other: LossRun::default(), fork: None };
/// let frame = losses.frame([364.0, 164.0]);
/// assert!(losses.base(&frame, &Theme::light()).marks.len() > 4);
/// assert_eq!(run.at(15.0), [0.16, 0.25]);
/// let marks = LossMarks { step: 20.0, values: run.at(20.0), ..LossMarks::default() };
/// assert!(!losses.overlay(&frame, &Theme::light(), &marks).marks.is_empty());
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Losses<'a> {
    /// The present run.
    pub run: LossRun<'a>,
    /// The run to compare with; empty if there is none.
    pub other: LossRun<'a>,
    /// The step at which one leaves the other.
    pub fork: Option<u64>,
}

/// What follows the step and the pointer.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct LossMarks<'a> {
    /// The step that the numbers belong to.
    pub step: f64,
    /// The losses there, trained on and kept for testing.
    pub values: [f64; 2],
    /// The other run's loss there, and its name.
    pub other: Option<(f64, &'a str)>,
    /// The step that the doctor speaks of.
    pub ring: Option<f64>,
    /// Whether the step is pointed at, and gets a line with its number.
    pub is_pointed: bool,
}

impl LossRun<'_> {
    /// The losses at a step, interpolated; NaN outside of the run.
    pub fn at(&self, step: f64) -> [f64; 2] {
        let after = self.steps.partition_point(|known| (*known as f64) < step);
        let value = |of: &[f64]| match (after.checked_sub(1), self.steps.get(after)) {
            (_, Some(known)) if *known as f64 == step => of[after],
            (Some(before), Some(known)) => {
                let from = self.steps[before] as f64;
                of[before] + (of[after] - of[before]) * (step - from) / (*known as f64 - from)
            }
            _ => f64::NAN,
        };
        [value(self.training), value(self.testing)]
    }

    /// The nearest step at which losses are known, and these: on the curve, between its end and `now`, or at the later of
    /// the two. A curve is thinned out, so it ends a little before the step that is shown.
    ///
    /// ```
    /// # use fluxion::chart::LossRun;
    /// let run = LossRun { steps: &[0, 10], training: &[2.0, 1.0], testing: &[3.0, 2.0] };
    /// let now = (14.0, [0.6, 1.6]);
    /// assert_eq!(run.near(5.0, now), (5.0, [1.5, 2.5]));
    /// assert_eq!(run.near(12.0, now), (12.0, [0.8, 1.8]));
    /// assert_eq!(run.near(20.0, now), now);
    /// assert_eq!(run.near(20.0, (3.0, [1.7, 2.7])), (10.0, [1.0, 2.0]));
    /// ```
    pub fn near(&self, step: f64, now: (f64, [f64; 2])) -> (f64, [f64; 2]) {
        let Some(&first) = self.steps.first() else { return now };
        let (step, end) = (step.max(first as f64), self.last() as f64);
        if step >= end.max(now.0) {
            return if now.0 >= end { now } else { (end, self.at(end)) };
        }
        if step <= end {
            return (step, self.at(step));
        }
        let (from, share) = (self.at(end), (step - end) / (now.0 - end));
        (step, [0, 1].map(|at| from[at] + (now.1[at] - from[at]) * share))
    }

    /// The last step; 0 of an empty run.
    fn last(&self) -> u64 {
        self.steps.last().copied().unwrap_or(0)
    }

    /// The curve to compare by: on the points kept for testing, or on those trained on if there are no others.
    pub fn compared(&self, step: f64) -> f64 {
        let [training, testing] = self.at(step);
        if testing.is_nan() { training } else { testing }
    }
}

impl Losses<'_> {
    /// The layout for a size in CSS pixels.
    pub fn frame(&self, [width, height]: [f64; 2]) -> Frame {
        let right = (width - RIGHT).max(LEFT + 20.0);
        let bottom = (height - BELOW).max(ABOVE + 20.0);
        let last = self.run.last().max(self.other.last()).max(1) as f64;
        Frame { x: Scale::linear([0.0, last], [LEFT, right]), y: Scale::log(self.range(), [bottom, ABOVE]) }
    }

    /// The range of losses, to round numbers, so that it changes seldom while a run goes on.
    fn range(&self) -> [f64; 2] {
        let all = [self.run.training, self.run.testing, self.other.training, self.other.testing];
        let finite = all.into_iter().flatten().filter(|value| value.is_finite() && **value > LEAST);
        let (least, most) =
            finite.fold((f64::MAX, 0.0f64), |(least, most), value| (least.min(*value), most.max(*value)));
        if most == 0.0 {
            return [0.01, 1.0];
        }
        let most = nice_step(most);
        let least = 1.0 / nice_step(1.0 / least);
        [least.max(most * libm::pow(10.0, -DECADES)).min(most / 10.0), most]
    }

    /// Axes and curves.
    pub fn base(&self, frame: &Frame, theme: &Theme) -> Picture {
        let mut picture = Picture::new(&theme.font);
        self.axes(&mut picture, frame, theme);
        let thin = Stroke::new(theme.soft, 1.3);
        let is_tested = self.other.testing.iter().any(|value| value.is_finite());
        let other = if is_tested { self.other.testing } else { self.other.training };
        curve(&mut picture, frame, self.run.steps, self.run.training, Stroke::new(theme.height, 1.8));
        curve(&mut picture, frame, self.run.steps, self.run.testing, Stroke::new(theme.point, 1.8));
        curve(&mut picture, frame, self.other.steps, other, thin);
        if let Some(fork) = self.fork {
            let at = frame.screen_from_data([fork as f64, shown(frame, self.other.compared(fork as f64))]);
            if frame.plot().contains(at, 1.0) {
                picture.dot(at, 3.0, theme.paper, thin);
            }
        }
        picture
    }

    fn axes(&self, picture: &mut Picture, frame: &Frame, theme: &Theme) {
        let Rect { min: [left, top], max: [right, bottom] } = frame.plot();
        for tick in frame.y.ticks(((bottom - top) / 40.0) as usize) {
            let y = frame.y.screen_from_data(tick.value);
            picture.line(vec![[left, y], [right, y]], Stroke::new(theme.rule, 1.0));
            word(picture, &tick.label, [left - 8.0, y], (Anchor::Right, theme.soft, false));
        }
        picture.line(vec![[left, bottom], [right, bottom]], Stroke::new(theme.edge, 1.0));
    }

    /// The current step: the ends of the curves with their names and values, the doctor's ring, and a line if the step is
    /// pointed at.
    pub fn overlay(&self, frame: &Frame, theme: &Theme, marks: &LossMarks<'_>) -> Picture {
        let mut picture = Picture::new(&theme.font);
        let plot = frame.plot();
        let place = |step: f64, value: f64| frame.screen_from_data([step, shown(frame, value)]);
        if let Some(step) = marks.ring {
            let at = place(step, self.run.compared(step));
            if plot.contains(at, 1.0) {
                picture.dot(at, 4.0, theme.paper, Stroke::new(theme.point, 1.5));
            }
        }
        let x = frame.x.screen_from_data(marks.step).clamp(plot.min[0], plot.max[0]);
        if marks.is_pointed || x < plot.max[0] - 1.0 {
            let stroke = Stroke::new(if marks.is_pointed { theme.ink } else { theme.edge }, 1.0);
            picture.line(vec![[x, plot.min[1]], [x, plot.max[1]]], stroke);
        }
        let mut taken = None;
        if marks.is_pointed {
            let at = [x.clamp(plot.min[0] + 14.0, plot.max[0] - 14.0), plot.max[1] + 14.0];
            let text = grouped(marks.step.round() as u64);
            let half = 0.34 * TYPE * text.chars().count() as f64 + 6.0;
            taken = Some([at[0] - half, at[0] + half]);
            word(&mut picture, &text, at, (Anchor::Center, theme.ink, true));
        }
        steps_below(&mut picture, frame, theme, taken);
        let mut names: Vec<(f64, String, Color)> = Vec::new();
        let rows = [("train", marks.values[0], theme.height), ("test", marks.values[1], theme.point)];
        let other = marks.other.map(|(value, name)| (name, value, theme.soft));
        for (name, value, color) in rows.into_iter().chain(other) {
            let at = place(marks.step, value);
            if at[1].is_finite() {
                let is_filled = name == "train";
                let fill = if is_filled { color } else { theme.paper };
                picture.dot([x, at[1]], 3.6, fill, Stroke::new(color, 1.6));
            }
            if !value.is_nan() || name == "train" {
                let y = if at[1].is_finite() { at[1] } else { plot.min[1] };
                names.push((y, format!("{name} {}", loss_text(value)), color));
            }
        }
        spread(&mut names, [plot.min[1], plot.max[1] - 2.0]);
        for (y, text, color) in names {
            word(&mut picture, &text, [plot.max[0] + NAMES, y], (Anchor::Left, color, false));
        }
        picture
    }
}

/// The numbers of steps below a plot, but for those that stand where the one does that is pointed at.
pub(super) fn steps_below(picture: &mut Picture, frame: &Frame, theme: &Theme, taken: Option<[f64; 2]>) {
    let Rect { min: [left, _], max: [right, bottom] } = frame.plot();
    let below = bottom + 14.0;
    let is_free = |x: f64, half: f64| taken.is_none_or(|[from, to]| x + half < from || x - half > to);
    for tick in frame.x.ticks(((right - left) / 90.0) as usize) {
        let (x, text) = (frame.x.screen_from_data(tick.value), grouped(tick.value.max(0.0) as u64));
        let half = 0.32 * TYPE * text.chars().count() as f64;
        if tick.value.fract() == 0.0 && x < right - 16.0 && is_free(x, half) {
            let (anchor, x) = if tick.value == 0.0 { (Anchor::Left, x) } else { (Anchor::Center, x) };
            word(picture, &text, [x, below], (anchor, theme.soft, false));
        }
    }
    word(picture, "step", [right + NAMES, below], (Anchor::Left, theme.soft, false));
}

/// A loss as it is written at the end of a curve: always as wide.
///
/// ```
/// # use fluxion::chart::loss_text;
/// assert_eq!([0.0694, 12.3, 4.0e7, f64::NAN].map(loss_text), ["0.069", "12.30", "4 × 10⁷", "NaN"]);
/// assert_eq!(loss_text(0.00004), "4 × 10⁻⁵");
/// ```
pub fn loss_text(value: f64) -> String {
    match value {
        value if value.is_nan() => "NaN".to_owned(),
        value if value.is_infinite() => "∞".to_owned(),
        value if value != 0.0 && !(5e-4..1e4).contains(&value) => {
            let exponent = libm::log10(value).floor() as i32;
            let mantissa = value / libm::pow(10.0, f64::from(exponent));
            format!("{mantissa:.0} × {}", super::number::power_of_ten(exponent))
        }
        value if value >= 10.0 => format!("{value:.2}"),
        value => format!("{value:.3}"),
    }
}

/// A loss as high as the axis reaches: zero lies at its foot.
fn shown(frame: &Frame, value: f64) -> f64 {
    let [least, most] = frame.y.data();
    if value.is_nan() { value } else { value.clamp(least, most) }
}

fn curve(picture: &mut Picture, frame: &Frame, steps: &[u64], values: &[f64], stroke: Stroke) {
    let points = steps.iter().zip(values);
    let points = points.map(|(step, value)| frame.screen_from_data([*step as f64, shown(frame, *value)]));
    let plot = frame.plot();
    // Rounding must not take the ends of the axis away.
    let rect = Rect { min: plot.min.map(|side| side - 0.5), max: plot.max.map(|side| side + 0.5) };
    picture.line_in(&rect, points, stroke);
}

/// Moves names apart that would stand on each other, within a range of heights.
pub(super) fn spread(names: &mut [(f64, String, Color)], [top, bottom]: [f64; 2]) {
    names.sort_by(|(one, ..), (other, ..)| one.total_cmp(other));
    for at in 1..names.len() {
        names[at].0 = names[at].0.max(names[at - 1].0 + APART);
    }
    let mut room = bottom.max(top + APART * (names.len().max(1) - 1) as f64);
    for name in names.iter_mut().rev() {
        name.0 = name.0.min(room);
        room = name.0 - APART;
    }
}

/// Writes a word.
pub(super) fn word(
    picture: &mut Picture,
    text: &str,
    at: Point,
    (anchor, color, bold): (Anchor, Color, bool),
) {
    picture.text(TextMark { text, at, anchor, size: TYPE, bold, color, halo: None });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn range(values: &[f64]) -> [f64; 2] {
        let steps: Vec<u64> = (0..values.len() as u64).collect();
        let nothing = vec![f64::NAN; values.len()];
        let run = LossRun { steps: &steps, training: values, testing: &nothing };
        Losses { run, ..Losses::default() }.range().map(|end| (end * 1e9).round() / 1e9)
    }

    #[test]
    fn the_axis_has_round_ends() {
        assert_eq!(range(&[1.3, 0.4, 0.012]), [0.01, 2.0]);
        assert_eq!(range(&[0.9, 0.8]), [0.1, 1.0], "never less than a decade");
        assert_eq!(range(&[]), [0.01, 1.0]);
        assert_eq!(range(&[f64::NAN, f64::INFINITY, 0.0]), [0.01, 1.0]);
    }

    #[test]
    fn names_never_stand_on_each_other() {
        let name = |y: f64| (y, String::new(), Color::rgb(0, 0, 0));
        let check = |heights: &[f64], expected: &[f64]| {
            let mut names: Vec<_> = heights.iter().map(|y| name(*y)).collect();
            spread(&mut names, [0.0, 100.0]);
            assert_eq!(names.iter().map(|(y, ..)| *y).collect::<Vec<_>>(), expected);
        };
        check(&[20.0, 60.0], &[20.0, 60.0]);
        check(&[50.0, 48.0], &[48.0, 63.0]);
        check(&[99.0, 98.0, 97.0], &[70.0, 85.0, 100.0]);
    }
}
