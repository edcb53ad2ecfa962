//! A code cell: the editor, what the code printed and gave, what went wrong and where.
//!
//! The learner types into a text area that lies, letter on letter, over the same code in its colours. Every change
//! runs at once; words about a mistake wait a moment while the learner is still typing.

use std::time::Duration;

use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlTextAreaElement;

use super::react::effect;
use super::scrub;
use super::store::{CellHandle, Outcome, Store};
use crate::diag::Span;
use crate::kernel::message::Problem;
use crate::lesson::paint;

/// From so many lines on they are numbered.
const NUMBERED: usize = 6;

/// How long the learner must pause before a mistake in half-typed code is pointed out.
const PAUSE: Duration = Duration::from_millis(350);

/// The most characters that a cell takes.
const MOST: u32 = 32_768;

/// A cell of the open lesson.
#[component]
pub fn Cell(
    /// The open lesson.
    store: Store,
    /// The cell.
    cell: CellHandle,
) -> impl IntoView {
    let shown = shown_outcome(cell);
    let problem = Memo::new(move |_| shown.with(|outcome| outcome.as_ref()?.problem.clone()));
    view! {
        <Editor store cell problem/>
        <Output cell shown/>
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
        </div>
    }
}

/// The outcome to show: a good one at once, a mistake when the learner pauses. Until then the last one stands.
fn shown_outcome(cell: CellHandle) -> RwSignal<Option<Outcome>> {
    let shown = RwSignal::new(None::<Outcome>);
    let waiting = StoredValue::new(None::<TimeoutHandle>);
    effect(move || {
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
fn Editor(store: Store, cell: CellHandle, problem: Memo<Option<Problem>>) -> impl IntoView {
    let input = NodeRef::<html::Textarea>::new();
    let mistake = move || own_mistake(cell, problem.get()?);
    let painted = move || {
        let source = cell.source.get();
        let html = store.with_lesson(|lesson| paint::code(&source, |name| lesson.name_of(name), mistake()));
        // A last empty line has no height of its own.
        html + "\n"
    };
    let numbers = move || {
        let lines = cell.source.with(|source| source.split('\n').count());
        (lines >= NUMBERED).then(|| {
            let numbers: Vec<String> = (1..=lines).map(|line| line.to_string()).collect();
            view! { <div class="cell__lines" aria-hidden="true">{numbers.join("\n")}</div> }
        })
    };
    let is_numbered = move || cell.source.with(|source| source.split('\n').count() >= NUMBERED);
    // A change that comes from elsewhere, such as a reset, is put into the field.
    effect(move || {
        let source = cell.source.get();
        if let Some(input) = input.get().filter(|input| input.value() != source) {
            input.set_value(&source);
        }
    });
    let name = format!("Code cell {}", cell.index() + 1);
    let message = format!("cell-{}-message", cell.index());
    view! {
        <div class="cell__code" data-numbered=move || is_numbered().to_string()>
            {numbers}
            <pre class="cell__highlight" aria-hidden="true"><code inner_html=painted></code></pre>
            <textarea
                node_ref=input
                class="cell__input"
                rows="1"
                wrap="off"
                maxlength=MOST
                spellcheck="false"
                autocomplete="off"
                autocapitalize="off"
                translate="no"
                aria-label=name
                aria-describedby=message
                aria-invalid=move || problem.get().is_some().to_string()
                title="Alt with the up or down arrow changes the number at the caret"
                on:input:target=move |event| cell.edit(event.target().value())
                on:keydown=move |event| step_number(&event, input.get_untracked())
            ></textarea>
        </div>
    }
}

/// Where in this cell's text a mistake is: one that another cell's code made is not underlined here.
fn own_mistake(cell: CellHandle, problem: Problem) -> Option<Span> {
    (problem.cell == Some(cell.index())).then_some(problem.span)
}

#[component]
fn Output(cell: CellHandle, shown: RwSignal<Option<Outcome>>) -> impl IntoView {
    let words = move || {
        let Outcome { mut printed, display, problem } = shown.get().unwrap_or_default();
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
        let error = problem.map(|problem| view! { <Mistake cell problem/> });
        (out, error)
    };
    view! { <div id=format!("cell-{}-message", cell.index()) aria-live="polite">{words}</div> }
}

/// A mistake in words: Julia's, where it is, and a plain sentence.
#[component]
fn Mistake(cell: CellHandle, problem: Problem) -> impl IntoView {
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
        view! { <span class="cell__hint">{sentence}</span> }
    });
    view! { <div class="cell__error">{problem.message} {hint}</div> }
}

/// Copies the cell's text.
#[component]
fn Copy(cell: CellHandle) -> impl IntoView {
    let is_copied = RwSignal::new(false);
    let copy = move |_| {
        let text = cell.source.get_untracked();
        // The promise's end is not waited for: where copying is refused, the learner can still select the text.
        let _ = window().navigator().clipboard().write_text(&text);
        is_copied.set(true);
        let forget = move || {
            is_copied.try_set(false);
        };
        set_timeout(forget, Duration::from_secs(2));
    };
    view! {
        <button class="button button--plain" type="button" on:click=copy>
            {move || if is_copied.get() { "Copied" } else { "Copy" }}
        </button>
    }
}

/// Alt with an arrow steps the number at the caret, by one in its last digit.
fn step_number(event: &KeyboardEvent, input: Option<HtmlTextAreaElement>) {
    let steps = match event.key().as_str() {
        "ArrowUp" if event.alt_key() => 1,
        "ArrowDown" if event.alt_key() => -1,
        _ => return,
    };
    let Some(input) = input else { return };
    let (text, caret) = (input.value(), input.selection_start().ok().flatten().unwrap_or(0));
    let Some((range, number)) = scrub::stepped(&text, scrub::byte_from_utf16(&text, caret), steps) else {
        return;
    };
    event.prevent_default();
    let [start, end] = [range.start, range.end].map(|at| scrub::utf16_from_byte(&text, at));
    // A range within the text cannot be refused. Typing it, rather than setting it, lets the browser undo it.
    let _ = input.set_selection_range(start, end);
    let is_typed = document()
        .unchecked_into::<web_sys::HtmlDocument>()
        .exec_command_with_show_ui_and_value("insertText", false, &number)
        .unwrap_or(false);
    if !is_typed {
        let _ = input.set_range_text(&number);
        let init = web_sys::EventInit::new();
        init.set_bubbles(true);
        if let Ok(event) = web_sys::Event::new_with_event_init_dict("input", &init) {
            let _ = input.dispatch_event(&event);
        }
    }
    let end = start + number.len() as u32;
    let _ = input.set_selection_range(end, end);
}
