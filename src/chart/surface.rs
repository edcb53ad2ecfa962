//! A landscape in space, to be turned: a lit mesh in the map's colours, on a floor with its axes.

use super::marks::Painter;
use super::picture::{Anchor, Words};
use super::theme::TYPE;
use super::{Color, Grid, Marks, Picture, Point, Projection, Ramp, Rect, Stroke, Theme, label};

/// Most columns and rows of the mesh: more cannot be told apart, and each frame of a turn paints all.
const MESH: usize = 36;

/// How high the landscape stands, where half the floor's longer side is 1.
const HIGH: f64 = 0.5;

/// Room for the axes' names around the block.
const MARGIN: f64 = 14.0;

/// Cells reach over their neighbours' rims by so much, or paper would shine through between them.
const OVERLAP: f64 = 0.45;

/// A landscape in space.
///
/// ```
/// # use fluxion::chart::{Grid, Projection, Surface, Theme};
/// let surface = Surface::new(Grid::sample([-1.0, 1.0], [-1.0, 1.0], [9, 9], |x, y| x * y), ["x", "y"]);
/// let frame = surface.frame([300.0, 240.0], Projection::new(0.6, 0.5));
/// assert!(surface.base(&frame, &Theme::light()).marks.len() >= 64);
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Surface {
    grid: Grid,
    names: [String; 2],
    /// The mesh: every so many columns and rows of the grid, and the last.
    columns: Vec<usize>,
    rows: Vec<usize>,
}

/// A surface's layout: the view, and where the block stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SurfaceFrame {
    projection: Projection,
    middle: Point,
    scale: f64,
    size: [f64; 2],
    x: [f64; 2],
    y: [f64; 2],
    /// Half the floor's sides, the longer one 1.
    half: [f64; 2],
    z: [f64; 2],
}

impl SurfaceFrame {
    /// Where a place of the data stands.
    pub fn screen_from_data(&self, [x, y, z]: [f64; 3]) -> Point {
        let part = |value: f64, [from, to]: [f64; 2]| 2.0 * (value - from) / (to - from) - 1.0;
        self.screen([part(x, self.x) * self.half[0], part(y, self.y) * self.half[1], part(z, self.z) * HIGH])
    }

    /// The view.
    pub fn projection(&self) -> Projection {
        self.projection
    }

    fn screen(&self, place: [f64; 3]) -> Point {
        let [right, up] = self.projection.turn(place);
        [self.middle[0] + right * self.scale, self.middle[1] - up * self.scale]
    }
}

impl Surface {
    /// A landscape over axes with names.
    pub fn new(grid: Grid, names: [&str; 2]) -> Surface {
        let lines = |side: usize| {
            let stride = (side - 1).div_ceil(MESH);
            let mut lines: Vec<usize> = (0..side - 1).step_by(stride).collect();
            lines.push(side - 1);
            lines
        };
        let [columns, rows] = grid.size().map(lines);
        Surface { grid, names: names.map(str::to_owned), columns, rows }
    }

    /// The layout on so many CSS pixels. The block keeps its size while it is turned.
    pub fn frame(&self, size: [f64; 2], projection: Projection) -> SurfaceFrame {
        let (wide, deep) =
            ((self.grid.x()[1] - self.grid.x()[0]).abs(), (self.grid.y()[1] - self.grid.y()[0]).abs());
        let longer = wide.max(deep);
        // Very unequal sides say nothing about each other.
        let half = if wide.min(deep) * 3.0 >= longer { [wide / longer, deep / longer] } else { [1.0, 1.0] };
        let reach = half[0].hypot(half[1]);
        let (rise, stand) = projection.angles()[1].sin_cos();
        let tall = reach * rise + HIGH * stand;
        let room = size.map(|side| (side / 2.0 - MARGIN).max(10.0));
        SurfaceFrame {
            projection,
            middle: [size[0] / 2.0, size[1] / 2.0],
            scale: (room[0] / reach).min(room[1] / tall),
            size,
            x: self.grid.x(),
            y: self.grid.y(),
            half,
            z: self.grid.range().unwrap_or([0.0, 1.0]),
        }
    }

    /// Floor, mesh and axes.
    pub fn base(&self, frame: &SurfaceFrame, theme: &Theme) -> Picture {
        let mut picture = Picture::new(&theme.font);
        self.floor(&mut picture, frame, theme);
        self.mesh(&mut picture, frame, theme);
        self.names(&mut picture, frame, theme);
        picture
    }

    /// What stands on the landscape: the marks of the map, on the ground.
    pub fn overlay(&self, frame: &SurfaceFrame, theme: &Theme, marks: &Marks<'_>) -> Picture {
        let mut picture = Picture::new(&theme.font);
        let screen = |place: [f64; 2]| {
            let height = self.grid.at(place).clamp(frame.z[0], frame.z[1]);
            frame.screen_from_data([place[0], place[1], height])
        };
        let rect = Rect { min: [0.0, 0.0], max: frame.size };
        Painter { picture: &mut picture, theme, rect, screen: &screen }.draw(marks);
        picture
    }

    fn floor(&self, picture: &mut Picture, frame: &SurfaceFrame, theme: &Theme) {
        let [a, b] = frame.half;
        let corners = [[-a, -b], [a, -b], [a, b], [-a, b], [-a, -b]];
        let outline = corners.map(|[x, y]| frame.screen([x, y, -HIGH])).to_vec();
        picture.line(outline, Stroke::new(theme.edge.fade(0.8), 1.0));
    }

    fn mesh(&self, picture: &mut Picture, frame: &SurfaceFrame, theme: &Theme) {
        let Some([lowest, highest]) = self.grid.range() else { return };
        let ramp = Ramp::new(theme);
        let [x_away, y_away] = frame.projection.grows_away();
        let place = |column: usize, row: usize| {
            let [x, y] = self.grid.place(self.columns[column] as f64, self.rows[row] as f64);
            let height = self.grid.height(self.columns[column], self.rows[row]);
            // Outliers end at the block's rim; what is no number stays none.
            let z = if height.is_nan() { height } else { height.clamp(lowest, highest) };
            (frame.screen_from_data([x, y, z]), (z - lowest) / (highest - lowest))
        };
        let across = self.columns.len();
        let places: Vec<(Point, f64)> = (0..self.rows.len())
            .flat_map(|row| (0..across).map(move |column| (column, row)))
            .map(|(c, r)| place(c, r))
            .collect();
        for row in far_first(self.rows.len() - 1, y_away) {
            for column in far_first(across - 1, x_away) {
                let at = row * across + column;
                let corners = [places[at], places[at + 1], places[at + across + 1], places[at + across]];
                if corners.iter().all(|(_, t)| t.is_finite()) {
                    picture.area(widened(corners.map(|(at, _)| at)), shaded(&corners, &ramp));
                }
            }
        }
    }

    /// Names and ends of the two axes, at the floor's edges that are nearest to the eye.
    fn names(&self, picture: &mut Picture, frame: &SurfaceFrame, theme: &Theme) {
        let [x_away, y_away] = frame.projection.grows_away();
        let [a, b] = frame.half;
        let near = |away: bool, side: f64| if away { -side } else { side };
        let out = 1.12;
        let (near_y, near_x) = (near(y_away, b) * out, near(x_away, a) * out);
        let ends = |[from, to]: [f64; 2]| [from, to].map(|end| label(end, (to - from).abs() / 10.0));
        let mut word = |text: &str, place: [f64; 2]| {
            let at = frame.screen([place[0], place[1], -HIGH]);
            picture.text(Words {
                text,
                at,
                anchor: Anchor::Center,
                size: TYPE,
                bold: false,
                color: theme.soft,
                halo: None,
            });
        };
        for (part, text) in [-0.74, 0.74].into_iter().zip(ends(self.grid.x())) {
            word(&text, [part * a, near_y]);
        }
        for (part, text) in [-0.74, 0.74].into_iter().zip(ends(self.grid.y())) {
            word(&text, [near_x, part * b]);
        }
        word(&self.names[0], [0.0, near_y]);
        word(&self.names[1], [near_x, 0.0]);
    }
}

/// The indices of a row of cells, the furthest first.
fn far_first(cells: usize, grows_away: bool) -> impl Iterator<Item = usize> {
    (0..cells).map(move |index| if grows_away { cells - 1 - index } else { index })
}

/// A cell a little larger than it is.
fn widened(corners: [Point; 4]) -> Vec<Point> {
    let middle = [0, 1].map(|axis| corners.iter().map(|corner| corner[axis]).sum::<f64>() / 4.0);
    let outwards = |corner: Point| {
        let away = [corner[0] - middle[0], corner[1] - middle[1]];
        let length = away[0].hypot(away[1]).max(1e-9);
        [corner[0] + away[0] / length * OVERLAP, corner[1] + away[1] / length * OVERLAP]
    };
    corners.map(outwards).to_vec()
}

/// A cell's colour: by its height, lighter where it faces the light from the upper left.
fn shaded(corners: &[(Point, f64); 4], ramp: &Ramp) -> Color {
    let height = corners.iter().map(|(_, t)| t).sum::<f64>() / 4.0;
    let (rise_x, rise_y) = (corners[1].1 - corners[0].1, corners[3].1 - corners[0].1);
    // One cell seldom rises by more than a twelfth of the whole height.
    let light = ((rise_x - 0.6 * rise_y) * 12.0).clamp(-1.0, 1.0);
    let light = light * if light > 0.0 { 0.08 } else { 0.2 };
    let color = ramp.color(height);
    let target = if light > 0.0 { Color::rgb(255, 255, 255) } else { Color::rgb(0, 0, 0) };
    target.over(color, light.abs())
}
