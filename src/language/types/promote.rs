//! What the entries of an array have in common.

use super::super::value::Value;
use super::{Type, is_a, type_of};
use crate::autodiff::Tracked;
use crate::tensor::Tensor;

/// The numbers, each converted to the next where they meet.
const TOWER: [Type; 4] = [Type::Bool, Type::Int, Type::Float, Type::Tracked];

/// The entries of an array literal, converted to the type that they have in common, and that type.
pub fn promote(items: Vec<Value>) -> (Vec<Value>, Type) {
    let mut types = items.iter().map(type_of);
    let Some(first) = types.next() else { return (items, Type::Any) };
    let element = match types.fold(first, join) {
        // What is of one kind may be of one type down to its parameters.
        element if TOWER.contains(&element) => element,
        element => {
            let whole = items.first().map_or(element, super::full);
            if items.iter().all(|item| is_a(item, whole)) { whole } else { element }
        }
    };
    let items = match element {
        Type::Float => items.into_iter().map(|item| item.number().map_or(item, Value::Float)).collect(),
        Type::Int => items
            .into_iter()
            .map(|item| if let Value::Bool(b) = item { Value::Int(b.into()) } else { item })
            .collect(),
        Type::Tracked => items
            .into_iter()
            .map(|item| match item {
                Value::Tracked(_) => item,
                other => other
                    .number()
                    .map_or(other, |number| Value::tracked(Tracked::constant(Tensor::scalar(number)))),
            })
            .collect(),
        _ => items,
    };
    (items, element)
}

/// The type that holds both: numbers convert upwards, other things meet in a type above them.
fn join(a: Type, b: Type) -> Type {
    let rank = |x: Type| TOWER.iter().position(|step| *step == x);
    match (rank(a), rank(b)) {
        _ if a == b => a,
        (Some(i), Some(j)) => TOWER[i.max(j)],
        _ => {
            let mut above = a;
            while !b.is_subtype(above) {
                above = above.above();
            }
            above
        }
    }
}
