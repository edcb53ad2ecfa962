//! The less frequent instructions: variables that closures share, global names, fields, definitions, errors.

use std::rc::Rc;

use super::super::code::{Code, Instr};
use super::super::error::{self, Fallible, Raised};
use super::super::value::{Cell, Method, Named, Value};
use super::Machine;

impl Machine {
    /// The less frequent instructions, kept apart so that the loop stays small.
    pub(super) fn rare(
        &mut self,
        instr: Instr,
        method: &Method,
        base: usize,
        pc: &mut usize,
    ) -> Fallible<()> {
        let code = &*method.code;
        match instr {
            Instr::CellLocal(slot) => {
                let value = self.cell(base, slot).map_or(Value::Unset, |cell| cell.value.borrow().clone());
                self.push_set(value, code, slot)?;
            }
            Instr::SetCellLocal(slot) => {
                let value = self.pop();
                match self.cell(base, slot) {
                    Some(cell) => drop(cell.value.replace(value)),
                    None => {
                        self.stack[base + slot as usize] = Value::Cell(Rc::new(Cell { value: value.into() }))
                    }
                }
            }
            Instr::Captured(index) => match &*method.captures[index as usize].value.borrow() {
                Value::Unset => return Err(error::unset_local(&code.captured[index as usize])),
                value => self.stack.push(value.clone()),
            },
            Instr::SetCaptured(index) => {
                let value = self.pop();
                drop(method.captures[index as usize].value.replace(value));
            }
            Instr::SetGlobal(number) => {
                let value = self.pop();
                self.globals.set(number, value)?;
            }
            Instr::FreshCell(slot) => {
                let cell = Cell { value: Value::Unset.into() };
                self.stack[base + slot as usize] = Value::Cell(Rc::new(cell));
            }
            Instr::JumpIfSet(slot, to) => {
                let set = match &self.stack[base + slot as usize] {
                    Value::Cell(cell) => !matches!(*cell.value.borrow(), Value::Unset),
                    value => !matches!(value, Value::Unset),
                };
                if set {
                    *pc = to as usize;
                }
            }
            Instr::RequireKeyword(slot) => {
                let name = &code.slots[slot as usize];
                let missing = match &self.stack[base + slot as usize] {
                    Value::Cell(cell) => matches!(*cell.value.borrow(), Value::Unset),
                    value => matches!(value, Value::Unset),
                };
                if missing {
                    return Err(Raised::new(format!(
                        "UndefKeywordError: keyword argument {name} not assigned"
                    ))
                    .hint(format!("The call must include `{name} = …`: this keyword has no default.")));
                }
            }
            Instr::BroadcastExtended(list) => {
                let value = self.broadcast_extended(&code.argument_lists[list as usize])?;
                self.stack.push(value);
            }
            Instr::Field(name) => {
                let object = self.pop();
                let value = self.field(&object, text(&code.constants[name as usize]))?;
                self.stack.push(value);
            }
            Instr::Closure(index) => {
                let function = self.closure(&code.functions[index as usize], method, base)?;
                self.stack.push(Value::Function(Rc::new(function)));
            }
            Instr::DefineGlobal(number) => {
                if let Value::Function(function) = self.pop() {
                    self.globals.define(number, function)?;
                }
            }
            Instr::Using(import) => {
                self.globals.import_names(&code.imports[import as usize])?;
            }
            Instr::SetField(name) => {
                let value = self.pop();
                let object = self.pop();
                self.set_field(&object, text(&code.constants[name as usize]), value)?;
            }
            other => self.definitions(other, code, base)?,
        }
        Ok(())
    }

    /// The instructions that define types and methods, and those that handle errors.
    fn definitions(&mut self, instr: Instr, code: &Code, base: usize) -> Fallible<()> {
        match instr {
            Instr::Try(to) => self.begin_try(to),
            Instr::EndTry => drop(self.handlers.pop()),
            Instr::Rethrow => {
                let value = self.pop();
                return Err(self.thrown(value));
            }
            Instr::Named(names) => {
                let Value::Tuple(names) = &code.constants[names as usize] else { return Ok(()) };
                let values = self.pop_many(names.items().len() as u16);
                let names = names.items().iter().map(|name| text(name).into()).collect();
                self.stack.push(Value::Named(Rc::new(Named { names, values })));
            }
            Instr::Variable(name) => {
                let variable = self.type_variable(text(&code.constants[name as usize]).into())?;
                self.stack.push(variable);
            }
            Instr::Apply(count) => {
                let kind = self.apply_type(count)?;
                self.stack.push(kind);
            }
            Instr::Struct(index) => self.define_struct(&code.structs[index as usize])?,
            Instr::Abstract(name, global) => {
                self.define_abstract(text(&code.constants[name as usize]).into(), global)?;
            }
            Instr::New => {
                let fields = self.pop();
                if let (Value::Tuple(fields), Value::Type(kind)) = (&fields, self.pop()) {
                    let object = self.new_object(kind, fields.items().to_vec())?;
                    self.stack.push(object);
                }
            }
            Instr::DefineMember(name) => {
                if let Value::Function(function) = self.pop() {
                    let name = text(&code.constants[name as usize]).into();
                    self.globals.methods.extend(&name, &function);
                }
            }
            Instr::DefineCallable => {
                if let Value::Function(function) = self.pop() {
                    self.globals.methods.call(&function);
                }
            }
            Instr::DefineConstructor => {
                if let Value::Function(function) = self.pop() {
                    self.globals.methods.construct_applied(&function);
                }
            }
            other => self.containers(other, base)?,
        }
        Ok(())
    }

    /// Pushes a variable's value; an error if it is unset.
    #[inline]
    fn push_set(&mut self, value: Value, code: &Code, slot: u16) -> Fallible<()> {
        if matches!(value, Value::Unset) {
            return Err(error::unset_local(&code.slots[slot as usize]));
        }
        self.stack.push(value);
        Ok(())
    }

    fn cell(&self, base: usize, slot: u16) -> Option<&Rc<Cell>> {
        match &self.stack[base + slot as usize] {
            Value::Cell(cell) => Some(cell),
            _ => None,
        }
    }
}

/// The text of a constant that holds a name.
fn text(constant: &Value) -> &str {
    match constant {
        Value::Text(text) | Value::Symbol(text) => text,
        _ => "",
    }
}
