//! Runs in slices: code that is paused between two turns of a loop, and goes on later. Meanwhile the host can call
//! functions and look at variables.

use std::rc::Rc;

use super::super::error::Fallible;
use super::super::value::{Method, Value};
use super::Machine;
use super::budget::Slice;

impl Machine {
    /// Begins a run of a cell's statements, which [`Machine::go_on`] continues.
    pub fn begin(&mut self, method: &Rc<Method>) {
        self.refill();
        self.push_top(method);
    }

    /// Goes on with a run, with a full budget for each slice; gives no value if it is not at its end.
    ///
    /// # Errors
    /// What the code raises; the run is over then.
    pub fn go_on(&mut self, slice: Slice) -> Fallible<Option<Value>> {
        if self.frames.is_empty() {
            return Ok(Some(Value::Nothing));
        }
        self.meter.refill_for(slice);
        self.marks.clear();
        self.recording = 0;
        self.run_or_pause(0)
    }

    /// Calls a function while a run is paused, with a full budget. What it does to the random numbers is undone.
    ///
    /// # Errors
    /// What the function raises.
    pub fn call_between(&mut self, function: &Value, arguments: &[Value]) -> Fallible<Value> {
        let (random, count) = (self.random, self.gradient_count);
        self.meter.refill(1);
        let result = self.call(function, arguments);
        (self.random, self.gradient_count) = (random, count);
        result
    }

    /// Counts a gradient, which may end a slice; those within another gradient are parts of it.
    pub fn count_gradient(&mut self) {
        if self.recording > 0 {
            return;
        }
        self.gradient_count += 1;
        self.meter.count_gradient();
        if self.meter.is_due {
            self.marks = self.frames.iter().map(|frame| (frame.method.clone(), frame.pc)).collect();
        }
    }

    /// Whether a run must be paused at the end of a loop's turn; the loop begins at `start`. What follows from a gradient is
    /// done first: only the loop in whose turn it was computed is paused. Calls from library functions, which use Rust's
    /// stack, are never paused.
    #[inline]
    pub(super) fn must_pause(&self, start: usize) -> bool {
        self.meter.is_due && self.nested == 0 && (self.meter.is_overdue || self.is_around_gradient(start))
    }

    #[cold]
    fn is_around_gradient(&self, start: usize) -> bool {
        let (Some(frame), mark) = (self.frames.last(), self.marks.get(self.frames.len().saturating_sub(1)))
        else {
            return true;
        };
        self.marks.is_empty()
            || mark.is_some_and(|(method, pc)| Rc::ptr_eq(method, &frame.method) && start <= *pc)
    }
}
