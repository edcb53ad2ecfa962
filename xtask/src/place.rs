//! Where things are: the project, and the tools that it needs, at pinned versions.

use std::path::{Path, PathBuf};

/// The project's folder.
pub fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_path_buf()
}

/// A program that cargo installs.
pub struct Tool {
    /// The name of its package.
    pub package: &'static str,
    /// The name of the program that tells its version.
    pub binary: &'static str,
    /// The version to install.
    pub version: String,
    /// What cargo is told besides.
    pub options: &'static [&'static str],
    /// How far it is optimised: where little is computed, a short build matters more than speed.
    pub level: &'static str,
}

impl Tool {
    /// Trunk, which builds the page.
    pub fn trunk() -> Tool {
        let options = &["--no-default-features", "--features", "rustls"];
        Tool { package: "trunk", binary: "trunk", version: "0.21.14".to_owned(), options, level: "0" }
    }

    /// wasm-bindgen's tools, in the version of the crate in Cargo.lock.
    ///
    /// # Errors
    /// Says why that version is not known.
    pub fn wasm_bindgen() -> Result<Tool, String> {
        let version = locked_version("wasm-bindgen")?;
        Ok(Tool { package: "wasm-bindgen-cli", binary: "wasm-bindgen", version, options: &[], level: "1" })
    }

    /// The folder of this version, in which cargo makes `bin`.
    pub fn folder(&self) -> PathBuf {
        tools().join(format!("{}-{}", self.package, self.version))
    }
}

/// The folder of all tools, which the checkouts of a user share: `FLUXION_TOOLS`, otherwise a folder in the user's cache,
/// otherwise `.tools` in the project.
pub fn tools() -> PathBuf {
    let folder = |name: &str| std::env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    let cache = || folder("XDG_CACHE_HOME").or_else(|| Some(folder("HOME")?.join(".cache")));
    let shared = folder("FLUXION_TOOLS").or_else(|| Some(cache()?.join("fluxion/tools")));
    shared.unwrap_or_else(|| root().join(".tools"))
}

/// The folders of the programs, for the search path.
pub fn programs() -> impl Iterator<Item = PathBuf> {
    let tools = [Some(Tool::trunk()), Tool::wasm_bindgen().ok()];
    tools.into_iter().flatten().map(|tool| tool.folder().join("bin"))
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
