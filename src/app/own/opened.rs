//! The page that the address names, opened within its frame.

use leptos::ev;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement};

use super::desk::Desk;
use super::shelf::UNTITLED;
use super::taken_over::noted;
use super::{actions, copy, offer, shelf};
use crate::app::alive::Surroundings;
use crate::app::router::Route;
use crate::lesson::own::Page;

/// Opens the page that the address names within its frame, until the present owner ends.
pub fn open(main: &HtmlElement, around: Surroundings) {
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
    if let Some(slug) = noted() {
        spawn_local(async move {
            match copy::of(&slug).await {
                Ok(page) => shelf::go(shelf::add(&page)),
                Err(words) => desk.say(&words),
            }
        });
    }
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
    // Only other tabs cause this event.
    let stored = window_event_listener(ev::storage, move |event| {
        if event.key().is_none_or(|name| shelf::is_page(&name)) {
            desk.follow();
        }
    });
    on_cleanup(move || {
        stored.remove();
        press.remove();
        submit.remove();
        change.remove();
    });
}
