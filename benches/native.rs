//! Runs the workloads of the browser benchmark natively: `cargo bench --no-default-features`.

#[path = "shared/workloads.rs"]
mod workloads;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use fluxion::kernel::Kernel;
use fluxion::kernel::message::{Binding, Request};
use fluxion::kernel::query::{AnyQuery, Grid, Path, Point};
use workloads::{Landscape, TRAINED};

fn training(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("training");
    for workload in &TRAINED {
        let mut trainer = workload.trainer();
        group.throughput(Throughput::Elements(workload.batch as u64));
        group.bench_function(workload.name, |bencher| bencher.iter(|| trainer.step()));
    }
    group.finish();
}

fn gradients(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("gradients");
    for workload in TRAINED.iter().filter(|workload| ["spiral", "mlp784"].contains(&workload.name)) {
        let [mut function, mut gradient] = workload.loss_and_gradient();
        group
            .bench_function(format!("{} function", workload.name), |bencher| bencher.iter(|| function.run()));
        group
            .bench_function(format!("{} gradient", workload.name), |bencher| bencher.iter(|| gradient.run()));
    }
    group.finish();
}

fn landscape(criterion: &mut Criterion) {
    let mut program = Landscape::seeded().program();
    let along: Vec<f32> = (0..256_u16).map(|k| f32::from(k % 16) / 8.0 - 1.0).collect();
    let across: Vec<f32> = (0..256_u16).map(|k| f32::from(k / 16) / 8.0 - 1.0).collect();
    let mut group = criterion.benchmark_group("landscape");
    group.throughput(Throughput::Elements(256));
    group.bench_function("256 points", |bencher| bencher.iter(|| program.run_batch(&[&along, &across])));
    group.finish();
}

/// A landscape, its gradient, and steps down it.
const HILLS: &str = "using Flux.Tracker\nf(x, y) = 0.6x^2 + 1.1y^2 + sin(2x) * cos(y)\n∇f(x, y) = Tracker.gradient(f, x, y)\n\
                     step(x, y) = (x, y) .- 0.08 .* ∇f(x, y)\n∇f(x, y)";

/// A kernel that has answered what a figure of the landscape asks.
fn hills() -> Kernel {
    let mut kernel = Kernel::new(|| 0.0);
    let params = [("x", -1.6), ("y", 1.2)].map(|(name, value)| binding(name, value)).to_vec();
    kernel.receive(Request::Open { revision: 1, params, cells: vec![HILLS.into()] });
    let at = || vec!["x".to_owned(), "y".to_owned()];
    let asked: [AnyQuery; 3] = [
        Point { of: "f".into(), at: at() }.into(),
        Grid { of: "f".into(), x: [-3.0, 3.0], y: [-2.0, 2.0], size: [96, 96] }.into(),
        Path { of: "f".into(), step: "step".into(), start: at(), steps: 40 }.into(),
    ];
    for (id, query) in (1..).zip(asked) {
        kernel.receive(Request::Ask { id, query });
    }
    settle(&mut kernel);
    kernel
}

fn binding(name: &str, value: f64) -> Binding {
    Binding { name: name.into(), value, integer: false }
}

fn settle(kernel: &mut Kernel) {
    while kernel.has_work() {
        kernel.work(&mut drop);
    }
}

/// What the kernel does for one step of a drag, and for one letter typed into a cell.
fn answers(criterion: &mut Criterion) {
    let mut kernel = hills();
    let mut revision = 1;
    let mut group = criterion.benchmark_group("kernel");
    group.bench_function("a step of a drag", |bencher| {
        bencher.iter(|| {
            revision += 1;
            let param = binding("x", f64::from(revision as u32 % 100) / 100.0);
            kernel.receive(Request::Set { revision, param });
            settle(&mut kernel);
        });
    });
    group.bench_function("an edit of a landscape", |bencher| {
        bencher.iter(|| {
            revision += 1;
            let source = HILLS.replace("0.6", &format!("0.{}", 100 + revision % 100));
            kernel.receive(Request::Edit { revision, cell: 0, source });
            settle(&mut kernel);
        });
    });
    group.finish();
}

criterion_group!(benches, training, gradients, landscape, answers);
criterion_main!(benches);
