//! The landscape of a network: in the laboratory by keyboard and pointer, while training goes on, and in its lesson.

use serde_json::{Value, json};

use crate::access::{check, open_with_axe};
use crate::driver::{Browser, Window};

const LABORATORY: &str = "#/laboratory";
const LESSON: &str = "#/lesson/the-landscape-of-a-network";

const ENTER: char = '\u{e006}';
const RIGHT: char = '\u{e014}';
const UP: char = '\u{e013}';

const SCREEN: Window = Window { size: [1280, 900], dark: false };

/// The finest level of the laboratory's landscapes.
const FINEST: u32 = 3;

impl Browser {
    /// Opens the laboratory's landscape and waits until it is complete.
    #[track_caller]
    fn open_landscape(&self) {
        self.load(LABORATORY);
        self.show_landscape();
        self.landscape_is_complete();
    }

    /// Shows the landscape in the laboratory that is being opened.
    #[track_caller]
    pub fn show_landscape(&self) {
        self.wait("the laboratory", "return document.getElementById('laboratory')?.dataset.pictures > 0");
        self.run("[...document.querySelectorAll('[role=tab]')].find((tab) => tab.textContent === 'Landscape').click()");
    }

    #[track_caller]
    fn landscape_is_complete(&self) {
        self.wait(
            "a complete landscape",
            &format!("return document.querySelector('.ground')?.dataset.level === '{FINEST}'"),
        );
        self.frame();
    }

    fn reach(&self) -> f64 {
        self.number("return Number(document.querySelector('.ground').dataset.reach)")
    }
}

#[test]
#[ignore = "needs the page: cargo xtask test"]
fn it_follows_training_and_is_finished_when_that_pauses() {
    let browser = Browser::open(SCREEN);
    browser.open_landscape();
    let said = browser.text("return document.querySelector('.ground .view__head').textContent");
    assert!(said.contains("2 of 105 dimensions"), "{said}");
    browser.press_button("Play");
    browser.wait("a later landscape", "return Number(document.querySelector('.ground').dataset.step) > 60");
    browser.press_button("Pause");
    browser.wait("the end", "return document.getElementById('laboratory').dataset.playing === 'false'");
    browser.wait(
        "the landscape of the last step",
        "return document.querySelector('.ground').dataset.step === document.getElementById('laboratory').dataset.step",
    );
    browser.landscape_is_complete();
    let said = browser.text("return document.querySelector('.ground .view__head').textContent");
    assert!(said.contains("of the path's movement"), "{said}");
    assert_eq!(browser.console(), Vec::<String>::new());
}

#[test]
#[ignore = "needs the page: cargo xtask test"]
fn by_keyboard_it_is_zoomed_and_the_weights_are_put_elsewhere() {
    let browser = Browser::open(SCREEN);
    browser.open_landscape();
    browser.run("document.querySelector('.ground__press').focus()");
    let whole = browser.reach();
    browser.press("+");
    browser.wait(
        "a smaller rectangle",
        &format!("return Number(document.querySelector('.ground').dataset.reach) < {whole}"),
    );
    browser.press("0");
    browser.wait(
        "all of it",
        &format!("return Number(document.querySelector('.ground').dataset.reach) === {whole}"),
    );
    (0..6).for_each(|_| browser.press(&RIGHT.to_string()));
    (0..6).for_each(|_| browser.press(&UP.to_string()));
    browser.press(&ENTER.to_string());
    // Read at one moment: finer pictures go on arriving, and both losses follow them.
    let said = browser.text(
        "return ['#ground-words', '.ground__chosen'].map((name) => document.querySelector(name).textContent).join('; ')",
    );
    let losses: Vec<&str> = said.split("loss ").skip(1).filter_map(|rest| rest.split(';').next()).collect();
    assert!(said.starts_with("At (") && said.contains("Chosen: "), "{said}");
    assert!(losses.len() == 2 && losses[0] == losses[1], "{said}");
    browser.press_button("Put the weights here");
    browser.wait("another run to compare with", "return !!document.querySelector('.losses__other')");
    assert_eq!(browser.console(), Vec::<String>::new());
}

#[test]
#[ignore = "needs the page: cargo xtask test"]
fn every_plane_can_be_chosen() {
    let browser = Browser::open(SCREEN);
    browser.open_landscape();
    for (plane, field) in [
        ("random", "Seed of the directions"),
        ("weights", "Weight along the vertical axis"),
        ("path", "Directions"),
    ] {
        browser.run(&format!(
            "const field = document.querySelector('[aria-label=Directions]');
             field.value = '{plane}';
             field.dispatchEvent(new Event('change', {{ bubbles: true }}));"
        ));
        browser
            .wait("its own field", &format!("return !!document.querySelector('[aria-label=\"{field}\"]')"));
        browser.landscape_is_complete();
    }
    assert_eq!(browser.console(), Vec::<String>::new());
}

#[test]
#[ignore = "needs the page: cargo xtask test"]
fn axe_finds_nothing_in_the_landscape() {
    let browser = open_with_axe();
    browser.open_landscape();
    for (size, dark) in [([1280, 900], false), ([1280, 900], true), ([320, 700], false), ([320, 700], true)] {
        browser.resize(Window { size, dark });
        browser.settle();
        if size[0] == 320 {
            browser.run("[...document.querySelectorAll('[role=tab]')].find((tab) => tab.textContent === 'Landscape').click()");
        }
        check(&browser, &format!("the landscape, {} px, dark: {dark}", size[0]));
        let wide = "return document.documentElement.scrollWidth <= innerWidth";
        assert_eq!(browser.run(wide), json!(true), "{} px", size[0]);
    }
}

#[test]
#[ignore = "needs the page: cargo xtask test"]
fn in_the_lesson_it_is_fetched_when_it_is_opened_and_ends_with_the_lesson() {
    let browser = Browser::open(SCREEN);
    browser.open_page(LESSON);
    let fetched = "return performance.getEntriesByType('resource').map((entry) => entry.name)
        .filter((name) => name.split('/').pop().startsWith('laboratory')).length";
    assert_eq!(browser.number(fetched), 0.0, "files of the laboratory before it is opened");
    browser.press_button("Open the landscape");
    browser.landscape_is_complete();
    browser.press_button("Play");
    browser.wait("training", "return Number(document.querySelector('.ground').dataset.step) > 20");
    browser.press_button("Pause");
    browser.run("location.hash = '#/'");
    browser.wait("the home page", "return !!document.querySelector('[data-lessons]')");
    assert_eq!(browser.run("return document.querySelector('.ground')"), Value::Null);
    assert_eq!(browser.console(), Vec::<String>::new());
}
