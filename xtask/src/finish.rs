//! Finishes what Trunk has built, before it becomes dist/: checks that no module holds code of another, takes out what
//! no browser needs, and names the files of kernel and laboratory by what they hold.
//!
//! The compiler cannot be told to leave out the names of functions, a quarter of the download: `strip = true` also
//! removes the list of used features, without which wasm-bindgen guesses wrongly. And Trunk gives the files of a module
//! that it does not start no names of their own, so that a page might meet an older kernel in the browser's cache.

use std::collections::hash_map::DefaultHasher;
use std::fs;
use std::hash::{Hash, Hasher};
use std::path::{Path, PathBuf};

use crate::order;
use crate::run::Outcome;
use crate::wasm::{self, section};

/// The modules, and what stands in the name of no function of theirs.
static MODULES: [(&str, &[&[&str]]); 6] = [
    ("page", &[ENGINE, &["fluxion::app::laboratory::", "fluxion::app::own::desk::"]]),
    ("own", &[ENGINE, &["fluxion::app::laboratory::"]]),
    ("laboratory", &[ENGINE, &["fluxion::app::page::"]]),
    ("kernel", &[WINDOW, &["fluxion::lab"]]),
    ("trainer", &[WINDOW, &["fluxion::kernel::Kernel", "wgpu"]]),
    (
        "gpu",
        &[WINDOW, &["fluxion::kernel::Kernel", "fluxion::lab::Lab", "fluxion::language", "fluxion::stdlib"]],
    ),
];

/// What runs in the window alone.
const WINDOW: &[&str] = &["fluxion::app", "fluxion::chart", "leptos", "plotters"];

/// What runs in a worker alone.
const ENGINE: &[&str] = &[
    "fluxion::autodiff",
    "fluxion::kernel::Kernel",
    "fluxion::lab::Lab",
    "fluxion::language::lower",
    "fluxion::language::machine",
    "fluxion::language::parser",
    "fluxion::program",
    "fluxion::stdlib",
];

/// The files that are renamed together, because they fit each other only.
static NAMED_BY_CONTENT: [&[&str]; 6] = [
    &["kernel.js", "kernel_bg.wasm"],
    &["own.js", "own_bg.wasm"],
    &["laboratory.js", "laboratory_bg.wasm"],
    &["trainer.js", "trainer_bg.wasm"],
    &["gpu.js", "gpu_bg.wasm"],
    &[
        "laboratory.css",
        "laboratory-controls.css",
        "laboratory-dock.css",
        "laboratory-pictures.css",
        "laboratory-maps.css",
        "laboratory-code.css",
        "laboratory-landscape.css",
        "laboratory-digits.css",
        "laboratory-results.css",
    ],
];

/// `cargo xtask finish`, in the folder that Trunk names. A build for development stays as it is.
pub fn command() -> Outcome {
    let variable = |name: &str| std::env::var(name).unwrap_or_default();
    if variable("TRUNK_PROFILE") != "release" {
        return Ok(());
    }
    let folder = PathBuf::from(variable("TRUNK_STAGING_DIR"));
    for (module, others) in MODULES {
        let file = wasm_of(&folder, module)?;
        let bytes = read(&file)?;
        let finished =
            finished(&bytes, &others.concat()).map_err(|what| format!("{}: {what}", file.display()))?;
        write(&file, &finished)?;
    }
    name_by_content(&folder)
}

/// The file of a module: `page-HASH_bg.wasm`, `kernel_bg.wasm`.
fn wasm_of(folder: &Path, module: &str) -> Result<PathBuf, String> {
    let entries = fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let is_it = |path: &PathBuf| {
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        name.starts_with(module) && name.ends_with(".wasm")
    };
    let found = entries.filter_map(|entry| Some(entry.ok()?.path())).find(is_it);
    found.ok_or_else(|| format!("{}: no module `{module}`", folder.display()))
}

/// The module without its custom sections, if none of its functions belongs to somebody else.
fn finished(wasm: &[u8], others: &[&str]) -> Result<Vec<u8>, String> {
    let sections = wasm::sections(wasm).ok_or("this is no whole wasm file")?;
    let names = wasm::function_names(&sections);
    if names.is_empty() {
        return Err("its functions have no names, so nobody can tell whose they are".to_owned());
    }
    for (_, name) in names {
        if let Some(other) = others.iter().find(|other| name.contains(*other)) {
            return Err(format!("`{name}` is linked in, but nothing of `{other}` belongs into this module"));
        }
    }
    let ordered = order::ordered(&sections).ok_or("it holds something that `order` does not know")?;
    let kept = ordered.iter().filter(|(kind, _)| *kind != section::CUSTOM);
    Ok(wasm::module(kept.map(|(kind, content)| (*kind, content.as_slice()))))
}

/// Renames the files of [`NAMED_BY_CONTENT`], as Trunk has renamed the page's, and their addresses in the page.
fn name_by_content(folder: &Path) -> Outcome {
    let page = folder.join("index.html");
    let mut text = String::from_utf8_lossy(&read(&page)?).into_owned();
    for files in NAMED_BY_CONTENT {
        let mut hasher = DefaultHasher::new();
        for file in files {
            read(&folder.join(file))?.hash(&mut hasher);
        }
        let hash = format!("{:016x}", hasher.finish());
        for old in files {
            let file = folder.join(old);
            let new = named(old, &hash);
            fs::rename(&file, folder.join(&new)).map_err(|error| format!("{}: {error}", file.display()))?;
            if !text.contains(old) {
                return Err(format!("{}: `{old}` is not named there", page.display()));
            }
            text = text.replace(old, &new);
        }
    }
    write(&page, text.as_bytes())
}

/// A file's name with a hash in it: `kernel-HASH_bg.wasm`.
fn named(file: &str, hash: &str) -> String {
    let stem = file.find(['_', '.']).unwrap_or(file.len());
    format!("{}-{hash}{}", &file[..stem], &file[stem..])
}

fn read(file: &Path) -> Result<Vec<u8>, String> {
    fs::read(file).map_err(|error| format!("{}: {error}", file.display()))
}

fn write(file: &Path, bytes: &[u8]) -> Outcome {
    fs::write(file, bytes).map_err(|error| format!("{}: {error}", file.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAMES: &[u8] = b"\x04name\x01\x0a\x01\x00\x07leptos!";

    #[test]
    fn custom_sections_go_and_others_stay() {
        let types = (1, &[7, 7][..]);
        let whole = wasm::module([(section::CUSTOM, NAMES), types, (section::CUSTOM, &b"\x01n"[..])]);
        assert_eq!(finished(&whole, &["plotters"]), Ok(wasm::module([types])));
    }

    #[test]
    fn files_are_named_by_what_they_hold() {
        assert_eq!(named("kernel.js", "0f"), "kernel-0f.js");
        assert_eq!(named("laboratory_bg.wasm", "0f"), "laboratory-0f_bg.wasm");
    }

    #[test]
    fn functions_of_another_module_are_found() {
        let whole = wasm::module([(section::CUSTOM, NAMES)]);
        let message = finished(&whole, &["plotters", "leptos"]).unwrap_err();
        assert!(message.contains("`leptos!` is linked in"), "{message}");
        // Where no names are left, nothing can be told.
        assert!(finished(&wasm::module([]), &[]).is_err());
    }
}
