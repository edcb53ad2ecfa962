//! Tiles of other sizes than those that a grid is cut into.

use crate::lab::landscape::Tile;

/// The points of a worker's tile before its rate is known, and of one for the GPU.
pub(super) const FIRST_TILE: u32 = 64;
pub(super) const GPU_TILE: u32 = 1 << 16;

/// The same points in tiles of at most `most` points, in order.
pub(super) fn split(tile: &Tile, most: u32) -> Vec<Tile> {
    let [columns, rows] = tile.count;
    let width = columns.min(most.max(1));
    let height = (most / width.max(1)).max(1);
    let mut tiles = Vec::new();
    for row in (0..rows).step_by(height as usize) {
        for column in (0..columns).step_by(width.max(1) as usize) {
            let first = [tile.first[0] + column * tile.step[0], tile.first[1] + row * tile.step[1]];
            let count = [width.min(columns - column), height.min(rows - row)];
            tiles.push(Tile { first, count, ..*tile });
        }
    }
    tiles
}

/// A square of at most `most` points in the corner of a grid.
pub(super) fn corner(side: u32, most: u32) -> Tile {
    let count = most.isqrt().clamp(1, side.max(1));
    Tile { level: 0, first: [0, 0], step: [1, 1], count: [count, count] }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tile_in_parts_has_the_same_points() {
        for count in [[1, 1], [7, 1], [1, 9], [13, 11]] {
            let tile = Tile { level: 2, first: [3, 5], step: [2, 4], count };
            for most in [0, 1, 5, 12, 26, 1000] {
                let parts = split(&tile, most);
                assert!(parts.iter().all(|part| part.points() <= most.max(1) as usize), "{count:?} {most}");
                let mut places: Vec<[u32; 2]> = parts.iter().flat_map(|part| part.places()).collect();
                let mut whole: Vec<[u32; 2]> = tile.places().collect();
                places.sort_unstable();
                whole.sort_unstable();
                assert_eq!(places, whole, "{count:?} {most}");
            }
        }
    }

    #[test]
    fn a_corner_lies_in_the_grid() {
        assert_eq!(corner(512, 4096).count, [64, 64]);
        assert_eq!(corner(9, 4096).count, [9, 9]);
        assert_eq!(corner(0, 64).count, [1, 1]);
    }
}
