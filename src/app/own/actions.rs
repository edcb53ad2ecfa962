//! What the buttons of a page of one's own do: a table from the word in `data-do` to a function.

use leptos::prelude::*;
use web_sys::Element;

use super::desk::Desk;
use super::shelf::{UNTITLED, go};
use super::{shelf, take};
use crate::app::browser::{first, index};
use crate::lesson::own::{Page, Part};

/// A button's action: it gets the open page and the button.
type Action = fn(Desk, &Element);

static ACTIONS: &[(&str, Action)] = &[
    ("add-text", |desk, button| desk.describe(gap(button), "Text", None)),
    ("add-number", |desk, button| desk.describe(gap(button), "Number", None)),
    ("add-figure", |desk, button| desk.describe(gap(button), "Figure", None)),
    ("add-cell", add_cell),
    ("edit", edit),
    ("up", |desk, button| exchange(desk, part(button), part(button).checked_sub(1), "up")),
    ("down", |desk, button| exchange(desk, part(button), Some(part(button) + 1), "down")),
    ("delete", delete),
    ("undo", undo),
    ("cancel", cancel),
    ("new", |_, _| go(shelf::add(&Page::named(UNTITLED)))),
    ("duplicate", duplicate),
    ("delete-page", delete_page),
    ("restore", |_, _| shelf::restore().into_iter().for_each(go)),
    ("link", |desk, _| take::link(desk)),
    ("julia", |desk, _| take::julia(desk)),
    ("notebook", |desk, _| take::notebook(desk)),
    ("file", |desk, _| take::file(desk)),
];

/// Does what a button says.
pub fn run(desk: Desk, button: &Element) {
    let word = button.get_attribute("data-do").unwrap_or_default();
    if let Some((_, action)) = ACTIONS.iter().find(|(own, _)| *own == word) {
        action(desk, button);
    }
}

/// The number in an attribute of what the button stands in.
fn around(button: &Element, attribute: &str) -> usize {
    let place = button.closest(&format!("[{attribute}]")).ok().flatten();
    place.and_then(|place| index(&place, attribute)).unwrap_or_default() as usize
}

fn gap(button: &Element) -> usize {
    around(button, "data-gap")
}

fn part(button: &Element) -> usize {
    around(button, "data-own")
}

fn add_cell(desk: Desk, button: &Element) {
    let at = gap(button);
    desk.change(
        |page, _| {
            page.insert(at, Part::Cell(String::new()));
        },
        &format!("[data-own=\"{at}\"] textarea"),
    );
}

fn edit(desk: Desk, button: &Element) {
    let at = part(button);
    let page = desk.page();
    if let Some(part) = page.parts.get(at) {
        desk.describe(at, part.noun(), Some(part));
    }
}

/// Exchanges a part with the one at another place, if there is one.
fn exchange(desk: Desk, at: usize, to: Option<usize>, word: &str) {
    let last = desk.page().parts.len().saturating_sub(1);
    let Some(to) = to.filter(|to| *to <= last) else {
        return desk.say("This part stands at the end already.");
    };
    let swap = |page: &mut Page, _: &mut Vec<(usize, Part)>| {
        page.exchange(at, to);
    };
    desk.change(swap, &format!("[data-own=\"{to}\"] [data-do={word}]"));
    desk.say("Moved.");
}

fn delete(desk: Desk, button: &Element) {
    let at = part(button);
    desk.change(|page, deleted| deleted.extend(page.remove(at).map(|part| (at, part))), "[data-do=undo]");
}

fn undo(desk: Desk, _: &Element) {
    let mut back = 0;
    desk.change(
        |page, deleted| {
            let Some((at, part)) = deleted.pop() else { return };
            match page.insert(at, part.clone()) {
                Some(at) => back = at,
                // The page is full: it stays where it can be taken from.
                None => deleted.push((at, part)),
            }
        },
        "",
    );
    desk.focus(&format!("[data-own=\"{back}\"] [data-do=delete]"));
}

fn cancel(desk: Desk, _: &Element) {
    let place = desk.close_form();
    let button = place.and_then(|place| first(&place, "[data-do=edit], summary"));
    if let Some(button) = button {
        // Focus can be refused; then it stays where it is.
        let _ = button.focus();
    }
}

fn duplicate(desk: Desk, _: &Element) {
    let mut page = desk.page();
    page.title = format!("{}, a copy", page.title);
    go(shelf::add(&page));
}

fn delete_page(desk: Desk, _: &Element) {
    let (number, page) = (desk.number(), desk.page());
    desk.forget();
    shelf::delete(number, page);
    go(shelf::numbers().last().copied().unwrap_or_else(|| shelf::add(&Page::named(UNTITLED))));
    window().scroll_to_with_x_and_y(0.0, 0.0);
}
