//! `cargo xtask bench`: the engine beside TF.js, in one page load of a headless Chromium.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use crate::place::root;
use crate::run::{Outcome, Steps, output, program, run};
use crate::{browser, serve, test, tools};

/// The page and everything that it loads.
const FOLDER: &str = "target/bench";

/// How long the page may take to measure. A GPU imitated in software needs minutes for the large network alone.
const TOO_LONG: Duration = Duration::from_secs(1800);

/// The workloads, the unit of their rates, and the factor by which the project on one thread should be faster than TF.js on
/// wasm.
const WORKLOADS: [(&str, &str, f64); 7] = [
    ("linreg", "steps/s", 800.0),
    ("play", "samples/s", 400.0),
    ("spiral", "samples/s", 120.0),
    ("mlp784", "samples/s", 6.5),
    ("mlp784w", "samples/s", 16.0),
    ("landscape", "points/s", 10.0),
    ("landscape512", "points/s", 10.0),
];

/// Who is measured, and the titles of the columns. A side that a browser or workload does not have is null.
const SIDES: [(&str, &str); 7] = [
    ("fluxion", "Fluxion"),
    ("double", "in f64"),
    ("workers", "in workers"),
    ("gpu", "on WebGPU"),
    ("tfjs_webgpu", "TF.js webgpu"),
    ("tfjs_wasm", "TF.js wasm"),
    ("tfjs_cpu", "TF.js cpu"),
];

/// Which GPU the browser gets.
#[derive(Clone, Copy, PartialEq)]
enum Graphics {
    /// One imitated by software, which every machine has: for correctness, at reduced size.
    Software,
    /// The machine's own.
    Own,
}

/// `cargo xtask bench [--page | [--own-gpu] [--json FILE]]`.
pub fn command(options: &[&str]) -> Outcome {
    let (graphics, options) = match options {
        ["--own-gpu", rest @ ..] => (Graphics::Own, rest),
        all => (Graphics::Software, all),
    };
    let file = match options {
        [] => None,
        ["--json", file] => Some(*file),
        ["--page"] if graphics == Graphics::Software => return test::pace(),
        _ => {
            return Err(format!(
                "bench has no option `{}`; it has --page, --own-gpu and --json FILE",
                options.join(" ")
            ));
        }
    };
    let mut steps = Steps::new(4);
    steps.step("tools", || {
        tools::rust()?;
        tools::wasm_bindgen()?;
        tools::tidy_up();
        browser::ensure()
    })?;
    steps.step("the engine", engine)?;
    steps.step("TF.js", peers)?;
    let told = steps.step("measuring (about five minutes; leave the machine alone)", || measure(graphics))?;
    let (before, results) = told
        .split_once(",\"results\":")
        .and_then(|(before, rest)| Some((before, rest.strip_suffix('}')?)))
        .ok_or_else(|| format!("The page could not measure the rates: {told}"))?;
    let (machine, costs) = before.split_once(",\"costs\":").unwrap_or((before, ""));
    print!("{}", table(results)?);
    println!("\n{}", about(machine));
    println!("The cost of loss and gradient relative to the loss alone: {costs}");
    if let Some(file) = file {
        fs::write(file, results).map_err(|error| format!("{file}: {error}"))?;
    }
    Ok(())
}

fn engine() -> Outcome {
    let mut build = program("cargo", &["build", "--release", "--target", "wasm32-unknown-unknown"]);
    build.args(["--no-default-features", "--features", "bench", "--example", "bench"]);
    run(&mut build, "The messages above say what does not build.")?;
    let target = std::env::var("CARGO_TARGET_DIR").unwrap_or_else(|_| "target".to_owned());
    let wasm = format!("{target}/wasm32-unknown-unknown/release/examples/bench.wasm");
    let out = format!("{FOLDER}/engine");
    let mut bind = program("wasm-bindgen", &[&wasm, "--target", "web", "--out-dir", &out, "--no-typescript"]);
    run(&mut bind, "wasm-bindgen could not process the wasm that cargo built.")
}

/// Installs the locked version of TF.js, and copies what the page loads next to it.
fn peers() -> Outcome {
    if output(&mut program("npm", &["--version"])).is_none() {
        return Err(
            "The bench compares with TF.js, which npm installs: install Node.js 18 or newer.".to_owned()
        );
    }
    let here = root().join("benches/browser");
    let into = root().join(FOLDER);
    let packages = into.join("npm");
    fs::create_dir_all(&packages).map_err(|error| format!("{}: {error}", packages.display()))?;
    for file in ["package.json", "package-lock.json"] {
        copy(&here.join(file), &packages.join(file))?;
    }
    let mut install = program("npm", &["ci", "--no-audit", "--no-fund", "--ignore-scripts", "--silent"]);
    run(install.current_dir(&packages), "Check the network connection and try again.")?;
    fs::create_dir_all(into.join("tf")).map_err(|error| error.to_string())?;
    for (package, file) in [
        ("tfjs", "tf.min.js"),
        ("tfjs-backend-wasm", "tf-backend-wasm.min.js"),
        ("tfjs-backend-webgpu", "tf-backend-webgpu.min.js"),
        ("tfjs-backend-wasm", "tfjs-backend-wasm.wasm"),
        ("tfjs-backend-wasm", "tfjs-backend-wasm-simd.wasm"),
        ("tfjs-backend-wasm", "tfjs-backend-wasm-threaded-simd.wasm"),
    ] {
        let from = packages.join("node_modules/@tensorflow").join(package).join("dist").join(file);
        copy(&from, &into.join("tf").join(file))?;
    }
    for file in ["index.html", "bench.mjs", "bench-worker.mjs"] {
        copy(&here.join(file), &into.join(file))?;
    }
    Ok(())
}

fn copy(from: &Path, to: &Path) -> Outcome {
    fs::copy(from, to).map(drop).map_err(|error| format!("{}: {error}", from.display()))
}

/// Opens the page in Chromium and waits for its report.
fn measure(graphics: Graphics) -> Result<String, String> {
    let listener = serve::listen(0)?;
    let address = listener.local_addr().map_err(|error| error.to_string())?;
    thread::spawn(move || serve::answer(listener, root().join(FOLDER), &[serve::Site::TOP]));
    let report = serve::listen(0)?;
    let port = report.local_addr().map_err(|error| error.to_string())?.port();
    let (send, told) = mpsc::channel();
    thread::spawn(move || send.send(received(&report)));
    let profile = root().join(FOLDER).join("profile");
    let mut chromium = program("chromium", &["--headless=new", "--no-sandbox", "--no-first-run"]);
    chromium
        .args([
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-quic",
            "--enable-unsafe-webgpu",
        ])
        .args(
            if graphics == Graphics::Software {
                "--use-webgpu-adapter=swiftshader"
            } else {
                "--enable-features=Vulkan"
            }
            .split(' '),
        )
        .arg(format!("--user-data-dir={}", profile.display()))
        .arg(format!("http://{address}/?report={port}"))
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    let child = chromium.spawn().map_err(|error| format!("`chromium` could not be started: {error}"))?;
    let _browser = Ended(child);
    told.recv_timeout(TOO_LONG)
        .map_err(|_| format!("The page did not report anything for {} minutes.", TOO_LONG.as_secs() / 60))?
        .map_err(|error| format!("The page's report could not be read: {error}"))
}

/// A process that is killed when this value is dropped.
struct Ended(Child);

impl Drop for Ended {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// The body of the first request.
fn received(listener: &TcpListener) -> std::io::Result<String> {
    let (mut stream, _) = listener.accept()?;
    let mut reader = BufReader::new(stream.try_clone()?);
    let mut length = 0;
    let mut line = String::new();
    while reader.read_line(&mut line)? > 2 {
        if let Some((name, value)) = line.split_once(':')
            && name.eq_ignore_ascii_case("content-length")
        {
            length = value.trim().parse().unwrap_or(0);
        }
        line.clear();
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body)?;
    stream.write_all(b"HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n")?;
    Ok(String::from_utf8_lossy(&body).into_owned())
}

/// The rates side by side, and their ratios to the targets.
fn table(results: &str) -> Result<String, String> {
    let mut lines = format!("\n{:<12} {:>9}", "workload", "");
    for (_, title) in SIDES {
        lines += &format!(" {title:>12}");
    }
    lines += &format!(" {:>12} {:>8}\n", "× TF.js wasm", "wanted");
    for (name, unit, wanted) in WORKLOADS {
        let rates = SIDES.map(|(side, _)| number(results, name, side));
        let [Some(own), _, _, _, _, Some(wasm), _] = rates else {
            return Err(format!("The page did not measure {name}: {results}"));
        };
        lines += &format!("{name:<12} {unit:>9}");
        for rate in rates {
            let rate = rate.map_or("–".to_owned(), |rate| format!("{rate:.0}"));
            lines += &format!(" {rate:>12}");
        }
        lines += &format!(" {:>12.1} {wanted:>8.1}\n", own / wasm);
    }
    Ok(lines)
}

/// What the columns of workers and GPU mean on this machine.
fn about(machine: &str) -> String {
    let gpu = if machine.contains("\"gpu\":\"own\"") {
        "WebGPU is the machine's own"
    } else if machine.contains("\"gpu\":\"software\"") {
        "WebGPU is imitated by software, so its columns show correctness and not speed, and landscape512 has 48 × 48 points"
    } else {
        "this browser has no WebGPU"
    };
    let threads = machine.split_once("\"threads\":").map_or("several", |(_, threads)| threads);
    format!("Workers: {threads}; {gpu}.")
}

/// The rate of one side of a workload in `{"linreg":{"fluxion":1.5,…},…}`.
fn number(results: &str, workload: &str, side: &str) -> Option<f64> {
    let (_, of) = results.split_once(&format!("\"{workload}\":{{"))?;
    let (of, _) = of.split_once('}')?;
    let (_, value) = of.split_once(&format!("\"{side}\":"))?;
    value.split(',').next()?.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_found_by_workload_and_side() {
        let results = r#"{"linreg":{"fluxion":2500000.5,"tfjs_wasm":3000},"play":{"fluxion":1e6}}"#;
        assert_eq!(number(results, "linreg", "fluxion"), Some(2_500_000.5));
        assert_eq!(number(results, "linreg", "tfjs_wasm"), Some(3000.0));
        assert_eq!(number(results, "play", "fluxion"), Some(1e6));
        assert_eq!(number(results, "play", "tfjs_wasm"), None);
        assert_eq!(number(results, "spiral", "fluxion"), None);
        assert_eq!(number(r#"{"play":{"gpu":null,"fluxion":1}}"#, "play", "gpu"), None);
    }

    #[test]
    fn software_is_marked() {
        let words = about(r#"{"gpu":"software","threads":2"#);
        assert!(words.starts_with("Workers: 2; WebGPU is imitated by software"), "{words}");
        assert!(about(r#"{"gpu":"own","threads":8"#).contains("the machine's own"));
    }
}
