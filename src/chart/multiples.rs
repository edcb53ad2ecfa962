//! Histograms in rows and columns: the same three for each layer of a network.

use super::number::short_number;
use super::picture::{Anchor, Picture, Stroke, TextMark};
use super::theme::TYPE;
use super::{Color, Point, Rect, Theme};

/// The room for the names of rows and of columns, and for the numbers below each histogram.
const LEFT: f64 = 60.0;
const HEAD: f64 = 20.0;
const FOOT: f64 = 18.0;

/// The gap between histograms.
const GAP: [f64; 2] = [22.0, 8.0];

/// The part of a bin that stays free beside its bar.
const FREE: f64 = 0.12;

/// From this width of a histogram on both ends of its range have a number; below it the larger one.
const ROOMY: f64 = 112.0;

/// How often numbers fall into each of equal bins.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Bins<'a> {
    /// The range of the bins.
    pub range: [f64; 2],
    /// The number in each.
    pub counts: &'a [u32],
}

/// Histograms of weights, activations and gradients, a row for each layer.
///
/// ```
/// # use fluxion::chart::{Bins, Multiples, Theme};
/// let bins = Bins { range: [-1.0, 1.0], counts: &[1, 4, 2] };
/// let rows = vec![("Layer 1".to_owned(), [bins; 3]), ("Output".to_owned(), [bins; 3])];
/// let picture = Multiples { columns: ["Weights", "Activations", "Gradients"], rows }.draw([600.0, 300.0], &Theme::light());
/// assert!(picture.marks.len() > 30);
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Multiples<'a> {
    /// The names of the columns.
    pub columns: [&'a str; 3],
    /// The name of each row, and its histograms.
    pub rows: Vec<(String, [Bins<'a>; 3])>,
}

impl Multiples<'_> {
    /// The smallest height that shows all rows.
    pub fn height(&self) -> f64 {
        HEAD + self.rows.len() as f64 * (FOOT + 24.0 + GAP[1])
    }

    /// All histograms, for a size in CSS pixels.
    pub fn draw(&self, [width, height]: [f64; 2], theme: &Theme) -> Picture {
        let mut picture = Picture::new(&theme.font);
        let rows = self.rows.len().max(1) as f64;
        let wide = ((width - LEFT - 2.0 * GAP[0] - 4.0) / 3.0).max(20.0);
        let tall = ((height.max(self.height()) - HEAD) / rows - FOOT - GAP[1]).max(10.0);
        let left = |column: usize| LEFT + column as f64 * (wide + GAP[0]);
        for (column, name) in self.columns.iter().enumerate() {
            word(&mut picture, theme, name, [left(column), 8.0], (Anchor::Left, true));
        }
        for (row, (name, columns)) in self.rows.iter().enumerate() {
            let top = HEAD + row as f64 * (tall + FOOT + GAP[1]);
            word(&mut picture, theme, name, [0.0, top + tall - 6.0], (Anchor::Left, true));
            for (column, bins) in columns.iter().enumerate() {
                let place = Rect { min: [left(column), top], max: [left(column) + wide, top + tall] };
                // Weights show their sign; the others have a colour of their own.
                let colors = [
                    [theme.negative, theme.positive],
                    [theme.height, theme.height],
                    [theme.point, theme.point],
                ][column];
                histogram(&mut picture, theme, bins, &place, colors);
            }
        }
        picture
    }
}

fn histogram(
    picture: &mut Picture,
    theme: &Theme,
    bins: &Bins<'_>,
    place: &Rect,
    [below, above]: [Color; 2],
) {
    let ([left, top], [right, foot]) = (place.min, place.max);
    picture.line(vec![[left, foot], [right, foot]], Stroke::new(theme.edge, 1.0));
    let [low, high] = bins.range;
    let most = f64::from(bins.counts.iter().copied().max().unwrap_or(0));
    if most == 0.0 || !(high - low).is_finite() {
        let middle = [(left + right) / 2.0, (top + foot) / 2.0];
        return word(picture, theme, "none", middle, (Anchor::Center, false));
    }
    let width = (right - left) / bins.counts.len() as f64;
    for (at, count) in bins.counts.iter().enumerate().filter(|(_, count)| **count > 0) {
        let middle = low + (high - low) * (at as f64 + 0.5) / bins.counts.len() as f64;
        let color = if middle < 0.0 { below } else { above };
        let [from, to] = [at as f64 + FREE / 2.0, at as f64 + 1.0 - FREE / 2.0].map(|at| left + at * width);
        let peak = foot - (foot - top) * f64::from(*count) / most;
        picture.area(vec![[from, foot], [from, peak], [to, peak], [to, foot]], color.fade(0.75));
    }
    let below = foot + 10.0;
    let is_roomy = right - left > ROOMY;
    if is_roomy || high.abs() < low.abs() {
        word(picture, theme, &short_number(low), [left, below], (Anchor::Left, false));
    }
    if is_roomy || high.abs() >= low.abs() {
        word(picture, theme, &short_number(high), [right, below], (Anchor::Right, false));
    }
    let zero = left - low / (high - low) * (right - left);
    if (left..=right).contains(&zero) {
        picture.line(vec![[zero, foot], [zero, foot + 5.0]], Stroke::new(theme.ink, 1.5));
        if zero > left + 56.0 && zero < right - 56.0 {
            word(picture, theme, "0", [zero, foot + 11.0], (Anchor::Center, false));
        }
    }
}

fn word(picture: &mut Picture, theme: &Theme, text: &str, at: Point, (anchor, bold): (Anchor, bool)) {
    let color = if bold { theme.ink } else { theme.soft };
    picture.text(TextMark { text, at, anchor, size: TYPE, bold, color, halo: None });
}
