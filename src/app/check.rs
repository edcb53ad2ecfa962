//! A question at the end of a lesson, ticked once the learner has made its condition true.
//!
//! The finding is stated with the numbers of that moment, and stays that way.

use leptos::prelude::*;
use web_sys::{Element, HtmlElement};

use super::browser::{first, index, mark};
use super::keep;
use super::store::Store;
use crate::app::reactive::{memo, react};
use crate::kernel::message::Revision;
use crate::kernel::query;
use crate::lesson::spec::Check;

/// Makes a check of the fragment interactive. `numbers` does the same for the numbers in its last sentence; `ticked` is
/// called with how many checks of the lesson are done.
pub fn activate(
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
    // The owner of the numbers in the last sentence; they stop once the kernel has settled.
    let living = StoredValue::new(Owner::new());
    living.with_value(|living| living.with(|| numbers(&found)));
    let is_true = condition(store, &check);
    // The change that made the condition true for the first time; later changes do not undo it.
    let done_at = Memo::new(move |before: Option<&Option<Revision>>| {
        let now = || is_true.get().then(|| untrack(|| store.conversation().revision()));
        before.copied().flatten().or_else(now)
    });
    react(move || {
        let Some(revision) = done_at.get() else { return };
        show_done(&element, &found);
        let is_settled = store.conversation().settled.get() >= revision;
        let words = found.text_content().unwrap_or_default();
        ticked(keep::tick(&slug, store.changes(), &check.when, &words));
        if is_settled {
            living.with_value(Owner::cleanup);
            found.set_text_content(Some(&words));
        }
    });
}

fn condition(store: Store, check: &Check) -> Memo<bool> {
    let answer = store.ask(query::Value { code: check.when.clone() });
    memo(move || {
        let is_good = answer.problem.with(Option::is_none);
        is_good && answer.with(|value| value.display == "true") == Some(true)
    })
}

fn show_done(element: &HtmlElement, found: &HtmlElement) {
    mark(element, "data-done", "true");
    found.set_hidden(false);
}
