//! Mistakes: whatever a learner types gets a message at its place, and the page keeps working.

use serde_json::json;

use crate::driver::{Browser, Window};

/// What is typed into the cell of `h`, and what the message must contain; nothing where there is no mistake.
const TYPED: [(&str, Option<&str>); 10] = [
    ("h(x) = h(x)\nh(1.5)", Some("StackOverflowError")),
    ("h(x) = x^3/3 -", Some("syntax")),
    ("h(x) = (x", Some("syntax")),
    ("h(x) = x / 0\nh(1.5)", None),
    ("h(x) = 1 ÷ 0\nh(1.5)", Some("DivideError")),
    ("h(x) = 1e999", Some("overflow")),
    ("", None),
    ("h(x) = y0\nh(2)", Some("UndefVarError: y0 not defined")),
    ("while true\nend", Some("the loop never ends")),
    ("h(x) = \"<img src=x onerror=alert(1)>\"\nh(1)", None),
];

#[test]
#[ignore = "needs the page: cargo xtask test"]
fn every_mistake_gets_a_message_at_its_place() {
    let browser = Browser::open(Window::LAPTOP);
    browser.open_page("#/lesson/slopes-and-gradients");
    for (code, words) in TYPED {
        browser.run(&format!(
            "const input = document.querySelector('[data-cell=\"0\"] textarea');
             input.value = {code:?}; input.dispatchEvent(new Event('input', {{ bubbles: true }}));"
        ));
        browser.settle();
        if let Some(words) = words {
            browser.wait(
                &format!("words about `{code}`"),
                &format!("return !!document.querySelector('[data-cell=\"0\"] .cell__error')?.textContent.includes({words:?})"),
            );
        } else {
            browser.wait(
                &format!("no words about `{code}`"),
                "return !document.querySelector('[data-cell=\"0\"] .cell__error')",
            );
        }
        is_alive(&browser, code);
    }
}

#[test]
#[ignore = "needs the page: cargo xtask test"]
fn a_quick_fix_is_applied_with_a_click_and_undone() {
    let browser = Browser::open(Window::LAPTOP);
    browser.open_page("#/lesson/taking-gradients");
    let code = "using Flux.Tracker\nf(x) = 3x^2\ndf(x) = Tracker.gradient(f, x; nest = true)\n\
                Tracker.gradient(df, 2; nest = true)";
    browser.run(&format!(
        "const input = document.querySelector('[data-cell=\"0\"] textarea');
         input.value = {code:?}; input.dispatchEvent(new Event('input', {{ bubbles: true }}));"
    ));
    browser.wait("the offer", "return !!document.querySelector('[data-cell=\"0\"] .cell__fix')");
    let offer = browser.run("return document.querySelector('[data-cell=\"0\"] .cell__fix').textContent");
    assert_eq!(offer, json!("Change it to df(x) = Tracker.gradient(f, x; nest = true)[1]"));
    browser.run("document.querySelector('[data-cell=\"0\"] .cell__fix').click()");
    browser.wait(
        "the second derivative",
        "return document.querySelector('[data-cell=\"0\"] .cell__out')?.textContent === '(6.0 (tracked),)'",
    );
    assert_eq!(browser.run("return document.activeElement.id"), json!("cell-0-code"));
    browser.run("document.execCommand('undo')");
    browser.wait("the mistake again", "return !!document.querySelector('[data-cell=\"0\"] .cell__fix')");
    assert_eq!(browser.run("return document.activeElement.value"), json!(code));
}

/// The page answers, and no part of it has been given up.
#[track_caller]
fn is_alive(browser: &Browser, after: &str) {
    assert_eq!(
        browser.run("return document.getElementById('recovery').hidden"),
        json!(true),
        "after `{after}`"
    );
    browser.run(
        "const input = document.querySelector('[data-cell=\"1\"] textarea');
         input.value = '20 + ' + (globalThis.turn = (globalThis.turn ?? 0) + 1);
         input.dispatchEvent(new Event('input', { bubbles: true }));",
    );
    browser.wait(
        &format!("an answer after `{after}`"),
        "return document.querySelector('[data-cell=\"1\"] .cell__out')?.textContent === String(20 + globalThis.turn)",
    );
}

/// What is typed into the cell of `f`, and what the figures of `f` must say about it.
const DRAWN: [(&str, &str, &str); 8] = [
    ("f(x, y) = f(x, y)", ".figure__problem", "keeps calling itself"),
    ("f(x, y) = (x", ".figure__problem", "the cell that defines it has a mistake"),
    ("f(x, y) = 1e999", ".figure__problem", "overflow in numeric constant"),
    ("", ".figure__problem", "UndefVarError: f not defined"),
    ("f(x, y) = 1 ÷ 0", ".figure__problem", "DivideError: integer division error"),
    ("f(x, y) = x / 0", ".figure__now", "f = ∞"),
    ("f(x, y) = \"hill\"", ".figure__problem", "`f` does not give a number"),
    ("f(x, y) = x * y", ".figure__now", "f = 1.50, slopes 1.00 and 1.50"),
];

#[test]
#[ignore = "needs the page: cargo xtask test"]
fn figures_say_why_they_cannot_be_drawn() {
    let browser = Browser::open(Window::LAPTOP);
    browser.open_page("#/lesson/slopes-and-gradients");
    for (code, place, words) in DRAWN {
        browser.run(&format!(
            "const input = document.querySelector('[data-cell=\"3\"] textarea');
             input.value = {code:?}; input.dispatchEvent(new Event('input', {{ bubbles: true }}));"
        ));
        browser.settle();
        for figure in [2, 3] {
            let own = format!("figure[data-figure=\"{figure}\"] {place}");
            browser.wait(
                &format!("words about `{code}`"),
                &format!("return !!document.querySelector({own:?})?.textContent.includes({words:?})"),
            );
        }
        is_alive(&browser, code);
    }
    let left = browser.number(
        "return document.querySelectorAll('[data-cell=\"3\"] .cell__error, [data-figure=\"2\"] .figure__problem, \
             [data-figure=\"3\"] .figure__problem').length",
    );
    assert_eq!(left, 0.0, "a function that is right again takes all words with it");
}

#[test]
#[ignore = "needs the page: cargo xtask test"]
fn a_dead_kernel_is_replaced_with_the_learners_code() {
    let browser = Browser::open(Window::LAPTOP);
    browser.open_page("#/lesson/slopes-and-gradients");
    browser.run(
        "const input = document.querySelector('[data-cell=\"0\"] textarea');
         input.value = 'h(x) = x + 40\\nh(2)'; input.dispatchEvent(new Event('input', { bubbles: true }));",
    );
    browser.settle();
    browser.run("fluxion.restart()");
    browser.settle();
    browser.wait(
        "the same answer",
        "return document.querySelector('[data-cell=\"0\"] .cell__out')?.textContent === '42'",
    );
    is_alive(&browser, "a restart");
}

/// What a learner may be in the middle of, and how they got there: typing a number, a guess or code, holding a point.
const BUSY: [(&str, &str, &str); 5] = [
    ("#/lesson/slopes-and-gradients", "[data-param=\"0\"] [role=spinbutton]", "\u{e006}\u{e017}0.5"),
    ("#/lesson/slopes-and-gradients", "[data-cell=\"0\"] textarea", "\u{e010}si"),
    ("#/lesson/slopes-and-gradients", "figure[data-figure=\"1\"] .stage__handle", "\u{e014}"),
    ("#/lesson/walking-downhill", "[data-gate] input", "\u{e014}"),
    ("#/lesson/a-simple-model", "figure input", "\u{e014}"),
];

#[test]
#[ignore = "needs the page: cargo xtask test"]
fn a_lesson_can_be_left_in_the_middle_of_anything() {
    let browser = Browser::open(Window::LAPTOP);
    for (place, element, keys) in BUSY {
        browser.open_page(place);
        let focused = browser.run(&format!(
            "document.querySelector({element:?}).focus(); return document.activeElement.matches({element:?})"
        ));
        assert_eq!(focused, json!(true), "{element} takes the focus");
        browser.press(keys);
        browser.run("location.hash = '#/lesson/the-loss-landscape'");
        browser.wait("the next lesson", "return document.title.startsWith('The loss landscape')");
        browser.come_alive();
        is_alive(&browser, element);
        browser.run("history.back()");
        browser.wait("the lesson before", &format!("return location.hash === {place:?}"));
        browser.come_alive();
        is_alive(&browser, element);
    }
    assert_eq!(browser.console(), Vec::<String>::new());
}

/// Runs for the two seconds that a cell may take.
const LONG: &str = "s = 0.0\nfor i in 1:10^9\n  s = s + sin(i)\nend";

#[test]
#[ignore = "needs the page: cargo xtask test"]
fn long_code_can_be_stopped_at_once() {
    let browser = Browser::open(Window::LAPTOP);
    browser.open_page("#/lesson/slopes-and-gradients");
    // The cell runs for two seconds, whatever the machine. So that a slow one has its chance, it is started again until
    // the words are there; and the button is pressed by the page itself, as soon as it appears.
    browser.run(&format!(
        "const input = document.querySelector('[data-cell=\"0\"] textarea');
         globalThis.type = (code) => {{ input.value = code; input.dispatchEvent(new Event('input', {{ bubbles: true }})); }};
         globalThis.said = [];
         const busy = document.getElementById('busy');
         let turn = 0;
         const again = () => type({LONG:?} + ' #'.repeat(++turn));
         const timer = setInterval(again, 2500);
         new MutationObserver((_, observer) => {{
             if (!busy.textContent.includes('still running')) return;
             said.push(busy.textContent);
             observer.disconnect();
             clearInterval(timer);
             busy.querySelector('button').click();
         }}).observe(busy, {{ subtree: true, childList: true, characterData: true }});
         again();"
    ));
    browser.wait("words about the long run", "return said.length > 0");
    let busy = "document.getElementById('busy').textContent";
    browser.wait("words about the stop", &format!("return {busy}.includes('Stopped')"));
    browser.run("type('h(x) = x^2\\nh(3)')");
    browser.wait(
        "the next answer",
        "return document.querySelector('[data-cell=\"0\"] .cell__out')?.textContent === '9'",
    );
    assert_eq!(browser.text(&format!("return {busy}")), "", "nothing is left to say");
}

#[test]
#[ignore = "needs the page: cargo xtask test"]
fn damaged_storage_counts_as_none() {
    let browser = Browser::open(Window::LAPTOP);
    browser.open_page("#/lesson/slopes-and-gradients");
    for text in ["@@", "", "AA==", "Af///////w==", "null"] {
        browser.run(&format!(
            "localStorage.setItem('fluxion.lesson.slopes-and-gradients', {text:?});
             localStorage.setItem('fluxion.place', {text:?}); localStorage.setItem('fluxion.theme', {text:?});"
        ));
        browser.open_page("#/lesson/slopes-and-gradients");
        let shown = browser.text("return document.querySelector('[data-cell=\"0\"] .cell__out').textContent");
        assert_eq!(shown, "-0.375", "with `{text}` in storage");
    }
}
