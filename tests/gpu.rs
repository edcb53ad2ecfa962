//! Programs give the same results on a GPU as on the CPU: `cargo test --no-default-features --features gpu --test gpu`
//! checks the GPU of this machine, or reports that there is none. `cargo xtask test` checks the same in the browser
//! (`tests/web`).

#[path = "gpu/checks.rs"]
mod checks;

use std::env;

use fluxion::gpu::Gpu;
use pollster::block_on;

/// The environment variable that is set if a GPU must be available.
const WANTED: &str = "FLUXION_GPU";

fn check(run: impl AsyncFn(&Gpu)) {
    match block_on(Gpu::open()) {
        Ok(gpu) => block_on(run(&gpu)),
        Err(error) => {
            assert!(env::var_os(WANTED).is_none(), "{error}");
            println!("not checked: {error}");
        }
    }
}

#[test]
fn elementwise_rows() {
    check(checks::elementwise_rows);
}

#[test]
fn array_rows() {
    check(checks::array_rows);
}

#[test]
fn products_and_sums() {
    check(checks::products);
    check(checks::sums);
}

#[test]
fn constants_and_numbers() {
    check(checks::constants);
    check(checks::numbers);
}

#[test]
fn training_and_points() {
    check(checks::training);
    check(checks::points);
}

#[test]
fn programs_that_are_too_large_are_rejected() {
    check(checks::refusals);
}
