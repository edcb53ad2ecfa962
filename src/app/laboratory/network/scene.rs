//! The network on its canvas: lines, bars and triangles, then the tiles. Painted with every frame in which something has
//! changed, from numbers as they come, with buffers that are kept.

use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

use super::tiles::{FeatureMap, Tile, Tiles};
use crate::app::canvas::{cleared, device_pixel_ratio};
use crate::app::laboratory::ink::Ink;
use crate::app::laboratory::watching::{REACH, field};
use crate::chart::{
    LayerWeights, Nudges, Picture as Marks, Stroke, Theme, Tint, WirePart, Wires, WiringFrame,
};
use crate::lab::FEATURES;
use crate::lab::message::Picture;

/// The share of the hue in the deepest colour of a tile.
const STRENGTH: f64 = 0.72;

/// The half length of the cross on the learner's own tile.
const CROSS: f64 = 4.0;

/// What is kept from frame to frame.
#[derive(Default)]
pub struct Scene {
    tiles: Tiles,
    features: Vec<FeatureMap>,
    nudges: Nudges,
    /// The layout that the triangles belong to.
    laid: WiringFrame,
    /// The theme whose colours the tint has.
    tint: Option<(Theme, Tint)>,
    /// Whether the lines were painted with the last frame.
    has_lines: bool,
}

/// What a frame shows.
pub struct Shot<'a> {
    /// The layout.
    pub frame: &'a WiringFrame,
    /// The inputs: the input in use that each row is.
    pub inputs: &'a [Option<usize>],
    /// The run.
    pub picture: &'a Picture,
    /// The colours.
    pub theme: &'a Theme,
    /// Whether the next step is shown.
    pub shows_next_step: bool,
    /// What is chosen, and what is pointed at.
    pub marked: [Option<WirePart>; 2],
}

impl Scene {
    /// Paints a frame on two canvases, the lines below the tiles. While training runs, lines are painted with every other
    /// frame: they move little, and cost a browser without a graphics card most of its time.
    pub fn paint(&mut self, [below, above]: &[HtmlCanvasElement; 2], shot: &Shot<'_>) {
        let ratio = device_pixel_ratio();
        self.has_lines = !(self.has_lines && shot.picture.is_playing && self.laid == *shot.frame);
        if self.has_lines
            && let Some(context) = cleared(below, shot.frame.size, ratio)
        {
            self.lines(&context, shot);
        }
        let Some(context) = cleared(above, shot.frame.size, ratio) else { return };
        if self.tint.as_ref().is_none_or(|(theme, _)| theme != shot.theme) {
            self.tint = Some((shot.theme.clone(), Tint::smooth(shot.theme, STRENGTH)));
        }
        if self.features.is_empty() {
            self.features = FEATURES.iter().map(|feature| FeatureMap::of(feature, REACH)).collect();
        }
        let tiles = tiles(shot, &self.features);
        if let Some((theme, tint)) = &self.tint {
            self.tiles.paint(&context, &tiles, tint, theme);
        }
        Ink::new(&context).paint(&own_tile(shot));
    }

    fn lines(&mut self, onto: &CanvasRenderingContext2d, shot: &Shot<'_>) {
        if self.laid != *shot.frame {
            self.laid = shot.frame.clone();
            self.nudges = Nudges::new(shot.frame);
        }
        let numbers = shot.picture.layers.iter();
        let layers: Vec<LayerWeights<'_>> =
            numbers.map(|layer| LayerWeights { weights: &layer.weights, biases: &layer.biases }).collect();
        // Just after a change of the network the numbers are still those of the one before.
        if !fits(shot.frame, &layers) {
            return;
        }
        let changes = shot.picture.changes.iter().flat_map(|layer| &layer.weights).copied();
        let nudges = match shot.shows_next_step {
            true => self.nudges.place(&changes.collect::<Vec<f64>>()),
            false => Vec::new(),
        };
        let [chosen, pointed] = shot.marked;
        let wires = Wires { layers: &layers, nudges: &nudges, chosen, pointed };
        Ink::new(onto).paint(&wires.draw(shot.frame, shot.theme));
    }
}

/// Whether the numbers are those of a network of this shape.
fn fits(frame: &WiringFrame, layers: &[LayerWeights<'_>]) -> bool {
    let sizes = |layer: &[crate::chart::Point]| layer.len();
    layers.len() + 1 == frame.units.len()
        && layers.iter().zip(frame.units.windows(2)).all(|(layer, pair)| {
            layer.biases.len() == sizes(&pair[1]) && layer.weights.len() == sizes(&pair[0]) * sizes(&pair[1])
        })
}

/// The tiles of units and inputs whose maps have come, and of features that are not in use.
fn tiles<'a>(shot: &'a Shot<'_>, features: &'a [FeatureMap]) -> Vec<Tile<'a>> {
    let last = shot.frame.units.len().saturating_sub(1);
    let mut tiles = Vec::new();
    for (layer, (places, maps)) in shot.frame.units.iter().zip(&shot.picture.units).enumerate() {
        for (at, map) in places.iter().zip(maps) {
            let full = if layer == last { 1.0 } else { map.scale.max(1.0) };
            let tile = |field| Tile { at: *at, side: shot.frame.tile, field, full, is_used: true };
            tiles.extend(field(map).map(tile));
        }
    }
    let unused = shot.frame.rows.iter().zip(shot.inputs).zip(features);
    for ((at, _), feature) in unused.filter(|((_, input), _)| input.is_none()) {
        let tile = |field: crate::chart::Field<'a>| {
            let full = field.scale();
            Tile { at: *at, side: shot.frame.small, field, full, is_used: false }
        };
        tiles.extend(feature.field(REACH).map(tile));
    }
    tiles
}

/// The dashed tile of the learner's own input, while there is none.
fn own_tile(shot: &Shot<'_>) -> Marks {
    let mut marks = Marks::new(&shot.theme.font);
    let Some(([x, y], None)) = shot.frame.rows.last().zip(shot.inputs.last().copied()) else { return marks };
    let half = shot.frame.small / 2.0 - 0.5;
    let stroke = Stroke::new(shot.theme.edge, 1.0);
    let corners = [[-half, -half], [half, -half], [half, half], [-half, half], [-half, -half]];
    for pair in corners.map(|[right, down]| [x + right, y + down]).windows(2) {
        // A straight curve: lines have no dashes.
        marks.curve([pair[0], pair[0], pair[1], pair[1]], stroke, Some([3.0, 3.0]));
    }
    marks.line(vec![[x - CROSS, *y], [x + CROSS, *y]], stroke);
    marks.line(vec![[*x, y - CROSS], [*x, y + CROSS]], stroke);
    marks
}
