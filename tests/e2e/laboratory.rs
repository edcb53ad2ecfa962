//! The laboratory: opened by its address and not before, trained, scrubbed, set, kept, linked, limited; by keyboard alone,
//! at every width.

use serde_json::{Value, json};

use crate::access::{check, open_with_axe};
use crate::driver::{Browser, Window};
use crate::looks::WIDTHS;

pub const LABORATORY: &str = "#/laboratory";

const TAB: char = '\u{e004}';
const ENTER: char = '\u{e006}';
const RIGHT: char = '\u{e014}';
const HOME: char = '\u{e011}';
const UP: char = '\u{e013}';

/// The window that the laboratory is laid out for.
pub const SCREEN: Window = Window { size: [1280, 720], dark: false };

impl Browser {
    /// Opens a laboratory and waits for the first picture of its run.
    #[track_caller]
    pub fn open_laboratory(&self, place: &str) {
        self.load(place);
        self.laboratory_comes();
    }

    #[track_caller]
    pub fn laboratory_comes(&self) {
        self.wait(
            "the laboratory",
            "return document.getElementById('laboratory')?.dataset.step !== undefined",
        );
        self.wait("a picture", "return Number(document.getElementById('laboratory').dataset.pictures) > 0");
        self.frame();
    }

    /// Presses the button of this name.
    #[track_caller]
    pub fn press_button(&self, name: &str) {
        let is_there = self.run_async_with(
            "const [name, done] = arguments;
             const button = [...document.querySelectorAll('button')].find((button) =>
                 (button.ariaLabel ?? button.textContent).trim() === name && button.checkVisibility());
             button?.click();
             done(!!button);",
            &[json!(name)],
        );
        assert_eq!(is_there, json!(true), "a button `{name}`");
    }

    /// Gives the field of this name a value, as somebody who types and presses Enter.
    #[track_caller]
    pub fn set_field(&self, label: &str, value: &str) {
        let is_there = self.run_async_with(
            "const [label, value, done] = arguments;
             const field = document.querySelector(`.lab [aria-label=\"${label}\"]`);
             if (field) {
                 field.value = value;
                 field.dispatchEvent(new Event('input', { bubbles: true }));
                 field.dispatchEvent(new Event('change', { bubbles: true }));
             }
             requestAnimationFrame(() => done(!!field));",
            &[json!(label), json!(value)],
        );
        assert_eq!(is_there, json!(true), "a field `{label}`");
    }

    pub fn field(&self, label: &str) -> String {
        self.text(&format!("return document.querySelector('.lab [aria-label=\"{label}\"]')?.value ?? 'none'"))
    }

    pub fn step(&self) -> u64 {
        self.number("return Number(document.getElementById('laboratory').dataset.step)") as u64
    }

    #[track_caller]
    pub fn wait_for_step(&self, condition: &str) {
        let step = "Number(document.getElementById('laboratory').dataset.step)";
        self.wait(&format!("a step {condition}"), &format!("return {step} {condition}"));
    }

    #[track_caller]
    pub fn wait_until_playing(&self, is_playing: bool) {
        self.wait(
            "the run",
            &format!("return document.getElementById('laboratory').dataset.playing === '{is_playing}'"),
        );
    }
}

#[test]
#[ignore = "needs the page: cargo xtask test"]
fn it_is_fetched_when_it_is_opened_and_not_before() {
    let browser = Browser::open(SCREEN);
    browser.open_page("#/");
    let fetched = "return performance.getEntriesByType('resource').map((entry) => entry.name)
        .filter((name) => name.split('/').pop().startsWith('laboratory')).length";
    assert_eq!(browser.number(fetched), 0.0, "files of the laboratory on the home page");
    browser.run("document.querySelector('main a[href=\"#/laboratory\"]').click()");
    browser.laboratory_comes();
    assert!(browser.number(fetched) > 3.0, "its script, its module, its style");
    assert_eq!(browser.text("return document.title"), "The laboratory · Fluxion");
    browser.run("history.back()");
    browser.wait("the home page", "return !!document.querySelector('[data-lessons]')");
    assert_eq!(browser.run("return document.getElementById('laboratory')"), Value::Null);
    browser.run("history.forward()");
    browser.laboratory_comes();
    assert_eq!(browser.console(), Vec::<String>::new());
}

#[test]
#[ignore = "needs the page: cargo xtask test"]
fn it_plays_pauses_scrubs_and_starts_again() {
    let browser = Browser::open(SCREEN);
    browser.open_laboratory(LABORATORY);
    assert_eq!(browser.step(), 0);
    browser.press_button("Play");
    browser.wait_for_step("> 100");
    browser.press_button("Pause");
    browser.wait_until_playing(false);
    browser.frame();
    if browser.step().is_multiple_of(2) {
        browser.press_button("Batch");
        browser.wait_for_step("% 2 === 1");
    }
    let last = browser.step();
    // Not every step is measured, but the last one has its losses all the same.
    browser.run(
        "const losses = document.querySelector('[aria-label=\"Losses by step\"]');
         losses.focus();
         losses.dispatchEvent(new KeyboardEvent('keydown', { key: 'End', bubbles: true, cancelable: true }));",
    );
    let end = format!("/^Step {last}: train [0-9.e−-]+, test [0-9.e−-]+$/");
    let losses = "document.querySelector('[aria-label=\"Losses by step\"]').getAttribute('aria-valuetext')";
    // A late pause comes after more than a thousand steps, whose number is written with a comma.
    let losses = format!("{losses}.replace(/(\\d),(\\d)/g, '$1$2')");
    browser.wait("the losses at the end, in words", &format!("return {end}.test({losses})"));
    browser.set_field("Step", "20");
    browser.wait_for_step("=== 20");
    assert_eq!(browser.field("Step"), "20");
    let reached = browser.number("return Number(document.getElementById('laboratory').dataset.last)");
    assert_eq!(reached as u64, last, "what was trained is still there");
    browser.press_button("Batch");
    browser.wait_for_step("=== 21");
    browser.press_button("Epoch");
    // 350 of 500 points in batches of 20.
    browser.wait_for_step("=== 36");
    browser.press_button("Reset");
    browser.wait_for_step("=== 0");
}

#[test]
#[ignore = "needs the page: cargo xtask test"]
fn settings_are_kept_and_mistakes_are_said_where_they_are_made() {
    let browser = Browser::open(SCREEN);
    browser.open_laboratory(LABORATORY);
    browser.set_field("Optimiser", "Momentum");
    browser.set_field("Seed of the weights", "12");
    browser.press_button("Moons");
    browser.set_field("L2 penalty", "lots");
    let message = browser.text("return document.querySelector('.dotted__problem')?.textContent ?? ''");
    assert_eq!(message, "“lots” is not a number");
    browser.set_field("L2 penalty", "0.001");
    browser.press_button("One layer more");
    // What was changed is written after a moment.
    browser.wait("the settings to be kept", "return !!localStorage.getItem('fluxion.laboratory')");
    browser.open_laboratory(LABORATORY);
    assert_eq!(browser.field("Optimiser"), "Momentum");
    assert_eq!(browser.field("Seed of the weights"), "12");
    assert_eq!(browser.field("L2 penalty"), "0.001");
    let chosen = "return document.querySelector('.thumbnail[aria-pressed=true]').textContent";
    assert_eq!(browser.text(chosen), "Moons");
    assert!(browser.text("return document.querySelector('.lab__head').textContent").contains("3 layers"));
}

#[test]
#[ignore = "needs the page: cargo xtask test"]
fn an_input_that_is_no_expression_says_so_and_changes_nothing() {
    let browser = Browser::open(SCREEN);
    browser.open_laboratory(LABORATORY);
    let add = |text: &str| {
        browser.run(&format!(
            "document.querySelector('.inputs__field').value = {text:?};
             document.querySelector('.inputs').requestSubmit();"
        ));
    };
    add("sin(x1");
    browser.wait("the message", "return !!document.querySelector('.inputs__problem')");
    let own = "return document.querySelectorAll('.inputs__own > li').length";
    assert_eq!(browser.number(own), 0.0);
    add("sin(2x1)");
    browser.wait("the input", "return document.querySelectorAll('.inputs__own > li').length === 1");
    assert_eq!(browser.run("return document.querySelector('.inputs__problem')"), Value::Null);
    browser.press_button("Play");
    browser.wait_for_step("> 4");
}

#[test]
#[ignore = "needs the page: cargo xtask test"]
fn a_link_carries_everything_and_leaves_ones_own_alone() {
    let browser = Browser::open(SCREEN);
    browser.open_laboratory(LABORATORY);
    browser.set_field("Seed of the weights", "33");
    browser.press_button("Take along");
    browser.press_button("A link for a class, or a frame …");
    browser.run(
        "const task = document.querySelector('#classroom ~ .dialog__task textarea');
         task.value = 'Learn it with one layer.';
         task.dispatchEvent(new Event('input', { bubbles: true }));",
    );
    let choose = |words: &str, access: &str| {
        browser.run(&format!(
            "const select = document.querySelector('.dialog__controls [aria-label=\"{words}\"]');
             select.value = {access:?};
             select.dispatchEvent(new Event('change', {{ bubbles: true }}));"
        ));
    };
    choose("Loss", "hidden");
    choose("Optimiser", "locked");
    browser.frame();
    let link = browser.text("return document.querySelector('.dialog__text input').value");
    let (_, place) = link.split_once('#').expect("a link into the page");
    browser.open_laboratory(&format!("#{place}"));
    assert_eq!(browser.field("Seed of the weights"), "33");
    assert_eq!(
        browser.text("return document.querySelector('.task__words').textContent"),
        "Learn it with one layer."
    );
    assert_eq!(browser.run("return document.querySelector('.dock [aria-label=Loss]')"), Value::Null);
    let locked = "return document.querySelector('.dock [aria-label=Optimiser]').matches(':disabled')";
    assert_eq!(browser.run(locked), json!(true));
    browser.set_field("Seed of the weights", "44");
    browser.wait("it to be kept", "return !!localStorage.getItem('fluxion.laboratory.linked')");
    browser.open_laboratory(LABORATORY);
    assert_eq!(browser.field("Seed of the weights"), "33", "one's own laboratory");
    browser.open_laboratory(&format!("#{}", &place[..place.len() - 8]));
    let notice = browser.text("return document.querySelector('.notice').textContent");
    assert!(notice.contains("This link is damaged"), "{notice}");
}

#[test]
#[ignore = "needs the page: cargo xtask test"]
fn an_embedded_laboratory_stands_alone() {
    let browser = Browser::open(SCREEN);
    browser.open_laboratory("#/embed/laboratory");
    let shown = "return ['bar', 'contents'].filter((id) => document.getElementById(id).checkVisibility())";
    assert_eq!(browser.run(shown), json!([]));
    browser.press_button("Play");
    browser.wait_for_step("> 4");
}

#[test]
#[ignore = "needs the page: cargo xtask test"]
fn it_is_worked_by_keyboard_alone() {
    let browser = Browser::open(SCREEN);
    browser.open_laboratory(LABORATORY);
    let reach = |what: &str, is_there: &str| {
        let found = (0..120).any(|_| {
            browser.press(&TAB.to_string());
            browser.run(&format!("return {is_there}")) == json!(true)
        });
        assert!(found, "Tab reaches {what}");
    };
    let is_named = |label: &str| format!("document.activeElement.getAttribute('aria-label') === '{label}'");
    reach("the tabs", "document.activeElement.role === 'tab'");
    browser.press(&RIGHT.to_string());
    let chosen = browser.text("return document.querySelector('[role=tab][aria-selected=true]').textContent");
    assert_eq!(chosen, "Landscape");
    browser.press(&HOME.to_string());
    reach("play", "document.activeElement.textContent === 'Play'");
    browser.press(&ENTER.to_string());
    browser.wait_for_step("> 8");
    browser.press(&ENTER.to_string());
    browser.wait_until_playing(false);
    reach("time", &is_named("Step"));
    browser.press(&HOME.to_string());
    browser.wait_for_step("=== 0");
    reach("the seed", &is_named("Seed of the weights"));
    let before = browser.field("Seed of the weights");
    browser.press(&UP.to_string());
    assert_ne!(browser.field("Seed of the weights"), before);
}

#[test]
#[ignore = "needs the page: cargo xtask test"]
fn one_screen_holds_it_and_no_width_scrolls_sideways() {
    let browser = Browser::open(SCREEN);
    browser.open_laboratory(LABORATORY);
    for size in [[1280, 720], [1440, 900], [1920, 1080]] {
        browser.resize(Window { size, dark: false });
        browser.frame();
        let height = browser.number("return document.documentElement.scrollHeight");
        assert_eq!(height, f64::from(size[1]), "the height at {size:?}");
    }
    for width in WIDTHS {
        browser.resize(Window { size: [width, 844], dark: false });
        browser.frame();
        let wide = browser.number("return document.documentElement.scrollWidth");
        assert!(wide <= f64::from(width), "at {width} px it is {wide} px wide");
    }
    browser.resize(SCREEN);
    browser.frame();
    browser.run("seen.shift = 0; seen.moved.length = 0");
    browser.press_button("Play");
    browser.wait_for_step("> 100");
    let moved = browser.run("return seen.moved");
    assert!(browser.number("return seen.shift") < 0.01, "what moves while it trains: {moved:#}");
}

#[test]
#[ignore = "needs the page: cargo xtask test"]
fn axe_finds_nothing_in_the_laboratory() {
    let browser = open_with_axe();
    browser.open_laboratory(LABORATORY);
    for size in [[1280, 720], [320, 700]] {
        for dark in [false, true] {
            browser.resize(Window { size, dark });
            browser.frame();
            browser.wait("the colours", "return document.getAnimations().length === 0");
            check(&browser, &format!("the laboratory, {} px, dark: {dark}", size[0]));
        }
    }
    browser.run("document.querySelectorAll('.fold').forEach((fold) => { fold.open = true; })");
    check(&browser, "the laboratory with its folds open");
    assert_eq!(browser.console(), Vec::<String>::new());
}
