//! The instructions that construct, index, iterate and destructure containers.

use std::rc::Rc;

use super::super::array::{self, Callee};
use super::super::code::Instr;
use super::super::entries;
use super::super::error::Fallible;
use super::super::types;
use super::super::value::{Array, Value};
use super::Machine;

impl Machine {
    /// Runs one of them.
    pub(super) fn containers(&mut self, instr: Instr, base: usize) -> Fallible<()> {
        let value = match instr {
            Instr::Tuple(count) => Value::tuple(self.pop_many(count)),
            Instr::Vector(count) => Value::vector(self.pop_many(count)),
            Instr::Range(count) => {
                let parts = self.pop_many(count);
                entries::range(&parts)?
            }
            Instr::Text(count) => {
                let pieces = self.pop_many(count);
                entries::join(self, &pieces)?
            }
            Instr::Broadcast(count) => {
                let arguments = self.pop_many(count);
                let function = self.pop();
                array::broadcast(self, Callee::Function(&function, &[]), &arguments)?
            }
            Instr::Index(count) => {
                let at = self.stack.len() - count as usize - 1;
                if let [Value::Array(array), indices @ ..] = &self.stack[at..]
                    && let Some(value) = array.quick_entry(indices)
                {
                    self.stack.truncate(at);
                    self.stack.push(value);
                    return Ok(());
                }
                let indices = self.pop_many(count);
                match self.pop() {
                    container @ Value::Struct(_) => {
                        self.call_member("getindex", &[&[container], &indices[..]].concat())?
                    }
                    container => array::index(self, &container, &indices)?,
                }
            }
            Instr::SetIndex(count) => {
                let at = self.stack.len() - count as usize - 2;
                if let [Value::Array(array), indices @ .., value] = &self.stack[at..]
                    && array.quick_store(indices, value)
                {
                    self.stack.truncate(at);
                    return Ok(());
                }
                let value = self.pop();
                let indices = self.pop_many(count);
                let container = self.pop();
                return array::set_index(self, &container, &indices, value);
            }
            Instr::FillIndex(count) => {
                let value = self.pop();
                let indices = self.pop_many(count);
                let container = self.pop();
                return array::fill_index(self, &container, &indices, value);
            }
            Instr::Iterate(slot) => {
                let mut container = self.pop();
                // The entries of a struct are computed one by one, since there may be no end to them.
                if self.iterates(&container) {
                    self.stack[base + slot as usize] = container;
                    self.stack[base + slot as usize + 1] = Value::Unset;
                    return Ok(());
                }
                // Finding a character in a string means counting from its start, so that is done once.
                if let Value::Text(text) = &container {
                    container = Value::tuple(text.chars().map(Value::Char).collect());
                }
                self.charge_numbers(&container)?;
                if entries::length(&container).is_none() {
                    return Err(entries::not_iterable(&container));
                }
                self.stack[base + slot as usize] = container;
                self.stack[base + slot as usize + 1] = Value::Int(0);
                return Ok(());
            }
            Instr::Destructure(count) => {
                let mut container = self.pop();
                if self.iterates(&container) {
                    container = self.iterated(&container)?;
                }
                let mut values = entries::destructure(&container, count as usize)?;
                values.reverse();
                self.stack.extend(values);
                return Ok(());
            }
            Instr::Append(slot) => {
                let value = self.pop();
                self.charge(1)?;
                if let Value::Array(vector) = &self.stack[base + slot as usize] {
                    let mut items = vector.items_mut();
                    if items.len() >= entries::MAX_ENTRIES {
                        return Err(entries::too_large(items.len() + 1));
                    }
                    items.push(value);
                }
                return Ok(());
            }
            Instr::Promote => match self.pop() {
                Value::Array(vector) => {
                    let (items, element) = types::gather(std::mem::take(&mut *vector.items_mut()));
                    Value::Array(Rc::new(Array::gathered(items, element)))
                }
                other => other,
            },
            _ => return Ok(()),
        };
        self.stack.push(value);
        Ok(())
    }
}
