//! A lesson's code as a Julia file, to be saved and run elsewhere.

use super::spec::{Lesson, Param};
use crate::language::split_entry_name;

/// The packages that cells may use without declaring it here, but must declare elsewhere.
const USED: &str = "using Flux, LinearAlgebra, Random, Statistics";

/// The file: the current values of all parameters, then the text of all cells.
///
/// It is written for Julia 1.5 and Flux 0.9, which the tutorial teaches; cells that use current Flux say so.
pub fn julia(lesson: &Lesson, values: &[f64], cells: &[String]) -> String {
    let mut text = format!(
        "# {}\n# The code of a lesson of Fluxion, for Julia 1.5 with Flux 0.9.\n\n{USED}\n",
        lesson.entry.title
    );
    let params: Vec<(&Param, f64)> = lesson.params.iter().zip(values.iter().copied()).collect();
    if !params.is_empty() {
        text += "\n# The numbers that can be dragged in the lesson.\n";
    }
    for (at, (param, value)) in params.iter().enumerate() {
        let (variable, own) = split_entry_name(&param.name);
        if own.is_empty() {
            text += &format!("{variable} = {}   # {}\n", number(param, *value), param.label);
        } else if params[..at].iter().all(|(other, _)| split_entry_name(&other.name).0 != variable) {
            let entries: Vec<(Vec<usize>, String)> = params
                .iter()
                .filter(|(other, _)| split_entry_name(&other.name).0 == variable)
                .map(|(other, value)| (split_entry_name(&other.name).1, number(other, *value)))
                .collect();
            text += &format!("{variable} = [{}]\n", array(&entries));
        }
    }
    for (at, cell) in cells.iter().enumerate() {
        text += &format!("\n# {}\n{}\n", at + 1, cell.trim_end());
    }
    text
}

/// A number as Julia writes it.
fn number(param: &Param, value: f64) -> String {
    if param.integer && value == value.trunc() { format!("{value}") } else { format!("{value:?}") }
}

/// The entries of an array between its brackets: a vector with commas, a matrix row after row.
fn array(entries: &[(Vec<usize>, String)]) -> String {
    let mut sorted: Vec<&(Vec<usize>, String)> = Vec::new();
    for entry in entries {
        sorted.insert(sorted.partition_point(|(place, _)| *place <= entry.0), entry);
    }
    let is_matrix = sorted.iter().any(|(place, _)| place.len() > 1);
    let mut text = String::new();
    for (at, (place, entry)) in sorted.iter().enumerate() {
        if at > 0 {
            let goes_on = !is_matrix || sorted[at - 1].0[0] == place[0];
            text += match (is_matrix, goes_on) {
                (false, _) => ", ",
                (true, true) => " ",
                (true, false) => "; ",
            };
        }
        text += entry;
    }
    text
}
