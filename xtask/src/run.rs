//! Runs other programs, and reports the steps and the time that they take.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

/// The error says what went wrong and what to do about it.
pub type Outcome = Result<(), String>;

/// The project's folder.
pub fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_path_buf()
}

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
    let mut path = vec![root().join(".tools/bin")];
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
