//! A page of one's own: a lesson that the learner writes here, of text, code, numbers and figures.
//!
//! The page itself is plain data (`lesson::own`). It is opened as a lesson is: its HTML and its specification are made from
//! the data, and the components of the lessons bring it to life. A change of structure opens it again; what is typed
//! into a cell or dragged goes through the store, as in a lesson. `shelf` keeps pages, `describe` and `form` are about
//! the forms, `offer` shows what a link brings, `take` is what can be taken along.
//!
//! All of this but the note of a lesson to copy is linked into a module of its own, which takes the page's place at the
//! address of such a page, so lessons do not download it: only that module's `main` names [`edit`].

use web_sys::HtmlElement;

use super::alive::Surroundings;
use super::browser::first;

mod actions;
mod copy;
mod describe;
mod desk;
mod form;
mod offer;
mod opened;
mod shelf;
mod take;
mod taken_over;

pub use taken_over::from_lesson;

/// Whether an element holds the frame of such a page.
pub fn is_frame(main: &HtmlElement) -> bool {
    first(main, "[data-scratch]").is_some()
}

/// Opens the page that the address names within its frame, until the present owner ends.
pub fn edit(main: &HtmlElement, around: Surroundings) {
    opened::open(main, around);
}

/// Starts again at the present address, for which `boot.mjs` takes the module that can open it.
pub fn start_again(_: &HtmlElement, _: Surroundings) {
    // Reloading a page cannot fail.
    let _ = leptos::prelude::window().location().reload();
}
