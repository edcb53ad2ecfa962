//! Where pages of one's own are kept: each under its number in this browser's storage.
//!
//! Nothing is lost: what cannot be read is set aside under another name, and where storage is blocked or full the pages
//! are kept in memory until the tab is closed, which the page says once.

use std::cell::RefCell;
use std::collections::BTreeMap;

use leptos::prelude::window;

use crate::app::router::Route;
use crate::app::{browser, storage};
use crate::lesson::own::Page;

/// What the name of a kept page begins with; its number follows.
const KEY: &str = "fluxion.own.";

/// What the name of a page that cannot be read begins with.
const ASIDE: &str = "fluxion.aside.";

/// Where the number of the page is kept that was open last.
const LAST: &str = "fluxion.own";

/// What a new page is called.
pub const UNTITLED: &str = "Untitled";

thread_local! {
    /// Pages that storage did not take.
    static MEMORY: RefCell<BTreeMap<u32, Page>> = const { RefCell::new(BTreeMap::new()) };
    /// The page that was deleted last.
    static DELETED: RefCell<Option<(u32, Page)>> = const { RefCell::new(None) };
}

/// The numbers of all pages, in the order in which they were made.
pub fn numbers() -> Vec<u32> {
    let mut numbers: Vec<u32> =
        storage::names(KEY).iter().filter_map(|name| name.strip_prefix(KEY)?.parse().ok()).collect();
    numbers.extend(MEMORY.with_borrow(|memory| memory.keys().copied().collect::<Vec<_>>()));
    numbers.sort_unstable();
    numbers.dedup();
    numbers
}

/// The page with a number; nothing if there is none. One that cannot be read is set aside.
pub fn load(number: u32) -> Option<Page> {
    if let Some(page) = MEMORY.with_borrow(|memory| memory.get(&number).cloned()) {
        return Some(page);
    }
    let text = storage::get(&key(number))?;
    let page = browser::bytes_from_base64(&text).and_then(|bytes| Page::decode(&bytes));
    if page.is_none() && storage::set(&format!("{ASIDE}{number}"), &text) {
        storage::remove(&key(number));
    }
    page
}

/// The page that storage has under a number now, whoever has put it there; nothing if it has none that can be read.
pub fn peek(number: u32) -> Option<Page> {
    let text = storage::get(&key(number))?;
    browser::bytes_from_base64(&text).and_then(|bytes| Page::decode(&bytes))
}

/// Whether a name in storage is that of a page.
pub fn is_page(name: &str) -> bool {
    name.starts_with(KEY)
}

/// Keeps a page under a number.
pub fn save(number: u32, page: &Page) {
    let text = browser::base64_from_bytes(&page.encode());
    let is_kept = text.is_some_and(|text| storage::set(&key(number), &text));
    MEMORY.with_borrow_mut(|memory| match is_kept {
        true => drop(memory.remove(&number)),
        false => drop(memory.insert(number, page.clone())),
    });
    if !is_kept {
        browser::say_once(
            "This browser stores nothing for this page, so your changes last until you close it.",
        );
    }
}

/// Keeps a new page, and returns its number.
pub fn add(page: &Page) -> u32 {
    let number = next();
    save(number, page);
    number
}

/// The number of the next page: one that no page has, not even the one that was deleted last.
pub fn next() -> u32 {
    let deleted = DELETED.with_borrow(|deleted| deleted.as_ref().map(|(number, _)| *number));
    numbers().last().copied().max(deleted).map_or(1, |last| last.saturating_add(1))
}

/// Deletes a page, which can be undone until another is deleted or the tab is closed.
pub fn delete(number: u32, page: Page) {
    storage::remove(&key(number));
    MEMORY.with_borrow_mut(|memory| drop(memory.remove(&number)));
    DELETED.set(Some((number, page)));
}

/// The name of the page that was deleted last.
pub fn deleted() -> Option<String> {
    DELETED.with_borrow(|deleted| deleted.as_ref().map(|(_, page)| page.title.clone()))
}

/// Puts the page that was deleted last back, and returns its number.
pub fn restore() -> Option<u32> {
    let (number, page) = DELETED.take()?;
    save(number, &page);
    Some(number)
}

/// The page that was open last.
pub fn last() -> Option<u32> {
    storage::get(LAST)?.parse().ok()
}

/// Notes the page that is open.
pub fn note(number: u32) {
    storage::set(LAST, &number.to_string());
}

/// Goes to a page of one's own.
pub fn go(number: u32) {
    // The address of a place in this page is always accepted.
    let _ = window().location().set_hash(&Route::own(number));
}

fn key(number: u32) -> String {
    format!("{KEY}{number}")
}
