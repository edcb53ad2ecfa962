//! What the lines of weights look like: their width, colour and dashes, the bars of biases, and the triangles of the next
//! step.

use super::{Color, Nudge, Picture, Point, Stroke, Theme, WiringFrame};

/// The width of the line of a weight of zero, how much wider it gets for each unit, and the widest.
const THIN: f64 = 0.7;
const WIDER: f64 = 1.15;
const WIDEST: f64 = 6.0;

/// The opacity of small weights, how it grows, and the most.
const FAINT: f64 = 0.5;
const FIRMER: f64 = 0.25;
const FIRMEST: f64 = 0.92;

/// The length and the height of a bias's bar: for each unit, and in all.
const BIAS: f64 = 11.0;
const BAR: f64 = 4.0;

/// The numbers of a layer: its weights, unit after unit, and its biases.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct LayerWeights<'a> {
    /// Outputs × inputs, row after row.
    pub weights: &'a [f64],
    /// One for each unit.
    pub biases: &'a [f64],
}

/// A line or a bar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WirePart {
    /// The line of a weight, by its index in the frame.
    Line(usize),
    /// The bar of a bias, as layer and unit; the first layer after the inputs is 0.
    Bias([usize; 2]),
}

/// What is drawn on a layout.
///
/// ```
/// # use fluxion::chart::{LayerWeights, Theme, Wires, Wiring};
/// let frame = Wiring { inputs: vec![Some(0), Some(1)], layers: vec![1] }.frame([400.0, 200.0], 66.0);
/// let layers = [LayerWeights { weights: &[1.5, -0.5], biases: &[0.3] }];
/// let wires = Wires { layers: &layers, ..Wires::default() };
/// assert_eq!(wires.draw(&frame, &Theme::light()).marks.len(), 2 + 3);
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct Wires<'a> {
    /// The numbers, layer after layer.
    pub layers: &'a [LayerWeights<'a>],
    /// The triangles of the next step.
    pub nudges: &'a [Nudge],
    /// What the learner has chosen.
    pub chosen: Option<WirePart>,
    /// What is pointed at.
    pub pointed: Option<WirePart>,
}

/// The style of a weight's line: the stroke, and its dashes if it is negative.
pub fn wire_style(weight: f64, theme: &Theme) -> (Stroke, Option<[f64; 2]>) {
    let size = if weight.is_finite() { weight.abs() } else { 0.0 };
    let width = (THIN + WIDER * size).min(WIDEST);
    let opacity = (FAINT + FIRMER * size).min(FIRMEST);
    let dash = (weight < 0.0).then_some([3.0 + width, 1.6 + 0.6 * width]);
    (Stroke::new(hue(weight, theme).fade(opacity), width), dash)
}

fn hue(value: f64, theme: &Theme) -> Color {
    match value {
        value if value < 0.0 => theme.negative,
        value if value >= 0.0 => theme.positive,
        _ => theme.edge,
    }
}

impl Wires<'_> {
    /// Lines, bars and triangles; what is chosen or pointed at lies above the other lines.
    pub fn draw(&self, frame: &WiringFrame, theme: &Theme) -> Picture {
        let mut picture = Picture::new(&theme.font);
        let numbers = self.layers.iter().flat_map(|layer| layer.weights);
        let lines: Vec<(usize, f64)> = numbers.copied().take(frame.wires.len()).enumerate().collect();
        // One colour after the other: a change of colour costs a canvas more than a line.
        for is_negative in [false, true] {
            for &(index, weight) in lines.iter().filter(|(_, weight)| (*weight < 0.0) == is_negative) {
                let (stroke, dash) = wire_style(weight, theme);
                picture.curve(frame.wires[index].curve(), stroke, dash);
            }
        }
        let marked = [(self.pointed, theme.edge), (self.chosen, theme.ink)];
        for (part, color) in marked.iter().filter_map(|(part, color)| Some(((*part)?, *color))) {
            if let WirePart::Line(index) = part
                && let Some((_, weight)) = lines.get(index)
            {
                outlined(&mut picture, frame.wires[index].curve(), *weight, color, theme);
            }
        }
        self.biases(&mut picture, frame, theme);
        for nudge in self.nudges {
            triangle(&mut picture, nudge, theme);
        }
        picture
    }

    /// A bar under each unit: right of the tick when positive, left when negative.
    fn biases(&self, picture: &mut Picture, frame: &WiringFrame, theme: &Theme) {
        let half = frame.tile / 2.0;
        for (layer, (numbers, units)) in self.layers.iter().zip(frame.units.iter().skip(1)).enumerate() {
            for (unit, (bias, [x, y])) in numbers.biases.iter().zip(units).enumerate() {
                let foot = y + half;
                let part = Some(WirePart::Bias([layer, unit]));
                for (marked, color) in [(self.pointed, theme.edge), (self.chosen, theme.ink)] {
                    if marked == part {
                        rectangle(picture, [x - half - 2.0, foot + 1.0], [x + half + 2.0, foot + 9.0], color);
                        rectangle(
                            picture,
                            [x - half - 1.0, foot + 2.0],
                            [x + half + 1.0, foot + 8.0],
                            theme.paper,
                        );
                    }
                }
                picture
                    .line(vec![[x - half, foot + 5.0], [x + half, foot + 5.0]], Stroke::new(theme.rule, 1.0));
                let reach = if bias.is_finite() { (bias * BIAS).clamp(-half, half) } else { 0.0 };
                let (from, to) = (x + reach.min(0.0), x + reach.max(0.0));
                rectangle(picture, [from, foot + 3.0], [to, foot + 3.0 + BAR], hue(*bias, theme));
                picture.line(vec![[*x, foot + 1.5], [*x, foot + 8.5]], Stroke::new(theme.ink, 1.0));
            }
        }
    }
}

fn rectangle(picture: &mut Picture, [left, top]: Point, [right, bottom]: Point, fill: Color) {
    picture.area(vec![[left, top], [right, top], [right, bottom], [left, bottom]], fill);
}

/// A line with a double outline.
fn outlined(picture: &mut Picture, curve: [Point; 4], weight: f64, color: Color, theme: &Theme) {
    let (stroke, dash) = wire_style(weight, theme);
    picture.curve(curve, Stroke::new(color, stroke.width + 5.0), None);
    picture.curve(curve, Stroke::new(theme.paper, stroke.width + 2.5), None);
    picture.curve(curve, Stroke::new(hue(weight, theme), stroke.width), dash);
}

/// A triangle that points up if the next step raises the weight; neutral, because colour already means sign.
fn triangle(picture: &mut Picture, nudge: &Nudge, theme: &Theme) {
    let ([x, y], size) = (nudge.at, nudge.size);
    let way = if nudge.is_up { -1.0 } else { 1.0 };
    let base = y - way * 0.5 * size;
    let corners = [[x - 0.6 * size, base], [x, y + way * 0.6 * size], [x + 0.6 * size, base]];
    picture.line([corners.as_slice(), &corners[..2]].concat(), Stroke::new(theme.paper, 2.4));
    picture.area(corners.to_vec(), theme.ink);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_as_wide_as_the_picture_says() {
        let theme = Theme::light();
        let check = |weight: f64, width: f64, is_dashed: bool| {
            let (stroke, dash) = wire_style(weight, &theme);
            assert!(
                (stroke.width - width).abs() < 1e-12 && dash.is_some() == is_dashed,
                "{weight}: {stroke:?} {dash:?}"
            );
        };
        check(0.0, 0.7, false);
        check(1.0, 1.85, false);
        check(-2.0, 3.0, true);
        check(-90.0, 6.0, true);
        check(f64::NAN, 0.7, false);
        check(f64::NEG_INFINITY, 0.7, true);
    }
}
