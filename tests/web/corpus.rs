//! A hundred thousand random texts, generated as in the native tests, run in a browser's wasm: with its stack, in its
//! memory, under the same budgets.

#[path = "../language/random.rs"]
mod random;

use std::cell::RefCell;

use fluxion::language::bracketed;
use random::{Random, bytes, exercise, soup, statement};
use wasm_bindgen_test::wasm_bindgen_test;

thread_local! {
    /// The current text. A panic ends the wasm instance and must name the text.
    static TRIED: RefCell<String> = const { RefCell::new(String::new()) };
}

/// The number of texts of each kind.
const SOUPS: usize = 40_000;
const BYTES: usize = 40_000;
const PROGRAMS: usize = 20_000;

fn replay(seed: u64, count: usize, text: fn(&mut Random) -> String) {
    let told = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        told(info);
        TRIED.with_borrow(|text| wasm_bindgen_test::console_error!("this text must not panic: {text:?}"));
    }));
    let mut random = Random(seed);
    for _ in 0..count {
        let source = text(&mut random);
        TRIED.set(source.clone());
        exercise(&source);
        if let Ok(once) = bracketed(&source) {
            let twice = bracketed(&once).expect("the unparsed text is a program");
            assert_eq!(once, twice, "unparsing and parsing again gives the same");
        }
    }
}

#[wasm_bindgen_test]
fn no_soup_of_tokens_panics_in_the_browser() {
    replay(1, SOUPS, soup);
}

#[wasm_bindgen_test]
fn no_bytes_panic_in_the_browser() {
    replay(2, BYTES, bytes);
}

#[wasm_bindgen_test]
fn no_program_panics_in_the_browser() {
    replay(3, PROGRAMS, |random| (0..1 + random.below(5)).map(|_| statement(random, 3)).collect());
}
