//! Vectors as groups of bars, one below the other: each entry is a bar from zero, with the number beside it.

use super::picture::{Anchor, Picture, Stroke, TextMark};
use super::theme::TYPE;
use super::{Color, Point, Rect, Scale, Theme};

/// The heights of a group's name, of a row, of a bar in it, and of the margin below a group, in CSS pixels.
const NAME: f64 = 24.0;
const ROW: f64 = 32.0;
const BAR: f64 = 16.0;
const BELOW: f64 = 8.0;

/// The widths reserved for an entry's index on the left and for its number on the right.
const PLACE: f64 = 26.0;
const NUMBER: f64 = 92.0;

/// A vector.
#[derive(Clone, Debug, PartialEq)]
pub struct BarGroup {
    /// The name.
    pub name: String,
    /// The hue of the quantity that it shows; empty for none.
    pub hue: String,
    /// The entries.
    pub values: Vec<f64>,
    /// The entries as text.
    pub texts: Vec<String>,
    /// The range of the scale; it contains zero.
    pub range: [f64; 2],
    /// The label of each bar; if there is none, its index, counted from 1.
    pub labels: &'static [&'static str],
}

/// A bar: the index of its group and its index in the group.
pub type Bar = (usize, usize);

/// Groups of bars, from top to bottom.
///
/// ```
/// # use fluxion::chart::{BarGroup, Bars, Theme};
/// let (name, hue) = ("p".to_owned(), "green".to_owned());
/// let texts = vec!["0.25".to_owned(), "0.75".to_owned()];
/// let bars = Bars { groups: vec![BarGroup { name, hue, values: vec![0.25, 0.75], texts, range: [0.0, 1.0], labels: &[] }] };
/// assert!(bars.tip((0, 0), 400.0).unwrap()[0] < bars.tip((0, 1), 400.0).unwrap()[0]);
/// assert_eq!(bars.tip((0, 2), 400.0), None);
/// assert!(!bars.base(400.0, &Theme::light()).marks.is_empty());
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Bars {
    /// The groups.
    pub groups: Vec<BarGroup>,
}

impl Bars {
    /// The total height of all groups.
    pub fn height(&self) -> f64 {
        self.groups.iter().map(tall).sum()
    }

    /// The row of a bar in a chart of a width in CSS pixels, if there is such a bar.
    pub fn row(&self, (group, at): Bar, width: f64) -> Option<Rect> {
        self.groups.get(group).filter(|own| at < own.values.len())?;
        let above: f64 = self.groups[..group].iter().map(tall).sum();
        let top = above + NAME + at as f64 * ROW;
        Some(Rect { min: [0.0, top], max: [width, top + ROW] })
    }

    /// The point where a bar ends.
    pub fn tip(&self, bar: Bar, width: f64) -> Option<Point> {
        let row = self.row(bar, width)?;
        let (scale, value) = (self.scale(bar.0, width)?, self.groups[bar.0].values[bar.1]);
        let [from, to] = self.groups[bar.0].range;
        let value = if value.is_nan() { 0.0 } else { value.clamp(from, to) };
        Some([scale.screen_from_data(value), (row.min[1] + row.max[1]) / 2.0])
    }

    /// The value of a bar of a group that ends at the horizontal position `x`.
    pub fn value(&self, group: usize, x: f64, width: f64) -> Option<f64> {
        Some(self.scale(group, width)?.data_from_screen(x))
    }

    fn scale(&self, group: usize, width: f64) -> Option<Scale> {
        let range = self.groups.get(group)?.range;
        Some(Scale::linear(range, [PLACE, (width - NUMBER).max(PLACE + 1.0)]))
    }

    /// Bars, labels, numbers, names, and the lines at zero.
    pub fn base(&self, width: f64, theme: &Theme) -> Picture {
        let mut picture = Picture::new(&theme.font);
        for (at, group) in self.groups.iter().enumerate() {
            let (Some(scale), Some(first)) = (self.scale(at, width), self.row((at, 0), width)) else {
                continue;
            };
            let color = theme.hue(&group.hue).unwrap_or(theme.ink);
            let (text, above) = (group.name.as_str(), [PLACE, first.min[1] - 0.5 * NAME]);
            let anchor = Anchor::Left;
            picture.text(TextMark { text, at: above, anchor, size: TYPE, bold: true, color, halo: None });
            let zero = scale.screen_from_data(0.0);
            let bottom = first.min[1] + ROW * group.values.len() as f64;
            for entry in 0..group.values.len() {
                self.bar(&mut picture, (at, entry), (width, zero), (theme, color));
            }
            picture.line(vec![[zero, first.min[1]], [zero, bottom]], Stroke::new(theme.edge, 1.0));
        }
        picture
    }

    fn bar(
        &self,
        picture: &mut Picture,
        bar: Bar,
        (width, zero): (f64, f64),
        (theme, color): (&Theme, Color),
    ) {
        let (Some(row), Some([tip, middle])) = (self.row(bar, width), self.tip(bar, width)) else { return };
        let group = &self.groups[bar.0];
        let [top, bottom] = [middle - BAR / 2.0, middle + BAR / 2.0];
        let track = [[PLACE, top], [width - NUMBER, top], [width - NUMBER, bottom], [PLACE, bottom]];
        picture.area(track.to_vec(), theme.rule.fade(0.35));
        picture.area(vec![[zero, top], [tip, top], [tip, bottom], [zero, bottom]], color.fade(0.55));
        picture.line(vec![[tip, top], [tip, bottom]], Stroke::new(color, 2.0));
        let label =
            group.labels.get(bar.1).map_or_else(|| (bar.1 + 1).to_string(), |label| (*label).to_owned());
        word(picture, &label, [PLACE / 2.0, middle], (false, theme.soft));
        let text = group.texts.get(bar.1).map_or("", String::as_str);
        // A value that is not finite has no bar; its text says so.
        let color = if group.values[bar.1].is_finite() { theme.ink } else { theme.negative };
        let (anchor, at) = (Anchor::Right, [row.max[0] - 2.0, middle]);
        let bold = !group.values[bar.1].is_finite();
        picture.text(TextMark { text, at, anchor, size: TYPE, bold, color, halo: None });
    }

    /// The handles at the ends of bars that can be dragged.
    pub fn overlay(&self, width: f64, theme: &Theme, handles: &[(Bar, bool)]) -> Picture {
        let mut picture = Picture::new(&theme.font);
        for (bar, is_held) in handles {
            if let Some(tip) = self.tip(*bar, width) {
                picture.handle(
                    tip,
                    theme.hue(&self.groups[bar.0].hue).unwrap_or(theme.point),
                    theme.paper,
                    *is_held,
                );
            }
        }
        picture
    }
}

/// The range of a scale for these numbers: it contains zero and all of them, and ends at 1 if all lie between 0 and 1.
///
/// ```
/// # use fluxion::chart::bar_range;
/// assert_eq!(bar_range(&[0.2, 0.8]), [0.0, 1.0]);
/// assert_eq!(bar_range(&[7.0, -2.0, f64::INFINITY]), [-2.0, 7.0]);
/// assert_eq!(bar_range(&[f64::NAN]), [0.0, 1.0]);
/// ```
pub fn bar_range(values: &[f64]) -> [f64; 2] {
    // The difference of two larger numbers could overflow.
    let finite = || values.iter().copied().filter(|value| value.abs() < 1e300);
    let (least, most) = (finite().fold(0.0, f64::min), finite().fold(0.0, f64::max));
    if least == 0.0 && most <= 1.0 { [0.0, 1.0] } else { [least, most] }
}

fn tall(group: &BarGroup) -> f64 {
    NAME + ROW * group.values.len() as f64 + BELOW
}

fn word(picture: &mut Picture, text: &str, at: Point, (bold, color): (bool, Color)) {
    picture.text(TextMark { text, at, anchor: Anchor::Center, size: TYPE, bold, color, halo: None });
}
