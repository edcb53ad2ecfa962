//! Closures: what they capture, and the types that their signatures state.

use std::cell::RefCell;
use std::rc::Rc;

use super::super::code::{Capture, Prototype};
use super::super::error::{Fallible, Raised};
use super::super::types::{self, Type};
use super::super::value::{Cell, Function, Method, Value};
use super::Machine;

impl Machine {
    /// A closure of a prototype: pops the annotated types and captures variables.
    pub(super) fn closure(
        &mut self,
        prototype: &Prototype,
        method: &Method,
        base: usize,
    ) -> Fallible<Function> {
        let annotated = prototype.annotated.iter().filter(|annotated| **annotated).count();
        let mut types = self.pop_many(annotated as u16).into_iter();
        let variables = self.pop_many(prototype.variables);
        let variables = variables.iter().filter_map(|variable| match variable {
            Value::Type(variable) => Some(*variable),
            _ => None,
        });
        let mut signature = Vec::with_capacity(prototype.annotated.len());
        for annotated in &prototype.annotated {
            let asked = if *annotated { types.next() } else { None };
            signature.push(match asked {
                None => Type::Any,
                Some(Value::Type(asked)) => asked,
                Some(other) => {
                    return Err(Raised::new(format!(
                        "ArgumentError: invalid type for argument in method definition for {}",
                        prototype.code.name.as_deref().unwrap_or("")
                    ))
                    .hint(format!(
                        "After `::` goes a type such as `Real`, not a value of type {}.",
                        types::type_name(&other)
                    )));
                }
            });
        }
        let captures = prototype
            .captures
            .iter()
            .map(|capture| match capture {
                Capture::Outer(index) => method.captures[*index as usize].clone(),
                Capture::Slot(slot) => match &mut self.stack[base + *slot as usize] {
                    Value::Cell(cell) => cell.clone(),
                    place => {
                        let cell = Rc::new(Cell { value: std::mem::replace(place, Value::Unset).into() });
                        *place = Value::Cell(cell.clone());
                        cell
                    }
                },
            })
            .collect();
        let name = prototype.code.name.clone().unwrap_or_else(|| "#".into());
        let variables = variables.collect();
        let inner = Rc::new(Method { signature, variables, code: prototype.code.clone(), captures });
        Ok(Function { name, methods: RefCell::new(vec![inner]) })
    }
}
