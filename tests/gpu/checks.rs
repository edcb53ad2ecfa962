//! Compares the results of a GPU with those of the CPU; the same checks run natively and in a browser.

#![allow(clippy::unwrap_used, reason = "a step that fails is a failed test")]

use fluxion::autodiff::{ARRAY_OPS, Attr, OPS, Tracked, array_op, gradient, op};
use fluxion::gpu::Gpu;
use fluxion::nn::{Chain, DataSet, OPTIMISERS, Trainer, loss};
use fluxion::program::{Program, Recipe, Shader};
use fluxion::tensor::{Tensor, random::Random};

/// The tolerance, relative to the larger of 1 and the size of the value.
const CLOSE: f64 = 1e-5;
/// The tolerance after several training steps, which accumulate rounding errors.
const CLOSE_TRAINED: f64 = 1e-4;

type Value = Tracked<f32>;

fn random(shape: &[usize], [low, high]: [f64; 2], random: &mut Random) -> Tensor<f32> {
    random.tensor(shape, |random| random.between(low, high))
}

fn row_major(value: &Tensor<f32>) -> Vec<f32> {
    let shape: Vec<usize> = value.shape().iter().rev().copied().collect();
    let back: Vec<usize> = (0..shape.len()).rev().collect();
    let turned = array_op("permute").unwrap().eval_tensors(&Attr::list(&back), &[value]).unwrap();
    turned.entries().to_vec()
}

fn assert_close(name: &str, found: &[f32], expected: &[f32], within: f64) {
    assert_eq!(found.len(), expected.len(), "{name}");
    for (at, (&found, &expected)) in found.iter().zip(expected).enumerate() {
        let (found, expected) = (f64::from(found), f64::from(expected));
        let apart = (found - expected).abs() / expected.abs().max(1.0);
        assert!(apart <= within || found == expected, "{name}, entry {at}: {found} instead of {expected}");
    }
}

/// Runs a program on both and compares all outputs.
async fn compare(gpu: &Gpu, name: &str, program: &mut Program<f32>, within: f64) {
    let shader = Shader::of(program, 1).unwrap();
    let loaded = gpu.load(shader).await.unwrap_or_else(|error| panic!("{name}: {error}"));
    loaded.run(1);
    program.run();
    for at in 0..loaded.shader().outputs.len() {
        let found = loaded.output(at).await.unwrap();
        let expected = row_major(&program.output(at));
        // A program of numbers runs on many points at once, which are all equal here.
        assert_close(name, &found[..expected.len()], &expected, within);
    }
}

/// Every row of the table of elementwise operations and its gradient, where they are smooth.
pub async fn elementwise_rows(gpu: &Gpu) {
    let mut stream = Random::new(1);
    for op in OPS.iter() {
        let x: Vec<Value> =
            op.domain.iter().map(|&domain| Tracked::leaf(random(&[3, 50], domain, &mut stream))).collect();
        let operands: Vec<&Value> = x.iter().collect();
        let y = Tracked::apply(op, &operands).unwrap();
        let slopes = gradient(&y.sum().unwrap(), &operands);
        let outputs: Vec<&Value> = [&y].into_iter().chain(&slopes).collect();
        compare(gpu, op.name, &mut Program::compile(&outputs, &operands), CLOSE).await;
    }
}

/// Every row of the table of operations on whole arrays, on its samples.
pub async fn array_rows(gpu: &Gpu) {
    let mut stream = Random::new(2);
    for op in ARRAY_OPS.iter() {
        for (attr, shapes) in (op.samples)() {
            let x: Vec<Value> =
                shapes.iter().map(|shape| Tracked::leaf(random(shape, [-2.0, 2.0], &mut stream))).collect();
            let operands: Vec<&Value> = x.iter().collect();
            let y = Tracked::array(op, &attr, &operands).unwrap();
            let name = format!("{} {attr:?} of {shapes:?}", op.name);
            compare(gpu, &name, &mut Program::compile(&[&y], &operands), CLOSE).await;
        }
    }
}

/// Products of many sizes, of matrices in every memory layout.
pub async fn products(gpu: &Gpu) {
    let mut stream = Random::new(3);
    for [m, k, n] in [[1, 1, 1], [2, 5, 1], [17, 16, 15], [33, 70, 18], [10, 300, 64]] {
        let x = Tracked::leaf(random(&[m, k], [-1.0, 1.0], &mut stream));
        let y = Tracked::leaf(random(&[k, n], [-1.0, 1.0], &mut stream));
        let product = x.matmul(&y).unwrap();
        let slopes = gradient(&product.sum().unwrap(), &[&x, &y]);
        let back = y.transpose().unwrap().matmul(&x.transpose().unwrap()).unwrap();
        let outputs = [&product, &slopes[0], &slopes[1], &back];
        compare(gpu, &format!("{m}×{k} times {k}×{n}"), &mut Program::compile(&outputs, &[&x, &y]), CLOSE)
            .await;
    }
}

/// Long sums, and what is fused into them.
pub async fn sums(gpu: &Gpu) {
    let mut stream = Random::new(4);
    for shape in [vec![1000], vec![40, 70], vec![3, 500], vec![500, 3]] {
        let x = Tracked::leaf(random(&shape, [-1.0, 1.0], &mut stream));
        let squares = Tracked::apply(op("abs2").unwrap(), &[&x]).unwrap();
        let all = squares.sum().unwrap();
        let down = x.sum_along(&[0]).unwrap();
        let rows = squares.sum_along(&[shape.len() - 1]).unwrap();
        let outputs = [&all, &down, &rows];
        compare(gpu, &format!("sums of {shape:?}"), &mut Program::compile(&outputs, &[&x]), CLOSE).await;
    }
}

/// Infinities and NaN pass unchanged through constants and arithmetic.
pub async fn constants(gpu: &Gpu) {
    let x = Tracked::leaf(Tensor::from_column_major(&[3], vec![-1.0_f32, 0.5, 2.0]).unwrap());
    for constant in [f32::INFINITY, f32::NEG_INFINITY, f32::MAX, -0.0, 1e-30] {
        let y =
            Tracked::apply(op("max").unwrap(), &[&x, &Tracked::constant(Tensor::scalar(constant))]).unwrap();
        compare(gpu, &format!("max with {constant}"), &mut Program::compile(&[&y], &[&x]), CLOSE).await;
    }
}

fn network(samples: usize) -> (Chain<f32>, [Tensor<f32>; 2]) {
    let places: Vec<usize> = (0..samples).collect();
    let batch = DataSet::named("spiral").unwrap().samples(samples, 0.05, 1).batch(&places);
    (Chain::dense(&[2, 8, 8, 1], &["tanh", "tanh", "tanh"], &mut Random::new(5)), batch)
}

/// Training with every optimiser: losses and states agree for some steps.
pub async fn training(gpu: &Gpu) {
    let (network, [x, y]) = network(40);
    for optimiser in OPTIMISERS {
        let mut trainer = Trainer::new(&network, loss("mse").unwrap(), optimiser, [&x, &y]).unwrap();
        let loaded = gpu.load(Shader::of(trainer.program(), 1).unwrap()).await.unwrap();
        loaded.run(30);
        (0..30).for_each(|_| trainer.step());
        let found = loaded.output(0).await.unwrap();
        assert_close(optimiser.name, &found, &[trainer.loss()], CLOSE_TRAINED);
        for at in 0..network.parameters().len() {
            let found = loaded.state(at, 0).await.unwrap();
            let name = format!("{}, parameter {at}", optimiser.name);
            assert_close(&name, found.entries(), trainer.parameter(at).entries(), CLOSE_TRAINED);
        }
    }
}

/// Many points at once: the loss for many values of a weight, as in a landscape, and the training of several networks,
/// each from its own start.
pub async fn points(gpu: &Gpu) {
    const POINTS: usize = 37;
    let (network, [x, y]) = network(20);
    let weights = network.parameters();
    let constant = |value: &Tensor<f32>| Tracked::constant(value.clone());
    let value = loss("mse").unwrap().of(&network.forward(&constant(&x)).unwrap(), &constant(&y)).unwrap();
    let mut program = Program::compile(&[&value], &[&weights[0]]);
    let start = row_major(weights[0].value());
    let at = |point: usize| start.iter().map(|w| w + 0.05 * point as f32).collect::<Vec<f32>>();
    let loaded = gpu.load(Shader::of(&program, POINTS).unwrap()).await.unwrap();
    (0..POINTS).for_each(|point| loaded.set_input(0, point, &at(point)));
    loaded.run(1);
    let everything: Vec<f32> = (0..POINTS).flat_map(at).collect();
    assert_close(
        "a landscape",
        &loaded.output(0).await.unwrap(),
        &program.run_batch(&[&everything])[0],
        CLOSE_TRAINED,
    );

    let slope = gradient(&value, &[&weights[0]]).remove(0);
    let next = weights[0].minus(&Tracked::number(0.1).times(&slope).unwrap()).unwrap();
    let updates = [(&weights[0], &next)];
    let mut program = Program::new(&Recipe { outputs: &[&value], inputs: &[], updates: &updates });
    let loaded = gpu.load(Shader::of(&program, 3).unwrap()).await.unwrap();
    loaded.set_state(0, 1, &at(4));
    loaded.run(5);
    let losses = loaded.output(0).await.unwrap();
    assert_eq!(losses[0], losses[2], "equal starts give equal paths");
    (0..5).for_each(|_| program.run());
    assert_close("training at many points", &losses[..1], &[program.number(0)], CLOSE_TRAINED);
    assert_ne!(losses[0], losses[1], "another start gives another path");
}

/// A program of numbers computes many points at a time.
pub async fn numbers(gpu: &Gpu) {
    let (x, y) = (Tracked::leaf(Tensor::scalar(0.5_f32)), Tracked::leaf(Tensor::scalar(0.25)));
    let product = Tracked::apply(op("*").unwrap(), &[&x, &y]).unwrap();
    let value = Tracked::apply(op("exp").unwrap(), &[&product]).unwrap();
    let mut program = Program::compile(&[&value], &[&x, &y]);
    let loaded = gpu.load(Shader::of(&program, 1).unwrap()).await.unwrap();
    let lanes = loaded.shader().outputs[0].len();
    let along: Vec<f32> = (0..lanes).map(|lane| lane as f32 / lanes as f32).collect();
    loaded.set_input(0, 0, &along);
    loaded.set_input(1, 0, &vec![0.25; lanes]);
    loaded.run(1);
    let expected = program.run_batch(&[&along, &vec![0.25; lanes]]).remove(0);
    assert_close("exp(x y)", &loaded.output(0).await.unwrap(), &expected, CLOSE);
}

/// A program that is too large is rejected with an error message before anything is allocated.
pub async fn refusals(gpu: &Gpu) {
    let x = Tracked::leaf(Tensor::scalar(1.0_f32).broadcast_to(&[60, 60]).unwrap());
    let inverse = Tracked::array(array_op("inv").unwrap(), &Attr::default(), &[&x]).unwrap();
    let error = Shader::of(&Program::compile(&[&inverse], &[&x]), 1).unwrap_err();
    assert_eq!(error.to_string(), "inv of size [60, 60] is too large for a GPU");
    let program = Program::compile(&[&x], &[&x]);
    assert!(Shader::of(&program, 0).is_err());
    assert!(Shader::of(&program, 70_000).is_err());
    assert!(!gpu.is_lost());
}
