//! A landscape seen from above: heights as colours and contour lines.

use super::axes::{ABOVE, Axes, BELOW, RIGHT, room_for};
use super::marks::Painter;
use super::{Color, Frame, Grid, Isoline, Marks, Picture, Ramp, Raster, Rect, Stroke, Theme, isolines};

/// The approximate number of contour lines.
pub(super) const LINES: usize = 18;

/// Up to this ratio of the two ranges, both axes have the same scale, so that angles are true.
const TRUE_ANGLES: f64 = 3.0;

/// The size of an image pixel of the coloured ground in CSS pixels. The ground is smooth, so it can be scaled up.
pub(super) const COARSE: f64 = 1.5;

/// Whether both axes of a landscape have the same scale.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Aspect {
    /// They do, unless one range is very much longer than the other. Angles are true.
    #[default]
    True,
    /// Each axis fills the available space: the axes count different things.
    Free,
}

/// The ratio of height to width of a map whose axes have independent scales.
const FREE: f64 = 0.85;

/// A map of a landscape.
///
/// ```
/// # use fluxion::chart::{Contour, Grid, Theme};
/// let contour = Contour::new(Grid::sample([-1.0, 1.0], [-1.0, 1.0], [9, 9], |x, y| x * y), ["x", "y"]);
/// let frame = contour.frame([300.0, 300.0]);
/// assert!(contour.base(&frame, &Theme::light()).raster.is_some());
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Contour {
    grid: Grid,
    names: [String; 2],
    lines: Vec<Isoline>,
    aspect: Aspect,
}

impl Contour {
    /// The map of a landscape with the names of its axes.
    pub fn new(grid: Grid, names: [&str; 2]) -> Contour {
        let lines = isolines(&grid, LINES);
        Contour { grid, names: names.map(str::to_owned), lines, aspect: Aspect::True }
    }

    /// The same map with another aspect.
    #[must_use]
    pub fn with(self, aspect: Aspect) -> Contour {
        Contour { aspect, ..self }
    }

    /// The landscape.
    pub fn grid(&self) -> &Grid {
        &self.grid
    }

    /// The layout of a map of any landscape over these ranges, for a size in CSS pixels.
    pub fn frame_of([x, y]: [[f64; 2]; 2], aspect: Aspect, [width, height]: [f64; 2]) -> Frame {
        let left = room_for(y, height - BELOW - ABOVE);
        let room = [(width - left - RIGHT).max(10.0), (height - BELOW - ABOVE).max(10.0)];
        let (wide, high) = ((x[1] - x[0]).abs(), (y[1] - y[0]).abs());
        let is_true = aspect == Aspect::True && wide <= TRUE_ANGLES * high && high <= TRUE_ANGLES * wide;
        let size = if is_true {
            let scale = (room[0] / wide).min(room[1] / high);
            [wide * scale, high * scale]
        } else {
            room
        };
        let corner = [left + (room[0] - size[0]) / 2.0, ABOVE + (room[1] - size[1]) / 2.0];
        Frame::linear(Rect { min: corner, max: [corner[0] + size[0], corner[1] + size[1]] }, x, y)
    }

    /// The height at which a map over these ranges fills a width, in CSS pixels.
    pub fn height_for([x, y]: [[f64; 2]; 2], aspect: Aspect, width: f64) -> f64 {
        let (wide, high) = ((x[1] - x[0]).abs(), (y[1] - y[0]).abs());
        let ratio = (high / wide).clamp(1.0 / TRUE_ANGLES, 1.2);
        if aspect == Aspect::Free {
            return (width * FREE).round();
        }
        let left = room_for(y, width * ratio);
        ((width - left - RIGHT) * ratio + BELOW + ABOVE).round()
    }

    /// The layout for a size in CSS pixels.
    pub fn frame(&self, size: [f64; 2]) -> Frame {
        Contour::frame_of([self.grid.x(), self.grid.y()], self.aspect, size)
    }

    /// Ground, contour lines and axes.
    pub fn base(&self, frame: &Frame, theme: &Theme) -> Picture {
        let mut picture = Picture::new(&theme.font);
        let plot = frame.plot();
        picture.raster = Some(Raster::of_heights(&self.grid, &Ramp::new(theme), plot, COARSE));
        for isoline in &self.lines {
            let stroke = line_of_height(theme, isoline.is_fifth);
            for line in &isoline.lines {
                let points = line.iter().map(|place| frame.screen_from_data(*place));
                picture.line_in(&plot, points, stroke);
            }
        }
        without_heights(&mut picture, &self.grid, &plot, theme);
        self.axes().draw(&mut picture, frame, theme);
        picture
    }

    /// The marks on the map.
    pub fn overlay(&self, frame: &Frame, theme: &Theme, marks: &Marks<'_>) -> Picture {
        let mut picture = Picture::new(&theme.font);
        let screen = |place| frame.screen_from_data(place);
        Painter { picture: &mut picture, theme, rect: frame.plot(), screen: &screen, ground: None }
            .draw(marks);
        picture
    }

    fn axes(&self) -> Axes<'_> {
        Axes { names: [&self.names[0], &self.names[1]], grid: false, below: true }
    }
}

/// What stands in place of heights: a rim while they are not known, a message if none of them is finite.
pub(super) fn without_heights(picture: &mut Picture, grid: &Grid, plot: &Rect, theme: &Theme) {
    if !grid.is_known() {
        let ([left, top], [right, bottom]) = (plot.min, plot.max);
        let rim = [[left, top], [right, top], [right, bottom], [left, bottom], [left, top]];
        picture.line(rim.to_vec(), Stroke::new(theme.rule, 1.0));
    } else if grid.range().is_none() {
        super::axes::no_data_message(picture, plot, theme);
    }
}

/// The stroke of a contour line; every fifth is stronger so that lines can be counted.
pub(super) fn line_of_height(theme: &Theme, is_fifth: bool) -> Stroke {
    let color = theme.line();
    if is_fifth {
        Stroke::new(Color { alpha: 1.8 * color.alpha, ..color }, 1.35)
    } else {
        Stroke::new(color, 0.9)
    }
}
