//! Names of array entries: `W[2,3]` names a single number, an entry of the array `W`.
//!
//! A host that sets numbers by name can thus set an array entry by entry; here the entries are assembled into the array.
//! Not here: indices in code, which may be any expressions (`array::index`).

use super::Value;

/// The maximum size, along each dimension, of an array that is set by name.
pub const MAX_SIZE: usize = 99;

/// Splits a name into the variable and the indices of an entry, counted from 1; no indices for the variable itself.
///
/// ```
/// # use fluxion::language::split_entry_name;
/// assert_eq!(split_entry_name("W[2,3]"), ("W", vec![2, 3]));
/// assert_eq!(split_entry_name("η"), ("η", vec![]));
/// ```
pub fn split_entry_name(name: &str) -> (&str, Vec<usize>) {
    let index = |text: &str| text.parse().ok().filter(|index| (1..=MAX_SIZE).contains(index));
    let parts = name.strip_suffix(']').and_then(|name| name.split_once('['));
    match parts.map(|(variable, inside)| (variable, inside.split(',').map(index).collect())) {
        Some((variable, Some(place))) => (variable, place),
        _ => (name, Vec::new()),
    }
}

/// The name of the entry at these indices: the inverse of [`split_entry_name`].
///
/// ```
/// # use fluxion::language::entry_name;
/// assert_eq!(entry_name("b", &[2]), "b[2]");
/// ```
pub fn entry_name(variable: &str, place: &[usize]) -> String {
    let place: Vec<String> = place.iter().map(usize::to_string).collect();
    format!("{variable}[{}]", place.join(","))
}

/// Assembles variables from names and values. A name without indices is a variable; entries of one variable form an array
/// just large enough for their indices, with zeros where no entry is given. The variables are in the order in which they
/// are first named.
///
/// ```
/// # use fluxion::language::{Value, variables};
/// let entries = ["b[1]", "b[2]", "η"].map(|name| (name, Value::Float(0.5)));
/// let named: Vec<_> = variables(entries).into_iter().map(|(name, value)| (name, value.display())).collect();
/// assert_eq!(named[0], ("b".to_owned(), "2-element Array{Float64,1}:\n 0.5\n 0.5".to_owned()));
/// assert_eq!(named[1].0, "η");
/// ```
pub fn variables<'a>(named: impl IntoIterator<Item = (&'a str, Value)>) -> Vec<(String, Value)> {
    let mut groups: Vec<(&str, Vec<(Vec<usize>, Value)>)> = Vec::new();
    for (name, value) in named {
        let (variable, place) = split_entry_name(name);
        match groups.iter_mut().find(|(own, _)| *own == variable) {
            Some((_, entries)) => entries.push((place, value)),
            None => groups.push((variable, vec![(place, value)])),
        }
    }
    groups.into_iter().map(|(variable, entries)| (variable.to_owned(), array(entries))).collect()
}

/// The array with these entries, or the single value if it has no indices.
fn array(entries: Vec<(Vec<usize>, Value)>) -> Value {
    let rank = entries.iter().map(|(place, _)| place.len()).max().unwrap_or(0);
    let along = |axis: usize| entries.iter().filter_map(move |(place, _)| place.get(axis)).copied().max();
    let sizes: Vec<usize> = (0..rank).map(|axis| along(axis).unwrap_or(1)).collect();
    let is_whole = entries.iter().all(|(_, value)| matches!(value, Value::Int(_)));
    let zero = if is_whole { Value::Int(0) } else { Value::Float(0.0) };
    let mut items = vec![zero; sizes.iter().product()];
    for (place, value) in entries {
        // Column-major; missing trailing indices count as 1.
        let strides = sizes.iter().scan(1, |stride, size| Some(std::mem::replace(stride, *stride * size)));
        let at: usize = place.iter().zip(strides).map(|(index, stride)| (index - 1) * stride).sum();
        items[at] = value;
    }
    match sizes.as_slice() {
        [] => items.swap_remove(0),
        sizes => Value::array(items, sizes),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_malformed_index_is_part_of_the_name() {
        for name in ["W", "", "W[", "W[]", "W[0,1]", "W[1,x]", "W[100]", "W]", "W[-1]"] {
            assert_eq!(split_entry_name(name), (name, Vec::new()));
        }
    }

    #[test]
    fn entries_may_be_given_in_any_order() {
        let named = [("W[2,1]", 3.0), ("W[1,2]", 2.0), ("x", 5.0), ("W[1,1]", 1.0)];
        let all = variables(named.map(|(name, number)| (name, Value::Float(number))));
        let shown: Vec<_> = all.iter().map(|(name, value)| (name.as_str(), value.display())).collect();
        let matrix = "2×2 Array{Float64,2}:\n 1.0  2.0\n 3.0  0.0".to_owned();
        assert_eq!(shown, [("W", matrix), ("x", "5.0".to_owned())]);
    }
}
