//! The Julia subset that the cells run: lexer, parser, values, evaluation, display, errors.

use crate::diag::{Diagnostic, Span};

/// What a session may spend on one run. See `robustness.md` for where the numbers come from.
#[derive(Clone, Copy, Debug)]
pub struct Budget {
    /// Evaluation steps.
    pub steps: u64,
    /// Wall-clock milliseconds, by the clock that the host installs.
    pub millis: f64,
    /// Nested calls.
    pub depth: usize,
}

impl Default for Budget {
    fn default() -> Budget {
        Budget { steps: 20_000_000, millis: 2_000.0, depth: 200 }
    }
}

/// A Julia value. The language layer owns its cases.
#[derive(Clone, Debug)]
pub enum Value {
    /// `nothing`.
    Nothing,
    /// `Float64`.
    Float(f64),
}

impl Value {
    /// What the prompt prints for the value.
    pub fn display(&self) -> String {
        String::new()
    }

    /// The numbers in it, if it is a number, a boolean (0 or 1), or a tuple or array of numbers; tracked or not.
    pub fn numbers(&self) -> Option<Vec<f64>> {
        None
    }
}

/// What running one cell gave.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// What `println` and friends wrote before the end or the error.
    pub printed: String,
    /// The prompt's display of the last value; empty when there is none or a `;` suppresses it.
    pub display: String,
    /// The last value, or the mistake.
    pub result: Result<Value, Diagnostic>,
}

/// One Julia session: global variables and methods.
pub struct Session {}

impl Session {
    /// A fresh session. `clock` gives milliseconds since any fixed moment.
    pub fn new(_budget: Budget, _clock: fn() -> f64) -> Session {
        Session {}
    }

    /// Parses and runs one cell.
    pub fn run(&mut self, _source: &str) -> Outcome {
        Outcome { printed: String::new(), display: String::new(), result: Ok(Value::Nothing) }
    }

    /// Binds a global variable, as `name = value` at top level would.
    ///
    /// # Errors
    /// If `name` is a function.
    pub fn set_global(&mut self, _name: &str, _value: Value) -> Result<(), Diagnostic> {
        Ok(())
    }

    /// The value that `name` has now.
    pub fn global(&self, _name: &str) -> Option<Value> {
        None
    }

    /// Calls a function value with numbers and gives the value. Budget counts from zero for each call.
    pub fn call(&mut self, _function: &Value, _arguments: &[f64]) -> Result<Value, Diagnostic> {
        Ok(Value::Nothing)
    }

    /// Calls a function of numbers with tracked leaves, and gives what was recorded.
    ///
    /// `Recording::looked` tells that the code looked at a tracked value (a comparison, a branch, a
    /// conversion): such a recording holds at this point only and must not be replayed elsewhere.
    pub fn record(&mut self, _function: &Value, _arguments: &[f64]) -> Result<Recording, Diagnostic> {
        Err(Diagnostic::new(Span::default(), "not there yet"))
    }
}

/// A call with tracked arguments.
pub struct Recording {
    /// The tracked arguments.
    pub inputs: Vec<crate::autodiff::Tracked<f64>>,
    /// The tracked results: one for a number, several for a tuple.
    pub outputs: Vec<crate::autodiff::Tracked<f64>>,
    /// Whether the code looked at a tracked value on the way.
    pub looked: bool,
}

/// What a cell defines and uses at top level, known before it runs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names {
    /// Global names that the cell assigns or defines as functions, in order.
    pub defines: Vec<String>,
    /// Global names that it reads, inside its functions too, that it does not define itself before.
    pub uses: Vec<String>,
}

/// Reads a cell without running it. A cell that does not parse defines and uses what its intact part does.
pub fn names(_source: &str) -> Names {
    Names::default()
}

/// Kinds of token that the editor colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Highlight {
    /// `function`, `if`, `end` …
    Keyword,
    /// A number literal.
    Number,
    /// A name that is called or defined as a function.
    Function,
    /// Any other name.
    Name,
    /// A string or character literal.
    Text,
    /// A comment.
    Comment,
    /// An operator.
    Operator,
    /// Anything that is no token of the language.
    Error,
}

/// The coloured ranges of a cell, in order and without overlap; white space and brackets are left out.
pub fn highlight(_source: &str) -> Vec<(Span, Highlight)> {
    Vec::new()
}
