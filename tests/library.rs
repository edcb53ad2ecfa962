//! One neural-network library: what a cell computes with the rows of the tables is what the engine computes with them.

#![allow(clippy::unwrap_used, reason = "a step that fails is a failed test")]

use fluxion::autodiff::{ARRAY_OPS, Attr, Callable, Tracked, array_op, gradient_values};
use fluxion::language::{Budget, Session, Value};
use fluxion::nn::{Constructs, DECAYS, INITIALISERS, InitialState, LOSSES, OPTIMISERS, Optimiser, StepInput};
use fluxion::tensor::Tensor;

const GRADIENTS: [[f64; 2]; 4] = [[1.0, -2.0], [0.5, 0.0], [-1.0, 3.0], [0.25, 0.125]];

fn vector(entries: [f64; 2]) -> Tensor<f64> {
    Tensor::from_column_major(&[2], entries.to_vec()).unwrap()
}

fn matrix(entries: [f64; 4]) -> Tensor<f64> {
    Tensor::from_column_major(&[2, 2], entries.to_vec()).unwrap()
}

/// The numbers that a cell gives.
fn numbers(code: &str) -> Vec<f64> {
    let mut session = Session::new(Budget::default(), || 0.0);
    let modules = "using Flux, Flux.Tracker, Flux.Optimise, LinearAlgebra, Random\n";
    match session.run(&format!("{modules}{code}")).result {
        Ok(value) => flat(&value),
        Err(error) => panic!("{code}: {}", error.diagnostic.message),
    }
}

fn flat(value: &Value) -> Vec<f64> {
    match value {
        Value::Tuple(tuple) => tuple.items().iter().flat_map(flat).collect(),
        value => value.numbers().unwrap(),
    }
}

/// Knobs that differ from the defaults, and from one another.
fn knobs(row: &Optimiser) -> Vec<f64> {
    let knob = |(at, default): (usize, f64)| match default {
        1000.0 => 3.0,
        default => 0.5 * default + 0.01 * (at + 1) as f64,
    };
    row.knobs.iter().map(|knob| knob.default).enumerate().map(knob).collect()
}

/// The call of a row's constructor with these knobs.
fn constructor(row: &Optimiser, knobs: &[f64]) -> String {
    let mut values = knobs.iter();
    let fields = row.knobs.chunk_by(|one, other| one.field == other.field).map(|group| {
        let values: Vec<String> = values.by_ref().take(group.len()).map(f64::to_string).collect();
        if group.len() == 1 { values[0].clone() } else { format!("({})", values.join(", ")) }
    });
    format!("{}({})", row.name, fields.collect::<Vec<_>>().join(", "))
}

#[test]
fn an_optimiser_in_a_cell_takes_the_steps_of_its_row() {
    for row in OPTIMISERS.iter().chain(DECAYS) {
        let knobs = knobs(row);
        let mut parameter = Tracked::constant(vector([0.5, -1.0]));
        let initial = |state: &InitialState| match *state {
            InitialState::Array(value) => Tracked::constant(vector([value; 2])),
            InitialState::Number(value) => Tracked::number(value),
        };
        let mut states: Vec<_> = row.states.iter().map(initial).collect();
        let tracked: Vec<Tracked<f64>> = knobs.iter().map(|knob| Tracked::number(*knob)).collect();
        let mut expected = Vec::new();
        for gradient in GRADIENTS {
            let gradient = Tracked::constant(vector(gradient));
            let input =
                StepInput { parameter: &parameter, gradient: &gradient, states: &states, knobs: &tracked };
            let mut next = row.step(&input).unwrap();
            states = next.split_off(1);
            parameter = next.remove(0);
            expected.extend_from_slice(parameter.value().entries());
        }
        let steps = GRADIENTS.map(|gradient| {
            format!("Flux.Optimise.update!(o, p, {gradient:?}); append!(seen, Tracker.data(p))\n")
        });
        let code = format!(
            "o = {}\np = param([0.5, -1.0])\nseen = Float64[]\n{}seen",
            constructor(row, &knobs),
            steps.concat()
        );
        assert_eq!(numbers(&code), expected, "{code}");
    }
}

#[test]
fn the_fields_of_an_optimiser_are_its_knobs() {
    let is_chain = |row: &&Optimiser| matches!(row.constructs, Constructs::Chain(_));
    for row in OPTIMISERS.iter().chain(DECAYS).filter(|row| !is_chain(row)) {
        let mut fields: Vec<String> = row.knobs.iter().map(|knob| format!("o.{},", knob.field)).collect();
        fields.dedup();
        let defaults: Vec<f64> = row.knobs.iter().map(|knob| knob.default).collect();
        let code = format!("o = {}()\n({})", row.name, fields.concat());
        assert_eq!(numbers(&code), defaults, "{code}");
    }
}

#[test]
fn a_loss_in_a_cell_is_that_of_its_row() {
    let (predicted, target) = ([0.7, 0.2, 0.4, 0.9], [0.25, 0.75, 0.5, 0.5]);
    for row in LOSSES {
        let (guess, wanted) = (Tracked::leaf(matrix(predicted)), Tracked::constant(matrix(target)));
        let value = row.of(&guess, &wanted).unwrap();
        let slopes = gradient_values(&value, &[&guess]).remove(0);
        let name = row.name;
        let arrays = "x, y = [0.7 0.4; 0.2 0.9], [0.25 0.5; 0.75 0.5]";
        assert_eq!(
            numbers(&format!("{arrays}\nFlux.{name}(x, y)")),
            [value.value().item().unwrap()],
            "{name}"
        );
        let code = format!("{arrays}\nTracker.data(Tracker.gradient(x -> Flux.{name}(x, y), x)[1])");
        assert_eq!(numbers(&code), slopes.entries(), "{name}");
    }
}

#[test]
fn the_gradient_of_a_loss_is_its_difference_quotient() {
    const STEP: f64 = 1e-5;
    let (predicted, target) = ([0.7, 0.2, 0.4, 0.9], Tracked::constant(matrix([0.25, 0.75, 0.5, 0.5])));
    for row in LOSSES {
        let guess = Tracked::leaf(matrix(predicted));
        let slopes = gradient_values(&row.of(&guess, &target).unwrap(), &[&guess]).remove(0);
        for at in 0..4 {
            let value = |step: f64| {
                let mut moved = predicted;
                moved[at] += step;
                row.of(&Tracked::constant(matrix(moved)), &target).unwrap().value().item().unwrap()
            };
            let expected = (value(STEP) - value(-STEP)) / (2.0 * STEP);
            assert!((slopes.entries()[at] - expected).abs() < 1e-8, "{}, entry {at}", row.name);
        }
    }
}

#[test]
fn options_of_losses_are_keywords() {
    let code = "Flux.crossentropy([0.5, 0.25], [1, 1], weight = [1, 2]) / log(2)";
    assert!((numbers(code)[0] - 5.0).abs() < 1e-14);
    let code = "Flux.binarycrossentropy(0.0, 1, ϵ = 0.5) / log(2)";
    assert!((numbers(code)[0] - 1.0).abs() < 1e-14);
}

#[test]
fn operations_on_whole_arrays_are_called_by_name() {
    let called = ARRAY_OPS.iter().filter(|row| row.callable != Callable::No);
    let names: Vec<&str> = called.map(|row| row.name).collect();
    for name in ["softmax", "logsoftmax", "logsumexp", "det"] {
        assert!(names.contains(&name), "{name}");
    }
    let x = matrix([0.7, 0.2, 0.4, 0.9]);
    let arrays = "x, b = [0.7 0.4; 0.2 0.9], [1.0, 2.0]";
    let row = |name: &str, attr: Attr, operands: &[&Tensor<f64>]| {
        array_op(name).unwrap().eval_tensors(&attr, operands).unwrap().entries().to_vec()
    };
    for name in ["softmax", "logsoftmax", "logsumexp"] {
        for axis in 0..2 {
            let code = format!("{arrays}\n{name}(x, dims = {})", axis + 1);
            assert_eq!(numbers(&code), row(name, Attr::axis(axis), &[&x]), "{name}");
        }
    }
    let line = Tensor::from_column_major(&[4], x.entries().to_vec()).unwrap();
    assert_eq!(numbers(&format!("{arrays}\nlogsumexp(x)")), row("logsumexp", Attr::axis(0), &[&line]));
    assert_eq!(numbers(&format!("{arrays}\ndet(x)")), row("det", Attr::default(), &[&x]));
    assert_eq!(numbers(&format!("{arrays}\ninv(x)")), row("inv", Attr::default(), &[&x]));
    let right = Tensor::from_column_major(&[2, 1], vec![1.0, 2.0]).unwrap();
    assert_eq!(numbers(&format!("{arrays}\nx \\ b")), row("solve", Attr::default(), &[&x, &right]));
}

#[test]
fn solutions_are_differentiated() {
    // d(A⁻¹b)/dA = −A⁻ᵀ·Δ·xᵀ, d/db = A⁻ᵀ·Δ, with A = 2I.
    let code = "g = Tracker.gradient((A, b) -> sum(A \\ b), [2.0 0.0; 0.0 2.0], [1.0, 3.0])\n\
                (Tracker.data(g[1]), Tracker.data(g[2]))";
    assert_eq!(numbers(code), [-0.25, -0.25, -0.75, -0.75, 0.5, 0.5]);
}

#[test]
fn every_initialiser_makes_the_weights_of_a_layer() {
    for row in INITIALISERS {
        let module = if ["randn", "rand", "zeros", "ones"].contains(&row.name) { "" } else { "Flux." };
        let code = format!("size(Tracker.data(Dense(2, 5, initW = {module}{}).W))", row.name);
        assert_eq!(numbers(&code), [5.0, 2.0], "{code}");
    }
}
