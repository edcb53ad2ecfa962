//! Features: what the network is given of a point. Rows of a table, and expressions of the learner's own.
//!
//! A learner's expression is recorded once and becomes a program, so a map of some thousand points costs little. If its
//! control flow looks at the point, it is called point by point instead: slower, never wrong.

use crate::language::{Budget, Error, Session, Value, parse};
use crate::program::Program;

use super::message::Problem;

/// A row of the table of features.
#[derive(Debug)]
pub struct Feature {
    /// Its text in [`Settings::features`](super::Settings::features): Julia of `x1` and `x2`.
    pub name: &'static str,
    /// How formulas write it.
    pub label: &'static str,
    /// What it lets the network see, in a few words.
    pub about: &'static str,
    of: fn([f64; 2]) -> f64,
}

impl Feature {
    /// The feature of a point, (x₁, x₂).
    pub fn at(&self, point: [f64; 2]) -> f64 {
        (self.of)(point)
    }
}

/// Every feature that is computed natively.
pub static FEATURES: &[Feature] = &[
    row("x1", "x₁", "how far right a point is", |[x1, _]| x1),
    row("x2", "x₂", "how far up a point is", |[_, x2]| x2),
    row("x1^2", "x₁²", "how far from the vertical axis a point is, squared", |[x1, _]| x1 * x1),
    row("x2^2", "x₂²", "how far from the horizontal axis a point is, squared", |[_, x2]| x2 * x2),
    row("x1*x2", "x₁x₂", "in which pair of opposite quadrants a point is", |[x1, x2]| x1 * x2),
    row("sin(x1)", "sin x₁", "waves from left to right", |[x1, _]| libm::sin(x1)),
    row("sin(x2)", "sin x₂", "waves from bottom to top", |[_, x2]| libm::sin(x2)),
    row("cos(x1)", "cos x₁", "waves from left to right, with a crest in the middle", |[x1, _]| {
        libm::cos(x1)
    }),
];

const fn row(
    name: &'static str,
    label: &'static str,
    about: &'static str,
    of: fn([f64; 2]) -> f64,
) -> Feature {
    Feature { name, label, about, of }
}

/// The most bytes that a learner's expression may have.
const MAX_TEXT: usize = 500;

/// What an expression may spend at one point. There is no clock: the same settings give the same numbers everywhere.
const BUDGET: Budget = Budget { steps: 8_000, millis: f64::INFINITY, depth: 50, tape: 2_000 };

/// At how many points in a row an expression may fail to end before the rest are given up.
const ENDLESS: usize = 4;

/// How many points along each side of the square a new expression is tried at.
const TRIED: usize = 9;

const HINT: &str = "A feature is a number computed from `x1` and `x2`, such as `x1 * x2` or `exp(-x1^2)`.";

/// A list of features, ready to be computed for any points.
///
/// ```
/// # use fluxion::lab::Features;
/// let mut features = Features::new(&["x2".into(), "2x1 + 1".into()])?;
/// assert_eq!(features.of(&[[1.0, 4.0], [2.0, 5.0]]), [4.0, 5.0, 3.0, 5.0]);
/// # Ok::<(), fluxion::lab::message::Problem>(())
/// ```
pub struct Features {
    columns: Vec<Column>,
    session: Session,
}

/// How a feature is computed.
enum Column {
    /// By a row of the table.
    Row(&'static Feature),
    /// By a recording of the learner's expression.
    Recorded(Box<Program<f64>>),
    /// By calling the learner's expression at every point.
    Called(Value),
}

impl Features {
    /// Reads a list of features and tries each of the learner's own at points of the square.
    ///
    /// # Errors
    /// If there are none, or one is not an expression that gives a number somewhere in the square.
    pub fn new(texts: &[String]) -> Result<Features, Problem> {
        if texts.is_empty() {
            return Err(Problem {
                place: "features".into(),
                message: "The network has no inputs.".into(),
                hint: Some("Choose at least one feature.".into()),
            });
        }
        let mut session = Session::new(BUDGET, || 0.0);
        session.run("using Flux");
        let mut columns = Vec::with_capacity(texts.len());
        for (at, text) in texts.iter().enumerate() {
            let column = match FEATURES.iter().find(|row| row.name == text) {
                Some(row) => Ok(Column::Row(row)),
                None => own(&mut session, text),
            };
            columns.push(column.map_err(|problem| Problem { place: format!("features[{at}]"), ..problem })?);
        }
        Ok(Features { columns, session })
    }

    /// How many features there are.
    pub fn count(&self) -> usize {
        self.columns.len()
    }

    /// The features of points, feature after feature: that of the first feature at all points, then that of the second …
    /// Feature f of point k is entry `f * points.len() + k`, which is features × points in row-major order, as a
    /// [`Program`] takes a batch. Where an expression has no value, the entry is NaN.
    pub fn of(&mut self, points: &[[f64; 2]]) -> Vec<f64> {
        let mut entries = Vec::with_capacity(self.columns.len() * points.len());
        for column in &mut self.columns {
            match column {
                Column::Row(row) => entries.extend(points.iter().map(|&point| row.at(point))),
                Column::Recorded(program) => {
                    let [x1, x2] =
                        [0, 1].map(|axis| points.iter().map(|point| point[axis]).collect::<Vec<f64>>());
                    entries.extend(program.run_batch(&[&x1, &x2]).pop().unwrap_or_default());
                }
                Column::Called(function) => called(&mut self.session, function, points, &mut entries),
            }
        }
        entries
    }

    /// Whether every feature is a finite number at every one of these points, as training needs.
    ///
    /// # Errors
    /// The first feature that is not, with a point where it is not.
    pub fn check(&mut self, texts: &[String], points: &[[f64; 2]]) -> Result<(), Problem> {
        let entries = self.of(points);
        for (at, column) in entries.chunks(points.len().max(1)).enumerate() {
            let bad = column.iter().filter(|x| !x.is_finite()).count();
            if let Some(first) = column.iter().position(|x| !x.is_finite()) {
                let [x1, x2] = points[first];
                let text = texts.get(at).map_or("", String::as_str);
                return Err(Problem {
                    place: format!("features[{at}]"),
                    message: format!(
                        "`{text}` is not a finite number at {bad} of {} points, for example at ({x1:.2}, {x2:.2}).",
                        points.len()
                    ),
                    hint: Some("Choose an expression that has a value at every point.".into()),
                });
            }
        }
        Ok(())
    }
}

/// The values of a function that is called at every point; NaN where it has none.
fn called(session: &mut Session, function: &Value, points: &[[f64; 2]], entries: &mut Vec<f64>) {
    let mut endless = 0;
    for point in points {
        if endless == ENDLESS {
            entries.push(f64::NAN);
            continue;
        }
        let value = session.call(function, point);
        endless = if value.as_ref().is_err_and(is_spent) { endless + 1 } else { 0 };
        entries.push(value.ok().and_then(|value| value.number()).unwrap_or(f64::NAN));
    }
}

/// A feature of the learner's own.
fn own(session: &mut Session, text: &str) -> Result<Column, Problem> {
    let shown = text.trim();
    if shown.is_empty() {
        return Err(problem("The expression is empty.".into(), HINT));
    }
    if text.len() > MAX_TEXT {
        return Err(problem(format!("The expression is longer than {MAX_TEXT} characters."), HINT));
    }
    // By itself first: text such as `x1) + (x2` must not make sense only because of what is written around it.
    let program = parse(text).map_err(|diagnostic| {
        let what = diagnostic.message.trim_start_matches("syntax: ").to_owned();
        problem(
            format!("`{shown}` is not a complete expression: {what}."),
            diagnostic.hint.as_deref().unwrap_or(HINT),
        )
    })?;
    if program.statements.is_empty() {
        return Err(problem("The expression is empty.".into(), HINT));
    }
    let function = session.run(&format!("(x1, x2) -> begin\n{text}\nend")).result;
    let function = function.map_err(|error| in_words(shown, &error))?;
    let tried = square();
    let mut failure = None;
    let mut finite = 0;
    let mut endless = 0;
    for point in &tried {
        match session.call(&function, point) {
            Ok(value) => match value.number() {
                Some(number) => finite += usize::from(number.is_finite()),
                None => return Err(problem(format!("`{shown}` does not give a number."), HINT)),
            },
            Err(error) => {
                endless += usize::from(is_spent(&error));
                failure.get_or_insert(error);
            }
        }
        if endless == ENDLESS {
            break;
        }
    }
    match failure {
        Some(error) if finite == 0 || endless > 0 => Err(in_words(shown, &error)),
        _ if finite == 0 => {
            Err(problem(format!("`{shown}` is not a finite number anywhere in the square."), HINT))
        }
        _ => Ok(recorded(session, &function, &tried).unwrap_or(Column::Called(function))),
    }
}

/// The function as a program, if one recording holds at every point.
fn recorded(session: &mut Session, function: &Value, tried: &[[f64; 2]]) -> Option<Column> {
    // A point where the expression is undefined, such as a logarithm left of zero, says nothing about the others.
    let recording = tried.iter().rev().find_map(|point| session.record(function, point).ok())?;
    let [output] = recording.outputs.as_slice() else { return None };
    let inputs: Vec<_> = recording.inputs.iter().collect();
    (!recording.data_dependent).then(|| Column::Recorded(Box::new(Program::compile(&[output], &inputs))))
}

/// Evenly spaced points of the square.
fn square() -> Vec<[f64; 2]> {
    let along = |at: usize| -6.0 + 12.0 * at as f64 / (TRIED - 1) as f64;
    (0..TRIED * TRIED).map(|at| [along(at % TRIED), along(at / TRIED)]).collect()
}

/// Whether a call ended because its budget was used up.
fn is_spent(error: &Error) -> bool {
    error.diagnostic.message.starts_with("stopped")
        || error.diagnostic.message.starts_with("StackOverflowError")
}

/// An error of the language as a sentence about the expression.
fn in_words(text: &str, error: &Error) -> Problem {
    let diagnostic = &error.diagnostic;
    let unknown =
        diagnostic.message.strip_prefix("UndefVarError: ").and_then(|rest| rest.strip_suffix(" not defined"));
    if let Some(name) = unknown {
        return problem(format!("`{name}` is not known here."), HINT);
    }
    if is_spent(error) {
        return problem(
            format!("`{text}` takes too long: it does not end, or computes too much at a point."),
            HINT,
        );
    }
    let first = diagnostic.message.lines().next().unwrap_or_default().trim_end_matches([':', '.']);
    problem(format!("`{text}` has no value: {first}."), diagnostic.hint.as_deref().unwrap_or(HINT))
}

fn problem(message: String, hint: &str) -> Problem {
    Problem { place: String::new(), message, hint: Some(hint.to_owned()) }
}
