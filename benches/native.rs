//! Runs the workloads of the browser benchmark natively: `cargo bench --no-default-features`.

#[path = "shared/workloads.rs"]
mod workloads;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
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

criterion_group!(benches, training, gradients, landscape);
criterion_main!(benches);
