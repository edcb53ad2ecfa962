//! Runs a Julia file: prints what the program prints, then the value of its last expression as the prompt
//! would. Errors go to standard error, and the exit status is 1.

use std::process::ExitCode;
use std::sync::OnceLock;
use std::time::Instant;

use fluxion::language::{Budget, Session};

fn clock() -> f64 {
    static START: OnceLock<Instant> = OnceLock::new();
    START.get_or_init(Instant::now).elapsed().as_secs_f64() * 1000.0
}

fn main() -> ExitCode {
    let Some(path) = std::env::args().nth(1) else {
        eprintln!("usage: julia FILE");
        return ExitCode::FAILURE;
    };
    let source = match std::fs::read_to_string(&path) {
        Ok(source) => source,
        Err(error) => {
            eprintln!("{path}: {error}");
            return ExitCode::FAILURE;
        }
    };
    let outcome = Session::new(Budget::default(), clock).run(&source);
    print!("{}", outcome.printed);
    match outcome.result {
        Ok(_) => {
            if !outcome.display.is_empty() {
                println!("{}", outcome.display);
            }
            ExitCode::SUCCESS
        }
        Err(error) => {
            let (line, column) = error.diagnostic.span.line_column(&source);
            eprintln!("ERROR: {}\n  at {path}:{line}:{column}", error.diagnostic.message);
            if let Some(hint) = error.diagnostic.hint {
                eprintln!("  {hint}");
            }
            ExitCode::FAILURE
        }
    }
}
