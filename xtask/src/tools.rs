//! The tools that the project needs: installed once, at pinned versions, and skipped if present.

use std::path::PathBuf;

use crate::place::{Tool, tools};
use crate::run::{Outcome, output, program, run};

const TARGET: &str = "wasm32-unknown-unknown";

/// The wasm target, and the components that `lint` needs.
pub fn rust() -> Outcome {
    let present = |arguments: &[&str], wanted: &str| {
        output(&mut program("rustup", arguments))
            .is_none_or(|list| list.lines().any(|line| line.starts_with(wanted)))
    };
    if !present(&["target", "list", "--installed"], TARGET) {
        println!("installing the target {TARGET}");
        run(&mut program("rustup", &["target", "add", TARGET]), "Check the network, then try again.")?;
    }
    for component in ["rustfmt", "clippy"] {
        if !present(&["component", "list", "--installed"], component) {
            println!("installing {component}");
            run(
                &mut program("rustup", &["component", "add", component]),
                "Check the network, then try again.",
            )?;
        }
    }
    Ok(())
}

/// Installs a tool into its folder, unless it is there.
fn install(tool: &Tool) -> Outcome {
    let (Tool { package, version, options, level, .. }, folder) = (tool, tool.folder());
    let binary = folder.join("bin").join(tool.binary);
    let present = output(program(&binary.to_string_lossy(), &["--version"]).env_remove("RUSTFLAGS"));
    if present.is_some_and(|text| text.split_whitespace().any(|word| word == version)) {
        return Ok(());
    }
    println!("installing {package} {version} into {} (once; a few minutes)", folder.display());
    let attempt = |locked: &[&str]| {
        let mut command = program("cargo", &["install", package, "--version", version, "--force"]);
        command.arg("--root").arg(&folder).arg("--target-dir").arg(builds()).args(locked).args(*options);
        for (key, value) in [("LTO", "off"), ("OPT_LEVEL", level), ("CODEGEN_UNITS", "16"), ("DEBUG", "0")] {
            command.env(format!("CARGO_PROFILE_RELEASE_{key}"), value);
        }
        run(&mut command, "Check the network, then try again; what has been built so far is kept.")
    };
    // A registry may lack a version of the package's lock file; then the tool is built without the lock file.
    attempt(&["--locked"]).or_else(|_| attempt(&[]))
}

/// Where tools are built: files that are not needed afterwards.
fn builds() -> PathBuf {
    tools().join("build")
}

/// wasm-bindgen's tools.
pub fn wasm_bindgen() -> Outcome {
    install(&Tool::wasm_bindgen()?)
}

/// Everything that building the page needs.
pub fn for_page() -> Outcome {
    rust()?;
    wasm_bindgen()?;
    install(&Tool::trunk())?;
    tidy_up();
    Ok(())
}

/// Removes the files that only building the tools needs.
pub fn tidy_up() {
    let _ = std::fs::remove_dir_all(builds());
}
