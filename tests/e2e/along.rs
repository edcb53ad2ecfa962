//! Sharing a lesson: a link with its state, whose code runs only when the learner says so, and the code as a file.

use serde_json::Value;

use crate::driver::{Browser, Window};

const PLACE: &str = "#/lesson/slopes-and-gradients";

/// The text of the first cell.
const CODE: &str = "return document.querySelector('[data-cell=\"0\"] textarea').value";

fn press(browser: &Browser, words: &str) {
    browser.run(&format!(
        "[...document.querySelectorAll('main button')].find((button) => button.textContent === {words:?}).click()"
    ));
}

/// A link to the lesson with another number and other code.
fn link(browser: &Browser) -> String {
    browser.open_page(PLACE);
    browser.run(
        "const input = document.querySelector('[data-cell=\"0\"] textarea');
         input.value = 'f(x) = cos(x) + 1.25'; input.dispatchEvent(new Event('input', { bubbles: true }));",
    );
    browser.settle();
    press(browser, "Copy a link to this state");
    browser.wait("the link", "return !!document.querySelector('.share__link')");
    let link = browser.text("return document.querySelector('.share__link').value");
    link.split_once('#').map(|(_, place)| format!("#{place}")).expect("a link has a place")
}

#[test]
#[ignore = "needs the page: cargo xtask test"]
fn a_link_applies_its_state_only_on_request() {
    let place = link(&Browser::open(Window::LAPTOP));
    // Another learner's browser, where nothing is stored.
    let browser = Browser::open(Window::LAPTOP);
    browser.open_page(&place);
    browser.settle();
    let own = browser.text(CODE);
    assert!(!own.contains("1.25"), "the link's code is not applied yet: {own}");
    let words = browser.text("return document.querySelector('[data-linked]').textContent");
    assert!(words.contains("changed code") && words.contains("1.25"), "{words}");
    press(&browser, "Use it");
    browser.settle();
    assert_eq!(browser.text(CODE), "f(x) = cos(x) + 1.25");
    press(&browser, "Undo");
    browser.settle();
    assert_eq!(browser.text(CODE), own);
}

#[test]
#[ignore = "needs the page: cargo xtask test"]
fn numbers_alone_are_used_at_once_where_nothing_was_changed() {
    let browser = Browser::open(Window::LAPTOP);
    browser.open_page(PLACE);
    let value = "return document.querySelector('main input[type=range]').value";
    let change = |way: &str| {
        browser.run(&format!(
            "const input = document.querySelector('main input[type=range]');
             input.{way}(); input.dispatchEvent(new Event('input', {{ bubbles: true }}));"
        ));
        browser.settle();
    };
    let own = browser.text(value);
    change("stepUp");
    let changed = browser.text(value);
    press(&browser, "Copy a link to this state");
    browser.wait("the link", "return !!document.querySelector('.share__link')");
    let link = browser.text("return document.querySelector('.share__link').value");
    let place = link.split_once('#').map(|(_, place)| format!("#{place}")).expect("a link has a place");

    let fresh = Browser::open(Window::LAPTOP);
    fresh.open_page(&place);
    fresh.settle();
    assert_eq!(fresh.text(value), changed, "used at once");
    press(&fresh, "Undo");
    fresh.settle();
    assert_eq!(fresh.text(value), own);

    // Where the learner has changed something, nothing of theirs is replaced unasked.
    change("stepUp");
    let theirs = browser.text(value);
    browser.open_page(&place);
    browser.settle();
    assert_eq!(browser.text(value), theirs);
    press(&browser, "Use it");
    browser.settle();
    assert_eq!(browser.text(value), changed);
}

#[test]
#[ignore = "needs the page: cargo xtask test"]
fn a_damaged_link_is_reported() {
    let browser = Browser::open(Window::LAPTOP);
    let place = link(&browser);
    let own = Browser::open(Window::LAPTOP);
    for damaged in
        [&place[..place.len() - 3], "#/lesson/slopes-and-gradients?1%00", "#/lesson/slopes-and-gradients?"]
    {
        own.open_page(damaged);
        own.settle();
        let words = own.text("return document.querySelector('[data-linked]').textContent");
        assert!(words.contains("This link"), "{damaged}: {words}");
        assert!(!own.text(CODE).contains("1.25"));
    }
}

#[test]
#[ignore = "needs the page: cargo xtask test"]
fn a_figure_that_was_never_seen_is_saved_as_a_picture() {
    let browser = Browser::open(Window::LAPTOP);
    browser.open_page("#/lesson/stacking-it-up");
    browser.run(
        "const real = URL.createObjectURL.bind(URL);
         URL.createObjectURL = (blob) => { createImageBitmap(blob).then((image) => {
             const canvas = new OffscreenCanvas(image.width, image.height), context = canvas.getContext('2d');
             context.drawImage(image, 0, 0);
             const pixels = new Uint32Array(context.getImageData(0, 0, image.width, image.height).data.buffer);
             window.inked = pixels.filter((pixel) => pixel !== pixels[0]).length;
         }); return real(blob); };
         const figures = [...document.querySelectorAll('figure[data-kind]')];
         const button = [...figures.at(-1).querySelectorAll('button')].find((one) => one.textContent === 'PNG');
         button.click();",
    );
    browser.wait("the picture", "return window.inked !== undefined");
    assert!(browser.number("return window.inked") > 500.0, "something is drawn");
}

#[test]
#[ignore = "needs the page: cargo xtask test"]
fn the_code_is_saved_as_a_julia_file() {
    let browser = Browser::open(Window::LAPTOP);
    browser.open_page("#/lesson/a-simple-model");
    browser.run(
        "const real = URL.createObjectURL.bind(URL);
         URL.createObjectURL = (blob) => { blob.text().then((text) => window.saved = text); return real(blob); };
         document.addEventListener('click', (event) => { if (event.target.download) window.named = event.target.download; }, true);",
    );
    press(&browser, "Save the code as a Julia file");
    browser.wait("the file", "return !!window.saved");
    let script = browser.text("return window.saved");
    assert!(script.contains("using Flux") && script.contains("predict(x) = W*x .+ b"), "{script}");
    assert!(script.contains("W₀ = [0.4 -0.3 0.8 0.1 0.5; "), "{script}");
    assert_ne!(browser.run("return window.named ?? 'a-simple-model.jl'"), Value::Null);
}
