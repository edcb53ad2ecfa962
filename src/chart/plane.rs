//! What a network says all over the plane: a map with its zero line, and the points that it learns from.

use super::picture::{Anchor, Picture, Stroke, TextMark};
use super::theme::TYPE;
use super::{Color, Field, Frame, Point, Raster, Rect, Theme, Tint, label, lines_at, loss_text};

/// The room for the numbers on the left and below, and for the scale of colours on the right.
const LEFT: f64 = 26.0;
const TOP: f64 = 2.0;
const BELOW: f64 = 24.0;
const SCALE: f64 = 54.0;

/// The scale's width and its distance from the map.
const BAR: f64 = 10.0;
const APART: f64 = 10.0;

/// The width of the zero line.
const ZERO: f64 = 1.25;

/// The radius of the map's corners.
const CORNER: f64 = 4.0;

/// The size of a point, and the faintest share of its hue.
const RADIUS: f64 = 2.7;
const FAINTEST: f64 = 0.35;

/// The bands of the scale of colours.
const BANDS: usize = 21;

/// A point and what the network should say of it, from −1 to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PlanePoint {
    /// The point.
    pub at: [f64; 2],
    /// Its class, −1 or 1, or a number.
    pub wanted: f64,
}

/// The map of a function over a square of the plane.
///
/// ```
/// # use fluxion::chart::{Plane, Field, Theme, Tint};
/// let theme = Theme::light();
/// let map = Plane { reach: 6.0, full: 1.0, has_scale: true };
/// let frame = map.frame([364.0, 308.0]);
/// assert_eq!(frame.plot().size(), [282.0, 282.0]);
/// let field = Field::new(2, 1.0, 6.0, &[-127, 127, -127, 127]).unwrap();
/// let base = map.base(&frame, &theme, &field, &Tint::smooth(&theme, 0.42), 2.0);
/// assert_eq!(base.marks.len(), 1, "the zero line");
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Plane {
    /// How far the square reaches from the middle.
    pub reach: f64,
    /// The value that gets the deepest colour.
    pub full: f64,
    /// Whether a scale of colours stands on the right.
    pub has_scale: bool,
}

/// What lies on the map.
#[derive(Clone, Copy, Debug, Default)]
pub struct PlaneMarks<'a> {
    /// The points trained on.
    pub training: &'a [PlanePoint],
    /// The points kept for testing.
    pub testing: &'a [PlanePoint],
    /// Where the learner's cross-hair is.
    pub cross: Option<[f64; 2]>,
    /// The point that is traced through the network.
    pub traced: Option<[f64; 2]>,
}

impl Plane {
    /// The layout for a size in CSS pixels: as large a square as fits.
    pub fn frame(&self, [width, height]: [f64; 2]) -> Frame {
        let right = if self.has_scale { SCALE } else { 0.0 };
        let side = (width - LEFT - right).min(height - TOP - BELOW).max(40.0).floor();
        let plot = Rect { min: [LEFT, TOP], max: [LEFT + side, TOP + side] };
        let range = [-self.reach, self.reach];
        Frame::linear(plot, range, range)
    }

    /// The height that a map of a width wants.
    pub fn height(&self, width: f64) -> f64 {
        let right = if self.has_scale { SCALE } else { 0.0 };
        (width - LEFT - right).max(40.0) + TOP + BELOW
    }

    /// The map as an image with pixels of about `pixel` CSS pixels, and the line at which it is zero.
    pub fn base(&self, frame: &Frame, theme: &Theme, field: &Field<'_>, tint: &Tint, pixel: f64) -> Picture {
        let mut picture = Picture::new(&theme.font);
        let place = frame.plot();
        let pixels = ((place.size()[0] / pixel).round() as usize).clamp(2, 1_200);
        let rgba = field.image(tint, self.full, pixels);
        picture.raster = Some(Raster { width: pixels, height: pixels, rgba, place });
        let stroke = Stroke::new(theme.ink.fade(0.9), ZERO);
        for line in field.grid().iter().flat_map(|grid| lines_at(grid, 0.0)) {
            let line: Vec<Point> = line.into_iter().map(|at| frame.screen_from_data(at)).collect();
            let apart = place.size()[0] / field.side() as f64;
            picture.line_in(&place, to_the_border(line, &place, apart), stroke);
        }
        picture
    }

    /// The axes, the scale of colours, and the points.
    pub fn overlay(&self, frame: &Frame, theme: &Theme, tint: &Tint, marks: &PlaneMarks<'_>) -> Picture {
        let mut picture = Picture::new(&theme.font);
        let plot = frame.plot();
        corners(&mut picture, &plot, theme.paper);
        self.axes(&mut picture, frame, theme);
        if self.has_scale {
            self.scale(&mut picture, &plot, theme, tint);
        }
        for (points, is_hollow) in [(marks.training, false), (marks.testing, true)] {
            for point in points {
                let at = frame.screen_from_data(point.at);
                if plot.contains(at, 0.0) {
                    mark(&mut picture, theme, at, point.wanted, is_hollow);
                }
            }
        }
        if let Some(at) = marks.traced.map(|at| frame.screen_from_data(at)) {
            picture.dot(at, 8.0, theme.paper.fade(0.0), Stroke::new(theme.ink, 2.0));
        }
        if let Some(at) = marks.cross.map(|at| frame.screen_from_data(at)) {
            let [[left, top], [right, bottom]] = [plot.min, plot.max];
            let stroke = Stroke::new(theme.ink.fade(0.75), 1.0);
            picture.line(vec![[left, at[1]], [right, at[1]]], stroke);
            picture.line(vec![[at[0], top], [at[0], bottom]], stroke);
            picture.dot(at, 5.5, theme.paper.fade(0.6), Stroke::new(theme.ink, 1.5));
        }
        picture
    }

    fn axes(&self, picture: &mut Picture, frame: &Frame, theme: &Theme) {
        let plot = frame.plot();
        let below = plot.max[1] + 11.0;
        let half = self.reach / 2.0;
        for value in [-self.reach, -half, 0.0, half, self.reach] {
            let [x, y] = frame.screen_from_data([value, value]);
            let text = label(value, half.max(1e-3));
            let (is_first, is_last) = (value == -self.reach, value == self.reach);
            let (anchor, x) = match (is_first, is_last) {
                (true, _) => (Anchor::Left, plot.min[0]),
                (_, true) => (Anchor::Right, plot.max[0]),
                _ => (Anchor::Center, x),
            };
            word(picture, theme, &text, [x, below], anchor);
            if !is_first {
                let y = if is_last { y + 5.0 } else { y };
                word(picture, theme, &text, [plot.min[0] - 6.0, y], Anchor::Right);
            }
        }
    }

    fn scale(&self, picture: &mut Picture, plot: &Rect, theme: &Theme, tint: &Tint) {
        let (left, right) = (plot.max[0] + APART, plot.max[0] + APART + BAR);
        let [top, bottom] = [plot.min[1], plot.max[1]];
        let band = (bottom - top) / BANDS as f64;
        for at in 0..BANDS {
            let value = 1.0 - 2.0 * at as f64 / (BANDS - 1) as f64;
            // A little more than its share: between two exact neighbours there would be a seam.
            let (from, to) = (top + at as f64 * band, (top + (at + 1) as f64 * band + 0.5).min(bottom));
            picture.area(vec![[left, from], [right, from], [right, to], [left, to]], tint.color(value));
        }
        let middle = (top + bottom) / 2.0;
        picture.line(vec![[left, middle], [right, middle]], Stroke::new(theme.ink, 1.5));
        let full = match self.full {
            full if full.fract() == 0.0 && full < 1e4 => format!("{full:.0}"),
            full if (0.1..1e4).contains(&full) => format!("{full:.1}"),
            full => loss_text(full),
        };
        let names =
            [(format!("+{full}"), top + 6.0), ("0".into(), middle), (format!("−{full}"), bottom - 6.0)];
        for (text, y) in names {
            word(picture, theme, &text, [right + 6.0, y], Anchor::Left);
        }
    }
}

/// A line whose ends reach the border of the plot: values are known up to half a cell before it.
fn to_the_border(mut line: Vec<Point>, plot: &Rect, apart: f64) -> Vec<Point> {
    let inner =
        Rect { min: plot.min.map(|side| side + 0.6 * apart), max: plot.max.map(|side| side - 0.6 * apart) };
    for _ in 0..2 {
        line.reverse();
        if let [.., before, end] = line[..]
            && !inner.contains(end, 0.0)
        {
            let way = [end[0] - before[0], end[1] - before[1]];
            let by = apart / way[0].hypot(way[1]).max(1e-3);
            line.push([end[0] + by * way[0], end[1] + by * way[1]]);
        }
    }
    line
}

fn word(picture: &mut Picture, theme: &Theme, text: &str, at: Point, anchor: Anchor) {
    let halo = None;
    picture.text(TextMark { text, at, anchor, size: TYPE, bold: false, color: theme.soft, halo });
}

/// Covers what of the image lies outside of the map's round corners.
fn corners(picture: &mut Picture, plot: &Rect, paper: Color) {
    for (x, inwards) in [(plot.min[0], 1.0), (plot.max[0], -1.0)] {
        for (y, down) in [(plot.min[1], 1.0), (plot.max[1], -1.0)] {
            let arc = (0..=6).map(|at| {
                let turn = f64::from(at) / 6.0 * std::f64::consts::FRAC_PI_2;
                let away = [libm::cos(turn), libm::sin(turn)].map(|part| CORNER * (1.0 - part));
                [x + inwards * away[0], y + down * away[1]]
            });
            picture.area(std::iter::once([x, y]).chain(arc).collect(), paper);
        }
    }
}

/// A point: a circle for what should be positive, a diamond for what should be negative; hollow if it is kept for
/// testing.
fn mark(picture: &mut Picture, theme: &Theme, at: Point, wanted: f64, is_hollow: bool) {
    let share = FAINTEST + (1.0 - FAINTEST) * wanted.abs().min(1.0);
    let hue = if wanted > 0.0 { theme.positive } else { theme.negative };
    let color = hue.over(theme.paper, share);
    match (wanted > 0.0, is_hollow) {
        (true, false) => picture.dot(at, RADIUS + 0.5, color, Stroke::new(theme.paper, 1.0)),
        (true, true) => picture.dot(at, RADIUS - 0.2, theme.paper, Stroke::new(color, 1.3)),
        (false, false) => {
            diamond(picture, at, RADIUS * 1.32 + 1.4, theme.paper);
            diamond(picture, at, RADIUS * 1.32, color);
        }
        (false, true) => {
            diamond(picture, at, RADIUS * 1.32 + 0.7, color);
            diamond(picture, at, RADIUS * 1.32 - 1.2, theme.paper);
        }
    }
}

fn diamond(picture: &mut Picture, [x, y]: Point, size: f64, fill: Color) {
    picture.area(vec![[x, y - size], [x + size, y], [x, y + size], [x - size, y]], fill);
}
