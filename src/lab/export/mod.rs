//! A trained network to take along: as a Julia file and as a notebook for real Flux, and its weights as JSON and back.
//!
//! All numbers are written so that they read back to the same bits.

mod json;
mod weights;

use std::fmt::Write;

pub use self::weights::{read_weights, write_weights};
use super::code::{Style, batches, inputs, points, written};
use super::message::{Form, LayerNumbers};
use super::numbers::decimal;
use super::settings::{Sample, Settings};
use crate::language::NotebookCell;

/// What is taken along.
#[derive(Clone, Copy, Debug)]
pub struct Trained<'a> {
    /// The settings.
    pub settings: &'a Settings,
    /// The weights and biases of every layer, as pictures have them.
    pub layers: &'a [LayerNumbers],
    /// The points that the network learns from.
    pub training: &'a [Sample],
}

/// A part of a file: what it is, in a sentence or two, and its code.
struct Section {
    words: &'static str,
    code: String,
}

/// The network with its weights as a Julia file. Run as it is, it trains no further: the file says what to change.
///
/// ```
/// # use fluxion::lab::{Settings, code::Style, export::{Trained, julia}, message::{Form, LayerNumbers}};
/// let settings = Settings { layers: Vec::new(), ..Settings::default() };
/// let layers = [LayerNumbers { weights: vec![0.5, -2.0], biases: vec![0.25] }];
/// let form = Form { style: Style::Today, cuda: false };
/// let text = julia(&Trained { settings: &settings, layers: &layers, training: &[] }, form);
/// assert!(text.contains("m = Chain(\n  Dense([0.5 -2.0], [0.25], tanh),\n)"));
/// ```
pub fn julia(trained: &Trained<'_>, form: Form) -> String {
    let mut text = String::new();
    for Section { words, code } in sections(trained, form) {
        for line in words.lines() {
            let _ = writeln!(text, "# {line}");
        }
        text.push_str(&code);
        text.push('\n');
    }
    text.truncate(text.trim_end().len());
    text + "\n"
}

/// The same as a notebook for IJulia.
pub fn notebook(trained: &Trained<'_>, form: Form) -> String {
    let sections = sections(trained, form);
    let cells = |section| {
        let Section { words, code }: &Section = section;
        [NotebookCell::Words(words), NotebookCell::Code(code)]
    };
    crate::language::notebook(&sections.iter().flat_map(cells).collect::<Vec<_>>())
}

fn sections(trained: &Trained<'_>, form: Form) -> Vec<Section> {
    let Trained { settings, training, .. } = trained;
    // Flux 0.9 uses a card in another way, which nobody can try any more.
    let has_card = form.cuda && form.style == Style::Today;
    let (package, using) = match form.style {
        Style::Flux09 => {
            ("A network that was trained in Fluxion, for Flux 0.9: `] add Flux@0.9`.", "using Flux\n")
        }
        Style::Today if has_card => (
            "A network that was trained in Fluxion, for Flux as it is today with an NVIDIA card: `] add Flux CUDA cuDNN`.",
            "using Flux, CUDA, cuDNN\n",
        ),
        Style::Today => {
            ("A network that was trained in Fluxion, for Flux as it is today: `] add Flux`.", "using Flux\n")
        }
    };
    let mut sections = vec![
        Section { words: package, code: using.to_owned() },
        Section { words: "The points that it learned from.", code: points(training) },
        Section {
            words: "What the network is given of a point, and the batches.",
            code: inputs(settings) + &batches(settings, training.len()),
        },
        Section {
            words: "The network, with the weights that it has learned.",
            code: network(trained, form.style),
        },
    ];
    if has_card {
        sections.push(Section {
            words: "Training happens on the card, if there is one.",
            code: "m = gpu(m)\nbatches = [(gpu(x), gpu(y)) for (x, y) in batches]\n".to_owned(),
        });
    }
    sections.push(Section {
        words: "Training goes on from these weights for so many epochs: write a larger number.",
        code: "epochs = 0\n".to_owned(),
    });
    let mut code = written(settings, "epochs", form.style);
    if settings.layers.iter().any(|layer| layer.dropout > 0.0) {
        code = format!("Flux.testmode!(m, epochs == 0)\n{code}Flux.testmode!(m)\n");
    }
    sections.push(Section { words: "The loss, the optimiser and the training.", code });
    let back = if has_card { "m = cpu(m)\n" } else { "" };
    sections.push(Section {
        words: "What the network says of a point.",
        code: format!("{back}predict(x1, x2) = m(features(x1, x2))[1]\n"),
    });
    sections
}

/// The chain, with its weights written out.
fn network(trained: &Trained<'_>, style: Style) -> String {
    let Trained { settings, layers, .. } = trained;
    let mut text = String::from("m = Chain(\n");
    for (at, (numbers, sizes)) in layers.iter().zip(settings.sizes().windows(2)).enumerate() {
        let hidden = settings.layers.get(at);
        let activation = hidden.map_or(&settings.output, |layer| &layer.activation);
        let biases: Vec<String> = numbers.biases.iter().map(|bias| decimal(*bias)).collect();
        let [weights, biases] = [matrix(&numbers.weights, sizes[0]), format!("[{}]", biases.join(", "))].map(
            |array| match style {
                Style::Flux09 => format!("param({array})"),
                Style::Today => array,
            },
        );
        let _ = writeln!(text, "  Dense({weights}, {biases}, {activation}),");
        if let Some(layer) = hidden.filter(|layer| layer.dropout > 0.0) {
            let _ = writeln!(text, "  Dropout({}),", decimal(layer.dropout));
        }
    }
    text + ")\n"
}

/// A matrix from its rows. Julia reads `[1; 2]` as a vector, so a single column is reshaped.
fn matrix(entries: &[f64], columns: usize) -> String {
    let list = |entries: &[f64], between| {
        entries.iter().map(|entry| decimal(*entry)).collect::<Vec<_>>().join(between)
    };
    if columns == 1 {
        return format!("reshape([{}], {}, 1)", list(entries, ", "), entries.len());
    }
    let rows: Vec<String> = entries.chunks(columns.max(1)).map(|row| list(row, " ")).collect();
    format!("[{}]", rows.join("; "))
}
