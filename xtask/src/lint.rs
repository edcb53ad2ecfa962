//! Formatting, clippy with and without the modules of wasm, documentation.

use crate::run::{Outcome, Steps, program, root, run};
use crate::tools;

const WASM: &str = "wasm32-unknown-unknown";

/// `cargo xtask lint`.
pub fn command() -> Outcome {
    let mut steps = Steps::new(9);
    steps.step("tools", tools::rust)?;
    steps.step("formatting", || {
        run(&mut program("cargo", &["fmt", "--all", "--check"]), "Run `cargo fmt --all`.")?;
        let mut rustfmt = program("rustfmt", &["--edition", "2024", "--check"]);
        run(rustfmt.args(kinds_of_figures()?), "Run `rustfmt --edition 2024` on these files.")
    })?;
    steps.step("clippy without the page", || {
        clippy(&["--workspace", "--no-default-features", "--features", "gpu", "--all-targets"])
    })?;
    steps.step("clippy of the page", || module("page", "page"))?;
    steps.step("clippy of the laboratory", || module("laboratory", "page"))?;
    steps.step("clippy of pages of one's own", || module("own", "own"))?;
    steps.step("clippy of the kernel", || module("kernel", "kernel"))?;
    steps.step("clippy of the trainer", || module("trainer", "kernel"))?;
    steps.step("documentation", || {
        let mut doc =
            program("cargo", &["doc", "--no-deps", "--no-default-features", "--features", "gpu", "--quiet"]);
        run(doc.env("RUSTDOCFLAGS", "-D warnings"), "Fix the documentation comments named above.")
    })
}

/// One of the modules of wasm, with its own feature alone.
fn module(name: &str, feature: &str) -> Outcome {
    clippy(&["--target", WASM, "--no-default-features", "--features", feature, "--lib", "--bin", name])
}

fn clippy(arguments: &[&str]) -> Outcome {
    let mut command = program("cargo", &["clippy", "--quiet"]);
    run(command.args(arguments).args(["--", "-D", "warnings"]), "Fix what clippy reports above.")
}

/// The files of the kinds of figures: their modules are declared by a macro, and `cargo fmt` does not see them.
fn kinds_of_figures() -> Result<Vec<std::path::PathBuf>, String> {
    let mut files = Vec::new();
    for folder in ["src/lesson/figures", "src/app/figures"] {
        let entries = std::fs::read_dir(root().join(folder)).map_err(|error| format!("{folder}: {error}"))?;
        files.extend(entries.flatten().map(|entry| entry.path()).filter(|path| path.extension().is_some()));
    }
    files.sort();
    Ok(files)
}
