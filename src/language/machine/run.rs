//! The instruction loop.

use std::cell::RefCell;
use std::rc::Rc;

use super::super::arithmetic;
use super::super::array::{self, Callee};
use super::super::code::{Capture, Code, Instr, Prototype};
use super::super::entries;
use super::super::error::{self, Fallible, Raised};
use super::super::types::{self, Type};
use super::super::value::{Array, Cell, Function, Method, Named, Value};
use super::call::Entered;
use super::{Frame, Machine};

/// Why the loop stopped running a frame.
enum Switch {
    /// A call has pushed another frame.
    Entered,
    /// The frame has returned.
    Returned(Value),
}

impl Machine {
    /// Runs a cell's statements.
    pub fn run_top(&mut self, method: &Rc<Method>) -> Fallible<Value> {
        let floor = self.frames.len();
        self.stack.push(Value::Nothing);
        let base = self.stack.len();
        self.stack.resize(base + method.code.slots.len(), Value::Unset);
        self.frames.push(Frame { method: method.clone(), pc: 0, base });
        self.run(floor)
    }

    /// Runs the frames from `floor` up to completion. An error without a place gets that of the instruction that raised
    /// it.
    pub(super) fn run(&mut self, floor: usize) -> Fallible<Value> {
        let bottom = self.frames[floor].base - 1;
        let result = self.frames_until(floor).map_err(|mut raised| {
            let mut own = self.frames.iter().rev().filter(|frame| frame.method.code.source != error::LIBRARY);
            if let (None, Some(frame)) = (raised.place, own.next()) {
                let code = &frame.method.code;
                let span = code.spans.get(frame.pc.saturating_sub(1)).copied().unwrap_or_default();
                raised.place = Some((code.source, span));
            }
            raised
        });
        self.frames.truncate(floor);
        self.drop_handlers();
        self.stack.truncate(bottom);
        result
    }

    fn frames_until(&mut self, floor: usize) -> Fallible<Value> {
        loop {
            let at = self.frames.len() - 1;
            let frame = &self.frames[at];
            let (method, mut pc, base) = (frame.method.clone(), frame.pc, frame.base);
            let switch = self.instructions(&method, &mut pc, base);
            self.frames[at].pc = pc;
            let switch = match switch {
                Ok(switch) => switch,
                Err(raised) => {
                    self.catch(raised, floor)?;
                    continue;
                }
            };
            if let Switch::Returned(value) = switch {
                self.frames.truncate(at);
                self.drop_handlers();
                self.stack.truncate(base - 1);
                if at == floor {
                    return Ok(value);
                }
                self.stack.push(value);
            }
        }
    }

    fn pop(&mut self) -> Value {
        self.stack.pop().unwrap_or_default()
    }

    fn pop_many(&mut self, count: u16) -> Vec<Value> {
        self.stack.split_off(self.stack.len() - count as usize)
    }

    /// Runs one frame until it calls or returns.
    fn instructions(&mut self, method: &Method, pc: &mut usize, base: usize) -> Fallible<Switch> {
        let code = &*method.code;
        let instrs = code.instrs.as_slice();
        loop {
            let instr = instrs[*pc];
            *pc += 1;
            match instr {
                Instr::Const(index) => self.stack.push(code.constants[index as usize].clone()),
                Instr::Int(value) => self.stack.push(Value::Int(i64::from(value))),
                Instr::LocalBinary(slot, row) => match self.local_binary(code, base, slot, row, *pc) {
                    Some(value) => {
                        *pc += 2;
                        self.put(value, code, base, pc);
                    }
                    None => self.push_local(code, base, slot)?,
                },
                Instr::Local(slot) => self.push_local(code, base, slot)?,
                Instr::SetLocal(slot) => {
                    let value = self.pop();
                    self.stack[base + slot as usize] = value;
                }
                Instr::Global(number) => {
                    let value = self.globals.get(number)?.clone();
                    self.stack.push(value);
                }
                Instr::Binary(row) => {
                    let top = self.stack.len() - 2;
                    let plain = match &self.stack.as_slice()[top..] {
                        [Value::Int(a), Value::Int(b)] => Some(arithmetic::on_integers(row, *a, *b)?),
                        [Value::Float(a), Value::Float(b)] => arithmetic::on_floats(row, *a, *b),
                        _ => None,
                    };
                    match plain {
                        Some(value) => {
                            // Plain numbers need no dropping.
                            std::mem::forget((self.stack.pop(), self.stack.pop()));
                            self.put(value, code, base, pc);
                        }
                        None => {
                            let b = self.pop();
                            let a = self.pop();
                            let value = arithmetic::binary(self, row, a, b)?;
                            self.stack.push(value);
                        }
                    }
                }
                Instr::Fresh(slot) => self.stack[base + slot as usize] = Value::Unset,
                Instr::Pop => drop(self.stack.pop()),
                Instr::Dup => self.stack.push(self.stack.last().cloned().unwrap_or_default()),
                Instr::Jump(to) => *pc = to as usize,
                Instr::Loop(to) => {
                    self.charge(1)?;
                    *pc = to as usize;
                    if let Instr::Next(slot, end) = instrs[*pc] {
                        *pc += 1;
                        self.advance(code, base, slot, end, pc);
                    }
                }
                Instr::JumpUnless(to) => match self.pop() {
                    Value::Bool(true) => {}
                    Value::Bool(false) => *pc = to as usize,
                    other => return Err(error::not_boolean(&other)),
                },
                Instr::JumpIf(to) => match self.pop() {
                    Value::Bool(false) => {}
                    Value::Bool(true) => *pc = to as usize,
                    other => return Err(error::not_boolean(&other)),
                },
                Instr::Next(slot, end) => self.advance(code, base, slot, end, pc),
                Instr::Call(count) => {
                    if let Some(switch) = self.entered(|machine| machine.enter(count as usize, Vec::new()))? {
                        return Ok(switch);
                    }
                }
                Instr::CallExtended(list) => {
                    let kinds = &code.argument_lists[list as usize];
                    if let Some(switch) = self.entered(|machine| machine.enter_extended(kinds))? {
                        return Ok(switch);
                    }
                }
                Instr::Return => return Ok(Switch::Returned(self.pop())),
                other => self.rare(other, method, base, pc)?,
            }
        }
    }

    /// Starts a call; if it returns a value at once, pushes it.
    fn entered(&mut self, enter: impl FnOnce(&mut Self) -> Fallible<Entered>) -> Fallible<Option<Switch>> {
        match enter(self)? {
            Entered::Frame => Ok(Some(Switch::Entered)),
            Entered::Value(value) => {
                self.stack.push(value);
                Ok(None)
            }
        }
    }

    /// The less frequent instructions, kept apart so that the loop above stays small.
    fn rare(&mut self, instr: Instr, method: &Method, base: usize, pc: &mut usize) -> Fallible<()> {
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
            other => self.containers(other, base)?,
        }
        Ok(())
    }

    /// The instructions that construct or destructure containers.
    fn containers(&mut self, instr: Instr, base: usize) -> Fallible<()> {
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
                let indices = self.pop_many(count);
                match self.pop() {
                    container @ Value::Struct(_) => {
                        self.call_member("getindex", &[&[container], &indices[..]].concat())?
                    }
                    container => array::index(self, &container, &indices)?,
                }
            }
            Instr::SetIndex(count) => {
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
                if matches!(container, Value::Struct(_)) {
                    container = self.iterated(&container)?;
                }
                if entries::length(&container).is_none() {
                    return Err(entries::not_iterable(&container));
                }
                self.stack[base + slot as usize] = container;
                self.stack[base + slot as usize + 1] = Value::Int(0);
                return Ok(());
            }
            Instr::Destructure(count) => {
                let container = self.pop();
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

    /// A closure of a prototype: pops the annotated types and captures variables.
    fn closure(&mut self, prototype: &Prototype, method: &Method, base: usize) -> Fallible<Function> {
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

    /// `object.name`.
    pub fn field(&mut self, object: &Value, name: &str) -> Fallible<Value> {
        match (object, name) {
            (Value::Module(module), _) => self.globals.member(module, name),
            (Value::Tracked(number), "data") => {
                self.data_dependent = true;
                Ok(Value::Float(number.value()))
            }
            (Value::Array(array), "data") if array.is_tracked() => {
                self.data_dependent = true;
                let plain = Array::new(array.plain_items(), Type::Float, &array.sizes());
                Ok(Value::Array(Rc::new(plain)))
            }
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

/// The captured variable `name` of a closure, which is accessible as a field.
fn captured(function: &Rc<Function>, name: &str) -> Fallible<Value> {
    let methods = function.methods.borrow();
    let found = methods.iter().find_map(|method| {
        let index = method.code.captured.iter().position(|known| &**known == name)?;
        Some(method.captures.get(index)?.value.borrow().clone())
    });
    found.ok_or_else(|| no_field(&Value::Function(function.clone()), name))
}

/// The text of a constant that holds a name.
fn text(constant: &Value) -> &str {
    match constant {
        Value::Text(text) | Value::Symbol(text) => text,
        _ => "",
    }
}

pub(super) fn no_field(object: &Value, name: &str) -> Box<Raised> {
    let kind = types::type_name(object);
    let bare = kind.split('{').next().unwrap_or(&kind);
    Raised::new(format!("type {bare} has no field {name}")).hint(format!(
        "The dot asks for a field called `{name}`, but a value of type {kind} has no such field."
    ))
}
