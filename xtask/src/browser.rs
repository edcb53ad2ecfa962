//! Chromium and its driver, for the tests that need a real browser.

use crate::run::{Outcome, output, program, run};

const MISSING: &str = "The browser tests need Chromium and chromedriver. Install the packages that bring the \
commands `chromium` and `chromedriver` (Debian: `apt-get install chromium chromium-driver`), then run this again.";

/// Checks that both are installed; installs them with apt when running as root on Debian.
pub fn ensure() -> Outcome {
    if is_present("chromium") && is_present("chromedriver") {
        return Ok(());
    }
    let root = output(&mut program("id", &["-u"])).is_some_and(|id| id == "0");
    if !root || !is_present("apt-get") {
        return Err(MISSING.to_string());
    }
    println!("installing chromium and chromium-driver by apt");
    run(&mut program("apt-get", &["update", "-qq"]), MISSING)?;
    let mut install = program("apt-get", &["install", "-y", "-qq", "--no-install-recommends"]);
    run(install.args(["chromium", "chromium-driver"]).env("DEBIAN_FRONTEND", "noninteractive"), MISSING)
}

fn is_present(name: &str) -> bool {
    output(&mut program("which", &[name])).is_some()
}
