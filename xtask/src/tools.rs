//! The tools that the project needs: installed once, at pinned versions, and skipped if present.

use crate::run::{Outcome, output, program, root, run};

const TARGET: &str = "wasm32-unknown-unknown";
const TRUNK: &str = "0.21.14";

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

/// Trunk, which builds the page.
pub fn trunk() -> Outcome {
    install("trunk", "trunk", TRUNK, &["--no-default-features", "--features", "rustls"])
}

/// wasm-bindgen's tools, in the version of the crate in Cargo.lock.
pub fn wasm_bindgen() -> Outcome {
    install("wasm-bindgen-cli", "wasm-bindgen", &locked_version("wasm-bindgen")?, &[])
}

fn locked_version(package: &str) -> Result<String, String> {
    let lock =
        std::fs::read_to_string(root().join("Cargo.lock")).map_err(|error| format!("Cargo.lock: {error}"))?;
    let mut lines = lock.lines().skip_while(|line| *line != format!("name = \"{package}\""));
    lines
        .nth(1)
        .and_then(|line| line.strip_prefix("version = \"")?.strip_suffix('"'))
        .map(str::to_string)
        .ok_or_else(|| format!("Cargo.lock does not name {package}: run `cargo update -p {package}`."))
}

/// Installs a program into .tools/, unless that version is present.
fn install(package: &str, binary: &str, version: &str, options: &[&str]) -> Outcome {
    let path = root().join(".tools/bin").join(binary);
    let present = output(program(&path.to_string_lossy(), &["--version"]).env_remove("RUSTFLAGS"));
    if present.is_some_and(|text| text.split_whitespace().any(|word| word == version)) {
        return Ok(());
    }
    println!("installing {package} {version} into .tools/ (once; a few minutes)");
    let attempt = |locked: &[&str]| {
        let mut command = program("cargo", &["install", package, "--version", version, "--force"]);
        command.args(["--root", ".tools", "--target-dir", ".tools/build"]).args(locked).args(options);
        // For tools, a short build matters more than speed.
        for (key, value) in [("LTO", "off"), ("OPT_LEVEL", "1"), ("CODEGEN_UNITS", "16"), ("DEBUG", "0")] {
            command.env(format!("CARGO_PROFILE_RELEASE_{key}"), value);
        }
        run(&mut command, "Check the network, then try again; what has been built so far is kept.")
    };
    // A registry may lack a version of the package's lock file; then the tool is built without the lock file.
    attempt(&["--locked"]).or_else(|_| attempt(&[]))
}

/// Removes the files that only building the tools needs.
pub fn tidy_up() {
    let _ = std::fs::remove_dir_all(root().join(".tools/build"));
}

/// Everything that building the page needs.
pub fn for_page() -> Outcome {
    rust()?;
    wasm_bindgen()?;
    trunk()?;
    tidy_up();
    Ok(())
}
