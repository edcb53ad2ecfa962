//! Sessions, in which the host runs cells, and what it gets back.

use std::rc::Rc;

use super::array::recorded::value_of;
use super::code::Code;
use super::digest::digest;
use super::error::{Error, Fallible, SourceId};
use super::limits;
use super::lower::lower;
use super::machine::{Budget, Drawn, Library, Machine, Slice};
use super::parser::parse;
use super::value::{Method, Value};
use crate::autodiff::Tracked;
use crate::tensor::Tensor;

/// The outcome of running one cell.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// What `println` and friends printed until the end or the error.
    pub printed: String,
    /// The prompt's display of the last value; empty when there is none or a `;` suppresses it.
    pub display: String,
    /// The last value, or the error and the source that it is in.
    pub result: Result<Value, Error>,
}

/// Source text parsed and lowered for one session, which can run it any number of times.
#[derive(Clone, Debug)]
pub struct Prepared {
    method: Rc<Method>,
    silent: bool,
    /// How many times the usual steps and time a run may take.
    limits: u32,
}

/// A recorded call with tracked arguments.
pub struct Recording {
    /// The tracked arguments.
    pub inputs: Vec<Tracked<f64>>,
    /// The tracked results: one for a number, several for a tuple. A result that does not depend on the
    /// arguments is a constant.
    pub outputs: Vec<Tracked<f64>>,
    /// Whether the control flow, or a conversion to a plain number, depended on a tracked value. Such a recording is
    /// valid for these arguments only and must not be replayed with others.
    pub data_dependent: bool,
}

/// One Julia session: global variables and methods.
pub struct Session {
    machine: Machine,
}

impl Session {
    /// A new session with `library` and nothing else. To run cells, use
    /// [`Session::new`](crate::language::Session::new), which includes the standard library.
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

    /// The same for a source that the host calls `id`: errors inside functions that it defines refer to it, wherever
    /// they are called from.
    pub fn run_as(&mut self, id: SourceId, source: &str) -> Outcome {
        match self.prepare(id, source) {
            Ok(prepared) => self.run_prepared(&prepared),
            Err(error) => Outcome { printed: String::new(), display: String::new(), result: Err(error) },
        }
    }

    /// Parses and lowers source text without running it.
    ///
    /// # Errors
    /// Syntax errors.
    pub fn prepare(&mut self, id: SourceId, source: &str) -> Result<Prepared, Error> {
        let wrap = |diagnostic| Error { source: id, diagnostic };
        let program = parse(source).map_err(wrap)?;
        let code: Code = lower(&program, id, &mut self.machine.globals).map_err(wrap)?;
        let method = Method { code: Rc::new(code), ..Method::default() };
        Ok(Prepared { method: Rc::new(method), silent: program.silent, limits: limits::factor(source) })
    }

    /// Runs source text prepared in this session, with a full budget.
    pub fn run_prepared(&mut self, prepared: &Prepared) -> Outcome {
        self.machine.refill_times(prepared.limits);
        let result = self.machine.run_top(&prepared.method);
        let shown = |value| self.machine.run_show_methods(&value).map(|()| value);
        let result = if prepared.silent { result } else { result.and_then(shown) };
        let printed = self.machine.take_output();
        match result {
            Ok(value) => {
                let display = match prepared.silent {
                    true => String::new(),
                    false => self.machine.globals.without_module_prefix(value.display()),
                };
                Outcome { printed, display, result: Ok(value) }
            }
            Err(raised) => {
                let mut error = raised.into_error(prepared.method.code.source);
                let message = std::mem::take(&mut error.diagnostic.message);
                error.diagnostic.message = self.machine.globals.without_module_prefix(message);
                Outcome { printed, display: String::new(), result: Err(error) }
            }
        }
    }

    /// Begins to run prepared source text, which [`Session::go_on`] continues.
    ///
    /// ```
    /// # use fluxion::language::{Budget, Session, Slice};
    /// let mut session = Session::new(Budget::default(), || 0.0);
    /// let text = "w = 1.0\nfor i in 1:5\n  global w -= 0.1gradient(w -> w^2, w)[1]\nend\nw";
    /// let prepared = session.prepare(0, &format!("using Tracker\n{text}")).unwrap();
    /// session.begin(&prepared);
    /// let slice = Slice { gradients: 2, ..Slice::WHOLE };
    /// let ends = std::iter::from_fn(|| session.go_on(slice).is_none().then_some(())).count();
    /// assert_eq!((ends, session.gradient_count()), (2, 5));
    /// ```
    pub fn begin(&mut self, prepared: &Prepared) {
        self.machine.begin(&prepared.method);
    }

    /// Goes on with a run until it ends or the slice is over; `None` in the latter case. A run is paused only between
    /// two turns of a loop, so a slice may take longer than it should.
    pub fn go_on(&mut self, slice: Slice) -> Option<Result<Value, Error>> {
        match self.machine.go_on(slice) {
            Ok(value) => value.map(Ok),
            Err(raised) => Some(Err(raised.into_error(0))),
        }
    }

    /// How many gradients the session has computed.
    pub fn gradient_count(&self) -> u64 {
        self.machine.gradient_count
    }

    /// What has been printed since it was last asked for.
    pub fn take_printed(&mut self) -> String {
        self.machine.take_output()
    }

    /// Calls a function value while a run is paused, with a full budget. Random numbers go on as if it had not been called.
    ///
    /// # Errors
    /// What the function raises, with the source that it is in.
    pub fn call_between(&mut self, function: &Value, arguments: &[Value]) -> Result<Value, Error> {
        self.machine.call_between(function, arguments).map_err(|raised| raised.into_error(0))
    }

    /// Binds a global variable, as `name = value` at top level would.
    ///
    /// # Errors
    /// If `name` is a function.
    pub fn set_global(&mut self, name: &str, value: Value) -> Result<(), Error> {
        self.machine.globals.set_named(name, value).map_err(|raised| raised.into_error(0))
    }

    /// The value that a cell or the host assigned to `name`.
    pub fn global(&self, name: &str) -> Option<Value> {
        self.machine.globals.session_value(name)
    }

    /// The state of the random number generator; see [`Session::seed`].
    pub fn seeded(&self) -> u64 {
        self.machine.seeded()
    }

    /// Sets the state of the random number generator, so that the same numbers are drawn again.
    pub fn seed(&mut self, seed: u64) {
        self.machine.resume(seed);
    }

    /// Whether what has run since [`Session::seed`] depends on that state, and whether it has chosen another.
    pub fn drawn(&self) -> Drawn {
        self.machine.drawn()
    }

    /// A number that stands for everything in a value of this session: while it stays the same, nothing has been
    /// changed, however deep inside.
    ///
    /// ```
    /// # use fluxion::language::{Budget, Session};
    /// let mut session = Session::new(Budget::default(), || 0.0);
    /// let nested = session.run("inner = [1, 2]\nouter = (inner, \"text\")").result.unwrap();
    /// let before = session.digest(&nested);
    /// session.run("push!(inner, 3)");
    /// assert_ne!(session.digest(&nested), before);
    /// session.run("pop!(inner)");
    /// assert_eq!(session.digest(&nested), before);
    /// ```
    pub fn digest(&self, value: &Value) -> u64 {
        digest(value, &self.machine.gradients)
    }

    /// Calls a function value with numbers, with a full budget, and returns its value.
    ///
    /// # Errors
    /// What the function raises, with the source that it is in.
    pub fn call(&mut self, function: &Value, arguments: &[f64]) -> Result<Value, Error> {
        let arguments: Vec<Value> = arguments.iter().map(|number| Value::Float(*number)).collect();
        self.machine.refill();
        self.machine.call(function, &arguments).map_err(|raised| raised.into_error(0))
    }

    /// Calls a function of numbers with tracked leaves and returns the recording. Gradients that the function
    /// itself computes are recorded as well.
    ///
    /// # Errors
    /// What the function raises; also if it does not return numbers.
    pub fn record(&mut self, function: &Value, arguments: &[f64]) -> Result<Recording, Error> {
        let numbers: Vec<Tensor<f64>> = arguments.iter().copied().map(Tensor::scalar).collect();
        self.record_as(function, &numbers, outputs)
    }

    /// The same for a function of arrays. An array that it returns is one output.
    ///
    /// # Errors
    /// What the function raises; also if it does not return numbers.
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
        self.machine.data_dependent = false;
        self.machine.recording = 1;
        let result = self.machine.call(function, &values).and_then(|value| results(&value));
        self.machine.recording = 0;
        let outputs = result.map_err(|raised| raised.into_error(0))?;
        Ok(Recording { inputs, outputs, data_dependent: self.machine.data_dependent })
    }
}

/// The numbers in a value, tracked.
fn outputs(value: &Value) -> Fallible<Vec<Tracked<f64>>> {
    let one = |value: &Value| match value {
        Value::Tracked(number) => Ok(number.entry()),
        other => match other.number() {
            Some(number) => Ok(Tracked::constant(Tensor::scalar(number))),
            None => Err(super::error::Raised::new(format!(
                "the function returns a value of type {}, not a number",
                super::types::type_name(other)
            ))
            .hint("To draw it, the function must return a number or a tuple of numbers.")),
        },
    };
    match value {
        Value::Tuple(tuple) => tuple.items().iter().map(one).collect(),
        Value::Array(vector) => vector.items().iter().map(one).collect(),
        other => Ok(vec![one(other)?]),
    }
}
