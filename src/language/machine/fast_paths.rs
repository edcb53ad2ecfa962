//! Fast paths of the instruction loop: plain numbers in local variables bypass the stack.
//!
//! They are inlined into the loop in release builds only. In debug builds each would enlarge the loop's stack frame, and
//! library functions that call back nest such frames.

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
        // Numbers are copied directly, without the general `clone`.
        let value = match &self.stack.as_slice()[base + slot as usize] {
            Value::Int(value) => Value::Int(*value),
            Value::Float(value) => Value::Float(*value),
            Value::Unset => return Err(error::unset_local(&code.slots[slot as usize])),
            other => other.clone(),
        };
        self.stack.push(value);
        Ok(())
    }

    /// The result of an [`Instr::LocalBinary`] whose second operand is the instruction at `pc`, if both operands are plain
    /// numbers. Everything else, including errors, is left to the instructions that follow.
    #[cfg_attr(not(debug_assertions), inline(always))]
    #[expect(clippy::manual_ok_err, reason = "`Result::ok` is a call of its own in code that is to be small")]
    pub(super) fn local_binary(
        &self,
        code: &Code,
        base: usize,
        slot: u16,
        row: u16,
        pc: usize,
    ) -> Option<Value> {
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

    /// Passes the next value of the iteration in `slot` to the instruction at `pc`, or jumps to `end` if there is none.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) fn advance(
        &mut self,
        code: &Code,
        base: usize,
        slot: u16,
        end: u32,
        pc: &mut usize,
    ) -> Fallible<()> {
        let at = base + slot as usize;
        let next = match &self.stack.as_slice()[at] {
            Value::Struct(_) => self.next_of_struct(at)?,
            _ => self.next(at),
        };
        match next {
            Some(value) => self.put(value, code, base, pc),
            None => *pc = end as usize,
        }
        Ok(())
    }

    /// The next entry of a struct, whose state follows it on the stack.
    #[cold]
    fn next_of_struct(&mut self, at: usize) -> Fallible<Option<Value>> {
        let (object, state) = (self.stack[at].clone(), self.stack[at + 1].clone());
        let next = self.iterate(&object, &state)?;
        Ok(next.map(|(value, state)| {
            self.stack[at + 1] = state;
            value
        }))
    }

    /// The next value of the iteration whose container is at `at` on the stack and whose position follows it.
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

    /// Passes a value directly to the instruction at `pc` if that is an assignment or a conditional jump, and skips that
    /// instruction; otherwise pushes the value.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) fn put(&mut self, value: Value, code: &Code, base: usize, pc: &mut usize) {
        let instrs = code.instrs.as_slice();
        let (slot, behind) = match (instrs[*pc], instrs.get(*pc + 1)) {
            (Instr::SetLocal(slot), _) => (slot, 1),
            // A variable that is unset and assigned at once, such as a loop variable.
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
            // A number needs no dropping.
            Value::Int(_) | Value::Float(_) => std::mem::forget(std::mem::replace(place, value)),
            _ => *place = value,
        }
    }
}
