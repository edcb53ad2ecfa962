//! Layers other than dense ones, initialisers, decays, schedules and directions, each checked against its formula.

#![allow(clippy::unwrap_used, reason = "a step that fails is a failed test")]

use fluxion::autodiff::{Tracked, op};
use fluxion::nn::{
    Chain, DECAYS, Dense, Diagonal, Dropout, INITIALISERS, InitialState, Layer, SCHEDULES, StepInput,
    Trainer, decay, filter_normalised, initialiser, loss, optimiser, principal_directions, schedule,
};
use fluxion::tensor::{Tensor, random::Random};

fn near(a: f64, b: f64, within: f64) {
    assert!((a - b).abs() <= within, "{a} instead of {b}");
}

fn matrix(rows: usize, columns: usize, entries: &[f64]) -> Tensor<f64> {
    Tensor::from_column_major(&[rows, columns], entries.to_vec()).unwrap()
}

/// The gradients after a decay, one step after another, at the parameter p = 2.
fn decayed(name: &str, knobs: &[f64], gradients: &[f64]) -> Vec<f64> {
    let row = decay(name).unwrap();
    let number = Tracked::<f64>::number;
    let knobs: Vec<_> = knobs.iter().map(|&knob| number(knob)).collect();
    let mut states: Vec<_> = row
        .states
        .iter()
        .map(|start| match *start {
            InitialState::Array(x) | InitialState::Number(x) => number(x),
        })
        .collect();
    let parameter = number(2.0);
    let mut all = Vec::new();
    for &g in gradients {
        let site = StepInput { parameter: &parameter, gradient: &number(g), states: &states, knobs: &knobs };
        let mut next = row.apply(&site).unwrap();
        states = next.split_off(1);
        all.push(next[0].value().item().unwrap());
    }
    all
}

#[test]
fn decays_follow_their_formulas() {
    assert_eq!(decayed("WeightDecay", &[0.1], &[1.0, -1.0]), [1.2, -0.8]);
    assert_eq!(decayed("SignDecay", &[0.1], &[1.0]), [1.1]);
    assert_eq!(decayed("InvDecay", &[0.5], &[3.0, 4.0, 5.0]), [2.0, 2.0, 2.0]);
    // Multiplied by η, which shrinks to a tenth after every second step, but not below 0.02.
    let rates = decayed("ExpDecay", &[1.0, 0.1, 2.0, 0.02], &[1.0; 7]);
    for (rate, expected) in rates.iter().zip([1.0, 0.1, 0.1, 0.02, 0.02, 0.02, 0.02]) {
        near(*rate, expected, 1e-15);
    }
    assert_eq!(decayed("ExpDecay", &[1e-5, 0.1, 2.0, 1e-4], &[1.0, 1.0]), [1e-5, 1e-4]);
}

#[test]
fn decays_train_in_a_program_as_step_by_step() {
    // One weight where the gradient of the loss is zero: only the decay moves it.
    let start = Chain { layers: vec![Layer::Dense(dense(&[0.5], &[0.0]))] };
    let (x, y) = (matrix(1, 1, &[0.0]), matrix(1, 1, &[0.0]));
    let (mse, descent) = (loss("mse").unwrap(), optimiser("Descent").unwrap());
    let decays = [decay("WeightDecay").unwrap(), decay("InvDecay").unwrap()];
    let mut trainer = Trainer::with_decays(&start, mse, descent, &decays, [&x, &y]).unwrap();
    trainer.set_knob(0, 0.5);
    trainer.set_decay(0, 0, 0.2);
    trainer.set_decay(1, 0, 1.0);
    let mut w = 0.5;
    for n in 1..=4 {
        trainer.step();
        w -= 0.5 * (0.2 * w / (1.0 + f64::from(n)));
        near(trainer.parameter(0).item().unwrap(), w, 1e-15);
    }
    assert!(DECAYS.iter().all(|row| row.knobs.iter().all(|knob| !knob.about.is_empty())));
}

fn dense(weights: &[f64], bias: &[f64]) -> Dense<f64> {
    let weights = matrix(bias.len(), weights.len() / bias.len(), weights);
    let bias = Tensor::from_column_major(&[bias.len()], bias.to_vec()).unwrap();
    Dense { weights: Tracked::leaf(weights), bias: Tracked::leaf(bias), activation: None }
}

#[test]
fn layers_follow_their_formulas() {
    let x = Tracked::constant(matrix(2, 2, &[1.0, 3.0, -2.0, 6.0]));
    let check = |layer: Layer<f64>, expected: &[f64]| {
        let y = layer.forward(&x).unwrap();
        for (y, expected) in y.value().entries().iter().zip(expected) {
            near(*y, *expected, 1e-14);
        }
        assert_eq!(y.value().entries().len(), expected.len());
    };
    let diagonal = |scale: [f64; 2], shift: [f64; 2]| {
        let leaf = |x: [f64; 2]| Tracked::leaf(Tensor::from_column_major(&[2], x.to_vec()).unwrap());
        Diagonal { scale: leaf(scale), shift: leaf(shift) }
    };
    check(Layer::Diagonal(diagonal([2.0, 10.0], [0.5, 0.0])), &[2.5, 30.0, -3.5, 60.0]);
    check(Layer::LayerNorm(Diagonal::new(2)), &[-1.0, 1.0, -1.0, 1.0]);
    check(Layer::LayerNorm(diagonal([3.0, 1.0], [1.0, 1.0])), &[-2.0, 2.0, -2.0, 2.0]);
    let chain = |weights: [f64; 4]| Chain { layers: vec![Layer::Dense(dense(&weights, &[0.0, 0.0]))] };
    let (own, swapped) = (chain([1.0, 0.0, 0.0, 1.0]), chain([0.0, 1.0, 1.0, 0.0]));
    check(Layer::Maxout(vec![own, swapped.clone()]), &[3.0, 3.0, 6.0, 6.0]);
    check(Layer::Skip(swapped), &[4.0, 4.0, 4.0, 4.0]);
    check(Layer::Activation(op("relu").unwrap()), &[1.0, 3.0, 0.0, 6.0]);
    check(Layer::Dropout(Dropout::new(0.5, [2, 2])), &[1.0, 3.0, -2.0, 6.0]);
    let error = Layer::Maxout(Vec::new()).forward(&x).unwrap_err();
    assert_eq!(error.operation, "maxout");
}

#[test]
fn a_chain_of_all_layers_has_its_parameters_in_order() {
    let inner = Chain { layers: vec![Layer::Diagonal(Diagonal::new(3))] };
    let mut chain = Chain::<f64>::dense(&[2, 3], &["tanh"], &mut Random::new(1));
    chain.layers.extend([
        Layer::Skip(inner.clone()),
        Layer::Maxout(vec![inner.clone(), inner]),
        Layer::Dropout(Dropout::new(0.5, [3, 4])),
        Layer::Softmax,
    ]);
    let shapes: Vec<Vec<usize>> = chain.parameters().iter().map(|p| p.value().shape().to_vec()).collect();
    assert_eq!(shapes, [vec![3, 2], vec![3], vec![3], vec![3], vec![3], vec![3], vec![3], vec![3]]);
    let numbered =
        chain.with_parameters((0..8).map(|at| {
            Tracked::leaf(Tensor::scalar(f64::from(at)).broadcast_to(&shapes[at as usize]).unwrap())
        }));
    let firsts: Vec<f64> = numbered.parameters().iter().map(|p| p.value().entries()[0]).collect();
    assert_eq!(firsts, [0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0]);
    assert_eq!((chain.dropouts().len(), chain.trained().dropouts().len()), (1, 0));
    assert_eq!(chain.trained().layers.len(), chain.layers.len() - 1);
}

#[test]
fn dropout_drops_the_stated_fraction_and_keeps_the_mean() {
    let dropout = Dropout::<f64>::new(0.3, [100, 100]);
    let mut mask = vec![0.0; 10_000];
    dropout.draw(&mut mask, &mut Random::new(1));
    let out = mask.iter().filter(|x| **x == 0.0).count();
    assert!((2850..3150).contains(&out), "{out} of 10000 are dropped");
    near(mask.iter().sum::<f64>() / 10_000.0, 1.0, 0.02);

    let mut chain = Chain::<f64>::dense(&[2, 8], &["identity"], &mut Random::new(1));
    chain.layers.push(Layer::Dropout(Dropout::new(0.5, [8, 3])));
    let batch = [matrix(2, 3, &[1.0; 6]), matrix(8, 3, &[0.0; 24])];
    let losses = |seed: u64| {
        let (mse, descent) = (loss("mse").unwrap(), optimiser("Descent").unwrap());
        let mut trainer = Trainer::new(&chain, mse, descent, [&batch[0], &batch[1]]).unwrap();
        trainer.set_knob(0, 0.0);
        trainer.seed(seed);
        (0..5)
            .map(|_| {
                trainer.step();
                trainer.loss()
            })
            .collect::<Vec<f64>>()
    };
    assert_eq!(losses(1), losses(1), "the same seed, the same path");
    assert_ne!(losses(1), losses(2));
    assert_ne!(losses(1)[0], losses(1)[1], "each step drops other units");
}

#[test]
fn training_in_slices_takes_the_same_steps() {
    let chain = Chain::<f32>::dense(&[2, 4, 1], &["tanh", "identity"], &mut Random::new(1));
    let mut random = Random::new(2);
    let x = random.tensor(&[2, 10], |random| random.between(-1.0, 1.0));
    let y = random.tensor(&[1, 10], |random| random.between(-1.0, 1.0));
    let trainer =
        || Trainer::new(&chain, loss("mse").unwrap(), optimiser("ADAM").unwrap(), [&x, &y]).unwrap();
    let (mut whole, mut sliced) = (trainer(), trainer());
    assert_eq!(whole.steps_while(100, |_| true), 100);
    let mut done = 0;
    while done < 100 {
        let mut asked = 0;
        done += sliced.steps_while(100 - done, |_| {
            asked += 1;
            asked % 7 != 0
        });
    }
    assert_eq!(whole.parameter(0), sliced.parameter(0));
    let mut trainer = trainer();
    let done = trainer.steps_while(100, |trainer| trainer.loss() > 0.0);
    assert_eq!(done, 100, "the callback may read the trainer");
}

#[test]
fn initialisers_have_the_stated_deviation() {
    let (inputs, outputs) = (300, 200);
    let check = |name: &str, mean: f64, deviation: f64| {
        let (row, mut random) = (initialiser(name).unwrap(), Random::new(1));
        let drawn: Vec<f64> = (0..20_000).map(|_| row.draw(inputs, outputs, &mut random)).collect();
        let average = drawn.iter().sum::<f64>() / drawn.len() as f64;
        let spread = drawn.iter().map(|x| (x - average).powi(2)).sum::<f64>() / drawn.len() as f64;
        near(average, mean, 0.03 * deviation.max(1e-9));
        near(spread.sqrt(), deviation, 0.03 * deviation);
    };
    check("glorot_uniform", 0.0, (2.0_f64 / 500.0).sqrt());
    check("glorot_normal", 0.0, (2.0_f64 / 500.0).sqrt());
    check("kaiming_uniform", 0.0, (2.0_f64 / 300.0).sqrt());
    check("kaiming_normal", 0.0, (2.0_f64 / 300.0).sqrt());
    check("lecun_uniform", 0.0, (1.0_f64 / 300.0).sqrt());
    check("lecun_normal", 0.0, (1.0_f64 / 300.0).sqrt());
    check("truncated_normal", 0.0, 0.8796);
    check("randn", 0.0, 1.0);
    check("rand", 0.5, (1.0_f64 / 12.0).sqrt());
    check("zeros", 0.0, 0.0);
    check("ones", 1.0, 0.0);
    assert_eq!(INITIALISERS.len(), 11, "each row is checked here");
}

#[test]
fn schedules_follow_their_formulas() {
    let check = |name: &str, knobs: &[f64], rates: &[(usize, f64)]| {
        let row = schedule(name).unwrap();
        assert_eq!(row.knobs.len(), knobs.len(), "{name}");
        for &(step, rate) in rates {
            near(row.rate(step, 2.0, knobs), rate, 1e-14);
        }
    };
    check("constant", &[], &[(0, 2.0), (99, 2.0)]);
    check("step", &[0.5, 10.0], &[(0, 2.0), (9, 2.0), (10, 1.0), (25, 0.5)]);
    check("exponential", &[0.25, 10.0], &[(0, 2.0), (5, 1.0), (10, 0.5)]);
    check("inverse", &[0.5], &[(0, 2.0), (2, 1.0), (6, 0.5)]);
    check("cosine", &[10.0], &[(0, 2.0), (5, 1.0), (10, 0.0), (30, 0.0)]);
    check("restarts", &[10.0], &[(0, 2.0), (5, 1.0), (10, 2.0), (15, 1.0)]);
    check("warm-up", &[4.0], &[(0, 0.5), (1, 1.0), (3, 2.0), (50, 2.0)]);
    assert_eq!(SCHEDULES.len(), 7, "each row is checked here");
}

#[test]
fn directions_are_as_long_as_the_weights_of_each_unit() {
    let chain = Chain::<f64>::dense(&[4, 3, 2], &["tanh", "identity"], &mut Random::new(1));
    let parameters: Vec<Tensor<f64>> = chain.parameters().iter().map(|p| p.value().clone()).collect();
    let directions = filter_normalised(&parameters, &mut Random::new(2));
    let length = |tensor: &Tensor<f64>, row: usize| {
        let rows = tensor.shape()[0];
        tensor.entries().iter().skip(row).step_by(rows).map(|x| x * x).sum::<f64>().sqrt()
    };
    for (parameter, direction) in parameters.iter().zip(&directions).step_by(2) {
        (0..parameter.shape()[0]).for_each(|row| near(length(direction, row), length(parameter, row), 1e-12));
    }
    assert!(directions[1].entries().iter().all(|x| *x == 0.0), "biases stay");
}

#[test]
fn principal_directions_are_those_of_the_path() {
    // A path in a plane in three dimensions, five times as long along (3, 4, 0)/5 as along (0, 0, 1).
    let path: Vec<Vec<f64>> = (0..20)
        .map(|at| {
            let (along, across) = (5.0 * f64::from(20 - at), (f64::from(at) * 0.7).sin());
            vec![1.0 + 0.6 * along, 2.0 + 0.8 * along, 3.0 + across]
        })
        .collect();
    let plane = principal_directions(&path, 3);
    assert_eq!(plane.directions.len(), 2, "there is no third direction");
    let dot = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(x, y)| x * y).sum::<f64>();
    near(dot(&plane.directions[0], &[0.6, 0.8, 0.0]).abs(), 1.0, 1e-3);
    near(dot(&plane.directions[1], &[0.0, 0.0, 1.0]).abs(), 1.0, 1e-3);
    near(dot(&plane.directions[0], &plane.directions[1]), 0.0, 1e-9);
    near(dot(&plane.directions[0], &plane.directions[0]), 1.0, 1e-9);
    near(plane.shares.iter().sum(), 1.0, 1e-9);
    assert!(plane.shares[0] > 0.99);
    assert_eq!(principal_directions(&[], 2).directions, [] as [Vec<f64>; 0]);
    assert_eq!(principal_directions(&[vec![1.0, 2.0], vec![1.0, 2.0]], 2).directions, [] as [Vec<f64>; 0]);
}
