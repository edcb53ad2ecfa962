//! Runs the `show` methods of structs before a value is displayed.
//!
//! Display itself runs no Julia code. So before a value is displayed, the `show` methods of the structs in it are run,
//! and each object stores the text that its method printed.

use std::rc::Rc;

use super::super::error::Fallible;
use super::super::types::Type;
use super::super::value::{Stream, Value};
use super::Machine;

/// How deep in containers, and in how many values, structs are searched for: no more than are displayed.
const MAX_NESTING: usize = 30;
const MAX_ENTRIES: usize = 2_000;

impl Machine {
    /// Runs the `show` methods of the structs in `value`.
    ///
    /// # Errors
    /// What a `show` method raises.
    pub fn run_show_methods(&mut self, value: &Value) -> Fallible<()> {
        if self.globals.extends("show") { self.run_show_methods_in(value, 0, &mut 0) } else { Ok(()) }
    }

    fn run_show_methods_in(&mut self, value: &Value, depth: usize, seen: &mut usize) -> Fallible<()> {
        *seen += 1;
        if depth > MAX_NESTING || *seen > MAX_ENTRIES {
            return Ok(());
        }
        let parts: Vec<Value> = match value {
            Value::Struct(object) => {
                let stream = Rc::new(Stream::default());
                let arguments = [Value::Stream(stream.clone()), value.clone()];
                if self.globals.methods.member("show", &arguments).is_some() {
                    self.call_member("show", &arguments)?;
                    object.shown.replace(Some(stream.text.take()));
                    return Ok(());
                }
                object.fields.borrow().clone()
            }
            Value::Tuple(tuple) => tuple.items().to_vec(),
            Value::Named(named) => named.values.clone(),
            Value::Pair(pair) => vec![pair.0.clone(), pair.1.clone()],
            Value::Array(array) if !is_plain(array.element) => {
                array.items().iter().take(MAX_ENTRIES).cloned().collect()
            }
            _ => return Ok(()),
        };
        self.charge(1)?;
        parts.iter().take(MAX_ENTRIES).try_for_each(|part| self.run_show_methods_in(part, depth + 1, seen))
    }
}

/// Whether values of this type contain no structs.
fn is_plain(element: Type) -> bool {
    element.is_subtype(Type::Number) || element.is_subtype(Type::AbstractString)
}
