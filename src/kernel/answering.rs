//! What every query uses while it is answered: the session, expressions evaluated in it, and functions recorded.
//!
//! A function that a figure draws is recorded once and compiled. If its control flow depends on a value (a branch,
//! a comparison), it is called point by point instead: slower, never wrong.

use std::collections::HashMap;

use crate::diag::{Diagnostic, Span};
use crate::language::{Error, Prepared, Recording, Session, SourceId, Value};
use crate::program::Program;

/// The source id of expressions that stand in queries rather than in cells.
pub(super) const QUERY_SOURCE: SourceId = SourceId::MAX;

/// How long a query may take that works piece by piece, unless it says otherwise, in milliseconds.
pub(super) const FIGURE_MILLIS: f64 = 400.0;

/// The most steps of a path.
pub(super) const MAX_STEPS: u32 = 10_000;

/// The most columns or rows of a grid.
const MAX_SIDE: u32 = 512;

/// A number of this size has left everything that can be drawn.
pub(super) const FAR_AWAY: f64 = 1e12;

/// After how many points whose recursion never ends a figure is given up.
const ENDLESS: usize = 4;

/// How soon a query is answered: the first of these comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Urgency {
    /// What the learner drags.
    Immediate,
    /// Numbers in the text.
    High,
    /// A computation that is followed step by step.
    Normal,
    /// A curve.
    Low,
    /// A landscape.
    Lowest,
}

/// How a kind of query is answered. The page, which only states queries, never calls this.
pub trait Answerable {
    /// What the answer is.
    type Answer;

    /// How soon it is answered.
    const URGENCY: Urgency;

    /// How long it may take where it works piece by piece, in milliseconds; the session's budget bounds each piece.
    const MILLIS: f64 = FIGURE_MILLIS;

    /// The pieces of code that it reads. What these can reach by name is what the answer depends on.
    fn reads(&self) -> Vec<&str>;

    /// Computes the answer.
    fn answer(&self, answering: &mut Answering<'_>) -> Result<Self::Answer, Error>;
}

/// The session and what it takes to answer a query from it.
pub struct Answering<'a> {
    session: &'a mut Session,
    prepared: &'a mut HashMap<String, Result<Prepared, Error>>,
    clock: fn() -> f64,
    /// When the query must be done, by that clock.
    end: f64,
}

impl<'a> Answering<'a> {
    /// Begins to answer a query that may take so many milliseconds.
    pub fn begin(
        session: &'a mut Session,
        prepared: &'a mut HashMap<String, Result<Prepared, Error>>,
        clock: fn() -> f64,
        millis: f64,
    ) -> Answering<'a> {
        Answering { session, prepared, clock, end: clock() + millis }
    }

    /// The learner's session.
    pub fn session(&mut self) -> &mut Session {
        self.session
    }

    /// Whether the query's time is up.
    pub fn is_late(&self) -> bool {
        (self.clock)() > self.end
    }

    /// The value of an expression, which is parsed the first time only.
    pub fn evaluate(&mut self, code: &str) -> Result<Value, Error> {
        let session = &mut *self.session;
        let prepared = self
            .prepared
            .entry(code.to_string())
            .or_insert_with(|| session.prepare(QUERY_SOURCE, code))
            .clone()?;
        self.session.run_prepared(&prepared).result
    }

    /// The value of an expression that must be one number.
    pub fn number(&mut self, code: &str) -> Result<f64, Error> {
        let value = self.evaluate(code)?;
        match value.numbers().as_deref() {
            Some([number]) => Ok(*number),
            _ => Err(complaint(format!("`{code}` is not one number"))),
        }
    }

    /// The values of expressions, each of which must be one number.
    pub fn numbers(&mut self, codes: &[String]) -> Result<Vec<f64>, Error> {
        codes.iter().map(|code| self.number(code)).collect()
    }

    /// The function that a figure draws: by its name, or an expression that gives one, as `a -> loss(a, b, c)`.
    pub fn function(&mut self, code: &str) -> Result<Value, Error> {
        if code.contains("->") {
            return self.evaluate(code);
        }
        self.session.global(code).ok_or_else(|| {
            let message = format!("UndefVarError: {code} not defined");
            let hint = format!("This figure draws `{code}`, and no cell defines it now.");
            Error {
                source: QUERY_SOURCE,
                diagnostic: Diagnostic::new(Span::default(), message).with_hint(hint),
            }
        })
    }

    /// A recording of a function that must give one number at a point.
    pub fn record(&mut self, name: &str, function: &Value, at: &[f64]) -> Result<Recording, Error> {
        let recording = self.session.record(function, at)?;
        match recording.outputs.len() {
            1 => Ok(recording),
            count => Err(too_many(name, count)),
        }
    }

    /// A recording of `function` that holds at every point, if its code allows one and some point works.
    pub fn replayable(&mut self, function: &Value, columns: &[&[f64]]) -> Option<Recording> {
        let points = columns.first()?.len();
        // A point where the function is undefined (a logarithm left of zero) says nothing about the others.
        let places = [points / 2, points / 3, points * 4 / 5, 0, points - 1];
        let mut recordings = places.into_iter().filter_map(|k| {
            let at: Vec<f64> = columns.iter().map(|column| column[k]).collect();
            self.session.record(function, &at).ok()
        });
        recordings.next().filter(|recording| !recording.data_dependent && recording.outputs.len() == 1)
    }

    /// A function of several numbers at many points: `columns` holds the first number of each point, then the second
    /// of each, and so on. Values may be NaN or infinite.
    pub fn sampled(&mut self, of: &str, columns: &[&[f64]]) -> Result<Vec<f64>, Error> {
        let function = self.function(of)?;
        if let Some(recording) = self.replayable(&function, columns) {
            let inputs: Vec<_> = recording.inputs.iter().collect();
            let mut program = Program::compile(&[&recording.outputs[0]], &inputs);
            return Ok(program.run_batch(columns).pop().unwrap_or_default());
        }
        let points = columns.first().map_or(0, |column| column.len());
        let mut values = Vec::with_capacity(points);
        self.point_by_point(of, points, |answering, k| {
            let at: Vec<f64> = columns.iter().map(|column| column[k]).collect();
            let value = answering.session.call(&function, &at);
            let number = value.and_then(|value| match value.numbers().as_deref() {
                Some([number]) => Ok(*number),
                Some(numbers) => Err(too_many(of, numbers.len())),
                None => Err(complaint(format!("`{of}` does not give a number"))),
            });
            values.push(*number.as_ref().unwrap_or(&f64::NAN));
            number.err()
        })?;
        Ok(values)
    }

    /// Calls `evaluate` for every point. An error at some points is a gap there; an error at every point is the
    /// query's own.
    pub fn point_by_point(
        &mut self,
        of: &str,
        points: usize,
        mut evaluate: impl FnMut(&mut Self, usize) -> Option<Error>,
    ) -> Result<(), Error> {
        let (mut errors, mut first) = (0, None);
        for k in 0..points {
            if let Some(error) = evaluate(self, k) {
                errors += 1;
                // A recursion without an end reaches the greatest depth at every point: a few of them are enough.
                let is_endless = error.diagnostic.message.starts_with("StackOverflowError");
                if is_endless && errors == ENDLESS && k + 1 == ENDLESS {
                    return Err(error);
                }
                first.get_or_insert(error);
            }
            if self.is_late() {
                return Err(first.unwrap_or_else(|| {
                    complaint(format!(
                        "`{of}` takes too long to draw: {k} of {points} points took {FIGURE_MILLIS} ms"
                    ))
                }));
            }
        }
        match first {
            Some(error) if errors == points => Err(error),
            _ => Ok(()),
        }
    }
}

/// Whether a number has left everything that can be drawn.
pub(super) fn is_far(value: f64) -> bool {
    !value.is_finite() || value.abs() >= FAR_AWAY
}

/// `count` evenly spaced numbers, from the first to the last of a range.
pub(super) fn spread([first, last]: [f64; 2], count: u32) -> Vec<f64> {
    let gaps = f64::from(count - 1);
    (0..count).map(|k| first + (last - first) * (f64::from(k) / gaps)).collect()
}

/// The points of an even grid: the first number of each and the second of each, the first running fastest. Columns and
/// rows are kept between 2 and [`MAX_SIDE`].
pub(super) fn grid([x, y]: [[f64; 2]; 2], size: [u32; 2]) -> [Vec<f64>; 2] {
    let [columns, rows] = size.map(|side| side.clamp(2, MAX_SIDE));
    let (xs, ys) = (spread(x, columns), spread(y, rows));
    let firsts = ys.iter().flat_map(|_| xs.iter().copied()).collect();
    let seconds = ys.iter().flat_map(|&y| xs.iter().map(move |_| y)).collect();
    [firsts, seconds]
}

/// That a function gives several numbers where a figure draws one.
pub(super) fn too_many(name: &str, count: usize) -> Error {
    complaint(format!("`{name}` gives {count} numbers, and this figure draws one"))
}

/// A mistake in what the figure was told rather than in a cell.
pub(super) fn complaint(message: String) -> Error {
    Error { source: QUERY_SOURCE, diagnostic: Diagnostic::new(Span::default(), message) }
}
