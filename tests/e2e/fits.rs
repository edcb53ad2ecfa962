//! Fits and slices: dragging something in one of them moves the others, with the mouse and with the keyboard.

use serde_json::json;

use crate::driver::{Browser, Window};

const RIGHT: char = '\u{e014}';
const UP: char = '\u{e013}';

/// The value of a parameter, as the text shows it.
fn param(browser: &Browser, name: &str) -> f64 {
    browser.number(&format!(
        "return Number(document.querySelector('[data-param][data-name={name:?}] [role=spinbutton]')
             .getAttribute('aria-valuenow'))"
    ))
}

/// The text below a figure.
fn words(browser: &Browser, figure: usize) -> String {
    browser.text(&format!(
        "return document.querySelector('figure[data-figure=\"{figure}\"] .figure__now').textContent"
    ))
}

#[test]
#[ignore = "needs the page: cargo xtask test"]
fn a_dragged_observation_reaches_the_cells() {
    let browser = Browser::open(Window::LAPTOP);
    browser.open_page("#/lesson/finding-an-unknown-function");
    let handle = "figure[data-figure=\"0\"] .stage__handle[aria-label=\"Observation 4\"]";
    let seen = "return Number(document.querySelector('[data-cell=\"1\"] .cell__out').textContent)";
    let before = browser.number(seen);
    // Where it stands in its picture.
    let place = |side: &str| {
        browser.number(&format!("return parseFloat(document.querySelector({handle:?}).style.{side})"))
    };
    let (left, top) = (place("left"), place("top"));
    let [x, y] = browser.middle_of(handle);
    browser.drag((0..=10).map(|step| [x + f64::from(step), y + 6.0 * f64::from(step)]));
    browser.settle();
    let (moved, after) = (param(&browser, "moved[4]"), browser.number(seen));
    assert!(moved < -1.0, "dragged down by {moved}");
    assert!((before + moved - after).abs() < 1e-9, "{before} and {moved} make {after}");
    assert!(place("left") == left && place("top") > top + 30.0, "it moves up and down only");
    // Keys move it in steps, and its new place is stored.
    browser.run(&format!("document.querySelector({handle:?}).focus()"));
    browser.press(&UP.to_string().repeat(2));
    browser.settle();
    assert!((param(&browser, "moved[4]") - moved - 0.2).abs() < 1e-9);
    browser.run_async("setTimeout(arguments[0], 500)");
    browser.open_page("#/lesson/finding-an-unknown-function");
    assert!((param(&browser, "moved[4]") - moved - 0.2).abs() < 1e-9);
    assert_eq!(browser.run("return seen.errors"), json!([]));
}

#[test]
#[ignore = "needs the page: cargo xtask test"]
fn an_observation_stays_within_the_axis() {
    let browser = Browser::open(Window::LAPTOP);
    browser.open_page("#/lesson/finding-an-unknown-function");
    let handle = "figure[data-figure=\"0\"] .stage__handle[aria-label=\"Observation 4\"]";
    let top = || browser.number(&format!("return parseFloat(document.querySelector({handle:?}).style.top)"));
    let seen = || {
        browser.number("return Number(document.querySelector('[data-cell=\"1\"] .cell__out').textContent)")
    };
    let [x, y] = browser.middle_of(handle);
    // Up to just below the upper edge of the window.
    browser.drag((0..=20).map(|step| [x, y + (10.0 - y) * f64::from(step) / 20.0]));
    browser.settle();
    assert!((5.5..=6.0).contains(&seen()), "dragged to the end of the axis: {}", seen());
    // Beyond it by the keyboard, the axis grows.
    browser.run(&format!("document.querySelector({handle:?}).focus()"));
    browser.press(&UP.to_string().repeat(15));
    browser.settle();
    assert!(seen() > 7.0, "{}", seen());
    assert!(top() > 12.0, "the observation is below the upper end: {}", top());
}

#[test]
#[ignore = "needs the page: cargo xtask test"]
fn a_weight_that_is_pointed_at_explains_its_unit() {
    let browser = Browser::open(Window::LAPTOP);
    browser.open_page("#/lesson/building-layers");
    let figure = "figure[data-kind=network]";
    let explained = || {
        browser.text(&format!(
            "return document.querySelector('{figure} .figure__now').textContent.split(':')[0]"
        ))
    };
    browser.middle_of(&format!("{figure} [data-part=\"weight2[2,3]\"]"));
    browser.settle();
    assert_eq!(explained(), "h[1]");
    for (part, unit) in [("weight2[2,3]", "ŷ[2]"), ("weight[3,1]", "h[3]"), ("bias[2]", "h[2]")] {
        let middle = browser.middle_of(&format!("{figure} [data-part=\"{part}\"]"));
        browser.move_to(middle);
        browser.frame();
        assert_eq!(explained(), unit, "{part}");
    }
}

#[test]
#[ignore = "needs the page: cargo xtask test"]
fn a_point_on_a_slice_moves_its_knob_and_everything_follows() {
    let browser = Browser::open(Window::LAPTOP);
    browser.open_page("#/lesson/the-loss-landscape");
    let handle = "figure[data-figure=\"1\"] .stage__handle[aria-label^=\"lift c\"]";
    let before = words(&browser, 0);
    let [x, y] = browser.middle_of(handle);
    browser.drag((0..=10).map(|step| [x + 2.0 * f64::from(step), y]));
    browser.settle();
    let c = param(&browser, "c");
    assert!(c > 2.5, "dragged to {c}");
    assert_ne!(words(&browser, 0), before, "the words of the fit above change with the curve");
    assert!(words(&browser, 1).contains(&format!("c = {c:.1}")), "{}", words(&browser, 1));
    browser.run(&format!("document.querySelector({handle:?}).focus()"));
    browser.press(&RIGHT.to_string());
    browser.settle();
    assert!((param(&browser, "c") - c - 0.1).abs() < 1e-9);
}

#[test]
#[ignore = "needs the page: cargo xtask test"]
fn the_landscape_can_be_drawn_over_any_two_knobs() {
    let browser = Browser::open(Window::LAPTOP);
    browser.open_page("#/lesson/the-loss-landscape");
    let figure = "figure[data-figure=\"2\"]";
    browser.middle_of(figure);
    for (pair, moves) in [("a, c", ["a", "c"]), ("b, c", ["b", "c"]), ("a, b", ["a", "b"])] {
        browser.run(&format!(
            "[...document.querySelectorAll('{figure} .figure__choice button')]
                 .find((button) => button.textContent === {pair:?}).click()"
        ));
        browser.settle();
        let before = moves.map(|name| param(&browser, name));
        let [x, y] = browser.middle_of(&format!("{figure} .stage__handle"));
        browser.drag((0..=8).map(|step| [x + 2.0 * f64::from(step), y - 2.0 * f64::from(step)]));
        browser.settle();
        let after = moves.map(|name| param(&browser, name));
        assert!(after[0] > before[0] && after[1] > before[1], "{pair}: {before:?}, {after:?}");
        assert_eq!(
            browser.run(&format!("return document.querySelector('{figure} .figure__problem')")),
            json!(null)
        );
    }
}
