//! A kernel whose module arrives late or not at all: the page works without it, says what is wrong, and continues as
//! soon as it can.

use serde_json::{Value, json};

use crate::driver::{Browser, Window};

const LESSON: &str = "#/lesson/slopes-and-gradients";
const NUMBER: &str = "[data-param=\"0\"] [role=spinbutton]";

fn wait_for_life(browser: &Browser) {
    browser.wait("the page to come alive", "return document.querySelector('main').dataset.alive === 'true'");
}

/// The wasm files that the page has requested.
fn modules(browser: &Browser) -> Value {
    browser.run(
        "return performance.getEntriesByType('resource').map((entry) => entry.name.split('/').pop())
             .filter((name) => name.endsWith('.wasm'))",
    )
}

/// Checks everything that needs no kernel: text, contents, colours, numbers that follow the keys.
fn try_everything_without_a_kernel(browser: &Browser) {
    assert_eq!(browser.run("return !!document.documentElement.dataset.settled && Number(document.documentElement.dataset.settled) > 0"), json!(false), "no kernel has answered");
    assert!(browser.number("return document.querySelectorAll('main p').length") > 10.0, "the text is there");
    browser.run("document.getElementById('bar-contents').click()");
    browser.wait("the contents", "return !document.getElementById('contents').hidden && document.querySelectorAll('#contents a').length > 5");
    browser.run("document.getElementById('bar-contents').click()");
    let theme = "return getComputedStyle(document.documentElement).backgroundColor";
    let before = browser.text(theme);
    browser.run("document.getElementById('bar-theme').click()");
    browser.wait("other colours", &format!("return (() => {{ {theme} }})() !== {before:?}"));
    let value = format!("return Number(document.querySelector({NUMBER:?}).getAttribute('aria-valuenow'))");
    let before = browser.number(&value);
    browser.run(&format!("document.querySelector({NUMBER:?}).focus()"));
    browser.press("\u{E013}");
    browser.wait("the number to follow the key", &format!("return (() => {{ {value} }})() > {before}"));
}

/// Checks that everything is computed from the values as they are now.
fn everything_is_answered(browser: &Browser) {
    browser.settle();
    let open = browser.number("return document.querySelectorAll('.figure__problem, .cell__error').length");
    assert_eq!(open, 0.0, "figures and cells have their answers");
    browser.wait(
        "the cell's answer",
        "return document.querySelector('[data-cell=\"0\"] .cell__out')?.textContent === '42'",
    );
    browser.wait("the strip to be empty", "return document.getElementById('status').textContent === ''");
}

fn type_a_cell(browser: &Browser) {
    browser.run(
        "const input = document.querySelector('[data-cell=\"0\"] textarea');
         input.value = 'h(x) = x + 40\\nh(2)'; input.dispatchEvent(new Event('input', { bubbles: true }));",
    );
}

#[test]
#[ignore = "needs the page: cargo xtask test"]
fn the_page_does_not_wait_for_the_kernel() {
    let browser = Browser::open_late(Window::LAPTOP);
    browser.load(LESSON);
    wait_for_life(&browser);
    try_everything_without_a_kernel(&browser);
    type_a_cell(&browser);
    let strip = browser.text("return document.getElementById('status').textContent");
    assert!(strip.starts_with("Loading the engine: "), "the strip says what is loading: {strip:?}");
    everything_is_answered(&browser);
    // Ten seconds is longer than the supervisor waits for a kernel that hangs.
    assert_eq!(browser.console(), Vec::<String>::new(), "no kernel was ended");
}

#[test]
#[ignore = "needs the page: cargo xtask test"]
fn a_kernel_that_did_not_load_is_requested_again() {
    let browser = Browser::open(Window::LAPTOP);
    let block = |urls: &Value| browser.devtools("Network.setBlockedURLs", &json!({ "urls": urls }));
    browser.devtools("Network.enable", &json!({}));
    block(&json!(["*/kernel-*.wasm"]));
    browser.load(LESSON);
    wait_for_life(&browser);
    browser.wait(
        "words about the engine",
        "return document.getElementById('status').textContent.includes('could not be loaded')",
    );
    try_everything_without_a_kernel(&browser);
    type_a_cell(&browser);
    block(&json!([]));
    browser.run("[...document.querySelectorAll('#status button')].find((own) => own.textContent === 'Try again').click()");
    everything_is_answered(&browser);
}

#[test]
#[ignore = "needs the page: cargo xtask test"]
fn another_kernel_needs_no_download() {
    let browser = Browser::open(Window::LAPTOP);
    browser.open_page(LESSON);
    let before = modules(&browser);
    assert_eq!(before.as_array().map(Vec::len), Some(2), "the page's module and the kernel's: {before}");
    browser.devtools("Network.enable", &json!({}));
    browser.devtools("Network.setBlockedURLs", &json!({ "urls": ["*.wasm"] }));
    type_a_cell(&browser);
    browser.run("fluxion.restart()");
    everything_is_answered(&browser);
    assert_eq!(modules(&browser), before);
}
