//! Runs a Julia file: prints what the program prints, then the value of its last expression as at the prompt. Errors
//! are printed to standard error, and the exit status is 1.
//!
//! With `--json` it prints one line of JSON instead, `{"stdout", "display", "value", "error"}`, for programs that
//! compare outcomes. With `--repl` it starts a prompt.

mod json;
mod prompt;

use std::process::ExitCode;
use std::sync::OnceLock;
use std::time::Instant;

use fluxion::diag::Diagnostic;
use fluxion::language::{Budget, Session};

fn clock() -> f64 {
    static START: OnceLock<Instant> = OnceLock::new();
    START.get_or_init(Instant::now).elapsed().as_secs_f64() * 1000.0
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments[..] {
        ["--repl"] => prompt::run(),
        ["--json", path] | [path, "--json"] => run(path, true),
        [path] if !path.starts_with("--") => run(path, false),
        _ => {
            eprintln!("usage: julia [--json] FILE | julia --repl");
            ExitCode::FAILURE
        }
    }
}

fn run(path: &str, as_json: bool) -> ExitCode {
    let source = match std::fs::read_to_string(path) {
        Ok(source) => source,
        Err(error) => {
            eprintln!("{path}: {error}");
            return ExitCode::FAILURE;
        }
    };
    let outcome = Session::new(Budget::default(), clock).run(&source);
    if as_json {
        println!("{}", json::outcome_json(&outcome));
    } else {
        print!("{}", outcome.printed);
        match &outcome.result {
            Ok(_) if outcome.display.is_empty() => {}
            Ok(_) => println!("{}", outcome.display),
            Err(error) => eprint!("{}", report(&error.diagnostic, path, &source)),
        }
    }
    if outcome.result.is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// An error formatted for a terminal: Julia's message, the position, the line with a squiggle below it, and the plain
/// hint.
fn report(diagnostic: &Diagnostic, name: &str, source: &str) -> String {
    let (line, column) = diagnostic.span.line_column(source);
    let mut out = format!("ERROR: {}\n  at {name}:{line}:{column}\n", diagnostic.message);
    if let Some(text) = source.lines().nth(line - 1).filter(|text| !text.trim().is_empty()) {
        let marked = source.get(diagnostic.span.start as usize..diagnostic.span.end as usize).unwrap_or("");
        let rest = text.chars().count().saturating_sub(column - 1);
        let width = marked.lines().next().unwrap_or("").chars().count().clamp(1, rest.max(1));
        out.push_str(&format!("    {text}\n    {}{}\n", " ".repeat(column - 1), "~".repeat(width)));
    }
    if let Some(hint) = &diagnostic.hint {
        out.push_str(&format!("  {hint}\n"));
    }
    out
}
