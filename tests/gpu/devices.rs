//! Checks of what a device does besides computing: batches, feeds, faults.

#![allow(clippy::unwrap_used, reason = "a step that fails is a failed test")]

use fluxion::autodiff::{Tracked, call};
use fluxion::gpu::{Feed, Gpu, GpuError, Resilient};
use fluxion::nn::{Chain, Trainer, loss, optimiser};
use fluxion::program::{MAX_POINTS, Program, Shader};
use fluxion::tensor::{Tensor, random::Random};

fn uniform(shape: &[usize], random: &mut Random) -> Tensor<f32> {
    random.tensor(shape, |random| random.between(-1.0, 1.0))
}

fn assert_close(name: &str, found: &[f32], expected: &[f32], within: f32) {
    assert_eq!(found.len(), expected.len(), "{name}");
    for (at, (found, expected)) in found.iter().zip(expected).enumerate() {
        let apart = (found - expected).abs() / expected.abs().max(1.0);
        assert!(apart <= within, "{name}, entry {at}: {found} instead of {expected}");
    }
}

/// More points than a device runs at once, and an input that all of them have in common.
pub async fn batches(gpu: &Gpu) {
    const POINTS: usize = MAX_POINTS + 1000;
    let mut random = Random::new(6);
    let [x, w, b] = [[1, 1], [3, 1], [3, 1]].map(|shape| Tracked::leaf(uniform(&shape, &mut random)));
    let value = call("tanh", &[&w.matmul(&x).unwrap().plus(&b).unwrap()]).unwrap().sum().unwrap();
    let mut program = Program::compile(&[&value], &[&x, &w, &b]);
    let along: Vec<f32> = (0..POINTS).map(|at| at as f32 / POINTS as f32).collect();
    let (weights, biases) = ([0.5_f32, -2.0, 1.5], [0.1_f32, 0.2, -0.3]);
    let loaded = gpu.load_batch(&program, POINTS, &[1, 2]).await.unwrap();
    assert!(loaded.shader().points <= MAX_POINTS);
    let found = loaded.evaluate(&[&along, &weights, &biases]).await.unwrap().remove(0);
    let expected = program.run_batch(&[&along, &weights.repeat(POINTS), &biases.repeat(POINTS)]).remove(0);
    assert_close("many points", &found, &expected, 1e-5);
    // Another value of what they have in common, and fewer points.
    let again = loaded.evaluate(&[&along[..10], &[0.0; 3], &biases]).await.unwrap().remove(0);
    let flat: f32 = biases.iter().map(|bias| bias.tanh()).sum();
    assert_close("ten points", &again, &[flat; 10], 1e-5);

    let (x, y) = (Tracked::leaf(Tensor::scalar(0.0_f32)), Tracked::leaf(Tensor::scalar(0.0)));
    let value = call("sin", &[&x.times(&y).unwrap()]).unwrap();
    let mut program = Program::compile(&[&value, &x], &[&x, &y]);
    let other: Vec<f32> = along[..1000].iter().map(|x| 1.0 - x).collect();
    let loaded = gpu.load_batch(&program, 700, &[]).await.unwrap();
    let found = loaded.evaluate(&[&along[..1000], &other]).await.unwrap();
    let expected = program.run_batch(&[&along[..1000], &other]);
    assert_close("a program of numbers", &found[0], &expected[0], 5e-4);
    assert_close("its other output", &found[1], &expected[1], 0.0);
}

/// Many steps, each on a batch of its own, as one command.
pub async fn feeds(gpu: &Gpu) {
    const STEPS: usize = 12;
    let mut random = Random::new(7);
    let network = Chain::<f32>::dense(&[2, 5, 1], &["tanh", "identity"], &mut random);
    let batches: Vec<[Tensor<f32>; 2]> =
        (0..STEPS).map(|_| [uniform(&[2, 8], &mut random), uniform(&[1, 8], &mut random)]).collect();
    let rows = (loss("mse").unwrap(), optimiser("ADAM").unwrap());
    let mut trainer = Trainer::new(&network, rows.0, rows.1, [&batches[0][0], &batches[0][1]]).unwrap();
    let loaded = gpu.load(Shader::of(trainer.program(), 1).unwrap()).await.unwrap();
    let mut fed = [Vec::new(), Vec::new()];
    for batch in &batches {
        trainer.set_batch([&batch[0], &batch[1]]).unwrap();
        fed.iter_mut().enumerate().for_each(|(at, fed)| fed.extend_from_slice(trainer.batch_mut(at)));
        trainer.step();
    }
    let feed = |input: usize| Feed { input, entries: &fed[input] };
    loaded.run_fed(&[feed(0), feed(1)]);
    let (states, last) = loaded.states(0).await.unwrap();
    let mut expected = Vec::new();
    trainer.save(&mut expected);
    assert_close("states after fed steps", &states, &expected, 1e-4);
    assert_close("the loss of the last", &last, &[trainer.loss()], 1e-4);
    // States that were read can be written back.
    loaded.set_states(0, &expected);
    assert_eq!(loaded.states(0).await.unwrap().0, expected);
}

/// A network that is large enough for a GPU to pay: the tiles of its products are larger, and partly filled.
pub async fn wide(gpu: &Gpu) {
    let mut random = Random::new(8);
    let network = Chain::<f32>::dense(&[784, 512, 512, 10], &["relu", "relu", "identity"], &mut random);
    let x = uniform(&[784, 128], &mut random);
    let classes: Vec<f32> = (0..1280).map(|at| f32::from(u8::from(at % 10 == at / 10 % 10))).collect();
    let y = Tensor::from_column_major(&[10, 128], classes).unwrap();
    let rows = (loss("logitcrossentropy").unwrap(), optimiser("Descent").unwrap());
    let mut trainer = Trainer::new(&network, rows.0, rows.1, [&x, &y]).unwrap();
    trainer.set_knob(0, 0.05);
    let loaded = gpu.load(Shader::of(trainer.program(), 1).unwrap()).await.unwrap();
    loaded.run(3);
    (0..3).for_each(|_| trainer.step());
    let (states, last) = loaded.states(0).await.unwrap();
    let mut expected = Vec::new();
    trainer.save(&mut expected);
    assert_close("the weights of a wide network", &states, &expected, 1e-5);
    assert_close("its loss", &last, &[trainer.loss()], 1e-5);
}

/// The self-test passes on a device that computes what it should, and finds one that does not.
pub async fn honesty(gpu: &Gpu) {
    gpu.check().await.unwrap();
    let lies: [fn(&str) -> String; 4] = [
        |text| text.replace("= tanh_of(", "= 1.001 * tanh_of("),
        |text| text.replace("total += ", "total += 0.999 * "),
        |text| text.replace("t00 += ", "t00 -= "),
        |text| text.replace("own.x < half", "own.x < half && own.x > 0u"),
    ];
    for (at, lie) in lies.into_iter().enumerate() {
        gpu.rewrite(lie);
        let error = gpu.check().await.expect_err("the self-test compares");
        assert!(matches!(error, GpuError::Wrong(_)), "lie {at}: {error}");
    }
    gpu.rewrite(str::to_owned);
    gpu.check().await.unwrap();
    // A text that does not compile is an error, not a crash.
    gpu.rewrite(|text| text.replace("fn main", "fn mian"));
    let error = gpu.check().await.expect_err("it cannot be compiled");
    assert!(matches!(error, GpuError::Device(_)), "{error}");
    gpu.rewrite(str::to_owned);
    gpu.check().await.unwrap();
}

/// A device that is lost says so, and whatever was loaded on it.
pub async fn losing(gpu: Gpu) {
    let x = Tracked::leaf(Tensor::scalar(1.0_f32).broadcast_to(&[4]).unwrap());
    let program = Program::compile(&[&x.exp().unwrap()], &[&x]);
    let loaded = gpu.load(Shader::of(&program, 1).unwrap()).await.unwrap();
    loaded.run(1);
    loaded.output(0).await.unwrap();
    gpu.lose();
    loaded.run(1);
    let error = loaded.output(0).await.expect_err("nothing can be read from a lost device");
    assert!(matches!(error, GpuError::Lost(_)), "{error}");
    assert!(gpu.is_lost());
    assert!(matches!(gpu.check().await, Err(GpuError::Lost(_))));
}

/// A training whose device is lost at so many random moments, each time between two steps or in the middle of some: it
/// goes on each time from the states that were known last, on the CPU and then on the next device.
pub async fn interrupted(moments: usize) {
    const TOGETHER: usize = 4;
    let mut random = Random::new(9);
    let network = Chain::<f32>::dense(&[3, 6, 2], &["tanh", "identity"], &mut random);
    let mut batch = || [uniform(&[3, 8], &mut random), uniform(&[2, 8], &mut random)];
    let first = batch();
    let rows = (loss("mse").unwrap(), optimiser("Momentum").unwrap());
    let start = || Trainer::new(&network, rows.0, rows.1, [&first[0], &first[1]]).unwrap();
    let (mut alone, mut own) = (start(), start());
    let program = std::mem::replace(own.program(), Program::compile(&[], &[]));
    let mut training = Resilient::new(program);
    let mut chance = Random::new(10);
    let mut losses = 0;
    while losses < moments {
        let gpu = Gpu::open().await.unwrap();
        training.move_to(&gpu).await.unwrap();
        assert!(training.is_on_gpu() && training.fault().is_none());
        let until_lost = (chance.uniform() * 4.0) as usize;
        for round in 0..until_lost + 2 {
            let mut fed = [Vec::new(), Vec::new()];
            for _ in 0..TOGETHER {
                let batch = batch();
                alone.set_batch([&batch[0], &batch[1]]).unwrap();
                fed.iter_mut().enumerate().for_each(|(at, fed)| fed.extend_from_slice(alone.batch_mut(at)));
                alone.step();
            }
            if round == until_lost {
                gpu.lose();
                losses += 1;
            }
            let feed = |input: usize| Feed { input, entries: &fed[input] };
            let loss = training.run_fed(&[feed(0), feed(1)]).await;
            let mut expected = Vec::new();
            alone.save(&mut expected);
            assert_close("the states of an interrupted training", training.states(), &expected, 1e-4);
            assert_close("its loss", &[loss], &[alone.loss()], 1e-4);
            assert_eq!(training.is_on_gpu(), round < until_lost);
        }
        assert!(matches!(training.fault(), Some(GpuError::Lost(_))), "{:?}", training.fault());
    }
}
