//! Iteration over structs, by the methods of `iterate` that a program defines.

use super::super::entries;
use super::super::error::Fallible;
use super::super::value::Value;
use super::Machine;

impl Machine {
    /// All values from iterating over a struct, by the methods of `iterate` that a cell has defined.
    pub(super) fn iterated(&mut self, object: &Value) -> Fallible<Value> {
        if !self.globals.methods.extends("iterate") {
            return Err(entries::not_iterable(object));
        }
        let mut values = Vec::new();
        let mut state = Value::Unset;
        while let Some((value, next)) = self.iterate(object, &state)? {
            values.push(value);
            state = next;
            if values.len() > entries::MAX_ENTRIES {
                return Err(entries::too_large(values.len()));
            }
        }
        Ok(Value::vector(values))
    }

    /// Whether a value is a struct with a method of `iterate`.
    pub fn iterates(&self, value: &Value) -> bool {
        matches!(value, Value::Struct(_))
            && self.globals.methods.member("iterate", std::slice::from_ref(value)).is_some()
    }

    /// The next entry of a struct and the state after it, from the methods of `iterate`; `None` at the end.
    pub(super) fn iterate(&mut self, object: &Value, state: &Value) -> Fallible<Option<(Value, Value)>> {
        let step = match state {
            Value::Unset => self.call_member("iterate", std::slice::from_ref(object))?,
            state => self.call_member("iterate", &[object.clone(), state.clone()])?,
        };
        match &step {
            Value::Tuple(pair) => match pair.items() {
                [value, state] => Ok(Some((value.clone(), state.clone()))),
                _ => Ok(None),
            },
            _ => Ok(None),
        }
    }
}
