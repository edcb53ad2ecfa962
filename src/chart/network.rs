//! A network of layers: units as circles with their values in them, weights as lines between them.

use super::picture::{Anchor, Picture, Stroke, TextMark};
use super::theme::TYPE;
use super::{Color, Point, Theme};

/// The radius of a unit, the vertical distance between units, and the height reserved for the names of layers, in CSS
/// pixels.
const RADIUS: f64 = 22.0;
const STEP: f64 = 62.0;
const NAME: f64 = 24.0;

/// The widths of the widest and the narrowest line.
const WIDE: f64 = 5.0;
const THIN: f64 = 0.8;

/// The opacity of the colour of the unit with the largest value of a layer.
const TINT: f64 = 0.42;

/// Where on a line its weight is written, as a fraction of the line from its source.
const ALONG: f64 = 0.34;

/// The opacity of lines that do not lead to the selected unit.
const BEHIND: f64 = 0.45;

/// A layer's units.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NetworkLayer {
    /// The name.
    pub name: String,
    /// The hue of the quantity that it shows; empty for none.
    pub hue: String,
    /// The output of each unit.
    pub values: Vec<f64>,
    /// The outputs as text.
    pub texts: Vec<String>,
}

/// A unit: the index of its layer and its index in the layer.
pub type NetworkUnit = (usize, usize);

/// Layers, the input first, and the weights between them.
///
/// ```
/// # use fluxion::chart::{Network, NetworkLayer, NetworkMarks, Theme};
/// let layer = |count: usize| NetworkLayer { values: vec![0.5; count], ..NetworkLayer::default() };
/// let network = Network { layers: vec![layer(3), layer(1)], weights: vec![vec![1.0, -1.0, 0.0]] };
/// let frame = network.frame(300.0);
/// assert!(frame.unit((0, 2)).unwrap()[0] < frame.unit((1, 0)).unwrap()[0]);
/// assert!(!network.base(&frame, &Theme::light()).marks.is_empty());
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Network {
    /// The layers.
    pub layers: Vec<NetworkLayer>,
    /// The weight matrix of each layer after the first, in column-major order: a row for each unit, a column for each
    /// input.
    pub weights: Vec<Vec<f64>>,
}

/// The layout of a network.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NetworkFrame {
    /// The centres of the units of each layer.
    units: Vec<Vec<Point>>,
    /// The largest width of a unit's text that does not collide with its neighbours'.
    room: f64,
    /// The total height.
    pub height: f64,
}

/// What is highlighted.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NetworkMarks {
    /// The selected unit.
    pub at: Option<NetworkUnit>,
    /// Its weights as text, one for each line that leads to it.
    pub weights: Vec<String>,
    /// Its bias as text.
    pub bias: String,
    /// A weight that is pointed at elsewhere on the page: the unit that it leads to, and the index of the unit that it
    /// comes from.
    pub line: Option<(NetworkUnit, usize)>,
}

impl Network {
    /// The layout for a width in CSS pixels.
    pub fn frame(&self, width: f64) -> NetworkFrame {
        let most = self.layers.iter().map(|layer| layer.values.len()).max().unwrap_or(0).max(1) as f64;
        let middle = NAME + most * STEP / 2.0;
        let (left, right) = (RADIUS + 6.0, (width - RADIUS - 6.0).max(RADIUS + 6.0));
        let apart = (right - left) / (self.layers.len().max(2) - 1) as f64;
        let column = |(at, layer): (usize, &NetworkLayer)| {
            let count = layer.values.len();
            let top = middle - (count.max(1) - 1) as f64 * STEP / 2.0;
            (0..count).map(|unit| [left + at as f64 * apart, top + unit as f64 * STEP]).collect()
        };
        let units = self.layers.iter().enumerate().map(column).collect();
        // At the border text is moved inwards, so two neighbours share the space between them.
        let room = apart.min((apart + left) / 1.5) - 2.0;
        NetworkFrame { units, room, height: NAME + most * STEP + 4.0 }
    }

    /// Lines, units, values, and the names of layers.
    pub fn base(&self, frame: &NetworkFrame, theme: &Theme) -> Picture {
        let mut picture = Picture::new(&theme.font);
        for (layer, units) in frame.units.iter().enumerate().skip(1) {
            for (unit, from) in pairs(units.len(), frame.units[layer - 1].len()) {
                self.line(&mut picture, frame, ((layer, unit), from), (theme, BEHIND, 0.0));
            }
        }
        for (layer, units) in self.layers.iter().zip(&frame.units) {
            let color = theme.hue(&layer.hue).unwrap_or(theme.ink);
            self.units(&mut picture, frame, (layer, units), (theme, color));
            if let Some([x, _]) = units.first() {
                let x = frame.inside(*x, &layer.name);
                word(&mut picture, &layer.name, [x, 0.5 * NAME], (TYPE, true, color), None);
            }
        }
        picture
    }

    /// A ring around the selected unit, with its weights and its bias, and a weight that is pointed at elsewhere.
    pub fn overlay(&self, frame: &NetworkFrame, theme: &Theme, marks: &NetworkMarks) -> Picture {
        let mut picture = Picture::new(&theme.font);
        if let Some(line) = marks.line {
            self.line(&mut picture, frame, line, (theme, 1.0, 3.0));
        }
        let Some((at, place)) = marks.at.and_then(|at| Some((at, frame.unit(at)?))) else { return picture };
        let before = at.0.checked_sub(1).and_then(|before| frame.units.get(before));
        for from in 0..before.map_or(0, Vec::len) {
            self.line(&mut picture, frame, (at, from), (theme, 1.0, 1.2));
        }
        let halo = Some(theme.paper);
        for (from, text) in before.into_iter().flatten().zip(&marks.weights) {
            let along = [0, 1].map(|axis| from[axis] + ALONG * (place[axis] - from[axis]));
            word(&mut picture, text, along, (TYPE, true, theme.ink), halo);
        }
        for ring in before.into_iter().flatten() {
            picture.line(circle(*ring, RADIUS + 1.0), Stroke::new(theme.height, 2.0));
        }
        picture.line(circle(place, RADIUS + 1.0), Stroke::new(theme.height, 3.5));
        let below = [place[0], place[1] + RADIUS + 9.0];
        word(&mut picture, &marks.bias, below, (TYPE, true, theme.ink), halo);
        picture
    }

    fn units(
        &self,
        picture: &mut Picture,
        frame: &NetworkFrame,
        (layer, units): (&NetworkLayer, &[Point]),
        (theme, color): (&Theme, Color),
    ) {
        let largest = largest(&layer.values);
        for (at, place) in units.iter().enumerate() {
            let value = layer.values[at];
            let hue = if value < 0.0 { theme.negative } else { theme.positive };
            let share = if value.is_finite() && largest > 0.0 { TINT * value.abs() / largest } else { 0.0 };
            picture.dot(*place, RADIUS, hue.over(theme.paper, share), Stroke::new(color, 1.5));
            if let Some(text) = layer.texts.get(at) {
                // A number that is too long is left out; the text beside the figure has it.
                let is_short = 0.6 * TYPE * text.chars().count() as f64 <= frame.room;
                let text = if is_short { text } else { "…" };
                word(picture, text, [frame.inside(place[0], text), place[1]], (TYPE, false, theme.ink), None);
            }
        }
    }

    /// The line of a weight: its width and opacity show the size of the weight; its colour and dashes show the sign.
    fn line(
        &self,
        picture: &mut Picture,
        frame: &NetworkFrame,
        ((layer, unit), from): (NetworkUnit, usize),
        (theme, strength, wider): (&Theme, f64, f64),
    ) {
        let ends = layer
            .checked_sub(1)
            .and_then(|before| Some((frame.unit((before, from))?, frame.unit((layer, unit))?)));
        let weights = layer.checked_sub(1).and_then(|before| self.weights.get(before));
        let (Some((start, end)), Some(weights)) = (ends, weights) else { return };
        let Some(weight) = weights.get(from * frame.units[layer].len() + unit) else { return };
        let most = self.weights.iter().map(|weights| largest(weights)).fold(0.0, f64::max);
        let share = if weight.is_finite() && most > 0.0 { weight.abs() / most } else { 0.0 };
        let color = match *weight {
            weight if weight < 0.0 => theme.negative,
            weight if weight > 0.0 => theme.positive,
            _ => theme.edge,
        };
        let stroke = Stroke::new(color.fade(strength), THIN + (WIDE - THIN) * share + wider);
        let length = (end[0] - start[0]).hypot(end[1] - start[1]).max(1.0);
        let cut = |from: Point, to: Point| {
            [0, 1].map(|axis| from[axis] + RADIUS / length * (to[axis] - from[axis]))
        };
        let points = vec![cut(start, end), cut(end, start)];
        match *weight < 0.0 {
            true => picture.dashes(&points, stroke),
            false => picture.line(points, stroke),
        }
    }
}

impl NetworkFrame {
    /// The centre of a unit, if there is such a unit.
    pub fn unit(&self, (layer, unit): NetworkUnit) -> Option<Point> {
        self.units.get(layer)?.get(unit).copied()
    }

    /// The radius of a unit.
    pub fn radius(&self) -> f64 {
        RADIUS
    }

    /// The position of a text that should be at `x`, moved inwards if it would leave the picture.
    fn inside(&self, x: f64, text: &str) -> f64 {
        let half = 0.3 * TYPE * text.chars().count() as f64;
        let right = self.units.iter().flatten().map(|[x, _]| *x).fold(0.0, f64::max);
        x.min(right + RADIUS + 6.0 - half).max(half)
    }
}

fn pairs(units: usize, before: usize) -> impl Iterator<Item = (usize, usize)> {
    (0..units).flat_map(move |unit| (0..before).map(move |from| (unit, from)))
}

fn largest(values: &[f64]) -> f64 {
    values.iter().filter(|value| value.is_finite()).fold(0.0f64, |most, value| most.max(value.abs()))
}

/// A circle as a line; a dot would cover what it surrounds.
fn circle([x, y]: Point, radius: f64) -> Vec<Point> {
    let corner = |at: u32| {
        let turn = f64::from(at) / 40.0 * std::f64::consts::TAU;
        [x + radius * libm::cos(turn), y + radius * libm::sin(turn)]
    };
    (0..=40).map(corner).collect()
}

fn word(
    picture: &mut Picture,
    text: &str,
    at: Point,
    (size, bold, color): (f64, bool, Color),
    halo: Option<Color>,
) {
    if !text.is_empty() {
        picture.text(TextMark { text, at, anchor: Anchor::Center, size, bold, color, halo });
    }
}
