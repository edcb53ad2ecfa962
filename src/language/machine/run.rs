//! The instruction loop: frames, and the instructions that run most often. All others are in `rare`.

use std::rc::Rc;

use super::super::arithmetic;
use super::super::code::Instr;
use super::super::error::{self, Fallible, SourceId};
use super::super::value::{Method, Value};
use super::call::Entered;
use super::{Frame, Machine};
use crate::diag::Span;

/// Why the loop stopped running a frame.
enum Switch {
    /// A call has pushed another frame.
    Entered,
    /// The frame has returned.
    Returned(Value),
    /// The slice is over; the frame goes on with the same instruction.
    Paused,
}

impl Machine {
    /// Runs a cell's statements.
    pub fn run_top(&mut self, method: &Rc<Method>) -> Fallible<Value> {
        let floor = self.frames.len();
        self.push_top(method);
        self.run(floor)
    }

    /// Puts a cell's statements on top of the frames.
    pub(super) fn push_top(&mut self, method: &Rc<Method>) {
        self.stack.push(Value::Nothing);
        let base = self.stack.len();
        self.stack.resize(base + method.code.slots.len(), Value::Unset);
        self.frames.push(Frame { method: method.clone(), pc: 0, base });
    }

    /// Runs the frames from `floor` up to completion. An error without a place gets that of the instruction that raised
    /// it.
    pub(super) fn run(&mut self, floor: usize) -> Fallible<Value> {
        // Only what runs in slices is paused, and that calls what follows itself.
        self.run_or_pause(floor).map(Option::unwrap_or_default)
    }

    /// The same until a slice is over; then there is no value, and the frames stay as they are.
    pub(super) fn run_or_pause(&mut self, floor: usize) -> Fallible<Option<Value>> {
        let bottom = self.frames[floor].base - 1;
        let result = self.frames_until(floor).map_err(|mut raised| {
            self.tell_progress(&mut raised);
            raised.place = raised.place.or_else(|| self.place());
            raised
        });
        if let Ok(None) = result {
            return result;
        }
        self.frames.truncate(floor);
        self.drop_handlers();
        self.stack.truncate(bottom);
        result
    }

    /// The instruction that is running in the innermost function that the learner wrote.
    pub(super) fn place(&self) -> Option<(SourceId, Span)> {
        let mut own = self.frames.iter().rev().filter(|frame| frame.method.code.source != error::LIBRARY);
        let frame = own.next()?;
        let code = &frame.method.code;
        Some((code.source, code.spans.get(frame.pc.saturating_sub(1)).copied().unwrap_or_default()))
    }

    fn frames_until(&mut self, floor: usize) -> Fallible<Option<Value>> {
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
            match switch {
                Switch::Entered => {}
                Switch::Paused => return Ok(None),
                Switch::Returned(value) => {
                    self.frames.truncate(at);
                    self.drop_handlers();
                    self.stack.truncate(base - 1);
                    if at == floor {
                        return Ok(Some(value));
                    }
                    self.stack.push(value);
                }
            }
        }
    }

    /// Takes the value off the top of the stack.
    pub(super) fn pop(&mut self) -> Value {
        self.stack.pop().unwrap_or_default()
    }

    /// Takes so many values off the stack, the lowest first.
    pub(super) fn pop_many(&mut self, count: u16) -> Vec<Value> {
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
                    if self.must_pause(to as usize) {
                        *pc -= 1;
                        return Ok(Switch::Paused);
                    }
                    self.charge(1)?;
                    *pc = to as usize;
                    if let Instr::Next(slot, end) = instrs[*pc] {
                        *pc += 1;
                        self.advance(code, base, slot, end, pc)?;
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
                Instr::Next(slot, end) => self.advance(code, base, slot, end, pc)?,
                Instr::Call(count) => {
                    self.note(*pc);
                    if let Some(switch) = self.entered(|machine| machine.enter(count as usize, Vec::new()))? {
                        return Ok(switch);
                    }
                }
                Instr::CallExtended(list) => {
                    self.note(*pc);
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

    /// Notes where the top frame is, for those that look at it from within a call.
    fn note(&mut self, pc: usize) {
        if let Some(frame) = self.frames.last_mut() {
            frame.pc = pc;
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
}
