//! Runs a Julia file: prints what the program prints, then the value of its last expression as the prompt
//! would. Errors go to standard error, and the exit status is 1.
//!
//! With `--json` it prints one line instead, `{"stdout", "display", "value", "error"}`, for programs that compare.

use std::process::ExitCode;
use std::sync::OnceLock;
use std::time::Instant;

use fluxion::language::{Budget, Outcome, Session, Value, entries};
use serde_json::json;

/// How deep nested containers are written; what lies deeper is `null`.
const MAX_NESTING: usize = 50;

fn clock() -> f64 {
    static START: OnceLock<Instant> = OnceLock::new();
    START.get_or_init(Instant::now).elapsed().as_secs_f64() * 1000.0
}

fn main() -> ExitCode {
    let (flags, files): (Vec<String>, Vec<String>) =
        std::env::args().skip(1).partition(|argument| argument.starts_with("--"));
    let ([path], true) = (&files[..], flags.iter().all(|flag| flag == "--json")) else {
        eprintln!("usage: julia [--json] FILE");
        return ExitCode::FAILURE;
    };
    let source = match std::fs::read_to_string(path) {
        Ok(source) => source,
        Err(error) => {
            eprintln!("{path}: {error}");
            return ExitCode::FAILURE;
        }
    };
    let outcome = Session::new(Budget::default(), clock).run(&source);
    if flags.is_empty() {
        print_plain(&outcome, path, &source)
    } else {
        print_json(&outcome)
    }
    if outcome.result.is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn print_plain(outcome: &Outcome, path: &str, source: &str) {
    print!("{}", outcome.printed);
    match &outcome.result {
        Ok(_) if outcome.display.is_empty() => {}
        Ok(_) => println!("{}", outcome.display),
        Err(error) => {
            let (line, column) = error.diagnostic.span.line_column(source);
            eprintln!("ERROR: {}\n  at {path}:{line}:{column}", error.diagnostic.message);
            if let Some(hint) = &error.diagnostic.hint {
                eprintln!("  {hint}");
            }
        }
    }
}

fn print_json(outcome: &Outcome) {
    let value = outcome.result.as_ref().map_or(json!(null), |value| plain(value, 0));
    let error = outcome.result.as_ref().err().map(|error| &error.diagnostic.message);
    let line =
        json!({ "stdout": outcome.printed, "display": outcome.display, "value": value, "error": error });
    println!("{line}");
}

/// A number, a boolean, or arrays of them; anything else is `null`. Infinities have no form in JSON.
fn plain(value: &Value, depth: usize) -> serde_json::Value {
    match value {
        Value::Bool(truth) => json!(truth),
        Value::Int(value) => json!(value),
        Value::Float(_) | Value::Tracked(_) => json!(value.number()),
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

/// `v[i][j][k]`: a matrix as its rows. `step` is how far neighbours along the first of `sizes` lie apart.
fn nested(items: &[Value], sizes: &[usize], step: usize, depth: usize) -> serde_json::Value {
    let Some((size, inner)) = sizes.split_first() else {
        return items.first().map_or(json!(null), |item| plain(item, depth + 1));
    };
    (0..*size).map(|at| nested(items.get(at * step..).unwrap_or(&[]), inner, step * size, depth)).collect()
}
