//! Fields: what stands behind the dot of a value.

use std::rc::Rc;

use super::super::error::{Fallible, Raised};
use super::super::types::{self, Type};
use super::super::value::{Array, Function, Value};
use super::Machine;

impl Machine {
    /// `object.name`.
    pub fn field(&mut self, object: &Value, name: &str) -> Fallible<Value> {
        match (object, name) {
            (Value::Module(module), _) => self.globals.member(module, name),
            (Value::Tracked(number), "data") => {
                self.data_dependent = true;
                Ok(Value::Float(number.value()))
            }
            (Value::Array(array), "data") if array.is_tracked() => self.data(array),
            (Value::Array(array), "grad") if array.is_tracked() => self.grad(object),
            (Value::Function(function), _) => captured(function, name),
            (Value::Struct(inner), _) => match inner.field(name) {
                Some(Value::Unset) => Err(Raised::new("UndefRefError: access to undefined reference")
                    .hint(format!("The constructor did not give the field `{name}` a value."))),
                found => found.ok_or_else(|| no_field(object, name)),
            },
            (Value::Named(named), _) => named.get(name).cloned().ok_or_else(|| no_field(object, name)),
            (Value::Pair(pair), "first") => Ok(pair.0.clone()),
            (Value::Pair(pair), "second") => Ok(pair.1.clone()),
            (Value::Exception(exception), _) => exception.field(name).ok_or_else(|| no_field(object, name)),
            _ => Err(no_field(object, name)),
        }
    }
}

impl Machine {
    /// The numbers of a tracked array without their history. Writing to them changes the tracked array.
    ///
    /// # Errors
    /// If the budget is exhausted.
    pub fn data(&mut self, array: &Array) -> Fallible<Value> {
        self.data_dependent = true;
        super::super::array::charge(self, &array.sizes())?;
        let plain = || Rc::new(Array::new(array.plain_items(), Type::Float, &array.sizes()));
        Ok(Value::Array(array.data().unwrap_or_else(plain)))
    }
}

/// The captured variable `name` of a closure, which is accessible as a field.
fn captured(function: &Rc<Function>, name: &str) -> Fallible<Value> {
    let methods = function.methods.borrow();
    let found = methods.iter().find_map(|method| {
        let index = method.code.captured.iter().position(|known| &**known == name)?;
        Some(method.captures.get(index)?.value.borrow().clone())
    });
    found.ok_or_else(|| no_field(&Value::Function(function.clone()), name))
}

/// That a value has no such field.
pub(super) fn no_field(object: &Value, name: &str) -> Box<Raised> {
    let kind = types::type_name(object);
    let bare = kind.split('{').next().unwrap_or(&kind);
    Raised::new(format!("type {bare} has no field {name}")).hint(format!(
        "The dot asks for a field called `{name}`, but a value of type {kind} has no such field."
    ))
}
