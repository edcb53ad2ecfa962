//! Learning: what a learner changes appears at once, is stored, and can be undone.

use serde_json::{Value, json};

use crate::counts::Counts;
use crate::driver::{Browser, Window};

/// The landscape's cell in the lesson on slopes, and the map of its gradient.
const CELL: &str = "[data-cell=\"3\"] textarea";
const FIGURE: &str = "figure[data-figure=\"2\"]";

/// A hash of the pixels of each of the figure's canvases.
const PICTURE: &str =
    "const picture = () => [...document.querySelectorAll('figure[data-figure=\"2\"] canvas')]
    .map((canvas) => {
        const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
        return new Uint32Array(data.buffer).reduce((sum, pixel) => (Math.imul(sum, 31) + pixel) | 0, 7);
    });";

/// Types a text into a cell, waits until the page has settled, and returns what the page did. Every canvas of the figure
/// must have changed.
fn edit(browser: &Browser, code: &str) -> Counts {
    let pictures = || browser.run(&format!("{PICTURE} return picture()"));
    let before = pictures();
    let done = Counts::of(browser, || {
        browser.run(&format!(
            "const input = document.querySelector({CELL:?});
             input.value = {code:?}; input.dispatchEvent(new Event('input', {{ bubbles: true }}));"
        ));
    });
    let after = pictures();
    let sums = |pictures: &Value| pictures.as_array().cloned().unwrap_or_default();
    for (canvas, (before, after)) in sums(&before).iter().zip(&sums(&after)).enumerate() {
        assert_ne!(before, after, "canvas {canvas} shows something new after `{code}`");
    }
    done
}

#[test]
#[ignore = "needs the page: cargo xtask test"]
fn a_new_function_is_on_the_screen_at_once() {
    let browser = Browser::open(Window::LAPTOP);
    browser.open_page("#/lesson/slopes-and-gradients");
    browser.middle_of(FIGURE);
    browser.settle();
    let canvases = browser.number(&format!("{PICTURE} return picture().length"));
    assert_eq!(canvases, 4.0, "map and surface, two canvases each");
    for code in ["f(x, y) = sin(4x) * exp(-y^2)\nf(1.5, 1)", "f(x, y) = sin(3x) * exp(-y^2)"] {
        let done = edit(&browser, code);
        println!("from a keystroke to the picture: {done:?}");
    }
    // f(1.5, 1) is sin(4.5) / e, which appears in the picture, in the table and in the words.
    let words = browser.text(&format!("return document.querySelector('{FIGURE} .figure__now').textContent"));
    assert!(words.contains("f = −0.36"), "{words}");
}

#[test]
#[ignore = "needs the page: cargo xtask test"]
fn a_dragged_number_changes_what_follows_from_it() {
    let browser = Browser::open(Window::LAPTOP);
    browser.open_page("#/lesson/slopes-and-gradients");
    let number = "[data-param=\"0\"] [role=spinbutton]";
    let height = "return document.querySelector('[data-number=\"0\"]').textContent";
    assert_eq!(browser.text(height), "−0.375");
    let [x, y] = browser.middle_of(number);
    browser.drag((0..=20).map(|step| [x + 2.0 * f64::from(step), y]));
    browser.settle();
    let value: f64 = browser
        .number(&format!("return Number(document.querySelector({number:?}).getAttribute('aria-valuenow'))"));
    assert!(value > 1.6, "the number was dragged to {value}");
    let expected = format!("{:.3}", value.powi(3) / 3.0 - value).replace('-', "−");
    assert_eq!(browser.text(height), expected);
}

#[test]
#[ignore = "needs the page: cargo xtask test"]
fn a_point_on_the_map_is_dragged() {
    let browser = Browser::open(Window::LAPTOP);
    browser.open_page("#/lesson/slopes-and-gradients");
    let [x, y] = browser.middle_of(&format!("{FIGURE} .stage__handle"));
    browser.drag((0..=10).map(|step| [x - 6.0 * f64::from(step), y + 3.0 * f64::from(step)]));
    browser.settle();
    let now = browser.run(
        "return ['x', 'y'].map((name) => Number(document.querySelector(`[data-name=\"${name}\"] [role=spinbutton]`)
             .getAttribute('aria-valuenow')))",
    );
    let [east, north] = [0, 1].map(|axis| now[axis].as_f64().expect("a number"));
    assert!(east < 1.0 && north < 0.9, "the point was dragged to {east}, {north}");
}

#[test]
#[ignore = "needs the page: cargo xtask test"]
fn changes_are_stored_and_can_be_undone() {
    let browser = Browser::open(Window::LAPTOP);
    browser.open_page("#/lesson/slopes-and-gradients");
    browser.middle_of(FIGURE);
    edit(&browser, "f(x, y) = x*y");
    browser.run_async("setTimeout(arguments[0], 500)");
    browser.open_page("#/lesson/slopes-and-gradients");
    let source = format!("return document.querySelector({CELL:?}).value");
    assert_eq!(browser.text(&source), "f(x, y) = x*y");
    browser.run("document.querySelector('[data-cell=\"3\"] .cell__tools button').click()");
    browser.settle();
    assert!(browser.text(&source).starts_with("f(x, y) = x^3/3"));
    // Going to another lesson and back mixes nothing up.
    browser.run("location.hash = '#/lesson/walking-downhill'");
    browser.wait(
        "the other lesson",
        "return document.querySelector('main').dataset.slug === 'walking-downhill'",
    );
    browser.settle();
    browser.run("history.back()");
    browser.wait(
        "the first lesson",
        "return document.querySelector('main').dataset.slug === 'slopes-and-gradients'",
    );
    browser.wait("its life", "return document.querySelector('main').dataset.alive === 'true'");
    browser.settle();
    assert!(browser.text(&source).starts_with("f(x, y) = x^3/3"));
    assert_eq!(browser.run("return seen.errors"), json!([]));
}

#[test]
#[ignore = "needs the page: cargo xtask test"]
fn a_mistyped_number_gets_a_message_and_the_last_good_value_stays() {
    let browser = Browser::open(Window::LAPTOP);
    browser.open_page("#/lesson/slopes-and-gradients");
    let number = "[data-param=\"0\"] [role=spinbutton]";
    for (typed, words) in [("1e999", "between"), ("half", "is not a number"), ("", "is not a number")] {
        browser.run(&format!("document.querySelector({number:?}).focus()"));
        browser.press("\u{e006}");
        browser.wait("the field", "return document.activeElement.matches('.number__field')");
        browser.press(&format!("\u{e017}{typed}\u{e006}"));
        browser.wait(
            "words",
            &format!("return !!document.querySelector('.number__problem')?.textContent.includes({words:?})"),
        );
        browser.press("\u{e00c}");
        browser.wait("the number", &format!("return document.activeElement.matches({number:?})"));
        let value =
            browser.run(&format!("return document.querySelector({number:?}).getAttribute('aria-valuenow')"));
        assert_eq!(value, Value::from("1.5"));
    }
}

#[test]
#[ignore = "needs the page: cargo xtask test"]
fn the_editor_types_letters_numbers_and_indentations() {
    let browser = Browser::open(Window::LAPTOP);
    browser.open_page("#/lesson/slopes-and-gradients");
    let cell = "[data-cell=\"0\"] textarea";
    let source = format!("return document.querySelector({cell:?}).value");
    let (tab, alt, up, down) = ('\u{e004}', '\u{e00a}', '\u{e013}', '\u{e015}');
    browser
        .run(&format!("document.querySelector({cell:?}).focus(); document.querySelector({cell:?}).select()"));
    browser.press(&format!("\\eta{tab} = 0.25"));
    browser.chord(alt, up);
    assert_eq!(browser.text(&source), "η = 0.26");
    browser.press("\nif true\n  y = 1\nend");
    assert_eq!(browser.text(&source), "η = 0.26\nif true\n  y = 1\n  end");
    // Names are listed with their help; Tab inserts the selected one.
    browser.press("\nlogs");
    browser.wait(
        "the list of names",
        "return document.querySelector('.names')?.textContent.includes('logsoftmax')",
    );
    browser.press(&format!("{down}{tab}"));
    let names = browser.text(&source).lines().last().map(str::to_owned);
    assert!(names.is_some_and(|name| name.trim_start().starts_with("logs") && name.trim() != "logs"));
    browser.press(" + 1");
    // Any other Tab moves the focus.
    browser.press(&tab.to_string());
    assert_eq!(browser.run(&format!("return document.activeElement.matches({cell:?})")), Value::Bool(false));
    browser.run("document.querySelector('[data-cell=\"0\"] .cell__tools button').click()");
    browser.settle();
    assert!(browser.text(&source).starts_with("h(x) ="));
}

#[test]
#[ignore = "needs the page: cargo xtask test"]
fn shapes_stand_beside_the_names_of_arrays() {
    let browser = Browser::open(Window::LAPTOP);
    browser.open_page("#/lesson/a-simple-model");
    browser.settle();
    let notes = "return [...document.querySelectorAll('[data-cell=\"0\"] .code__note')].map(note => note.textContent)";
    assert_eq!(browser.run(notes), json!([]));
    browser.run(
        "[...document.querySelectorAll('[data-cell=\"0\"] .cell__tools button')]
            .find(button => button.textContent === 'Shapes').click()",
    );
    browser.settle();
    assert_eq!(browser.run(notes), json!(["W :: 2×5", "b :: 2", "x :: 5", "y :: 2"]));
}

#[test]
#[ignore = "needs the page: cargo xtask test"]
fn what_would_tell_an_answer_is_covered_until_the_gate_is_answered() {
    let browser = Browser::open(Window::LAPTOP);
    // Whether each element is hidden, and has something drawn over it.
    let covers = |selector: &str| {
        browser.run(&format!(
            "return [...document.querySelectorAll({selector:?})].map((one) =>
                [getComputedStyle(one).visibility, getComputedStyle(one, '::after').content !== 'none'])"
        ))
    };
    let press = |gate: usize, words: &str| {
        browser.run(&format!(
            "[...document.querySelectorAll('[data-gate=\"{gate}\"] button')]
                .find((button) => button.textContent === {words:?}).click()"
        ));
        browser.settle();
    };
    let all = |one: Value, count: usize| Value::from(vec![one; count]);
    let [hidden, seen] = [|| json!(["hidden", true]), || json!(["visible", false])];

    browser.open_page("#/lesson/finding-an-unknown-function");
    let picture = "[data-behind] > .figure__body";
    let canvas = "return getComputedStyle(document.querySelector('[data-behind] .stage canvas')).visibility";
    let height = "return document.querySelector('[data-behind] > .figure__body').offsetHeight";
    assert_eq!((covers(picture), browser.text(canvas)), (all(hidden(), 1), "hidden".to_owned()));
    let before = browser.number(height);
    press(3, "Show me");
    assert_eq!((covers(picture), browser.text(canvas)), (all(seen(), 1), "visible".to_owned()));
    assert_eq!(browser.number(height), before, "the picture has kept its room");
    press(3, "Guess again");
    assert_eq!(covers(picture), all(hidden(), 1));

    browser.open_page("#/lesson/walking-downhill");
    let (numbers, output) = (".number[data-behind~=\"0\"]", "[data-behind~=\"0\"] .cell__out");
    let count = browser.number(&format!("return document.querySelectorAll({numbers:?}).length")) as usize;
    assert!(count >= 2, "the step, and where it leads: {count}");
    assert_eq!((covers(numbers), covers(output)), (all(hidden(), count), all(hidden(), 1)));
    press(0, "Show me");
    assert_eq!((covers(numbers), covers(output)), (all(seen(), count), all(seen(), 1)));
}
