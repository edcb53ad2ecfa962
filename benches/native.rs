//! Runs the workloads of the browser benchmark natively: `cargo bench --no-default-features`.

#[path = "shared/workloads.rs"]
mod workloads;

use std::sync::LazyLock;
use std::time::Instant;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use fluxion::kernel::Kernel;
use fluxion::kernel::message::{Binding, Request};
use fluxion::kernel::query::{AnyQuery, Grid, Path, Point};
use fluxion::lab::landscape::{Evaluator, Job, Plane, Task, Tile};
use fluxion::lab::message::Watch;
use fluxion::lab::settings::Layer;
use fluxion::lab::{self, Lab, Settings};
use fluxion::nn::{Chain, Trainer, loss, optimiser};
use fluxion::tensor::Tensor;
use fluxion::tensor::random::Random;
use workloads::{Landscape, TRAINED};

fn training(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("training");
    for workload in &TRAINED {
        let mut trainer = workload.trainer::<f32>();
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
    let mut evaluator = Evaluator::new(&job(&Landscape::seeded(), 16)).expect("the job has no flaw");
    let tile = Tile { level: 0, first: [0, 0], step: [1, 1], count: [16, 16] };
    group.bench_function("256 points of a job", |bencher| bencher.iter(|| evaluator.evaluate(&tile)));
    group.finish();
}

/// The landscape as a job, in double precision, with so many points along a side.
fn job(landscape: &Landscape, side: u32) -> Job {
    // Arrays are stored column by column; a job has them row by row.
    let rows = |array: &Tensor<f32>| -> Vec<f64> {
        let (entries, shape) = (array.entries(), array.shape());
        let columns = shape.get(1).copied().unwrap_or(1);
        let at = |index: usize| entries[index / columns + index % columns * shape[0]];
        (0..entries.len()).map(|index| f64::from(at(index))).collect()
    };
    let weights: Vec<Tensor<f32>> =
        landscape.network.parameters().iter().map(|parameter| parameter.value().clone()).collect();
    let biases = weights.iter().filter(|array| array.shape().len() == 1);
    let whole = |arrays: &[Tensor<f32>]| arrays.iter().flat_map(rows).collect::<Vec<f64>>();
    let task = Task {
        sizes: [2].into_iter().chain(biases.map(|bias| bias.entries().len() as u32)).collect(),
        activations: vec!["tanh".into(); 3],
        loss: "mse".into(),
        share: 1.0,
        inputs: rows(&landscape.samples[0]),
        targets: rows(&landscape.samples[1]),
    };
    let directions = landscape.directions.each_ref().map(|direction| whole(direction));
    let plane = Plane { origin: whole(&weights), directions, center: [0.0; 2], half: [1.0; 2], side };
    Job { task, plane }
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

/// The laboratory's 2-8-8-8-1 on the spiral, as it is watched: the large map, every unit's map.
fn watched() -> (Lab, Settings) {
    let layer = Layer { units: 8, activation: "tanh".into(), dropout: 0.0 };
    let settings = Settings { layers: vec![layer; 3], ..Settings::default() };
    let mut lab = Lab::new(milliseconds);
    lab.receive(lab::message::Request::Set(settings.clone()));
    lab.receive(lab::message::Request::Watch(Watch { map: 64, units: 32, ..Watch::default() }));
    while lab.has_work() {
        lab.work(&mut drop);
    }
    lab.receive(lab::message::Request::Drawn(1));
    (lab, settings)
}

fn milliseconds() -> f64 {
    static START: LazyLock<Instant> = LazyLock::new(Instant::now);
    START.elapsed().as_secs_f64() * 1000.0
}

/// Plays for some seconds with a page that draws every picture in a frame of a sixtieth of a second; gives samples and
/// pictures in a second.
fn played(seconds: f64) -> [f64; 2] {
    let (mut lab, settings) = watched();
    lab.receive(lab::message::Request::Play { pace: 0 });
    let (start, mut due) = (milliseconds(), None::<(f64, u64)>);
    let (mut steps, mut pictures) = (0, 0.0);
    while milliseconds() < start + 1000.0 * seconds {
        if let Some((_, number)) = due.filter(|(at, _)| milliseconds() >= *at) {
            lab.receive(lab::message::Request::Drawn(number));
            due = None;
        }
        lab.work(&mut |reply| {
            if let lab::message::Reply::Picture(picture) = reply {
                let frame = ((milliseconds() - start) * 60.0 / 1000.0).ceil() * 1000.0 / 60.0;
                due = Some((start + frame, picture.number));
                (steps, pictures) = (picture.step, pictures + 1.0);
            }
        });
    }
    [steps as f64 * f64::from(settings.data.batch) / seconds, pictures / seconds]
}

/// The plain trainer's samples in a second, for the network of [`watched`].
fn plain(seconds: f64) -> f64 {
    let (_, settings) = watched();
    let batch = settings.data.batch as usize;
    let network = Chain::<f64>::dense(&settings.sizes(), &["tanh"; 4], &mut Random::new(1));
    let x = Random::new(2).tensor(&[2, batch], |random| random.between(-6.0, 6.0));
    let y = Random::new(3).tensor(&[1, batch], |random| random.between(-1.0, 1.0));
    let (loss, adam) = (loss("mse").expect("a loss"), optimiser("ADAM").expect("an optimiser"));
    let mut trainer = Trainer::new(&network, loss, adam, [&x, &y]).expect("the batch fits");
    let (start, mut steps) = (milliseconds(), 0.0);
    while milliseconds() < start + 1000.0 * seconds {
        (0..100).for_each(|_| trainer.step());
        steps += 100.0;
    }
    steps * batch as f64 / seconds
}

/// What a picture costs, and how much of the plain trainer's rate is left while pictures are drawn.
fn laboratory(criterion: &mut Criterion) {
    let (mut lab, _) = watched();
    let mut group = criterion.benchmark_group("laboratory");
    let mut number = 1;
    group.bench_function("a picture", |bencher| {
        bencher.iter(|| {
            // Another size of a grid that is not there changes nothing but asks for a picture.
            let grid = Some(90 + number as u32 % 2);
            lab.receive(lab::message::Request::Watch(Watch { map: 64, units: 32, grid, ..Watch::default() }));
            while lab.has_work() {
                lab.work(&mut drop);
            }
            number += 1;
            lab.receive(lab::message::Request::Drawn(number));
        });
    });
    group.finish();
    let (plain, [watched, pictures]) = (plain(2.0), played(4.0));
    println!(
        "laboratory: {watched:.0} samples/s with {pictures:.0} pictures/s, {plain:.0} samples/s of the plain trainer: {:.0} %",
        100.0 * watched / plain
    );
}

criterion_group!(benches, training, gradients, landscape, answers, laboratory);
criterion_main!(benches);
