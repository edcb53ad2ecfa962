//! A landscape in three dimensions that can be turned: lit ground with contour lines, above a floor that repeats the
//! map, with axes along the floor and up one corner.
//!
//! The ground and the floor are one image; edges, axes and marks are drawn over it, where nothing hides them.

mod edges;
mod overlay;
mod sight;

use fluxion_kernels::relief::Relief;

use super::contour::{LINES, line_of_height};
use super::{Aspect, Color, Grid, Picture, Point, Projection, Ramp, Raster, Rect, Theme, nice_step};

/// Half the height of the ground, if half of the floor's longer side is 1.
const HIGH: f64 = 0.36;

/// The distance of the floor below the lowest ground.
const DROP: f64 = 0.26;

/// The height of the floor.
const FLOOR: f64 = -HIGH - DROP;

/// The room beside the block for the numbers at its axes, and above and below it, in CSS pixels.
const BESIDE: f64 = 40.0;
const ABOVE: f64 = 12.0;
const BELOW: f64 = 30.0;

/// The light on the ground in the light and in the dark theme: on everything, from the side, and what shines.
const LIGHT: [[f64; 3]; 2] = [[0.60, 0.53, 0.10], [0.50, 0.62, 0.08]];

/// How much of the paper's colour the floor has, in the light and in the dark theme.
const PAPER: [f64; 2] = [0.24, 0.34];

/// A landscape in three dimensions.
///
/// ```
/// # use fluxion::chart::{Grid, Projection, Surface, Theme};
/// let surface = Surface::new(Grid::sample([-1.0, 1.0], [-1.0, 1.0], [9, 9], |x, y| x * y), ["x", "y"]);
/// let frame = surface.frame([300.0, 240.0], Projection::new(0.6, 0.5));
/// let picture = surface.base(&frame, &Theme::light(), 1.0);
/// assert_eq!(picture.raster.map(|raster| [raster.width, raster.height]), Some([300, 240]));
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Surface {
    grid: Grid,
    names: [String; 2],
    aspect: Aspect,
    /// Of each grid point, its height as a share of the range, the slopes of the block there, and 1; zeros in a gap.
    points: Vec<[f32; 4]>,
    half: [f64; 2],
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
        let [u, v] = self.floor_from_data([x, y]);
        self.screen([u, v, (2.0 * share(z, self.z) - 1.0) * HIGH])
    }

    /// The view.
    pub fn projection(&self) -> Projection {
        self.projection
    }

    /// A place in units of half the floor's longer side, from its middle.
    fn floor_from_data(&self, [x, y]: [f64; 2]) -> [f64; 2] {
        [(2.0 * share(x, self.x) - 1.0) * self.half[0], (2.0 * share(y, self.y) - 1.0) * self.half[1]]
    }

    fn data_from_floor(&self, [u, v]: [f64; 2]) -> [f64; 2] {
        let on = |at: f64, half: f64, [from, to]: [f64; 2]| from + (to - from) * (at / half + 1.0) / 2.0;
        [on(u, self.half[0], self.x), on(v, self.half[1], self.y)]
    }

    fn screen(&self, place: [f64; 3]) -> Point {
        let [right, up] = self.projection.turn(place);
        [self.middle[0] + right * self.scale, self.middle[1] - up * self.scale]
    }
}

/// The part of a range that lies below a value.
fn share(value: f64, [from, to]: [f64; 2]) -> f64 {
    (value - from) / (to - from)
}

impl Surface {
    /// A landscape with the names of its axes.
    pub fn new(grid: Grid, names: [&str; 2]) -> Surface {
        let names = names.map(str::to_owned);
        Surface { points: Vec::new(), half: [1.0; 2], grid, names, aspect: Aspect::True }.shaped()
    }

    /// The same landscape with another aspect.
    #[must_use]
    pub fn with(self, aspect: Aspect) -> Surface {
        if aspect == self.aspect { self } else { Surface { aspect, ..self }.shaped() }
    }

    /// The same with the sides of its floor, and its slopes on it.
    fn shaped(self) -> Surface {
        let [wide, deep] = [self.grid.x(), self.grid.y()].map(|[from, to]| (to - from).abs());
        let longer = wide.max(deep);
        // Very unequal sides cannot be compared anyway.
        let is_true = self.aspect == Aspect::True && wide.min(deep) * 3.0 >= longer;
        let half = if is_true { [wide / longer, deep / longer] } else { [1.0, 1.0] };
        let points = points(&self.grid, half);
        Surface { half, points, ..self }
    }

    /// The landscape.
    pub fn grid(&self) -> &Grid {
        &self.grid
    }

    /// The layout for a size in CSS pixels. The block keeps its size while it is turned.
    pub fn frame(&self, size: [f64; 2], projection: Projection) -> SurfaceFrame {
        let half = self.half;
        let reach = half[0].hypot(half[1]);
        let (rise, stand) = libm::sincos(projection.angles()[1]);
        let tall = reach * rise + (HIGH + DROP / 2.0) * stand;
        let room = [size[0] / 2.0 - BESIDE, (size[1] - ABOVE - BELOW) / 2.0].map(|side| side.max(10.0));
        let scale = (room[0] / reach).min(room[1] / tall);
        let across = (ABOVE + size[1] - BELOW) / 2.0;
        SurfaceFrame {
            projection,
            middle: [size[0] / 2.0, across - DROP / 2.0 * stand * scale],
            scale,
            size,
            x: self.grid.x(),
            y: self.grid.y(),
            half,
            z: self.grid.range().unwrap_or([0.0, 1.0]),
        }
    }

    /// Ground, floor and axes; a pixel of the ground is `pixel_size` CSS pixels wide.
    pub fn base(&self, frame: &SurfaceFrame, theme: &Theme, pixel_size: f64) -> Picture {
        let mut picture = Picture::new(&theme.font);
        if self.grid.range().is_some() {
            picture.raster = Some(self.ground(frame, theme, pixel_size));
        }
        self.edges(&mut picture, frame, theme);
        self.axes(&mut picture, frame, theme);
        picture
    }

    /// Ground and floor as an image.
    fn ground(&self, frame: &SurfaceFrame, theme: &Theme, pixel_size: f64) -> Raster {
        let size = frame.size.map(|side| ((side / pixel_size).round() as usize).clamp(1, 4_000));
        let [lowest, highest] = frame.z;
        let ramp = Ramp::new(theme);
        let colors: Vec<[u8; 3]> = (0..256).map(|at| ramp.color(f64::from(at) / 255.0).rgb).collect();
        let paper = |rgb: &[u8; 3]| {
            let [r, g, b] = *rgb;
            theme.paper.over(Color::rgb(r, g, b), PAPER[usize::from(theme.dark)]).rgb
        };
        let floor_colors: Vec<[u8; 3]> = colors.iter().map(paper).collect();
        // The same contour lines as on the map.
        let step = nice_step((highest - lowest) / LINES as f64);
        let first = (lowest / step).floor();
        let [turn, tilt] =
            frame.projection.angles().map(libm::sincos).map(|(sin, cos)| [sin as f32, cos as f32]);
        let pixels = |length: f64| (length / pixel_size) as f32;
        let stroke = |is_fifth: bool| {
            let stroke = line_of_height(theme, is_fifth);
            [stroke.color.alpha as f32, pixels(stroke.width)]
        };
        let relief = Relief {
            points: &self.points,
            size: self.grid.size(),
            half: frame.half.map(|half| half as f32),
            heights: [-HIGH, HIGH, FLOOR].map(|height| height as f32),
            turn,
            tilt,
            middle: frame.middle.map(pixels),
            scale: pixels(frame.scale),
            colors: &colors,
            floor_colors: &floor_colors,
            light: LIGHT[usize::from(theme.dark)].map(|light| light as f32),
            line: theme.line().rgb,
            levels: [share(first * step, frame.z) as f32, (step / (highest - lowest)) as f32],
            fifth: ((-first) as i64).rem_euclid(5) as i32,
            strokes: [stroke(false), stroke(true)],
        };
        let mut rgba = vec![0; 4 * size[0] * size[1]];
        relief.draw(size, &mut rgba);
        let place = Rect { min: [0.0; 2], max: frame.size };
        Raster { width: size[0], height: size[1], rgba, place }
    }
}

/// Of each grid point, its height as a share of the range, clamped to it, the slopes of the block there, and 1; zeros
/// where it has no height.
fn points(grid: &Grid, half: [f64; 2]) -> Vec<[f32; 4]> {
    let [columns, rows] = grid.size();
    let range = grid.range().unwrap_or([0.0, 1.0]);
    let height = |column: usize, row: usize| share(grid.height(column, row), range);
    // The slope between two neighbours, or between the point and one of them at a border or beside a gap.
    let slope = |here: f64, before: Option<f64>, after: Option<f64>, cell: f64| {
        let finite = |side: Option<f64>| side.filter(|side| side.is_finite());
        let (low, high) = (finite(before), finite(after));
        let cells = f64::from(u8::from(low.is_some()) + u8::from(high.is_some())).max(1.0);
        2.0 * HIGH * (high.unwrap_or(here) - low.unwrap_or(here)) / (cells * cell)
    };
    let cell = [2.0 * half[0] / (columns - 1) as f64, 2.0 * half[1] / (rows - 1) as f64];
    let places = (0..rows).flat_map(|row| (0..columns).map(move |column| (column, row)));
    let point = |(column, row): (usize, usize)| {
        let here = height(column, row);
        if !here.is_finite() {
            return [0.0; 4];
        }
        let before = |at: usize| at.checked_sub(1);
        let east = slope(
            here,
            before(column).map(|column| height(column, row)),
            (column + 1 < columns).then(|| height(column + 1, row)),
            cell[0],
        );
        let north = slope(
            here,
            before(row).map(|row| height(column, row)),
            (row + 1 < rows).then(|| height(column, row + 1)),
            cell[1],
        );
        let share = here.clamp(0.0, 1.0);
        // Where the ground is cut off at the range, it is level.
        let slopes = if share == here { [east, north] } else { [0.0; 2] };
        [share, slopes[0], slopes[1], 1.0].map(|part| part as f32)
    };
    places.map(point).collect()
}
