//! A code cell: the editor, what the code printed and gave, what went wrong and where.
//!
//! Every change runs at once; words about a mistake wait a moment while the learner is still typing.

use std::time::Duration;

use leptos::prelude::*;

use super::browser;
use super::editor::{self, Editor};
use super::store::{CellHandle, Outcome, Store};
use crate::app::reactive::{memo, react};
use crate::kernel::message::{Change, Problem};
use crate::language::TextEdit;

/// How long the learner must pause before a mistake in half-typed code is pointed out.
const PAUSE: Duration = Duration::from_millis(350);

/// A cell of the open lesson.
#[component]
pub fn Cell(
    /// The open lesson.
    store: Store,
    /// The cell.
    cell: CellHandle,
    /// What the lesson says that the code prints.
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
            <Copy cell/>
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
fn shown_outcome(cell: CellHandle) -> RwSignal<Option<Outcome>> {
    let shown = RwSignal::new(None::<Outcome>);
    let waiting = StoredValue::new(None::<TimeoutHandle>);
    react(move || {
        let outcome = cell.outcome.get();
        if let Some(waiting) = waiting.try_update_value(Option::take).flatten() {
            waiting.clear();
        }
        let has_problem = outcome.as_ref().is_some_and(|outcome| outcome.problem.is_some());
        let had_problem =
            shown.with_untracked(|shown| shown.as_ref().is_some_and(|shown| shown.problem.is_some()));
        if !has_problem || had_problem || !cell.source.with_untracked(|_| cell.is_changed()) {
            shown.set(outcome);
        } else {
            // Without timers the mistake would be shown at the next change.
            let later = set_timeout_with_handle(move || drop(shown.try_set(outcome)), PAUSE).ok();
            waiting.set_value(later);
        }
    });
    on_cleanup(move || {
        if let Some(waiting) = waiting.try_update_value(Option::take).flatten() {
            waiting.clear();
        }
    });
    shown
}

#[component]
fn Output(store: Store, cell: CellHandle, shown: RwSignal<Option<Outcome>>, said: String) -> impl IntoView {
    // Until the first answer the lesson's own words stand; what the learner has changed only keeps their room.
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
            // What may be wider than the page can be scrolled with the keyboard; one line wraps instead.
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

/// A button that makes the change which mends a mistake; it shows the line as it will be.
fn fix(store: Store, change: Change) -> Option<impl IntoView> {
    let cell = store.cells().get(change.cell as usize).copied()?;
    let text = cell.source.get_untracked();
    let mended = TextEdit { source: change.cell, span: change.span, text: change.text.clone() }.apply(&text);
    let end = change.span.start as usize + change.text.len();
    // What is added at the end or the beginning of a text is the last line of the change.
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

/// Copies the cell's text.
#[component]
fn Copy(cell: CellHandle) -> impl IntoView {
    let is_copied = RwSignal::new(false);
    let copy = move |_| {
        // Where copying is refused, nothing is said, and the learner can still select the text.
        browser::copy(&cell.source.get_untracked(), move |is_allowed| {
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
