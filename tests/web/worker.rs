//! Code in a worker also gives the same bits as the native engine, and no text makes it panic.

#![cfg(target_arch = "wasm32")]

mod corpus;
mod curves;
mod programs;

use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_dedicated_worker);

#[wasm_bindgen_test]
fn the_bits_are_those_of_the_native_engine() {
    assert_eq!(programs::bits(), programs::BITS);
}

#[wasm_bindgen_test]
fn training_curves_have_the_bits_of_the_native_engine() {
    assert_eq!(curves::curves(), curves::CURVES);
}
