//! Heights as an image: one colour for each pixel; gaps are transparent.

use super::{Grid, Ramp, Rect};

/// An image and its position. Backends would draw it pixel by pixel, so the page draws it itself.
#[derive(Clone, Debug, PartialEq)]
pub struct Raster {
    /// The number of columns of pixels.
    pub width: usize,
    /// The number of rows of pixels.
    pub height: usize,
    /// Red, green, blue and opacity of each pixel, row by row from the upper left.
    pub rgba: Vec<u8>,
    /// The rectangle that it is scaled to, in CSS pixels.
    pub place: Rect,
}

impl Raster {
    /// The heights of a landscape as colours, with pixels of about `pixel_size` CSS pixels.
    ///
    /// ```
    /// # use fluxion::chart::{Grid, Ramp, Raster, Rect, Theme};
    /// let grid = Grid::sample([-1.0, 1.0], [-1.0, 1.0], [9, 9], |x, _| x.sqrt());
    /// let place = Rect { min: [0.0, 0.0], max: [80.0, 60.0] };
    /// let raster = Raster::of_heights(&grid, &Ramp::new(&Theme::light()), place, 2.0);
    /// assert_eq!((raster.width, raster.height), (40, 30));
    /// assert_eq!([raster.rgba[3], raster.rgba[4 * 39 + 3]], [0, 255], "no root, no colour");
    /// ```
    pub fn of_heights(grid: &Grid, ramp: &Ramp, place: Rect, pixel_size: f64) -> Raster {
        let [width, height] = place.size().map(|side| ((side / pixel_size).ceil() as usize).clamp(1, 2_000));
        let shares = shares(grid);
        let [columns, rows] = grid.size();
        let across: Vec<(usize, f32)> = (0..width).map(|pixel| cell(pixel, width, columns)).collect();
        let mut blend = vec![Share::default(); columns];
        let mut rgba = Vec::with_capacity(4 * width * height);
        for pixel in 0..height {
            // Rows of pixels run downwards, rows of the grid upwards.
            let (row, part) = cell(height - 1 - pixel, height, rows);
            let (below, above) = (&shares[row * columns..], &shares[(row + 1) * columns..]);
            for ((between, below), above) in blend.iter_mut().zip(below).zip(above) {
                *between = below.towards(*above, part);
            }
            for &(column, part) in &across {
                rgba.extend(blend[column].towards(blend[column + 1], part).color(ramp));
            }
        }
        Raster { width, height, rgba, place }
    }
}

/// A height relative to the range and its weight, which is 0 in a gap. Both are interpolated between grid points, so
/// that gaps get smooth borders.
#[derive(Clone, Copy, Default)]
struct Share {
    height: f32,
    weight: f32,
}

impl Share {
    fn towards(self, other: Share, part: f32) -> Share {
        let blend = |from: f32, to: f32| from + (to - from) * part;
        Share { height: blend(self.height, other.height), weight: blend(self.weight, other.weight) }
    }

    fn color(self, ramp: &Ramp) -> [u8; 4] {
        if self.weight == 1.0 {
            let [r, g, b] = ramp.color(f64::from(self.height)).rgb;
            return [r, g, b, 255];
        }
        // A gap begins at weight ½; a few pixels around that are partly transparent.
        let alpha = ((self.weight - 0.5) * RIM + 0.5).clamp(0.0, 1.0);
        if alpha == 0.0 {
            return [0; 4];
        }
        let [r, g, b] = ramp.color(f64::from(self.height / self.weight)).rgb;
        [r, g, b, (alpha * 255.0) as u8]
    }
}

/// How sharply the border of a gap changes from transparent to coloured.
const RIM: f32 = 5.0;

/// The largest distance of a height from the range, relative to the range; larger ones are clamped.
const FAR: f64 = 1e3;

fn shares(grid: &Grid) -> Vec<Share> {
    let [lowest, highest] = grid.range().unwrap_or([0.0, 1.0]);
    let scale = 1.0 / (highest - lowest);
    let share = |height: &f32| {
        let part = (f64::from(*height) - lowest) * scale;
        if part.is_finite() {
            Share { height: part.clamp(-FAR, FAR) as f32, weight: 1.0 }
        } else {
            Share::default()
        }
    };
    grid.heights().iter().map(share).collect()
}

/// The cell in a row of `places` grid points that contains the centre of a pixel, and the position in the cell from 0
/// to 1.
fn cell(pixel: usize, pixels: usize, places: usize) -> (usize, f32) {
    let at = (pixel as f64 + 0.5) / pixels as f64 * (places - 1) as f64;
    let cell = (at as usize).min(places - 2);
    (cell, (at - cell as f64) as f32)
}
