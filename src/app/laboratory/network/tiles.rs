//! Small maps on a canvas, one for each unit and input: all images are written into one buffer, and put onto the canvas
//! from there.

use leptos::prelude::document;
use wasm_bindgen::{Clamped, JsCast};
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, ImageData};

use crate::app::canvas::context;
use crate::app::laboratory::ink::Ink;
use crate::chart::{Field, Point, Stroke, Theme, Tint};
use crate::lab::Feature;

/// The points along a side of a unit's map.
pub const SIDE: u32 = 24;

/// The radius of a tile's corners, and the width of its zero line.
const CORNER: f64 = 4.0;
const ZERO: f64 = 1.0;

/// The opacity of the zero line, and of an input that is not in use.
const LINE: f64 = 0.85;
const UNUSED: f64 = 0.55;

/// A tile to paint.
pub struct Tile<'a> {
    /// Its centre.
    pub at: Point,
    /// Its side in CSS pixels.
    pub side: f64,
    /// The map on it.
    pub field: Field<'a>,
    /// The value with the deepest colour.
    pub full: f64,
    /// Whether it is in use; others are fainter.
    pub is_used: bool,
}

/// What is kept from frame to frame.
#[derive(Default)]
pub struct Tiles {
    /// All images side by side.
    strip: Option<HtmlCanvasElement>,
    image: Vec<u8>,
}

/// The bytes of a feature's map, and what the largest stands for.
pub struct FeatureMap {
    values: Vec<i8>,
    scale: f64,
}

impl FeatureMap {
    /// The map of a feature over the square that reaches `reach` from the middle.
    pub fn of(feature: &Feature, reach: f64) -> FeatureMap {
        let along = |at: u32| reach * (2.0 * f64::from(at) + 1.0 - f64::from(SIDE)) / f64::from(SIDE);
        let places = (0..SIDE).flat_map(|row| (0..SIDE).map(move |column| [along(column), -along(row)]));
        let values: Vec<f64> = places.map(|place| feature.at(place)).collect();
        let scale = values.iter().fold(0.0f64, |most, value| most.max(value.abs()));
        let byte = |value: &f64| (127.0 * value / scale).round() as i8;
        FeatureMap { values: values.iter().map(byte).collect(), scale }
    }

    /// The map, with its full range of colours.
    pub fn field(&self, reach: f64) -> Option<Field<'_>> {
        Field::new(SIDE as usize, self.scale, reach, &self.values)
    }
}

impl Tiles {
    /// Paints tiles over what is there.
    pub fn paint(&mut self, onto: &CanvasRenderingContext2d, tiles: &[Tile<'_>], tint: &Tint, theme: &Theme) {
        let side = SIDE as usize;
        let stride = 4 * side * tiles.len();
        self.image.resize(stride * side, 0);
        for (at, tile) in tiles.iter().enumerate().filter(|(_, tile)| tile.field.side() == side) {
            tile.field.paint(tint, tile.full, &mut self.image[4 * side * at..], stride);
        }
        round_corners(&mut self.image, tiles.len());
        self.images(onto, tiles);
        onto.set_global_alpha(1.0);
        let mut ink = Ink::new(onto);
        for is_used in [false, true] {
            let alpha = if is_used { LINE } else { LINE * UNUSED };
            ink.set_stroke(&Stroke::new(theme.ink.fade(alpha), ZERO), None);
            zero_lines(onto, tiles.iter().filter(|tile| tile.is_used == is_used));
        }
        Ink::new(onto).set_stroke(&Stroke::new(theme.edge, 1.0), None);
        outlines(onto, tiles, 0.5, CORNER - 0.5);
        onto.stroke();
    }

    fn images(&mut self, onto: &CanvasRenderingContext2d, tiles: &[Tile<'_>]) {
        let (width, height) = (SIDE * tiles.len() as u32, SIDE);
        let Ok(image) = ImageData::new_with_u8_clamped_array_and_sh(Clamped(&self.image), width, height)
        else {
            return;
        };
        let strip = self.strip.get_or_insert_with(|| {
            let made = document().create_element("canvas").ok();
            // A document makes a canvas if it is asked for one.
            made.and_then(|made| made.dyn_into().ok()).expect("a canvas is a canvas")
        });
        if strip.width() != width || strip.height() != height {
            strip.set_width(width);
            strip.set_height(height);
        }
        let Some(own) = context(strip) else { return };
        // With finite numbers and an image of its own neither is refused.
        let _ = own.put_image_data(&image, 0.0, 0.0);
        let side = f64::from(SIDE);
        for (at, tile) in tiles.iter().enumerate() {
            let [left, top] = tile.at.map(|middle| middle - tile.side / 2.0);
            onto.set_global_alpha(if tile.is_used { 1.0 } else { UNUSED });
            let from = side * at as f64;
            let _ = onto.draw_image_with_html_canvas_element_and_sw_and_sh_and_dx_and_dy_and_dw_and_dh(
                strip, from, 0.0, side, side, left, top, tile.side, tile.side,
            );
        }
    }
}

/// Makes the corners of all images transparent. To clip them to round corners would cost more than to draw them.
fn round_corners(image: &mut [u8], count: usize) {
    let (side, width) = (SIDE as usize, SIDE as usize * count);
    for tile in 0..count {
        for (x, far_x) in [(0, 1), (side - 1, side - 2)] {
            for (y, far_y) in [(0, 1), (side - 1, side - 2)] {
                for (x, y, opacity) in [(x, y, 0), (far_x, y, BESIDE), (x, far_y, BESIDE)] {
                    image[4 * (y * width + tile * side + x) + 3] = opacity;
                }
            }
        }
    }
}

/// The opacity of the pixels beside a corner.
const BESIDE: u8 = 120;

/// The borders of all tiles as one path, so far inside of them.
fn outlines(onto: &CanvasRenderingContext2d, tiles: &[Tile<'_>], inset: f64, corner: f64) {
    onto.begin_path();
    for tile in tiles {
        let [left, top] = tile.at.map(|middle| middle - tile.side / 2.0 + inset);
        let side = tile.side - 2.0 * inset;
        // Refused only for a negative radius.
        let _ = onto.round_rect_with_f64(left, top, side, side, corner);
    }
}

/// The zero lines of tiles as one path, stroked.
fn zero_lines<'a>(onto: &CanvasRenderingContext2d, tiles: impl Iterator<Item = &'a Tile<'a>>) {
    onto.begin_path();
    for tile in tiles {
        let corner = tile.at.map(|middle| middle - tile.side / 2.0);
        tile.field.zero_segments(|from, to| {
            onto.move_to(corner[0] + tile.side * from[0], corner[1] + tile.side * from[1]);
            onto.line_to(corner[0] + tile.side * to[0], corner[1] + tile.side * to[1]);
        });
    }
    onto.stroke();
}
