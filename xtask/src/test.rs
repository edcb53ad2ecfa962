//! Every test, from the engine's to a learner's way through the page.

use std::thread;
use std::time::Duration;

use crate::run::{Outcome, Steps, program, root, run};
use crate::serve::Site;
use crate::{app, browser, serve, tools};

const FAILED: &str = "The first failing test above says what it expected.";

/// `cargo xtask test quick`: the inner loop, without a browser.
pub fn quick() -> Outcome {
    let mut steps = Steps::new(2);
    steps.step("native tests", native)?;
    steps.step("lessons", app::lessons)
}

/// `cargo xtask test`.
pub fn everything() -> Outcome {
    let mut steps = Steps::new(8);
    steps.step("tools", tools::for_page)?;
    steps.step("browser", browser::ensure)?;
    steps.step("native tests", native)?;
    steps.step("native tests with the page", || {
        run(&mut program("cargo", &["test", "--lib", "--quiet"]), FAILED)
    })?;
    steps.step("programs made at random", random)?;
    steps.step("tests in wasm", wasm)?;
    steps.step("the page", app::build)?;
    steps.step("a learner's way through the page", end_to_end)
}

fn native() -> Outcome {
    let mut command =
        program("cargo", &["test", "--workspace", "--no-default-features", "--features", "gpu", "--quiet"]);
    if let Some(device) = browser::software_gpu() {
        command.env("VK_DRIVER_FILES", &device).env("FLUXION_GPU", "wanted");
        command.env("LD_LIBRARY_PATH", device.parent().unwrap_or(&device));
    }
    run(&mut command, FAILED)
}

/// Two million texts made at random, in code that is quick enough for so many.
fn random() -> Outcome {
    let mut command = program("cargo", &["test", "--profile", "look", "--no-default-features", "--quiet"]);
    command.args(["--test", "language", "--", "random", "round_trip"]).env("FLUXION_RANDOM", "1");
    run(&mut command, FAILED)
}

/// The engine and the language in a real browser's wasm, quick enough for a hundred thousand texts made at random.
fn wasm() -> Outcome {
    let mut command = program("cargo", &["test", "--target", "wasm32-unknown-unknown", "--profile", "look"]);
    command
        .args(["--no-default-features", "--features", "gpu", "--test", "web", "--test", "worker"])
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", root().join(".tools/bin/wasm-bindgen-test-runner"))
        .env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", root().join("tests/web/webdriver.json"))
        // Shaders are compiled by software here.
        .env("WASM_BINDGEN_TEST_TIMEOUT", "180")
        .env("CHROMEDRIVER", "chromedriver");
    run(&mut command, FAILED)
}

/// Where the built page is served: as it is, and with a module of the kernel that is slow to come.
static SITES: [Site; 2] = [
    Site { path: "/some/sub/folder/", kernel_after: Duration::ZERO },
    Site { path: "/late/kernel/", kernel_after: Duration::from_secs(10) },
];

/// Serves dist/ from a sub-folder, as any static host might, and lets the browser loose on it.
fn end_to_end() -> Outcome {
    let listener = serve::listen(0)?;
    let address = listener.local_addr().map_err(|error| error.to_string())?;
    thread::spawn(move || serve::answer(listener, root().join("dist"), &SITES));
    let mut command = program("cargo", &["test", "--no-default-features", "--test", "e2e"]);
    command.args(["--", "--ignored", "--test-threads=1", "--nocapture"]);
    let [url, late] = SITES.each_ref().map(|site| format!("http://{address}{}", site.path));
    command.env("FLUXION_URL", url).env("FLUXION_LATE_URL", late);
    run(&mut command, FAILED)
}
