//! Conversion to the type of a container's entries or of a field.

use std::rc::Rc;

use super::error::{self, Fallible, Raised};
use super::types::{DefinedType, Type, TypeForm, defined, is_a, type_name};
use super::value::{Array, Value};
use crate::autodiff::Tracked;
use crate::tensor::Tensor;

/// `convert(target, value)`.
pub fn convert(value: Value, target: Type) -> Fallible<Value> {
    if is_a(&value, target) {
        return Ok(value);
    }
    // A substring is an ordinary string here.
    if let (Type::SubString, Value::Text(_)) = (target, &value) {
        return Ok(value);
    }
    if let Some(converted) = of_character(&value, target) {
        return Ok(converted);
    }
    let tracked = matches!(value, Value::Tracked(_));
    match (target, value.number()) {
        (Type::Float | Type::AbstractFloat, Some(number)) if !tracked => return Ok(Value::Float(number)),
        (Type::Single, Some(number)) if !tracked => return Ok(Value::single(number)),
        (Type::Int | Type::Integer, Some(number)) if !tracked => {
            return whole(number).map(Value::Int).ok_or_else(|| error::inexact("Int64", number));
        }
        (Type::Bool, Some(number)) if number == 0.0 || number == 1.0 => {
            return Ok(Value::Bool(number == 1.0));
        }
        (Type::Tracked, Some(number)) => {
            return Ok(Value::tracked(Tracked::constant(Tensor::scalar(number))));
        }
        _ => {}
    }
    match (defined(target).as_deref(), &value) {
        (Some(DefinedType { form: TypeForm::Union(members), .. }), _) => {
            let mut fits = members.iter().filter_map(|member| convert(value.clone(), *member).ok());
            if let Some(converted) = fits.next() {
                return Ok(converted);
            }
        }
        (Some(DefinedType { form: TypeForm::Parametric(head, parameters), .. }), Value::Array(array))
            if head.is_subtype(Type::AbstractArray) && is_a(&value, *head) =>
        {
            let element = parameters[0];
            // A tracked array is not converted: that would silently drop its history.
            if array.element == Type::Tracked && element == Type::Float {
                return Ok(value);
            }
            let items: Fallible<Vec<Value>> =
                array.items().iter().map(|item| convert(item.clone(), element)).collect();
            let array = Array::new(items?, element, &array.sizes());
            return Ok(Value::Array(Rc::new(array)));
        }
        _ => {}
    }
    Err(Raised::new(format!(
        "MethodError: Cannot `convert` an object of type {} to an object of type {}",
        type_name(&value),
        target.name()
    ))
    .hint(format!("A `{}` is needed here.", target.name())))
}

/// A character as its number, or a number as its character.
fn of_character(value: &Value, target: Type) -> Option<Value> {
    match (target, value) {
        (Type::Int | Type::Integer, Value::Char(c)) => Some(Value::Int(i64::from(*c as u32))),
        (Type::Char, Value::Int(code)) => u32::try_from(*code).ok().and_then(char::from_u32).map(Value::Char),
        _ => None,
    }
}

/// The integer equal to a float, if there is one that fits.
pub fn whole(number: f64) -> Option<i64> {
    let fits = number.fract() == 0.0 && (-(2f64.powi(63))..2f64.powi(63)).contains(&number);
    fits.then_some(number as i64)
}
