//! The same code gives the same results in a worker's wasm, where the kernel runs it, as natively: the same bits, the
//! same messages, and no trap, however deeply a learner's code recurses.

#![cfg(target_arch = "wasm32")]

mod corpus;
mod curves;
#[cfg(feature = "gpu")]
mod gpu;
mod programs;

use fluxion::kernel::Kernel;
use fluxion::kernel::message::{Reply, Request, decode, encode};
use fluxion::kernel::query::{AnyAnswer, Evaluated, Value};
use fluxion::language::{Budget, Session};
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

/// Checks the message for a program that cannot run.
#[track_caller]
fn check(program: &str, words: &str) {
    let mut session = Session::new(Budget::default(), || 0.0);
    let error = session.run(program).result.expect_err("the program cannot run");
    assert!(error.diagnostic.message.contains(words), "{:.40}: {}", program, error.diagnostic.message);
    let value = session.run("1 + 1").result.expect("the session lives on");
    assert_eq!(value.numbers(), Some(vec![2.0]));
}

#[wasm_bindgen_test]
fn endless_recursion_ends_with_a_message() {
    check("f(x) = f(x + 1)\nf(1)", "StackOverflowError");
    check("f(x) = 1 + g(x)\ng(x) = 2 * f(x)\nf(1)", "StackOverflowError");
    check("f(x) = map(f, [x])\nf(1)", "StackOverflowError");
}

#[wasm_bindgen_test]
fn deeply_nested_code_ends_with_a_message() {
    for deep in ["(", "[", "-", "f(", "if true ", "x -> "] {
        check(&deep.repeat(20_000), "");
    }
}

#[wasm_bindgen_test]
fn endless_loops_end_with_a_message() {
    check("while true\nend", "the loop never ends");
}

#[wasm_bindgen_test]
fn large_arrays_fit_or_are_rejected_with_a_message() {
    let mut session = Session::new(Budget::default(), || 0.0);
    let value = session.run("sum(collect(1:1_000_000) .* 2.0)").result.expect("a million numbers fit");
    assert_eq!(value.numbers(), Some(vec![1_000_001e6]));
    check("collect(1:10^9)", "OutOfMemoryError: 1000000000 entries");
    check("(1:10^9) .^ 2", "OutOfMemoryError: 1000000000 entries");
    // More numbers than 32 bits can count.
    let value = session.run("isempty(0.0:1e-9:1e3)").result.expect("a range needs no memory");
    assert_eq!(value.numbers(), Some(vec![0.0]));
    check("s = \"a\"\nwhile true\n  s = s * s\nend", "the text is longer than 1 MiB");
}

#[wasm_bindgen_test]
fn messages_survive_encoding() {
    let request = Request::Open { revision: 3, params: vec![], cells: vec!["f(x) = x^2".into()] };
    assert_eq!(decode(&encode(&request)), Ok(request));
}

#[wasm_bindgen_test]
fn the_kernel_answers() {
    let mut kernel = Kernel::new(|| 0.0);
    kernel.receive(Request::Open { revision: 1, params: vec![], cells: vec!["f(x) = x^2".into()] });
    kernel.receive(Request::Ask { id: 1, query: Value { code: "f(3)".into() }.into() });
    let (mut shown, mut held) = (String::new(), 0);
    while kernel.has_work() {
        kernel.work(&mut |reply| match reply {
            Reply::Answer { result: Ok(AnyAnswer::Value(Evaluated { display, .. })), .. } => shown = display,
            Reply::Settled { memory, .. } => held = memory,
            _ => {}
        });
    }
    assert_eq!(shown, "9");
    assert!(held > 0, "in wasm the kernel reports how much memory it holds");
}
