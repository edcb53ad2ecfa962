//! A page of one's own: written with the keyboard, kept, moved about, taken along, and never the page's undoing.

use fluxion::lesson::figures::FIGURES;
use fluxion::lesson::own::{Drawn, Page, Part, Setting};
use serde_json::{Value, json};

use crate::access::{check, open_with_axe, tab_to};
use crate::driver::{Browser, Window};

const ENTER: char = '\u{e006}';
const RIGHT: char = '\u{e014}';

/// The kinds of the parts, from the top.
const KINDS: &str = "return [...document.querySelectorAll('[data-own]')].map((part) => part.dataset.kind)";

/// What the page says where something is wrong with a part.
const FAULTS: &str =
    "return [...document.querySelectorAll('.own__parts .own__fault')].map((fault) => fault.textContent)";

/// A page in which everything works.
pub fn sound() -> Page {
    let settings = [("of", Setting::Text("f".into())), ("at", Setting::Text("x".into()))];
    let curve = Drawn {
        kind: "curve".into(),
        title: "A parabola".into(),
        caption: "Drag the point.".into(),
        controls: vec!["x".into()],
        settings: settings.map(|(key, setting)| (key.to_owned(), setting)).into(),
    };
    let mut page = Page::named("Parabolas");
    page.parts = vec![
        Part::Text("## What a parabola does\nAt [[x]] its height is [[= f(x)]], *not* less.".into()),
        Part::Number("x: 1.5 | -3..3 step 0.1 | place".into()),
        Part::Cell("f(x) = x^2\nf(x)".into()),
        Part::Figure(curve),
    ];
    page
}

/// The place of a page that a link carries.
fn place(page: &Page) -> String {
    format!("#/scratch?{}", page.to_link().expect("the page is short"))
}

/// Opens a page as one's own.
#[track_caller]
pub fn take(browser: &Browser, page: &Page) {
    browser.open_page(&place(page));
    press(browser, "Open it as a page of my own");
    let is_open = format!("return document.querySelector('[data-name]')?.value === {:?}", page.title);
    browser.wait("the page", &is_open);
    browser.come_alive();
}

/// Presses the first button with some words.
#[track_caller]
fn press(browser: &Browser, words: &str) {
    let is_there = browser.run(&format!(
        "const button = [...document.querySelectorAll('main button')].find((button) => button.textContent === {words:?}
             && button.checkVisibility());
         button?.click(); return !!button"
    ));
    assert_eq!(is_there, json!(true), "a button {words:?}");
    browser.settle();
}

/// Types a text into the field of the open form that a selector names.
#[track_caller]
fn fill(browser: &Browser, selector: &str, text: &str) {
    tab_to(browser, &format!(".own__form {selector}"));
    browser.run("document.activeElement.select?.()");
    browser.press(text);
}

/// Opens the list of what can be added at the end, and presses one.
#[track_caller]
fn add(browser: &Browser, word: &str) {
    tab_to(browser, &format!(".own__gap:last-child [data-do={word}]"));
    browser.press(&ENTER.to_string());
}

/// Presses Done in the open form with the keyboard.
#[track_caller]
fn done(browser: &Browser) {
    tab_to(browser, ".own__form [type=submit]");
    browser.press(&ENTER.to_string());
    browser.settle();
}

#[test]
#[ignore = "needs the page: cargo xtask test"]
fn a_page_is_written_with_the_keyboard_alone_and_kept() {
    let browser = Browser::open(Window::LAPTOP);
    browser.open_page("#/scratch");
    add(&browser, "add-number");
    fill(&browser, "[name=from]", "-3");
    fill(&browser, "[name=to]", "3");
    done(&browser);
    add(&browser, "add-cell");
    browser.press("f(x) = x^2");
    browser.settle();
    add(&browser, "add-figure");
    browser.run("document.activeElement.value = 'curve'; document.activeElement.dispatchEvent(new Event('change', { bubbles: true }))");
    done(&browser);
    let fault = browser.text("return document.querySelector('.own__form [data-fault]').textContent");
    assert!(fault.contains("`of` is missing") && fault.contains("`at` is missing"), "{fault}");
    let offered = browser
        .run("return [...document.querySelectorAll('#own-functions option')].map((option) => option.value)");
    assert_eq!(offered, json!(["f"]));
    browser.run("document.querySelector('.own__form select').focus()");
    fill(&browser, "[data-key=of] input", "f");
    fill(&browser, "[data-key=at] input", "x");
    fill(&browser, "[name=title]", "A parabola");
    done(&browser);
    add(&browser, "add-text");
    fill(&browser, "[name=text]", "The height is [[= f(x)]].");
    done(&browser);
    assert_eq!(browser.run(KINDS), json!(["Number", "Code cell", "Figure", "Text"]));
    assert_eq!(browser.run(FAULTS), json!([]));
    // A number is dragged, and everything follows.
    tab_to(&browser, "[data-slider] input");
    browser.press(&RIGHT.to_string().repeat(5));
    browser.settle();
    let height = "return document.querySelector('[data-kind=Text] [data-number]').textContent";
    assert_eq!(browser.text(height), "2.25");
    tab_to(&browser, "[data-name]");
    browser.run("document.activeElement.select()");
    browser.press("Mine");
    browser.press("\t");
    browser.run_async("setTimeout(arguments[0], 500)");
    browser.open_page("#/scratch");
    assert_eq!(browser.run(KINDS), json!(["Number", "Code cell", "Figure", "Text"]));
    assert_eq!(browser.text(height), "2.25");
    assert_eq!(browser.text("return document.querySelector('[data-name]').value"), "Mine");
    assert_eq!(browser.run("return document.querySelectorAll('figure .stage').length"), json!(1));
}

#[test]
#[ignore = "needs the page: cargo xtask test"]
fn parts_move_and_what_is_deleted_comes_back() {
    let browser = Browser::open(Window::LAPTOP);
    take(&browser, &sound());
    assert_eq!(browser.run(KINDS), json!(["Text", "Number", "Code cell", "Figure"]));
    browser.run(
        "const input = document.querySelector('[data-own=\"2\"] textarea');
         input.value = 'f(x) = x^2 + 1\\nf(x)'; input.dispatchEvent(new Event('input', { bubbles: true }));",
    );
    browser.settle();
    browser.run("document.querySelector('[data-own=\"2\"] [data-do=up]').click()");
    browser.settle();
    assert_eq!(browser.run(KINDS), json!(["Text", "Code cell", "Number", "Figure"]));
    let focus = "return document.activeElement.closest('[data-own]')?.dataset.own + document.activeElement.dataset.do";
    assert_eq!(browser.text(focus), "1up", "the focus goes with the part");
    browser.run("document.querySelector('[data-own=\"2\"] [data-do=delete]').click()");
    browser.settle();
    assert_eq!(browser.run(KINDS), json!(["Text", "Code cell", "Figure"]));
    let faults = browser.run(FAULTS);
    assert!(faults[0].as_str().is_some_and(|fault| fault.contains("no parameter x")), "{faults}");
    assert_eq!(browser.text("return document.activeElement.textContent"), "Undo");
    browser.run("document.querySelector('[data-own=\"1\"] [data-do=delete]').click()");
    browser.settle();
    browser.press(&ENTER.to_string());
    browser.settle();
    press(&browser, "Undo");
    assert_eq!(browser.run(KINDS), json!(["Text", "Code cell", "Number", "Figure"]));
    assert_eq!(browser.run(FAULTS), json!([]));
    let code = browser.text("return document.querySelector('[data-own=\"1\"] textarea').value");
    assert_eq!(code, "f(x) = x^2 + 1\nf(x)", "what was typed went with its cell");
    browser.run("document.querySelector('[data-own=\"3\"] [data-do=edit]').click()");
    let at = browser.text("return document.querySelector('.own__form [data-key=at] input').value");
    assert_eq!(at, "x", "the form holds what the figure is");
}

#[test]
#[ignore = "needs the page: cargo xtask test"]
fn a_link_to_a_page_runs_nothing_unasked() {
    let browser = Browser::open(Window::LAPTOP);
    let mut page = sound();
    page.parts.push(Part::Cell("println(\"it ran\")".into()));
    browser.open_page(&place(&page));
    let words = browser.text("return document.querySelector('[data-offer]').textContent");
    assert!(words.contains("Parabolas") && words.contains("it ran"), "{words}");
    assert_eq!(browser.run(KINDS), json!([]));
    press(&browser, "Open it as a page of my own");
    browser.wait(
        "the cell",
        "return !!document.querySelector('[data-cell=\"1\"] .cell__out')?.textContent.includes('it ran')",
    );
    press(&browser, "Copy a link to this page");
    browser.wait("the link", "return !!document.querySelector('.share__link')");
    let link = browser.text("return document.querySelector('.share__link').value");
    assert!(link.ends_with(&place(&page)), "{link}");
    for damaged in ["#/scratch?1AAAA", "#/scratch?"] {
        browser.open_page(damaged);
        let words = browser.text("return document.querySelector('[data-offer]').textContent");
        assert!(words.contains("This link"), "{damaged}: {words}");
    }
}

#[test]
#[ignore = "needs the page: cargo xtask test"]
fn a_lesson_opens_in_a_page_of_ones_own() {
    let browser = Browser::open(Window::LAPTOP);
    browser.open_page("#/lesson/slopes-and-gradients");
    let figures = browser.run("return document.querySelectorAll('[data-figure]').length");
    browser.run(
        "const input = document.querySelector('[data-cell=\"0\"] textarea');
         input.value += ' # mine'; input.dispatchEvent(new Event('input', { bubbles: true }));
         const number = document.querySelector('[data-param] [role=spinbutton]'); number.focus();",
    );
    browser.press(&RIGHT.to_string().repeat(3));
    browser.settle();
    let value =
        "return document.querySelector('[data-param=\"0\"] [role=spinbutton]').getAttribute('aria-valuenow')";
    let before = browser.text(value);
    press(&browser, "Open in a page of my own");
    browser.wait("the page", "return !!document.querySelector('.own__part')");
    browser.come_alive();
    let code = browser.text("return document.querySelector('[data-cell=\"0\"] textarea').value");
    assert!(code.ends_with(" # mine"), "{code}");
    assert_eq!(browser.text(value), before);
    assert_eq!(
        browser.run("return document.querySelectorAll('[data-figure] .figure__views').length"),
        figures
    );
    assert_eq!(browser.run(FAULTS), json!([]));
}

/// What the page has kept: names and lengths.
fn pages(browser: &Browser) -> Value {
    browser.run("return [...document.querySelectorAll('.own__pages > a')].map((link) => link.textContent)")
}

#[test]
#[ignore = "needs the page: cargo xtask test"]
fn several_pages_are_kept_and_none_is_lost() {
    let browser = Browser::open(Window::LAPTOP);
    take(&browser, &sound());
    assert_eq!(pages(&browser), json!(["Parabolas"]));
    press(&browser, "Duplicate this page");
    browser.wait("the copy", "return document.querySelector('[data-name]').value === 'Parabolas, a copy'");
    assert_eq!(pages(&browser), json!(["Parabolas", "Parabolas, a copy"]));
    assert_eq!(browser.run(KINDS), json!(["Text", "Number", "Code cell", "Figure"]));
    press(&browser, "Delete this page");
    browser.wait("the other", "return document.querySelector('[data-name]').value === 'Parabolas'");
    press(&browser, "Undo");
    browser.wait("the copy", "return document.querySelector('[data-name]').value === 'Parabolas, a copy'");
    press(&browser, "New page");
    browser.wait("a new page", "return document.querySelector('[data-name]').value === 'Untitled'");
    assert_eq!(browser.run(KINDS), json!([]));
    // What cannot be read is set aside.
    browser.run("localStorage.setItem('fluxion.own.2', 'damaged')");
    browser.open_page("#/scratch/2");
    let said = browser.text("return document.querySelector('[data-said]').textContent");
    assert!(said.contains("set aside"), "{said}");
    assert_eq!(browser.run("return localStorage.getItem('fluxion.aside.2')"), json!("damaged"));
    assert_eq!(pages(&browser), json!(["Parabolas", "Untitled"]));
    browser.open_page("#/scratch/77");
    let said = browser.text("return document.querySelector('[data-said]').textContent");
    assert_eq!(said, "There is no page 77 in this browser.");
}

#[test]
#[ignore = "needs the page: cargo xtask test"]
fn a_page_is_saved_as_three_kinds_of_file() {
    let browser = Browser::open(Window::LAPTOP);
    take(&browser, &sound());
    browser.run(
        "window.saved = []; const real = URL.createObjectURL.bind(URL);
         URL.createObjectURL = (blob) => { blob.text().then((text) => saved.push(text)); return real(blob); };",
    );
    for (count, words) in [(1, "a Julia file"), (2, "a Jupyter notebook"), (3, "a lesson file")] {
        press(&browser, &format!("Save as {words}"));
        browser.wait("the file", &format!("return saved.length === {count}"));
    }
    let saved = |at: usize| browser.text(&format!("return saved[{at}]"));
    assert!(
        saved(0).contains("x = 1.5   # place") && saved(0).contains("# ## What a parabola does"),
        "{}",
        saved(0)
    );
    assert!(saved(1).contains("\"nbformat\": 4"), "{}", saved(1));
    assert!(saved(2).contains("f(x)\n#> 2.25\n```") && saved(2).contains("```figure curve"), "{}", saved(2));
}

/// A page with a figure whose settings its reader accepts and no cell fits: functions that are missing or of the wrong
/// shape, and lists that are empty or of different lengths.
fn odd(kind: &str, functions: &str, lists: usize) -> Page {
    let fields = FIGURES.iter().find(|row| row.name == kind).map(|row| (row.fields)()).unwrap_or_default();
    let texts = |names: &[&str]| Setting::Texts(names.iter().map(|name| (*name).to_owned()).collect());
    let words = ["x", "y", "z", "W[1,1]"];
    let setting = |takes: &str, key: &str| match takes {
        takes if takes.contains("2 names of parameters") => texts(&words[..2]),
        takes if takes.contains("3 names of parameters") => texts(&words[..3]),
        takes if takes.contains("a parameter in quotes") => Setting::Text("x".into()),
        takes if takes.contains("parameters that are arrays") => texts(&["W", "x", "W"][..lists]),
        takes if takes.contains("names of parameters") => texts(&words[..lists]),
        takes if takes.contains("names of optimisers") => texts(&["Descent", "ADAM"][..lists.min(2)]),
        takes if takes.contains("two numbers") => Setting::Numbers(vec![-1.0, 1.0]),
        takes if takes.contains("list of 4 arrays") => texts(&["f: f(x)", "x", "nothing at all", "W"]),
        takes if takes.contains("arrays") => texts(&["f: f(x)", "=", "missing", "W"][..lists]),
        takes if takes.contains("names of functions") => texts(&[functions, functions][..lists.min(2)]),
        takes if takes.contains("a function in quotes") => Setting::Text(functions.into()),
        takes if takes.contains("texts") => texts(&["one", "two"][..lists.min(2)]),
        takes if takes.contains("true or false") => Setting::Flag(true),
        takes if takes.contains("a whole number") => Setting::Number(3.0),
        _ => Setting::Text(if key == "times" { "[1.0, 2.0]".into() } else { functions.into() }),
    };
    let settings = fields.iter().map(|field| (field.key.to_owned(), setting(&field.takes, field.key)));
    // Choices and what may be left out are left out.
    let is_written =
        |key: &str| fields.iter().any(|field| field.key == key && !field.takes.contains("all if left out"));
    let settings: Vec<_> = settings.filter(|(key, _)| is_written(key)).collect();
    let drawn = Drawn { kind: kind.into(), title: kind.into(), settings, ..Drawn::default() };
    let mut page = Page::named(&format!("{kind} of {functions}"));
    page.parts = vec![
        Part::Number("x: 0.5 | 0..1 step 0.1".into()),
        Part::Number("y: 0.5 | 0..1 step 0.1".into()),
        Part::Number("z: 1 | 0..3 step 1".into()),
        Part::Number("W: [1.0 2.0; 3.0 4.0] | -9..9 step 0.5".into()),
        Part::Cell("f(x...) = [1, 2, 3]\ng(x...) = \"words\"\nh(x...) = 1.0".into()),
        Part::Figure(drawn),
    ];
    page
}

/// Opens figures of every third kind, and watches that the page lives on.
fn live_on(remainder: usize) {
    let browser = Browser::open(Window::LAPTOP);
    for kind in FIGURES.iter().skip(remainder).step_by(3) {
        for (functions, lists) in [("missing", 1), ("f", 0), ("g", 2), ("h", 3)] {
            take(&browser, &odd(kind.name, functions, lists));
            browser.draw_all();
            let what = format!("{}, {functions}, lists of {lists}", kind.name);
            let card = "return document.getElementById('recovery').hidden";
            assert_eq!(browser.run(card), json!(true), "{what}: {:#?}", browser.console());
            assert_eq!(browser.run("return seen.errors"), json!([]), "{what}");
            let shown =
                "return !!document.querySelector('[data-kind=Figure] :is(.figure__views, .own__fault)')";
            assert_eq!(browser.run(shown), json!(true), "{what}");
        }
    }
}

#[test]
#[ignore = "needs the page: cargo xtask test"]
fn no_figure_brings_the_page_down() {
    live_on(0);
}

#[test]
#[ignore = "needs the page: cargo xtask test"]
fn no_other_figure_brings_the_page_down() {
    live_on(1);
}

#[test]
#[ignore = "needs the page: cargo xtask test"]
fn none_of_the_rest_brings_the_page_down() {
    live_on(2);
}

#[test]
#[ignore = "needs the page: cargo xtask test"]
fn axe_finds_nothing_and_nothing_scrolls_sideways() {
    let browser = open_with_axe();
    take(&browser, &sound());
    for (size, dark) in [([1280, 900], false), ([1280, 900], true), ([320, 700], false), ([320, 700], true)] {
        browser.resize(Window { size, dark });
        browser.settle();
        check(&browser, &format!("a page, {} px, dark: {dark}", size[0]));
        for form in ["add-text", "add-number", "add-figure"] {
            browser.run(&format!("document.querySelector('.own__gap:last-child [data-do={form}]').click()"));
            check(&browser, &format!("{form}, {} px, dark: {dark}", size[0]));
            let wide = "return document.documentElement.scrollWidth <= innerWidth";
            assert_eq!(browser.run(wide), json!(true), "{form} at {} px", size[0]);
            press(&browser, "Cancel");
        }
    }
    browser.run("document.querySelector('[data-own=\"1\"] [data-do=delete]').click()");
    browser.settle();
    check(&browser, "a figure that lacks its number");
}
