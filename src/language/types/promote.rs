//! The element type of an array, from its entries.
//!
//! An array literal promotes its entries ([`promote`]): `[1, 2.5]` holds floats. Values that were computed individually
//! are left as they are ([`gather`]): `[x > 1 ? x : 0.5 for x in 1:2]` holds a float and an integer, which are both
//! `Real`.

use std::rc::Rc;

use super::super::value::{Array, Object, Range, Value};
use super::{DefinedType, Type, TypeForm, apply_type, defined, head, is_a, type_of, union};
use crate::autodiff::Tracked;
use crate::tensor::Tensor;

/// The numeric types; two of them promote to the one that comes later.
const NUMERIC_TOWER: [Type; 5] = [Type::Bool, Type::Int, Type::Single, Type::Float, Type::Tracked];

/// The name of the library's struct for rational numbers.
const RATIONAL: &str = "Rational";

/// The entries of an array literal, converted to their common type, and that type.
pub fn promote(items: Vec<Value>) -> (Vec<Value>, Type) {
    if let Some(kind) = of_one_kind(&items) {
        return (items, kind);
    }
    let numbers = |value: &&Value| !matches!(value, Value::Nothing);
    let Some(mut element) = items.iter().find(numbers).map(number_type) else { return gather(items) };
    for item in items.iter().filter(numbers) {
        element = promoted(element, number_type(item));
    }
    let mixed = items.iter().any(|item| matches!(item, Value::Nothing));
    match element {
        Some(element) if mixed => (as_numbers(items, element), or_nothing(element)),
        Some(element) => (as_numbers(items, element), element),
        None if items.iter().any(is_rational) => as_rationals(items),
        None if items.len() > 1 && items.iter().all(|item| matches!(item, Value::Array(_))) => {
            as_arrays(items)
        }
        None => gather(items),
    }
}

/// The entries of an array as they were computed, and the type that covers them all. If there are tracked numbers among
/// other numbers, all become tracked.
pub fn gather(items: Vec<Value>) -> (Vec<Value>, Type) {
    if let Some(kind) = of_one_kind(&items) {
        return (items, kind);
    }
    if items.iter().any(|item| matches!(item, Value::Tracked(_)))
        && items.iter().all(|item| item.number().is_some())
    {
        return (as_numbers(items, Type::Tracked), Type::Tracked);
    }
    let element = typejoin(&items.iter().collect::<Vec<_>>(), LEVELS);
    (items, element)
}

/// The type of numbers that all have the same type, including irrational constants.
fn of_one_kind(items: &[Value]) -> Option<Type> {
    let kind = items.first().map(type_of)?;
    let is_number = NUMERIC_TOWER.contains(&kind) || kind.is_subtype(Type::AbstractIrrational);
    (is_number && items.iter().all(|item| type_of(item) == kind)).then_some(kind)
}

/// The element type of an operator's result on these arrays and numbers if it is empty, so that there is no entry to
/// compute.
pub fn element_of_empty(operands: &[Value]) -> Type {
    let kind = |value: &Value| match value {
        Value::Array(array) => Some(array.element).filter(|kind| NUMERIC_TOWER.contains(kind)),
        Value::Range(range) => {
            Some(if matches!(**range, Range::Int { .. }) { Type::Int } else { Type::Float })
        }
        number => number_type(number),
    };
    operands.iter().map(kind).reduce(promoted).flatten().unwrap_or(Type::Any)
}

/// The type of a number in the numeric tower, where π and ℯ count as floats.
fn number_type(value: &Value) -> Option<Type> {
    match type_of(value) {
        kind if NUMERIC_TOWER.contains(&kind) => Some(kind),
        Type::IrrationalPi | Type::IrrationalE => Some(Type::Float),
        _ => None,
    }
}

fn promoted(a: Option<Type>, b: Option<Type>) -> Option<Type> {
    let rank = |kind: Option<Type>| NUMERIC_TOWER.iter().position(|step| Some(*step) == kind);
    Some(NUMERIC_TOWER[rank(a)?.max(rank(b)?)])
}

/// Converts numbers to one type of the numeric tower; other values are left as they are.
fn as_numbers(items: Vec<Value>, element: Type) -> Vec<Value> {
    let convert = |item: Value| match (element, item.number()) {
        (_, None) => item,
        (Type::Float, Some(number)) => Value::Float(number),
        (Type::Single, Some(number)) => Value::single(number),
        (Type::Int, _) => {
            if let Value::Bool(truth) = item {
                Value::Int(truth.into())
            } else {
                item
            }
        }
        (Type::Tracked, Some(number)) if !matches!(item, Value::Tracked(_)) => {
            Value::tracked(Tracked::constant(Tensor::scalar(number)))
        }
        _ => item,
    };
    items.into_iter().map(convert).collect()
}

/// Whether it is a rational number.
pub fn is_rational(value: &Value) -> bool {
    matches!(value, Value::Struct(object) if head(object.kind).name().as_ref() == RATIONAL)
}

/// Promotes rational numbers among others: integers become rational; if there is a float, all become floats.
fn as_rationals(items: Vec<Value>) -> (Vec<Value>, Type) {
    let pattern = items.iter().find_map(|item| match item {
        Value::Struct(object) if is_rational(item) => Some(object.clone()),
        _ => None,
    });
    let Some(pattern) = pattern else { return gather(items) };
    let known = |item: &Value| is_rational(item) || item.number().is_some();
    if !items.iter().all(known) {
        return gather(items);
    }
    let whole = |item: &Value| matches!(item, Value::Int(_) | Value::Bool(_));
    if items.iter().all(|item| is_rational(item) || whole(item)) {
        let rational = |item: Value| match super::super::integer(&item) {
            Some(whole) => {
                Value::Struct(Rc::new(Object::with(&pattern, vec![Value::Int(whole), Value::Int(1)])))
            }
            None => item,
        };
        return (items.into_iter().map(rational).collect(), pattern.kind);
    }
    let float = |item: Value| match &item {
        Value::Struct(object) => {
            let part = |at: usize| object.fields.borrow().get(at).and_then(Value::number).unwrap_or(f64::NAN);
            Value::Float(part(0) / part(1))
        }
        _ => item,
    };
    promote(items.into_iter().map(float).collect())
}

/// Promotes arrays of the same number of dimensions to a common element type.
fn as_arrays(items: Vec<Value>) -> (Vec<Value>, Type) {
    let arrays: Vec<Rc<Array>> = items
        .iter()
        .filter_map(|item| if let Value::Array(array) = item { Some(array.clone()) } else { None })
        .collect();
    let [first, rest @ ..] = &arrays[..] else { return gather(items) };
    let alike = rest.iter().all(|array| array.element == first.element && array.wrapper == first.wrapper);
    let plain = |array: &Rc<Array>| array.rank() == first.rank() && !array.is_tracked() && !array.row;
    if alike || !arrays.iter().all(plain) || first.rank() > 2 {
        return gather(items);
    }
    let tower = arrays.iter().map(|array| Some(array.element).filter(|kind| NUMERIC_TOWER.contains(kind)));
    let element = tower.reduce(promoted).flatten().unwrap_or(Type::Any);
    if !arrays.iter().any(|array| array.element == element) {
        return gather(items);
    }
    let whole = if first.rank() == 1 { Type::Vector } else { Type::Matrix };
    let convert = |array: &Rc<Array>| {
        let items = as_numbers(array.items().clone(), element);
        Value::Array(Rc::new(Array::new(items, element, &array.sizes())))
    };
    (arrays.iter().map(convert).collect(), apply_type(whole, vec![element]).unwrap_or(whole))
}

/// How deep into tuples and pairs [`typejoin`] goes.
const LEVELS: usize = 3;

/// The most specific type that covers all of these values.
fn typejoin(values: &[&Value], levels: usize) -> Type {
    let Some(first) = values.first() else { return Type::Any };
    let kind = type_of(first);
    if NUMERIC_TOWER.contains(&kind) && values.iter().all(|value| type_of(value) == kind) {
        return kind;
    }
    if let Some(rest) = without_nothing(values) {
        return or_nothing(typejoin(&rest, levels));
    }
    let whole = super::full(first);
    if values.iter().all(|value| is_a(value, whole)) {
        return whole;
    }
    if let Some(element) = vector_element(first)
        && values.iter().all(|value| vector_element(value) == Some(element))
    {
        return apply_type(Type::AbstractVector, vec![element]).unwrap_or(Type::AbstractVector);
    }
    let inner =
        levels.checked_sub(1).and_then(|inner| columns(values, inner).or_else(|| sides(values, inner)));
    inner.unwrap_or_else(|| values.iter().map(|value| type_of(value)).fold(kind, common_supertype))
}

/// The element type of a range or vector.
fn vector_element(value: &Value) -> Option<Type> {
    match value {
        Value::Range(range) => range.get(0).map(|first| type_of(&first)),
        Value::Array(array) if array.rank() == 1 && !array.is_tracked() => Some(array.element),
        _ => None,
    }
}

/// The values that are not `nothing`, if some are `nothing` and some are not.
fn without_nothing<'a>(values: &[&'a Value]) -> Option<Vec<&'a Value>> {
    let rest: Vec<&Value> = values.iter().copied().filter(|value| !matches!(value, Value::Nothing)).collect();
    (!rest.is_empty() && rest.len() < values.len()).then_some(rest)
}

/// The type of tuples of equal length: entry by entry, the join of the entries' types.
fn columns(values: &[&Value], levels: usize) -> Option<Type> {
    let tuples =
        values.iter().map(|value| if let Value::Tuple(tuple) = value { Some(tuple.items()) } else { None });
    let tuples: Vec<&[Value]> = tuples.collect::<Option<_>>()?;
    let length = tuples.first()?.len();
    if length > super::MAX_PARAMETERS || tuples.iter().any(|tuple| tuple.len() != length) {
        return None;
    }
    let column = |at: usize| typejoin(&tuples.iter().map(|tuple| &tuple[at]).collect::<Vec<_>>(), levels);
    apply_type(Type::Tuple, (0..length).map(column).collect()).ok()
}

/// The type of pairs: on each side, the join of the types there.
fn sides(values: &[&Value], levels: usize) -> Option<Type> {
    let pairs = values.iter().map(|value| if let Value::Pair(pair) = value { Some(&**pair) } else { None });
    let pairs: Vec<_> = pairs.collect::<Option<_>>()?;
    let keys = typejoin(&pairs.iter().map(|pair| &pair.0).collect::<Vec<_>>(), levels);
    let entries = typejoin(&pairs.iter().map(|pair| &pair.1).collect::<Vec<_>>(), levels);
    apply_type(Type::Pair, vec![keys, entries]).ok()
}

fn or_nothing(kind: Type) -> Type {
    match defined(kind).as_deref() {
        Some(DefinedType { form: TypeForm::Union(_), .. }) => kind,
        _ => union(vec![Type::Nothing, kind]).unwrap_or(Type::Any),
    }
}

/// The closest common supertype of two types in the hierarchy.
fn common_supertype(a: Type, b: Type) -> Type {
    let mut supertype = a;
    while !b.is_subtype(supertype) {
        supertype = supertype.supertype();
    }
    supertype
}
