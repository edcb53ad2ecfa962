//! The way of a point through a network: the values of units light up layer after layer, then gradients flow back.

use super::number::power_of_ten;
use super::picture::{Anchor, Picture, Stroke, TextMark};
use super::theme::TYPE;
use super::wires::wire_style;
use super::{Color, LayerWeights, Point, Theme, WiringFrame, label};

/// The size of the box of a number.
const BOX: [f64; 2] = [50.0, 22.0];

/// The fainter opacity of lines that are not at work in this step.
const BEHIND: f64 = 0.3;

/// The share of the hue in the boxes of the smallest and of the largest number of a layer.
const TINT: [f64; 2] = [0.08, 0.5];

/// Where on the way the picture stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PassageStep {
    /// The values of the columns up to this one are known; 0 are the inputs.
    Forwards(usize),
    /// All values are known, and the gradients of the columns down to this one.
    Backwards(usize),
}

/// What is drawn.
///
/// ```
/// # use fluxion::chart::{LayerWeights, Passage, PassageStep, Theme, Wiring};
/// let frame = Wiring { inputs: vec![Some(0), Some(1)], layers: vec![1] }.frame([400.0, 200.0], 66.0);
/// let layers = [LayerWeights { weights: &[1.5, -0.5], biases: &[0.3] }];
/// let (values, adjoints) = ([vec![1.0, 2.0], vec![0.8]], [vec![0.3, -0.1], vec![-0.2]]);
/// let passage = Passage { layers: &layers, values: &values, adjoints: &adjoints };
/// let texts = |step| passage.draw(&frame, &Theme::light(), step).marks.len();
/// assert!(texts(PassageStep::Forwards(1)) > texts(PassageStep::Forwards(0)));
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct Passage<'a> {
    /// The network's numbers.
    pub layers: &'a [LayerWeights<'a>],
    /// What each unit says, inputs first.
    pub values: &'a [Vec<f64>],
    /// The derivative of the loss by each value, inputs first.
    pub adjoints: &'a [Vec<f64>],
}

impl Passage<'_> {
    /// The picture at a step.
    pub fn draw(&self, frame: &WiringFrame, theme: &Theme, step: PassageStep) -> Picture {
        let mut picture = Picture::new(&theme.font);
        self.lines(&mut picture, frame, theme, step);
        for (column, units) in frame.units.iter().enumerate() {
            let (numbers, is_back) = match step {
                PassageStep::Backwards(reached) if column >= reached => (self.adjoints.get(column), true),
                PassageStep::Forwards(reached) if column > reached => (None, false),
                _ => (self.values.get(column), false),
            };
            let is_now =
                matches!(step, PassageStep::Forwards(at) | PassageStep::Backwards(at) if at == column);
            let largest = numbers.map_or(0.0, |numbers| {
                numbers
                    .iter()
                    .filter(|number| number.is_finite())
                    .fold(0.0f64, |most, number| most.max(number.abs()))
            });
            for (unit, at) in units.iter().enumerate() {
                let number = numbers.and_then(|numbers| numbers.get(unit)).copied();
                let ring = match (is_now, is_back) {
                    (true, _) => Stroke::new(theme.ink, 1.5),
                    (false, true) => Stroke::new(theme.point, 1.0),
                    (false, false) => Stroke::new(theme.edge, 1.0),
                };
                number_box(&mut picture, theme, *at, number.map(|number| (number, largest)), ring);
            }
        }
        picture
    }

    fn lines(&self, picture: &mut Picture, frame: &WiringFrame, theme: &Theme, step: PassageStep) {
        let weights = self.layers.iter().flat_map(|layer| layer.weights);
        for (wire, weight) in frame.wires.iter().zip(weights) {
            let (is_lit, is_at_work) = match step {
                PassageStep::Forwards(reached) => (wire.layer < reached, wire.layer + 1 == reached),
                PassageStep::Backwards(reached) => (true, wire.layer == reached),
            };
            let (stroke, dash) = wire_style(*weight, theme);
            match (is_lit, is_at_work) {
                (false, _) => picture.curve(wire.curve(), Stroke::new(theme.rule, 1.0), None),
                (true, true) => picture.curve(wire.curve(), stroke, dash),
                (true, false) => {
                    let faint = Stroke::new(stroke.color.fade(BEHIND), stroke.width);
                    picture.curve(wire.curve(), faint, dash);
                }
            }
        }
    }
}

/// The box of a unit, with its number and the largest of its layer if it is known yet.
fn number_box(picture: &mut Picture, theme: &Theme, [x, y]: Point, number: Option<(f64, f64)>, ring: Stroke) {
    let [wide, tall] = BOX.map(|side| side / 2.0);
    let corners = [[x - wide, y - tall], [x + wide, y - tall], [x + wide, y + tall], [x - wide, y + tall]];
    picture.area(corners.to_vec(), number.map_or(theme.paper, |number| fill(number, theme)));
    picture.line([corners.as_slice(), &corners[..1]].concat(), ring);
    if let Some((value, _)) = number {
        let text = if value.is_nan() { "NaN".to_owned() } else { boxed(value) };
        let (at, anchor) = ([x, y], Anchor::Center);
        picture.text(TextMark {
            text: &text,
            at,
            anchor,
            size: TYPE,
            bold: false,
            color: theme.ink,
            halo: None,
        });
    }
}

fn fill((value, largest): (f64, f64), theme: &Theme) -> Color {
    let hue = if value < 0.0 { theme.negative } else { theme.positive };
    let share = if largest > 0.0 && value.is_finite() { value.abs() / largest } else { 0.0 };
    hue.over(theme.paper, TINT[0] + (TINT[1] - TINT[0]) * share)
}

/// A number that fits into a box.
fn boxed(value: f64) -> String {
    match value.abs() {
        size if size.is_infinite() => super::short_number(value),
        size if size >= 1e4 || (size > 0.0 && size < 5e-4) => {
            // One digit and no spaces: the box is narrow.
            let exponent = libm::log10(size).floor().max(-300.0);
            let mantissa = size / libm::pow(10.0, exponent);
            let sign = if value < 0.0 { "−" } else { "" };
            format!("{sign}{mantissa:.0}×{}", power_of_ten(exponent as i32))
        }
        size if size >= 100.0 => label(value, 1.0),
        size if size >= 10.0 => label(value, 0.1),
        _ => {
            let text = label((value * 1000.0).round() / 1000.0, 0.001);
            if text == "0" { "0.000".to_owned() } else { text }
        }
    }
}
