//! Element types that the context implies, and that are therefore not displayed.

use super::super::types::{Type, TypeForm, defined};

/// Whether a literal without a type prefix gives arrays of this element type: `[1.0, 2.0]` does, `Any[1.0, 2.0]` needs
/// the prefix.
pub(super) fn is_implied(kind: Type) -> bool {
    match kind {
        Type::Float | Type::Int | Type::Char | Type::String | Type::Symbol | Type::Nothing => true,
        _ => match defined(kind).as_deref() {
            Some(row) => match &row.form {
                TypeForm::Parametric(Type::Vector | Type::Matrix | Type::Array, parameters) => {
                    parameters.first().is_some_and(|entry| is_implied(*entry))
                }
                TypeForm::Parametric(Type::Tuple | Type::Pair | Type::Dict, parameters) => {
                    parameters.iter().all(|parameter| is_implied(*parameter))
                }
                // A function is the only value of its type.
                _ => row.supertype == Type::Function,
            },
            None => false,
        },
    }
}

/// The type of entry `at` of a container of this type, if the container's type determines it.
pub(super) fn entry_type(known: Type, at: usize) -> Option<Type> {
    match defined(known).as_deref().map(|row| &row.form) {
        Some(TypeForm::Parametric(Type::Vector | Type::Matrix | Type::Array, parameters)) => {
            parameters.first().copied()
        }
        Some(TypeForm::Parametric(Type::Tuple | Type::Pair, parameters)) => parameters.get(at).copied(),
        _ => None,
    }
}
