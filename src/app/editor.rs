//! A cell's editor: a text area that lies, letter on letter, over the same code in its colours.
//!
//! What is typed for the learner (a stepped number, a letter for its name, an indentation) goes through the browser's own
//! editing, so that it can be undone.

use std::ops::Range;

use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlTextAreaElement;

use super::complete::Completion;
use super::store::{CellHandle, Store};
use crate::app::reactive::react;
use crate::diag::Span;
use crate::kernel::message::{Change, Problem, Shape};
use crate::language::symbol_before;
use crate::lesson::paint::{self, Note};
use crate::view::code;

/// From this many lines on, lines are numbered.
const NUMBERED: usize = 6;

/// The most characters that a cell may have.
const MOST: u32 = 32_768;

/// The editor of a cell; the code that its problem is about is underlined.
#[component]
pub fn Editor(
    /// The open lesson.
    store: Store,
    /// The cell.
    cell: CellHandle,
    /// What is wrong, if anything.
    problem: Memo<Option<Problem>>,
    /// The shapes of the arrays that it makes.
    shapes: Memo<Vec<Shape>>,
) -> impl IntoView {
    let input = NodeRef::<html::Textarea>::new();
    let mistake = move || own_mistake(cell, problem.get()?);
    let painted = move || {
        let source = cell.source.get();
        let shapes = if store.shapes.get() { shapes.get() } else { Vec::new() };
        let notes: Vec<Note> =
            shapes.iter().map(|shape| Note { at: shape.end as usize, text: &shape.text }).collect();
        let html =
            store.with_lesson(|lesson| paint::noted(&source, |name| lesson.name_of(name), mistake(), &notes));
        // An empty last line has no height of its own.
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
    let names = Completion::new(store, cell);
    let take = move |range: Range<usize>, typed: String| {
        if let Some(input) = input.get_untracked() {
            replace(&input, &input.value(), range, &typed);
            names.close();
        }
    };
    view! {
        <div class="cell__code" data-numbered=move || is_numbered().to_string()>
            {numbers}
            <pre class="cell__highlight" aria-hidden="true"><code inner_html=painted></code></pre>
            {field(cell, input, problem, names)}
        </div>
        {names.view(take)}
    }
}

/// The field in which a cell is written.
fn field(
    cell: CellHandle,
    input: NodeRef<html::Textarea>,
    problem: Memo<Option<Problem>>,
    names: Completion,
) -> AnyView {
    // A change from elsewhere, such as a reset, is copied into the field.
    react(move || {
        let source = cell.source.get();
        if let Some(input) = input.get().filter(|input| input.value() != source) {
            input.set_value(&source);
        }
    });
    let on_input = move |input: HtmlTextAreaElement| {
        let text = input.value();
        let at = caret(&input, &text);
        cell.edit(text.clone());
        names.typed(&text, at);
    };
    let name = format!("Code cell {}", cell.index() + 1);
    let message = format!("cell-{}-message", cell.index());
    view! {
        <textarea
            node_ref=input
            id=field_name(cell.index())
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
            aria-autocomplete="list"
            aria-controls=move || names.marked().map(|_| names.list())
            aria-activedescendant=move || names.marked()
            title="Alt with the up or down arrow changes the number at the caret; \\eta and the tab key give η; Ctrl and the space bar list names"
            on:input:target=move |event| on_input(event.target())
            on:keydown=move |event| on_key(&event, input.get_untracked(), names)
            on:focus=move |_| names.enter()
            on:blur=move |_| names.close()
            on:pointerdown=move |_| names.close()
        ></textarea>
    }
    .into_any()
}

/// Where a mistake is in this cell's text; a mistake in another cell is not underlined here.
fn own_mistake(cell: CellHandle, problem: Problem) -> Option<Span> {
    (problem.cell == Some(cell.index())).then_some(problem.span)
}

/// What a key does besides typing: Alt with an arrow steps the number at the caret, Tab replaces a letter's name by the
/// letter, Enter keeps the indentation. Any other Tab moves to the next control.
fn on_key(event: &KeyboardEvent, input: Option<HtmlTextAreaElement>, names: Completion) {
    let Some(input) = input else { return };
    let text = input.value();
    let to = input.selection_end().ok().flatten().unwrap_or(0);
    let (at, to) = (caret(&input, &text), code::byte_from_utf16(&text, to));
    let taken = if at == to { names.on_key(event, &text, at) } else { None };
    let change = match event.key().as_str() {
        _ if taken.is_some() => taken,
        _ if event.default_prevented() => None,
        "ArrowUp" if event.alt_key() => code::stepped(&text, at, 1),
        "ArrowDown" if event.alt_key() => code::stepped(&text, at, -1),
        "Tab" if !event.shift_key() && at == to => {
            symbol_before(&text, at).map(|(start, symbol)| (start..at, symbol.to_owned()))
        }
        "Enter" => code::indentation(&text, at).map(|indentation| (at..to, format!("\n{indentation}"))),
        _ => None,
    };
    if let Some((range, typed)) = change {
        event.prevent_default();
        replace(&input, &text, range, &typed);
        names.close();
    }
}

/// The byte before which the caret is, or a selection begins.
fn caret(input: &HtmlTextAreaElement, text: &str) -> usize {
    code::byte_from_utf16(text, input.selection_start().ok().flatten().unwrap_or(0))
}

/// Changes a cell's text as if the learner had typed it, and leaves the caret after the change.
pub fn change(cell: CellHandle, change: &Change) {
    let id = field_name(cell.index());
    let input =
        document().get_element_by_id(&id).and_then(|input| input.dyn_into::<HtmlTextAreaElement>().ok());
    let (Some(input), text) = (input, cell.source.get_untracked()) else { return };
    let range = change.span.start as usize..change.span.end as usize;
    if text.get(range.clone()).is_some() && input.value() == text {
        let _ = input.focus();
        replace(&input, &text, range, &change.text);
    }
}

/// The id of a cell's field in the page.
fn field_name(cell: u32) -> String {
    format!("cell-{cell}-code")
}

/// Types a text in place of a range of bytes.
fn replace(input: &HtmlTextAreaElement, text: &str, range: Range<usize>, typed: &str) {
    let [start, end] = [range.start, range.end].map(|at| code::utf16_from_byte(text, at));
    // A range within the text is always accepted.
    let _ = input.set_selection_range(start, end);
    let is_typed = document()
        .unchecked_into::<web_sys::HtmlDocument>()
        .exec_command_with_show_ui_and_value("insertText", false, typed)
        .unwrap_or(false);
    if is_typed {
        return;
    }
    // A browser without that command cannot undo this step.
    let _ = input.set_range_text(typed);
    let end = start + typed.encode_utf16().count() as u32;
    let _ = input.set_selection_range(end, end);
    let init = web_sys::EventInit::new();
    init.set_bubbles(true);
    if let Ok(event) = web_sys::Event::new_with_event_init_dict("input", &init) {
        let _ = input.dispatch_event(&event);
    }
}
