//! Contour lines by marching squares (Lorensen and Cline 1987, in two dimensions).

use super::{Grid, nice_step};

/// The contour lines of one height.
#[derive(Clone, Debug, PartialEq)]
pub struct Isoline {
    /// The height.
    pub level: f64,
    /// Whether it is every fifth contour, counted from height zero.
    pub is_fifth: bool,
    /// Its lines in data coordinates; a closed line ends where it begins.
    pub lines: Vec<Vec<[f64; 2]>>,
}

/// Contours at round heights, about `about` of them.
///
/// ```
/// # use fluxion::chart::{Grid, isolines};
/// let bowl = Grid::sample([-2.0, 2.0], [-2.0, 2.0], [41, 41], |x, y| x * x + y * y);
/// let lines = isolines(&bowl, 8);
/// assert_eq!(lines[0].level, 1.0);
/// assert_eq!(lines[0].lines.len(), 1, "a circle is one line");
/// let off = |[x, y]: [f64; 2]| (x.hypot(y) - 1.0).abs();
/// assert!(lines[0].lines[0].iter().all(|place| off(*place) < 0.01));
/// ```
pub fn isolines(grid: &Grid, about: usize) -> Vec<Isoline> {
    let Some([from, to]) = grid.range() else { return Vec::new() };
    let step = nice_step((to - from) / about.max(1) as f64);
    let (first, last) = ((from / step).floor() as i64 + 1, (to / step).ceil() as i64 - 1);
    let mut tracer = Tracer::new(grid);
    let mut isoline = |index: i64| {
        let level = index as f64 * step;
        Isoline { level, is_fifth: index % 5 == 0, lines: tracer.lines(level) }
    };
    // In a narrow range of huge numbers there may be no two distinct round heights.
    (first..=last.min(first.saturating_add(4 * about as i64))).map(&mut isoline).collect()
}

/// The lines at which a grid has one height, in data coordinates; a closed line ends where it begins.
///
/// ```
/// # use fluxion::chart::{Grid, lines_at};
/// let slope = Grid::sample([-1.0, 1.0], [-1.0, 1.0], [5, 5], |x, _| x - 0.25);
/// assert_eq!(lines_at(&slope, 0.0).concat()[0][0], 0.25);
/// ```
pub fn lines_at(grid: &Grid, level: f64) -> Vec<Vec<[f64; 2]>> {
    Tracer::new(grid).lines(level)
}

/// The sides of a cell that the lines of a height connect: side i is between corner i and the next, going around the
/// cell.
/// At most two lines; none if a corner is not finite.
pub(super) fn joined_sides(corners: [f64; 4], level: f64) -> ([[usize; 2]; 2], usize) {
    let above = corners.map(|height| height >= level);
    let is_level = above == [above[0]; 4];
    if is_level || corners.iter().any(|height| !height.is_finite()) {
        return ([[0; 2]; 2], 0);
    }
    let mut sides = [0; 4];
    let mut count = 0;
    for side in (0..4).filter(|side| above[*side] != above[(side + 1) % 4]) {
        sides[count] = side;
        count += 1;
    }
    if count == 2 {
        return ([[sides[0], sides[1]], [0; 2]], 1);
    }
    // At a saddle, the middle decides whether corners 0 and 2 are connected, or 1 and 3.
    let is_high = corners.iter().sum::<f64>() / 4.0 >= level;
    (if is_high == above[0] { [[0, 1], [2, 3]] } else { [[3, 0], [1, 2]] }, 2)
}

const NONE: u32 = u32::MAX;

/// Follows the crossings of one height from cell to cell. A crossing lies on an edge between two grid points; an edge
/// belongs to at most two cells, so a crossing has at most two neighbours.
struct Tracer<'g> {
    grid: &'g Grid,
    /// The lowest and highest corner of each cell, row by row, to skip cells that a height does not cross.
    spans: Vec<[f32; 2]>,
    neighbours: Vec<[u32; 2]>,
    crossed: Vec<u32>,
}

impl<'g> Tracer<'g> {
    fn new(grid: &'g Grid) -> Tracer<'g> {
        let [columns, rows] = grid.size();
        let z = grid.heights();
        let mut spans = Vec::with_capacity((columns - 1) * (rows - 1));
        for row in 0..rows - 1 {
            let (below, above) = (&z[row * columns..][..columns], &z[(row + 1) * columns..][..columns]);
            spans.extend(below.windows(2).zip(above.windows(2)).map(|(below, above)| {
                let [a, b, c, d] = [below[0], below[1], above[0], above[1]];
                [a.min(b).min(c.min(d)), a.max(b).max(c.max(d))]
            }));
        }
        Tracer { grid, spans, neighbours: vec![[NONE; 2]; 2 * columns * rows], crossed: Vec::new() }
    }

    /// The edge from a grid point to the next column, or to the next row if `is_up`.
    fn edge(&self, column: usize, row: usize, is_up: bool) -> u32 {
        (2 * (row * self.grid.size()[0] + column) + usize::from(is_up)) as u32
    }

    fn lines(&mut self, level: f64) -> Vec<Vec<[f64; 2]>> {
        let cells = self.grid.size()[0] - 1;
        for cell in 0..self.spans.len() {
            let [low, high] = self.spans[cell];
            if f64::from(low) < level && level <= f64::from(high) {
                self.cross(cell % cells, cell / cells, level);
            }
        }
        let mut lines = Vec::new();
        let crossed = std::mem::take(&mut self.crossed);
        // First the lines that end at a border, from their ends; the remaining lines are closed.
        for open in [true, false] {
            for &start in &crossed {
                let [a, b] = self.neighbours[start as usize];
                if (a != NONE) && (!open || b == NONE) {
                    lines.push(self.follow(start, level));
                }
            }
        }
        for edge in crossed {
            self.neighbours[edge as usize] = [NONE; 2];
        }
        lines
    }

    /// Connects the crossings of one cell.
    fn cross(&mut self, column: usize, row: usize, level: f64) {
        let corners =
            [(0, 0), (1, 0), (1, 1), (0, 1)].map(|(dx, dy)| self.grid.height(column + dx, row + dy));
        let edges = [
            self.edge(column, row, false),
            self.edge(column + 1, row, true),
            self.edge(column, row + 1, false),
            self.edge(column, row, true),
        ];
        let (pairs, count) = joined_sides(corners, level);
        for [a, b] in pairs.into_iter().take(count) {
            self.join(edges[a], edges[b]);
        }
    }

    fn join(&mut self, a: u32, b: u32) {
        for (from, to) in [(a, b), (b, a)] {
            let slots = &mut self.neighbours[from as usize];
            if slots[0] == NONE {
                slots[0] = to;
                self.crossed.push(from);
            } else {
                slots[1] = to;
            }
        }
    }

    /// The line through a crossing, whose connections are removed.
    fn follow(&mut self, start: u32, level: f64) -> Vec<[f64; 2]> {
        let mut line = vec![self.place(start, level)];
        let mut here = start;
        while let Some(next) = self.leave(here) {
            self.forget(next, here);
            line.push(self.place(next, level));
            here = next;
        }
        line
    }

    /// Removes and returns one neighbour of a crossing.
    fn leave(&mut self, edge: u32) -> Option<u32> {
        let slots = &mut self.neighbours[edge as usize];
        let next = slots[0];
        *slots = [slots[1], NONE];
        (next != NONE).then_some(next)
    }

    fn forget(&mut self, edge: u32, neighbour: u32) {
        let slots = &mut self.neighbours[edge as usize];
        if slots[0] == neighbour {
            *slots = [slots[1], NONE];
        } else {
            slots[1] = NONE;
        }
    }

    /// The point where the height is crossed on an edge.
    fn place(&self, edge: u32, level: f64) -> [f64; 2] {
        let (at, is_up) = (edge as usize / 2, edge % 2 == 1);
        let columns = self.grid.size()[0];
        let (column, row) = (at % columns, at / columns);
        let from = self.grid.height(column, row);
        let to = if is_up { self.grid.height(column, row + 1) } else { self.grid.height(column + 1, row) };
        let part = if to == from { 0.5 } else { (level - from) / (to - from) };
        let (du, dv) = if is_up { (0.0, part) } else { (part, 0.0) };
        self.grid.place(column as f64 + du, row as f64 + dv)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(f: impl Fn(f64, f64) -> f64, level: f64) -> Vec<Vec<[f64; 2]>> {
        let grid = Grid::sample([-1.0, 1.0], [-1.0, 1.0], [9, 9], f);
        Tracer::new(&grid).lines(level)
    }

    #[test]
    fn a_plane_has_one_open_line() {
        let found = lines(|x, _| x, 0.1);
        assert_eq!(found.len(), 1);
        assert!(found[0].iter().all(|[x, _]| (x - 0.1).abs() < 1e-6));
        assert_eq!(found[0].len(), 9);
    }

    #[test]
    fn a_hill_has_a_closed_line() {
        let found = lines(|x, y| -x * x - y * y, -0.3);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].first(), found[0].last());
    }

    #[test]
    fn a_saddle_has_two_lines_that_do_not_cross() {
        for level in [-0.03, 0.03] {
            let found = lines(|x, y| (x + 0.05) * (y + 0.07), level);
            assert_eq!(found.len(), 2, "{level}");
        }
    }

    #[test]
    fn gaps_and_constants_have_none_or_open_ones() {
        assert!(lines(|_, _| 1.0, 1.0).is_empty());
        assert!(lines(|_, _| f64::NAN, 0.0).is_empty());
        let broken = lines(|x, y| if x.abs() < 0.2 { f64::NAN } else { y }, 0.1);
        assert_eq!(broken.len(), 2);
    }
}
