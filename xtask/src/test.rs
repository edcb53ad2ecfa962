//! Every test, from the engine's to a learner's way through the page.

use std::thread;
use std::time::Duration;

use crate::place::{Tool, root};
use crate::run::{Outcome, Steps, program, run, side_by_side};
use crate::serve::Site;
use crate::{app, browser, serve, tools};

const FAILED: &str = "The first failing test above says what it expected.";

/// The most browsers at once: each of them keeps about one core busy.
const BROWSERS: usize = 4;

/// `cargo xtask test quick`: the inner loop, without a browser.
pub fn quick() -> Outcome {
    let mut steps = Steps::new(2);
    steps.step("native tests", || native(Texts::Few))?;
    steps.step("lessons", app::lessons_after_tests)
}

/// `cargo xtask test`.
pub fn everything() -> Outcome {
    let mut steps = Steps::new(6);
    steps.step("tools", tools::for_page)?;
    steps.step("browser", browser::ensure)?;
    steps.step("native tests, and the modules of the page beside them", || {
        side_by_side(|| native(Texts::Many), app::modules)
    })?;
    steps.step("tests in wasm", wasm)?;
    steps.step("the page", || app::lessons_after_tests().and_then(|()| app::build_after_lessons()))?;
    steps.step("a learner's way through the page", || {
        let skipped: Vec<&str> = OUTSIDE_THE_GATE.iter().flat_map(|module| ["--skip", module]).collect();
        end_to_end(browsers(), &skipped)
    })
}

/// Browser tests that the gate leaves out: those that make pictures or measure times. `cargo xtask test browser NAME`
/// runs any of them.
const OUTSIDE_THE_GATE: [&str; 2] = ["pictures::", "pace::"];

/// `cargo xtask test browser`: chosen tests on the page as it was last built.
pub fn browser(which: &[&str]) -> Outcome {
    end_to_end(browsers(), which)
}

/// `cargo xtask pictures`.
pub fn pictures() -> Outcome {
    let mut steps = Steps::new(4);
    steps.step("tools", tools::for_page)?;
    steps.step("browser", browser::ensure)?;
    steps.step("the page", app::build)?;
    steps.step("pictures", || end_to_end(browsers(), &["pictures::"]))?;
    println!("\nThe pictures lie in target/screenshots.");
    Ok(())
}

/// `cargo xtask bench --page`: times in the page, as ratios to a loop in the same page.
pub fn pace() -> Outcome {
    let mut steps = Steps::new(4);
    steps.step("tools", tools::for_page)?;
    steps.step("browser", browser::ensure)?;
    steps.step("the page", app::build)?;
    steps.step("measuring (a few minutes; leave the machine alone)", || end_to_end(1, &["pace::"]))
}

/// How many random programs the language tests run.
#[derive(PartialEq)]
enum Texts {
    /// Tens of thousands.
    Few,
    /// Two million.
    Many,
}

fn native(texts: Texts) -> Outcome {
    let mut command = program("cargo", &["test", "--workspace", "--no-default-features", "--quiet"]);
    if texts == Texts::Many {
        command.env("FLUXION_RANDOM", "1");
    }
    run(&mut command, FAILED)
}

/// The engine, also on the browser's GPU, and the language in the wasm of a real browser, which is fast enough for a
/// hundred thousand random programs. Where lengths have 32 bits, arithmetic is checked for overflow, as natively.
fn wasm() -> Outcome {
    let mut command = program("cargo", &["test", "--target", "wasm32-unknown-unknown"]);
    command
        .args(["--no-default-features", "--features", "gpu", "--test", "web"])
        .env(
            "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER",
            Tool::wasm_bindgen()?.folder().join("bin/wasm-bindgen-test-runner"),
        )
        .env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", root().join("tests/web/webdriver.json"))
        // Seconds after which a test that hangs is ended; shaders are compiled by software, and the machine may be busy.
        .env("WASM_BINDGEN_TEST_TIMEOUT", "1200")
        .env("WASM_BINDGEN_TEST_DRIVER_TIMEOUT", "300")
        .env("CHROMEDRIVER", "chromedriver");
    run(&mut command, FAILED)
}

/// Where the built page is served: once as it is, and once with a kernel module that arrives late.
static SITES: [Site; 2] = [
    Site { path: "/some/sub/folder/", kernel_after: Duration::ZERO },
    Site { path: "/late/kernel/", kernel_after: Duration::from_secs(10) },
];

/// How many browsers this machine can run side by side.
fn browsers() -> usize {
    thread::available_parallelism().map_or(1, |cores| cores.get().min(BROWSERS))
}

/// Serves dist/ from a subfolder, as any static host might, and runs browser tests on it, some side by side.
fn end_to_end(browsers: usize, which: &[&str]) -> Outcome {
    let listener = serve::listen(0)?;
    let address = listener.local_addr().map_err(|error| error.to_string())?;
    thread::spawn(move || serve::answer(listener, root().join("dist"), &SITES));
    let mut command = program("cargo", &["test", "--no-default-features", "--test", "e2e"]);
    command.args(["--", "--ignored", "--nocapture", &format!("--test-threads={browsers}")]).args(which);
    let [url, late] = SITES.each_ref().map(|site| format!("http://{address}{}", site.path));
    command.env("FLUXION_URL", url).env("FLUXION_LATE_URL", late);
    run(&mut command, FAILED)
}
