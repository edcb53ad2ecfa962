//! Weights as JSON, and back.

use super::json::Json;
use crate::lab::message::LayerNumbers;
use crate::lab::numbers::shortest;
use crate::lab::settings::Settings;
use crate::language::quoted;

/// The most bytes of a file that is read.
const MAX_BYTES: usize = 4_000_000;

/// The weights and biases of a network as JSON: `sizes`, `activations`, and for each layer `weights`, a list of rows, and
/// `biases`.
///
/// ```
/// # use fluxion::lab::{Settings, export::{read_weights, write_weights}, message::LayerNumbers};
/// let settings = Settings { layers: Vec::new(), ..Settings::default() };
/// let layers = [LayerNumbers { weights: vec![0.1, -2.0], biases: vec![0.25] }];
/// let text = write_weights(&settings, &layers);
/// assert!(text.contains("\"weights\": [[0.1, -2]]"));
/// assert_eq!(read_weights(&text, &settings).unwrap(), layers);
/// ```
pub fn write_weights(settings: &Settings, layers: &[LayerNumbers]) -> String {
    let sizes = settings.sizes();
    let activations = settings.layers.iter().map(|layer| &layer.activation).chain([&settings.output]);
    let activations: Vec<String> = activations.map(|name| quoted(name)).collect();
    let features: Vec<String> = settings.features.iter().map(|feature| quoted(feature)).collect();
    let layers = layers.iter().zip(&sizes).map(|(layer, inputs)| {
        let rows: Vec<String> = layer.weights.chunks((*inputs).max(1)).map(list).collect();
        format!(
            "  {{\"weights\": [{}],\n   \"biases\": {}}}",
            rows.join(",\n               "),
            list(&layer.biases)
        )
    });
    format!(
        "{{\"features\": [{}],\n \"sizes\": [{}],\n \"activations\": [{}],\n \"layers\": [\n{}\n]}}\n",
        features.join(", "),
        sizes.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "),
        activations.join(", "),
        layers.collect::<Vec<_>>().join(",\n")
    )
}

fn list(numbers: &[f64]) -> String {
    let number = |number: &f64| match *number {
        x if x.is_nan() => "\"NaN\"".to_owned(),
        f64::INFINITY => "\"Inf\"".to_owned(),
        f64::NEG_INFINITY => "\"-Inf\"".to_owned(),
        x => shortest(x),
    };
    format!("[{}]", numbers.iter().map(number).collect::<Vec<_>>().join(", "))
}

/// Reads weights for the network of these settings. Any text gives weights or a message.
///
/// # Errors
/// What is wrong with the text, in a sentence.
pub fn read_weights(text: &str, settings: &Settings) -> Result<Vec<LayerNumbers>, String> {
    if text.len() > MAX_BYTES {
        return Err(format!("The file is larger than {} million bytes.", MAX_BYTES / 1_000_000));
    }
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let file = Json::read(text).map_err(|line| format!("The file is not JSON: see line {line}."))?;
    let layers = file.get("layers").and_then(Json::list).ok_or("The file has no list of `layers`.")?;
    let sizes = settings.sizes();
    let mut read = Vec::with_capacity(layers.len());
    for (at, layer) in layers.iter().enumerate() {
        let missing = |what: &str| format!("Layer {} has no list of {what}.", at + 1);
        let rows = layer.get("weights").and_then(Json::list).ok_or_else(|| missing("`weights`"))?;
        let rows: Option<Vec<Vec<f64>>> = rows.iter().map(numbers).collect();
        let rows = rows.ok_or_else(|| missing("rows of numbers in `weights`"))?;
        let biases = layer.get("biases").and_then(numbers).ok_or_else(|| missing("numbers in `biases`"))?;
        let columns = rows.first().map_or(0, Vec::len);
        if rows.iter().any(|row| row.len() != columns) || rows.len() != biases.len() {
            return Err(format!(
                "The rows of layer {} do not have the same length, or not a bias each.",
                at + 1
            ));
        }
        if sizes.get(at..at + 2) != Some(&[columns, rows.len()]) {
            let wanted: Vec<String> = sizes.iter().map(ToString::to_string).collect();
            return Err(format!(
                "Layer {} leads from {columns} to {} units, and the network here has {}.",
                at + 1,
                rows.len(),
                wanted.join("-")
            ));
        }
        read.push(LayerNumbers { weights: rows.concat(), biases });
    }
    if read.len() + 1 != sizes.len() {
        return Err(format!("The file has {} layers, and the network here {}.", read.len(), sizes.len() - 1));
    }
    Ok(read)
}

/// A list of numbers.
fn numbers(list: &Json) -> Option<Vec<f64>> {
    list.list()?.iter().map(Json::number).collect()
}
