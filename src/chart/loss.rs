//! The loss curve: the height after each step.

use super::axes::{ABOVE, Axes, BELOW, RIGHT, no_data_message, room_for_named};
use super::range::padded;
use super::theme::FAINT;
use super::{Frame, Picture, Point, Scale, Stroke, Theme, range};

/// The margin above and below the curve, relative to its height.
const ROOM: f64 = 0.1;

/// A path counts as diverged when a height is this many times the first.
const RUNAWAY: f64 = 100.0;

/// The height at the start and after each step.
///
/// ```
/// # use fluxion::chart::{Loss, Theme};
/// let loss = Loss::new(vec![3.0, 1.5, 0.8], 2, ["step", "f"]);
/// let frame = loss.frame([400.0, 120.0]);
/// assert!(!loss.overlay(&frame, &Theme::light(), 1).marks.is_empty());
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Loss {
    values: Vec<f64>,
    steps: usize,
    names: [String; 2],
}

impl Loss {
    /// The heights, the number of steps on the axis, and the names of the axes.
    pub fn new(values: Vec<f64>, steps: usize, names: [&str; 2]) -> Loss {
        Loss { values, steps: steps.max(1), names: names.map(str::to_owned) }
    }

    /// The layout for a size in CSS pixels.
    pub fn frame(&self, [width, height]: [f64; 2]) -> Frame {
        let screen = [(height - BELOW).max(ABOVE + 10.0), ABOVE];
        let y = self.scale(screen);
        let left = room_for_named(&y, &self.names[1]);
        let right = (width - RIGHT).max(left + 10.0);
        Frame { x: Scale::linear([0.0, self.steps as f64], [left, right]), y }
    }

    /// The vertical axis. If the path diverges, it is logarithmic: on a linear axis only the last few heights would be
    /// visible.
    fn scale(&self, screen: [f64; 2]) -> Scale {
        let finite = self.values.iter().copied().filter(|value| value.is_finite());
        let (least, most) =
            finite.fold((f64::MAX, 0.0), |(least, most), value| (value.min(least), value.max(most)));
        let first = self.values.first().copied().unwrap_or(0.0);
        if least > 0.0 && first > 0.0 && most / first > RUNAWAY {
            let [from, to] = padded([libm::log10(least), libm::log10(most)], ROOM);
            return Scale::log([from.max(-307.0), to.min(308.0)].map(|power| libm::pow(10.0, power)), screen);
        }
        Scale::linear(padded(self.heights(), ROOM), screen)
    }

    /// The range of heights to show. It always includes the start, because the first steps of a good path descend most.
    fn heights(&self) -> [f64; 2] {
        let [low, high] = range(self.values.iter().copied()).unwrap_or([0.0, 1.0]);
        match self.values.first() {
            Some(first) if first.abs() < 1e300 => [low.min(*first), high.max(*first)],
            _ => [low, high],
        }
    }

    /// Axes and the whole curve, drawn faintly.
    pub fn base(&self, frame: &Frame, theme: &Theme) -> Picture {
        let mut picture = Picture::new(&theme.font);
        Axes { names: [&self.names[0], &self.names[1]], grid: true, below: true }.draw(
            &mut picture,
            frame,
            theme,
        );
        picture.line_in(
            &frame.plot(),
            self.points(frame, self.values.len()),
            Stroke::new(theme.height.fade(FAINT), 2.0),
        );
        // Before the first step there is no message to show.
        if !self.values.is_empty() && !self.values.iter().any(|value| value.is_finite()) {
            no_data_message(&mut picture, &frame.plot(), theme);
        }
        picture
    }

    /// The curve up to the current step, and a dot there.
    pub fn overlay(&self, frame: &Frame, theme: &Theme, reached: usize) -> Picture {
        let mut picture = Picture::new(&theme.font);
        let plot = frame.plot();
        picture.line_in(&plot, self.points(frame, reached + 1), Stroke::new(theme.height, 2.5));
        let at = self.values.get(reached).map(|value| frame.screen_from_data([reached as f64, *value]));
        if let Some(at) = at.filter(|at| at[1].is_finite() && plot.contains(*at, 2.0)) {
            picture.dot(at, 5.0, theme.height, Stroke::new(theme.paper, 2.0));
        }
        picture
    }

    fn points<'a>(&'a self, frame: &'a Frame, count: usize) -> impl Iterator<Item = Point> + 'a {
        let values = self.values.iter().take(count).enumerate();
        values.map(|(step, value)| frame.screen_from_data([step as f64, *value]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_start_of_a_walk_is_in_sight_however_fast_it_falls() {
        let heights = [vec![7.8, 3.6], vec![0.1; 39]].concat();
        let loss = Loss::new(heights, 40, ["step", "f"]);
        let frame = loss.frame([400.0, 132.0]);
        assert!(frame.plot().contains(frame.screen_from_data([0.0, 7.8]), 0.0));
        assert_eq!(Loss::new(vec![f64::NAN, 1.0], 1, ["step", "f"]).heights(), [0.0, 2.0]);
    }
}
