//! Training networks: every optimiser against its formula written out for one number, losses, data sets.

#![allow(clippy::unwrap_used, reason = "a step that fails is a failed test")]

#[path = "../benches/shared/workloads.rs"]
#[expect(dead_code, reason = "only the benchmarks use the rest of the workloads")]
mod workloads;

use fluxion::autodiff::Tracked;
use fluxion::lesson::figures::{Reader, Setting, Written, WrittenValue, race::Runner};
use fluxion::nn::{
    Chain, DATA_SETS, DataSet, InitialState, LOSSES, OPTIMISERS, StepInput, Trainer, count, loss, optimiser,
};
use fluxion::tensor::Tensor;
use fluxion::tensor::random::Random;

/// Ten steps of an optimiser on the slope 3(p − 2) from p = 0.5, with its default knobs.
fn path(name: &str) -> Vec<f64> {
    let row = optimiser(name).unwrap();
    let number = Tracked::<f64>::number;
    let start = |start: &InitialState| match *start {
        InitialState::Array(value) | InitialState::Number(value) => number(value),
    };
    let knobs: Vec<_> = row.knobs.iter().map(|knob| number(knob.default)).collect();
    let mut states: Vec<_> = row.states.iter().map(start).collect();
    let mut parameter = number(0.5);
    let mut path = Vec::new();
    for _ in 0..10 {
        let gradient = number(3.0 * (parameter.value().item().unwrap() - 2.0));
        let site = StepInput { parameter: &parameter, gradient: &gradient, states: &states, knobs: &knobs };
        let mut next = row.step(&site).unwrap();
        states = next.split_off(1);
        parameter = next.remove(0);
        path.push(parameter.value().item().unwrap());
    }
    path
}

/// The same path by a formula: `step` maps the gradient and the number of the step to what is added to p.
fn expected(mut step: impl FnMut(f64, i32, f64) -> f64) -> Vec<f64> {
    let mut p = 0.5;
    let mut path = Vec::new();
    for t in 1..=10 {
        p += step(3.0 * (p - 2.0), t, p);
        path.push(p);
    }
    path
}

#[track_caller]
fn check(name: &str, step: impl FnMut(f64, i32, f64) -> f64) {
    for (at, (got, want)) in path(name).iter().zip(expected(step)).enumerate() {
        assert!((got - want).abs() <= 1e-14, "{name}, step {at}: {got} instead of {want}");
    }
}

const EPSILON: f64 = 1e-8;

#[test]
fn first_order_optimisers_follow_their_formulas() {
    check("Descent", |g, _, _| -0.1 * g);
    let mut v = 0.0;
    check("Momentum", |g, _, _| {
        v = 0.9 * v - 0.01 * g;
        v
    });
    let mut v = 0.0;
    check("Nesterov", |g, _, _| {
        let d = 0.9 * 0.9 * v - 1.9 * 0.001 * g;
        v = 0.9 * v - 0.001 * g;
        d
    });
}

#[test]
fn adaptive_optimisers_follow_their_formulas() {
    let mut a = 0.0;
    check("RMSProp", |g, _, _| {
        a = 0.9 * a + 0.1 * g * g;
        -0.001 * g / (f64::sqrt(a) + EPSILON)
    });
    let mut a = EPSILON;
    check("ADAGrad", |g, _, _| {
        a += g * g;
        -0.1 * g / (f64::sqrt(a) + EPSILON)
    });
    let (mut m, mut v, mut top) = (EPSILON, EPSILON, EPSILON);
    check("AMSGrad", |g, _, _| {
        (m, v) = (0.9 * m + 0.1 * g, 0.999 * v + 0.001 * g * g);
        top = f64::max(top, v);
        -0.001 * m / (f64::sqrt(top) + EPSILON)
    });
    check("ADADelta", |_, _, _| 0.0);
}

#[test]
fn optimisers_of_the_adam_family_follow_their_formulas() {
    let corrected = |m: f64, b: f64, t: i32| m / (1.0 - b.powi(t));
    let root = |v: f64| v.sqrt() + EPSILON;
    let (mut m, mut v) = (0.0, 0.0);
    check("ADAM", |g, t, _| {
        (m, v) = (0.9 * m + 0.1 * g, 0.999 * v + 0.001 * g * g);
        -0.001 * corrected(m, 0.9, t) / root(corrected(v, 0.999, t))
    });
    let (mut m, mut v) = (0.0, 0.0);
    check("NADAM", |g, t, _| {
        (m, v) = (0.9 * m + 0.1 * g, 0.999 * v + 0.001 * g * g);
        let ahead = 0.9 * corrected(m, 0.9, t + 1) + 0.1 * corrected(g, 0.9, t);
        -0.001 * ahead / root(0.999 * corrected(v, 0.999, t))
    });
    let (mut m, mut u) = (0.0, 0.0);
    check("AdaMax", |g, t, _| {
        (m, u) = (0.9 * m + 0.1 * g, f64::max(0.999 * u, g.abs()));
        -0.001 / (1.0 - 0.9_f64.powi(t)) * m / (u + EPSILON)
    });
    check("ADAMW", {
        let (mut m, mut v) = (0.0, 0.0);
        move |g, t, _| {
            (m, v) = (0.9 * m + 0.1 * g, 0.999 * v + 0.001 * g * g);
            -0.001 * corrected(m, 0.9, t) / root(corrected(v, 0.999, t))
        }
    });
}

#[test]
fn every_optimiser_trains_in_a_program_as_step_by_step() {
    // One weight, one sample: the program's path is the path of the formula.
    let network = Chain::<f64>::dense(&[1, 1], &["identity"], &mut Random::new(1));
    let start =
        network.with_parameters([Tracked::leaf(Tensor::from_column_major(&[1, 1], vec![0.5]).unwrap())]);
    let one = |x| Tensor::from_column_major(&[1, 1], vec![x]).unwrap();
    for row in OPTIMISERS {
        let mut trainer = Trainer::new(&start, loss("mse").unwrap(), row, [&one(0.0), &one(1.0)]).unwrap();
        let before = trainer.parameter(1).item().unwrap();
        (0..3).for_each(|_| trainer.step());
        let after = trainer.parameter(1).item().unwrap();
        let still = row.name == "ADADelta";
        assert_eq!(after == before, still, "{}: {before} to {after}", row.name);
        // AMSGrad begins as if it had seen a small gradient.
        if row.name != "AMSGrad" {
            assert_eq!(
                trainer.parameter(0).item(),
                Some(0.5),
                "{}: no step where the gradient is zero",
                row.name
            );
        }
    }
}

#[test]
fn losses_follow_their_formulas() {
    let matrix =
        |entries: [f64; 4]| Tracked::constant(Tensor::from_column_major(&[2, 2], entries.to_vec()).unwrap());
    let value = |name: &str, guess: [f64; 4], wanted: [f64; 4]| {
        loss(name).unwrap().of(&matrix(guess), &matrix(wanted)).unwrap().value().item().unwrap()
    };
    let near = |a: f64, b: f64| assert!((a - b).abs() < 1e-14, "{a} instead of {b}");
    near(value("sse", [1.0, 2.0, 3.0, 4.0], [1.0, 0.0, 3.0, 5.0]), 5.0);
    near(value("mse", [1.0, 2.0, 3.0, 4.0], [1.0, 0.0, 3.0, 5.0]), 1.25);
    let sure = -(0.8_f64.ln() + 0.5_f64.ln()) / 2.0;
    near(value("crossentropy", [0.8, 0.2, 0.5, 0.5], [1.0, 0.0, 0.0, 1.0]), sure);
    let log = |x: f64| x.ln();
    near(value("logitcrossentropy", [log(0.8), log(0.2), 7.0, 7.0], [1.0, 0.0, 0.0, 1.0]), sure);
    near(value("logitbinarycrossentropy", [0.0; 4], [1.0, 0.0, 1.0, 0.0]), 2.0_f64.ln());
    // Large arguments do not overflow.
    near(value("logitcrossentropy", [1e4, -1e4, 0.0, 0.0], [1.0, 0.0, 1.0, 0.0]), 2.0_f64.ln() / 2.0);
    near(value("logitbinarycrossentropy", [1e4, -1e4, 1e4, -1e4], [1.0, 0.0, 1.0, 0.0]), 0.0);
    let error = LOSSES[0].of(&matrix([0.0; 4]), &Tracked::number(1.0)).unwrap_err();
    assert_eq!(error.to_string(), "sse cannot take arrays of size 2×2 and 1");
}

#[test]
fn data_sets_are_seeded_and_stay_in_the_picture() {
    for set in DATA_SETS {
        let samples = set.samples(200, 0.2, 3);
        assert_eq!((samples.points.len(), samples.wanted.len()), (200, 200), "{}", set.name);
        assert_eq!(samples, set.samples(200, 0.2, 3), "{}", set.name);
        assert_ne!(samples, set.samples(200, 0.2, 4), "{}", set.name);
        assert!(samples.points.iter().flatten().all(|x| x.abs() < 9.0), "{}", set.name);
        let classes = samples.wanted.iter().all(|y| y.abs() == 1.0);
        assert_eq!(classes, !set.is_regression, "{}", set.name);
        assert!(samples.wanted.iter().all(|y| y.abs() <= 1.0), "{}", set.name);
        assert_eq!(set.samples(0, 0.0, 1).points, [] as [[f64; 2]; 0], "{}", set.name);
    }
    let (train, test) = DATA_SETS[0].samples(10, 0.0, 1).split(0.8, &mut Random::new(1));
    assert_eq!((train.points.len(), test.points.len()), (8, 2));
}

#[test]
fn a_wide_network_trains_in_little_memory() {
    let wide = workloads::TRAINED.iter().find(|workload| workload.name == "mlp784w").unwrap();
    let weights = count(&wide.network::<f32>().parameters());
    let data: usize = wide.batch::<f32>().iter().map(|batch| batch.entries().len()).sum();
    let beside = wide.trainer::<f32>().program().bytes() - size_of::<f32>() * (weights + data);
    assert!(beside < 16 << 20, "{beside} bytes besides weights and data");
}

#[test]
fn a_network_learns_the_spiral() {
    let samples = DataSet::named("spiral").unwrap().samples(200, 0.0, 1);
    let [x, y] = samples.batch(&(0..200).collect::<Vec<_>>());
    let model = Chain::<f32>::dense(&[2, 16, 16, 1], &["tanh", "tanh", "tanh"], &mut Random::new(1));
    let mut trainer =
        Trainer::new(&model, loss("mse").unwrap(), optimiser("ADAM").unwrap(), [&x, &y]).unwrap();
    trainer.set_knob(0, 0.01);
    trainer.step();
    let first = trainer.loss();
    (0..2000).for_each(|_| trainer.step());
    assert!(trainer.loss() < first / 20.0, "{first} to {}", trainer.loss());
    assert!(trainer.program().bytes() < 1 << 20);
    assert_eq!(trainer.program().first_non_finite(), None);
}

#[test]
fn every_optimiser_can_race() {
    let text = |name: &str| Written { at: 0, value: WrittenValue::Text(name.to_owned()) };
    let runners = |names: Vec<&str>| {
        let value = WrittenValue::List(names.into_iter().map(text).collect());
        let mut reader = Reader::new(vec![("runners", Written { at: 0, value })], &|_| true, &|_| true);
        Vec::<Runner>::read(&mut reader, "runners")
    };
    let names: Vec<_> = OPTIMISERS.iter().map(|optimiser| optimiser.name).collect();
    let read = runners(names.clone()).expect("every optimiser can race");
    assert_eq!(read.iter().map(|runner| &**runner).collect::<Vec<_>>(), names);
    assert_eq!(runners(vec!["Sprint"]), None);
}
