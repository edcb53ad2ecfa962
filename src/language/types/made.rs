//! The types that programs make: structs, abstract types, unions, and types with parameters.
//!
//! A thread keeps them in one table, a type made twice is one row, and no row is ever taken away: a row is small,
//! and a session that begins anew makes the same ones again. So a type stays a number, whose comparison is one
//! instruction.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use super::super::error::{Fallible, Raised};
use super::{TYPES, Type};

/// The most types that a thread may make.
const MAX_MADE: usize = 50_000;

/// The longest name of a type, in bytes: what bounds how deep types nest.
const MAX_NAME: usize = 1_000;

/// A type that a program made.
#[derive(Debug, PartialEq, Eq, Hash)]
pub struct Made {
    /// Its name, parameters included.
    pub name: Rc<str>,
    /// The type above it in the tree.
    pub above: Type,
    /// What kind of type it is.
    pub form: Form,
}

/// The kinds of types that programs make.
#[derive(Debug, PartialEq, Eq, Hash)]
pub enum Form {
    /// `abstract type A end`.
    Abstract,
    /// `struct A … end`.
    Struct(Layout),
    /// `Union{A, B}`.
    Union(Vec<Type>),
    /// `A{B, C}`.
    Of(Type, Vec<Type>),
    /// The `T` of `where T <: A`; the type above it is its bound.
    Variable,
    /// A number among parameters, as in `Array{Float64,1}`.
    Count(i64),
}

/// What the values of a struct hold.
#[derive(Debug, Default, PartialEq, Eq, Hash)]
pub struct Layout {
    /// The names of its fields.
    pub fields: Vec<Rc<str>>,
    /// What each field is converted to.
    pub types: Vec<Type>,
    /// The variables among its parameters.
    pub variables: Vec<Type>,
    /// Whether its fields can be given new values.
    pub mutable: bool,
    /// Whether it can be called with the values of all fields: it has no constructor inside.
    pub open: bool,
}

#[derive(Default)]
struct Table {
    rows: Vec<Rc<Made>>,
    numbers: HashMap<Rc<Made>, Type>,
}

thread_local! {
    static TABLE: RefCell<Table> = RefCell::default();
}

/// The row of a type that a program made; `None` for one that is always there.
pub fn made(kind: Type) -> Option<Rc<Made>> {
    let at = (kind.0 as usize).checked_sub(TYPES.len())?;
    TABLE.with(|table| table.borrow().rows.get(at).cloned())
}

/// The type that is made so. The same one for the same parts.
///
/// # Errors
/// If the thread has made too many.
pub fn intern(made: Made) -> Fallible<Type> {
    if made.name.len() > MAX_NAME {
        return Err(Raised::spent(
            "stopped: the type is nested too deep",
            "A type whose name fills more than a screen helps nobody: use a struct.",
        ));
    }
    TABLE.with(|table| {
        let mut table = table.borrow_mut();
        if let Some(known) = table.numbers.get(&made) {
            return Ok(*known);
        }
        if table.rows.len() >= MAX_MADE {
            return Err(Raised::spent(
                format!("stopped: more than {MAX_MADE} types were made"),
                "Use fewer types; a page that is loaded anew begins without any.",
            ));
        }
        let row = Rc::new(made);
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
pub fn applied(head: Type, parameters: Vec<Type>) -> Fallible<Type> {
    let (head, parameters) = shaped(head, parameters);
    if parameters.is_empty() {
        return Ok(head);
    }
    let above = match head {
        Type::Vector | Type::Matrix | Type::Array => Type::AbstractArray,
        _ => head,
    };
    let name = spelled(head, &parameters);
    intern(Made { name, above, form: Form::Of(head, parameters) })
}

/// `Union{A, B}`.
///
/// # Errors
/// If there are too many types.
pub fn union(members: Vec<Type>) -> Fallible<Type> {
    let mut flat: Vec<Type> = Vec::new();
    for member in members {
        match made(member).as_deref() {
            Some(Made { form: Form::Union(inner), .. }) => flat.extend(inner),
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
    // As Julia sorts them: `nothing` first, then what is stored in place, then the rest.
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
    intern(Made { name, above: Type::Any, form: Form::Union(sorted) })
}

/// `Array{Float64,1}` is `Vector{Float64}`: the number of dimensions goes into the head, if there is a head for it.
fn shaped(head: Type, mut parameters: Vec<Type>) -> (Type, Vec<Type>) {
    let flat = match head {
        Type::Array => [Type::Vector, Type::Matrix],
        Type::AbstractArray => [Type::AbstractVector, Type::AbstractMatrix],
        _ => return (head, parameters),
    };
    let rank = match &parameters[..] {
        [_, rank] => made(*rank),
        _ => None,
    };
    match rank.as_deref() {
        Some(Made { form: Form::Count(rank @ 1..=2), .. }) => {
            parameters.pop();
            (flat[*rank as usize - 1], parameters)
        }
        // A variable there leaves the number of dimensions open.
        Some(Made { form: Form::Variable, .. }) => {
            parameters.pop();
            (head, parameters)
        }
        _ => (head, parameters),
    }
}

/// How Julia shows `head{parameters}`.
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
