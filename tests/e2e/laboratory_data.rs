//! The laboratory's points: from a table with good rows and bad ones, drawn and erased by mouse and by keyboard, taken
//! away as a table.

use serde_json::{Value, json};

use crate::driver::Browser;
use crate::laboratory::{LABORATORY, SCREEN};

const RIGHT: &str = "\u{e014}";
const UP: &str = "\u{e013}";
const ENTER: &str = "\u{e006}";

/// How many points there are, as the data column says.
fn points(browser: &Browser) -> u32 {
    let words = browser.text(
        "return [...document.querySelectorAll('.knob')].find((knob) =>
             knob.querySelector('.knob__name').textContent === 'Points').querySelector('.knob__value').textContent",
    );
    words.replace(',', "").parse().unwrap_or_else(|_| panic!("a number of points: {words}"))
}

fn wait_for_points(browser: &Browser, count: u32) {
    browser.wait(
        &format!("{count} points"),
        &format!(
            "return [...document.querySelectorAll('.knob')].some((knob) =>
                 knob.querySelector('.knob__name').textContent === 'Points'
                     && knob.querySelector('.knob__value').textContent === '{count}')"
        ),
    );
}

/// Pastes rows into the open dialog.
fn paste(browser: &Browser, rows: &str) {
    browser.run_async_with(
        "const [rows, done] = arguments;
         const field = document.querySelector('dialog[open] textarea');
         field.value = rows;
         field.dispatchEvent(new Event('input', { bubbles: true }));
         requestAnimationFrame(done);",
        &[json!(rows)],
    );
}

/// What the open dialog says of the rows, line by line.
fn told(browser: &Browser) -> Vec<String> {
    let lines = browser.run(
        "return [...document.querySelectorAll('dialog[open] .opened :is(p, li)')].map((line) => line.textContent.trim())",
    );
    lines.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
}

fn can_use(browser: &Browser) -> bool {
    let script = "return [...document.querySelectorAll('dialog[open] button')].some((button) =>
        button.textContent.trim() === 'Use these points' && !button.disabled)";
    browser.run(script) == json!(true)
}

#[test]
#[ignore = "needs the page: cargo xtask test"]
fn a_table_with_bad_rows_gives_its_good_ones_and_says_the_others() {
    let browser = Browser::open(SCREEN);
    browser.open_laboratory(LABORATORY);
    browser.press_button("Open CSV");
    assert!(!can_use(&browser), "nothing has been read yet");
    paste(&browser, "\n\n");
    assert!(told(&browser)[0].starts_with("There are no rows of data."), "{:?}", told(&browser));
    assert!(!can_use(&browser));
    paste(&browser, "x1;x2;animal\n1,5;2;cat\n-1;oops;dog\n3;1;dog\n;2;cat\n1;2\n2;2;<b>cow</b>\n");
    assert_eq!(
        told(&browser),
        [
            "2 points can be used.",
            "The class `cat` is −1, and `dog` is 1.",
            "Line 3: x2: `oops` is not a number",
            "Line 5: x1 is empty",
            "Line 6: 2 columns, and 3 are needed",
            "Line 7: `<b>cow</b>` is one class too many: there are `cat` and `dog` already",
        ]
    );
    browser.press_button("Use these points");
    assert_eq!(browser.run("return document.querySelector('dialog[open]')"), Value::Null);
    wait_for_points(&browser, 2);
    let chosen = "return document.querySelector('.thumbnail[aria-pressed=true]').textContent";
    assert_eq!(browser.text(chosen), "Yours");
    browser.press_button("Play");
    browser.wait_for_step("> 4");
    browser.press_button("Pause");
    browser.wait_until_playing(false);
    // Another set and back: one's own points are still there.
    browser.press_button("Moons");
    wait_for_points(&browser, 500);
    browser.press_button("Yours");
    wait_for_points(&browser, 2);
}

#[test]
#[ignore = "needs the page: cargo xtask test"]
fn a_table_is_opened_as_a_file() {
    let browser = Browser::open(SCREEN);
    browser.open_laboratory(LABORATORY);
    let file = std::env::temp_dir().join(format!("fluxion-points-{}.tsv", std::process::id()));
    let rows: String =
        (0..70).map(|row| format!("{}\t{}\t{}\n", row % 5, row % 3, ["a", "b"][row % 2])).collect();
    let bad: String = (0..60).map(|row| format!("{row}\tno\ta\n")).collect();
    std::fs::write(&file, rows + &bad).expect("the file can be written");
    browser.press_button("Open CSV");
    browser.choose_file("dialog[open] input[type=file]", &file);
    browser.wait("the file", "return !!document.querySelector('dialog[open] .opened li')");
    let told = told(&browser);
    assert_eq!(told[0], "70 points can be used.");
    assert_eq!(told.last().map(String::as_str), Some("and 10 more"));
    assert_eq!(told.iter().filter(|line| line.starts_with("Line ")).count(), 50);
    let fits = "const box = document.querySelector('dialog[open]').getBoundingClientRect();
        return box.top >= 0 && box.bottom <= innerHeight && box.left >= 0 && box.right <= innerWidth";
    assert_eq!(browser.run(fits), json!(true), "the dialog stays in the window, however many rows are bad");
    browser.press_button("Use these points");
    wait_for_points(&browser, 70);
    std::fs::remove_file(file).expect("it is our own");
}

#[test]
#[ignore = "needs the page: cargo xtask test"]
fn points_are_drawn_and_erased_by_mouse() {
    let browser = Browser::open(SCREEN);
    browser.open_laboratory(LABORATORY);
    browser.press_button("Draw");
    browser.press_button("Clear");
    wait_for_points(&browser, 0);
    let [x, y] = browser.middle_of(".map__press");
    browser.drag((0..=6).map(|step| [x + 20.0 * f64::from(step), y - 60.0]));
    browser.frame();
    let circles = points(&browser);
    assert!((4..=7).contains(&circles), "a drag draws a row of points, apart from each other: {circles}");
    browser.press_button("−1");
    browser.drag([[x - 80.0, y + 40.0], [x - 80.0, y + 40.0]].into_iter());
    wait_for_points(&browser, circles + 1);
    browser.press_button("Erase");
    browser.drag((0..=30).map(|step| [x + 4.0 * f64::from(step), y - 60.0]));
    wait_for_points(&browser, 1);
    browser.press_button("Done");
    // Now a press picks a point and does not draw.
    browser.drag([[x + 60.0, y - 10.0], [x + 60.0, y - 10.0]].into_iter());
    browser.frame();
    assert_eq!(points(&browser), 1);
    // One's own points are kept.
    browser.wait("them to be kept", "return !!localStorage.getItem('fluxion.laboratory')");
    browser.run_async("setTimeout(arguments[0], 500)");
    browser.open_laboratory(LABORATORY);
    assert_eq!(points(&browser), 1);
}

#[test]
#[ignore = "needs the page: cargo xtask test"]
fn points_are_drawn_and_erased_by_keyboard() {
    let browser = Browser::open(SCREEN);
    browser.open_laboratory(LABORATORY);
    browser.press_button("Draw");
    browser.press_button("Clear");
    wait_for_points(&browser, 0);
    browser.run("document.querySelector('.map__press').focus()");
    browser.press(ENTER);
    wait_for_points(&browser, 1);
    browser.press(&(RIGHT.repeat(4) + UP + ENTER));
    wait_for_points(&browser, 2);
    let words = browser.text("return document.getElementById('map-words').textContent");
    assert!(words.starts_with("x₁ = 1.00, x₂ = 0.25: the map says "), "{words}");
    browser.press_button("Erase");
    // The place that the arrow keys have come to is remembered.
    browser.run("document.querySelector('.map__press').focus()");
    browser.press(ENTER);
    wait_for_points(&browser, 1);
}

#[test]
#[ignore = "needs the page: cargo xtask test"]
fn training_without_points_says_what_is_missing() {
    let browser = Browser::open(SCREEN);
    browser.open_laboratory(LABORATORY);
    browser.press_button("Draw");
    browser.press_button("Clear");
    wait_for_points(&browser, 0);
    browser.press_button("Play");
    browser.wait(
        "words for it",
        "return /point/i.test(document.querySelector('.lab [role=alert], .lab__problem')?.textContent ?? '')",
    );
    let [x, y] = browser.middle_of(".map__press");
    browser.drag([[x, y], [x, y]].into_iter());
    wait_for_points(&browser, 1);
    browser.press_button("Play");
    browser.wait_for_step("> 2");
}
