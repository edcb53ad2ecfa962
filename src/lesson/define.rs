//! A parameter as it is written: `x: 1.5 | -3..3 step 0.1 | learning rate`. Lesson files have it between double brackets,
//! a page of one's own keeps it as it stands.

use super::script;
use super::spec::Param;
use crate::language::{MAX_SIZE, entry_name, split_entry_name};

/// Reads `x: 1.5 | -3..3 step 0.1 | label`: the variable, and its parameter; of an array one for each entry, row by row.
/// Whole numbers for the value and the step make a whole parameter.
///
/// # Errors
/// A message that says what is wrong, and how a parameter is written.
///
/// ```
/// # use fluxion::lesson::define;
/// let (name, params) = define::read("W: [0.5 -0.2] | -1..1 step 0.05 | weights").unwrap();
/// assert_eq!((name.as_str(), params[1].name.as_str(), params[1].value), ("W", "W[1,2]", -0.2));
/// assert!(define::read("x: 2 | 3..4 step 1").unwrap_err().contains("outside its range"));
/// ```
pub fn read(definition: &str) -> Result<(String, Vec<Param>), String> {
    const FORM: &str = "write a parameter as `[[x: 1.5 | -3..3 step 0.1]]`";
    let mut parts = definition.splitn(3, '|').map(str::trim);
    let (name, value) = parts.next().and_then(|part| part.split_once(": ")).ok_or(FORM)?;
    let (range, step) = parts.next().and_then(|part| part.split_once(" step ")).ok_or(FORM)?;
    let (min, max) = range.split_once("..").ok_or(FORM)?;
    let label = parts.next().unwrap_or(name.trim()).to_owned();
    let number = |text: &str| {
        let text = text.trim();
        text.parse::<f64>().ok().filter(|n| n.is_finite()).ok_or(format!("`{text}` is not a number: {FORM}"))
    };
    let (min, max, grain) = (number(min)?, number(max)?, number(step)?);
    let name = name.trim().to_owned();
    if !(min < max && grain > 0.0) {
        return Err(format!("parameter `{name}`: the range must increase and the step must be positive"));
    }
    let integer = ![value, step].iter().any(|text| text.contains(['.', 'e']));
    let mut params = Vec::new();
    for (place, value) in read_entries(value)? {
        let own = |text: &str| if place.is_empty() { text.to_owned() } else { entry_name(text, &place) };
        let (name, label, start) = (own(&name), own(&label), number(value)?);
        if !(min..=max).contains(&start) {
            return Err(format!("parameter `{name}` starts at {start}, outside its range {min}..{max}"));
        }
        let identity = String::new();
        params.push(Param { name, label, value: start, min, max, step: grain, integer, identity });
    }
    Ok((name, params))
}

/// The texts of the numbers of a parameter's value and their places: a number has no place, `[1, 2]` is a vector,
/// `[1 2; 3 4]` a matrix, row by row.
fn read_entries(value: &str) -> Result<Vec<(Vec<usize>, &str)>, String> {
    let value = value.trim();
    let Some(inside) = value.strip_prefix('[').and_then(|inside| inside.strip_suffix(']')) else {
        return Ok(vec![(Vec::new(), value)]);
    };
    if inside.contains(',') {
        let entries = inside.split(',').enumerate();
        return Ok(entries.map(|(row, text)| (vec![row + 1], text.trim())).collect());
    }
    let rows: Vec<Vec<&str>> = inside.split(';').map(|row| row.split_whitespace().collect()).collect();
    let columns = rows[0].len();
    if columns == 0 || rows.iter().any(|row| row.len() != columns) {
        return Err(format!("`{value}` is not a matrix: its rows must have the same length"));
    }
    if rows.len().max(columns) > MAX_SIZE {
        return Err(format!(
            "`{value}` is too long: no array has more than {MAX_SIZE} entries along a dimension"
        ));
    }
    let entry = |row: usize| move |(column, text)| (vec![row + 1, column + 1], text);
    Ok(rows
        .into_iter()
        .enumerate()
        .flat_map(|(row, texts)| texts.into_iter().enumerate().map(entry(row)))
        .collect())
}

/// The variable of a definition.
pub fn name(definition: &str) -> &str {
    definition.split_once(": ").map_or(definition, |(name, _)| name).trim()
}

/// The same definition with other values for its parameters.
///
/// ```
/// # use fluxion::lesson::define;
/// let written = "b: [0.5, 1.5] | -2..2 step 0.5 | bias";
/// let (_, params) = define::read(written).unwrap();
/// assert_eq!(define::with_values(written, &params, &[1.0, -2.0]), "b: [1.0, -2.0] | -2..2 step 0.5 | bias");
/// ```
pub fn with_values(definition: &str, params: &[Param], values: &[f64]) -> String {
    let rest = definition.split_once('|').map_or("", |(_, rest)| rest);
    format!("{}: {} |{rest}", name(definition), script::value(params, values))
}

/// How parameters of one variable are written.
pub fn written(name: &str, params: &[Param]) -> String {
    let values: Vec<f64> = params.iter().map(|param| param.value).collect();
    let Some(first) = params.first() else { return String::new() };
    let label: String =
        split_entry_name(&first.label).0.chars().filter(|letter| !"[]|\n".contains(*letter)).collect();
    let step = if first.integer { first.step.to_string() } else { format!("{:?}", first.step) };
    format!("{name}: {} | {}..{} step {step} | {label}", script::value(params, &values), first.min, first.max)
}
