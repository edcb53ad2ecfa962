//! A prompt: reads lines until they form complete statements, runs them, and shows the value.

use std::io::{BufRead, Write};
use std::process::ExitCode;

use fluxion::language::{Budget, Session};

/// The beginning of Julia's message for incomplete code.
const INCOMPLETE: &str = "syntax: incomplete";

/// Runs until the input ends.
pub fn run() -> ExitCode {
    let mut session = Session::new(Budget::default(), super::clock);
    let mut lines = std::io::stdin().lock().lines();
    let mut source = String::new();
    loop {
        say(if source.is_empty() { "julia> " } else { "       " });
        let Some(Ok(line)) = lines.next() else {
            println!();
            return ExitCode::SUCCESS;
        };
        source.push_str(&line);
        source.push('\n');
        let outcome = session.run(&source);
        match &outcome.result {
            Ok(_) if outcome.display.is_empty() => say(&outcome.printed),
            Ok(_) => say(&format!("{}{}\n", outcome.printed, outcome.display)),
            // An empty line abandons an incomplete statement.
            Err(error) if error.diagnostic.message.starts_with(INCOMPLETE) && !line.trim().is_empty() => {
                continue;
            }
            Err(error) => {
                say(&format!("{}{}", outcome.printed, super::report(&error.diagnostic, "prompt", &source)));
            }
        }
        source.clear();
    }
}

/// Writes and flushes. Errors are ignored: if nobody reads the output, there is nothing to do.
fn say(text: &str) {
    let mut out = std::io::stdout().lock();
    let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
}
