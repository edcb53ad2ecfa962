//! A session: what the host runs cells in, and what it gets back.

use std::rc::Rc;

use super::array::recorded::value_of;
use super::code::Code;
use super::error::{Error, Fallible, SourceId};
use super::lower::lower;
use super::machine::{Budget, Library, Machine};
use super::parser::parse;
use super::value::{Method, Value};
use crate::autodiff::Tracked;
use crate::tensor::Tensor;

/// What running one cell gave.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// What `println` and friends wrote before the end or the error.
    pub printed: String,
    /// The prompt's display of the last value; empty when there is none or a `;` suppresses it.
    pub display: String,
    /// The last value, or the mistake and the text that it lies in.
    pub result: Result<Value, Error>,
}

/// A text that has been parsed and lowered for one session, to be run in it any number of times.
#[derive(Clone, Debug)]
pub struct Prepared {
    method: Rc<Method>,
    silent: bool,
}

/// A call with tracked arguments.
pub struct Recording {
    /// The tracked arguments.
    pub inputs: Vec<Tracked<f64>>,
    /// The tracked results: one for a number, several for a tuple. A result that does not depend on the
    /// arguments is a constant.
    pub outputs: Vec<Tracked<f64>>,
    /// Whether the code looked at a tracked value (a comparison, a branch, a conversion). Such a recording
    /// holds at this point only and must not be replayed elsewhere.
    pub looked: bool,
}

/// One Julia session: global variables and methods.
pub struct Session {
    machine: Machine,
}

impl Session {
    /// A fresh session that knows `library` and nothing else. Cells want
    /// [`Session::new`](crate::language::Session::new), which brings the standard library.
    pub fn with_library(library: Rc<Library>, budget: Budget, clock: fn() -> f64) -> Session {
        Session { machine: Machine::new(library, budget, clock) }
    }

    /// Parses and runs one cell.
    ///
    /// ```
    /// # use fluxion::language::{Budget, Session};
    /// let mut session = Session::new(Budget::default(), || 0.0);
    /// let outcome = session.run("f(x) = 3x^2 + 2x + 1\nf(2)");
    /// assert_eq!(outcome.display, "17");
    /// ```
    pub fn run(&mut self, source: &str) -> Outcome {
        self.run_as(0, source)
    }

    /// The same for a text that the host calls `id`: errors inside functions that it defines name it, whoever
    /// calls them.
    pub fn run_as(&mut self, id: SourceId, source: &str) -> Outcome {
        match self.prepare(id, source) {
            Ok(prepared) => self.run_prepared(&prepared),
            Err(error) => Outcome { printed: String::new(), display: String::new(), result: Err(error) },
        }
    }

    /// Parses and lowers a text without running it.
    ///
    /// # Errors
    /// Mistakes of syntax.
    pub fn prepare(&mut self, id: SourceId, source: &str) -> Result<Prepared, Error> {
        let wrap = |diagnostic| Error { source: id, diagnostic };
        let program = parse(source).map_err(wrap)?;
        let code: Code = lower(&program, id, &mut self.machine.globals).map_err(wrap)?;
        let method = Method { code: Rc::new(code), ..Method::default() };
        Ok(Prepared { method: Rc::new(method), silent: program.silent })
    }

    /// Runs a prepared text of this session. Budgets count from zero.
    pub fn run_prepared(&mut self, prepared: &Prepared) -> Outcome {
        self.machine.refill();
        let result = self.machine.run_top(&prepared.method);
        let dressed = |value| self.machine.dress(&value).map(|()| value);
        let result = if prepared.silent { result } else { result.and_then(dressed) };
        let printed = self.machine.take_output();
        match result {
            Ok(value) => {
                let display = match prepared.silent {
                    true => String::new(),
                    false => self.machine.globals.written(value.display()),
                };
                Outcome { printed, display, result: Ok(value) }
            }
            Err(raised) => {
                let mut error = raised.into_error(prepared.method.code.source);
                let message = std::mem::take(&mut error.diagnostic.message);
                error.diagnostic.message = self.machine.globals.written(message);
                Outcome { printed, display: String::new(), result: Err(error) }
            }
        }
    }

    /// Binds a global variable, as `name = value` at top level would.
    ///
    /// # Errors
    /// If `name` is a function.
    pub fn set_global(&mut self, name: &str, value: Value) -> Result<(), Error> {
        self.machine.globals.set_named(name, value).map_err(|raised| raised.into_error(0))
    }

    /// The value that a cell or the host gave `name`.
    pub fn global(&self, name: &str) -> Option<Value> {
        self.machine.globals.session_value(name)
    }

    /// Where the random numbers are; see [`Session::seed`].
    pub fn seeded(&self) -> u64 {
        self.machine.seeded()
    }

    /// Lets the random numbers go on from where they were once, so that the same is drawn again.
    pub fn seed(&mut self, seed: u64) {
        self.machine.seed(seed);
    }

    /// Calls a function value with numbers and gives the value. Budgets count from zero for each call.
    ///
    /// # Errors
    /// What the function raises, with the text that it lies in.
    pub fn call(&mut self, function: &Value, arguments: &[f64]) -> Result<Value, Error> {
        let arguments: Vec<Value> = arguments.iter().map(|number| Value::Float(*number)).collect();
        self.machine.refill();
        self.machine.call(function, &arguments).map_err(|raised| raised.into_error(0))
    }

    /// Calls a function of numbers with tracked leaves, and gives what was recorded. A gradient that the
    /// function takes is part of the recording.
    ///
    /// # Errors
    /// What the function raises, or that it does not give numbers.
    pub fn record(&mut self, function: &Value, arguments: &[f64]) -> Result<Recording, Error> {
        let numbers: Vec<Tensor<f64>> = arguments.iter().copied().map(Tensor::scalar).collect();
        self.record_as(function, &numbers, outputs)
    }

    /// The same for a function of arrays. An array that it gives is one result.
    ///
    /// # Errors
    /// What the function raises, or that it does not give numbers.
    ///
    /// ```
    /// # use fluxion::language::{Budget, Session};
    /// # use fluxion::tensor::Tensor;
    /// let mut session = Session::new(Budget::default(), || 0.0);
    /// let double = session.run("W -> 2W").result.unwrap();
    /// let weights = Tensor::from_column_major(&[2], vec![1.5, -1.0]).unwrap();
    /// let recording = session.record_arrays(&double, &[weights]).unwrap();
    /// assert_eq!(recording.outputs[0].value().entries(), [3.0, -2.0]);
    /// ```
    pub fn record_arrays(&mut self, function: &Value, arguments: &[Tensor<f64>]) -> Result<Recording, Error> {
        self.record_as(function, arguments, |value| match value {
            Value::Array(array) if array.record().is_some() => Ok(array.record().into_iter().collect()),
            other => outputs(other),
        })
    }

    fn record_as(
        &mut self,
        function: &Value,
        arguments: &[Tensor<f64>],
        results: fn(&Value) -> Fallible<Vec<Tracked<f64>>>,
    ) -> Result<Recording, Error> {
        let inputs: Vec<Tracked<f64>> = arguments.iter().cloned().map(Tracked::leaf).collect();
        let values: Vec<Value> = inputs.iter().map(|input| value_of(input.clone(), false)).collect();
        self.machine.refill();
        self.machine.looked = false;
        self.machine.recording = 1;
        let result = self.machine.call(function, &values).and_then(|value| results(&value));
        self.machine.recording = 0;
        let outputs = result.map_err(|raised| raised.into_error(0))?;
        Ok(Recording { inputs, outputs, looked: self.machine.looked })
    }
}

/// The numbers that a value is made of, tracked.
fn outputs(value: &Value) -> Fallible<Vec<Tracked<f64>>> {
    let one = |value: &Value| match value {
        Value::Tracked(number) => Ok(number.entry()),
        other => match other.number() {
            Some(number) => Ok(Tracked::constant(Tensor::scalar(number))),
            None => Err(super::error::Raised::new(format!(
                "the function gives a value of type {}, not a number",
                super::types::type_name(other)
            ))
            .hint("What is drawn must be a number, or a tuple of numbers.")),
        },
    };
    match value {
        Value::Tuple(tuple) => tuple.items().iter().map(one).collect(),
        Value::Array(vector) => vector.items().iter().map(one).collect(),
        other => Ok(vec![one(other)?]),
    }
}
