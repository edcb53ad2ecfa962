//! Takes out of the built wasm what no browser needs: its custom sections, above all the names of its functions.
//!
//! The compiler cannot be told to leave them out: `strip = true` also removes the list of used features, without
//! which wasm-bindgen guesses wrongly. Trunk calls this on a finished release build (`Trunk.toml`).

use std::fs;
use std::path::PathBuf;

use crate::run::Outcome;

/// `cargo xtask slim`: every wasm in the folder that Trunk names. A build for development keeps its names.
pub fn command() -> Outcome {
    let variable = |name: &str| std::env::var(name).unwrap_or_default();
    if variable("TRUNK_PROFILE") != "release" {
        return Ok(());
    }
    let folder = PathBuf::from(variable("TRUNK_STAGING_DIR"));
    let entries = fs::read_dir(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    for path in entries.filter_map(|entry| Some(entry.ok()?.path())) {
        if path.extension().is_some_and(|extension| extension == "wasm") {
            let told = |error: std::io::Error| format!("{}: {error}", path.display());
            let slim = without_custom_sections(&fs::read(&path).map_err(told)?)
                .ok_or_else(|| format!("{} is no whole wasm file", path.display()))?;
            fs::write(&path, slim).map_err(told)?;
        }
    }
    Ok(())
}

/// A module without its custom sections; `None` if it is none. A section is its kind, its length, its bytes.
fn without_custom_sections(wasm: &[u8]) -> Option<Vec<u8>> {
    const HEADER: usize = 8;
    const CUSTOM: u8 = 0;
    let (header, mut rest) = wasm.split_at_checked(HEADER)?;
    let mut slim = header.strip_prefix(b"\0asm").map(|_| header.to_vec())?;
    while let Some((kind, after)) = rest.split_first() {
        let (length, width) = number(after)?;
        let (section, next) = rest.split_at_checked(1 + width + length)?;
        if *kind != CUSTOM {
            slim.extend_from_slice(section);
        }
        rest = next;
    }
    Some(slim)
}

/// An unsigned number in LEB128, and how many bytes it takes.
fn number(bytes: &[u8]) -> Option<(usize, usize)> {
    let last = bytes.iter().take(5).position(|byte| byte & 0x80 == 0)?;
    let value = bytes[..=last].iter().rev().fold(0, |value, byte| (value << 7) | usize::from(byte & 0x7f));
    Some((value, last + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEADER: [u8; 8] = *b"\0asm\x01\0\0\0";

    fn module(sections: &[&[u8]]) -> Vec<u8> {
        [&HEADER[..], &sections.concat()].concat()
    }

    #[test]
    fn custom_sections_go_and_others_stay() {
        let (name, types) = ([0, 3, 1, b'n', 9], [1, 2, 7, 7]);
        assert_eq!(without_custom_sections(&module(&[&name, &types, &name])), Some(module(&[&types])));
        let long = [&[5, 0x80, 0x01][..], &[1; 128]].concat();
        assert_eq!(without_custom_sections(&module(&[&long, &name])), Some(module(&[&long])));
    }

    #[test]
    fn what_is_no_wasm_is_refused() {
        assert_eq!(without_custom_sections(b"<!doctype html>"), None);
        assert_eq!(without_custom_sections(&module(&[&[1, 9, 7]])), None);
        assert_eq!(without_custom_sections(&module(&[&[1, 0xff, 0xff]])), None);
    }
}
