//! Runs other programs, and reports the steps and the time that they take.

use std::process::Command;
use std::time::Instant;

use crate::place::{programs, root};

/// The error says what went wrong and what to do about it.
pub type Outcome = Result<(), String>;

/// A command that runs in the project's folder, with the project's tools first in the search path.
///
/// The variables that cargo set for the xtask package are removed, so that they do not reach another cargo.
pub fn program(name: &str, arguments: &[&str]) -> Command {
    let mut command = Command::new(name);
    command.args(arguments).current_dir(root());
    for (key, _) in std::env::vars_os() {
        let text = key.to_string_lossy();
        if text.starts_with("CARGO_PKG_") || text.starts_with("CARGO_MANIFEST") || text == "CARGO" {
            command.env_remove(&key);
        }
    }
    let mut path: Vec<_> = programs().collect();
    path.extend(std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default()));
    if let Ok(path) = std::env::join_paths(path) {
        command.env("PATH", path);
    }
    command
}

/// Runs a command to completion; the error names the command and ends with `advice`.
pub fn run(command: &mut Command, advice: &str) -> Outcome {
    let words = words(command);
    let status =
        command.status().map_err(|error| format!("`{words}` could not be started: {error}.\n{advice}"))?;
    if status.success() { Ok(()) } else { Err(format!("`{words}` failed ({status}).\n{advice}")) }
}

/// Runs a command beside another step: what it prints is kept, and becomes the error if the command fails.
pub fn run_quietly(command: &mut Command, advice: &str) -> Outcome {
    let words = words(command);
    let output =
        command.output().map_err(|error| format!("`{words}` could not be started: {error}.\n{advice}"))?;
    if output.status.success() {
        return Ok(());
    }
    let said = String::from_utf8_lossy(&output.stderr);
    Err(format!("{said}\n`{words}` failed ({}).\n{advice}", output.status))
}

/// Two kinds of work side by side, each of which leaves a core idle for long: `quiet` must print nothing.
///
/// # Errors
/// The first of them, once both have ended.
pub fn side_by_side(loud: impl FnOnce() -> Outcome, quiet: impl FnOnce() -> Outcome + Send) -> Outcome {
    std::thread::scope(|scope| {
        let quiet = scope.spawn(quiet);
        let loud = loud();
        loud.and(quiet.join().unwrap_or_else(|_| Err("The work beside this step panicked.".to_owned())))
    })
}

/// The output of a command, if it succeeds.
pub fn output(command: &mut Command) -> Option<String> {
    let output = command.output().ok().filter(|output| output.status.success())?;
    Some(String::from_utf8_lossy(&output.stdout).trim().to_string())
}

fn words(command: &Command) -> String {
    let mut words = vec![command.get_program().to_string_lossy().into_owned()];
    words.extend(command.get_args().map(|word| word.to_string_lossy().into_owned()));
    words.join(" ")
}

/// Announces steps and times them.
pub struct Steps {
    total: usize,
    done: usize,
    start: Instant,
}

impl Steps {
    /// Starts a sequence of `total` steps.
    pub fn new(total: usize) -> Steps {
        Steps { total, done: 0, start: Instant::now() }
    }

    /// Announces the next step and runs it.
    ///
    /// # Errors
    /// The error of the step.
    pub fn step<T>(&mut self, title: &str, work: impl FnOnce() -> Result<T, String>) -> Result<T, String> {
        self.done += 1;
        let before = Instant::now();
        println!("\n── step {} of {}: {title} ({} so far)", self.done, self.total, minutes(self.start));
        let result = work()?;
        println!("── done in {}", minutes(before));
        Ok(result)
    }
}

fn minutes(since: Instant) -> String {
    let seconds = since.elapsed().as_secs();
    format!("{}:{:02} min", seconds / 60, seconds % 60)
}
