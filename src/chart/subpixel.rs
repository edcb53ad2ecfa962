//! A plotters backend that wraps another one to add subpixel coordinates, and to measure text without triggering
//! layout.

use std::cell::RefCell;
use std::collections::HashMap;

use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind,
};

/// The number of plotters coordinates in one CSS pixel.
pub const SUBPIXELS: f64 = 8.0;

/// Measures the width of text: calls the given function once for each text and size, and caches the result.
pub struct Ruler {
    measure: Box<dyn Fn(&str, &str, f64) -> f64>,
    known: RefCell<HashMap<(String, u32), f64>>,
}

/// The size of the cache: more texts than charts show at once. Numbers change while they are dragged, so the cache must
/// not grow forever.
const REMEMBERED: usize = 2_000;

impl Ruler {
    /// A ruler that calls `measure` for the width of a text in a font family at a size in CSS pixels.
    pub fn new(measure: impl Fn(&str, &str, f64) -> f64 + 'static) -> Ruler {
        Ruler { measure: Box::new(measure), known: RefCell::default() }
    }

    /// The width of a text in CSS pixels.
    ///
    /// ```
    /// # use fluxion::chart::Ruler;
    /// let ruler = Ruler::new(|text, _, size| 0.6 * size * text.chars().count() as f64);
    /// assert_eq!(ruler.width("−1.5", "Inter", 10.0), 24.0);
    /// ```
    pub fn width(&self, text: &str, family: &str, size: f64) -> f64 {
        let mut known = self.known.borrow_mut();
        if known.len() > REMEMBERED {
            known.clear();
        }
        let key = (text.to_owned(), (size * SUBPIXELS) as u32);
        *known.entry(key).or_insert_with(|| (self.measure)(text, family, size))
    }
}

/// A backend whose coordinates are eighths of a CSS pixel. The inner backend must be scaled accordingly.
pub struct SubpixelBackend<'a, B> {
    inner: B,
    size: [f64; 2],
    ruler: &'a Ruler,
    type_scale: f64,
}

impl<'a, B: DrawingBackend> SubpixelBackend<'a, B> {
    /// Draws on `inner` as if it had `size` CSS pixels. `type_scale` is the font size of `inner` for a type size of 1:
    /// 1 on a canvas, 1.24 on plotters' SVG backend, which expects the line height.
    pub fn new(inner: B, size: [f64; 2], ruler: &'a Ruler, type_scale: f64) -> SubpixelBackend<'a, B> {
        SubpixelBackend { inner, size, ruler, type_scale }
    }

    /// The font size of the inner backend for a type size of 1.
    pub fn type_scale(&self) -> f64 {
        self.type_scale
    }
}

type Drawn<B> = Result<(), DrawingErrorKind<<B as DrawingBackend>::ErrorType>>;

impl<B: DrawingBackend> DrawingBackend for SubpixelBackend<'_, B> {
    type ErrorType = B::ErrorType;

    fn get_size(&self) -> (u32, u32) {
        let [width, height] = self.size.map(|side| (side * SUBPIXELS).round() as u32);
        (width, height)
    }

    fn ensure_prepared(&mut self) -> Drawn<B> {
        self.inner.ensure_prepared()
    }

    fn present(&mut self) -> Drawn<B> {
        self.inner.present()
    }

    fn draw_pixel(&mut self, point: BackendCoord, color: BackendColor) -> Drawn<B> {
        self.inner.draw_pixel(point, color)
    }

    fn draw_line<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S) -> Drawn<B> {
        self.inner.draw_line(from, to, style)
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        upper_left: BackendCoord,
        bottom_right: BackendCoord,
        style: &S,
        fill: bool,
    ) -> Drawn<B> {
        self.inner.draw_rect(upper_left, bottom_right, style, fill)
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Drawn<B> {
        self.inner.draw_path(path, style)
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        center: BackendCoord,
        radius: u32,
        style: &S,
        fill: bool,
    ) -> Drawn<B> {
        self.inner.draw_circle(center, radius, style, fill)
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        corners: I,
        style: &S,
    ) -> Drawn<B> {
        self.inner.fill_polygon(corners, style)
    }

    fn draw_text<T: BackendTextStyle>(&mut self, text: &str, style: &T, place: BackendCoord) -> Drawn<B> {
        self.inner.draw_text(text, style, place)
    }

    fn estimate_text_size<T: BackendTextStyle>(
        &self,
        text: &str,
        style: &T,
    ) -> Result<(u32, u32), DrawingErrorKind<Self::ErrorType>> {
        let size = style.size() / self.type_scale;
        let width = self.ruler.width(text, style.family().as_str(), size / SUBPIXELS) * SUBPIXELS;
        Ok((width.ceil() as u32, size.ceil() as u32))
    }
}
