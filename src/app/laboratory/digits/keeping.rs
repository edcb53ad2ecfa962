//! What is kept of a page of real data in the browser, a set at a time.

use crate::app::{browser, storage};
use crate::lab::digits::RealSet;
use crate::view::laboratory::digits::kept::Kept;

/// The longest text that is read back, in characters.
const MOST: usize = 10_000;

/// What was kept of a set; what it begins with if nothing was, or nothing that can be used.
pub fn load(set: &RealSet) -> Kept {
    let text = storage::get(&key(set)).filter(|text| text.len() <= MOST);
    let kept = text.and_then(|text| Kept::read(&browser::bytes_from_base64(&text)?));
    kept.unwrap_or_else(|| Kept::of(set))
}

/// Keeps what is set, if the browser keeps anything.
pub fn save(set: &RealSet, kept: &Kept) {
    let text = kept.bytes().and_then(|bytes| browser::base64_from_bytes(&bytes));
    if !text.is_some_and(|text| storage::set(&key(set), &text)) {
        browser::say_once(
            "This browser stores nothing for this page, so your settings last until you close it.",
        );
    }
}

fn key(set: &RealSet) -> String {
    format!("fluxion.laboratory.{}", set.name)
}
