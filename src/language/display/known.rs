//! What the place of a value already tells about its type, which is then not written again.

use super::super::types::{Form, Type, made};

/// Whether a literal without a type makes arrays of this type: `[1.0, 2.0]` is written so, `Any[1.0, 2.0]` with its
/// type.
pub(super) fn goes_without_saying(kind: Type) -> bool {
    match kind {
        Type::Float | Type::Int | Type::Char | Type::String | Type::Symbol | Type::Nothing => true,
        _ => match made(kind).as_deref() {
            Some(row) => match &row.form {
                Form::Of(Type::Vector | Type::Matrix | Type::Array, parameters) => {
                    parameters.first().is_some_and(|entry| goes_without_saying(*entry))
                }
                Form::Of(Type::Tuple | Type::Pair | Type::Dict, parameters) => {
                    parameters.iter().all(|parameter| goes_without_saying(*parameter))
                }
                // A function is the only value of its type.
                _ => row.above == Type::Function,
            },
            None => false,
        },
    }
}

/// The type of entry `at` of a container that is known to be of this type, if that tells it.
pub(super) fn entry_type(known: Type, at: usize) -> Option<Type> {
    match made(known).as_deref().map(|row| &row.form) {
        Some(Form::Of(Type::Vector | Type::Matrix | Type::Array, parameters)) => parameters.first().copied(),
        Some(Form::Of(Type::Tuple | Type::Pair, parameters)) => parameters.get(at).copied(),
        _ => None,
    }
}
