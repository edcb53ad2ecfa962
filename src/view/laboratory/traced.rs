//! The steps of a traced example, and a sentence for each.

use super::naming;
use crate::chart::{PassageStep, loss_text};
use crate::lab::Settings;
use crate::lab::message::Trace;
use crate::lab::settings::Sample;
use crate::lesson::show;

/// What is told of.
pub struct Told<'a> {
    /// The network.
    pub settings: &'a Settings,
    /// The numbers.
    pub trace: &'a Trace,
    /// The point.
    pub sample: Sample,
}

/// The number of steps through a network of so many layers, the output among them: once forwards, the loss, and back to
/// the inputs.
pub fn steps(layers: usize) -> usize {
    2 * layers + 1
}

/// What the picture shows after so many steps.
pub fn place(layers: usize, step: usize) -> PassageStep {
    match step {
        step if step <= layers => PassageStep::Forwards(step),
        step => PassageStep::Backwards((2 * layers + 1).saturating_sub(step)),
    }
}

/// What the last step did.
pub fn sentence(told: &Told<'_>, step: usize) -> String {
    let Told { settings, trace, sample } = told;
    let layers = settings.layers.len() + 1;
    match place(layers, step) {
        PassageStep::Forwards(0) => {
            let inputs = trace.values.first().into_iter().flatten().enumerate();
            let inputs: Vec<String> = inputs
                .map(|(at, value)| format!("{} = {}", naming::input(settings, at), number(*value)))
                .collect();
            format!(
                "The point enters the network: {}. {} is wanted.",
                inputs.join(", "),
                number(sample.wanted)
            )
        }
        PassageStep::Forwards(layer) => forwards(told, layer),
        PassageStep::Backwards(layer) if layer == layers => {
            let said = trace.values.last().and_then(|values| values.first()).copied().unwrap_or(f64::NAN);
            let slope = trace.adjoints.last().and_then(|slopes| slopes.first()).copied().unwrap_or(f64::NAN);
            format!(
                "The network says {}, and {} is wanted: the loss is {}. If the output grew a little, the loss would change \
                 {} times as much.",
                number(said),
                number(sample.wanted),
                loss_text(trace.loss),
                number(slope)
            )
        }
        PassageStep::Backwards(layer) => backwards(told, layer),
    }
}

/// A layer says its values: told of the unit with the largest.
fn forwards(told: &Told<'_>, layer: usize) -> String {
    let Told { settings, trace, .. } = told;
    let activation = settings.layers.get(layer - 1).map_or(&settings.output, |own| &own.activation);
    let Some((unit, value)) = trace.values.get(layer).and_then(|values| largest(values)) else {
        return String::new();
    };
    let sum = trace.sums.get(layer - 1).and_then(|sums| sums.get(unit)).copied().unwrap_or(f64::NAN);
    let name = naming::unit(settings, [layer as u32, unit as u32]);
    let most = if trace.values[layer].len() > 1 { " speaks up most" } else { "" };
    let colon = if most.is_empty() { ":" } else { "." };
    match activation.as_str() {
        "identity" => format!(
            "{name}{most}{colon} Its inputs times their weights, and its bias, add up to {}.",
            number(value)
        ),
        _ => format!(
            "{name}{most}{colon} Its inputs times their weights, and its bias, add up to {}; {activation} makes {} of it.",
            number(sum),
            number(value)
        ),
    }
}

/// Gradients arrive at a layer: told of the unit that matters most.
fn backwards(told: &Told<'_>, layer: usize) -> String {
    let Told { settings, trace, .. } = told;
    let Some((unit, slope)) = trace.adjoints.get(layer).and_then(|slopes| largest(slopes)) else {
        return String::new();
    };
    let name = naming::unit(settings, [layer as u32, unit as u32]);
    let end = match layer {
        0 => {
            " Each weight's gradient is what came in along its line times the gradient of the sum that it leads to."
        }
        _ => "",
    };
    format!(
        "Back through the weights. {name} matters most: if it grew a little, the loss would change {} times as much.{end}",
        number(slope)
    )
}

/// The number that is largest in size, with its place; those that are not finite come first.
fn largest(numbers: &[f64]) -> Option<(usize, f64)> {
    let size = |value: f64| if value.is_finite() { value.abs() } else { f64::INFINITY };
    numbers.iter().copied().enumerate().max_by(|(_, one), (_, other)| size(*one).total_cmp(&size(*other)))
}

fn number(value: f64) -> String {
    // Gradients become small without being zero.
    let decimals = if value != 0.0 && value.abs() < 5e-4 { None } else { Some(3) };
    show::number(value, decimals)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lab::settings::Layer;

    #[test]
    fn every_step_has_its_sentence() {
        let settings = Settings {
            layers: vec![Layer { units: 2, activation: "tanh".into(), dropout: 0.0 }],
            output: "identity".into(),
            ..Settings::default()
        };
        let trace = Trace {
            values: vec![vec![1.5, -2.0], vec![0.25, -0.75], vec![0.5]],
            sums: vec![vec![0.255, -0.973], vec![0.5]],
            adjoints: vec![vec![0.1, 0.0], vec![-0.3, 0.2], vec![-1.0]],
            loss: 0.25,
        };
        let told =
            Told { settings: &settings, trace: &trace, sample: Sample { at: [1.5, -2.0], wanted: 1.0 } };
        assert_eq!(steps(2), 5);
        let expected = [
            "The point enters the network: x₁ = 1.500, x₂ = −2.000. 1.000 is wanted.",
            "Layer 1, unit 2 speaks up most. Its inputs times their weights, and its bias, add up to −0.973; tanh makes −0.750 of it.",
            "Output: Its inputs times their weights, and its bias, add up to 0.500.",
            "The network says 0.500, and 1.000 is wanted: the loss is 0.250. If the output grew a little, the loss would change −1.000 times as much.",
            "Back through the weights. Layer 1, unit 1 matters most: if it grew a little, the loss would change −0.300 times as much.",
            "Back through the weights. Input x₁ matters most: if it grew a little, the loss would change 0.100 times as much. \
             Each weight's gradient is what came in along its line times the gradient of the sum that it leads to.",
        ];
        for (step, words) in expected.into_iter().enumerate() {
            assert_eq!(sentence(&told, step), words, "{step}");
        }
    }
}
