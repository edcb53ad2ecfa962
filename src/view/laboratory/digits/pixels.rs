//! Numbers as small pictures: a pixel for each.

use crate::chart::{Color, Theme};

/// How numbers become colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shade {
    /// From nothing, the paper, to the most, the ink.
    Ink,
    /// Below zero in one hue, above in another, and zero the paper.
    Signed,
}

/// The share of the hue in the deepest colour.
const DEEPEST: f64 = 0.92;

impl Shade {
    /// The colour of a value when `most` has the deepest one; what is no number has the colour of a border.
    pub fn color(self, value: f64, most: f64, theme: &Theme) -> Color {
        if !value.is_finite() {
            return theme.edge;
        }
        let share = if most > 0.0 { (value.abs() / most).min(1.0) } else { 0.0 };
        match self {
            Shade::Ink => theme.ink.over(theme.paper, DEEPEST * if value > 0.0 { share } else { 0.0 }),
            Shade::Signed if value < 0.0 => theme.negative.over(theme.paper, DEEPEST * share),
            Shade::Signed => theme.positive.over(theme.paper, DEEPEST * share),
        }
    }
}

/// The largest finite size among values.
pub fn most<'v>(values: impl IntoIterator<Item = &'v f64>) -> f64 {
    values.into_iter().filter(|value| value.is_finite()).fold(0.0, |most, value| most.max(value.abs()))
}

/// An image of one pixel for each value, transparent where nothing is put.
#[derive(Clone, Debug, PartialEq)]
pub struct Image {
    /// Pixels across.
    pub width: usize,
    /// Pixels down.
    pub height: usize,
    /// Red, green, blue and opacity of each pixel, row after row.
    pub rgba: Vec<u8>,
}

impl Image {
    /// An image of this size without anything on it.
    pub fn new(width: usize, height: usize) -> Image {
        Image { width, height, rgba: vec![0; 4 * width * height] }
    }

    /// Puts values on it, row after row of `width`, from a pixel on.
    pub fn put(&mut self, [left, top]: [usize; 2], width: usize, colors: impl IntoIterator<Item = Color>) {
        for (at, color) in colors.into_iter().enumerate() {
            let (x, y) = (left + at % width, top + at / width);
            if x < self.width && y < self.height {
                let from = 4 * (y * self.width + x);
                let [r, g, b] = color.rgb;
                self.rgba[from..from + 4].copy_from_slice(&[r, g, b, 255]);
            }
        }
    }
}

/// How the units of a layer are laid out as tiles: the picture of each unit's weights over a strip for its output.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tiles {
    /// How many units.
    pub units: usize,
    /// Tiles in a row.
    pub columns: usize,
    /// The rows and columns of a unit's weights.
    pub shape: [usize; 2],
}

/// The pixels between a unit's weights and its output, and those of its output; and between units.
const OVER: usize = 1;
const STRIP: usize = 2;
const GAP: usize = 2;

impl Tiles {
    fn rows(self) -> usize {
        self.units.div_ceil(self.columns.max(1))
    }

    /// The pixels of a tile, across and down.
    fn tile(self) -> [usize; 2] {
        [self.shape[1], self.shape[0] + OVER + STRIP]
    }

    /// The pixels of all tiles, across and down.
    pub fn size(self) -> [usize; 2] {
        let [width, height] = self.tile();
        [self.columns * (width + GAP) - GAP, (self.rows() * (height + GAP)).saturating_sub(GAP)]
    }

    /// Where a unit's tile lies, as shares of the whole: left, top, width, height.
    pub fn place(self, unit: usize) -> [f64; 4] {
        let ([width, height], [all, tall]) = (self.tile(), self.size().map(|side| side.max(1) as f64));
        let (column, row) = (unit % self.columns, unit / self.columns);
        [
            (column * (width + GAP)) as f64 / all,
            (row * (height + GAP)) as f64 / tall,
            width as f64 / all,
            height as f64 / tall,
        ]
    }

    /// The unit at a place, whose sides are shares of the whole.
    pub fn at(self, [x, y]: [f64; 2]) -> Option<usize> {
        let [width, height] = self.tile();
        let [all, tall] = self.size();
        let column = (x * all as f64) as usize / (width + GAP);
        let unit = (y * tall as f64) as usize / (height + GAP) * self.columns + column;
        (column < self.columns && unit < self.units && x >= 0.0 && y >= 0.0).then_some(unit)
    }

    /// The tiles as an image: all weights on one scale, and all outputs on another.
    pub fn image(self, weights: &[Vec<f32>], outputs: Option<&[f64]>, theme: &Theme) -> Image {
        let [width, height] = self.size();
        let mut image = Image::new(width, height);
        let all = weights.iter().flatten().map(|weight| f64::from(weight.abs()));
        let deepest = all.filter(|weight| weight.is_finite()).fold(0.0, f64::max);
        let loudest = outputs.map_or(0.0, most);
        for (unit, weights) in weights.iter().enumerate().take(self.units) {
            let [across, down] = self.tile();
            let (left, top) = (unit % self.columns * (across + GAP), unit / self.columns * (down + GAP));
            let color = |weight: &f32| Shade::Signed.color(f64::from(*weight), deepest, theme);
            image.put([left, top], across, weights.iter().map(color));
            let said = outputs.and_then(|outputs| outputs.get(unit)).copied().unwrap_or(0.0);
            let strip = Shade::Signed.color(said, loudest, theme);
            image.put([left, top + self.shape[0] + OVER], across, vec![strip; STRIP * across]);
        }
        image
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shades_run_from_the_paper_to_the_deepest() {
        let theme = Theme::light();
        assert_eq!(Shade::Ink.color(0.0, 1.0, &theme), theme.paper);
        assert_eq!(Shade::Ink.color(-1.0, 1.0, &theme), theme.paper, "less than nothing is nothing");
        assert_eq!(Shade::Signed.color(0.0, 0.0, &theme), theme.paper);
        assert_eq!(Shade::Signed.color(9.0, 1.0, &theme), Shade::Signed.color(1.0, 1.0, &theme));
        assert_ne!(Shade::Signed.color(-1.0, 1.0, &theme), Shade::Signed.color(1.0, 1.0, &theme));
        assert_eq!(Shade::Signed.color(f64::NAN, 1.0, &theme), theme.edge);
    }

    #[test]
    fn every_unit_is_found_where_its_tile_lies() {
        for (units, columns) in [(32, 8), (10, 8), (1, 1), (64, 16)] {
            let tiles = Tiles { units, columns, shape: [8, 8] };
            for unit in 0..units {
                let [left, top, width, height] = tiles.place(unit);
                assert_eq!(tiles.at([left + width / 2.0, top + height / 2.0]), Some(unit));
            }
            assert_eq!(tiles.at([1.5, 0.1]), None);
        }
        assert_eq!(Tiles { units: 10, columns: 8, shape: [8, 8] }.at([0.9, 0.9]), None, "no eleventh unit");
    }

    #[test]
    fn an_image_has_the_weights_over_the_outputs() {
        let theme = Theme::light();
        let tiles = Tiles { units: 2, columns: 2, shape: [2, 2] };
        let weights = vec![vec![1.0, 0.0, 0.0, -1.0], vec![0.5; 4]];
        let image = tiles.image(&weights, Some(&[0.0, 3.0]), &theme);
        assert_eq!([image.width, image.height], tiles.size());
        let pixel = |x: usize, y: usize| &image.rgba[4 * (y * image.width + x)..][..4];
        let color = |color: Color| [color.rgb[0], color.rgb[1], color.rgb[2], 255];
        assert_eq!(pixel(0, 0), color(Shade::Signed.color(1.0, 1.0, &theme)));
        assert_eq!(pixel(1, 1), color(Shade::Signed.color(-1.0, 1.0, &theme)));
        assert_eq!(pixel(2, 0), [0; 4], "between two units");
        assert_eq!(pixel(0, 3), color(theme.paper));
        assert_eq!(pixel(5, 4), color(Shade::Signed.color(3.0, 3.0, &theme)));
    }
}
