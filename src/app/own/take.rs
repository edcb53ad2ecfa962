//! What is taken along from a page of one's own: files, and a link.

use leptos::prelude::*;

use super::desk::Desk;
use super::form;
use crate::app::browser::{self, first};
use crate::app::figures::save_text;
use crate::app::store::Outcome;
use crate::lesson::own::file::file as lesson_file;
use crate::lesson::own::julia::julia as julia_file;
use crate::lesson::own::notebook::notebook as notebook_file;
use crate::view::files::file_name;

/// Saves the page as a Julia file.
pub fn julia(desk: Desk) {
    let page = desk.page();
    save_text(&julia_file(&page), "text/x-julia", &format!("{}.jl", file_name(&page.title)));
}

/// Saves the page as a notebook.
pub fn notebook(desk: Desk) {
    let page = desk.page();
    let name = format!("{}.ipynb", file_name(&page.title));
    save_text(&notebook_file(&page), "application/x-ipynb+json", &name);
}

/// Saves the page as a lesson file, with what its cells print now.
pub fn file(desk: Desk) {
    let page = desk.page();
    let cells = desk.store().map(|store| store.cells()).unwrap_or_default();
    let output = |outcome: &Option<Outcome>| {
        let Some(outcome) = outcome else { return String::new() };
        let mut text = outcome.printed.clone();
        if !text.is_empty() && !text.ends_with('\n') && !outcome.display.is_empty() {
            text.push('\n');
        }
        text + &outcome.display
    };
    let outputs: Vec<String> = cells.into_iter().map(|cell| cell.outcome.with_untracked(output)).collect();
    // A lesson file's name is a number and plain letters.
    let name: String = file_name(&page.title).chars().filter(char::is_ascii).collect();
    let name = if name.is_empty() { "page".to_owned() } else { name };
    save_text(&lesson_file(&page, &outputs), "text/markdown", &format!("50-{name}.md"));
}

/// Shows a link to the page, and copies it.
pub fn link(desk: Desk) {
    let Some(place) = desk.find("[data-link]") else { return };
    let here = window().location().href().unwrap_or_default();
    let address = here.split('#').next().unwrap_or_default();
    let Some(link) = desk.page().to_link().map(|piece| format!("{address}#/scratch?{piece}")) else {
        place.set_text_content(Some("This page is too long for a link. Save it as a file instead."));
        return;
    };
    place.set_inner_html(
        "<p class=\"share__words\"><span></span>The link contains this page. Whoever opens it sees its code before anything runs.</p>\
         <input class=\"share__link\" readonly aria-label=\"Link to this page\">",
    );
    if let Some(field) = first(&place, "input") {
        form::set_value(&field, &link);
    }
    browser::copy(&link, move |is_allowed| {
        let words = first(&place, "span").filter(|_| is_allowed);
        if let Some(words) = words {
            words.set_text_content(Some("Copied. "));
        }
    });
}
