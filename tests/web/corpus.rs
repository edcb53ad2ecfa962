//! A hundred thousand of the texts made at random, as the native gate makes them, in a browser's wasm: on its stack, in
//! its memory, under the same budgets.

#[path = "../language/random.rs"]
mod random;

use std::cell::RefCell;

use fluxion::language::bracketed;
use random::{Random, bytes, exercise, soup, statement};
use wasm_bindgen_test::wasm_bindgen_test;

thread_local! {
    /// The text that is tried now: a panic ends the wasm, and is to name it.
    static TRIED: RefCell<String> = const { RefCell::new(String::new()) };
}

/// How many texts of each kind.
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
            let twice = bracketed(&once).expect("what was written out is a program");
            assert_eq!(once, twice, "written out, it is the same");
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
