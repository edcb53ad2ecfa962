//! The language against its expected output: every case of `tests/language/*.jl`, and random programs.
//!
//! A case ends at an empty line and runs in a new session. `#>` states what it prints and displays, line by line, at the
//! end of a code line or on a line of its own. `#!` states the error message, `#?` the hint, `#@` the line and column,
//! `#+` the first line that the quick fix changes.

mod language {
    mod random;
    mod round_trip;
}

use std::fs;
use std::path::Path;

use fluxion::language::{Budget, Session, quick_fix};

#[derive(Default)]
struct Case {
    line: usize,
    source: String,
    shown: Vec<String>,
    message: Vec<String>,
    hint: Vec<String>,
    place: Option<String>,
    fixed: Option<String>,
}

fn cases(text: &str) -> Vec<Case> {
    let mut cases = Vec::new();
    let mut case = Case::default();
    for (number, line) in text.lines().chain([""]).enumerate() {
        if line.is_empty() {
            if !case.source.is_empty() {
                cases.push(std::mem::take(&mut case));
            }
            continue;
        }
        if case.source.is_empty() {
            case.line = number + 1;
        }
        let mut code = line;
        for mark in ["#>", "#!", "#?", "#@", "#+"] {
            if let Some((before, stated)) = line.split_once(mark) {
                code = before.trim_end();
                let stated = stated.strip_prefix(' ').unwrap_or(stated).trim_end().to_owned();
                match mark {
                    "#>" => case.shown.push(stated),
                    "#!" => case.message.push(stated),
                    "#?" => case.hint.push(stated),
                    "#@" => case.place = Some(stated),
                    _ => case.fixed = Some(stated),
                }
            }
        }
        if !code.is_empty() {
            case.source.push_str(code);
            case.source.push('\n');
        }
    }
    cases
}

/// The differences between a case's expectations and its outcome; empty if there are none.
fn differences(case: &Case) -> Vec<String> {
    // The clock never advances: endless programs are stopped by the step budget, which is the same on every machine.
    let outcome = Session::new(Budget::default(), || 0.0).run(&case.source);
    let mut shown = outcome.printed;
    if !shown.is_empty() && !shown.ends_with('\n') && !outcome.display.is_empty() {
        shown.push('\n');
    }
    shown.push_str(&outcome.display);
    let shown: Vec<&str> = shown.lines().map(str::trim_end).collect();
    let (message, hint, place) = match &outcome.result {
        Ok(_) => (String::new(), String::new(), String::new()),
        Err(error) => {
            let diagnostic = &error.diagnostic;
            let (line, column) = diagnostic.span.line_column(&case.source);
            (
                diagnostic.message.clone(),
                diagnostic.hint.clone().unwrap_or_default(),
                format!("{line}:{column}"),
            )
        }
    };
    let mut differences = Vec::new();
    let mut compare = |what: &str, got: String, want: String| {
        if got != want {
            differences.push(format!("{what}\n    is   {got:?}\n    want {want:?}"));
        }
    };
    compare("shows", shown.join("\n"), case.shown.join("\n"));
    compare("message", message, case.message.join("\n"));
    if !case.hint.is_empty() {
        compare("hint", hint, case.hint.join("\n"));
    }
    if let Some(wanted) = &case.place {
        compare("place", place, wanted.clone());
    }
    if let Some(wanted) = &case.fixed {
        let edit = outcome.result.as_ref().err().and_then(|error| quick_fix(error, |_| Some(&case.source)));
        compare(
            "quick fix",
            edit.map(|edit| changed(&case.source, &edit.apply(&case.source))).unwrap_or_default(),
            wanted.clone(),
        );
    }
    differences
}

/// The first line of `after` that differs from the line at the same position in `before`.
fn changed(before: &str, after: &str) -> String {
    let mut before = before.lines();
    after.lines().find(|line| before.next() != Some(*line)).unwrap_or_default().to_owned()
}

#[test]
fn every_case_prints_what_it_states() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/language");
    let mut files: Vec<_> = fs::read_dir(&folder).expect("the folder of cases exists").flatten().collect();
    files.sort_by_key(|file| file.file_name());
    let mut wrong = String::new();
    let mut count = 0;
    for file in files.iter().filter(|file| file.path().extension().is_some_and(|end| end == "jl")) {
        let text = fs::read_to_string(file.path()).expect("a case file can be read");
        for case in cases(&text) {
            count += 1;
            for difference in differences(&case) {
                let name = file.file_name();
                wrong.push_str(&format!(
                    "\n{}:{}\n{}  {difference}\n",
                    name.to_string_lossy(),
                    case.line,
                    case.source
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
    assert!(count >= 150, "only {count} cases were found");
}

/// Whether a call recorded with some arguments may be replayed with others.
#[test]
fn a_recording_knows_whether_it_is_data_dependent() {
    for (source, data_dependent) in [
        ("f(x) = x^2 + sin(x)", false),
        ("f(x) = x > 0 ? x : -x", true),
        ("f(x) = try; sqrt(x); catch; 0.0; end", true),
        ("struct P; a; end\n(p::P)(x) = p.a * x\nf(x) = P(x)(2) + (b = x,).b", false),
        ("f(x::Real) = 2x\nf(x) = 0", false),
    ] {
        let mut session = Session::new(Budget::default(), || 0.0);
        session.run(source);
        let f = session.global("f").expect("f is defined");
        let recording = session.record(&f, &[1.5]).expect("f returns a number");
        assert_eq!(recording.data_dependent, data_dependent, "{source}");
    }
}
