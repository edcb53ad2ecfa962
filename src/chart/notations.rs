//! Function composition in four notations: nested calls, a fold over a list, a pipe, and the composition operator. One
//! value passes through all four at the same time.

use super::picture::{Anchor, Picture, Stroke, TextMark};
use super::theme::{FAINT, TYPE};
use super::{Color, Point, Rect, Theme};

/// The height of a picture, of its title, and the gap between two pictures, in CSS pixels.
const TALL: f64 = 92.0;
const NAME: f64 = 20.0;
const GAP: f64 = 12.0;

/// The size of a value drawn as bars, its width if space is scarce, and the height of a function's box.
const VALUE: [f64; 2] = [46.0, 26.0];
const NARROW: f64 = 34.0;
const BOX: f64 = 34.0;

/// A notation for function composition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notation {
    /// Nested calls, evaluated from the inside out.
    Nested,
    /// A list of functions that a value is folded over.
    List,
    /// A pipe from left to right.
    Pipe,
    /// Composition operators, evaluated from right to left.
    Composed,
}

impl Notation {
    /// All notations, in the order in which they are drawn.
    pub const ALL: [Notation; 4] = [Notation::Nested, Notation::List, Notation::Pipe, Notation::Composed];
}

/// Functions, with the value before the first and after each of them.
///
/// ```
/// # use fluxion::chart::{Theme, Notations};
/// let ways = Notations {
///     titles: ["f(g(x))", "foldl", "Chain", "∘"].map(str::to_owned),
///     functions: vec!["g".into(), "f".into()],
///     values: vec![vec![1.0], vec![2.0, -1.0], vec![0.7, 0.3]],
///     hues: vec![],
/// };
/// assert!(!ways.base(400.0, &Theme::light()).marks.is_empty());
/// assert!(ways.overlay(400.0, &Theme::light(), 2).marks.len() > ways.overlay(400.0, &Theme::light(), 0).marks.len());
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Notations {
    /// The title above each picture.
    pub titles: [String; 4],
    /// The functions, in the order in which they are called.
    pub functions: Vec<String>,
    /// The value at the start and after each function.
    pub values: Vec<Vec<f64>>,
    /// The hue of each value.
    pub hues: Vec<String>,
}

impl Notations {
    /// The total height of all four pictures, one below the other.
    pub fn height() -> f64 {
        4.0 * (NAME + TALL) + 3.0 * GAP
    }

    /// The rectangle of a picture, below its title.
    fn room(way: usize, width: f64) -> Rect {
        let top = way as f64 * (NAME + TALL + GAP) + NAME;
        Rect { min: [0.0, top], max: [width, top + TALL] }
    }

    /// The boxes of the functions, and the positions of the value before the first and after each of them.
    fn layout(&self, way: Notation, room: &Rect) -> (Vec<Rect>, Vec<Point>) {
        let count = self.functions.len();
        let ([left, top], [right, bottom]) = (room.min, room.max);
        let middle = (top + bottom) / 2.0;
        let value = value_width(room);
        let at =
            |x: f64, wide: f64| Rect { min: [x, middle - BOX / 2.0], max: [x + wide, middle + BOX / 2.0] };
        match way {
            Notation::Nested => {
                // A ring for each function, with space for its name on the left and for a value on the right.
                let behind = value + 4.0;
                let ring = ((right - left - behind - 4.0) / count.max(1) as f64).max(behind + 8.0);
                let inset = ((TALL - VALUE[1] - 8.0) / (2.0 * count.max(1) as f64)).max(1.0);
                let ring_of = |function: usize| {
                    let out = (count - 1 - function) as f64;
                    Rect {
                        min: [left + out * (ring - behind), top + out * inset],
                        max: [right - behind - 4.0 - out * behind, bottom - out * inset],
                    }
                };
                let boxes: Vec<Rect> = (0..count).map(ring_of).collect();
                let inside = boxes.first().map_or(left, |first| first.max[0] - behind / 2.0);
                let beside = |own: &Rect| [own.max[0] + behind / 2.0, middle];
                let places = [[inside, middle]].into_iter().chain(boxes.iter().map(beside)).collect();
                (boxes, places)
            }
            Notation::List => {
                let wide = (right - left - value - 8.0) / count.max(1) as f64;
                let own = |function: usize| Rect {
                    min: [left + value + 8.0 + function as f64 * wide, top],
                    max: [left + value + 8.0 + (function + 1) as f64 * wide, top + BOX],
                };
                let boxes: Vec<Rect> = (0..count).map(own).collect();
                let below = bottom - VALUE[1] / 2.0 - 2.0;
                let under = |own: &Rect| [(own.min[0] + own.max[0]) / 2.0, below];
                let places =
                    [[left + value / 2.0, below]].into_iter().chain(boxes.iter().map(under)).collect();
                (boxes, places)
            }
            Notation::Pipe | Notation::Composed => {
                let step = (right - left - value) / count.max(1) as f64;
                let wide = (step - value - 8.0).max(12.0);
                let own = |function: usize| at(left + value + 4.0 + function as f64 * step, wide);
                let place = |stage: usize| [left + value / 2.0 + stage as f64 * step, middle];
                let (mut boxes, mut places): (Vec<Rect>, Vec<Point>) =
                    ((0..count).map(own).collect(), (0..=count).map(place).collect());
                if way == Notation::Composed {
                    boxes.reverse();
                    places.reverse();
                }
                (boxes, places)
            }
        }
    }

    /// Titles, boxes, and the lines between them.
    pub fn base(&self, width: f64, theme: &Theme) -> Picture {
        let mut picture = Picture::new(&theme.font);
        for (number, way) in Notation::ALL.into_iter().enumerate() {
            let room = Notations::room(number, width);
            let (boxes, places) = self.layout(way, &room);
            let above = [room.min[0], room.min[1] - 0.5 * NAME];
            word(&mut picture, &self.titles[number], above, (Anchor::Left, true, theme.ink));
            for pair in places.windows(2) {
                picture.line(pair.to_vec(), Stroke::new(theme.edge.fade(FAINT), 1.5));
            }
            for (function, own) in boxes.iter().enumerate().rev() {
                self.function(&mut picture, (way, function), own, theme);
            }
            if way == Notation::Composed {
                for place in places.iter().skip(1).take(boxes.len().saturating_sub(1)) {
                    let above = [place[0], room.min[1] + 0.5 * TYPE];
                    word(&mut picture, "∘", above, (Anchor::Center, true, theme.soft));
                }
            }
        }
        picture
    }

    fn function(&self, picture: &mut Picture, (way, function): (Notation, usize), own: &Rect, theme: &Theme) {
        let ([left, top], [right, bottom]) = (own.min, own.max);
        let corners = vec![[left, top], [right, top], [right, bottom], [left, bottom]];
        picture.area(corners.clone(), theme.paper);
        picture.area(corners.clone(), theme.rule.fade(0.45));
        picture.line([corners, vec![[left, top]]].concat(), Stroke::new(theme.edge, 1.2));
        let name = &self.functions[function];
        // In nested rings, only the left part belongs to one function alone.
        let room = match way {
            Notation::Nested => {
                let ring = (right - left) / (function + 1) as f64;
                ring - NARROW
            }
            _ => right - left,
        };
        let fits = |text: &str| text.chars().count() as f64 * 0.56 * TYPE < room - 4.0;
        let short = name.split('(').next().unwrap_or_default();
        let text = [name.as_str(), short, ""].into_iter().find(|text| fits(text)).unwrap_or_default();
        let (at, anchor) = match way {
            Notation::Nested => ([left + 6.0, top + TYPE], Anchor::Left),
            _ => ([(left + right) / 2.0, (top + bottom) / 2.0], Anchor::Center),
        };
        word(picture, text, at, (anchor, false, theme.ink));
    }

    /// The value after `reached` functions, and faintly its earlier positions.
    pub fn overlay(&self, width: f64, theme: &Theme, reached: usize) -> Picture {
        let mut picture = Picture::new(&theme.font);
        for (number, way) in Notation::ALL.into_iter().enumerate() {
            let room = Notations::room(number, width);
            let (boxes, places) = self.layout(way, &room);
            let wide = value_width(&room);
            if let Some(own) = reached.checked_sub(1).and_then(|function| boxes.get(function)) {
                let ([left, top], [right, bottom]) = (own.min, own.max);
                let rim = vec![[left, top], [right, top], [right, bottom], [left, bottom], [left, top]];
                picture.line(rim, Stroke::new(theme.height, 2.5));
            }
            for (stage, place) in places.iter().enumerate().take(reached + 1) {
                let strength = if stage == reached { 1.0 } else { 0.35 };
                self.value(&mut picture, stage, (*place, wide), (theme, strength));
            }
        }
        picture
    }

    /// A value as bars from zero.
    fn value(
        &self,
        picture: &mut Picture,
        stage: usize,
        ([x, y], wide): (Point, f64),
        (theme, strength): (&Theme, f64),
    ) {
        let Some(values) = self.values.get(stage) else { return };
        let color = self.hues.get(stage).and_then(|hue| theme.hue(hue)).unwrap_or(theme.point);
        let tall = VALUE[1];
        let (left, top) = (x - wide / 2.0, y - tall / 2.0);
        let around = [[left, top], [left + wide, top], [left + wide, top + tall], [left, top + tall]];
        picture.area(around.to_vec(), theme.paper);
        let rim = [around.as_slice(), &[[left, top]]].concat();
        picture.line(rim, Stroke::new(color.fade(strength), if strength == 1.0 { 2.0 } else { 1.0 }));
        let finite = || values.iter().copied().filter(|value| value.abs() < 1e300);
        let (least, most) = (finite().fold(0.0, f64::min), finite().fold(0.0, f64::max));
        let scale = (tall - 6.0) / (most - least).max(f64::MIN_POSITIVE);
        let zero = top + 3.0 + most * scale;
        let step = (wide - 6.0) / values.len().max(1) as f64;
        for (at, value) in values.iter().enumerate().filter(|(_, value)| value.abs() < 1e300) {
            let (from, to) = (left + 3.0 + at as f64 * step, left + 3.0 + (at as f64 + 0.8) * step);
            let end = zero - value * scale;
            picture.area(vec![[from, zero], [to, zero], [to, end], [from, end]], color.fade(0.8 * strength));
        }
    }
}

/// The width of a value in a picture of this size.
fn value_width(room: &Rect) -> f64 {
    if room.max[0] - room.min[0] < 420.0 { NARROW } else { VALUE[0] }
}

fn word(picture: &mut Picture, text: &str, at: Point, (anchor, bold, color): (Anchor, bool, Color)) {
    picture.text(TextMark { text, at, anchor, size: TYPE, bold, color, halo: None });
}
