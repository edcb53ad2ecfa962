//! What the cell of a laboratory refers to: the points, their features, and the batches.

use std::fmt::Write;

use crate::lab::numbers::decimal;
use crate::lab::settings::{Sample, Settings};

/// Code that defines everything the cell uses but does not define: `X` (features × points), `Y` (1 × points) and `batches`.
pub fn surroundings(settings: &Settings, samples: &[Sample]) -> String {
    format!("using Flux\n\n{}{}{}", points(samples), inputs(settings), batches(settings, samples.len()))
}

/// Code that defines the points: vectors `x1` and `x2`, and the matrix `Y`.
pub fn points(samples: &[Sample]) -> String {
    let list = |value: fn(&Sample) -> f64| samples.iter().map(|s| decimal(value(s))).collect::<Vec<_>>();
    format!(
        "x1 = [{}]\nx2 = [{}]\nY = [{}]\n",
        list(|sample| sample.at[0]).join(", "),
        list(|sample| sample.at[1]).join(", "),
        list(|sample| sample.wanted).join(" ")
    )
}

/// Code that defines `features(x1, x2)`, what the network is given of a point, and the matrix `X` of all of them.
pub fn inputs(settings: &Settings) -> String {
    let mut text = String::from("features(x1, x2) = [");
    for (at, feature) in settings.features.iter().enumerate() {
        text.push_str(if at > 0 { ", " } else { "" });
        // A comment, or a text of several statements, needs lines of its own.
        if feature.contains(['#', '\n', ';']) {
            let _ = write!(text, "begin\n{feature}\nend");
        } else {
            text.push_str(feature);
        }
    }
    text + "]\nX = reduce(hcat, features.(x1, x2))\n"
}

/// Code that defines the batches of so many points.
pub fn batches(settings: &Settings, count: usize) -> String {
    let size = (settings.data.batch.max(1) as usize).min(count.max(1));
    format!("batches = [(X[:, i], Y[:, i]) for i in Iterators.partition(1:{count}, {size})]\n")
}
