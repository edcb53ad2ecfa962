//! Sharing a lesson: a link to its state, its code as a file or in a page of one's own, and the state that somebody's link
//! brings.
//!
//! Nothing that a link brings is used, and none of its code runs, until the learner agrees; and then it can be undone.
//! Numbers alone are used at once by a learner who has changed nothing here.

use leptos::prelude::*;
use web_sys::HtmlElement;

use super::browser::{self, fill, first};
use super::figures::save_text;
use super::own;
use super::router::{self, Route};
use super::store::{CellHandle, ParamHandle, Store};
use crate::lesson::link::{self, Linked, LinkedCell, checksum};
use crate::lesson::script;
use crate::view::files::file_name;

/// Adds the buttons at the end of a lesson, and an offer at its beginning if the address carries a state.
pub fn activate(main: &HtmlElement, store: Store) {
    if let Some(foot) = first(main, "[data-share]") {
        fill(foot, move || take(store));
    }
    if let (Some(head), Some(piece)) = (first(main, "[data-linked]"), router::carried()) {
        fill(head, move || match link::read(&piece) {
            Ok(state) => offer(store, state),
            Err(words) => {
                view! { <p class="linked__words">{words} " The lesson is as you left it."</p> }.into_any()
            }
        });
    }
}

/// Three buttons: a link to the lesson as it is now, its code as a file, and a page of one's own that begins with it.
fn take(store: Store) -> AnyView {
    let made = RwSignal::new(None::<Option<String>>);
    let is_copied = RwSignal::new(false);
    let share = move |_| {
        let link = address(store);
        if let Some(link) = &link {
            browser::copy(link, move |is_allowed| {
                is_copied.try_set(is_allowed);
            });
        }
        made.set(Some(link));
    };
    let shown = move || {
        made.get().map(|link| match link {
            Some(link) => view! {
                <p class="share__words">
                    {move || if is_copied.get() { "Copied. " } else { "" }}
                    "The link contains your numbers and your changes to the code:"
                </p>
                <input class="share__link" readonly aria-label="Link to the lesson as it is now" prop:value=link/>
            }
            .into_any(),
            None => {
                let words = "Your changes are too long for a link. Save the code instead.";
                view! { <p class="share__words">{words}</p> }.into_any()
            }
        })
    };
    let take_over = move |_| own::from_lesson(store);
    view! {
        <button class="button" type="button" on:click=share>"Copy a link to this state"</button>
        <button class="button" type="button" on:click=move |_| save(store)>"Save the code as a Julia file"</button>
        <button class="button" type="button" on:click=take_over>"Open in a page of my own"</button>
        <div aria-live="polite">{shown}</div>
    }
    .into_any()
}

/// A link to the lesson as it is now, if that is not too long.
fn address(store: Store) -> Option<String> {
    let piece = link::write(&present(store))?;
    let here = window().location().href().ok()?;
    let page = here.split('#').next().unwrap_or_default();
    Some(format!("{page}{}?{piece}", Route::href(&store.try_slug()?)))
}

/// What differs from the lesson as it came.
fn present(store: Store) -> Linked {
    let params = store.params().into_iter().filter_map(|param| {
        let (spec, value) = (param.spec(), param.get_untracked());
        (value != spec.value).then_some((spec.name, value))
    });
    let cells = store.cells().into_iter().filter_map(|cell| {
        let (original, text) = (cell.original(), cell.source.get_untracked());
        let original = (original != text).then(|| checksum(original.as_bytes()))?;
        Some(LinkedCell { index: cell.index(), original, text })
    });
    Linked { params: params.collect(), cells: cells.collect() }
}

fn save(store: Store) {
    let values: Vec<f64> = store.params().into_iter().map(ParamHandle::get_untracked).collect();
    let cells: Vec<String> = store.cells().into_iter().map(|cell| cell.source.get_untracked()).collect();
    store.with_lesson(|lesson| {
        let name = format!("{}.jl", file_name(&lesson.entry.title));
        save_text(&script::julia(lesson, &values, &cells), "text/x-julia", &name);
    });
}

/// The lesson as it was before a link's state was applied.
#[derive(Clone)]
struct Before {
    params: Vec<(ParamHandle, f64)>,
    cells: Vec<(CellHandle, String)>,
}

impl Before {
    fn of(store: Store) -> Before {
        Before {
            params: store.params().into_iter().map(|param| (param, param.get_untracked())).collect(),
            cells: store.cells().into_iter().map(|cell| (cell, cell.source.get_untracked())).collect(),
        }
    }

    fn restore(self) {
        self.params.into_iter().for_each(|(param, value)| param.set_fine(value));
        self.cells.into_iter().for_each(|(cell, text)| cell.edit(text));
    }
}

/// What the learner has decided about the state that a link brought.
#[derive(Clone)]
enum Decision {
    Open,
    Used(Before, usize),
    Declined,
}

fn offer(store: Store, state: Linked) -> AnyView {
    let use_it = move |state: &Linked| {
        let before = Before::of(store);
        let left_out = apply(store, state);
        Decision::Used(before, left_out)
    };
    let own = present(store);
    let is_unchanged = own.params.is_empty() && own.cells.is_empty();
    let is_harmless = is_unchanged && state.cells.is_empty() && !state.params.is_empty();
    let decision = RwSignal::new_local(if is_harmless { use_it(&state) } else { Decision::Open });
    let state = StoredValue::new(state);
    let use_it = move |_| decision.set(state.with_value(use_it));
    let leave = move |_| decision.set(Decision::Declined);
    let view = move || match decision.get() {
        Decision::Open => view! {
            {state.with_value(brought)}
            <p class="linked__buttons">
                <button class="button button--primary" type="button" on:click=use_it>"Use it"</button>
                <button class="button" type="button" on:click=leave>"Leave the lesson as it is"</button>
            </p>
        }
        .into_any(),
        Decision::Used(before, left_out) => {
            let undo = move |_| {
                before.clone().restore();
                decision.set(Decision::Declined);
            };
            view! {
                <p class="linked__words">{used(left_out)}</p>
                <p class="linked__buttons"><button class="button" type="button" on:click=undo>"Undo"</button></p>
            }
            .into_any()
        }
        Decision::Declined => {
            view! { <p class="linked__words">"The lesson is as you left it."</p> }.into_any()
        }
    };
    view! { <div aria-live="polite">{view}</div> }.into_any()
}

/// What a link brings, in words, and its code for reading.
fn brought(state: &Linked) -> AnyView {
    let words = match (state.cells.is_empty(), state.params.is_empty()) {
        (true, true) => "This link contains the lesson unchanged.",
        (true, false) => "This link contains other numbers for this lesson.",
        (false, _) => {
            "This link contains changed code for this lesson. It does not run until you choose to use it."
        }
    };
    let code: Vec<&str> = state.cells.iter().map(|cell| cell.text.as_str()).collect();
    let code = code.join("\n\n");
    let look = (!code.is_empty()).then(|| {
        view! {
            <details class="linked__code">
                <summary>"View the code"</summary>
                <pre tabindex="0">{code}</pre>
            </details>
        }
    });
    view! { <p class="linked__words">{words}</p> {look} }.into_any()
}

/// Says that a link's state is in use, and how much of it is not.
fn used(left_out: usize) -> String {
    let rest = match left_out {
        0 => String::new(),
        1 => ", except for one part that this lesson does not have".into(),
        many => format!(", except for {many} parts that this lesson does not have"),
    };
    format!("The lesson now has the state from the link{rest}.")
}

/// Applies a link's state to the lesson; returns how many parts of it the lesson does not have.
fn apply(store: Store, state: &Linked) -> usize {
    let mut left_out = 0;
    for (name, value) in &state.params {
        match store.param(name) {
            Some(param) => param.set_fine(*value),
            None => left_out += 1,
        }
    }
    let cells = store.cells();
    for linked in &state.cells {
        let own = cells.get(linked.index as usize);
        match own.filter(|cell| checksum(cell.original().as_bytes()) == linked.original) {
            Some(cell) => cell.edit(linked.text.clone()),
            None => left_out += 1,
        }
    }
    left_out
}
