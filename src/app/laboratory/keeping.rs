//! What is kept of a laboratory in the browser, and the whole address of a link to it.

use leptos::prelude::window;

use crate::app::{browser, storage};
use crate::view::laboratory::carried::{Address, Carried, Place};

/// Where the learner's own laboratory is kept, and the one that came with the last link.
const KEYS: [&str; 2] = ["fluxion.laboratory", "fluxion.laboratory.linked"];

/// Where the code of the learner's own laboratory is kept.
const CODE: &str = "fluxion.laboratory.code";

/// The longest code that is read back, in bytes.
const MOST_CODE: usize = 100_000;

/// The longest text that is read back, in characters.
const MOST: usize = 400_000;

/// What was kept of the learner's own laboratory, or of the one that a link brought.
pub fn load(link: Option<&str>) -> Option<Carried> {
    let text = storage::get(key(link)).filter(|text| text.len() <= MOST)?;
    Carried::from_kept(&browser::bytes_from_base64(&text)?, link)
}

/// Keeps a laboratory, if the browser keeps anything.
pub fn save(carried: &Carried, link: Option<&str>) {
    let text = carried.kept(link).and_then(|bytes| browser::base64_from_bytes(&bytes));
    if !text.is_some_and(|text| storage::set(key(link), &text)) {
        browser::say_once(
            "This browser stores nothing for this page, so your settings last until you close it.",
        );
    }
}

/// The code that was kept beside the learner's own laboratory.
pub fn load_code() -> Option<String> {
    storage::get(CODE).filter(|text| text.len() <= MOST_CODE)
}

/// Keeps code; an empty one is forgotten.
pub fn save_code(text: &str) {
    if text.is_empty() {
        storage::remove(CODE);
    } else {
        // Whether anything is kept at all, the settings beside it have found out.
        storage::set(CODE, text);
    }
}

fn key(link: Option<&str>) -> &'static str {
    KEYS[usize::from(link.is_some())]
}

/// A link to a laboratory from anywhere; `None` if it is too long for one.
pub fn link(carried: &Carried, place: Place) -> Option<Address> {
    let address = carried.address(place)?;
    let page = window().location().href().ok()?;
    let page = page.split('#').next().unwrap_or_default();
    Some(Address { hash: format!("{page}{}", address.hash), ..address })
}
