//! Building the page.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::place::root;
use crate::run::{Outcome, Steps, program, run, run_quietly};
use crate::tools;

/// Where the lessons are, and where the page finds them compiled.
const LESSONS: [&str; 2] = ["lessons", "target/lessons"];

const MISTAKES: &str = "The messages above name the lesson, the line and the mistake.";

/// Set while Trunk builds a page whose lessons have been compiled.
const COMPILED: &str = "FLUXION_LESSONS_COMPILED";

/// `cargo xtask lessons`, which Trunk calls before a build: compiles the lessons into the folder that the page copies.
pub fn lessons() -> Outcome {
    if std::env::var_os(COMPILED).is_some() {
        return Ok(());
    }
    let arguments = ["run", "--quiet", "--no-default-features", "--bin", "lessons", "--"];
    run(program("cargo", &arguments).args(LESSONS), MISTAKES)
}

/// The same with the compiler that was built with the native tests. Their dependencies have more features, so cargo would
/// build everything again for a compiler by itself.
pub fn lessons_after_tests() -> Outcome {
    let xtask =
        std::env::current_exe().map_err(|error| format!("xtask does not know its folder: {error}"))?;
    let compiler = xtask.with_file_name(format!("lessons{}", std::env::consts::EXE_SUFFIX));
    run(&mut program(&compiler.to_string_lossy(), &LESSONS), MISTAKES)
}

/// Builds the release page into dist/.
pub fn build() -> Outcome {
    build_with(&[])
}

/// The same for lessons that have been compiled.
pub fn build_after_lessons() -> Outcome {
    build_with(&[(COMPILED, "1")])
}

fn build_with(variables: &[(&str, &str)]) -> Outcome {
    let advice = "The messages above say what does not build.";
    for mut module in module_builds()? {
        run(&mut module, advice)?;
    }
    let mut trunk = program("trunk", &["build", "--release"]);
    run(trunk.env("NO_COLOR", "true").envs(variables.iter().copied()), advice)
}

/// Compiles the modules of the page, and prints nothing unless one of them does not build.
pub fn modules() -> Outcome {
    module_builds()?
        .iter_mut()
        .try_for_each(|module| run_quietly(module, "The messages above say what does not build."))
}

/// The builds of the modules that index.html names: those with the same features in one, so that they are linked side by
/// side. Trunk would build one after another; now it finds them built.
fn module_builds() -> Result<Vec<Command>, String> {
    let page =
        std::fs::read_to_string(root().join("index.html")).map_err(|error| format!("index.html: {error}"))?;
    let mut builds: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for line in page.lines().filter(|line| line.contains("rel=\"rust\"")) {
        let value = |name: &str| line.split_once(&format!("{name}=\""))?.1.split('"').next();
        if let (Some(features), Some(binary)) = (value("data-cargo-features"), value("data-bin")) {
            builds.entry(features).or_default().push(binary);
        }
    }
    let build = |(features, binaries): (&str, Vec<&str>)| {
        let mut command = program("cargo", &["build", "--release", "--target", "wasm32-unknown-unknown"]);
        command.args(["--no-default-features", "--features", features]);
        command.args(binaries.into_iter().flat_map(|binary| ["--bin", binary]));
        command
    };
    Ok(builds.into_iter().map(build).collect())
}

/// `cargo xtask dist`.
pub fn dist() -> Outcome {
    let mut steps = Steps::new(2);
    steps.step("tools", tools::for_page)?;
    steps.step("the page", build)?;
    let files = files(&root().join("dist")).map_err(|error| format!("dist/: {error}"))?;
    println!();
    let mut total = 0;
    for (path, bytes) in &files {
        total += bytes;
        println!("{:>9}  {}", thousands(*bytes), path.display());
    }
    println!("{:>9}  bytes in all\n\ndist/ works from any folder of any static host.", thousands(total));
    Ok(())
}

/// Every file under a folder, with its size.
fn files(folder: &Path) -> std::io::Result<Vec<(PathBuf, u64)>> {
    let mut found = Vec::new();
    let mut waiting = vec![folder.to_path_buf()];
    while let Some(next) = waiting.pop() {
        for entry in std::fs::read_dir(next)? {
            let entry = entry?;
            if entry.file_type()?.is_dir() {
                waiting.push(entry.path());
            } else {
                let path = entry.path();
                found.push((
                    path.strip_prefix(folder).unwrap_or(&path).to_path_buf(),
                    entry.metadata()?.len(),
                ));
            }
        }
    }
    found.sort();
    Ok(found)
}

fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push(' ');
        }
        grouped.push(digit);
    }
    grouped
}
