//! Formatting, clippy with and without the modules of wasm, documentation.

use std::path::PathBuf;
use std::process::Command;

use crate::place::root;
use crate::run::{Outcome, Steps, program, run, run_quietly, side_by_side};
use crate::tools;

const WASM: &str = "wasm32-unknown-unknown";

const CLIPPY: &str = "Fix what clippy reports above.";

/// The modules of wasm, by the features that they are built with.
static MODULES: [(&str, &[&str]); 3] =
    [("page", &["page", "own", "laboratory"]), ("kernel", &["kernel", "trainer"]), ("gpu,kernel", &["gpu"])];

/// `cargo xtask lint`.
pub fn command() -> Outcome {
    let mut steps = Steps::new(4);
    steps.step("tools", tools::rust)?;
    steps.step("formatting", || {
        run(&mut program("cargo", &["fmt", "--all", "--check"]), "Run `cargo fmt --all`.")?;
        let mut rustfmt = program("rustfmt", &["--edition", "2024", "--check"]);
        run(rustfmt.args(kinds_of_figures()?), "Run `rustfmt --edition 2024` on these files.")
    })?;
    steps.step("clippy, without the page and for each module of wasm", || {
        let natively = ["--workspace", "--no-default-features", "--features", "gpu", "--all-targets"];
        side_by_side(|| run(&mut clippy(&natively), CLIPPY), modules)
    })?;
    steps.step("documentation", || {
        let mut doc =
            program("cargo", &["doc", "--no-deps", "--no-default-features", "--features", "gpu", "--quiet"]);
        run(doc.env("RUSTDOCFLAGS", "-D warnings"), "Fix the documentation comments named above.")
    })
}

/// The modules of wasm, each with its own features. Their profile is that of the page, so that both share the macros and
/// build scripts, which run on the host, and the modules do not wait for the native build.
fn modules() -> Outcome {
    for (feature, modules) in MODULES {
        let mut arguments = vec!["--target", WASM, "--release", "--no-default-features", "--lib"];
        arguments.extend(["--features", feature]);
        arguments.extend(modules.iter().flat_map(|module| ["--bin", module]));
        run_quietly(&mut clippy(&arguments), CLIPPY)?;
    }
    Ok(())
}

fn clippy(arguments: &[&str]) -> Command {
    let mut command = program("cargo", &["clippy", "--quiet"]);
    command.args(arguments).args(["--", "-D", "warnings"]);
    command
}

/// The files of the kinds of figures: their modules are declared by a macro, and `cargo fmt` does not see them.
fn kinds_of_figures() -> Result<Vec<PathBuf>, String> {
    let mut files = Vec::new();
    for folder in ["src/lesson/figures", "src/app/figures"] {
        let entries = std::fs::read_dir(root().join(folder)).map_err(|error| format!("{folder}: {error}"))?;
        files.extend(entries.flatten().map(|entry| entry.path()).filter(|path| path.extension().is_some()));
    }
    files.sort();
    Ok(files)
}
