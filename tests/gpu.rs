//! Programs give the same results on a GPU as on the CPU: `cargo test --no-default-features --features gpu --test gpu`
//! checks the GPU of this machine, or reports that there is none. `cargo xtask test` checks the same in the browser
//! (`tests/web`).

#![allow(clippy::unwrap_used, reason = "a step that fails is a failed test")]

#[path = "gpu/checks.rs"]
mod checks;
#[path = "gpu/classes.rs"]
mod classes;
#[path = "gpu/devices.rs"]
mod devices;
#[path = "gpu/tilers.rs"]
mod tilers;

use std::env;

use fluxion::autodiff::Tracked;
use fluxion::gpu::{Gpu, GpuError};
use fluxion::program::{Program, Shader};
use fluxion::tensor::Tensor;
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

#[test]
fn batches_and_feeds() {
    check(devices::batches);
    check(devices::feeds);
}

#[test]
fn wide_networks() {
    check(devices::wide);
}

#[test]
fn a_lying_device_is_found_out() {
    check(devices::honesty);
}

#[test]
fn limits_and_loss() {
    check(limits);
    check(async |gpu| devices::losing(gpu.clone()).await);
    check(async |_| devices::interrupted(20).await);
}

#[test]
fn infinities_and_nan_stay_what_they_are() {
    check(classes::elementwise);
    check(classes::arrays);
}

#[test]
fn members_of_a_pool() {
    check(async |_| tilers::landscapes().await);
    check(async |_| tilers::liars().await);
    check(async |_| tilers::losses().await);
}

/// Memory that no device has is refused before it is allocated.
async fn limits(gpu: &Gpu) {
    let x = Tracked::leaf(Tensor::scalar(1.0_f32).broadcast_to(&[1 << 20]).unwrap());
    let program = Program::compile(&[&x.exp().unwrap()], &[&x]);
    let entries = 3 << 20;
    // More entries than 32 bits can count are refused before a device is asked.
    assert!(Shader::of(&program, 60_000).is_err());
    let shader = Shader::of(&program, 1300).unwrap();
    let error = gpu.load(shader).await.expect_err("it is too large");
    let GpuError::OutOfMemory { needed, limit } = error else { panic!("{error}") };
    assert!(needed > limit && needed >= 1300 * entries * 4, "{needed} {limit}");
    // As many points as fit, and not one more than wanted.
    let fits = gpu.points_at_once(&program, 60_000, &[]).unwrap();
    assert!(fits >= 1 && fits as u64 * (3 << 22) <= 256 << 20, "{fits}");
    assert_eq!(gpu.points_at_once(&program, 3, &[]).unwrap(), 3);
}
