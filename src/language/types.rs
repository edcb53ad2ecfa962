//! The tree of types: what each value is, and which types include which.

use super::value::{Range, Value};

/// A type: a row of [`TYPES`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Type {
    /// Every value.
    Any,
    /// Every number.
    Number,
    /// Every number on the real line.
    Real,
    /// Whole numbers.
    Integer,
    /// `Int64`.
    Int,
    /// `Bool`.
    Bool,
    /// Floating-point numbers.
    AbstractFloat,
    /// `Float64`.
    Float,
    /// A tracked number.
    Tracked,
    /// `Params`.
    Params,
    /// `Grads`.
    Gradients,
    /// `nothing`.
    Nothing,
    /// Every string.
    AbstractString,
    /// `String`.
    String,
    /// `Char`.
    Char,
    /// `Symbol`.
    Symbol,
    /// Every tuple.
    Tuple,
    /// Every function.
    Function,
    /// Every array.
    AbstractArray,
    /// Every one-dimensional array.
    AbstractVector,
    /// `Vector`.
    Vector,
    /// Every two-dimensional array.
    AbstractMatrix,
    /// `Matrix`.
    Matrix,
    /// An array of another number of dimensions.
    Array,
    /// Every range.
    AbstractRange,
    /// `Module`.
    Module,
    /// Every type.
    DataType,
}

/// Each type with the names that it is written by (the first is the one shown) and the type above it.
pub static TYPES: &[(Type, &[&str], Type)] = &[
    (Type::Any, &["Any"], Type::Any),
    (Type::Number, &["Number"], Type::Any),
    (Type::Real, &["Real"], Type::Number),
    (Type::Integer, &["Integer"], Type::Real),
    (Type::Int, &["Int64", "Int"], Type::Integer),
    (Type::Bool, &["Bool"], Type::Integer),
    (Type::AbstractFloat, &["AbstractFloat"], Type::Real),
    (Type::Float, &["Float64"], Type::AbstractFloat),
    (Type::Tracked, &["Tracker.TrackedReal{Float64}"], Type::Real),
    (Type::Params, &["Tracker.Params"], Type::Any),
    (Type::Gradients, &["Tracker.Grads"], Type::Any),
    (Type::Nothing, &["Nothing"], Type::Any),
    (Type::AbstractString, &["AbstractString"], Type::Any),
    (Type::String, &["String"], Type::AbstractString),
    (Type::Char, &["Char"], Type::Any),
    (Type::Symbol, &["Symbol"], Type::Any),
    (Type::Tuple, &["Tuple"], Type::Any),
    (Type::Function, &["Function"], Type::Any),
    (Type::AbstractArray, &["AbstractArray"], Type::Any),
    (Type::AbstractVector, &["AbstractVector"], Type::AbstractArray),
    (Type::Vector, &["Vector"], Type::AbstractVector),
    (Type::AbstractMatrix, &["AbstractMatrix"], Type::AbstractArray),
    (Type::Matrix, &["Matrix"], Type::AbstractMatrix),
    (Type::Array, &["Array"], Type::AbstractArray),
    (Type::AbstractRange, &["AbstractRange"], Type::AbstractVector),
    (Type::Module, &["Module"], Type::Any),
    (Type::DataType, &["DataType"], Type::Any),
];

impl Type {
    fn row(self) -> &'static (Type, &'static [&'static str], Type) {
        // The table's order is the enumeration's: a test holds the two together.
        &TYPES[self as usize]
    }

    /// The type that a cell writes as `name`.
    pub fn named(name: &str) -> Option<Type> {
        TYPES.iter().find(|(_, names, _)| names.contains(&name)).map(|(found, ..)| *found)
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        self.row().1[0]
    }

    /// Whether every value of this type is one of `above`.
    pub fn is_subtype(self, above: Type) -> bool {
        let mut at = self;
        while at != above && at != Type::Any {
            at = at.row().2;
        }
        at == above
    }
}

/// The most specific type that `value` has.
pub fn type_of(value: &Value) -> Type {
    match value {
        Value::Nothing | Value::Unset | Value::Cell(_) => Type::Nothing,
        Value::Cycle(_) => Type::Any,
        Value::Bool(_) => Type::Bool,
        Value::Int(_) => Type::Int,
        Value::Float(_) => Type::Float,
        Value::Char(_) => Type::Char,
        Value::Text(_) => Type::String,
        Value::Symbol(_) => Type::Symbol,
        Value::Tuple(_) => Type::Tuple,
        Value::Array(array) => match array.rank() {
            1 => Type::Vector,
            2 => Type::Matrix,
            _ => Type::Array,
        },
        Value::Range(_) => Type::AbstractRange,
        Value::Function(_) | Value::Native(_) | Value::Operation(_) => Type::Function,
        Value::Tracked(_) => Type::Tracked,
        Value::Params(_) => Type::Params,
        Value::Gradients(_) => Type::Gradients,
        Value::Type(_) => Type::DataType,
        Value::Module(_) => Type::Module,
    }
}

/// The full name of a value's type, parameters included, as errors and `typeof` show it.
pub fn type_name(value: &Value) -> String {
    match value {
        Value::Tuple(tuple) => {
            let inner: Vec<String> = tuple
                .items()
                .iter()
                .take(20)
                .map(
                    |item| if matches!(item, Value::Tuple(_)) { "Tuple".to_owned() } else { type_name(item) },
                )
                .collect();
            format!("Tuple{{{}}}", inner.join(","))
        }
        Value::Array(array) if array.row => {
            let element = array.element.name();
            format!("LinearAlgebra.Adjoint{{{element},Array{{{element},1}}}}")
        }
        Value::Array(array) if array.is_tracked() => {
            let rank = array.rank();
            format!("TrackedArray{{Float64,{rank},Array{{Float64,{rank}}}}}")
        }
        Value::Array(array) => format!("Array{{{},{}}}", array.element.name(), array.rank()),
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
        _ => type_of(value).name().to_owned(),
    }
}

/// The entries of an array literal, converted to the type that they have in common, and that type.
pub fn promote(items: Vec<Value>) -> (Vec<Value>, Type) {
    let mut types = items.iter().map(type_of);
    let Some(first) = types.next() else { return (items, Type::Any) };
    let element = types.fold(first, join);
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
                other => other.number().map_or(other, |number| {
                    Value::tracked(crate::autodiff::Tracked::constant(crate::tensor::Tensor::scalar(number)))
                }),
            })
            .collect(),
        _ => items,
    };
    (items, element)
}

/// The type that holds both: numbers convert upwards, other things meet in `Any`.
fn join(a: Type, b: Type) -> Type {
    const TOWER: [Type; 4] = [Type::Bool, Type::Int, Type::Float, Type::Tracked];
    let rank = |x: Type| TOWER.iter().position(|step| *step == x);
    match (rank(a), rank(b)) {
        _ if a == b => a,
        (Some(i), Some(j)) => TOWER[i.max(j)],
        _ => Type::Any,
    }
}

#[cfg(test)]
mod tests {
    use super::{TYPES, Type};

    #[test]
    fn the_table_follows_the_enumeration() {
        for (i, (row, ..)) in TYPES.iter().enumerate() {
            assert_eq!(*row as usize, i, "{row:?}");
        }
        assert!(Type::Int.is_subtype(Type::Real));
        assert!(!Type::Float.is_subtype(Type::Integer));
    }
}
