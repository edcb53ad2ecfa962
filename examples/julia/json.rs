//! The outcome of a program as a JSON value, for programs that compare outcomes.

use fluxion::language::{Outcome, Value, entries};
use serde_json::json;

/// The depth to which nested containers are written; anything deeper is `null`.
const MAX_NESTING: usize = 50;

/// `{"stdout", "display", "value", "error"}`.
pub fn outcome_json(outcome: &Outcome) -> serde_json::Value {
    let value = outcome.result.as_ref().map_or(json!(null), |value| plain(value, 0));
    let error = outcome.result.as_ref().err().map(|error| &error.diagnostic.message);
    json!({ "stdout": outcome.printed, "display": outcome.display, "value": value, "error": error })
}

/// A number, a boolean, or arrays of them; anything else is `null`, including infinities and NaN, which JSON does not
/// have.
fn plain(value: &Value, depth: usize) -> serde_json::Value {
    match value {
        Value::Bool(truth) => json!(truth),
        Value::Int(value) => json!(value),
        Value::Float(_) | Value::Single(_) | Value::Tracked(_) => json!(value.number()),
        Value::Array(array) if array.rank() > 1 => nested(&array.items(), &array.sizes(), 1, depth),
        Value::Tuple(_) | Value::Array(_) | Value::Range(_) if depth < MAX_NESTING => {
            match entries::entries(value) {
                Ok(items) => items.iter().map(|item| plain(item, depth + 1)).collect(),
                Err(_) => json!(null),
            }
        }
        _ => json!(null),
    }
}

/// Nested lists `v[i][j][k]`, so that a matrix is a list of rows. `step` is the stride along the first of `sizes`.
fn nested(items: &[Value], sizes: &[usize], step: usize, depth: usize) -> serde_json::Value {
    let Some((size, inner)) = sizes.split_first() else {
        return items.first().map_or(json!(null), |item| plain(item, depth + 1));
    };
    (0..*size).map(|at| nested(items.get(at * step..).unwrap_or(&[]), inner, step * size, depth)).collect()
}
