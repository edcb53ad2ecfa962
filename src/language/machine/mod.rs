//! The stack machine that runs [`Code`](super::code::Code): operand stack, frames, globals, budgets.
//!
//! A call of a function defined in a cell pushes a frame on the heap and does not use Rust's stack; only library
//! functions that call back into Julia ([`Machine::call`]) nest.

mod budget;
mod call;
mod closure;
mod construct;
mod containers;
mod dispatch;
mod elsewhere;
mod fast_paths;
mod fields;
mod globals;
mod gradients;
mod iteration;
mod methods;
mod near;
mod prelude;
mod progress;
mod rare;
mod run;
mod show_methods;
mod slices;
mod suggestions;
mod try_catch;
mod types;

use std::rc::Rc;

use super::error::{Fallible, Raised, SourceId};
use super::value::{Method, Value};

pub use budget::{Budget, Slice};
use budget::{Meter, Output};
pub use call::Keyword;
pub use globals::{GlobalTable, Library, OWN};
pub use gradients::{AccumulatedGradients, CustomAdjoint};

/// A running session's state.
pub struct Machine {
    /// Global variables.
    pub globals: GlobalTable,
    /// Whether the code has compared a tracked value, branched on it, or converted it to a plain one.
    pub data_dependent: bool,
    /// How many gradients have been computed.
    pub gradient_count: u64,
    /// How many recordings and nested gradients are in progress: gradients inside them must be recorded too.
    pub recording: usize,
    /// What `back!` has accumulated.
    pub gradients: AccumulatedGradients,
    /// When the measurements that are in progress began, in milliseconds.
    pub timers: Vec<f64>,
    /// How many tests have passed and failed in each test set that is open.
    pub tests: Vec<[usize; 2]>,
    /// The state of the random number generator.
    random: u64,
    /// Where the random numbers drawn so far came from.
    drawn: Drawn,
    /// How deeply calls from library functions are nested at the moment.
    nested: usize,
    stack: Vec<Value>,
    frames: Vec<Frame>,
    /// Where the frames were when a gradient was computed that ended the slice.
    marks: Vec<(Rc<Method>, usize)>,
    handlers: Vec<try_catch::Handler>,
    /// The error that was caught last, with its place.
    caught: Option<Box<Raised>>,
    meter: Meter,
    output: Output,
}

/// Whether a run has looked at the state of the random numbers that it began with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Drawn {
    /// Whether it has drawn numbers before it seeded the generator itself.
    pub inherited: bool,
    /// Whether it has seeded the generator, so that what follows is the same wherever it began.
    pub reseeded: bool,
}

/// The frame of an active call.
struct Frame {
    method: Rc<Method>,
    /// The address of the next instruction.
    pc: usize,
    /// Where its slots begin on the stack; the callee is just below.
    base: usize,
}

impl Machine {
    /// A machine with the library and nothing else.
    pub fn new(library: Rc<Library>, budget: Budget, clock: fn() -> f64) -> Machine {
        Machine {
            globals: GlobalTable::new(library),
            data_dependent: false,
            gradient_count: 0,
            recording: 0,
            gradients: AccumulatedGradients::default(),
            timers: Vec::new(),
            tests: Vec::new(),
            random: 0,
            drawn: Drawn::default(),
            nested: 0,
            stack: Vec::new(),
            frames: Vec::new(),
            marks: Vec::new(),
            handlers: Vec::new(),
            caught: None,
            meter: Meter::new(budget, clock),
            output: Output::default(),
        }
    }

    /// Resets the budgets, for the next run.
    pub fn refill(&mut self) {
        self.refill_times(1);
    }

    /// Resets the budgets for a run that may take `factor` times the steps and the time.
    pub fn refill_times(&mut self, factor: u32) {
        self.meter.refill(factor);
        self.recording = 0;
        self.nested = 0;
        self.output = Output::default();
        self.timers.clear();
        self.tests.clear();
        self.frames.clear();
        self.handlers.clear();
        self.caught = None;
        self.stack.clear();
    }

    /// What was printed since the last refill.
    pub fn take_output(&mut self) -> String {
        std::mem::take(&mut self.output).text
    }

    /// Prints text.
    pub fn print(&mut self, text: &str) -> Fallible<()> {
        self.output.write(text)
    }

    /// Charges `steps` to the budget; see `Meter::charge`.
    pub fn charge(&mut self, steps: u64) -> Fallible<()> {
        self.meter.charge(steps)
    }

    /// Charges time as if it had passed.
    pub fn charge_time(&mut self, millis: f64) -> Fallible<()> {
        self.meter.charge_time(millis)
    }

    /// Charges one tape entry to the budget.
    pub fn charge_tape(&mut self) -> Fallible<()> {
        self.meter.charge_tape()
    }

    /// Charges for getting at each number of a tracked array, which makes every one a tape entry of its own.
    pub fn charge_numbers(&mut self, value: &Value) -> Fallible<()> {
        match value {
            Value::Array(array) if array.serial().is_some() => self.meter.charge_numbers(array.len()),
            _ => Ok(()),
        }
    }

    /// Rejects a string that is too long; `length` is in bytes.
    pub fn check_text(&self, length: usize) -> Fallible<()> {
        self.meter.check_text(length)
    }

    /// The host's clock, in milliseconds.
    pub fn now(&self) -> f64 {
        self.meter.now()
    }

    /// Seeds the random number generator, as a program does. A session starts with seed 0, so that a lesson gives the
    /// same results each time.
    pub fn seed(&mut self, seed: u64) {
        self.random = seed;
        self.drawn.reseeded = true;
    }

    /// Puts the random number generator into this state, as the host does before a run.
    pub(super) fn resume(&mut self, state: u64) {
        self.random = state;
        self.drawn = Drawn::default();
    }

    /// What has become of the random numbers since the host last put the generator into a state.
    pub(super) fn drawn(&self) -> Drawn {
        self.drawn
    }

    /// The state of the random number generator: seeding it with this value continues the sequence from here.
    pub fn seeded(&self) -> u64 {
        self.random
    }

    /// A uniform random number in [0, 1), from SplitMix64.
    pub fn random(&mut self) -> f64 {
        self.drawn.inherited |= !self.drawn.reseeded;
        self.random = self.random.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.random;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        bits ^= bits >> 31;
        (bits >> 11) as f64 / (1u64 << 53) as f64
    }

    /// The source whose code is running.
    pub fn source(&self) -> Option<SourceId> {
        self.frames.last().map(|frame| frame.method.code.source)
    }
}
