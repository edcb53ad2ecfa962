//! Operations on arrays of any number of dimensions: broadcasting, indexing, linear algebra, concatenation.
//!
//! Arrays are column-major. What applies to all containers is in `language::entries`.

mod algebra;
mod broadcast;
mod concatenate;
mod index;
mod ranges;
pub mod recorded;

pub use algebra::{adjoint, dot_words, product};
pub use broadcast::{Callee, broadcast};
pub use concatenate::{hcat, joined_along, vcat};
pub use index::{fill_index, index, set_index};
pub use ranges::{picked, reversed};

use super::entries;
use super::error::Fallible;
use super::machine::Machine;
use super::value::Value;
use crate::tensor::checked_len;

/// The size of an array, range or tuple along each dimension; a number has none.
pub fn sizes(value: &Value) -> Option<Vec<usize>> {
    match value {
        Value::Array(array) => Some(array.sizes()),
        Value::Tuple(_) | Value::Range(_) | Value::Params(_) => {
            entries::length(value).map(|length| vec![length])
        }
        _ => value.number().map(|_| Vec::new()),
    }
}

/// Whether it is a tracked number or array.
pub fn is_tracked(value: &Value) -> bool {
    match value {
        Value::Tracked(_) => true,
        Value::Array(array) => array.is_tracked(),
        _ => false,
    }
}

/// The size along dimension `axis`, counted from 0; those beyond the last are 1.
pub fn size_along(sizes: &[usize], axis: usize) -> usize {
    sizes.get(axis).copied().unwrap_or(1)
}

/// Charges the budget for an array of these sizes before it is created, and returns how many entries it has.
///
/// # Errors
/// If there are more entries than a container may have, or the budget is exhausted.
pub fn charge(machine: &mut Machine, sizes: &[usize]) -> Fallible<usize> {
    match checked_len(sizes).filter(|count| *count <= entries::MAX_ENTRIES) {
        Some(count) => {
            machine.charge(count as u64)?;
            Ok(count)
        }
        None => {
            let count = sizes.iter().fold(1, |count: usize, size| count.saturating_mul(*size));
            Err(entries::too_large(count))
        }
    }
}

/// `2×3`, or `3-element`, as displays and error messages show sizes.
pub fn size_words(sizes: &[usize]) -> String {
    match sizes {
        [] => "0-dimensional".to_owned(),
        [length] => format!("{length}-element"),
        _ => sizes.iter().map(usize::to_string).collect::<Vec<_>>().join("×"),
    }
}

/// Sizes as a tuple.
pub fn size_tuple(sizes: &[usize]) -> Value {
    Value::tuple(sizes.iter().map(|size| Value::Int(*size as i64)).collect())
}
