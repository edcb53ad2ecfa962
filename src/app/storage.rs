//! What the page keeps in this browser: small texts by name, in `localStorage`.
//!
//! Nothing here fails: where storage is blocked or full, reading returns nothing and writing does nothing, and the page
//! works from memory. What the texts mean is the business of those who keep them.

use web_sys::Storage;

/// The text kept under `key`.
pub fn get(key: &str) -> Option<String> {
    storage()?.get_item(key).ok()?
}

/// Keeps `value` under `key`; says whether it is kept.
pub fn set(key: &str, value: &str) -> bool {
    storage().is_some_and(|storage| storage.set_item(key, value).is_ok())
}

/// Every name that begins so and under which something is kept.
pub fn names(prefix: &str) -> Vec<String> {
    let Some(storage) = storage() else { return Vec::new() };
    let names = (0..storage.length().unwrap_or(0)).filter_map(|at| storage.key(at).ok()?);
    names.filter(|name| name.starts_with(prefix)).collect()
}

/// Forgets what is kept under `key`.
pub fn remove(key: &str) {
    if let Some(storage) = storage() {
        // Where removing fails, nothing could have been kept either.
        let _ = storage.remove_item(key);
    }
}

fn storage() -> Option<Storage> {
    web_sys::window()?.local_storage().ok()?
}
