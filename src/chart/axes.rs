//! Axes: numbers at the ticks beside the plot, names at the ends of the axes.

use super::picture::{Anchor, Picture, Stroke, TextMark};
use super::theme::TYPE;
use super::{Frame, Rect, Scale, Theme};

/// The approximate width of a digit relative to the type size, to reserve space before the font is known.
const DIGIT: f64 = 0.62;

/// The distance of the numbers from the plot.
const GAP: f64 = 7.0;

/// The largest width reserved for a name on the left.
const LONG: f64 = 80.0;

/// The approximate distance between ticks.
const TICK_X: f64 = 80.0;
const TICK_Y: f64 = 58.0;

/// The height below a plot reserved for one row of numbers.
pub const BELOW: f64 = TYPE + 2.0 * GAP;

/// The height reserved above a plot: half the height of a number.
pub const ABOVE: f64 = TYPE * 0.75;

/// The width reserved on the right: half the width of a number.
pub const RIGHT: f64 = TYPE;

/// The width of the numbers of a linear vertical axis, `height` pixels high.
pub fn room_for(y: [f64; 2], height: f64) -> f64 {
    room_for_scale(&Scale::linear(y, [height, 0.0]))
}

/// The width of the numbers and the name of a vertical axis; a name that is longer than [`LONG`] stands in the plot.
pub fn room_for_named(y: &Scale, name: &str) -> f64 {
    let name = (name.chars().count() as f64 * DIGIT * TYPE).min(LONG) + GAP;
    room_for_scale(y).max(name)
}

fn room_for_scale(y: &Scale) -> f64 {
    let height = (y.screen()[1] - y.screen()[0]).abs();
    let ticks = y.ticks(count(height, TICK_Y));
    let widest = ticks.iter().map(|tick| tick.label.chars().count()).max().unwrap_or(1);
    (widest as f64 * DIGIT * TYPE + GAP).max(2.0 * TYPE)
}

fn count(length: f64, apart: f64) -> usize {
    ((length / apart) as usize).clamp(2, 9)
}

/// The axes of a plot.
pub struct Axes<'a> {
    /// The names of the horizontal and the vertical axis.
    pub names: [&'a str; 2],
    /// Whether thin grid lines are drawn from the ticks across the plot.
    pub grid: bool,
    /// Whether the horizontal axis has numbers.
    pub below: bool,
}

impl Axes<'_> {
    /// Draws them.
    pub fn draw(&self, picture: &mut Picture, frame: &Frame, theme: &Theme) {
        let plot = frame.plot();
        self.vertical(picture, frame, theme, &plot);
        self.horizontal(picture, frame, theme, &plot);
    }

    fn vertical(&self, picture: &mut Picture, frame: &Frame, theme: &Theme, plot: &Rect) {
        let right = plot.min[0] - GAP;
        let name_at = plot.min[1] + 0.2 * TYPE;
        for tick in frame.y.ticks(count(plot.size()[1], TICK_Y)) {
            let y = frame.y.screen_from_data(tick.value);
            if self.grid {
                line(picture, theme, tick.value == 0.0, [[plot.min[0], y], [plot.max[0], y]]);
            }
            if y - name_at > 1.3 * TYPE {
                word(picture, theme, &tick.label, [right, y], Anchor::Right);
            }
        }
        // A name that is too long for the room beside the plot stands inside, in its corner; there it must be readable.
        let text = self.names[1];
        let is_long = text.chars().count() as f64 * DIGIT * TYPE > right;
        let (at, anchor, halo) = match is_long {
            true => ([plot.min[0] + GAP, plot.min[1] + TYPE], Anchor::Left, Some(theme.paper)),
            false => ([right, name_at], Anchor::Right, None),
        };
        picture.text(TextMark { text, at, anchor, size: TYPE, bold: false, color: theme.soft, halo });
    }

    fn horizontal(&self, picture: &mut Picture, frame: &Frame, theme: &Theme, plot: &Rect) {
        let below = plot.max[1] + GAP + TYPE / 2.0;
        let name_at = plot.max[0] - 0.5 * DIGIT * TYPE;
        let half = |text: &str| text.chars().count() as f64 * DIGIT * TYPE / 2.0;
        for tick in frame.x.ticks(count(plot.size()[0], TICK_X)) {
            let x = frame.x.screen_from_data(tick.value);
            if self.grid {
                line(picture, theme, tick.value == 0.0, [[x, plot.min[1]], [x, plot.max[1]]]);
            }
            let clear = name_at - x > half(&tick.label) + half(self.names[0]) + TYPE / 2.0;
            if self.below && clear && x - half(&tick.label) > 0.0 {
                word(picture, theme, &tick.label, [x, below], Anchor::Center);
            }
        }
        if self.below {
            let at = [plot.max[0] - half(self.names[0]) + 0.5 * DIGIT * TYPE, below];
            word(picture, theme, self.names[0], at, Anchor::Center);
        }
    }
}

fn line(picture: &mut Picture, theme: &Theme, is_zero: bool, ends: [[f64; 2]; 2]) {
    let stroke = if is_zero { Stroke::new(theme.edge.fade(0.7), 1.0) } else { Stroke::new(theme.rule, 1.0) };
    picture.line(ends.to_vec(), stroke);
}

fn word(picture: &mut Picture, theme: &Theme, text: &str, at: [f64; 2], anchor: Anchor) {
    picture.text(TextMark { text, at, anchor, size: TYPE, bold: false, color: theme.soft, halo: None });
}

/// A message in the middle of a plot that has nothing to show.
pub fn no_data_message(picture: &mut Picture, plot: &Rect, theme: &Theme) {
    // A little above the middle, where there may be a line at zero.
    let at = [(plot.min[0] + plot.max[0]) / 2.0, plot.min[1] + 0.35 * plot.size()[1]];
    let halo = Some(theme.paper);
    let text = "no finite values here";
    picture.text(TextMark {
        text,
        at,
        anchor: Anchor::Center,
        size: TYPE,
        bold: false,
        color: theme.soft,
        halo,
    });
}
