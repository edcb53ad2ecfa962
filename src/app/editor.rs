//! A cell's editor: a text area that lies, letter on letter, over the same code in its colours.

use std::ops::Range;

use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlTextAreaElement;

use super::complete::Completion;
use super::store::{CellHandle, Store};
use super::typing::{self, replace};
use crate::app::reactive::react;
use crate::diag::Span;
use crate::kernel::message::{Change, Problem, Shape};
use crate::lesson::paint::{self, Note};

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
        let [at, _] = typing::selection(&input, &text);
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

/// What a key does besides typing: the list of names comes first.
fn on_key(event: &KeyboardEvent, input: Option<HtmlTextAreaElement>, names: Completion) {
    let Some(input) = input else { return };
    let text = input.value();
    let [at, to] = typing::selection(&input, &text);
    let taken = if at == to { names.on_key(event, &text, at) } else { None };
    if let Some((range, typed)) = taken.or_else(|| typing::helped(event, &text, [at, to])) {
        event.prevent_default();
        replace(&input, &text, range, &typed);
        names.close();
    }
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
