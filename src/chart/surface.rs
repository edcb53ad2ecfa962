//! A landscape in three dimensions that can be turned: a shaded mesh with the colours and contours of the map, on a
//! floor with axes.

use super::contour::{LINES, line_of_height};
use super::marks::Painter;
use super::picture::{Anchor, TextMark};
use super::theme::TYPE;
use super::{
    Aspect, Color, Grid, Marks, Picture, Point, Projection, Ramp, Rect, Stroke, Theme, isolines, label,
};

/// The largest number of columns and rows of the mesh: more could not be told apart, and every frame draws all of them.
const MESH: usize = 36;

/// The height of the landscape, if half of the floor's longer side is 1.
const HIGH: f64 = 0.5;

/// The margin for the names of the axes, and their distance from the block.
const MARGIN: f64 = 20.0;
const GAP: f64 = 6.0;

/// The number of contour segments above which only every fifth contour is drawn: the picture is easier to read, and
/// every frame draws all segments.
const BUSY: usize = 1_600;

/// The length of half of the floor's longer side, in CSS pixels, from which contours are as strong as on a map.
const FULL: f64 = 130.0;

/// How far cells overlap their neighbours, in CSS pixels; otherwise the paper would show through between them.
const OVERLAP: f64 = 0.45;

/// A landscape in three dimensions.
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
    aspect: Aspect,
    /// The columns and rows of the grid that make up the mesh.
    columns: Vec<usize>,
    rows: Vec<usize>,
    /// Contour segments, cut at the cells of the mesh and sorted by cell: each is drawn after its cell, so that nearer
    /// cells hide it.
    lines: Vec<CellLine>,
}

/// The part of a contour line that lies in a cell of the mesh.
#[derive(Clone, Debug, PartialEq)]
struct CellLine {
    cell: usize,
    height: f64,
    places: Vec<[f64; 2]>,
    is_fifth: bool,
}

/// The layout of a surface: the view and the position of the block.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SurfaceFrame {
    projection: Projection,
    middle: Point,
    scale: f64,
    size: [f64; 2],
    x: [f64; 2],
    y: [f64; 2],
    /// Half the sides of the floor; the longer one is 1.
    half: [f64; 2],
    z: [f64; 2],
}

impl SurfaceFrame {
    /// The screen position of a point of the data.
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
    /// A landscape with the names of its axes.
    pub fn new(grid: Grid, names: [&str; 2]) -> Surface {
        let lines = |side: usize| {
            let stride = (side - 1).div_ceil(MESH);
            let mut lines: Vec<usize> = (0..side - 1).step_by(stride).collect();
            lines.push(side - 1);
            lines
        };
        let [columns, rows] = grid.size().map(lines);
        let names = names.map(str::to_owned);
        let mut lines = cut_at_cells(&grid, &columns, &rows);
        if lines.len() > BUSY {
            lines.retain(|line| line.is_fifth);
        }
        Surface { grid, names, aspect: Aspect::True, columns, rows, lines }
    }

    /// The same landscape with another aspect.
    #[must_use]
    pub fn with(self, aspect: Aspect) -> Surface {
        Surface { aspect, ..self }
    }

    /// A corner of the mesh. Outliers are clamped to the block; other heights that are not finite become NaN.
    fn corner(&self, column: usize, row: usize) -> [f64; 3] {
        let (column, row) = (self.columns[column], self.rows[row]);
        let [x, y] = self.grid.place(column as f64, row as f64);
        let height = self.grid.height(column, row);
        let [lowest, highest] = self.grid.range().unwrap_or([0.0, 1.0]);
        [x, y, if height.is_finite() { height.clamp(lowest, highest) } else { f64::NAN }]
    }

    /// The layout for a size in CSS pixels. The block keeps its size while it is turned.
    pub fn frame(&self, size: [f64; 2], projection: Projection) -> SurfaceFrame {
        let (wide, deep) =
            ((self.grid.x()[1] - self.grid.x()[0]).abs(), (self.grid.y()[1] - self.grid.y()[0]).abs());
        let longer = wide.max(deep);
        // Very unequal sides cannot be compared anyway.
        let is_true = self.aspect == Aspect::True && wide.min(deep) * 3.0 >= longer;
        let half = if is_true { [wide / longer, deep / longer] } else { [1.0, 1.0] };
        let reach = half[0].hypot(half[1]);
        let (rise, stand) = libm::sincos(projection.angles()[1]);
        let tall = reach * rise + HIGH * stand;
        let room = [size[0] / 2.0 - MARGIN, size[1] / 2.0 - 0.8 * MARGIN].map(|side| side.max(10.0));
        SurfaceFrame {
            projection,
            // There are names below the block, but nothing above it.
            middle: [size[0] / 2.0, size[1] / 2.0 - 0.2 * MARGIN],
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

    /// The marks of the map, draped over the landscape.
    pub fn overlay(&self, frame: &SurfaceFrame, theme: &Theme, marks: &Marks<'_>) -> Picture {
        let mut picture = Picture::new(&theme.font);
        let screen = |place: [f64; 2]| {
            let height = self.grid.at(place).clamp(frame.z[0], frame.z[1]);
            frame.screen_from_data([place[0], place[1], height])
        };
        let rect = Rect { min: [0.0, 0.0], max: frame.size };
        let [x, y] = [self.grid.x(), self.grid.y()];
        let ground =
            Some(Rect { min: [x[0].min(x[1]), y[0].min(y[1])], max: [x[0].max(x[1]), y[0].max(y[1])] });
        Painter { picture: &mut picture, theme, rect, screen: &screen, ground }.draw(marks);
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
            let corner = self.corner(column, row);
            (frame.screen_from_data(corner), (corner[2] - lowest) / (highest - lowest))
        };
        // If the block is small, its lines are thin.
        let fine = (frame.scale / FULL).clamp(0.6, 1.0);
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
                for line in self.lines_of(row * (across - 1) + column) {
                    let screen = |place: &[f64; 2]| frame.screen_from_data([place[0], place[1], line.height]);
                    let points = line.places.iter().map(screen).collect();
                    let stroke = line_of_height(theme, line.is_fifth);
                    picture.line(points, Stroke::new(stroke.color.fade(fine), stroke.width * fine));
                }
            }
        }
    }

    fn lines_of(&self, cell: usize) -> &[CellLine] {
        let first = self.lines.partition_point(|line| line.cell < cell);
        let count = self.lines[first..].partition_point(|line| line.cell == cell);
        &self.lines[first..first + count]
    }

    /// Names and ends of the two axes, at the edges of the floor nearest to the viewer; labels that would overlap
    /// others are left out.
    fn names(&self, picture: &mut Picture, frame: &SurfaceFrame, theme: &Theme) {
        let [x_away, y_away] = frame.projection.grows_away();
        let [a, b] = frame.half;
        let near_x = if x_away { -a } else { a };
        let near_y = if y_away { -b } else { b };
        let [x_ends, y_ends] = [self.grid.x(), self.grid.y()].map(ends);
        let along_x = |part: f64, text: &str| ([part * a, near_y], [0.0, near_y], text.to_owned());
        let along_y = |part: f64, text: &str| ([near_x, part * b], [near_x, 0.0], text.to_owned());
        let words = [
            along_x(0.0, &self.names[0]),
            along_y(0.0, &self.names[1]),
            along_x(-ENDS, &x_ends[0]),
            along_x(ENDS, &x_ends[1]),
            along_y(-ENDS, &y_ends[0]),
            along_y(ENDS, &y_ends[1]),
        ];
        let floor = |[x, y]: [f64; 2]| frame.screen([x, y, -HIGH]);
        let middle = floor([0.0; 2]);
        let mut taken: Vec<Rect> = Vec::new();
        for (place, edge, text) in words {
            let (at, edge) = (floor(place), floor(edge));
            let out = [edge[0] - middle[0], edge[1] - middle[1]];
            let length = out[0].hypot(out[1]).max(1e-9);
            let half = [0.31 * TYPE * text.chars().count() as f64, 0.5 * TYPE];
            let far = GAP + (out[0].abs() * half[0] + out[1].abs() * half[1]) / length;
            let at = [0, 1].map(|axis| {
                let limit = (frame.size[axis] - half[axis]).max(half[axis]);
                (at[axis] + out[axis] / length * far).clamp(half[axis], limit)
            });
            let own =
                Rect { min: [at[0] - half[0], at[1] - half[1]], max: [at[0] + half[0], at[1] + half[1]] };
            if taken.iter().all(|other| !overlap(other, &own)) {
                taken.push(own);
                let text = text.as_str();
                let (anchor, color) = (Anchor::Center, theme.soft);
                picture.text(TextMark { text, at, anchor, size: TYPE, bold: false, color, halo: None });
            }
        }
    }
}

/// The distance of the numbers at the ends of an edge from its middle, relative to half the edge.
const ENDS: f64 = 0.8;

/// The ends of a range as text, with as few digits as needed.
fn ends([from, to]: [f64; 2]) -> [String; 2] {
    let range = (to - from).abs();
    let mut step = libm::pow(10.0, libm::log10(range).floor());
    for _ in 0..2 {
        let is_round = |end: f64| ((end / step).round() - end / step).abs() < 1e-6;
        if is_round(from) && is_round(to) {
            break;
        }
        step /= 10.0;
    }
    [from, to].map(|end| label(end, step))
}

/// Whether two rectangles overlap, or almost.
fn overlap(one: &Rect, other: &Rect) -> bool {
    (0..2).all(|axis| one.min[axis] < other.max[axis] + 2.0 && other.min[axis] < one.max[axis] + 2.0)
}

/// The contour lines, cut where they cross from one cell of the mesh to the next.
fn cut_at_cells(grid: &Grid, columns: &[usize], rows: &[usize]) -> Vec<CellLine> {
    let part = |value: f64, [from, to]: [f64; 2], last: usize| (value - from) / (to - from) * last as f64;
    let index = |at: f64, lines: &[usize]| {
        let after = lines.partition_point(|line| *line as f64 <= at);
        after.clamp(1, lines.len() - 1) - 1
    };
    let [last_column, last_row] = grid.size().map(|side| side - 1);
    let cell_of = |[x, y]: [f64; 2]| {
        let column = index(part(x, grid.x(), last_column), columns);
        index(part(y, grid.y(), last_row), rows) * (columns.len() - 1) + column
    };
    let mut cut: Vec<CellLine> = Vec::new();
    for isoline in isolines(grid, LINES) {
        let (height, is_fifth) = (isoline.level, isoline.is_fifth);
        for line in &isoline.lines {
            let mut before = None;
            for pair in line.windows(2) {
                let cell = cell_of([0, 1].map(|axis| (pair[0][axis] + pair[1][axis]) / 2.0));
                match cut.last_mut() {
                    Some(run) if before == Some(cell) => run.places.push(pair[1]),
                    _ => cut.push(CellLine { cell, height, places: pair.to_vec(), is_fifth }),
                }
                before = Some(cell);
            }
        }
    }
    cut.sort_by_key(|line| line.cell);
    cut
}

/// The indices of a row of cells, the farthest first.
fn far_first(cells: usize, grows_away: bool) -> impl Iterator<Item = usize> {
    (0..cells).map(move |index| if grows_away { cells - 1 - index } else { index })
}

/// A cell, slightly enlarged.
fn widened(corners: [Point; 4]) -> Vec<Point> {
    let middle = [0, 1].map(|axis| corners.iter().map(|corner| corner[axis]).sum::<f64>() / 4.0);
    let outwards = |corner: Point| {
        let away = [corner[0] - middle[0], corner[1] - middle[1]];
        let length = away[0].hypot(away[1]).max(1e-9);
        [corner[0] + away[0] / length * OVERLAP, corner[1] + away[1] / length * OVERLAP]
    };
    corners.map(outwards).to_vec()
}

/// The colour of a cell by height, lighter if it faces the light from the upper left.
fn shaded(corners: &[(Point, f64); 4], ramp: &Ramp) -> Color {
    let height = corners.iter().map(|(_, t)| t).sum::<f64>() / 4.0;
    let (rise_x, rise_y) = (corners[1].1 - corners[0].1, corners[3].1 - corners[0].1);
    // A single cell rarely rises by more than a twelfth of the total height.
    let light = ((rise_x - 0.6 * rise_y) * 12.0).clamp(-1.0, 1.0);
    let light = light * if light > 0.0 { 0.08 } else { 0.2 };
    let color = ramp.color(height);
    let target = if light > 0.0 { Color::rgb(255, 255, 255) } else { Color::rgb(0, 0, 0) };
    target.over(color, light.abs())
}
