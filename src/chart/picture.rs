//! What charts are made of: a list of marks in CSS pixels, and how it is drawn on a plotters backend.

use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{FontDesc, FontFamily, FontStyle, TextStyle};
use plotters_backend::{BackendColor, BackendCoord, BackendStyle, DrawingBackend, DrawingErrorKind};

use super::clip::{clipped, dashed};
use super::{Color, Point, Raster, Rect, SUBPIXELS, Sharp};

/// How a line is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stroke {
    /// Its colour.
    pub color: Color,
    /// Its width in CSS pixels.
    pub width: f64,
}

impl Stroke {
    /// A line of a colour and a width.
    pub const fn new(color: Color, width: f64) -> Stroke {
        Stroke { color, width }
    }
}

impl BackendStyle for Stroke {
    fn color(&self) -> BackendColor {
        self.color.color()
    }

    fn stroke_width(&self) -> u32 {
        (self.width * SUBPIXELS).round().max(1.0) as u32
    }
}

/// Which part of a text stands at its place, at half its height.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Anchor {
    /// Its middle.
    Center,
    /// Its right end.
    Right,
    /// Its left end.
    Left,
}

/// For dots without a ring.
pub(super) const NO_RING: Stroke = Stroke::new(Color { rgb: [0; 3], alpha: 0.0 }, 1.0);

/// One thing to draw.
#[derive(Clone, Debug, PartialEq)]
pub enum Mark {
    /// A line through some places.
    Line {
        /// The places.
        points: Vec<Point>,
        /// How it is drawn.
        stroke: Stroke,
    },
    /// A filled shape.
    Area {
        /// Its corners.
        points: Vec<Point>,
        /// What it is filled with.
        fill: Color,
    },
    /// A filled circle with a ring around it.
    Dot {
        /// Its middle.
        at: Point,
        /// Its radius to the middle of the ring.
        radius: f64,
        /// What it is filled with.
        fill: Color,
        /// The ring.
        ring: Stroke,
    },
    /// Words.
    Text {
        /// The words.
        text: String,
        /// Where.
        at: Point,
        /// Which side of the words stands there.
        anchor: Anchor,
        /// Their size in CSS pixels.
        size: f64,
        /// Whether they are heavier.
        bold: bool,
        /// Their colour.
        color: Color,
        /// What shines around them, so that they can be read over other marks.
        halo: Option<Color>,
    },
}

/// A list of marks, painted in order, over at most one image.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Picture {
    /// An image under all marks. Not drawn by [`draw`](Picture::draw): backends would paint it pixel by pixel.
    pub raster: Option<Raster>,
    /// The marks, lowest first.
    pub marks: Vec<Mark>,
    /// The font family of its texts.
    pub font: String,
}

type Drawn<B> = Result<(), DrawingErrorKind<<B as DrawingBackend>::ErrorType>>;

impl Picture {
    /// A picture without marks.
    pub fn new(font: &str) -> Picture {
        Picture { font: font.to_owned(), ..Picture::default() }
    }

    /// Adds another picture's marks above its own.
    pub fn add(&mut self, other: Picture) {
        self.marks.extend(other.marks);
        self.font = other.font;
    }

    /// Adds a line.
    pub fn line(&mut self, points: Vec<Point>, stroke: Stroke) {
        self.marks.push(Mark::Line { points, stroke });
    }

    /// Adds the part of a line that lies in a rectangle.
    pub fn line_in(&mut self, rect: &Rect, points: impl IntoIterator<Item = Point>, stroke: Stroke) {
        for part in clipped(points, rect) {
            self.line(part, stroke);
        }
    }

    /// Adds a dashed line.
    pub fn dashes(&mut self, points: &[Point], stroke: Stroke) {
        for dash in dashed(points, stroke.width * 3.0, stroke.width * 2.2) {
            self.line(dash, stroke);
        }
    }

    /// Adds a filled shape.
    pub fn area(&mut self, points: Vec<Point>, fill: Color) {
        self.marks.push(Mark::Area { points, fill });
    }

    /// Adds a place that can be dragged: a light ring around it says so, and that it is held.
    pub fn handle(&mut self, at: Point, color: Color, paper: Color, is_held: bool) {
        let (radius, strength) = if is_held { (16.0, 0.3) } else { (12.0, 0.16) };
        self.dot(at, radius, color.fade(strength), NO_RING);
        self.dot(at, 7.0, color, Stroke::new(paper, 2.5));
    }

    /// Adds a filled circle with a ring.
    pub fn dot(&mut self, at: Point, radius: f64, fill: Color, ring: Stroke) {
        self.marks.push(Mark::Dot { at, radius, fill, ring });
    }

    /// Adds words.
    pub fn text(&mut self, mark: Words<'_>) {
        let Words { text, at, anchor, size, bold, color, halo } = mark;
        self.marks.push(Mark::Text { text: text.to_owned(), at, anchor, size, bold, color, halo });
    }

    /// Whether a name (heavier words) stands so near that words `half` as wide and high around `at` would lie on it.
    pub(super) fn has_name_near(&self, at: Point, half: [f64; 2]) -> bool {
        self.marks.iter().any(|mark| match mark {
            Mark::Text { text, at: other, size, bold: true, .. } => {
                let reach = 0.3 * size * text.chars().count() as f64;
                (at[0] - other[0]).abs() < half[0] + reach && (at[1] - other[1]).abs() < half[1] + 0.5 * size
            }
            _ => false,
        })
    }

    /// Draws the marks.
    ///
    /// # Errors
    /// Those of the backend.
    pub fn draw<B: DrawingBackend>(&self, backend: &mut Sharp<'_, B>) -> Drawn<B> {
        for mark in &self.marks {
            match mark {
                Mark::Line { points, stroke } => backend.draw_path(coords(points), stroke)?,
                Mark::Area { points, fill } => backend.fill_polygon(coords(points), fill)?,
                Mark::Dot { at, radius, fill, ring } => {
                    let (middle, radius) = (coord(*at), (radius * SUBPIXELS) as u32);
                    backend.draw_circle(middle, radius, fill, true)?;
                    backend.draw_circle(middle, radius, ring, false)?;
                }
                Mark::Text { .. } => self.draw_text(backend, mark)?,
            }
        }
        Ok(())
    }

    fn draw_text<B: DrawingBackend>(&self, backend: &mut Sharp<'_, B>, mark: &Mark) -> Drawn<B> {
        let Mark::Text { text, at, anchor, size, bold, color, halo } = mark else { return Ok(()) };
        let side = match anchor {
            Anchor::Center => HPos::Center,
            Anchor::Right => HPos::Right,
            Anchor::Left => HPos::Left,
        };
        let weight = if *bold { FontStyle::Bold } else { FontStyle::Normal };
        let size = size * SUBPIXELS * backend.type_scale();
        let font = FontDesc::new(FontFamily::Name(&self.font), size, weight);
        let style = |color: Color| TextStyle {
            font: font.clone(),
            color: color.color(),
            pos: Pos::new(side, VPos::Center),
        };
        for [dx, dy] in HALO.into_iter().take(if halo.is_some() { HALO.len() } else { 0 }) {
            let place = coord([at[0] + dx, at[1] + dy]);
            backend.draw_text(text, &style(halo.unwrap_or(*color)), place)?;
        }
        backend.draw_text(text, &style(*color), coord(*at))
    }
}

/// Around a text in eight directions: no backend can outline one.
const HALO: [Point; 8] =
    [[1.5, 0.0], [1.0, 1.0], [0.0, 1.5], [-1.0, 1.0], [-1.5, 0.0], [-1.0, -1.0], [0.0, -1.5], [1.0, -1.0]];

/// Words to add to a picture; see [`Mark::Text`].
pub struct Words<'a> {
    /// The words.
    pub text: &'a str,
    /// Where.
    pub at: Point,
    /// Which side of the words stands there.
    pub anchor: Anchor,
    /// Their size in CSS pixels.
    pub size: f64,
    /// Whether they are heavier.
    pub bold: bool,
    /// Their colour.
    pub color: Color,
    /// What shines around them.
    pub halo: Option<Color>,
}

/// Sub-pixels from CSS pixels. Far outside is as good as just outside, and stays within 32 bits.
fn coord([x, y]: Point) -> BackendCoord {
    let sub = |value: f64| (value.clamp(-1e5, 1e5) * SUBPIXELS).round() as i32;
    (sub(x), sub(y))
}

fn coords(points: &[Point]) -> impl Iterator<Item = BackendCoord> + '_ {
    points.iter().copied().map(coord)
}
