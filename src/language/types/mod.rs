//! The type hierarchy: the types of values, and the subtype relation.
//!
//! Types that programs define are in [`defined`]; how types with parameters compare is in `subtype`.

mod defined;
mod names;
mod promote;
mod subtype;

use std::rc::Rc;

use super::error::Fallible;
use super::value::{Range, Value};

pub use defined::{DefinedType, StructLayout, TypeForm, apply_type, defined, intern, union};
pub use names::{array_name, type_name};
pub use promote::{element_of_empty, gather, is_rational, promote};
pub use subtype::{Bindings, fields, head, is_a};

/// A type: the number of a row of [`TYPES`], or beyond those, of a type that a program defined.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Type(u16);

/// The built-in types, each numbered by its row in [`TYPES`].
#[allow(
    non_upper_case_globals,
    reason = "they read as the variants of an enumeration, to which programs can add"
)]
impl Type {
    /// Every value.
    pub const Any: Type = Type(0);
    /// Every number.
    pub const Number: Type = Type(1);
    /// Every number on the real line.
    pub const Real: Type = Type(2);
    /// Whole numbers.
    pub const Integer: Type = Type(3);
    /// `Int64`.
    pub const Int: Type = Type(4);
    /// `Bool`.
    pub const Bool: Type = Type(5);
    /// Floating-point numbers.
    pub const AbstractFloat: Type = Type(6);
    /// `Float64`.
    pub const Float: Type = Type(7);
    /// A tracked number.
    pub const Tracked: Type = Type(8);
    /// `Params`.
    pub const Params: Type = Type(9);
    /// `Grads`.
    pub const Gradients: Type = Type(10);
    /// `nothing`.
    pub const Nothing: Type = Type(11);
    /// Every string.
    pub const AbstractString: Type = Type(12);
    /// `String`.
    pub const String: Type = Type(13);
    /// `Char`.
    pub const Char: Type = Type(14);
    /// `Symbol`.
    pub const Symbol: Type = Type(15);
    /// Every tuple.
    pub const Tuple: Type = Type(16);
    /// Every named tuple.
    pub const NamedTuple: Type = Type(17);
    /// Every function.
    pub const Function: Type = Type(18);
    /// Every array.
    pub const AbstractArray: Type = Type(19);
    /// Every one-dimensional array.
    pub const AbstractVector: Type = Type(20);
    /// `Vector`.
    pub const Vector: Type = Type(21);
    /// Every two-dimensional array.
    pub const AbstractMatrix: Type = Type(22);
    /// `Matrix`.
    pub const Matrix: Type = Type(23);
    /// An array of any number of dimensions that holds its entries.
    pub const Array: Type = Type(24);
    /// Every range.
    pub const AbstractRange: Type = Type(25);
    /// `Module`.
    pub const Module: Type = Type(26);
    /// Every type.
    pub const DataType: Type = Type(27);
    /// Every dictionary.
    pub const AbstractDict: Type = Type(28);
    /// `Dict`.
    pub const Dict: Type = Type(29);
    /// `key => value`.
    pub const Pair: Type = Type(30);
    /// `Ref`: a box with one value.
    pub const Ref: Type = Type(31);
    /// Every output stream.
    pub const IO: Type = Type(32);
    /// Every error.
    pub const Exception: Type = Type(33);
    /// `ErrorException`.
    pub const ErrorException: Type = Type(34);
    /// `ArgumentError`.
    pub const ArgumentError: Type = Type(35);
    /// `BoundsError`.
    pub const BoundsError: Type = Type(36);
    /// `DimensionMismatch`.
    pub const DimensionMismatch: Type = Type(37);
    /// `DivideError`.
    pub const DivideError: Type = Type(38);
    /// `DomainError`.
    pub const DomainError: Type = Type(39);
    /// `InexactError`.
    pub const InexactError: Type = Type(40);
    /// `KeyError`.
    pub const KeyError: Type = Type(41);
    /// `MethodError`.
    pub const MethodError: Type = Type(42);
    /// `UndefVarError`.
    pub const UndefVarError: Type = Type(43);
    /// `UndefKeywordError`.
    pub const UndefKeywordError: Type = Type(44);
    /// `TypeError`.
    pub const TypeError: Type = Type(45);
    /// `AssertionError`.
    pub const AssertionError: Type = Type(46);
    /// `Union`, without its parameters.
    pub const Union: Type = Type(48);
    /// `1:3`.
    pub const UnitRange: Type = Type(49);
    /// `1:2:5`.
    pub const StepRange: Type = Type(50);
    /// `0:0.1:1`.
    pub const StepRangeLen: Type = Type(51);
    /// `LoadError`.
    pub const LoadError: Type = Type(47);
    /// Every tracked array.
    pub const TrackedArray: Type = Type(52);
    /// A tracked vector.
    pub const TrackedVector: Type = Type(53);
    /// A tracked matrix.
    pub const TrackedMatrix: Type = Type(54);
    /// `Float32`.
    pub const Single: Type = Type(55);
    /// Every irrational constant; each has a type of its own.
    pub const AbstractIrrational: Type = Type(56);
    /// The type of π.
    pub const IrrationalPi: Type = Type(57);
    /// The type of ℯ.
    pub const IrrationalE: Type = Type(58);
    /// `SubString{String}`: a part of a string, which here is an ordinary string.
    pub const SubString: Type = Type(59);
    /// `Base.TwicePrecision`, which occurs in the type of float ranges.
    pub const TwicePrecision: Type = Type(60);
}

/// Each built-in type with its names (the first is the one shown) and its supertype.
pub static TYPES: &[(Type, &[&str], Type)] = &[
    (Type::Any, &["Any"], Type::Any),
    (Type::Number, &["Number"], Type::Any),
    (Type::Real, &["Real"], Type::Number),
    (Type::Integer, &["Integer"], Type::Real),
    (Type::Int, &["Int64", "Int"], Type::Integer),
    (Type::Bool, &["Bool"], Type::Integer),
    (Type::AbstractFloat, &["AbstractFloat"], Type::Real),
    (Type::Float, &["Float64"], Type::AbstractFloat),
    (Type::Tracked, &["Tracker.TrackedReal{Float64}", "TrackedReal"], Type::Real),
    (Type::Params, &["Tracker.Params", "_Params"], Type::Any),
    (Type::Gradients, &["Tracker.Grads"], Type::Any),
    (Type::Nothing, &["Nothing"], Type::Any),
    (Type::AbstractString, &["AbstractString"], Type::Any),
    (Type::String, &["String"], Type::AbstractString),
    (Type::Char, &["Char"], Type::Any),
    (Type::Symbol, &["Symbol"], Type::Any),
    (Type::Tuple, &["Tuple"], Type::Any),
    (Type::NamedTuple, &["NamedTuple"], Type::Any),
    (Type::Function, &["Function"], Type::Any),
    (Type::AbstractArray, &["AbstractArray"], Type::Any),
    (Type::AbstractVector, &["AbstractVector"], Type::AbstractArray),
    (Type::Vector, &["Vector"], Type::AbstractVector),
    (Type::AbstractMatrix, &["AbstractMatrix"], Type::AbstractArray),
    (Type::Matrix, &["Matrix"], Type::AbstractMatrix),
    (Type::Array, &["Array"], Type::AbstractArray),
    (Type::AbstractRange, &["AbstractRange"], Type::AbstractVector),
    (Type::Module, &["Module"], Type::Any),
    (Type::DataType, &["DataType", "Type"], Type::Any),
    (Type::AbstractDict, &["AbstractDict"], Type::Any),
    (Type::Dict, &["Dict"], Type::AbstractDict),
    (Type::Pair, &["Pair"], Type::Any),
    (Type::Ref, &["Ref", "Base.RefValue"], Type::Any),
    (Type::IO, &["IO"], Type::Any),
    (Type::Exception, &["Exception"], Type::Any),
    (Type::ErrorException, &["ErrorException"], Type::Exception),
    (Type::ArgumentError, &["ArgumentError"], Type::Exception),
    (Type::BoundsError, &["BoundsError"], Type::Exception),
    (Type::DimensionMismatch, &["DimensionMismatch"], Type::Exception),
    (Type::DivideError, &["DivideError"], Type::Exception),
    (Type::DomainError, &["DomainError"], Type::Exception),
    (Type::InexactError, &["InexactError"], Type::Exception),
    (Type::KeyError, &["KeyError"], Type::Exception),
    (Type::MethodError, &["MethodError"], Type::Exception),
    (Type::UndefVarError, &["UndefVarError"], Type::Exception),
    (Type::UndefKeywordError, &["UndefKeywordError"], Type::Exception),
    (Type::TypeError, &["TypeError"], Type::Exception),
    (Type::AssertionError, &["AssertionError"], Type::Exception),
    (Type::LoadError, &["LoadError"], Type::Exception),
    (Type::Union, &["Union"], Type::Any),
    (Type::UnitRange, &["UnitRange"], Type::AbstractRange),
    (Type::StepRange, &["StepRange"], Type::AbstractRange),
    (Type::StepRangeLen, &["StepRangeLen"], Type::AbstractRange),
    (Type::TrackedArray, &["TrackedArray"], Type::AbstractArray),
    (Type::TrackedVector, &["TrackedVector"], Type::AbstractVector),
    (Type::TrackedMatrix, &["TrackedMatrix"], Type::AbstractMatrix),
    (Type::Single, &["Float32"], Type::AbstractFloat),
    (Type::AbstractIrrational, &["AbstractIrrational", "Irrational"], Type::Real),
    (Type::IrrationalPi, &["Irrational{:π}"], Type::AbstractIrrational),
    (Type::IrrationalE, &["Irrational{:ℯ}"], Type::AbstractIrrational),
    (Type::SubString, &["SubString{String}", "SubString"], Type::AbstractString),
    (Type::TwicePrecision, &["Base.TwicePrecision{Float64}"], Type::Any),
];

/// Additional supertypes, besides the one in the table.
static ALSO: &[(Type, Type)] = &[
    (Type::Vector, Type::Array),
    (Type::Matrix, Type::Array),
    (Type::TrackedVector, Type::TrackedArray),
    (Type::TrackedMatrix, Type::TrackedArray),
];

impl Type {
    /// The built-in type named `name`.
    pub fn named(name: &str) -> Option<Type> {
        TYPES.iter().find(|(_, names, _)| names.contains(&name)).map(|(found, ..)| *found)
    }

    fn row(self) -> Option<&'static (Type, &'static [&'static str], Type)> {
        TYPES.get(self.0 as usize)
    }

    /// Its name, with parameters.
    pub fn name(self) -> Rc<str> {
        match self.row() {
            Some((_, names, _)) => names[0].into(),
            None => defined(self).map_or_else(|| "".into(), |made| made.name.clone()),
        }
    }

    /// Its direct supertype.
    pub fn supertype(self) -> Type {
        match self.row() {
            Some((.., supertype)) => *supertype,
            None => defined(self).map_or(Type::Any, |made| made.supertype),
        }
    }

    /// Whether this type is a subtype of `supertype`.
    pub fn is_subtype(self, supertype: Type) -> bool {
        if self == supertype || supertype == Type::Any {
            return true;
        }
        if supertype.row().is_none() || self.row().is_none() {
            return subtype::is_subtype(self, supertype);
        }
        if ALSO.contains(&(self, supertype)) {
            return true;
        }
        let mut at = self;
        while at != supertype && at != Type::Any {
            at = at.supertype();
        }
        at == supertype
    }
}

/// The most specific type of `value`, without parameters.
pub fn type_of(value: &Value) -> Type {
    match value {
        Value::Nothing | Value::Unset | Value::Cell(_) => Type::Nothing,
        Value::Cycle(_) => Type::Any,
        Value::Bool(_) => Type::Bool,
        Value::Int(_) => Type::Int,
        Value::Float(_) => Type::Float,
        Value::Single(_) => Type::Single,
        Value::Irrational(number) => number.kind,
        Value::Char(_) => Type::Char,
        Value::Text(_) => Type::String,
        Value::Symbol(_) => Type::Symbol,
        Value::Tuple(_) => Type::Tuple,
        Value::Array(array) => match (array.is_tracked(), array.rank()) {
            (false, 1) => Type::Vector,
            (false, 2) => Type::Matrix,
            (false, _) => Type::Array,
            (true, 1) => Type::TrackedVector,
            (true, 2) => Type::TrackedMatrix,
            (true, _) => Type::TrackedArray,
        },
        Value::Range(range) => match **range {
            Range::Int { unit: true, .. } => Type::UnitRange,
            Range::Int { .. } => Type::StepRange,
            Range::Float { .. } => Type::StepRangeLen,
        },
        Value::Function(_) | Value::Native(_) | Value::Operation(_) => Type::Function,
        Value::Tracked(_) => Type::Tracked,
        Value::Params(_) => Type::Params,
        Value::Stream(_) => Type::IO,
        Value::Gradients(_) => Type::Gradients,
        Value::Type(_) => Type::DataType,
        Value::Module(_) => Type::Module,
        Value::Struct(object) => object.kind,
        Value::Named(_) => Type::NamedTuple,
        Value::Dict(_) => Type::Dict,
        Value::Pair(_) => Type::Pair,
        Value::Ref(_) => Type::Ref,
        Value::Exception(exception) => exception.kind,
    }
}

/// The type of `value` with its parameters, as `typeof` returns it. If `value` is nested, only the outermost `depth`
/// levels have parameters.
///
/// # Errors
/// If there are too many types.
pub fn full_type(value: &Value, depth: usize) -> Fallible<Type> {
    let head = type_of(value);
    let inner = match depth {
        0 => return Ok(head),
        _ => depth - 1,
    };
    let parameters = match value {
        Value::Tuple(tuple) if tuple.items().len() <= MAX_PARAMETERS => {
            tuple.items().iter().map(|item| full_type(item, inner)).collect::<Fallible<Vec<_>>>()?
        }
        Value::Pair(pair) => vec![full_type(&pair.0, inner)?, full_type(&pair.1, inner)?],
        Value::Struct(_) | Value::Type(_) => return Ok(head),
        Value::Named(_) => {
            return intern(DefinedType {
                name: type_name(value).into(),
                supertype: head,
                form: TypeForm::Abstract,
            });
        }
        Value::Function(_) | Value::Native(_) | Value::Operation(_) => {
            return singleton(value);
        }
        Value::Array(array) if array.is_tracked() => {
            return intern(DefinedType {
                name: type_name(value).into(),
                supertype: head,
                form: TypeForm::Abstract,
            });
        }
        _ => subtype::parameters(value),
    };
    if parameters.is_empty() { Ok(head) } else { apply_type(head, parameters) }
}

/// The singleton type of a function.
///
/// # Errors
/// If there are too many types.
pub fn singleton(function: &Value) -> Fallible<Type> {
    intern(DefinedType {
        name: type_name(function).into(),
        supertype: Type::Function,
        form: TypeForm::Abstract,
    })
}

/// The type of `value` with its parameters; without them if there are too many types.
fn full(value: &Value) -> Type {
    full_type(value, 3).unwrap_or_else(|_| type_of(value))
}

/// The maximum length of a tuple whose type includes the types of its entries.
const MAX_PARAMETERS: usize = 20;

#[cfg(test)]
mod tests {
    use super::{TYPES, Type};

    #[test]
    fn the_table_is_in_the_order_of_the_constants() {
        for (i, (row, ..)) in TYPES.iter().enumerate() {
            assert_eq!(row.0 as usize, i, "{row:?}");
        }
        assert!(Type::Int.is_subtype(Type::Real));
        assert!(!Type::Float.is_subtype(Type::Integer));
    }
}
