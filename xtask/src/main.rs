//! The project's commands: `cargo xtask serve | test | pictures | dist | lint | bench`. Uses only the standard library,
//! so that it builds in a second on a fresh machine.

mod app;
mod bench;
mod browser;
mod finish;
mod lint;
mod numbering;
mod order;
mod place;
mod run;
mod serve;
mod similar;
mod test;
mod tools;
mod wasm;

use std::process::ExitCode;

const HELP: &str = "\
cargo xtask serve [--port N] [--open] [--dev]   build the page and serve it on http://127.0.0.1:8080
cargo xtask test [quick]                        every test; `quick` leaves out the browser
cargo xtask test browser [NAME ...]             the browser tests with these names, on the page in dist/
cargo xtask pictures                            pictures of every page at every width, in target/screenshots
cargo xtask dist                                build the static folder dist/
cargo xtask lint                                formatting, clippy, documentation
cargo xtask bench [--own-gpu] [--json FILE]     the engine beside TF.js, in one page of a browser
cargo xtask bench --page                        what the page takes: a drag, answers, the first load

Each command first installs what it needs: the wasm target and components by rustup, Trunk and wasm-bindgen
into FLUXION_TOOLS or the user's cache, and, for the tests and as root, Chromium and its driver by apt.";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let result = match words.as_slice() {
        ["serve", options @ ..] => {
            serve::Options::parse(options).and_then(|options| serve::command(&options))
        }
        ["test"] => test::everything(),
        ["test", "quick"] => test::quick(),
        ["test", "browser", which @ ..] => test::browser(which),
        ["pictures"] => test::pictures(),
        ["dist"] => app::dist(),
        ["lint"] => lint::command(),
        ["bench", options @ ..] => bench::command(options),
        // Called by Trunk, before and after a build.
        ["lessons"] => app::lessons(),
        ["finish"] => finish::command(),
        ["help" | "--help" | "-h"] => {
            println!("{HELP}");
            Ok(())
        }
        [] => Err(format!("A command is needed:\n\n{HELP}")),
        _ => Err(format!("Unknown command `{}`.\n\n{HELP}", words.join(" "))),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("\n{message}");
            ExitCode::FAILURE
        }
    }
}
