//! How each query is answered.
//!
//! A function that a figure draws is recorded once and compiled; if its code looked at a value on the way (a
//! branch, a comparison), it is called point by point instead: slower, never wrong.

use std::collections::HashMap;

use super::QUERY_SOURCE;
use super::message::{Answer, Query};
use crate::autodiff::{gradient, gradient_values};
use crate::diag::{Diagnostic, Span};
use crate::language::{Error, Prepared, Recording, Session, Value};
use crate::program::Program;

/// What one figure may take, in milliseconds.
pub(super) const FIGURE_MILLIS: f64 = 400.0;

/// Most samples of a curve, columns or rows of a grid, and steps of a path.
const MAX_SAMPLES: u32 = 4_096;
const MAX_SIDE: u32 = 512;
pub(super) const MAX_STEPS: u32 = 10_000;

/// Beyond this a walk has left everything that can be drawn.
const FAR_AWAY: f64 = 1e12;

pub(super) type Answered<T> = Result<T, Error>;

/// The session and what it takes to answer a query from it.
pub(super) struct Answering<'a> {
    pub session: &'a mut Session,
    pub prepared: &'a mut HashMap<String, Result<Prepared, Error>>,
    pub clock: fn() -> f64,
}

impl Answering<'_> {
    pub fn answer(&mut self, query: &Query) -> Answered<Answer> {
        match query {
            Query::Value { code } => self.value(code),
            Query::Point { of, at } => self.point(of, at),
            Query::Curve { of, x, samples } => self.curve(of, &spread(*x, (*samples).clamp(2, MAX_SAMPLES))),
            Query::Grid { of, x, y, size } => {
                let [columns, rows] = size.map(|side| side.clamp(2, MAX_SIDE));
                self.grid(of, &spread(*x, columns), &spread(*y, rows))
            }
            Query::Tape { of, at } => self.tape(of, at),
            Query::Rules { of, at } => self.rules(of, at),
            Query::Costs { of, at } => self.costs(of, at),
            Query::Train { of, watch, at, rate, steps } => self.train([of, watch, rate], at, *steps),
            Query::Race { of, start, runners, steps } => self.race(of, start, runners, *steps),
            Query::Path { of, step, start, steps } => self.path(of, step, start, (*steps).min(MAX_STEPS)),
        }
    }

    fn value(&mut self, code: &str) -> Answered<Answer> {
        let value = self.evaluate(code)?;
        Ok(Answer::Value { display: value.display(), numbers: value.numbers().unwrap_or_default() })
    }

    pub(super) fn evaluate(&mut self, code: &str) -> Answered<Value> {
        let session = &mut *self.session;
        let prepared = self
            .prepared
            .entry(code.to_string())
            .or_insert_with(|| session.prepare(QUERY_SOURCE, code))
            .clone()?;
        self.session.run_prepared(&prepared).result
    }

    pub(super) fn number(&mut self, code: &str) -> Answered<f64> {
        let value = self.evaluate(code)?;
        match value.numbers().as_deref() {
            Some([number]) => Ok(*number),
            _ => Err(complaint(format!("`{code}` is not one number"))),
        }
    }

    /// The function that a figure draws: by its name, or an expression that gives one, as `a -> loss(a, b, c)`.
    pub(super) fn function(&mut self, code: &str) -> Answered<Value> {
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

    /// One number from a function at a place, recorded.
    pub(super) fn record(&mut self, name: &str, function: &Value, at: &[f64]) -> Answered<Recording> {
        let recording = self.session.record(function, at)?;
        match recording.outputs.len() {
            1 => Ok(recording),
            count => Err(too_many(name, count)),
        }
    }

    fn point(&mut self, of: &str, at: &[String]) -> Answered<Answer> {
        let at = at.iter().map(|code| self.number(code)).collect::<Answered<Vec<f64>>>()?;
        let function = self.function(of)?;
        let recording = self.record(of, &function, &at)?;
        let inputs: Vec<_> = recording.inputs.iter().collect();
        let slopes = gradient(&recording.outputs[0], &inputs);
        let hessian = slopes
            .iter()
            .flat_map(|slope| gradient(slope, &inputs))
            .map(|bend| bend.value().item().unwrap_or(f64::NAN))
            .collect();
        Ok(Answer::Point {
            at,
            value: recording.outputs[0].value().item().unwrap_or(f64::NAN),
            gradient: slopes.iter().map(|slope| slope.value().item().unwrap_or(f64::NAN)).collect(),
            hessian,
        })
    }

    fn curve(&mut self, of: &str, xs: &[f64]) -> Answered<Answer> {
        let function = self.function(of)?;
        if let Some(recording) = self.replayable(&function, &[xs]) {
            let (y, x) = (&recording.outputs[0], &recording.inputs[0]);
            let slope = gradient(y, &[x]).remove(0);
            let mut columns = Program::compile(&[y, &slope], &[x]).run_batch(&[xs]).into_iter();
            let (y, slope) = (columns.next().unwrap_or_default(), columns.next().unwrap_or_default());
            return Ok(Answer::Curve { y, slope });
        }
        let (mut y, mut slope) = (Vec::with_capacity(xs.len()), Vec::with_capacity(xs.len()));
        self.point_by_point(of, xs.len(), |answering, k| {
            let recording = answering.record(of, &function, &[xs[k]]);
            let derivative = |recording: &Recording| {
                gradient(&recording.outputs[0], &[&recording.inputs[0]])[0].value().item()
            };
            let (value, d) = match &recording {
                Ok(recording) => (recording.outputs[0].value().item(), derivative(recording)),
                Err(_) => (None, None),
            };
            y.push(value.unwrap_or(f64::NAN));
            slope.push(d.unwrap_or(f64::NAN));
            recording.err()
        })?;
        Ok(Answer::Curve { y, slope })
    }

    fn grid(&mut self, of: &str, xs: &[f64], ys: &[f64]) -> Answered<Answer> {
        let function = self.function(of)?;
        let along_x: Vec<f64> = ys.iter().flat_map(|_| xs.iter().copied()).collect();
        let along_y: Vec<f64> = ys.iter().flat_map(|&y| xs.iter().map(move |_| y)).collect();
        if let Some(recording) = self.replayable(&function, &[&along_x, &along_y]) {
            let inputs: Vec<_> = recording.inputs.iter().collect();
            let mut program = Program::compile(&[&recording.outputs[0]], &inputs);
            let z = program.run_batch(&[&along_x, &along_y]).pop().unwrap_or_default();
            return Ok(Answer::Grid { z: z.into_iter().map(|z| z as f32).collect() });
        }
        let mut z = Vec::with_capacity(along_x.len());
        self.point_by_point(of, along_x.len(), |answering, k| {
            let value = answering.session.call(&function, &[along_x[k], along_y[k]]);
            let number = value.and_then(|value| match value.numbers().as_deref() {
                Some([number]) => Ok(*number),
                Some(numbers) => Err(too_many(of, numbers.len())),
                None => Err(complaint(format!("`{of}` does not give a number"))),
            });
            z.push(number.as_ref().map_or(f32::NAN, |number| *number as f32));
            number.err()
        })?;
        Ok(Answer::Grid { z })
    }

    /// A recording of `function` that holds at every point, if its code allows one and some point works.
    fn replayable(&mut self, function: &Value, columns: &[&[f64]]) -> Option<Recording> {
        let points = columns.first()?.len();
        // A place where the function is not defined (a logarithm left of zero) tells nothing about the others.
        let places = [points / 2, points / 3, points * 4 / 5, 0, points - 1];
        let mut recordings = places.into_iter().filter_map(|k| {
            let at: Vec<f64> = columns.iter().map(|column| column[k]).collect();
            self.session.record(function, &at).ok()
        });
        recordings.next().filter(|recording| !recording.data_dependent && recording.outputs.len() == 1)
    }

    /// Calls `evaluate` for every point; an error at some is a gap, an error at all is the answer.
    fn point_by_point(
        &mut self,
        of: &str,
        points: usize,
        mut evaluate: impl FnMut(&mut Self, usize) -> Option<Error>,
    ) -> Answered<()> {
        let begun = (self.clock)();
        let (mut errors, mut first) = (0, None);
        for k in 0..points {
            if let Some(error) = evaluate(self, k) {
                errors += 1;
                // A function without an end goes to the greatest depth at each point: a few tell enough.
                let is_endless = error.diagnostic.message.starts_with("StackOverflowError");
                if is_endless && errors == ENDLESS && k + 1 == ENDLESS {
                    return Err(error);
                }
                first.get_or_insert(error);
            }
            if (self.clock)() - begun > FIGURE_MILLIS {
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

    fn path(&mut self, of: &str, step: &str, start: &[String], steps: u32) -> Answered<Answer> {
        let start = start.iter().map(|code| self.number(code)).collect::<Answered<Vec<f64>>>()?;
        let &[x, y] = start.as_slice() else {
            return Err(complaint("a walk starts at two numbers".to_string()));
        };
        let (height, next) = (self.function(of)?, self.function(step)?);
        let mut walk = Walk { points: vec![[x, y]], values: Vec::new(), gradients: Vec::new(), ended: None };
        let begun = (self.clock)();
        for number in 0..=steps {
            let [x, y] = walk.points[walk.points.len() - 1];
            let recording = self.record(of, &height, &[x, y])?;
            let inputs: Vec<_> = recording.inputs.iter().collect();
            let slopes = gradient_values(&recording.outputs[0], &inputs);
            let slope = |at: usize| slopes[at].item().unwrap_or(f64::NAN);
            walk.values.push(recording.outputs[0].value().item().unwrap_or(f64::NAN));
            walk.gradients.push([slope(0), slope(1)]);
            if number == steps || walk.is_over(number) {
                break;
            }
            if (self.clock)() - begun > FIGURE_MILLIS {
                walk.ended =
                    Some(format!("The walk was stopped after {number} steps, because they take too long."));
                break;
            }
            let place = self.session.call(&next, &[x, y])?;
            match place.numbers().as_deref() {
                Some(&[x, y]) => walk.points.push([x, y]),
                _ => {
                    return Err(complaint(format!(
                        "`{step}` must give the next place: two numbers, `(x, y)`"
                    )));
                }
            }
        }
        Ok(Answer::Path {
            points: walk.points,
            values: walk.values,
            gradients: walk.gradients,
            ended: walk.ended,
        })
    }
}

struct Walk {
    points: Vec<[f64; 2]>,
    values: Vec<f64>,
    gradients: Vec<[f64; 2]>,
    ended: Option<String>,
}

impl Walk {
    /// Whether the newest place is no place to go on from; says why.
    fn is_over(&mut self, number: u32) -> bool {
        let place = self.points.last().copied().unwrap_or_default();
        let height = self.values.last().copied().unwrap_or(f64::NAN);
        let sane = |value: f64| !far(value);
        let why = match (place.into_iter().all(sane), height.is_finite()) {
            (true, true) => return false,
            (false, _) if place.iter().any(|x| x.is_nan()) => {
                "the place is not a number any more".to_string()
            }
            (false, _) => format!("the place is farther away than {FAR_AWAY:.0e}"),
            (true, false) => "the height is not a number there".to_string(),
        };
        self.ended = Some(format!("The walk diverged: after step {number} {why}."));
        true
    }
}

/// Whether a number has left everything that can be drawn.
pub(super) fn far(value: f64) -> bool {
    !value.is_finite() || value.abs() >= FAR_AWAY
}

/// `count` even samples from the first to the last number of a range.
/// After how many points without an end a figure is given up.
const ENDLESS: usize = 4;

fn spread([first, last]: [f64; 2], count: u32) -> Vec<f64> {
    let gaps = f64::from(count - 1);
    (0..count).map(|k| first + (last - first) * (f64::from(k) / gaps)).collect()
}

fn too_many(name: &str, count: usize) -> Error {
    complaint(format!("`{name}` gives {count} numbers, and this figure draws one"))
}

/// A mistake in what the figure was told rather than in a cell.
pub(super) fn complaint(message: String) -> Error {
    Error { source: QUERY_SOURCE, diagnostic: Diagnostic::new(Span::default(), message) }
}
