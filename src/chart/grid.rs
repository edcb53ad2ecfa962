//! A landscape as data: heights on a regular grid.

use super::range::range;

/// Heights of a function of two numbers on a regular grid. Heights that are NaN or infinite are gaps.
#[derive(Clone, Debug, PartialEq)]
pub struct Grid {
    x: [f64; 2],
    y: [f64; 2],
    size: [usize; 2],
    z: Vec<f32>,
    range: Option<[f64; 2]>,
    is_known: bool,
}

impl Grid {
    /// Heights in rows of equal y, beginning with the smallest y; `size` is the number of columns and rows, at least 2
    /// each.
    /// `None` if the number of heights is not that of the grid points.
    pub fn new(x: [f64; 2], y: [f64; 2], size: [usize; 2], z: Vec<f32>) -> Option<Grid> {
        let fits = size[0] >= 2 && size[1] >= 2 && z.len() == size[0] * size[1];
        let range = range(z.iter().map(|height| f64::from(*height)));
        fits.then_some(Grid { x, y, size, z, range, is_known: true })
    }

    /// The heights of `f` on a grid with `size` columns and rows, at least 2 each.
    ///
    /// ```
    /// # use fluxion::chart::Grid;
    /// let grid = Grid::sample([0.0, 2.0], [0.0, 1.0], [3, 2], |x, y| x + 10.0 * y);
    /// assert_eq!(grid.at([1.5, 0.5]), 6.5);
    /// assert_eq!(grid.range(), Some([0.0, 12.0]));
    /// ```
    pub fn sample(x: [f64; 2], y: [f64; 2], size: [usize; 2], f: impl Fn(f64, f64) -> f64) -> Grid {
        let size = size.map(|side| side.max(2));
        let on = |[from, to]: [f64; 2], index: usize, side: usize| {
            from + (to - from) * index as f64 / (side - 1) as f64
        };
        let places = (0..size[1]).flat_map(|row| (0..size[0]).map(move |column| (column, row)));
        let z = places
            .map(|(column, row)| f(on(x, column, size[0]), on(y, row, size[1])) as f32)
            .collect::<Vec<_>>();
        let range = range(z.iter().map(|height| f64::from(*height)));
        Grid { x, y, size, z, range, is_known: true }
    }

    /// A landscape over these ranges whose heights are not known yet.
    pub fn unknown(x: [f64; 2], y: [f64; 2]) -> Grid {
        Grid { x, y, size: [2, 2], z: vec![f32::NAN; 4], range: None, is_known: false }
    }

    /// Whether its heights are known.
    pub fn is_known(&self) -> bool {
        self.is_known
    }

    /// The first and last x.
    pub fn x(&self) -> [f64; 2] {
        self.x
    }

    /// The first and last y.
    pub fn y(&self) -> [f64; 2] {
        self.y
    }

    /// The numbers of columns and rows.
    pub fn size(&self) -> [usize; 2] {
        self.size
    }

    /// The range of heights to show, without outliers; `None` if no height is finite.
    pub fn range(&self) -> Option<[f64; 2]> {
        self.range
    }

    /// The same heights with another range to show.
    #[must_use]
    pub fn over(self, range: [f64; 2]) -> Grid {
        Grid { range: self.range.map(|_| range), ..self }
    }

    /// All heights, row by row.
    pub fn heights(&self) -> &[f32] {
        &self.z
    }

    /// The height at a grid point.
    pub fn height(&self, column: usize, row: usize) -> f64 {
        f64::from(self.z[row * self.size[0] + column])
    }

    /// The data coordinates of a column and a row, which may be fractional.
    pub fn place(&self, column: f64, row: f64) -> [f64; 2] {
        [
            self.x[0] + (self.x[1] - self.x[0]) * column / (self.size[0] - 1) as f64,
            self.y[0] + (self.y[1] - self.y[0]) * row / (self.size[1] - 1) as f64,
        ]
    }

    /// The height at any point, interpolated between four grid points; outside the grid, the height at the nearest
    /// edge.
    pub fn at(&self, [x, y]: [f64; 2]) -> f64 {
        let index = |value: f64, [from, to]: [f64; 2], side: usize| {
            let last = (side - 1) as f64;
            let at = ((value - from) / (to - from) * last).clamp(0.0, last);
            let cell = (at as usize).min(side - 2);
            (cell, at - cell as f64)
        };
        let (column, u) = index(x, self.x, self.size[0]);
        let (row, v) = index(y, self.y, self.size[1]);
        let along = |row| {
            let (left, right) = (self.height(column, row), self.height(column + 1, row));
            between(left, right, u)
        };
        between(along(row), along(row + 1), v)
    }

    /// The median steepness of the landscape; 0 without finite heights.
    pub fn steepness(&self) -> f64 {
        let [columns, rows] = self.size;
        let step =
            [(self.x[1] - self.x[0]) / (columns - 1) as f64, (self.y[1] - self.y[0]) / (rows - 1) as f64];
        let cells = (0..rows - 1).flat_map(|row| (0..columns - 1).map(move |column| (column, row)));
        let steep = |(column, row): (usize, usize)| {
            let here = self.height(column, row);
            let east = (self.height(column + 1, row) - here) / step[0];
            let north = (self.height(column, row + 1) - here) / step[1];
            east.hypot(north)
        };
        let mut all: Vec<f64> = cells.map(steep).filter(|steep| steep.is_finite()).collect();
        if all.is_empty() {
            return 0.0;
        }
        let most = all.len() / 2;
        *all.select_nth_unstable_by(most, f64::total_cmp).1
    }
}

/// A number between two; exactly one of them at its own end, even where the other is not finite.
fn between(from: f64, to: f64, part: f64) -> f64 {
    if part == 0.0 { from } else { from + (to - from) * part }
}
