//! What the page keeps of a lesson beyond the visit: edited cells, parameters, ticked checks.
//!
//! Kept by what the lesson itself said (a cell's own text, a check's condition), so that a lesson that has changed
//! since takes up only what still fits. Reading is total: a damaged, foreign or oversized text counts as nothing kept.

use std::cell::RefCell;
use std::time::Duration;

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::browser;
use super::storage;
use super::store::Store;
use crate::lesson::spec;

/// How long after a change it is written down: not at every frame of a drag.
const PAUSE: Duration = Duration::from_millis(300);

/// The longest text that is read back, in characters.
const MOST: usize = 400_000;

/// What is kept of one lesson.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Kept {
    /// Names and values of changed parameters.
    params: Vec<(String, f64)>,
    /// Changed cells: the lesson's text, the learner's.
    cells: Vec<(String, String)>,
    /// The conditions of the checks that are done, and what was found.
    checks: Vec<(String, String)>,
}

impl Kept {
    /// The kept value of a parameter.
    pub fn param(&self, name: &str) -> Option<f64> {
        self.params.iter().find(|(own, value)| own == name && value.is_finite()).map(|(_, value)| *value)
    }

    /// The learner's text of the cell that the lesson has as `original`.
    pub fn cell(&self, original: &str) -> Option<&str> {
        self.cells.iter().find(|(own, _)| own == original).map(|(_, text)| text.as_str())
    }

    /// What was found by the check with a condition, if it is done.
    pub fn found(&self, when: &str) -> Option<&str> {
        self.checks.iter().find(|(own, _)| own == when).map(|(_, found)| found.as_str())
    }

    /// How many checks are done.
    pub fn done(&self) -> u32 {
        self.checks.len() as u32
    }
}

/// What is kept of the lesson `slug`.
pub fn load(slug: &str) -> Kept {
    let text = storage::get(&key(slug)).filter(|text| text.len() <= MOST);
    text.and_then(|text| spec::decode(&browser::bytes_from_base64(&text)?).ok()).unwrap_or_default()
}

/// Notes that a check is done and what was found; gives how many are done.
pub fn tick(store: Store, when: &str, found: &str) -> u32 {
    let slug = store.with_lesson(|lesson| lesson.entry.slug.clone());
    let mut checks = load(&slug).checks;
    checks.retain(|(own, _)| own != when);
    checks.push((when.to_owned(), found.to_owned()));
    let kept = Kept { checks, ..present(store) };
    save(&slug, &kept);
    kept.done()
}

/// Writes the lesson's present state down in a moment, once for many changes.
pub fn soon(store: Store) {
    // A browser without timers could not have got so far.
    let next = set_timeout_with_handle(move || now(store), PAUSE).ok();
    if let Some(before) = WAITING.with(|waiting| waiting.replace(next)) {
        before.clear();
    }
}

/// Writes the lesson's present state down if a change is waiting for it.
pub fn now(store: Store) {
    let is_waiting = WAITING.with(|waiting| waiting.take()).inspect(TimeoutHandle::clear).is_some();
    if let Some(slug) = store.try_slug().filter(|_| is_waiting) {
        save(&slug, &Kept { checks: load(&slug).checks, ..present(store) });
    }
}

thread_local! {
    static WAITING: RefCell<Option<TimeoutHandle>> = const { RefCell::new(None) };
}

/// What differs from the lesson as it came.
fn present(store: Store) -> Kept {
    let params = store.params().into_iter().filter_map(|param| {
        let (spec, value) = (param.spec(), param.get_untracked());
        (value != spec.value).then_some((spec.name, value))
    });
    let cells = store.cells().into_iter().filter_map(|cell| {
        let (original, source) = (cell.original(), cell.source.get_untracked());
        (original != source).then_some((original, source))
    });
    Kept { params: params.collect(), cells: cells.collect(), checks: Vec::new() }
}

fn save(slug: &str, kept: &Kept) {
    if *kept == Kept::default() {
        storage::remove(&key(slug));
    } else if let Ok(bytes) = spec::encode(kept)
        && !browser::base64_from_bytes(&bytes).is_some_and(|text| storage::set(&key(slug), &text))
    {
        browser::say_once(
            "This browser keeps nothing for this page, so your changes last until you close it.",
        );
    }
}

fn key(slug: &str) -> String {
    format!("fluxion.lesson.{slug}")
}
