//! What the page keeps of a lesson beyond the visit: edited cells, parameters, ticked checks.
//!
//! The keys are what the lesson itself said (a cell's own text, a check's condition), so a lesson that has changed since
//! takes back only what still fits. Reading is total: a damaged, foreign or oversized text counts as nothing kept.

use std::cell::RefCell;
use std::time::Duration;

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::browser;
use super::storage;
use crate::lesson::spec;

/// How long after a change it is written: not at every frame of a drag.
const PAUSE: Duration = Duration::from_millis(300);

/// The longest text that is read back, in characters.
const MOST: usize = 400_000;

/// How a lesson differs from what it came with.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Changes {
    /// Names and values of changed parameters.
    pub params: Vec<(String, f64)>,
    /// Changed cells: the lesson's text, the learner's.
    pub cells: Vec<(String, String)>,
}

/// What is kept of one lesson.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Kept {
    changes: Changes,
    /// The conditions of the checks that are done, and what was found.
    checks: Vec<(String, String)>,
}

impl Kept {
    /// The kept value of a parameter.
    pub fn param(&self, name: &str) -> Option<f64> {
        self.changes
            .params
            .iter()
            .find(|(own, value)| own == name && value.is_finite())
            .map(|(_, value)| *value)
    }

    /// The learner's text of the cell that the lesson has as `original`.
    pub fn cell(&self, original: &str) -> Option<&str> {
        self.changes.cells.iter().find(|(own, _)| own == original).map(|(_, text)| text.as_str())
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

/// Notes that a check is done and what was found, beside the lesson's present changes; returns how many are done.
pub fn tick(slug: &str, changes: Changes, when: &str, found: &str) -> u32 {
    let mut checks = load(slug).checks;
    checks.retain(|(own, _)| own != when);
    checks.push((when.to_owned(), found.to_owned()));
    let kept = Kept { changes, checks };
    save(slug, &kept);
    kept.done()
}

/// Keeps a lesson's present changes; what is known of its checks stays.
pub fn store(slug: &str, changes: Changes) {
    save(slug, &Kept { changes, checks: load(slug).checks });
}

/// Calls `write` in a moment, once for many changes.
pub fn soon(write: impl FnOnce() + 'static) {
    // A browser without timers could not have got so far.
    let Ok(timer) = set_timeout_with_handle(now, PAUSE) else { return };
    let next = Pending { timer, write: Box::new(write) };
    if let Some(before) = PENDING.with(|pending| pending.replace(Some(next))) {
        before.timer.clear();
    }
}

/// Writes at once if a change is waiting to be written.
pub fn now() {
    if let Some(pending) = PENDING.with(|pending| pending.take()) {
        pending.timer.clear();
        (pending.write)();
    }
}

/// A change that is waiting to be written.
struct Pending {
    timer: TimeoutHandle,
    write: Box<dyn FnOnce()>,
}

thread_local! {
    static PENDING: RefCell<Option<Pending>> = const { RefCell::new(None) };
}

fn save(slug: &str, kept: &Kept) {
    if *kept == Kept::default() {
        storage::remove(&key(slug));
    } else if let Ok(bytes) = spec::encode(kept)
        && !browser::base64_from_bytes(&bytes).is_some_and(|text| storage::set(&key(slug), &text))
    {
        browser::say_once(
            "This browser stores nothing for this page, so your changes last until you close it.",
        );
    }
}

fn key(slug: &str) -> String {
    format!("fluxion.lesson.{slug}")
}
