//! Loading: a small download, text that is readable before the engine arrives, our own server only, a strict policy.

use std::fs;
use std::io::Write;
use std::path::Path;

use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::json;

use crate::PAGES;
use crate::driver::{Browser, Window};

/// The most that each module of wasm may take over the wire, in bytes.
const MODULES: [(&str, usize); 2] = [("page-", 483_000), ("kernel-", 496_000)];

/// The most that a first load may take in all: what it took when page and kernel were one module, and what the kernel may
/// have grown by since, for code from elsewhere that now runs, convolutions included. Lower this whenever the page has become smaller.
const CEILING: usize = 1_076_000;

/// The most memory that page and kernel may use together, in bytes.
const MEMORY: f64 = 64.0 * 1024.0 * 1024.0;

/// The windows, how far down the page a reader is when the engine arrives, and how much of the window may then move by
/// itself (Cumulative Layout Shift; 0.1 is called good).
const READERS: [([u32; 2], &[f64], f64); 3] =
    [([1280, 900], &[0.0, 0.4], 0.02), ([360, 740], &[0.0], 0.02), ([360, 740], &[0.4], 0.1)];

#[test]
#[ignore = "needs the page: cargo xtask test"]
fn the_first_load_is_small() {
    let browser = Browser::open(Window::LAPTOP);
    browser.open_page("#/");
    let files = browser.run("return performance.getEntriesByType('resource').map((entry) => entry.name)");
    let mut names: Vec<&str> =
        files.as_array().expect("a list").iter().filter_map(|name| name.as_str()).collect();
    names.push(&browser.home);
    // The page cannot see what the worker loads.
    let glue = browser.text("return new URL(document.querySelector('script[data-kernel-js]').dataset.kernelJs, document.baseURI).href");
    names.push(&glue);
    names.sort_unstable();
    names.dedup();
    let (mut total, mut modules) = (0, 0);
    for name in names {
        let path = name.strip_prefix(&browser.home).unwrap_or_else(|| panic!("{name} is not ours"));
        let path = if path.is_empty() { "index.html" } else { path };
        let bytes = packed(&Path::new(env!("CARGO_MANIFEST_DIR")).join("dist").join(path));
        println!("{bytes:>9}  {path}");
        total += bytes;
        let module = MODULES.iter().find(|(module, _)| path.starts_with(module) && path.ends_with(".wasm"));
        if let Some((_, most)) = module {
            modules += 1;
            assert!(bytes <= *most, "{path} has {bytes} bytes, more than {most}");
        }
    }
    println!("{total:>9}  bytes over the wire (gzip)");
    assert_eq!(modules, MODULES.len(), "the page's module and the kernel's");
    assert!(
        total <= CEILING,
        "the first load takes {total} bytes, more than the {CEILING} that it took before"
    );
}

/// A file's size as a server would send it.
fn packed(file: &Path) -> usize {
    let bytes = fs::read(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(&bytes).expect("memory takes everything");
    encoder.finish().expect("memory takes everything").len().min(bytes.len())
}

#[test]
#[ignore = "needs the page: cargo xtask test"]
fn the_text_can_be_read_without_the_engine() {
    let browser = Browser::open(Window::LAPTOP);
    browser.devtools("Network.enable", &json!({}));
    browser.devtools("Network.setBlockedURLs", &json!({ "urls": ["*.wasm"] }));
    for (name, place) in PAGES {
        browser.load(place);
        browser.wait("the text", "return document.querySelectorAll('main h1, main p').length > 2");
        browser.wait(
            "words about the engine",
            "return document.getElementById('status').textContent.includes('could not be loaded')",
        );
        let figures = browser.number("return document.querySelectorAll('main [data-figure]').length");
        let words = browser.number(
            "return [...document.querySelectorAll('.figure__body > p')].filter((still) => still.textContent.length > 30).length",
        );
        assert_eq!(figures, words, "{name}: every figure says in words what it shows");
    }
}

#[test]
#[ignore = "needs the page: cargo xtask test"]
fn nothing_jumps_when_the_engine_arrives() {
    for (size, parts, most) in READERS {
        let browser = Browser::open(Window { size, dark: false });
        browser.hold_modules();
        for (name, place) in PAGES {
            for part in parts {
                browser.load(place);
                browser.wait("the text", "return document.querySelectorAll('main h1, main p').length > 2");
                browser.run(&format!(
                    "scrollTo({{ top: {part} * document.documentElement.scrollHeight, behavior: 'instant' }})"
                ));
                // Lines may break differently once the fonts arrive, so they are waited for first.
                browser.wait(
                    "the fonts",
                    "return document.fonts.check('1em \"Fluxion Serif\"') && document.fonts.status === 'loaded'",
                );
                browser.run_async(
                    "document.fonts.ready.then(() => requestAnimationFrame(() => {
                         seen.shift = 0; seen.moved.length = 0; arguments[0]();
                     }))",
                );
                let alive = browser.run("return document.querySelector('main').dataset.alive === 'true'");
                assert_eq!(alive, json!(false), "{name}: the text and its fonts need no engine");
                browser.release_modules();
                browser.come_alive();
                let shift = browser.number("return seen.shift");
                println!("layout shift of {name} at {} px, {:.0} % down: {shift:.3}", size[0], 100.0 * part);
                let moved = browser.run("return seen.moved");
                assert!(shift <= most, "{name} at {} px moves by {shift}: {moved:#}", size[0]);
            }
        }
    }
}

#[test]
#[ignore = "needs the page: cargo xtask test"]
fn everything_is_our_own_and_follows_the_policy() {
    let browser = Browser::open(Window::LAPTOP);
    for (name, place) in PAGES {
        browser.open_page(place);
        browser.run("window.scrollTo(0, document.documentElement.scrollHeight)");
        browser.settle();
        let policy =
            browser.text("return document.querySelector('meta[http-equiv=Content-Security-Policy]').content");
        for rule in ["default-src 'none'", "script-src 'self' 'wasm-unsafe-eval'", "style-src 'self'"] {
            assert!(policy.contains(rule), "{name}: the policy lacks {rule}");
        }
        assert_eq!(browser.run("return seen.violations"), json!([]), "{name}: violations of the policy");
        assert_eq!(browser.run("return seen.errors"), json!([]), "{name}: errors");
        let foreign = "return performance.getEntriesByType('resource').map((entry) => entry.name)
            .filter((name) => !name.startsWith(location.origin))";
        assert_eq!(browser.run(foreign), json!([]), "{name}: requests to others");
        assert_eq!(browser.console(), Vec::<String>::new(), "{name}: the console");
    }
}

#[test]
#[ignore = "needs the page: cargo xtask test"]
fn memory_stays_small() {
    let browser = Browser::open(Window::LAPTOP);
    browser.open_page("#/");
    for (_, place) in PAGES.iter().cycle().take(2 * PAGES.len()) {
        browser.run(&format!("location.hash = {place:?}"));
        browser.frame();
        browser.wait("the page", "return document.querySelector('main').dataset.alive === 'true'");
        browser.settle();
    }
    let memory =
        browser.run("return [fluxion.memory(), Number(document.documentElement.dataset.kernelMemory)]");
    let [page, kernel] = [0, 1].map(|index| memory[index].as_f64().expect("bytes"));
    println!("wasm memory: page {:.1} MiB, kernel {:.1} MiB", page / 1048576.0, kernel / 1048576.0);
    assert!(page > 0.0 && kernel > 0.0 && page + kernel <= MEMORY);
}
