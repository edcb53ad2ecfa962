//! A page of one's own: a lesson that the learner writes here, of text, code, numbers and figures.
//!
//! The page itself is plain data (`lesson::own`). It is opened as a lesson is: its HTML and its specification are made from
//! the data, and the components of the lessons bring it to life. A change of structure opens it again; what is typed
//! into a cell or dragged goes through the store, as in a lesson. `shelf` keeps pages, `describe` and `form` are about the forms,
//! `offer` shows what a link brings, `take` is what can be taken along.

use leptos::ev;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement};

use super::alive::Surroundings;
use super::browser::{self, first};
use super::router::Route;
use super::store::Store;
use crate::lesson::own::{Page, Part};

mod actions;
mod describe;
mod desk;
mod form;
mod offer;
mod shelf;
mod take;

use desk::{Desk, with_changes};
use shelf::{UNTITLED, go};

/// Whether an element holds the frame of such a page.
pub fn is_frame(main: &HtmlElement) -> bool {
    first(main, "[data-scratch]").is_some()
}

/// Opens the page that the address names within its frame, until the present owner ends.
pub fn activate(main: &HtmlElement, around: Surroundings) {
    let route = around.course.route.get_untracked();
    let (wanted, carried) = match route {
        Route::Scratch { page, carried } => (page, carried),
        _ => (None, None),
    };
    let (number, page, words) = find(wanted);
    let desk = Desk::new(main, around, number, page);
    listen(desk);
    desk.say(&words);
    desk.open();
    if let Some(piece) = carried {
        offer::show(main, &piece);
    }
}

/// The page to open, its number, and what there is to say about it.
fn find(wanted: Option<u32>) -> (u32, Page, String) {
    let mut words = String::new();
    let numbers = shelf::numbers();
    let others = shelf::last().into_iter().chain(numbers.iter().rev().copied());
    for number in wanted.into_iter().chain(others) {
        let was_there = shelf::numbers().contains(&number);
        if let Some(page) = shelf::load(number) {
            return (number, page, words);
        }
        if was_there {
            words =
                format!("Page {number} could not be read. What was kept of it is set aside in this browser.");
        } else if wanted == Some(number) {
            words = format!("There is no page {number} in this browser.");
        }
    }
    (shelf::next(), Page::named(UNTITLED), words)
}

/// Follows what the learner presses and chooses in the frame.
fn listen(desk: Desk) {
    let target = |event: &Event| event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let press = window_event_listener(ev::click, move |event| {
        let button = target(&event).and_then(|target| target.closest("[data-scratch] [data-do]").ok()?);
        if let Some(button) = button {
            actions::run(desk, &button);
        }
    });
    let submit = window_event_listener(ev::submit, move |event| {
        if let Some(form) = target(&event).filter(|form| form.has_attribute("data-noun")) {
            event.prevent_default();
            desk.finish(&form);
        }
    });
    let change = window_event_listener(ev::change, move |event| {
        if let Some(control) = target(&event) {
            desk.changed(&control);
        }
    });
    on_cleanup(move || {
        press.remove();
        submit.remove();
        change.remove();
    });
}

/// Makes a page of one's own from an open lesson, as the learner has left it, and goes there; `told` hears why not.
pub fn from_lesson(store: Store, told: impl Fn(String) + 'static) {
    let Some(slug) = store.try_slug() else { return };
    spawn_local(async move {
        let bytes = browser::fetch(&format!("lessons/{slug}.own")).await;
        match bytes.map(|bytes| Page::decode(&bytes)) {
            Ok(Some(page)) if store.try_slug().is_some() => {
                let cells = (0..page.parts.len()).filter(|at| matches!(page.parts[*at], Part::Cell(_)));
                let cells: Vec<usize> = cells.collect();
                let page = with_changes(page, store, &cells);
                go(shelf::add(&page));
            }
            Ok(Some(_)) => {}
            Ok(None) => told("The page could not be made: what it begins with is damaged.".to_owned()),
            Err(reason) => told(format!("The page could not be made: {reason}.")),
        }
    });
}
