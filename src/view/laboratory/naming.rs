//! What units and weights are called, in words and in Julia.

use crate::lab::message::Weight;
use crate::lab::{FEATURES, Settings};
use crate::lesson::show;

/// What an input is called: `x₁²`, or the learner's expression.
pub fn input(settings: &Settings, at: usize) -> String {
    let name = settings.features.get(at).map_or("", String::as_str);
    FEATURES.iter().find(|feature| feature.name == name).map_or(name, |feature| feature.label).to_owned()
}

/// What a layer is called; the inputs are layer 0.
pub fn layer(settings: &Settings, layer: usize) -> String {
    match layer {
        0 => "Inputs".to_owned(),
        layer if layer > settings.layers.len() => "Output".to_owned(),
        layer => format!("Layer {layer}"),
    }
}

/// What a unit is called; the inputs are layer 0.
pub fn unit(settings: &Settings, [layer, unit]: [u32; 2]) -> String {
    match layer as usize {
        0 => format!("Input {}", input(settings, unit as usize)),
        layer if layer > settings.layers.len() => "Output".to_owned(),
        layer => format!("Layer {layer}, unit {}", unit + 1),
    }
}

/// What a weight is called: from where to where.
///
/// ```
/// # use fluxion::view::laboratory::naming::{julia, weight};
/// # use fluxion::lab::{Settings, message::Weight};
/// let settings = Settings::default();
/// let own = Weight { layer: 1, unit: 3, from: Some(5) };
/// assert_eq!(weight(&settings, own), "Unit 6 to unit 4");
/// assert_eq!(julia(own), "m[2].W[4, 6]");
/// let bias = Weight { layer: 2, unit: 0, from: None };
/// assert_eq!(weight(&settings, bias), "Bias of the output");
/// assert_eq!(julia(bias), "m[3].b[1]");
/// ```
pub fn weight(settings: &Settings, weight: Weight) -> String {
    let is_output = weight.layer as usize >= settings.layers.len();
    let to = if is_output { "the output".to_owned() } else { format!("unit {}", weight.unit + 1) };
    match weight.from {
        None => format!("Bias of {to}"),
        Some(from) if weight.layer == 0 => format!("{} to {to}", input(settings, from as usize)),
        Some(from) => format!("Unit {} to {to}", from + 1),
    }
}

/// What a weight is called in the code: `m[2].W[4, 6]`.
pub fn julia(weight: Weight) -> String {
    let (layer, unit) = (weight.layer + 1, weight.unit + 1);
    match weight.from {
        None => format!("m[{layer}].b[{unit}]"),
        Some(from) => format!("m[{layer}].W[{unit}, {}]", from + 1),
    }
}

/// A number with so many decimals and its sign.
///
/// ```
/// # use fluxion::view::laboratory::naming::signed;
/// assert_eq!([0.0019, -0.0132, 0.0].map(|value| signed(value, 4)), ["+0.0019", "−0.0132", "0.0000"]);
/// ```
pub fn signed(value: f64, decimals: u8) -> String {
    let text = show::number(value, Some(decimals));
    let is_zero = !text.contains(|digit: char| ('1'..='9').contains(&digit));
    if value > 0.0 && !is_zero { format!("+{text}") } else { text }
}
