//! Heights as an image: one colour a pixel, gaps left clear.

use super::{Grid, Ramp, Rect};

/// An image and where it stands. Backends would paint it pixel by pixel, so the page paints it itself.
#[derive(Clone, Debug, PartialEq)]
pub struct Raster {
    /// Columns of pixels.
    pub width: usize,
    /// Rows of pixels.
    pub height: usize,
    /// Red, green, blue, opacity for each pixel, from the upper left, row by row.
    pub rgba: Vec<u8>,
    /// Where it is stretched to, in CSS pixels.
    pub place: Rect,
}

impl Raster {
    /// A landscape's heights as colours, about one pixel for every `coarse` CSS pixels.
    pub fn of_heights(grid: &Grid, ramp: &Ramp, place: Rect, coarse: f64) -> Raster {
        let [width, height] = place.size().map(|side| ((side / coarse).ceil() as usize).clamp(1, 2_000));
        let [lowest, highest] = grid.range().unwrap_or([0.0, 1.0]);
        let scale = 1.0 / (highest - lowest);
        let [[west, east], [south, north]] = [grid.x(), grid.y()];
        let mut rgba = Vec::with_capacity(4 * width * height);
        for row in 0..height {
            let y = north + (south - north) * (row as f64 + 0.5) / height as f64;
            for column in 0..width {
                let x = west + (east - west) * (column as f64 + 0.5) / width as f64;
                let t = (grid.at([x, y]) - lowest) * scale;
                if t.is_nan() {
                    rgba.extend([0; 4]);
                } else {
                    let [r, g, b] = ramp.color(t).rgb;
                    rgba.extend([r, g, b, 255]);
                }
            }
        }
        Raster { width, height, rgba, place }
    }
}
