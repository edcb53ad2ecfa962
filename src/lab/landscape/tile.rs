//! The order in which the points of a grid are computed: every point once, coarse grids first.

use serde::{Deserialize, Serialize};

/// About how many points the coarsest grid has along a side.
const COARSEST: u32 = 8;

/// Some points of a grid: a rectangle of every so many columns and rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tile {
    /// The level of refinement that it belongs to; once all tiles up to level n have been computed, so has every point
    /// whose column and row are multiples of [`Tile::stride`] of n.
    pub level: u32,
    /// The column and row of its first point.
    pub first: [u32; 2],
    /// The distance of its columns, and of its rows.
    pub step: [u32; 2],
    /// The number of its columns, and of its rows.
    pub count: [u32; 2],
}

impl Tile {
    /// All tiles of a grid of `side` × `side` points, in the order in which they are to be computed: level after level,
    /// each level from the bottom up. None has more than `most` points, at least one.
    ///
    /// ```
    /// # use fluxion::lab::landscape::Tile;
    /// let order = Tile::order(65, 256);
    /// assert_eq!(order.iter().map(Tile::points).sum::<usize>(), 65 * 65);
    /// assert_eq!((order[0].points(), order[0].step), (81, [8, 8]));
    /// ```
    pub fn order(side: u32, most: u32) -> Vec<Tile> {
        let most = most.max(1);
        let mut tiles = Vec::new();
        let mut pass = |level: u32, first: [u32; 2], step: [u32; 2]| {
            let [columns, rows] = [0, 1].map(|axis| side.saturating_sub(first[axis]).div_ceil(step[axis]));
            let width = columns.min(most);
            let height = (most / width.max(1)).max(1);
            for row in (0..rows).step_by(height as usize) {
                for column in (0..columns).step_by(width.max(1) as usize) {
                    tiles.push(Tile {
                        level,
                        first: [first[0] + column * step[0], first[1] + row * step[1]],
                        step,
                        count: [width.min(columns - column), height.min(rows - row)],
                    });
                }
            }
        };
        let mut stride = Tile::stride(side, 0);
        pass(0, [0, 0], [stride, stride]);
        let mut level = 0;
        while stride > 1 {
            let half = stride / 2;
            level += 1;
            // The columns between those that are known, then all rows between.
            pass(level, [half, 0], [stride, stride]);
            pass(level, [0, half], [half, stride]);
            stride = half;
        }
        tiles
    }

    /// The number of levels of a grid.
    pub fn levels(side: u32) -> u32 {
        Tile::stride(side, 0).ilog2() + 1
    }

    /// The distance of the columns and rows that are known after a level.
    pub fn stride(side: u32, level: u32) -> u32 {
        let cells = side.saturating_sub(1).max(1);
        let coarsest = (cells / COARSEST).max(1);
        (1 << coarsest.ilog2()) >> level.min(coarsest.ilog2())
    }

    /// The number of its points.
    pub fn points(&self) -> usize {
        self.count[0] as usize * self.count[1] as usize
    }

    /// The column and row of each of its points, row after row.
    pub fn places(self) -> impl Iterator<Item = [u32; 2]> {
        let Tile { first, step, count, .. } = self;
        let row = move |row| (0..count[0]).map(move |column| [column, row]);
        (0..count[1]).flat_map(row).map(move |at| [0, 1].map(|axis| first[axis] + at[axis] * step[axis]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_point_is_computed_once_and_coarse_grids_come_first() {
        for side in [1, 2, 3, 7, 8, 9, 10, 16, 17, 33, 64, 65, 100, 129] {
            for most in [0, 1, 5, 64, 256, u32::MAX] {
                let mut level_of = vec![None; (side * side) as usize];
                let mut before = 0;
                for tile in Tile::order(side, most) {
                    assert!(tile.points() >= 1 && tile.points() <= most.max(1) as usize, "{side} {tile:?}");
                    assert!(tile.level >= before, "levels ascend");
                    before = tile.level;
                    for [column, row] in tile.places() {
                        let at = &mut level_of[(row * side + column) as usize];
                        assert_eq!(at.replace(tile.level), None, "side {side}: ({column}, {row}) comes once");
                    }
                }
                assert_eq!(before + 1, Tile::levels(side));
                for (at, level) in level_of.iter().enumerate() {
                    let (column, row) = (at as u32 % side, at as u32 / side);
                    let known = |level| {
                        let stride = Tile::stride(side, level);
                        column.is_multiple_of(stride) && row.is_multiple_of(stride)
                    };
                    let first = (0..Tile::levels(side)).find(|level| known(*level));
                    assert_eq!(*level, first, "side {side}: ({column}, {row})");
                }
            }
        }
    }

    #[test]
    fn a_grid_without_points_has_no_tiles() {
        assert_eq!(Tile::order(0, 16), []);
    }
}
