//! A page of one's own that is open in two tabs: nothing that either of them has written is lost.

use fluxion::lesson::own::{Page, Part};
use serde_json::json;

use crate::driver::{Browser, Window};
use crate::scratch::{sound, take};

/// Where the page is kept.
const KEY: &str = "fluxion.own.1";

/// The code of the page's cell.
const CODE: &str = "return document.querySelector('[data-kind=\"Code cell\"] textarea').value";

/// What the page says at its head.
const SAID: &str = "return document.querySelector('[data-said]').textContent";

/// The names of the pages that are listed.
const PAGES: &str =
    "return [...document.querySelectorAll('.own__pages > a')].map((link) => link.textContent)";

/// The page that the browser keeps.
fn kept(browser: &Browser) -> Page {
    let bytes = browser.run(&format!(
        "return [...atob(localStorage.getItem('{KEY}'))].map((letter) => letter.charCodeAt(0))"
    ));
    let bytes: Vec<u8> = bytes
        .as_array()
        .expect("bytes")
        .iter()
        .filter_map(|byte| u8::try_from(byte.as_u64()?).ok())
        .collect();
    Page::decode(&bytes).expect("a page")
}

/// Keeps a page as another tab would, which this tab hears of.
fn write_elsewhere(browser: &Browser, page: &Page) {
    let script = format!(
        "localStorage.setItem('{KEY}', btoa(String.fromCharCode(...{:?})));
         dispatchEvent(new StorageEvent('storage', {{ key: '{KEY}' }}));",
        page.encode()
    );
    browser.run(&script);
}

/// Types into the cell; it is kept a moment later.
fn type_code(browser: &Browser, text: &str) {
    browser.run(&format!(
        "const input = document.querySelector('[data-kind=\"Code cell\"] textarea');
         input.value = {text:?}; input.dispatchEvent(new Event('input', {{ bubbles: true }}));"
    ));
}

#[test]
#[ignore = "needs the page: cargo xtask test"]
fn what_another_tab_has_changed_is_taken_in() {
    let browser = Browser::open(Window::LAPTOP);
    take(&browser, &sound());
    let mut theirs = kept(&browser);
    theirs.parts[0] = Part::Text("Words of another tab.".into());
    write_elsewhere(&browser, &theirs);
    browser.wait(
        "the words",
        "return document.querySelector('[data-kind=Text]').textContent.includes('Words of another tab.')",
    );
    assert_eq!(browser.text(SAID), "Changes from another tab have been taken in.");
    // Each changes another part, and neither has heard of the other yet.
    theirs.parts.push(Part::Text("At the end.".into()));
    type_code(&browser, "f(x) = 2x");
    write_elsewhere(&browser, &theirs);
    browser.wait("both", "return document.querySelectorAll('[data-kind=Text]').length === 2");
    assert_eq!(browser.text(CODE), "f(x) = 2x");
    browser.come_alive();
    let merged = kept(&browser);
    assert_eq!(merged.parts[2], Part::Cell("f(x) = 2x".into()));
    assert_eq!(merged.parts[4], Part::Text("At the end.".into()));
    assert_eq!(browser.run(PAGES), json!(["Parabolas"]));
}

#[test]
#[ignore = "needs the page: cargo xtask test"]
fn where_both_have_changed_the_same_both_are_kept() {
    let browser = Browser::open(Window::LAPTOP);
    take(&browser, &sound());
    let mut theirs = kept(&browser);
    theirs.parts[2] = Part::Cell("f(x) = 3x".into());
    type_code(&browser, "f(x) = 2x");
    write_elsewhere(&browser, &theirs);
    browser.wait("a copy", "return document.querySelectorAll('.own__pages > a').length === 2");
    assert_eq!(browser.run(PAGES), json!(["Parabolas", "Parabolas, from another tab"]));
    assert_eq!(browser.text(CODE), "f(x) = 2x");
    assert!(browser.text(SAID).starts_with("Another tab has changed the same part."));
    browser.wait("it to be kept", &format!("return localStorage.getItem('{KEY}') !== null"));
    assert_eq!(kept(&browser).parts[2], Part::Cell("f(x) = 2x".into()));
    browser.open_page("#/scratch/2");
    assert_eq!(browser.text(CODE), "f(x) = 3x");
}

#[test]
#[ignore = "needs the page: cargo xtask test"]
fn a_page_that_another_tab_deletes_stays_open() {
    let browser = Browser::open(Window::LAPTOP);
    take(&browser, &sound());
    browser.run(&format!(
        "localStorage.removeItem('{KEY}'); dispatchEvent(new StorageEvent('storage', {{ key: '{KEY}' }}));"
    ));
    browser.wait(
        "the words",
        "return document.querySelector('[data-said]').textContent.includes('deleted in another tab')",
    );
    type_code(&browser, "f(x) = 2x");
    browser.wait("it to be kept again", &format!("return localStorage.getItem('{KEY}') !== null"));
    assert_eq!(kept(&browser).parts[2], Part::Cell("f(x) = 2x".into()));
}
