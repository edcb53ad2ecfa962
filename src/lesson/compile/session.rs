//! A lesson's session as the page will run it: parameters set, cells run, expressions evaluated.

use super::draft::{Draft, DraftCell, Placed};
use crate::language::{Budget, Error, Session, SourceId, Value, variables};

/// Names, in errors, the text of an expression; cells are named by their index.
pub const EXPRESSION: SourceId = SourceId::MAX;

/// What an expression gives: what the prompt displays, and the numbers in it.
pub type Shown = (String, Vec<f64>);

/// A session in which the parameters are set, those in `set` to other values, and every cell has run; and the outcome of
/// each cell.
pub fn start(draft: &Draft, set: &[(String, f64)]) -> (Session, Vec<Result<String, Error>>) {
    // The clock stands still: the budget of steps ends endless code, on every machine at the same place.
    let mut session = Session::new(Budget::default(), || 0.0);
    let named = draft.params.iter().map(|Placed { value: param, .. }| {
        let value = set.iter().find(|(name, _)| *name == param.name).map_or(param.value, |(_, value)| *value);
        (param.name.as_str(), if param.integer { Value::Int(value as i64) } else { Value::Float(value) })
    });
    for (name, value) in variables(named) {
        // Only a function cannot be bound, and no cell has run yet.
        let _ = session.set_global(&name, value);
    }
    let run = |(index, cell): (usize, &DraftCell)| {
        let outcome = session.run_as(index as SourceId, &cell.source);
        let mut text = outcome.printed;
        if !text.is_empty() && !text.ends_with('\n') && !outcome.display.is_empty() {
            text.push('\n');
        }
        text.push_str(&outcome.display);
        outcome.result.map(|_| text.trim_end().to_owned())
    };
    let outputs = draft.cells.iter().enumerate().map(run).collect();
    (session, outputs)
}

/// The value of an expression.
///
/// # Errors
/// The error that Julia would report.
pub fn evaluate(session: &mut Session, code: &str) -> Result<Shown, Error> {
    let outcome = session.run_as(EXPRESSION, code);
    let numbers = outcome.result?.numbers().unwrap_or_default();
    Ok((outcome.display, numbers))
}

/// What is shown in place of a missing value.
pub fn missing() -> String {
    "…".to_owned()
}
