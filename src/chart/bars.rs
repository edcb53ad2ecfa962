//! Vectors as bars: one group below the other, each number a bar from zero, with the number beside it.

use super::picture::{Anchor, Picture, Point, Stroke, Words};
use super::theme::TYPE;
use super::{Color, Rect, Scale, Theme};

/// The height of a group's name, of a bar with its room, of a bar, and of the room below a group, in CSS pixels.
const NAME: f64 = 24.0;
const ROW: f64 = 32.0;
const BAR: f64 = 16.0;
const BELOW: f64 = 8.0;

/// The room for an entry's place on the left, and for its number on the right.
const PLACE: f64 = 26.0;
const NUMBER: f64 = 92.0;

/// A vector.
#[derive(Clone, Debug, PartialEq)]
pub struct BarGroup {
    /// What it is called.
    pub name: String,
    /// The hue of the quantity that it is; empty for none.
    pub hue: String,
    /// Its numbers.
    pub values: Vec<f64>,
    /// The same as they are written.
    pub texts: Vec<String>,
    /// The range of its scale, with zero in it.
    pub range: [f64; 2],
    /// What stands before each bar; its place, from 1, if left out.
    pub labels: &'static [&'static str],
}

/// A bar: its group and its place in it, from 0.
pub type Bar = (usize, usize);

/// Groups of bars, from above.
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
    /// The height of all groups.
    pub fn height(&self) -> f64 {
        self.groups.iter().map(tall).sum()
    }

    /// The whole line of a bar on so many CSS pixels across, if there is such a bar.
    pub fn row(&self, (group, at): Bar, width: f64) -> Option<Rect> {
        self.groups.get(group).filter(|own| at < own.values.len())?;
        let above: f64 = self.groups[..group].iter().map(tall).sum();
        let top = above + NAME + at as f64 * ROW;
        Some(Rect { min: [0.0, top], max: [width, top + ROW] })
    }

    /// Where a bar ends.
    pub fn tip(&self, bar: Bar, width: f64) -> Option<Point> {
        let row = self.row(bar, width)?;
        let (scale, value) = (self.scale(bar.0, width)?, self.groups[bar.0].values[bar.1]);
        let [from, to] = self.groups[bar.0].range;
        let value = if value.is_nan() { 0.0 } else { value.clamp(from, to) };
        Some([scale.screen_from_data(value), (row.min[1] + row.max[1]) / 2.0])
    }

    /// The number that a bar of a group stands for that ends so far from the left.
    pub fn value(&self, group: usize, x: f64, width: f64) -> Option<f64> {
        Some(self.scale(group, width)?.data_from_screen(x))
    }

    fn scale(&self, group: usize, width: f64) -> Option<Scale> {
        let range = self.groups.get(group)?.range;
        Some(Scale::linear(range, [PLACE, (width - NUMBER).max(PLACE + 1.0)]))
    }

    /// Bars, places, numbers, names, and where zero is.
    pub fn base(&self, width: f64, theme: &Theme) -> Picture {
        let mut picture = Picture::new(&theme.font);
        for (at, group) in self.groups.iter().enumerate() {
            let (Some(scale), Some(first)) = (self.scale(at, width), self.row((at, 0), width)) else {
                continue;
            };
            let color = theme.hue(&group.hue).unwrap_or(theme.ink);
            let (text, above) = (group.name.as_str(), [PLACE, first.min[1] - 0.5 * NAME]);
            let anchor = Anchor::Left;
            picture.text(Words { text, at: above, anchor, size: TYPE, bold: true, color, halo: None });
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
        // A bar that stands for no number is none: its word says so.
        let color = if group.values[bar.1].is_finite() { theme.ink } else { theme.negative };
        let (anchor, at) = (Anchor::Right, [row.max[0] - 2.0, middle]);
        let bold = !group.values[bar.1].is_finite();
        picture.text(Words { text, at, anchor, size: TYPE, bold, color, halo: None });
    }

    /// The ends that can be dragged.
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

/// The scale for numbers that have none of their own: from zero, up to 1 for shares, and else to the largest.
///
/// ```
/// # use fluxion::chart::bar_range;
/// assert_eq!(bar_range(&[0.2, 0.8]), [0.0, 1.0]);
/// assert_eq!(bar_range(&[7.0, -2.0, f64::INFINITY]), [-2.0, 7.0]);
/// assert_eq!(bar_range(&[f64::NAN]), [0.0, 1.0]);
/// ```
pub fn bar_range(values: &[f64]) -> [f64; 2] {
    // The difference of two numbers of this size is still a number.
    let finite = || values.iter().copied().filter(|value| value.abs() < 1e300);
    let (least, most) = (finite().fold(0.0, f64::min), finite().fold(0.0, f64::max));
    if least == 0.0 && most <= 1.0 { [0.0, 1.0] } else { [least, most] }
}

fn tall(group: &BarGroup) -> f64 {
    NAME + ROW * group.values.len() as f64 + BELOW
}

fn word(picture: &mut Picture, text: &str, at: Point, (bold, color): (bool, Color)) {
    picture.text(Words { text, at, anchor: Anchor::Center, size: TYPE, bold, color, halo: None });
}
