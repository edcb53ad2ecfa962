//! The laboratory's runs and links: the doctor and its ways out, two runs side by side, what a teacher allows, links that
//! are wrong or old, Back and reload, two tabs.

use serde_json::{Value, json};

use crate::driver::Browser;
use crate::laboratory::{LABORATORY, SCREEN};

/// Types a learning rate.
fn set_rate(browser: &Browser, rate: &str) {
    browser.run_async_with(
        "const [rate, done] = arguments;
         const field = document.querySelector('.rate__value input');
         field.value = rate;
         field.dispatchEvent(new Event('change', { bubbles: true }));
         requestAnimationFrame(done);",
        &[json!(rate)],
    );
}

fn notice(browser: &Browser) -> String {
    browser.text("return document.querySelector('.notice')?.textContent ?? ''")
}

#[test]
#[ignore = "needs the page: cargo xtask test"]
fn the_doctor_sees_a_run_diverge_and_leads_back() {
    let browser = Browser::open(SCREEN);
    browser.open_laboratory(LABORATORY);
    let silent = "return document.querySelector('.doctor').textContent.trim() === ''";
    assert_eq!(browser.run(silent), json!(true), "a run that has not begun has nothing wrong with it");
    let height = browser.number("return document.querySelector('.doctor').offsetHeight");
    browser.set_field("Optimiser", "Descent");
    browser.run(
        "for (const select of document.querySelectorAll('.lab select'))
             if ([...select.options].some((option) => option.value === 'identity') && !select.ariaLabel?.includes('Opt')) {
                 select.value = 'identity'; select.dispatchEvent(new Event('change', { bubbles: true }));
             }",
    );
    set_rate(&browser, "100");
    browser.press_button("Play");
    browser.wait("the doctor", "return document.querySelectorAll('.doctor__way').length > 0");
    browser.wait_until_playing(false);
    let words = browser.text("return document.querySelector('.doctor__words').textContent");
    assert!(words.contains("overflowed") || words.contains("The loss grows"), "{words}");
    assert!(!words.contains("NaN") && !words.contains("inf"), "{words}");
    assert_eq!(browser.number("return document.querySelector('.doctor').offsetHeight"), height);
    let rate = browser.text("return document.querySelector('.rate__value input').value");
    let ways =
        browser.run("return [...document.querySelectorAll('.doctor__way')].map((way) => way.textContent)");
    assert_eq!(ways, json!(["Go back and halve η", "Go back"]));
    browser.press_button("Go back and halve η");
    browser.wait("the lower rate", "return document.querySelector('.rate__value input').value === '50'");
    assert_eq!(rate, "100");
    let finite = "return !/NaN|inf/i.test(document.querySelector('.losses__press').ariaValueText)";
    browser.wait("losses that are finite", finite);
}

#[test]
#[ignore = "needs the page: cargo xtask test"]
fn a_change_at_an_earlier_step_makes_two_runs_to_compare() {
    let browser = Browser::open(SCREEN);
    browser.open_laboratory(LABORATORY);
    browser.press_button("Play");
    browser.wait_for_step("> 60");
    browser.press_button("Pause");
    browser.wait_until_playing(false);
    browser.set_field("Step", "20");
    browser.wait_for_step("=== 20");
    assert_eq!(browser.run("return document.querySelector('.losses__other')"), Value::Null);
    set_rate(&browser, "0.2");
    browser.wait("the run before", "return !!document.querySelector('.losses__other')");
    let name = browser.text("return document.querySelector('.losses__other').textContent");
    assert!(name.starts_with("the run before, "), "{name}");
    browser.press_button("Epoch");
    browser.wait_for_step("> 20");
    browser.frame();
    let words = browser.text("return document.querySelector('.losses__press').ariaValueText");
    assert!(words.contains("train ") && words.contains("the run before "), "{words}");
    assert_eq!(
        browser.run("return document.querySelectorAll('.timeline__branch').length"),
        json!(1),
        "the branch stands on the line of time"
    );
}

/// The address that the dialog for teachers gives.
fn link_of(browser: &Browser, which: usize) -> String {
    browser
        .text(&format!("return document.querySelectorAll('dialog[open] .dialog__text input')[{which}].value"))
}

fn open_classroom(browser: &Browser) {
    browser.press_button("Take along");
    browser.press_button("A link for a class, or a frame …");
}

#[test]
#[ignore = "needs the page: cargo xtask test"]
fn a_frame_shows_the_task_and_what_is_allowed() {
    let browser = Browser::open(SCREEN);
    browser.open_laboratory(LABORATORY);
    browser.press_button("Moons");
    open_classroom(&browser);
    browser.run(
        "const task = document.querySelector('dialog[open] textarea');
         task.value = 'Why <b>not</b>?\\nTry 1 unit.';
         task.dispatchEvent(new Event('input', { bubbles: true }));
         for (const [words, access] of [['Time', 'hidden'], ['Data sets', 'locked']]) {
             const select = document.querySelector(`dialog[open] .dialog__controls [aria-label=\"${words}\"]`);
             if (!select) throw new Error(words);
             select.value = access;
             select.dispatchEvent(new Event('change', { bubbles: true }));
         }",
    );
    browser.frame();
    let frame = link_of(&browser, 1);
    assert!(frame.starts_with("<iframe src=\"") && frame.ends_with("</iframe>"), "{frame}");
    let place = frame.split(['#', '"']).nth(2).map(|piece| format!("#{piece}")).expect("an address");
    assert!(place.starts_with("#/embed/laboratory?"), "{frame}");
    browser.open_laboratory(&place);
    assert_eq!(
        browser.text("return document.querySelector('.task__words').textContent"),
        "Why <b>not</b>?\nTry 1 unit."
    );
    assert_eq!(browser.run("return document.querySelector('.timeline')"), Value::Null, "time is hidden");
    let locked =
        "return [...document.querySelectorAll('.thumbnail')].every((set) => set.matches(':disabled'))";
    assert_eq!(browser.run(locked), json!(true), "the data sets are locked");
    let bar = "return ['bar', 'contents'].some((id) => document.getElementById(id)?.checkVisibility())";
    assert_eq!(browser.run(bar), json!(false));
    browser.press_button("Play");
    browser.wait_for_step("> 4");
}

#[test]
#[ignore = "needs the page: cargo xtask test"]
fn links_that_are_wrong_or_old_open_ones_own_laboratory_and_say_so() {
    let browser = Browser::open(SCREEN);
    browser.open_laboratory(LABORATORY);
    browser.set_field("Seed of the weights", "77");
    browser.run_async("setTimeout(arguments[0], 500)");
    for piece in ["?", "?1", "?1AAAA", "?9zzzz", "?%00", "?a=b&c=d", "?1💥", "?0AAAAAAAAAAAAAAAA"] {
        browser.open_laboratory(&format!("{LABORATORY}{piece}"));
        assert_eq!(browser.field("Seed of the weights"), "77", "after {piece}");
        let said = notice(&browser);
        if piece != "?" {
            assert!(said.ends_with("This is your own laboratory.Close"), "after {piece}: {said:?}");
        }
        browser.press_button("Batch");
        browser.wait_for_step("=== 1");
    }
    browser.open_laboratory(&format!("{LABORATORY}?1AAAA"));
    browser.press_button("Close");
    browser.frame();
    assert_eq!(notice(&browser), "");
}

#[test]
#[ignore = "needs the page: cargo xtask test"]
fn back_and_reload_lose_no_setting() {
    let browser = Browser::open(SCREEN);
    browser.open_page("#/");
    browser.run("location.hash = '#/laboratory'");
    browser.laboratory_comes();
    browser.set_field("Seed of the weights", "5");
    browser.run("history.back()");
    browser.wait("the home page", "return !!document.querySelector('[data-lessons]')");
    browser.run("history.forward()");
    browser.laboratory_comes();
    assert_eq!(browser.field("Seed of the weights"), "5");
    browser.press_button("Play");
    browser.wait_for_step("> 4");
    browser.set_field("Seed of the weights", "6");
    browser.run("location.reload()");
    browser.laboratory_comes();
    assert_eq!(browser.field("Seed of the weights"), "6", "a change just before a reload is kept");
    assert_eq!(browser.console(), Vec::<String>::new());
    // From one link to another in the same tab, and back.
    open_classroom(&browser);
    let link = link_of(&browser, 0);
    browser.press_button("Close");
    let place = link.split_once('#').map(|(_, place)| format!("#{place}")).expect("a link");
    browser.set_field("Seed of the weights", "8");
    browser.run(&format!("location.hash = {place:?}"));
    browser.wait(
        "the link",
        "return document.querySelector('.lab [aria-label=\"Seed of the weights\"]')?.value === '6'",
    );
    browser.run("history.back()");
    browser.wait(
        "one's own",
        "return document.querySelector('.lab [aria-label=\"Seed of the weights\"]')?.value === '8'",
    );
    browser.press_button("Play");
    browser.wait_for_step("> 4");
}

#[test]
#[ignore = "needs the page: cargo xtask test"]
fn two_tabs_train_side_by_side() {
    let browser = Browser::open(SCREEN);
    browser.open_laboratory(LABORATORY);
    browser.set_field("Seed of the weights", "21");
    browser.press_button("Play");
    browser.wait_for_step("> 4");
    browser.run_async("setTimeout(arguments[0], 500)");
    let first = browser.call("GET", "/window", &Value::Null);
    let second = browser.call("POST", "/window/new", &json!({ "type": "tab" }));
    browser.call("POST", "/window", &json!({ "handle": second["handle"] }));
    browser.open_laboratory(LABORATORY);
    assert_eq!(browser.field("Seed of the weights"), "21");
    browser.set_field("Seed of the weights", "22");
    browser.press_button("Play");
    browser.wait_for_step("> 4");
    browser.run_async("setTimeout(arguments[0], 500)");
    browser.call("DELETE", "/window", &Value::Null);
    browser.call("POST", "/window", &json!({ "handle": first }));
    let before = browser.step();
    browser.wait_for_step(&format!("> {before}"));
    assert_eq!(browser.field("Seed of the weights"), "21", "a tab keeps what is set in it");
}
