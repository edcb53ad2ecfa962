//! Programs compared with eager evaluation: every row of the tables, states, batches, plans.

#![allow(clippy::unwrap_used, reason = "a step that fails is a failed test")]

use fluxion::autodiff::{ARRAY_OPS, Attr, Tracked, array_op, gradient, op_of};
use fluxion::program::{Program, Recipe};
use fluxion::tensor::Tensor;
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};

type Value = Tracked<f64>;

fn tensor(shape: &[usize], entries: &[f64]) -> Tensor<f64> {
    Tensor::from_column_major(shape, entries.to_vec()).unwrap()
}

fn leaf(shape: &[usize], entries: &[f64]) -> Value {
    Tracked::leaf(tensor(shape, entries))
}

fn draw(shape: &[usize], rng: &mut StdRng) -> Tensor<f64> {
    let len: usize = shape.iter().product();
    let mut entries: Vec<f64> = (0..len).map(|_| rng.random_range(-1.0..1.0)).collect();
    if let &[n, m] = shape
        && n == m
    {
        (0..n).for_each(|k| entries[k * n + k] += 3.0);
    }
    tensor(shape, &entries)
}

fn apply(name: &str, operands: &[&Value]) -> Value {
    Tracked::apply(op_of(name, operands.len()).unwrap(), operands).unwrap()
}

fn matmul(x: &Value, y: &Value) -> Value {
    Tracked::array(array_op("matmul").unwrap(), &Attr::default(), &[x, y]).unwrap()
}

fn close(a: &Tensor<f64>, b: &Tensor<f64>) -> bool {
    let near = |(a, b): (&f64, &f64)| (a - b).abs() <= 1e-12 * a.abs().max(b.abs()).max(1.0);
    a.shape() == b.shape() && a.entries().iter().zip(b.entries()).all(near)
}

/// Σ sin(op(2x) ⊙ w) and its derivatives with respect to each x, as a program and eagerly, at other points than those
/// it was recorded at.
#[test]
fn every_row_runs_in_a_program_as_it_does_eagerly() {
    let mut rng = StdRng::seed_from_u64(1);
    for row in ARRAY_OPS.iter() {
        for (attr, shapes) in (row.samples)() {
            let shapes_ref: Vec<&[usize]> = shapes.iter().map(Vec::as_slice).collect();
            let weights = draw(&row.shape(&attr, &shapes_ref).unwrap(), &mut rng);
            let record = |x: &[Tensor<f64>]| {
                let leaves: Vec<Value> = x.iter().cloned().map(Tracked::leaf).collect();
                let two = Tracked::constant(Tensor::scalar(2.0));
                let doubled: Vec<Value> = leaves.iter().map(|x| apply("*", &[x, &two])).collect();
                let y = Tracked::array(row, &attr, &doubled.iter().collect::<Vec<_>>()).unwrap();
                let weighted = apply("*", &[&y, &Tracked::constant(weights.clone())]);
                let total = apply("sin", &[&weighted]).sum_to(&[]).unwrap();
                let mut outputs = vec![total.clone(), y];
                outputs.extend(gradient(&total, &leaves.iter().collect::<Vec<_>>()));
                (leaves, outputs)
            };
            let points = |rng: &mut StdRng| shapes.iter().map(|shape| draw(shape, rng)).collect::<Vec<_>>();
            let (leaves, outputs) = record(&points(&mut rng));
            let mut program =
                Program::compile(&outputs.iter().collect::<Vec<_>>(), &leaves.iter().collect::<Vec<_>>());
            for _ in 0..20 {
                let x = points(&mut rng);
                for (at, x) in x.iter().enumerate() {
                    program.set_input(at, x).unwrap();
                }
                program.run();
                for (at, expected) in record(&x).1.iter().enumerate() {
                    let got = program.output(at);
                    assert!(
                        close(&got, expected.value()),
                        "{} {attr:?} {shapes:?}, output {at}: {got:?} instead of {:?}",
                        row.name,
                        expected.value()
                    );
                }
            }
        }
    }
}

/// A network of two layers, its squared error, and one step of gradient descent.
struct Network {
    inputs: [Value; 2],
    parameters: Vec<Value>,
    next: Vec<Value>,
    loss: Value,
}

fn network(parameters: Vec<Value>, inputs: [Value; 2]) -> Network {
    let [x, y] = &inputs;
    let [w1, b1, w2, b2] = &parameters[..] else { panic!("two layers") };
    let hidden = apply("tanh", &[&apply("+", &[&matmul(w1, x), b1])]);
    let guess = apply("+", &[&matmul(w2, &hidden), b2]);
    let loss = apply("abs2", &[&apply("-", &[&guess, y])]).sum_to(&[]).unwrap();
    let rate = Tracked::constant(Tensor::scalar(0.02));
    let slopes = gradient(&loss, &parameters.iter().collect::<Vec<_>>());
    let step = |(p, slope): (&Value, &Value)| apply("-", &[p, &apply("*", &[&rate, slope])]);
    let next = parameters.iter().zip(&slopes).map(step).collect();
    Network { inputs, parameters, next, loss }
}

fn start(rng: &mut StdRng) -> Network {
    let shapes: [&[usize]; 4] = [&[4, 2], &[4], &[2, 4], &[2]];
    let parameters = shapes.iter().map(|shape| Tracked::leaf(draw(shape, rng))).collect();
    network(parameters, [Tracked::leaf(draw(&[2, 10], rng)), Tracked::leaf(draw(&[2, 10], rng))])
}

fn program(network: &Network) -> Program<f64> {
    let updates: Vec<_> = network.parameters.iter().zip(&network.next).collect();
    let inputs: Vec<_> = network.inputs.iter().collect();
    Program::new(&Recipe { outputs: &[&network.loss], inputs: &inputs, updates: &updates })
}

#[test]
fn a_training_program_takes_the_steps_of_an_eager_loop() {
    let mut rng = StdRng::seed_from_u64(2);
    let mut eager = start(&mut rng);
    let mut program = program(&eager);
    for step in 0..50 {
        program.run();
        let (got, want) = (program.number(0), eager.loss.value().item().unwrap());
        assert!((got - want).abs() <= 1e-10 * want.max(1.0), "step {step}: {got} instead of {want}");
        let moved = eager.next.iter().map(|next| Tracked::leaf(next.value().clone())).collect();
        eager = network(moved, eager.inputs.clone());
    }
    for (at, parameter) in eager.parameters.iter().enumerate() {
        assert!(close(&program.state(at), parameter.value()), "parameter {at}");
    }
}

#[test]
fn a_training_step_is_a_few_passes_over_memory() {
    let mut rng = StdRng::seed_from_u64(2);
    let steps = program(&start(&mut rng)).steps();
    let products = steps.iter().filter(|names| **names == ["matmul"]).count();
    assert_eq!(products, 5, "two forward, one back to the hidden layer, two to the weights: {steps:#?}");
    assert!(steps.len() <= 17, "{steps:#?}");
}

#[test]
fn states_are_updated_together() {
    let (a, b) = (leaf(&[2], &[1.0, 2.0]), leaf(&[2], &[10.0, 20.0]));
    let sum = apply("+", &[&a, &b]);
    let mut program =
        Program::new(&Recipe { outputs: &[&sum], inputs: &[], updates: &[(&a, &b), (&b, &sum)] });
    program.run();
    assert_eq!(
        (program.state(0).entries(), program.state(1).entries()),
        (&[10.0, 20.0][..], &[11.0, 22.0][..])
    );
    program.run();
    assert_eq!(
        (program.state(0).entries(), program.state(1).entries()),
        (&[11.0, 22.0][..], &[21.0, 42.0][..])
    );
    let (x, y) = (leaf(&[], &[1.0]), leaf(&[], &[2.0]));
    let mut swap = Program::new(&Recipe { outputs: &[], inputs: &[], updates: &[(&x, &y), (&y, &x)] });
    swap.run();
    assert_eq!((swap.state(0).item(), swap.state(1).item()), (Some(2.0), Some(1.0)));
}

#[test]
fn a_program_of_arrays_runs_on_a_batch_of_points() {
    // The loss of a line at three points, over a plane of weights: Σ (w x + b − y)².
    let (w, b) = (leaf(&[], &[0.0]), leaf(&[], &[0.0]));
    let (x, y) = (tensor(&[3], &[0.0, 1.0, 2.0]), tensor(&[3], &[1.0, 3.0, 5.0]));
    let line = apply("+", &[&apply("*", &[&w, &Tracked::constant(x)]), &b]);
    let loss = apply("abs2", &[&apply("-", &[&line, &Tracked::constant(y)])]).sum_to(&[]).unwrap();
    let mut program = Program::compile(&[&loss], &[&w, &b]);
    let losses = program.run_batch(&[&[2.0, 0.0, 1.0], &[1.0, 0.0, 1.0]]);
    assert_eq!(losses, [[0.0, 35.0, 5.0]]);
}

#[test]
fn inputs_with_a_wrong_shape_are_rejected() {
    let x = leaf(&[2], &[1.0, 2.0]);
    let mut program = Program::compile(&[&apply("abs2", &[&x])], &[&x]);
    let error = program.set_input(0, &tensor(&[3], &[1.0; 3])).unwrap_err();
    assert_eq!(error.to_string(), "input cannot take arrays of size 3 and 2");
    assert_eq!(program.output(0).shape(), [2]);
}

#[test]
fn the_first_operation_with_a_non_finite_result_is_named() {
    let x = leaf(&[2], &[1.0, 0.0]);
    let logarithms = apply("log", &[&x]);
    let total = apply("sin", &[&logarithms]).sum_to(&[]).unwrap();
    let mut program = Program::compile(&[&logarithms, &total], &[&x]);
    program.run();
    assert_eq!(program.first_non_finite(), Some((vec!["log"], vec![2])));
    program.set_input(0, &tensor(&[2], &[1.0, 2.0])).unwrap();
    program.run();
    assert_eq!(program.first_non_finite(), None);
}
