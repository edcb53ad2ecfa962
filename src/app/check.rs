//! A question at a lesson's end, ticked when what the learner has done makes its condition true.
//!
//! What was found is stated with the numbers of that moment, and kept so.

use leptos::prelude::*;
use web_sys::{Element, HtmlElement};

use super::browser::{first, index, mark};
use super::keep;
use super::store::Store;
use crate::app::reactive::{memo, react};
use crate::kernel::message::{Answer, Query};
use crate::lesson::spec::Check;

/// Brings a check of the fragment to life. `numbers` brings those in its last sentence to life, `ticked` is told
/// how many checks of the lesson are done.
pub fn enliven(
    element: HtmlElement,
    store: Store,
    numbers: impl Fn(&Element),
    ticked: impl Fn(u32) + 'static,
) {
    let check = index(&element, "data-check")
        .and_then(|at| store.with_lesson(|lesson| lesson.checks.get(at as usize).cloned()));
    let (Some(check), Some(found)) = (check, first(&element, ".check__done")) else { return };
    if let Some(body) = first(&element, ".check__body") {
        mark(&body, "aria-live", "polite");
    }
    let slug = store.with_lesson(|lesson| lesson.entry.slug.clone());
    if let Some(words) = keep::load(&slug).found(&check.when) {
        show_done(&element, &found);
        found.set_text_content(Some(words));
        return;
    }
    // What lives in the last sentence ends when it is settled.
    let living = StoredValue::new(Owner::new());
    living.with_value(|living| living.with(|| numbers(&found)));
    let is_true = condition(store, &check);
    let done_at = RwSignal::new(None);
    react(move || {
        if is_true.get() && done_at.get_untracked().is_none() {
            done_at.set(Some(untrack(|| store.conversation().revision())));
        }
    });
    react(move || {
        let Some(revision) = done_at.get() else { return };
        show_done(&element, &found);
        let is_settled = store.conversation().settled.get() >= revision;
        let words = found.text_content().unwrap_or_default();
        ticked(keep::tick(store, &check.when, &words));
        if is_settled {
            living.with_value(Owner::cleanup);
            found.set_text_content(Some(&words));
        }
    });
}

fn condition(store: Store, check: &Check) -> Memo<bool> {
    let answer = store.ask(Query::Value { code: check.when.clone() });
    memo(move || {
        answer.with(|answer| matches!(answer, Some(Ok(Answer::Value { display, .. })) if display == "true"))
    })
}

fn show_done(element: &HtmlElement, found: &HtmlElement) {
    mark(element, "data-done", "true");
    found.set_hidden(false);
}
