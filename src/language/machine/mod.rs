//! The machine that runs [`Code`](super::code::Code): operand stack, frames, globals, budgets.
//!
//! A call of a function that a cell defined takes a frame on the heap, not a frame of Rust's stack; only
//! library functions that call back ([`Machine::call`]) nest.

mod attempt;
mod budget;
mod call;
mod construct;
mod dispatch;
mod dress;
mod globals;
mod leaves;
mod methods;
mod near;
mod prelude;
mod quick;
mod run;
mod types;

use std::rc::Rc;

use super::error::{Fallible, SourceId};
use super::value::{Method, Value};

pub use budget::Budget;
use budget::{Meter, Output};
pub use call::Keyword;
pub use globals::{GlobalTable, Library, OWN};
pub use leaves::{Cut, Leaves};

/// A running session's state.
pub struct Machine {
    /// Global variables.
    pub globals: GlobalTable,
    /// Whether the code has looked at a tracked value: compared it, branched on it, turned it into a plain one.
    pub looked: bool,
    /// How many recordings and nested gradients are under way: gradients inside them must be recorded too.
    pub recording: usize,
    /// What `back!` has left behind.
    pub leaves: Leaves,
    /// The state of the random numbers.
    random: u64,
    /// Calls by library functions that are under way.
    nested: usize,
    stack: Vec<Value>,
    frames: Vec<Frame>,
    handlers: Vec<attempt::Handler>,
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
    pub fn new(library: Rc<Library>, budget: Budget, clock: fn() -> f64) -> Machine {
        Machine {
            globals: GlobalTable::new(library),
            looked: false,
            recording: 0,
            leaves: Leaves::default(),
            random: 0,
            nested: 0,
            stack: Vec::new(),
            frames: Vec::new(),
            handlers: Vec::new(),
            meter: Meter::new(budget, clock),
            output: Output::default(),
        }
    }

    /// Starts the budgets anew, for the next run.
    pub fn refill(&mut self) {
        self.meter.refill();
        self.recording = 0;
        self.nested = 0;
        self.output = Output::default();
        self.frames.clear();
        self.handlers.clear();
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

    /// Milliseconds by the host's clock.
    pub fn now(&self) -> f64 {
        self.meter.now()
    }

    /// Starts the random numbers anew. A session begins with seed 0, so that a lesson gives the same each time.
    pub fn seed(&mut self, seed: u64) {
        self.random = seed;
    }

    /// Where the random numbers are: with this as a seed they go on as they will.
    pub fn seeded(&self) -> u64 {
        self.random
    }

    /// A random number from 0 to 1, 1 excluded, by SplitMix64.
    pub fn random(&mut self) -> f64 {
        self.random = self.random.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.random;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        bits ^= bits >> 31;
        (bits >> 11) as f64 / (1u64 << 53) as f64
    }

    /// The text whose code runs now.
    pub fn source(&self) -> Option<SourceId> {
        self.frames.last().map(|frame| frame.method.code.source)
    }
}
