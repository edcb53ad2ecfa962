//! What brings a text to life: the elements that a specification speaks of become cells, numbers, figures, gates and
//! checks, and what is pointed at lights up wherever it stands.

use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use super::browser::{all, fill, first, index, mark};
use super::conversation::Conversation;
use super::figures::{self, tell_height};
use super::number::{ParamNumber, activate_number};
use super::shell::{Course, Progress};
use super::store::Store;
use super::{cell, check, gate};
use crate::app::reactive::react;
use crate::lesson::spec::Figure;

/// What opens a page of one's own within its frame, until the present owner ends.
pub type Opener = fn(&HtmlElement, Surroundings);

/// What a lesson needs from the page around it.
#[derive(Clone, Copy)]
pub struct Surroundings {
    /// The course and the learner's place in it.
    pub course: Course,
    /// The learner's progress, to be written.
    pub progress: RwSignal<Progress>,
    /// The conversation with the kernel.
    pub conversation: Conversation,
    /// The open lesson.
    pub store: RwSignal<Option<Store>>,
    /// What this module does with a page of one's own.
    pub own: Opener,
}

/// Brings the text of an open lesson to life: everything within an element that the specification speaks of.
pub fn enliven(main: &HtmlElement, around: Surroundings, store: Store) {
    provide_context(store);
    around.store.set(Some(store));
    for (element, cell) in all(main, "[data-cell]").into_iter().zip(store.cells()) {
        let said = first(&element, ".cell__out").and_then(|out| out.text_content()).unwrap_or_default();
        fill(element, move || view! { <cell::Cell store cell said/> });
    }
    // Gates look at the figures that they are made in, which are then handed to their widgets.
    for element in all(main, "[data-gate]") {
        gate::activate(element, store);
    }
    let mut figures: Vec<Option<Figure>> = store.take_figures().into_iter().map(Some).collect();
    for element in all(main, "[data-figure]") {
        let at = index(&element, "data-figure");
        let figure = at.and_then(|at| Some((at, figures.get_mut(at as usize)?.take()?)));
        if let Some((at, figure)) = figure {
            activate_figure(&element, store, at, figure);
        }
    }
    let is_elsewhere = |element: &HtmlElement| matches!(element.closest(".check__done"), Ok(None));
    activate_numbers(main, store, is_elsewhere);
    for element in all(main, "[data-check]") {
        let slug = store.with_lesson(|lesson| lesson.entry.slug.clone());
        let ticked = move |done| {
            around.progress.update(|progress| {
                progress.insert(slug.clone(), done);
            });
        };
        check::activate(element, store, |found| activate_numbers(found, store, |_| true), ticked);
    }
    highlight(main, store);
}

/// Makes those numbers within an element interactive that are selected.
fn activate_numbers(within: &Element, store: Store, is_meant: impl Fn(&HtmlElement) -> bool) {
    for element in all(within, "[data-number]").into_iter().filter(&is_meant) {
        activate_number(element, store);
    }
    for element in all(within, "[data-param]").into_iter().filter(&is_meant) {
        if let Some(param) = index(&element, "data-param").and_then(|at| store.param_at(at)) {
            // The element keeps its colour; the number within takes over its style.
            element.set_class_name("");
            fill(element, move || view! { <ParamNumber param/> });
        }
    }
}

fn activate_figure(element: &HtmlElement, store: Store, at: u32, figure: Figure) {
    if let Some(body) = first(element, ".figure__body") {
        tell_height(element);
        fill(body, move || figures::view(store, at, figure));
    }
}

/// Highlights what is pointed at or focused wherever else it occurs: an entry of an array as that entry, anything else
/// as its whole quantity.
fn highlight(main: &HtmlElement, store: Store) {
    let point_at = move |target: Option<web_sys::EventTarget>| {
        let target = target.and_then(|target| target.dyn_into::<Element>().ok());
        let named = target.and_then(|target| target.closest("[data-part],[data-identity]").ok().flatten());
        let key = |attribute| named.as_ref().and_then(|named| named.get_attribute(attribute));
        let key = key("data-part").or_else(|| key("data-identity")).unwrap_or_default();
        if store.highlighted.with_untracked(|now| *now != key) {
            store.highlighted.set(key);
        }
    };
    let over = window_event_listener(ev::pointerover, move |event| point_at(event.target()));
    // The field of a cell lies over the code that is visible.
    let moved = window_event_listener(ev::pointermove, move |event| {
        let field = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        if field.is_some_and(|field| field.class_list().contains("cell__input")) {
            let [x, y] = [event.client_x(), event.client_y()].map(|at| at as f32);
            let below = document().elements_from_point(x, y);
            let below = below.iter().filter_map(|element| element.dyn_into::<Element>().ok());
            let name = below.into_iter().find(|element| element.has_attribute("data-identity"));
            point_at(name.map(Into::into));
        }
    });
    let focus = window_event_listener(ev::focusin, move |event| point_at(event.target()));
    let main = main.clone();
    let highlighted = StoredValue::new_local(Vec::<HtmlElement>::new());
    react(move || {
        let marked = |elements: &[HtmlElement], value: &str| {
            elements.iter().for_each(|element| mark(element, "data-highlighted", value));
        };
        highlighted.with_value(|elements| marked(elements, "false"));
        let elements = store.highlighted.with(|key| match key.as_str() {
            "" => Vec::new(),
            part if part.contains('[') => all(&main, &format!("[data-part=\"{part}\"]")),
            key => all(&main, &format!("[data-identity=\"{key}\"]")),
        });
        marked(&elements, "true");
        highlighted.set_value(elements);
    });
    on_cleanup(move || {
        over.remove();
        moved.remove();
        focus.remove();
    });
}
