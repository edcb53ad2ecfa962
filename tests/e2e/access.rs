//! Accessibility: axe-core finds nothing on any page, and every lesson can be finished with the keyboard alone.

use serde_json::{Value, json};

use crate::PAGES;
use crate::driver::{Browser, Window};

const AXE: &str = include_str!("axe.min.js");

const TAB: char = '\u{e004}';
const ENTER: char = '\u{e006}';
const SHIFT: char = '\u{e008}';
const SPACE: char = ' ';
const RIGHT: char = '\u{e014}';
const UP: char = '\u{e013}';

#[test]
#[ignore = "needs the page: cargo xtask test"]
fn axe_finds_nothing() {
    let browser = open_with_axe();
    for (name, place) in PAGES {
        browser.open_page(place);
        for size in [[1280, 900], [320, 700]] {
            for dark in [false, true] {
                browser.resize(Window { size, dark });
                browser.settle();
                check(&browser, &format!("{name}, {} px, dark: {dark}", size[0]));
            }
        }
    }
    browser.resize(Window::LAPTOP);
    browser.open_page("#/lesson/slopes-and-gradients");
    browser.run("document.getElementById('bar-contents').click()");
    check(&browser, "the contents");
    browser.run(
        "const input = document.querySelector('[data-cell=\"0\"] textarea');
         input.value = 'h(x) = x +'; input.dispatchEvent(new Event('input', { bubbles: true }));",
    );
    browser.wait("the mistake", "return !!document.querySelector('.cell__error')");
    check(&browser, "a cell with a mistake");
}

#[test]
#[ignore = "needs the page: cargo xtask test"]
fn axe_finds_nothing_while_something_runs_or_is_broken() {
    let browser = open_with_axe();
    for dark in [false, true] {
        browser.resize(Window { dark, ..Window::LAPTOP });
        browser.open_page("#/lesson/walking-downhill");
        browser.run("document.querySelector('figure[data-figure=\"1\"] .stepper__play').click()");
        check(&browser, &format!("a descent that plays, dark: {dark}"));
        browser.run(
            "const input = document.querySelector('[data-cell=\"0\"] textarea');
             input.value = ''; input.dispatchEvent(new Event('input', { bubbles: true }));",
        );
        browser.wait("the figures' words", "return !!document.querySelector('.figure__problem')");
        check(&browser, &format!("figures without a function, dark: {dark}"));
        browser.run("fluxion.pagePanicked('a made-up reason')");
        browser.wait("the card", "return document.activeElement.id === 'recovery-reload'");
        check(&browser, &format!("the recovery card, dark: {dark}"));
    }
}

/// A browser that loads axe into every document.
pub fn open_with_axe() -> Browser {
    let browser = Browser::open(Window::LAPTOP);
    browser.devtools("Page.addScriptToEvaluateOnNewDocument", &json!({ "source": AXE }));
    browser
}

/// Whether axe finds nothing on the page as it is.
#[track_caller]
pub fn check(browser: &Browser, what: &str) {
    // Colours that are still on their way to another theme have contrasts of their own.
    browser.wait(
        "the colours of the theme",
        "return document.getAnimations().every((one) => one.playState !== 'running' || !(one instanceof CSSTransition))",
    );
    let found = browser.run_async(
        "axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => arguments[0](
             violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) =>
                 node.target.join(' ') + ' — ' + node.failureSummary).slice(0, 3).join('; ')}`)))",
    );
    let found: Vec<&str> = found.as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    assert!(found.is_empty(), "{what}: {found:#?}");
}

/// What the checks of each lesson ask for: values of parameters, typed one after the other.
const WAYS: [(&str, &[&[(&str, &str)]]); 11] = [
    (
        "slopes-and-gradients",
        &[
            &[("x", "1")],
            &[("x", "2")],
            &[("x", "-1"), ("y", "0")],
            &[("x", "1"), ("y", "0")],
            &[("x", "1.5"), ("y", "1"), ("θ", "51")],
        ],
    ),
    (
        "finding-an-unknown-function",
        &[
            &[("c", "4.1")],
            &[("a", "-0.38"), ("b", "0.55"), ("c", "3.6")],
            &[("moved[1]", "4")],
            &[("moved[1]", "0"), ("noise", "0")],
        ],
    ),
    (
        "the-loss-landscape",
        &[
            &[("b", "0.55")],
            &[("a", "-0.38"), ("b", "0.6"), ("c", "3.6")],
            &[("moved[4]", "4")],
            &[("moved[4]", "0"), ("c", "4.1"), ("q", "1")],
        ],
    ),
    ("three-ways-to-differentiate", &[&[("k", "8")], &[("k", "16")], &[("x", "2")]]),
    ("taking-gradients", &[&[("x", "-0.3")], &[("x", "0.7")], &[("W", "-2")], &[("x", "0")]]),
    ("parameters", &[&[("x", "1")], &[("x", "-1")], &[("x", "4"), ("W", "1"), ("b", "1")]]),
    (
        "a-simple-model",
        &[
            &[("s", "0.15")],
            &[("x₀[3]", "0")],
            &[("x₀[3]", "0.2"), ("b₀[1]", "0.85"), ("b₀[2]", "-0.8")],
            &[("r", "3"), ("c", "4"), ("n", "4"), ("m", "3")],
            &[("η", "0.6")],
        ],
    ),
    (
        "building-layers",
        &[
            &[("b₁[2]", "8")],
            &[("b₁[2]", "-0.3"), ("b₂[1]", "-0.8"), ("b₂[2]", "-0.35")],
            &[("W₂[1,2]", "0"), ("W₂[2,2]", "0")],
            &[("k", "3")],
            &[("c", "-2")],
        ],
    ),
    (
        "stacking-it-up",
        &[
            &[("x[1]", "-2"), ("x[2]", "2"), ("x[3]", "-2")],
            &[("z[1]", "0.1"), ("z[2]", "0"), ("z[3]", "0"), ("T", "10")],
            &[("c", "1000")],
            &[("z[1]", "3"), ("T", "0.2")],
        ],
    ),
    (
        "train-a-network",
        &[
            &[("w₁", "0"), ("w₂", "1"), ("b", "-1")],
            &[("units", "2"), ("start", "4"), ("steps", "300"), ("η", "0.1")],
            &[("units", "6"), ("start", "1"), ("steps", "400"), ("η", "0.05")],
            &[("units", "3"), ("start", "2"), ("steps", "120"), ("η", "3")],
        ],
    ),
    ("walking-downhill", &[&[("x", "-2")], &[("x", "2.4"), ("η", "0.3")], &[("η", "0.42")], &[("η", "0.2")]]),
];

/// Finishes every lesson whose number in [`WAYS`] leaves a remainder by three: three tests that run side by side.
fn finish_lessons(remainder: usize) {
    for (slug, ways) in WAYS.iter().skip(remainder).step_by(3) {
        let browser = Browser::open(Window::LAPTOP);
        browser.open_page(&format!("#/lesson/{slug}"));
        answer_gates(&browser);
        walk_and_turn(&browser);
        for way in *ways {
            for (name, value) in *way {
                type_number(&browser, name, value);
            }
            browser.settle();
        }
        let open = "return [...document.querySelectorAll('[data-check]')].filter((check) => check.dataset.done !== 'true')
            .map((check) => check.textContent)";
        browser.settle();
        assert_eq!(browser.run(open), json!([]), "{slug}: checks that are not done");
        edit_and_reset(&browser);
    }
}

#[test]
#[ignore = "needs the page: cargo xtask test"]
fn lessons_are_finished_with_the_keyboard_alone() {
    finish_lessons(0);
}

#[test]
#[ignore = "needs the page: cargo xtask test"]
fn more_lessons_are_finished_with_the_keyboard_alone() {
    finish_lessons(1);
}

#[test]
#[ignore = "needs the page: cargo xtask test"]
fn the_other_lessons_are_finished_with_the_keyboard_alone() {
    finish_lessons(2);
}

/// Tabs forwards until the focus is on something that a selector names.
#[track_caller]
pub fn tab_to(browser: &Browser, selector: &str) {
    let is_there = format!("return document.activeElement.matches({selector:?})");
    for _ in 0..400 {
        if browser.run(&is_there) == Value::Bool(true) {
            return;
        }
        browser.press(&TAB.to_string());
    }
    browser.fail(&format!("the focus never comes to {selector}"));
}

/// Makes a guess at every gate and submits it.
fn answer_gates(browser: &Browser) {
    let gates = browser.number("return document.querySelectorAll('[data-gate]').length") as usize;
    for gate in 0..gates {
        let own = format!("[data-gate=\"{gate}\"]");
        let kind = browser.text(&format!("return document.querySelector({own:?}).dataset.kind"));
        match kind.as_str() {
            "choice" => {
                tab_to(browser, &format!("{own} input[type=radio]"));
                browser.press(&SPACE.to_string());
            }
            "number" => {
                tab_to(browser, &format!("{own} input[type=range]"));
                browser.press(&RIGHT.to_string().repeat(3));
            }
            _ => {
                tab_to(browser, ".stage__handle[aria-label^=\"Your guess\"]");
                browser.press(&UP.to_string().repeat(3));
                // The gate may stand before its figure or after it.
            }
        }
        tab_to(browser, &format!("{own} .gate__buttons .button--primary"));
        browser.press(&ENTER.to_string());
        let judged = format!("return document.querySelector({own:?}).dataset.result !== ''");
        browser.wait("the guess to be judged", &judged);
        let told =
            format!("return document.querySelector({own:?} + ' .gate__truth').textContent.trim() !== ''");
        browser.wait("the answer to be told", &told);
    }
}

/// Steps through a walk and turns a surface, where there are any.
fn walk_and_turn(browser: &Browser) {
    if browser.run("return !!document.querySelector('.stepper')") == Value::Bool(true) {
        tab_to(browser, ".stepper .button--primary");
        browser.press(&ENTER.to_string());
        browser.wait("the first step", "return document.activeElement.closest('.stepper').querySelector('.stepper__scrub').value === '1'");
    }
    if browser.run("return !document.querySelector('.stage__turn')") == Value::Bool(true) {
        return;
    }
    tab_to(browser, ".stage__turn");
    let turned = "return document.activeElement.getAttribute('aria-valuenow')";
    let before = browser.text(turned);
    browser.press(&RIGHT.to_string());
    assert_ne!(browser.text(turned), before, "the surface turns");
}

/// Types a parameter's value at its first place in the text.
fn type_number(browser: &Browser, name: &str, value: &str) {
    tab_to(browser, &format!("[data-param][data-name={name:?}] [role=spinbutton]"));
    browser.press(&format!("{ENTER}{value}{ENTER}"));
    browser.settle();
}

/// Changes a cell by typing, and resets it.
fn edit_and_reset(browser: &Browser) {
    tab_to(browser, "[data-cell=\"0\"] textarea");
    browser.press("\u{e010}\n1 + 1");
    browser.wait(
        "what was typed",
        "return document.querySelector('[data-cell=\"0\"] .cell__out')?.textContent === '2'",
    );
    tab_to(browser, "[data-cell=\"0\"] .cell__tools button");
    browser.press(&ENTER.to_string());
    browser.wait(
        "the reset",
        "return !document.querySelector('[data-cell=\"0\"] textarea').value.includes('1 + 1')",
    );
    // Between the two is a long output, which can be scrolled with the keyboard.
    let is_back = || browser.run("return document.activeElement.matches('textarea')") == Value::Bool(true);
    let back = (0..2).any(|_| {
        browser.chord(SHIFT, TAB);
        is_back()
    });
    assert!(back, "and back again: {}", browser.run("return document.activeElement.outerHTML.slice(0, 300)"));
}
