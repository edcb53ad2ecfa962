//! The bent grid: where a square grid over the inputs, and the points, go in a layer of a network.

use super::axes::{Axes, BELOW, RIGHT};
use super::{Frame, Picture, Rect, Stroke, Theme, nice_step};

/// The room on the left for the numbers.
const LEFT: f64 = 42.0;
const ABOVE: f64 = 8.0;

/// The size of a point.
const RADIUS: f64 = 3.0;

/// Lines and points in a layer's plane.
///
/// ```
/// # use fluxion::chart::{Bent, Theme};
/// let lines = vec![vec![[-1.0, -1.0], [-0.5, 0.0], [1.0, 1.0]]];
/// let bent = Bent { lines: &lines, points: &[[0.0, 0.5]], wanted: &[1.0] };
/// let frame = bent.frame([400.0, 300.0]);
/// assert!(bent.draw(&frame, &Theme::light()).marks.len() > 4);
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bent<'a> {
    /// The lines of the grid.
    pub lines: &'a [Vec<[f64; 2]>],
    /// Where the points go.
    pub points: &'a [[f64; 2]],
    /// What is wanted of each point: its sign is its class.
    pub wanted: &'a [f64],
}

impl Bent<'_> {
    /// The layout for a size in CSS pixels: one unit is as long on both axes.
    pub fn frame(&self, [width, height]: [f64; 2]) -> Frame {
        let plot = Rect {
            min: [LEFT, ABOVE],
            max: [(width - RIGHT).max(LEFT + 20.0), (height - BELOW).max(ABOVE + 20.0)],
        };
        let [wide, tall] = plot.size();
        let [x, y] = [0, 1].map(|axis| self.range(axis));
        let pixels = (wide / (x[1] - x[0])).min(tall / (y[1] - y[0]));
        let around = |[from, to]: [f64; 2], room: f64| {
            let (middle, half) = ((from + to) / 2.0, room / pixels / 2.0);
            [middle - half, middle + half]
        };
        Frame::linear(plot, around(x, wide), around(y, tall))
    }

    /// The range along an axis, to round numbers, so that it stays for a while as the network learns.
    fn range(&self, axis: usize) -> [f64; 2] {
        let all = self.lines.iter().flatten().chain(self.points).map(|point| point[axis]);
        let finite = all.filter(|value| value.abs() < 1e100);
        let [low, high] =
            finite.fold([f64::MAX, f64::MIN], |[low, high], value| [low.min(value), high.max(value)]);
        if low > high {
            return [-1.0, 1.0];
        }
        let step = nice_step(((high - low) / 5.0).max(1e-9 * high.abs().max(low.abs())).max(1e-9));
        [((low / step).floor() - 0.25) * step, ((high / step).ceil() + 0.25) * step]
    }

    /// Axes, lines and points.
    pub fn draw(&self, frame: &Frame, theme: &Theme) -> Picture {
        let mut picture = Picture::new(&theme.font);
        Axes { names: ["", ""], grid: false, below: true }.draw(&mut picture, frame, theme);
        let plot = frame.plot();
        for line in self.lines {
            let points = line.iter().map(|point| frame.screen_from_data(*point));
            picture.line_in(&plot, points, Stroke::new(theme.edge.fade(0.8), 1.0));
        }
        for (point, wanted) in self.points.iter().zip(self.wanted) {
            let at = frame.screen_from_data(*point);
            if !plot.contains(at, 0.0) {
                continue;
            }
            let [x, y] = at;
            if *wanted > 0.0 {
                picture.dot(at, RADIUS, theme.positive, Stroke::new(theme.paper, 1.0));
            } else {
                let size = 1.3 * RADIUS;
                let corners = vec![[x, y - size], [x + size, y], [x, y + size], [x - size, y]];
                picture.area(corners, theme.negative);
            }
        }
        picture
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_unit_is_as_long_on_both_axes() {
        let points = [[0.0, 0.0], [4.0, 1.0]];
        let bent = Bent { lines: &[], points: &points, wanted: &[1.0, -1.0] };
        for size in [[300.0, 300.0], [600.0, 200.0], [10.0, 10.0]] {
            let frame = bent.frame(size);
            assert!((frame.x.pixels_per_unit() + frame.y.pixels_per_unit()).abs() < 1e-9, "{size:?}");
            assert!(points.iter().all(|point| frame.plot().contains(frame.screen_from_data(*point), 1e-9)));
        }
    }

    #[test]
    fn odd_numbers_keep_the_axes() {
        let odd = [[f64::NAN, 1.0], [f64::INFINITY, 1.0]];
        let bent = Bent { lines: &[], points: &odd, wanted: &[1.0, 1.0] };
        assert_eq!(bent.range(0), [-1.0, 1.0]);
        let [low, high] = bent.range(1);
        assert!(low < 1.0 && high > 1.0 && high - low < 1.0);
    }
}
