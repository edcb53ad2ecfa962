//! The laboratory with handwritten digits: learned to over 95 %, drawn by mouse and by keyboard, examples looked at; by
//! keyboard alone, at every width, in both themes.

use serde_json::{Value, json};

use crate::access::{check, open_with_axe, tab_to};
use crate::driver::{Browser, Window};
use crate::looks::WIDTHS;

/// The pages of the two sets.
pub const DIGITS: &str = "#/laboratory/digits";
pub const IRIS: &str = "#/laboratory/iris";

const ENTER: char = '\u{e006}';
const BACKSPACE: char = '\u{e003}';
const RIGHT: char = '\u{e014}';
const DOWN: char = '\u{e015}';
const UP: char = '\u{e013}';

/// 95 % of the 449 digits that are kept for testing.
const ENOUGH: u32 = 427;

/// The window that the page is laid out for.
pub const SCREEN: Window = Window { size: [1280, 720], dark: false };

/// What stands beside a class in the list of probabilities.
const SHARES: &str = "return [...document.querySelectorAll('.guess__share')].map((one) => one.textContent)";

/// What the network says: the name of the class.
pub const SAID: &str =
    "return document.querySelector('.guess__row[data-said=true] .guess__name')?.textContent ?? ''";

impl Browser {
    /// Opens a set and waits for the first picture of its network.
    #[track_caller]
    pub fn open_data(&self, place: &str) {
        self.load(place);
        self.data_come();
    }

    #[track_caller]
    pub fn data_come(&self) {
        self.wait("the data", "return !!document.querySelector('.real')");
        self.wait("a picture", "return Number(document.getElementById('laboratory').dataset.pictures) > 0");
        self.frame();
    }

    /// Presses the button whose words or label begin so.
    #[track_caller]
    pub fn press_in_data(&self, name: &str) {
        let pressed = self.run(&format!(
            "const button = [...document.querySelectorAll('.laboratory button')].find((button) =>
                 (button.ariaLabel ?? button.textContent).trim().startsWith({name:?}) && button.checkVisibility());
             button?.click();
             return !!button;"
        ));
        assert_eq!(pressed, json!(true), "a button `{name}`");
    }

    #[track_caller]
    pub fn set_in_data(&self, label: &str, value: &str) {
        let is_there = self.run(&format!(
            "const field = document.querySelector('.laboratory [aria-label={label:?}]');
             if (field) {{
                 field.value = {value:?};
                 field.dispatchEvent(new Event('input', {{ bubbles: true }}));
                 field.dispatchEvent(new Event('change', {{ bubbles: true }}));
             }}
             return !!field;"
        ));
        assert_eq!(is_there, json!(true), "a field `{label}`");
        self.frame();
    }

    pub fn in_data(&self, label: &str) -> String {
        self.text(&format!(
            "return document.querySelector('.laboratory [aria-label={label:?}]')?.value ?? 'none'"
        ))
    }

    #[track_caller]
    pub fn wait_for(&self, name: &str, condition: &str) {
        let value = format!("document.getElementById('laboratory').dataset.{name}");
        self.wait(&format!("{name} {condition}"), &format!("return {value} {condition}"));
    }

    /// Trains until it stands still, and returns how many of the test are right.
    #[track_caller]
    pub fn train_to_the_end(&self) -> u32 {
        self.press_in_data("Train");
        self.wait_for("playing", "=== 'true'");
        self.wait_for("playing", "=== 'false'");
        self.number("return Number(document.getElementById('laboratory').dataset.right)") as u32
    }

    /// A place on the pad, in a square from 0 to 1, as a point of the window.
    pub fn on_the_pad(&self, [x, y]: [f64; 2]) -> [f64; 2] {
        let [left, top] = self.middle_of(".pad__paper");
        let side = self.number("return document.querySelector('.pad__paper').clientWidth");
        [left + (x - 0.5) * side, top + (y - 0.5) * side]
    }
}

#[test]
#[ignore = "needs the page: cargo xtask test"]
fn digits_are_learned_and_their_progress_is_said() {
    let browser = Browser::open(SCREEN);
    browser.open_data(DIGITS);
    assert_eq!(browser.text("return document.title"), "Handwritten digits · The laboratory · Fluxion");
    let start = browser.number("return performance.now()");
    browser.press_in_data("Train");
    browser.wait(
        "progress in words",
        "return /^Epoch [0-9.]+ of 30, [0-9,]+ samples a second, [0-9]+ s to go$/
             .test(document.querySelector('.going__words').textContent)",
    );
    browser.wait_for("right", &format!(">= {ENOUGH}"));
    let took = browser.number("return performance.now()") - start;
    let step = browser.text("return document.getElementById('laboratory').dataset.step");
    println!("over 95 % of the test after {took:.0} ms and {step} steps, at the usual pace");
    browser.wait_for("playing", "=== 'false'");
    let right = browser.number("return Number(document.getElementById('laboratory').dataset.right)");
    assert!(right >= f64::from(ENOUGH), "{right} of 449 at the end");
    browser.frame();
    let counts = browser.run(
        "return [...document.querySelectorAll('.mistaken__count')].map((cell) => Number(cell.textContent))",
    );
    let counts: Vec<u64> = counts.as_array().into_iter().flatten().filter_map(Value::as_u64).collect();
    assert_eq!((counts.len(), counts.iter().sum::<u64>()), (100, 449), "the confusion matrix");
    let diagonal: u64 = counts.iter().step_by(11).sum();
    assert_eq!(diagonal as f64, right, "its diagonal");
    let wrong = 449 - right as u64;
    browser.press_in_data(&format!("Wrong {wrong}"));
    browser.wait(
        "the wrong guesses",
        &format!("return document.querySelectorAll('.gallery__entry').length === {}", wrong.min(20)),
    );
    browser.run("document.querySelector('.gallery__entry').click()");
    browser.wait("what it says", &format!("return (() => {{ {SAID} }})() !== ''"));
    let caption =
        browser.text("return document.querySelector('.gallery__entry .gallery__words').textContent");
    assert_eq!(caption.split(',').next(), Some(browser.text(SAID).as_str()), "{caption}");
    browser
        .wait("its words", "return document.querySelector('.guess__words').textContent.includes(': wrong')");
    assert_eq!(browser.console(), Vec::<String>::new());
}

#[test]
#[ignore = "needs the page: cargo xtask test"]
fn training_stops_starts_afresh_and_says_when_the_steps_are_too_large() {
    let browser = Browser::open(SCREEN);
    browser.open_data(DIGITS);
    browser.set_in_data("Epochs at a time", "9999");
    browser.press_in_data("Train");
    browser.wait_for("step", "> 40");
    browser.press_in_data("Stop");
    browser.wait_for("playing", "=== 'false'");
    browser.frame();
    let step = browser.text("return document.getElementById('laboratory').dataset.step");
    browser.run_async("setTimeout(arguments[0], 200)");
    assert_eq!(browser.text("return document.getElementById('laboratory').dataset.step"), step);
    browser.press_in_data("Reset");
    browser.wait_for("step", "=== '0'");
    // Each layer's step grows with the weights of the others.
    browser.press_in_data("One layer more");
    browser.press_in_data("One layer more");
    browser.set_in_data("Optimiser", "Descent");
    browser.set_in_data("Activation", "identity");
    browser.set_in_data("Learning rate η", "10");
    browser.press_in_data("Train");
    browser.wait(
        "words about the loss",
        "return document.querySelector('.going__lost').textContent.startsWith('The loss is not a finite number')",
    );
    browser.press_in_data("Reset");
    browser.wait("them to go", "return document.querySelector('.going__lost').textContent === ''");
}

#[test]
#[ignore = "needs the page: cargo xtask test"]
fn what_is_drawn_by_mouse_is_read_while_it_is_drawn() {
    let browser = Browser::open(SCREEN);
    browser.open_data(DIGITS);
    browser.train_to_the_end();
    assert_eq!(browser.run(SHARES), json!(vec!["–"; 10]));
    let ring = (0..=32).map(|turn| {
        let angle = std::f64::consts::TAU * f64::from(turn) / 32.0;
        [0.5 + 0.2 * angle.sin(), 0.5 - 0.35 * angle.cos()]
    });
    let ring: Vec<[f64; 2]> = ring.map(|place| browser.on_the_pad(place)).collect();
    browser.hold(ring[0]);
    let mut seen = Vec::new();
    for (at, place) in ring.iter().enumerate().skip(1) {
        browser.move_to(*place);
        if at % 8 == 0 {
            browser.frame();
            browser.frame();
            seen.push(browser.run(SHARES));
        }
    }
    browser.let_go();
    assert!(seen.windows(2).any(|pair| pair[0] != pair[1]), "the probabilities move: {seen:?}");
    browser.wait("a ring to be a nought", &format!("return (() => {{ {SAID} }})() === '0'"));
    browser.wait(
        "words",
        "return document.querySelector('.guess__words').textContent.startsWith('It says 0, ')",
    );
    browser.press_in_data("Undo");
    browser.wait(
        "an empty pad",
        "return document.querySelectorAll('.pad__ink polyline').length === 0
            && document.querySelector('.guess__share').textContent === '–'",
    );
}

#[test]
#[ignore = "needs the page: cargo xtask test"]
fn everything_is_reached_by_keyboard_alone() {
    let browser = Browser::open(SCREEN);
    browser.open_data(DIGITS);
    tab_to(&browser, ".real__dock .play");
    browser.press(&ENTER.to_string());
    browser.wait_for("right", "> 400");
    browser.press(&ENTER.to_string());
    browser.wait_for("playing", "=== 'false'");
    tab_to(&browser, ".pad__paper");
    browser.press(" ");
    browser.press(&DOWN.to_string().repeat(9));
    browser.press(" ");
    assert_eq!(
        browser.text("return document.getElementById('pad-words').textContent"),
        "Pen up, column 9, row 14 of 16"
    );
    browser.wait("a bar to be a one", &format!("return (() => {{ {SAID} }})() === '1'"));
    let before = browser.run(SHARES);
    browser.press(" ");
    browser.press(&RIGHT.to_string().repeat(4));
    browser.press(&UP.to_string().repeat(4));
    browser.press(" ");
    browser.wait(
        "other probabilities",
        &format!("return JSON.stringify((() => {{ {SHARES} }})()) !== {:?}", before.to_string()),
    );
    browser.press(&BACKSPACE.to_string());
    browser.wait("the stroke to go", "return document.querySelectorAll('.pad__ink polyline').length === 1");
    tab_to(&browser, ".units__press");
    browser.press(&RIGHT.to_string());
    browser.wait(
        "the unit in words",
        "return document.activeElement.getAttribute('aria-valuetext').startsWith('Unit 2 says ')",
    );
    tab_to(&browser, ".gallery__list");
    browser.press(&RIGHT.to_string().repeat(2));
    browser.wait(
        "the second example",
        "return document.activeElement.getAttribute('aria-activedescendant') === 'example-1'
            && document.querySelector('.seen__words').textContent.startsWith('Test example 2: ')",
    );
}

#[test]
#[ignore = "needs the page: cargo xtask test"]
fn one_screen_holds_it_and_axe_finds_nothing() {
    let browser = open_with_axe();
    for place in [DIGITS, IRIS] {
        browser.resize(SCREEN);
        browser.open_data(place);
        browser.press_in_data("Epoch");
        browser.wait_for("playing", "=== 'false'");
        browser.run("document.querySelector('.gallery__entry').click()");
        browser.frame();
        let height = browser.number("return document.documentElement.scrollHeight");
        assert_eq!(height, 720.0, "the height of {place}");
        for width in WIDTHS {
            browser.resize(Window { size: [width, 844], dark: false });
            browser.frame();
            let wide = browser.number("return document.documentElement.scrollWidth");
            assert!(wide <= f64::from(width), "{place} at {width} px is {wide} px wide");
        }
        for size in [[1280, 720], [320, 700]] {
            for dark in [false, true] {
                browser.resize(Window { size, dark });
                browser.frame();
                check(&browser, &format!("{place}, {} px, dark: {dark}", size[0]));
            }
        }
        browser.run("document.querySelectorAll('.fold').forEach((fold) => { fold.open = true; })");
        check(&browser, &format!("{place} with its settings open"));
        assert_eq!(browser.console(), Vec::<String>::new());
    }
}

#[test]
#[ignore = "needs the page: cargo xtask test"]
fn nothing_moves_and_frames_go_on_while_it_trains() {
    let browser = Browser::open(SCREEN);
    browser.open_data(DIGITS);
    browser.set_in_data("Epochs at a time", "9999");
    browser.set_in_data("Speed", "0");
    browser.frame();
    browser.run("seen.shift = 0; seen.moved.length = 0");
    browser.press_in_data("Train");
    browser.wait_for("playing", "=== 'true'");
    let figures = browser.run_async(
        "const done = arguments[0], place = document.getElementById('laboratory'), gaps = [];
         const pictures = Number(place.dataset.pictures), step = Number(place.dataset.step);
         let before = performance.now();
         const next = (now) => {
             gaps.push(now - before); before = now;
             if (gaps.length < 240) return requestAnimationFrame(next);
             gaps.sort((one, other) => one - other);
             done({ median: gaps[120], slowest: gaps[239], pictures: Number(place.dataset.pictures) - pictures,
                 steps: Number(place.dataset.step) - step });
         };
         requestAnimationFrame(next);",
    );
    println!("240 frames of training without a limit: {figures}");
    assert!(figures["pictures"].as_f64() > Some(10.0), "pictures come: {figures}");
    assert!(figures["steps"].as_f64() > Some(100.0), "and it trains: {figures}");
    let moved = browser.run("return seen.moved");
    assert!(browser.number("return seen.shift") < 0.01, "what moves while it trains: {moved:#}");
}
