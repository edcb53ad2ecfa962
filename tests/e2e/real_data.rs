//! Files of real data: fetched when they are asked for and not before, missing, damaged; what a reload keeps; a set without
//! pictures.

use serde_json::{Value, json};

use crate::digits::{DIGITS, IRIS, SAID, SCREEN};
use crate::driver::Browser;

/// Gives each file of data another last byte.
const DAMAGE: &str = r#"
    const fetchWhole = globalThis.fetch;
    globalThis.damage = true;
    globalThis.fetch = async (address, ...options) => {
        const answer = await fetchWhole(address, ...options);
        if (!globalThis.damage || !String(address?.url ?? address).includes("data/")) return answer;
        const bytes = new Uint8Array(await answer.arrayBuffer());
        bytes[bytes.length - 1] ^= 1;
        return new Response(bytes);
    };
"#;

#[test]
#[ignore = "needs the page: cargo xtask test"]
fn a_file_that_does_not_come_or_comes_damaged_is_said_and_asked_for_again() {
    let browser = Browser::open(SCREEN);
    browser.devtools("Network.enable", &json!({}));
    let block = |urls: &Value| browser.devtools("Network.setBlockedURLs", &json!({ "urls": urls }));
    block(&json!(["*/data/*"]));
    browser.load(DIGITS);
    let words = "document.querySelector('.laboratory [role=alert]')?.textContent ?? ''";
    browser.wait("words", &format!("return ({words}).startsWith('The data could not be loaded (')"));
    block(&json!([]));
    browser.press_in_data("Try again");
    browser.data_come();
    browser.console();

    browser.devtools("Page.addScriptToEvaluateOnNewDocument", &json!({ "source": DAMAGE }));
    browser.load(DIGITS);
    let damaged = "The file of the set `digits` came damaged, or belongs to another version of this page.";
    browser.wait("words about the damage", &format!("return ({words}).startsWith({damaged:?})"));
    browser.run("globalThis.damage = false");
    browser.press_in_data("Try again");
    browser.data_come();
    assert_eq!(browser.console(), Vec::<String>::new());

    browser.load("#/laboratory/cats");
    browser.wait(
        "words about the name",
        "return !!document.querySelector('.laboratory p')?.textContent.startsWith('There is no data set “cats”.')",
    );
}

#[test]
#[ignore = "needs the page: cargo xtask test"]
fn settings_are_kept_and_start_afresh_only_where_they_must() {
    let browser = Browser::open(SCREEN);
    browser.open_data(DIGITS);
    browser.press_in_data("Epoch");
    browser.wait_for("step", "=== '42'");
    browser.set_in_data("Learning rate η", "0.002");
    browser.set_in_data("Examples in a batch", "64");
    browser.press_in_data("Epoch");
    // 42 steps of 32, and 21 of 64.
    browser.wait_for("step", "=== '63'");
    browser.set_in_data("Units of layer 1", "12");
    browser.wait_for("step", "=== '0'");
    browser.press_in_data("One layer more");
    browser.wait("a second layer", "return document.querySelectorAll('.units__layer').length === 2");
    browser.press_in_data("Epoch");
    browser.wait_for("step", "=== '21'");
    browser.set_in_data("Units of layer 2", "many");
    let message = browser.text("return document.querySelector('.dotted__problem')?.textContent ?? ''");
    assert_eq!(message, "“many” is not a number");
    // What was changed is written after a moment.
    browser.wait("the settings to be kept", "return !!localStorage.getItem('fluxion.laboratory.digits')");
    browser.open_data(DIGITS);
    assert_eq!(browser.in_data("Learning rate η"), "0.002");
    assert_eq!(browser.in_data("Units of layer 1"), "12");
    assert_eq!(browser.in_data("Units of layer 2"), "16");
    assert_eq!(browser.text("return document.getElementById('laboratory').dataset.step"), "0");
    browser.run("localStorage.setItem('fluxion.laboratory.digits', 'AAAA')");
    browser.open_data(DIGITS);
    assert_eq!(browser.in_data("Units of layer 1"), "32", "damaged settings count as none");
}

#[test]
#[ignore = "needs the page: cargo xtask test"]
fn irises_have_sliders_instead_of_a_pad() {
    let browser = Browser::open(SCREEN);
    browser.open_data(IRIS);
    let right = browser.train_to_the_end();
    assert!(right >= 35, "{right} of 38 irises");
    let slide = |measure: usize, value: &str| {
        browser.run(&format!(
            "const slider = document.querySelectorAll('.measures input')[{measure}];
             slider.value = {value:?};
             slider.dispatchEvent(new Event('input', {{ bubbles: true }}));"
        ));
    };
    let [length, width] = [2, 3];
    slide(length, "1");
    browser.wait("a short and narrow petal", &format!("return (() => {{ {SAID} }})() === 'setosa'"));
    slide(length, "6");
    slide(width, "2.3");
    browser.wait("a long and wide petal", &format!("return (() => {{ {SAID} }})() === 'virginica'"));
}

#[test]
#[ignore = "needs the page: cargo xtask test"]
fn nothing_of_it_is_fetched_before_it_is_opened() {
    let browser = Browser::open(SCREEN);
    browser.open_page("#/lesson/train-a-network");
    let fetched = "return performance.getEntriesByType('resource').map((entry) => entry.name)
        .filter((name) => name.includes('/data/')).length";
    assert_eq!(browser.number(fetched), 0.0);
    browser.run("document.querySelector('main a[href=\"#/laboratory/digits\"]').click()");
    browser.data_come();
    assert_eq!(browser.number(fetched), 1.0);
    browser.run("document.querySelector('.sets a[href=\"#/laboratory\"]').click()");
    browser.wait("the laboratory of points", "return !!document.querySelector('.lab .thumbnails')");
    browser.wait_for("pictures", "> 0");
    browser.run("document.querySelector('.lab a[href=\"#/laboratory/digits\"]').click()");
    browser.data_come();
    assert_eq!(browser.console(), Vec::<String>::new());
}
