//! The types that programs define: structs, abstract types, unions, and types with parameters.
//!
//! They are interned in one table per thread. Rows are never removed: they are small, and a new session defines the same
//! types again. So a type is a number, and comparing two takes one instruction.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use super::super::error::{Fallible, Raised};
use super::{TYPES, Type};

/// The maximum number of types per thread.
const MAX_DEFINED: usize = 50_000;

/// The maximum length of a type's name, in bytes, which limits how deep types nest.
const MAX_NAME: usize = 1_000;

/// A type that a program defines.
#[derive(Debug, PartialEq, Eq, Hash)]
pub struct DefinedType {
    /// Its name, with parameters.
    pub name: Rc<str>,
    /// Its direct supertype.
    pub supertype: Type,
    /// What form of type it is.
    pub form: TypeForm,
}

/// The forms of types that programs define.
#[derive(Debug, PartialEq, Eq, Hash)]
pub enum TypeForm {
    /// `abstract type A end`.
    Abstract,
    /// `struct A … end`.
    Struct(StructLayout),
    /// `Union{A, B}`.
    Union(Vec<Type>),
    /// `A{B, C}`.
    Parametric(Type, Vec<Type>),
    /// The `T` of `where T <: A`; its supertype is its bound.
    Variable,
    /// An integer among parameters, as in `Array{Float64,1}`.
    Count(i64),
}

/// The layout of a struct's values.
#[derive(Debug, Default, PartialEq, Eq, Hash)]
pub struct StructLayout {
    /// The names of its fields.
    pub fields: Vec<Rc<str>>,
    /// The type of each field.
    pub types: Vec<Type>,
    /// Its type variables.
    pub variables: Vec<Type>,
    /// Whether its fields can be assigned.
    pub mutable: bool,
    /// Whether it can be called with the values of all fields, because it has no inner constructor.
    pub has_default_constructor: bool,
}

#[derive(Default)]
struct Table {
    rows: Vec<Rc<DefinedType>>,
    numbers: HashMap<Rc<DefinedType>, Type>,
}

thread_local! {
    static TABLE: RefCell<Table> = RefCell::default();
}

/// The definition of a type that a program defined; `None` for a built-in type.
pub fn defined(kind: Type) -> Option<Rc<DefinedType>> {
    let at = (kind.0 as usize).checked_sub(TYPES.len())?;
    TABLE.with(|table| table.borrow().rows.get(at).cloned())
}

/// The type with this definition. Equal definitions give the same type.
///
/// # Errors
/// If there are too many types.
pub fn intern(definition: DefinedType) -> Fallible<Type> {
    if definition.name.len() > MAX_NAME {
        return Err(Raised::spent(
            "stopped: the type is nested too deep",
            "Use a struct instead of nesting type parameters this deep.",
        ));
    }
    TABLE.with(|table| {
        let mut table = table.borrow_mut();
        if let Some(known) = table.numbers.get(&definition) {
            return Ok(*known);
        }
        if table.rows.len() >= MAX_DEFINED {
            return Err(Raised::spent(
                format!("stopped: more than {MAX_DEFINED} types were defined"),
                "Use fewer types; reloading the page clears them.",
            ));
        }
        let row = Rc::new(definition);
        let kind = Type((TYPES.len() + table.rows.len()) as u16);
        table.rows.push(row.clone());
        table.numbers.insert(row, kind);
        Ok(kind)
    })
}

/// `head{parameters}`.
///
/// # Errors
/// If there are too many types.
pub fn apply_type(head: Type, parameters: Vec<Type>) -> Fallible<Type> {
    let (head, parameters) = shaped(head, parameters);
    if parameters.is_empty() {
        return Ok(head);
    }
    let supertype = match head {
        Type::Vector | Type::Matrix | Type::Array => Type::AbstractArray,
        _ => head,
    };
    let name = spelled(head, &parameters);
    intern(DefinedType { name, supertype, form: TypeForm::Parametric(head, parameters) })
}

/// `Union{A, B}`.
///
/// # Errors
/// If there are too many types.
pub fn union(members: Vec<Type>) -> Fallible<Type> {
    let mut flat: Vec<Type> = Vec::new();
    for member in members {
        match defined(member).as_deref() {
            Some(DefinedType { form: TypeForm::Union(inner), .. }) => flat.extend(inner),
            _ => flat.push(member),
        }
    }
    let mut kept: Vec<Type> = Vec::new();
    for (i, member) in flat.iter().enumerate() {
        let wider =
            |(j, other): (usize, &Type)| j != i && member.is_subtype(*other) && (*member != *other || j < i);
        if !flat.iter().enumerate().any(wider) {
            kept.push(*member);
        }
    }
    if let [only] = kept[..] {
        return Ok(only);
    }
    // In Julia's order: `nothing` first, then types stored inline, then the rest.
    let order = |kind: &Type| match *kind {
        Type::Nothing => 0,
        kind if kind.is_subtype(Type::Number) || matches!(kind, Type::Char) => 1,
        _ => 2,
    };
    let mut sorted: Vec<Type> = Vec::new();
    for kind in kept {
        let key = (order(&kind), kind.name());
        let at = sorted.partition_point(|other| (order(other), other.name()) <= key);
        sorted.insert(at, kind);
    }
    let names: Vec<Rc<str>> = sorted.iter().map(|member| member.name()).collect();
    let name = format!("Union{{{}}}", names.join(", ")).into();
    intern(DefinedType { name, supertype: Type::Any, form: TypeForm::Union(sorted) })
}

/// Normalises `Array{Float64,1}` to `Vector{Float64}`: the number of dimensions becomes part of the head where possible.
fn shaped(head: Type, mut parameters: Vec<Type>) -> (Type, Vec<Type>) {
    let flat = match head {
        Type::Array => [Type::Vector, Type::Matrix],
        Type::AbstractArray => [Type::AbstractVector, Type::AbstractMatrix],
        _ => return (head, parameters),
    };
    let rank = match &parameters[..] {
        [_, rank] => defined(*rank),
        _ => None,
    };
    match rank.as_deref() {
        Some(DefinedType { form: TypeForm::Count(rank @ 1..=2), .. }) => {
            parameters.pop();
            (flat[*rank as usize - 1], parameters)
        }
        // A type variable there leaves the number of dimensions open.
        Some(DefinedType { form: TypeForm::Variable, .. }) => {
            parameters.pop();
            (head, parameters)
        }
        _ => (head, parameters),
    }
}

/// The name of `head{parameters}` as Julia shows it.
fn spelled(head: Type, parameters: &[Type]) -> Rc<str> {
    let names: Vec<Rc<str>> = parameters.iter().map(|parameter| parameter.name()).collect();
    let inner = names.join(",");
    match head {
        Type::Vector => format!("Array{{{inner},1}}"),
        Type::Matrix => format!("Array{{{inner},2}}"),
        Type::AbstractVector => format!("AbstractArray{{{inner},1}}"),
        Type::AbstractMatrix => format!("AbstractArray{{{inner},2}}"),
        Type::DataType => format!("Type{{{inner}}}"),
        Type::Ref => format!("Base.RefValue{{{inner}}}"),
        _ => format!("{}{{{inner}}}", head.name()),
    }
    .into()
}
