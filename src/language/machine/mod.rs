//! The machine that runs [`Code`](super::code::Code): operand stack, frames, globals, budgets.
//!
//! A call of a function that a cell defined takes a frame on the heap, not a frame of Rust's stack; only
//! library functions that call back ([`Machine::call`]) nest.

mod budget;
mod call;
mod globals;
mod run;

use std::rc::Rc;

use super::error::{Fallible, SourceId};
use super::value::{Method, Value};

pub use budget::Budget;
use budget::{Meter, Output};
pub use call::Keyword;
pub use globals::{GlobalTable, Library};

/// A running session's state.
pub struct Machine {
    /// Global variables.
    pub globals: GlobalTable,
    /// Whether the code has looked at a tracked value: compared it, branched on it, turned it into a plain one.
    pub looked: bool,
    /// How many recordings and nested gradients are under way: gradients inside them must be recorded too.
    pub recording: usize,
    stack: Vec<Value>,
    frames: Vec<Frame>,
    meter: Meter,
    output: Output,
}

/// A call under way.
struct Frame {
    method: Rc<Method>,
    /// The next instruction.
    pc: usize,
    /// Where its slots begin on the stack; what was called lies just below.
    base: usize,
}

impl Machine {
    /// A machine with the library's names and nothing else.
    pub fn new(library: Library, budget: Budget, clock: fn() -> f64) -> Machine {
        Machine {
            globals: GlobalTable::new(library),
            looked: false,
            recording: 0,
            stack: Vec::new(),
            frames: Vec::new(),
            meter: Meter::new(budget, clock),
            output: Output::default(),
        }
    }

    /// Starts the budgets anew, for the next run.
    pub fn refill(&mut self) {
        self.meter.refill();
        self.recording = 0;
        self.output = Output::default();
        self.frames.clear();
        self.stack.clear();
    }

    /// What was printed since the budgets began.
    pub fn take_output(&mut self) -> String {
        std::mem::take(&mut self.output).text
    }

    /// Prints text.
    pub fn print(&mut self, text: &str) -> Fallible<()> {
        self.output.write(text)
    }

    /// Costs `steps` of the budget; looks at the clock now and then.
    pub fn charge(&mut self, steps: u64) -> Fallible<()> {
        self.meter.charge(steps)
    }

    /// Costs an entry of the tape.
    pub fn charge_tape(&mut self) -> Fallible<()> {
        self.meter.charge_tape()
    }

    /// Refuses a text that is too long.
    pub fn check_text(&self, length: usize) -> Fallible<()> {
        self.meter.check_text(length)
    }

    /// The text whose code runs now.
    pub fn source(&self) -> Option<SourceId> {
        self.frames.last().map(|frame| frame.method.code.source)
    }
}
