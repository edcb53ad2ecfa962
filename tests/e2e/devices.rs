//! Where a landscape is computed: what is fetched for it, what the badge says, and what happens when the GPU is not there
//! or its process is ended.

use serde_json::{Value, json};

use crate::driver::{Browser, Window};

/// What the badge says, the news of the GPU below it, and the placement that was last used.
const BADGE: &str = "document.querySelector('.computed__badge')?.textContent ?? ''";
const WHY: &str = "document.querySelector('.computed__why')?.textContent ?? ''";
const NEWS: &str = "document.querySelector('.computed__news')?.textContent ?? ''";
const DEVICE: &str = "document.querySelector('.computed')?.dataset.device ?? ''";

/// A script that says whether an expression compares so.
fn said(expression: &str, comparison: &str) -> String {
    format!("return ({expression}) {comparison}")
}

/// The modules that were fetched so far, by name.
const FETCHED: &str = "performance.getEntriesByType('resource').map((entry) => entry.name)
    .filter((name) => /\\.wasm/.test(name)).map((name) => name.split('/').pop().split(/[-_.]/)[0]).sort().join(' ')";

/// Opens the landscape of the laboratory, with this search part in the address.
fn landscape(browser: &Browser, search: &str) {
    let home = browser.home.clone();
    browser.call("POST", "/url", &json!({ "url": "about:blank" }));
    browser.call("POST", "/url", &json!({ "url": format!("{home}{search}#/laboratory") }));
    browser.show_landscape();
    browser.wait("the landscape's badge", &said(BADGE, "!== ''"));
}

fn words(browser: &Browser, expression: &str) -> String {
    browser.text(&format!("return {expression}"))
}

#[test]
#[ignore = "needs the page: cargo xtask test"]
fn an_address_forces_threads_and_the_badge_says_so() {
    let browser = Browser::open(Window::LAPTOP);
    landscape(&browser, "?device=cpu");
    browser.wait("one thread", &said(DEVICE, "=== 'cpu'"));
    let badge = words(&browser, BADGE);
    assert!(badge.starts_with("One thread · 4,225 points · "), "{badge}");
    landscape(&browser, "?device=workers");
    browser.wait("all threads", &said(DEVICE, "=== 'workers'"));
    let fetched = words(&browser, FETCHED);
    assert!(!fetched.contains("gpu"), "nothing is fetched for a GPU that nobody wants: {fetched}");
}

#[test]
#[ignore = "needs the page: cargo xtask test"]
fn without_webgpu_the_threads_go_on_and_the_reason_is_said() {
    let browser = Browser::open(Window::LAPTOP);
    landscape(&browser, "?device=gpu");
    browser.wait("the reason", &said(NEWS, "!== ''"));
    browser.wait("the threads", &said(DEVICE, "=== 'workers'"));
    let reason = words(&browser, NEWS);
    assert!(reason.contains("The GPU cannot be used: "), "{reason}");
}

#[test]
#[ignore = "needs the page: cargo xtask test"]
fn a_gpu_is_fetched_and_measured_and_the_work_goes_where_it_is_fastest() {
    let browser = Browser::open_with_gpu(Window::LAPTOP);
    landscape(&browser, "?device=gpu");
    browser.wait("the GPU", &said(NEWS, "=== 'The GPU is being measured.'"));
    assert!(words(&browser, FETCHED).contains("gpu"));
    browser.wait("the end of measuring", &said(NEWS, "=== ''"));
    // Here the GPU is imitated by software, and slower than the threads.
    browser.press_button("Play");
    browser.run(
        "const field = document.querySelector('.computed select'); field.value = 'fastest';
         field.dispatchEvent(new Event('change', { bubbles: true }))",
    );
    browser.wait("a choice between three", &said(WHY, "!== ''"));
    browser.wait("the GPU's time", &said(WHY, ".endsWith(' on WebGPU.')"));
    let device = words(&browser, DEVICE);
    assert!(["cpu", "workers", "gpu"].contains(&device.as_str()), "{device}");
    assert_eq!(browser.console(), Vec::<String>::new());
}

/// Ends the browser's GPU process at random moments of a training whose landscape is computed there: two in each browser,
/// because a browser gives no device after that.
fn crashes(browsers: u64) {
    for seed in 0..browsers {
        let browser = Browser::open_with_gpu(Window::LAPTOP);
        landscape(&browser, "?device=gpu");
        browser.press_button("Play");
        browser.wait("the GPU", &said(NEWS, "=== 'The GPU is being measured.'"));
        for crash in 0..2_u64 {
            let pictures =
                browser.number("return Number(document.querySelector('#laboratory').dataset.pictures)");
            let after = pictures + ((seed * 7 + crash * 5) % 12) as f64;
            let beyond = |pictures: f64| {
                format!("return Number(document.querySelector('#laboratory').dataset.pictures) >= {pictures}")
            };
            browser.wait("some pictures", &beyond(after));
            let step = browser.number("return Number(document.querySelector('#laboratory').dataset.step)");
            browser.devtools("Browser.crashGpuProcess", &json!({}));
            browser.wait(
                "training to go on",
                &format!("return Number(document.querySelector('#laboratory').dataset.step) > {step}"),
            );
            browser.wait("pictures to go on", &beyond(after + 10.0));
        }
        browser.wait("a landscape after the crashes", &said(BADGE, "!== ''"));
        let notice: Value =
            browser.run("return document.querySelector('#laboratory [role=alert]')?.textContent ?? ''");
        assert_eq!(notice, json!(""), "nothing else broke");
    }
}

#[test]
#[ignore = "needs the page: cargo xtask test"]
fn a_crashed_gpu_process_stops_neither_training_nor_landscape() {
    crashes(1);
}

/// The same at twenty moments, if `FLUXION_CRASHES` is set.
#[test]
#[ignore = "needs the page: cargo xtask test"]
fn twenty_crashes_stop_nothing() {
    if std::env::var_os("FLUXION_CRASHES").is_some() {
        crashes(10);
    }
}
