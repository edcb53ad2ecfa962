//! The output of charts: a list of marks in CSS pixels, and how it is drawn on a plotters backend.

use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{FontDesc, FontFamily, FontStyle, TextStyle};
use plotters_backend::{BackendColor, BackendCoord, BackendStyle, DrawingBackend, DrawingErrorKind};

use super::clip::{clipped, dashed};
use super::{Color, Point, Raster, Rect, SUBPIXELS, SubpixelBackend};

/// The style of a line.
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

/// Which part of a text is at its position; vertically it is always the middle.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Anchor {
    /// Its middle.
    Center,
    /// Its right end.
    Right,
    /// Its left end.
    Left,
}

/// The ring of dots without a ring.
pub(super) const NO_RING: Stroke = Stroke::new(Color { rgb: [0; 3], alpha: 0.0 }, 1.0);

/// One element of a picture.
#[derive(Clone, Debug, PartialEq)]
pub enum Mark {
    /// A line through several points.
    Line {
        /// The points.
        points: Vec<Point>,
        /// The style.
        stroke: Stroke,
    },
    /// A cubic Bézier curve.
    Curve {
        /// Its start, its two control points, its end.
        points: [Point; 4],
        /// The style.
        stroke: Stroke,
        /// The lengths of dashes and gaps, if it is dashed.
        dash: Option<[f64; 2]>,
    },
    /// A filled shape.
    Area {
        /// Its corners.
        points: Vec<Point>,
        /// The fill colour.
        fill: Color,
    },
    /// A filled circle with a ring around it.
    Dot {
        /// Its centre.
        at: Point,
        /// Its radius to the middle of the ring.
        radius: f64,
        /// The fill colour.
        fill: Color,
        /// The ring.
        ring: Stroke,
    },
    /// A text.
    Text {
        /// The text.
        text: String,
        /// Its position.
        at: Point,
        /// Which part of the text is at the position.
        anchor: Anchor,
        /// Its size in CSS pixels.
        size: f64,
        /// Whether it is bold.
        bold: bool,
        /// Its colour.
        color: Color,
        /// The colour of an outline that makes it readable over other marks.
        halo: Option<Color>,
    },
}

/// A list of marks, painted in order, over at most one image.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Picture {
    /// An image under all marks. [`draw`](Picture::draw) does not draw it, because backends would draw it pixel by
    /// pixel.
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

    /// Whether nothing is drawn.
    pub fn is_empty(&self) -> bool {
        self.raster.is_none() && self.marks.is_empty()
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

    /// Adds a cubic Bézier curve; `dash` gives the lengths of its dashes and gaps.
    pub fn curve(&mut self, points: [Point; 4], stroke: Stroke, dash: Option<[f64; 2]>) {
        self.marks.push(Mark::Curve { points, stroke, dash });
    }

    /// Adds a filled shape.
    pub fn area(&mut self, points: Vec<Point>, fill: Color) {
        self.marks.push(Mark::Area { points, fill });
    }

    /// Adds a point that can be dragged: a light ring around it shows that it can be, and whether it is being dragged.
    pub fn handle(&mut self, at: Point, color: Color, paper: Color, is_held: bool) {
        let (radius, strength) = if is_held { (16.0, 0.3) } else { (12.0, 0.16) };
        self.dot(at, radius, color.fade(strength), NO_RING);
        self.dot(at, 7.0, color, Stroke::new(paper, 2.5));
    }

    /// Adds a filled circle with a ring.
    pub fn dot(&mut self, at: Point, radius: f64, fill: Color, ring: Stroke) {
        self.marks.push(Mark::Dot { at, radius, fill, ring });
    }

    /// Adds a text.
    pub fn text(&mut self, mark: TextMark<'_>) {
        let TextMark { text, at, anchor, size, bold, color, halo } = mark;
        self.marks.push(Mark::Text { text: text.to_owned(), at, anchor, size, bold, color, halo });
    }

    /// Whether a bold text overlaps the box around `at` with half the size `half`.
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
    /// The errors of the backend.
    pub fn draw<B: DrawingBackend>(&self, backend: &mut SubpixelBackend<'_, B>) -> Drawn<B> {
        for mark in &self.marks {
            match mark {
                Mark::Line { points, stroke } => backend.draw_path(coords(points), stroke)?,
                Mark::Curve { points, stroke, dash } => {
                    let line: Vec<Point> =
                        (0..=PARTS).map(|at| on_curve(points, f64::from(at) / f64::from(PARTS))).collect();
                    for part in dash.map_or_else(|| vec![line.clone()], |[on, off]| dashed(&line, on, off)) {
                        backend.draw_path(coords(&part), stroke)?;
                    }
                }
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

    fn draw_text<B: DrawingBackend>(&self, backend: &mut SubpixelBackend<'_, B>, mark: &Mark) -> Drawn<B> {
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

/// The straight parts that stand for a curve where a backend has none.
const PARTS: u32 = 32;

/// The point of a cubic Bézier curve at `t`, from 0 at its start to 1 at its end.
pub(super) fn on_curve(points: &[Point; 4], t: f64) -> Point {
    let u = 1.0 - t;
    let shares = [u * u * u, 3.0 * u * u * t, 3.0 * u * t * t, t * t * t];
    [0, 1].map(|axis| (0..4).map(|at| shares[at] * points[at][axis]).sum())
}

/// The offsets at which copies of a text make up its outline, which backends cannot draw.
const HALO: [Point; 8] =
    [[1.5, 0.0], [1.0, 1.0], [0.0, 1.5], [-1.0, 1.0], [-1.5, 0.0], [-1.0, -1.0], [0.0, -1.5], [1.0, -1.0]];

/// A text to add to a picture; see [`Mark::Text`].
pub struct TextMark<'a> {
    /// The text.
    pub text: &'a str,
    /// Its position.
    pub at: Point,
    /// Which part of the text is at the position.
    pub anchor: Anchor,
    /// Its size in CSS pixels.
    pub size: f64,
    /// Whether it is bold.
    pub bold: bool,
    /// Its colour.
    pub color: Color,
    /// The colour of its outline.
    pub halo: Option<Color>,
}

/// Subpixels from CSS pixels. Points far outside are moved closer, so that they fit in 32 bits.
fn coord([x, y]: Point) -> BackendCoord {
    let sub = |value: f64| (value.clamp(-1e5, 1e5) * SUBPIXELS).round() as i32;
    (sub(x), sub(y))
}

fn coords(points: &[Point]) -> impl Iterator<Item = BackendCoord> + '_ {
    points.iter().copied().map(coord)
}
