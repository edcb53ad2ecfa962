//! Code as a Julia file, to be saved and run elsewhere: a lesson's, or that of a page of one's own.

use super::spec::{Lesson, Param};
use crate::language::{Highlight, highlight, split_entry_name};

/// The packages that cells may use without declaring it here, but must declare elsewhere.
const USED: &str = "using Flux, LinearAlgebra, Random, Statistics";

/// The file: the current values of all parameters, then the text of all cells.
///
/// It is written for Julia 1.5 and Flux 0.9, which the tutorial teaches; cells that use current Flux say so.
pub fn julia(lesson: &Lesson, values: &[f64], cells: &[String]) -> String {
    let mut text = format!(
        "# {}\n# The code of a lesson of Fluxion, for Julia 1.5 with Flux 0.9.\n\n{}",
        lesson.entry.title,
        preamble(&lesson.params, values)
    );
    for (at, cell) in cells.iter().enumerate() {
        text += &format!("\n# {}\n{}\n", at + 1, cell.trim_end());
    }
    text
}

/// The text of a cell, to be used elsewhere after the cells `before` it; above it stand the present values of the parameters
/// that it names, unless a cell before it has given the name another value.
pub fn cell(params: &[Param], values: &[f64], before: &[String], text: &str) -> String {
    let is_assigned =
        |name: &str| before.iter().flat_map(|cell| cell.lines()).any(|line| assigns(line, name));
    let names: Vec<&str> = highlight(text)
        .into_iter()
        .filter(|(_, kind)| *kind == Highlight::Name)
        .map(|(span, _)| &text[span.start as usize..span.end as usize])
        .collect();
    let is_named = |(param, _): &(&Param, &f64)| {
        let name = split_entry_name(&param.name).0;
        names.contains(&name) && !is_assigned(name)
    };
    let (params, values): (Vec<Param>, Vec<f64>) =
        params.iter().zip(values).filter(is_named).map(|(param, value)| (param.clone(), *value)).unzip();
    variables(&params, &values) + text
}

/// Whether a line of code gives a name a value: `W = …`, `W, b = …`.
fn assigns(line: &str, name: &str) -> bool {
    let sides = line.split_once('=').filter(|(_, right)| !right.starts_with(['=', '>']));
    sides.is_some_and(|(left, _)| left.split(',').any(|own| own.trim() == name))
}

/// What stands before the code of all cells: the packages, and the present values of the parameters.
pub fn preamble(params: &[Param], values: &[f64]) -> String {
    let mut text = format!("{USED}\n");
    if !params.is_empty() {
        text += "\n# The numbers that can be dragged in the lesson.\n";
    }
    text + &variables(params, values)
}

/// A line of Julia for each variable of these parameters.
fn variables(params: &[Param], values: &[f64]) -> String {
    let mut text = String::new();
    let variable = |param: &Param| split_entry_name(&param.name).0.to_owned();
    for (at, param) in params.iter().enumerate() {
        let name = variable(param);
        if params[..at].iter().any(|other| variable(other) == name) {
            continue;
        }
        let own = |of: usize| variable(&params[of]) == name;
        let entries: Vec<usize> = (at..params.len().min(values.len())).filter(|of| own(*of)).collect();
        let own: Vec<Param> = entries.iter().map(|of| params[*of].clone()).collect();
        let value = value(&own, &entries.iter().map(|of| values[*of]).collect::<Vec<_>>());
        let label = if param.name == name { format!("   # {}", param.label) } else { String::new() };
        text += &format!("{name} = {value}{label}\n");
    }
    text
}

/// The value of one variable as Julia writes it: that of its only parameter, or an array of its entries.
pub fn value(params: &[Param], values: &[f64]) -> String {
    let entries: Vec<(Vec<usize>, String)> = params
        .iter()
        .zip(values)
        .map(|(param, value)| (split_entry_name(&param.name).1, number(param, *value)))
        .collect();
    match entries.as_slice() {
        [(place, number)] if place.is_empty() => number.clone(),
        entries => format!("[{}]", array(entries)),
    }
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
