//! A code cell: the editor, what the code printed and returned, what went wrong and where.
//!
//! Every change runs at once; a mistake is reported only after the learner has paused.

use std::time::Duration;

use leptos::prelude::*;

use super::browser;
use super::editor::{self, Editor};
use super::store::{CellHandle, Outcome, ParamHandle, Store};
use crate::app::reactive::{memo, react};
use crate::kernel::message::{Change, Problem};
use crate::language::TextEdit;
use crate::lesson::script;

/// How long the learner must pause before a mistake in half-typed code is pointed out.
const PAUSE: Duration = Duration::from_millis(350);

/// A cell of the open lesson.
#[component]
pub fn Cell(
    /// The open lesson.
    store: Store,
    /// The cell.
    cell: CellHandle,
    /// What the code prints according to the lesson.
    said: String,
) -> impl IntoView {
    let shown = shown_outcome(cell);
    let problem = memo(move || shown.with(|outcome| outcome.as_ref()?.problem.clone()));
    let shapes = memo(move || {
        cell.outcome
            .with(|outcome| outcome.as_ref().map(|outcome| outcome.shapes.clone()))
            .unwrap_or_default()
    });
    let has_shapes = memo(move || shapes.with(|shapes| !shapes.is_empty()));
    view! {
        <Editor store cell problem shapes/>
        <Output store cell shown said/>
        <div class="cell__tools">
            <button
                class="button button--plain"
                type="button"
                aria-disabled=move || (!cell.source.with(|_| cell.is_changed())).to_string()
                on:click=move |_| cell.reset()
            >
                "Reset"
            </button>
            <Copy store cell/>
            {move || has_shapes.get().then(|| toggle(store))}
        </div>
    }
}

/// A switch for the shapes beside the names of arrays, one for all cells.
fn toggle(store: Store) -> impl IntoView {
    view! {
        <button
            class="button button--plain"
            type="button"
            aria-pressed=move || store.shapes.get().to_string()
            on:click=move |_| store.shapes.update(|shapes| *shapes = !*shapes)
        >
            "Shapes"
        </button>
    }
}

/// The outcome to show: a good one at once, a mistake when the learner pauses. Until then the last one stands.
fn shown_outcome(cell: CellHandle) -> Memo<Option<Outcome>> {
    // Each outcome with a number of its own.
    let outcome = Memo::new(move |before: Option<&(u32, Option<Outcome>)>| {
        (before.map_or(0, |(count, _)| count + 1), cell.outcome.get())
    });
    let due = due_after_pause(cell, outcome);
    Memo::new(move |shown: Option<&Option<Outcome>>| {
        let has_problem =
            |outcome: &Option<Outcome>| outcome.as_ref().is_some_and(|outcome| outcome.problem.is_some());
        let shown = shown.cloned().flatten();
        outcome.with(|(count, outcome)| {
            let is_typing = has_problem(outcome) && !has_problem(&shown) && due.get() != Some(*count);
            match is_typing && untrack(|| cell.is_changed()) {
                true => shown,
                false => outcome.clone(),
            }
        })
    })
}

/// The number of the newest outcome after which the learner has paused.
fn due_after_pause(cell: CellHandle, outcome: Memo<(u32, Option<Outcome>)>) -> ReadSignal<Option<u32>> {
    let (due, set_due) = signal(None);
    react(move || {
        cell.source.track();
        let count = outcome.with(|(count, _)| *count);
        let show = move || {
            set_due.try_set(Some(count));
        };
        // Without timers the mistake would be shown at the next change.
        if let Ok(timer) = set_timeout_with_handle(show, PAUSE) {
            on_cleanup(move || timer.clear());
        }
    });
    due
}

#[component]
fn Output(store: Store, cell: CellHandle, shown: Memo<Option<Outcome>>, said: String) -> impl IntoView {
    // Until the first answer the lesson's own output is shown, or, for code that the learner has changed, its room kept.
    let changed = cell.source.with_untracked(|_| cell.is_changed());
    let before = if changed { said.lines().map(|_| "\u{200b}").collect::<Vec<_>>().join("\n") } else { said };
    let words = move || {
        let first = || Outcome { display: before.clone(), ..Outcome::default() };
        let Outcome { mut printed, display, problem, .. } = shown.get().unwrap_or_else(first);
        if !printed.is_empty() && !printed.ends_with('\n') && !display.is_empty() {
            printed.push('\n');
        }
        let result = printed + &display;
        let out = (!result.is_empty() || problem.is_none()).then(|| {
            // An empty line keeps its height.
            let result = if result.is_empty() { "\u{200b}".to_owned() } else { result };
            // Several lines can be scrolled with the keyboard, as they may be wider than the page; a single line wraps.
            let (tabindex, lines) = if result.contains('\n') { (Some("0"), "many") } else { (None, "one") };
            view! { <div class="cell__out" data-lines=lines tabindex=tabindex>{result}</div> }
        });
        let error = problem.map(|problem| view! { <Mistake store cell problem/> });
        (out, error)
    };
    view! { <div id=format!("cell-{}-message", cell.index()) aria-live="polite">{words}</div> }
}

/// A mistake in words: Julia's, where it is, and a plain sentence.
#[component]
fn Mistake(store: Store, cell: CellHandle, problem: Problem) -> impl IntoView {
    let place = match problem.cell {
        Some(own) if own == cell.index() => {
            let (line, _) = cell.source.with_untracked(|source| problem.span.line_column(source));
            let is_long = cell.source.with_untracked(|source| source.contains('\n'));
            is_long.then(|| format!("Line {line}. "))
        }
        Some(other) => Some(format!("In code cell {}. ", other + 1)),
        None => None,
    };
    let hint = (place.is_some() || problem.hint.is_some()).then(|| {
        let sentence = format!("{}{}", place.unwrap_or_default(), problem.hint.unwrap_or_default());
        view! { <span class="cell__hint">{browser::coded(&sentence)}</span> }
    });
    let fix = problem.fix.and_then(|change| fix(store, change));
    view! { <div class="cell__error">{problem.message} {hint} {fix}</div> }
}

/// A button that applies a quick fix; it shows the line as it will be.
fn fix(store: Store, change: Change) -> Option<impl IntoView> {
    let cell = store.cells().get(change.cell as usize).copied()?;
    let text = cell.source.get_untracked();
    let mended = TextEdit { source: change.cell, span: change.span, text: change.text.clone() }.apply(&text);
    let end = change.span.start as usize + change.text.len();
    // Of a change of several lines the last is shown.
    let line = mended.get(..end)?.trim_end().rfind('\n').map_or(0, |newline| newline + 1);
    let line = mended.get(line..)?.lines().next()?.trim().to_owned();
    let make = move |_| editor::change(cell, &change);
    Some(view! {
        <button class="button cell__fix" type="button" on:click=make>
            "Change it to "
            <code>{line}</code>
        </button>
    })
}

/// Copies the cell's text, with the numbers that it takes from the lesson's.
#[component]
fn Copy(store: Store, cell: CellHandle) -> impl IntoView {
    let is_copied = RwSignal::new(false);
    let copy = move |_| {
        let values: Vec<f64> = store.params().into_iter().map(ParamHandle::get_untracked).collect();
        let cells = store.cells().into_iter().take(cell.index() as usize);
        let before: Vec<String> = cells.map(|cell| cell.source.get_untracked()).collect();
        let source = cell.source.get_untracked();
        let text = store.with_lesson(|lesson| script::cell(&lesson.params, &values, &before, &source));
        // If copying is refused, nothing is said; the learner can still select the text.
        browser::copy(&text, move |is_allowed| {
            is_copied.try_set(is_allowed);
            let forget = move || {
                is_copied.try_set(false);
            };
            set_timeout(forget, Duration::from_secs(2));
        });
    };
    view! {
        <button class="button button--plain" type="button" on:click=copy>
            {move || if is_copied.get() { "Copied" } else { "Copy" }}
        </button>
    }
}
