//! The names of types, as `typeof` and error messages show them.

use super::super::value::{Array, Range, Value, Wrapper};
use super::{Type, type_of};

/// The name of the type of a nested value: without parameters for tuples, pairs and named tuples, so that no name gets
/// long.
fn short_name(value: &Value) -> String {
    match value {
        Value::Tuple(_) | Value::Pair(_) | Value::Named(_) => type_of(value).name().to_string(),
        _ => type_name(value),
    }
}

/// The name of an array's type; for a tracked array, that of the array it wraps.
pub fn array_name(array: &Array) -> String {
    let element = if array.is_tracked() { Type::Float } else { array.element }.name();
    let wrapper = match array.wrapper {
        Wrapper::None | Wrapper::View => return format!("Array{{{element},{}}}", array.rank()),
        Wrapper::Reshaped => {
            let rank = array.rank();
            return format!("Base.ReshapedArray{{{element},{rank},UnitRange{{{element}}},Tuple{{}}}}");
        }
        Wrapper::Adjoint => "Adjoint",
        Wrapper::Transpose => "Transpose",
    };
    let rank = if array.row { 1 } else { array.rank() };
    format!("LinearAlgebra.{wrapper}{{{element},Array{{{element},{rank}}}}}")
}

/// The full name of a value's type, with parameters, as error messages and `typeof` show it.
pub fn type_name(value: &Value) -> String {
    match value {
        Value::Tuple(tuple) => {
            let inner: Vec<String> = tuple.items().iter().take(20).map(short_name).collect();
            format!("Tuple{{{}}}", inner.join(","))
        }
        Value::Array(array) if array.is_tracked() => format!("TrackedArray{{…,{}}}", array_name(array)),
        Value::Array(array) => array_name(array),
        Value::Range(range) => match **range {
            Range::Int { unit: true, .. } => "UnitRange{Int64}".to_owned(),
            Range::Int { .. } => "StepRange{Int64,Int64}".to_owned(),
            Range::Float { .. } => {
                "StepRangeLen{Float64,Base.TwicePrecision{Float64},Base.TwicePrecision{Float64}}".to_owned()
            }
        },
        Value::Function(function) if function.name.starts_with('#') => {
            format!("var\"{}\"", function.name)
        }
        Value::Function(function) => format!("typeof({})", function.name),
        Value::Native(native) => format!("typeof({})", native.name),
        Value::Operation(op) => format!("typeof({})", op.name),
        Value::Type(inner) => format!("Type{{{}}}", inner.name()),
        Value::Cycle(_) => "Base.Iterators.Cycle".to_owned(),
        Value::Pair(pair) => format!("Pair{{{},{}}}", short_name(&pair.0), short_name(&pair.1)),
        Value::Dict(dict) => {
            let (key, entry) = dict.types();
            format!("Dict{{{},{}}}", key.name(), entry.name())
        }
        Value::Named(named) => {
            let names: Vec<String> = named.names.iter().map(|name| format!(":{name}")).collect();
            let comma = if names.len() == 1 { "," } else { "" };
            let inner: Vec<String> = named.values.iter().map(short_name).collect();
            format!("NamedTuple{{({}{comma}),Tuple{{{}}}}}", names.join(", "), inner.join(","))
        }
        _ => type_of(value).name().to_string(),
    }
}
