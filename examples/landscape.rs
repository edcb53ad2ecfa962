//! The bench's landscape and its wide network on this machine's own GPU, beside one thread:
//! `cargo run --release --no-default-features --features gpu --example landscape`.
//!
//! Prints points a second of a 512 × 512 landscape of a 2-8-8-1 network on 200 samples, samples a second of training
//! 784-512-512-10, and which share of the device's measured arithmetic and copy rates that is.

#[allow(dead_code, reason = "the bench in the browser uses the rest")]
#[path = "../benches/shared/workloads.rs"]
mod workloads;

use std::error::Error;
use std::time::Instant;

use fluxion::gpu::Gpu;
use fluxion::program::{Program, Shader};
use pollster::block_on;

use workloads::{Landscape, TRAINED};

/// The points along a side of the landscape; fewer for a device in software.
const SIDE: usize = 512;
const SOFTWARE_SIDE: usize = 64;

/// The numbers of samples and of weights between the layers: what a point costs in multiplications and additions.
const SAMPLES: usize = 200;
const PRODUCTS: usize = 2 * 8 + 8 * 8 + 8;
const UNITS: usize = 8 + 8 + 1;

fn main() -> Result<(), Box<dyn Error>> {
    let start = Instant::now();
    let now = move || start.elapsed().as_secs_f64();
    let gpu = block_on(Gpu::open())?;
    block_on(gpu.check())?;
    let peak = block_on(gpu.peak(now))?;
    let copy = block_on(gpu.copy_rate(now, 256 << 20, 10))?;
    println!("{}: {:.0} GFLOP/s, {:.0} GB/s (measured)", gpu.name(), peak / 1e9, copy / 1e9);
    let is_software = peak < 2e11;
    landscape(&gpu, if is_software { SOFTWARE_SIDE } else { SIDE }, [peak, copy], now)?;
    training(&gpu, if is_software { 5 } else { 500 }, peak, now)
}

fn landscape(
    gpu: &Gpu,
    side: usize,
    [peak, copy]: [f64; 2],
    now: impl Fn() -> f64,
) -> Result<(), Box<dyn Error>> {
    let mut program: Program<f32> = Landscape::seeded().program();
    let at = |k: usize| 2.0 * k as f32 / (side - 1) as f32 - 1.0;
    let (x, y): (Vec<f32>, Vec<f32>) = (0..side * side).map(|k| (at(k % side), at(k / side))).unzip();
    let loaded = block_on(gpu.load_batch(&program, x.len(), &[]))?;
    let found = block_on(loaded.evaluate(&[&x, &y]))?.remove(0);
    let before = now();
    block_on(loaded.evaluate(&[&x, &y]))?;
    let rate = x.len() as f64 / (now() - before);
    let some = x.len().min(4096);
    let before = now();
    let expected = program.run_batch(&[&x[..some], &y[..some]]).remove(0);
    let thread = some as f64 / (now() - before);
    let apart =
        expected.iter().zip(&found).map(|(a, b)| (a - b).abs() / a.abs().max(1.0)).fold(0.0, f32::max);
    println!(
        "landscape, {side} × {side} points: {rate:.0} points/s; one thread {thread:.0} (apart at most {apart:.1e})"
    );
    let flops = 2.0 * (SAMPLES * PRODUCTS) as f64;
    // Each unit's values are at least written once and read once.
    let bytes = 2.0 * 4.0 * (SAMPLES * UNITS) as f64;
    println!(
        "  {:.1} % of the arithmetic, counting products alone; {:.1} % of the copy rate, counting each unit's values once",
        100.0 * rate * flops / peak,
        100.0 * rate * bytes / copy
    );
    Ok(())
}

fn training(gpu: &Gpu, steps: usize, peak: f64, now: impl Fn() -> f64) -> Result<(), Box<dyn Error>> {
    let Some(workload) = TRAINED.iter().find(|workload| workload.name == "mlp784w") else { return Ok(()) };
    let mut trainer = workload.trainer();
    let loaded = block_on(gpu.load(Shader::of(trainer.program(), 1)?))?;
    loaded.run(1);
    let first = block_on(loaded.output(0))?;
    let before = now();
    loaded.run(steps);
    block_on(loaded.output(0))?;
    let rate = (steps * workload.batch) as f64 / (now() - before);
    let before = now();
    (0..5).for_each(|_| trainer.step());
    let thread = (5 * workload.batch) as f64 / (now() - before);
    println!("{}: {rate:.0} samples/s; one thread {thread:.0} (first loss {first:?})", workload.name);
    let weights: usize = workload.sizes.windows(2).map(|sizes| sizes[0] * sizes[1]).sum();
    println!(
        "  {:.1} % of the arithmetic, counting products alone",
        100.0 * rate * 6.0 * weights as f64 / peak
    );
    Ok(())
}
