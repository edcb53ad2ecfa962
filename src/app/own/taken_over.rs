//! A page of one's own that begins as a copy of a lesson. The lesson's module only notes which one; the copy is made
//! where pages of one's own are edited.

use leptos::prelude::*;

use crate::app::store::Store;
use crate::app::{keep, storage};

/// Where it is noted which lesson is to be copied.
const COPIED: &str = "fluxion.copied";

/// Goes to a page of one's own that begins as a copy of an open lesson, as the learner has left it.
pub fn from_lesson(store: Store) {
    let Some(slug) = store.try_slug() else { return };
    keep::now();
    storage::set(COPIED, &slug);
    // The address of a place in this page is always accepted.
    let _ = window().location().set_hash("/scratch");
}

/// The lesson to be copied, if one was noted; it is noted no longer.
pub fn noted() -> Option<String> {
    let slug = storage::get(COPIED)?;
    storage::remove(COPIED);
    Some(slug)
}
