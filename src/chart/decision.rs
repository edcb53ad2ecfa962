//! A decision map: the sign of a function of the plane as two colours, the boundary between them, and labelled points.

use super::axes::Axes;
use super::contour::{COARSE, without_heights};
use super::picture::Picture;
use super::{Aspect, Contour, Frame, Grid, Point, Ramp, Raster, Stroke, Theme, lines_at};

/// The width of the boundary in CSS pixels.
const BOUNDARY: f64 = 1.25;

/// The radius of a circle, and half the diagonal of a diamond of about the same area.
const RADIUS: f64 = 4.0;
const HALF_DIAGONAL: f64 = 5.0;

/// The width of the ring around a point that is filled, and of one that is hollow.
const RING: [f64; 2] = [1.5, 1.75];

/// A function of the plane that decides between two classes by its sign.
///
/// ```
/// # use fluxion::chart::{Decision, Grid, LabelledPoint, Theme};
/// let line = Grid::sample([-1.0, 1.0], [-1.0, 1.0], [9, 9], |x, y| x + y);
/// let decision = Decision::new(line, ["x", "y"]).with_scale(2.0);
/// let frame = decision.frame([300.0, 300.0]);
/// assert!(decision.base(&frame, &Theme::light()).raster.is_some());
/// let point = LabelledPoint { at: [0.5, 0.5], is_positive: true, is_hollow: false };
/// assert_eq!(decision.overlay(&frame, &Theme::light(), &[point]).marks.len(), 1);
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Decision {
    grid: Grid,
    names: [String; 2],
    boundary: Vec<Vec<[f64; 2]>>,
}

/// A point whose class is known.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LabelledPoint {
    /// Its place in data coordinates.
    pub at: [f64; 2],
    /// Whether its class is +1, drawn as a circle; −1 is a diamond.
    pub is_positive: bool,
    /// Whether it is drawn hollow, to set it apart from the others.
    pub is_hollow: bool,
}

impl Decision {
    /// The map of a function's values with the names of its axes. The largest value has the strongest colour.
    pub fn new(grid: Grid, names: [&str; 2]) -> Decision {
        let [low, high] = grid.range().unwrap_or([-1.0, 1.0]);
        let boundary = lines_at(&grid, 0.0);
        let decision = Decision { grid, names: names.map(str::to_owned), boundary };
        decision.with_scale(low.abs().max(high.abs()))
    }

    /// The same map with the strongest colours at the values `-scale` and `scale`.
    #[must_use]
    pub fn with_scale(self, scale: f64) -> Decision {
        Decision { grid: self.grid.over([-scale, scale]), ..self }
    }

    /// The layout for a size in CSS pixels.
    pub fn frame(&self, size: [f64; 2]) -> Frame {
        Contour::frame_of([self.grid.x(), self.grid.y()], Aspect::True, size)
    }

    /// The two colours, the boundary and the axes.
    pub fn base(&self, frame: &Frame, theme: &Theme) -> Picture {
        let mut picture = Picture::new(&theme.font);
        let plot = frame.plot();
        picture.raster = Some(Raster::of_heights(&self.grid, &Ramp::of_signs(theme), plot, COARSE));
        for line in &self.boundary {
            let points = line.iter().map(|place| frame.screen_from_data(*place));
            picture.line_in(&plot, points, Stroke::new(theme.ink, BOUNDARY));
        }
        without_heights(&mut picture, &self.grid, &plot, theme);
        let names = [self.names[0].as_str(), self.names[1].as_str()];
        Axes { names, grid: false, below: true }.draw(&mut picture, frame, theme);
        picture
    }

    /// The points that lie on the map.
    pub fn overlay(&self, frame: &Frame, theme: &Theme, points: &[LabelledPoint]) -> Picture {
        let mut picture = Picture::new(&theme.font);
        for point in points {
            let at = frame.screen_from_data(point.at);
            if at.iter().all(|place| place.is_finite()) && frame.plot().contains(at, 1.0) {
                draw(&mut picture, at, point, theme);
            }
        }
        picture
    }
}

fn draw(picture: &mut Picture, at: Point, point: &LabelledPoint, theme: &Theme) {
    let hue = if point.is_positive { theme.positive } else { theme.negative };
    let (fill, rim) = if point.is_hollow { (theme.paper, hue) } else { (hue, theme.paper) };
    let ring = Stroke::new(rim, RING[usize::from(point.is_hollow)]);
    if point.is_positive {
        picture.dot(at, RADIUS, fill, ring);
    } else {
        let [x, y] = at;
        let half = HALF_DIAGONAL;
        let corners = [[x, y - half], [x + half, y], [x, y + half], [x - half, y]];
        picture.area(corners.to_vec(), fill);
        picture.line([corners.as_slice(), &corners[..2]].concat(), ring);
    }
}
