//! Programs with the results of real Julia and Flux: `tests/cases/*.json`. A case expects an error message that contains
//! `error`, a `display` at the prompt, or a value within the tolerance `tol`.

#[path = "../examples/julia/json.rs"]
mod json;

use std::fs;
use std::path::Path;

use fluxion::language::{Budget, Session};
use serde_json::Value;

/// Whether two values have the same structure and their numbers differ by at most `tolerance`, relative if they exceed 1.
fn close(got: &Value, want: &Value, tolerance: f64) -> bool {
    match (got, want) {
        (Value::Array(got), Value::Array(want)) => {
            got.len() == want.len() && got.iter().zip(want).all(|(got, want)| close(got, want, tolerance))
        }
        (Value::Number(got), Value::Number(want)) => {
            let (got, want) = (got.as_f64().unwrap_or(f64::NAN), want.as_f64().unwrap_or(f64::NAN));
            (got - want).abs() <= tolerance * want.abs().max(1.0)
        }
        _ => got == want,
    }
}

/// The text without trailing spaces, and without blank lines at the beginning and end.
fn trimmed(text: &str) -> String {
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    lines.join("\n").trim_matches('\n').to_owned()
}

/// How a program's result differs from the expected one; `None` if they agree.
fn difference(case: &Value) -> Option<String> {
    let source = case["source"].as_str().expect("a case has a source");
    let outcome = Session::new(Budget::default(), || 0.0).run(source);
    let got = json::outcome_json(&outcome);
    let want = &case["expect"];
    let agrees = match (want["error"].as_str(), want["display"].as_str(), got["error"].as_str()) {
        (Some(words), _, Some(message)) => message.contains(words),
        (None, Some(display), None) => trimmed(got["display"].as_str().unwrap_or("")) == trimmed(display),
        (None, None, None) => close(&got["value"], want, case["tol"].as_f64().unwrap_or(0.0)),
        _ => false,
    };
    (!agrees).then(|| format!("{source}\n  is   {got}\n  want {want}"))
}

#[test]
fn every_program_agrees_with_julia() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut files: Vec<_> = fs::read_dir(&folder).expect("the folder of cases exists").flatten().collect();
    files.sort_by_key(|file| file.file_name());
    let (mut wrong, mut count) = (String::new(), 0);
    for file in files.iter().filter(|file| file.path().extension().is_some_and(|end| end == "json")) {
        let name = file.file_name().to_string_lossy().into_owned();
        let text = fs::read_to_string(file.path()).expect("a case file can be read");
        let cases: Vec<Value> = serde_json::from_str(&text).expect("a case file is JSON");
        for case in &cases {
            count += 1;
            let program = case["name"].as_str().expect("a case has a name");
            if let Some(difference) = difference(case) {
                wrong.push_str(&format!("\n{name} {program}: {difference}\n"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
    assert!(count >= 146, "only {count} programs were found");
}
