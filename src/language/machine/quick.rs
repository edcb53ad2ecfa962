//! Short cuts of the loop that runs instructions: plain numbers in local variables do not go over the stack.
//!
//! They are part of that loop wherever it is to be fast. Code for debugging would give each of them its own piece of the
//! loop's frame, and library functions that call back nest such frames.

use super::super::arithmetic::{on_floats, on_integers};
use super::super::code::{Code, Instr};
use super::super::entries::entry;
use super::super::error::{self, Fallible};
use super::super::value::{Range, Value};
use super::Machine;

impl Machine {
    /// Pushes a local variable.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) fn push_local(&mut self, code: &Code, base: usize, slot: u16) -> Fallible<()> {
        // Numbers are copied without asking what else a clone might have to do.
        let value = match &self.stack.as_slice()[base + slot as usize] {
            Value::Int(value) => Value::Int(*value),
            Value::Float(value) => Value::Float(*value),
            Value::Unset => return Err(error::unset_local(&code.slots[slot as usize])),
            other => other.clone(),
        };
        self.stack.push(value);
        Ok(())
    }

    /// The result of [`Instr::Quick`] whose second operand is the instruction at `pc`, if there is one without looking
    /// further: what is not plain arithmetic, mistakes too, is left to the instructions that stand there.
    #[cfg_attr(not(debug_assertions), inline(always))]
    #[expect(clippy::manual_ok_err, reason = "`Result::ok` is a call of its own in code that is to be small")]
    pub(super) fn quick(&self, code: &Code, base: usize, slot: u16, row: u16, pc: usize) -> Option<Value> {
        let stack = self.stack.as_slice();
        let small;
        let b = match code.instrs.as_slice()[pc] {
            Instr::Local(other) => &stack[base + other as usize],
            Instr::Const(index) => &code.constants.as_slice()[index as usize],
            Instr::Int(value) => {
                small = Value::Int(i64::from(value));
                &small
            }
            _ => return None,
        };
        match (&stack[base + slot as usize], b) {
            (Value::Int(a), Value::Int(b)) => match on_integers(row, *a, *b) {
                Ok(value) => Some(value),
                Err(_) => None,
            },
            (Value::Float(a), Value::Float(b)) => on_floats(row, *a, *b),
            (Value::Float(a), Value::Int(b)) => on_floats(row, *a, *b as f64),
            (Value::Int(a), Value::Float(b)) => on_floats(row, *a as f64, *b),
            _ => None,
        }
    }

    /// The next value of the walk in `slot`, for the instruction at `pc`; at the end of the walk goes to `end`.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) fn walk_on(&mut self, code: &Code, base: usize, slot: u16, end: u32, pc: &mut usize) {
        match self.next(base + slot as usize) {
            Some(value) => self.put(value, code, base, pc),
            None => *pc = end as usize,
        }
    }

    /// The next value of the walk whose container is at `at` on the stack and whose position is behind it.
    #[cfg_attr(not(debug_assertions), inline(always))]
    fn next(&mut self, at: usize) -> Option<Value> {
        let [container, Value::Int(position), ..] = &mut self.stack.as_mut_slice()[at..] else { return None };
        let index = *position as usize;
        *position += 1;
        if let Value::Range(range) = container
            && let Range::Int { first, step, length, .. } = **range
        {
            let inside = index < length;
            return if inside {
                Some(Value::Int(first.wrapping_add(step.wrapping_mul(index as i64))))
            } else {
                None
            };
        }
        entry(container, index)
    }

    /// Gives a value to the instruction at `pc` if that is an assignment or a condition, and goes on behind it; else
    /// pushes it.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) fn put(&mut self, value: Value, code: &Code, base: usize, pc: &mut usize) {
        let instrs = code.instrs.as_slice();
        let (slot, behind) = match (instrs[*pc], instrs.get(*pc + 1)) {
            (Instr::SetLocal(slot), _) => (slot, 1),
            // What is made valueless and then set at once, such as the variable of a loop.
            (Instr::Fresh(slot), Some(Instr::SetLocal(set))) if slot == *set => (slot, 2),
            (Instr::JumpUnless(to), _) if let Value::Bool(holds) = value => {
                *pc = if holds { *pc + 1 } else { to as usize };
                return;
            }
            _ => return self.stack.push(value),
        };
        *pc += behind;
        let place = &mut self.stack.as_mut_slice()[base + slot as usize];
        match place {
            // A number is overwritten without asking what it might hold.
            Value::Int(_) | Value::Float(_) => std::mem::forget(std::mem::replace(place, value)),
            _ => *place = value,
        }
    }
}
