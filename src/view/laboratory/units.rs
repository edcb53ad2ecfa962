//! The rows of inputs and the units of the network: which there are, what is beside each, and their numbers in words.

use crate::lab::FEATURES;
use crate::lab::message::Picture;
use crate::lesson::show;

/// A row of inputs.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Its expression; empty for the tile that asks for one.
    pub name: String,
    /// The input in use that it is.
    pub used: Option<usize>,
}

/// The rows of inputs for the inputs in use: those of the table, the learner's own, and a place for another.
pub fn rows(features: &[String]) -> Vec<Row> {
    let used = |name: &str| features.iter().position(|own| own == name);
    let table =
        FEATURES.iter().map(|feature| Row { name: feature.name.to_owned(), used: used(feature.name) });
    let is_own = |name: &&String| FEATURES.iter().all(|feature| feature.name != *name);
    let own = features.iter().filter(is_own).map(|name| Row { name: name.clone(), used: used(name) });
    table.chain(own).chain([Row { name: String::new(), used: None }]).collect()
}

/// The button that an arrow key leads to; a shorter column is entered at about the same height.
pub fn step([column, row]: [usize; 2], columns: &[usize], key: &str) -> Option<[usize; 2]> {
    let count = |column: usize| columns.get(column).copied().unwrap_or(0);
    let beside = |next: usize| {
        let part = (row as f64 + 0.5) / count(column).max(1) as f64;
        [next, ((part * count(next) as f64) as usize).min(count(next).saturating_sub(1))]
    };
    match key {
        "ArrowDown" if row + 1 < count(column) => Some([column, row + 1]),
        "ArrowUp" if row > 0 => Some([column, row - 1]),
        "ArrowRight" if column + 1 < columns.len() => Some(beside(column + 1)),
        "ArrowLeft" if column > 0 => Some(beside(column - 1)),
        "Home" => Some([0, 0]),
        "End" => Some([columns.len().checked_sub(1)?, 0]),
        _ => None,
    }
}

/// A unit's numbers in words.
pub fn numbers(picture: &Picture, layer: usize, unit: usize) -> String {
    let Some(numbers) = picture.layers.get(layer) else { return String::new() };
    let Some(bias) = numbers.biases.get(unit) else { return String::new() };
    let inputs = numbers.weights.len() / numbers.biases.len().max(1);
    let plural = if inputs == 1 { "" } else { "s" };
    format!(". Bias {}, {inputs} weight{plural}", show::number(*bias, Some(3)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arrow_keys_lead_to_what_is_beside() {
        let columns = [9, 6, 4, 1];
        for (from, key, to) in [
            ([0, 0], "ArrowRight", Some([1, 0])),
            ([0, 8], "ArrowRight", Some([1, 5])),
            ([1, 5], "ArrowRight", Some([2, 3])),
            ([2, 0], "ArrowRight", Some([3, 0])),
            ([3, 0], "ArrowRight", None),
            ([3, 0], "ArrowLeft", Some([2, 2])),
            ([1, 5], "ArrowDown", None),
            ([1, 5], "ArrowUp", Some([1, 4])),
            ([1, 5], "End", Some([3, 0])),
            ([1, 5], "x", None),
        ] {
            assert_eq!(step(from, &columns, key), to, "{from:?} {key}");
        }
    }

    #[test]
    fn rows_keep_the_order_of_the_table() {
        let rows = rows(&["x2".into(), "x1 + x2".into(), "x1".into()]);
        assert_eq!(rows.len(), FEATURES.len() + 2);
        assert_eq!([rows[0].used, rows[1].used, rows[2].used], [Some(2), Some(0), None]);
        assert_eq!(rows[FEATURES.len()], Row { name: "x1 + x2".into(), used: Some(1) });
        assert_eq!(rows[FEATURES.len() + 1].name, "");
    }
}
