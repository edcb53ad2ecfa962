//! Checks every row of the table of elementwise operations: first and second derivatives against finite differences
//! and dual numbers, `f32` against `f64`, programs against eager evaluation.

#![allow(clippy::unwrap_used, reason = "a step that fails is a failed test")]

mod gradients {
    mod special;
}

use fluxion::autodiff::dual::{Dual, Duals, jvp};
use fluxion::autodiff::numeric::extrapolated;
use fluxion::autodiff::{Algebra, OPS, Op, Plain, Tape, Tracked, gradient, gradient_values, op, op_of};
use fluxion::program::Program;
use fluxion::tensor::Tensor;
use rand::rngs::StdRng;
use rand::{Rng, RngExt, SeedableRng};

type Value = Tracked<f64>;

fn scalar(x: f64) -> Value {
    Tracked::leaf(Tensor::scalar(x))
}

fn close(a: f64, b: f64, tolerance: f64) -> bool {
    (a - b).abs() <= tolerance * a.abs().max(b.abs()).max(1.0)
}

/// Random operands from the domain of a row, away from its kinks.
fn draw(op: &Op, rng: &mut impl Rng) -> Vec<f64> {
    loop {
        let x: Vec<f64> = op.domain.iter().map(|&[low, high]| rng.random_range(low..high)).collect();
        if op.kink.is_none_or(|kink| kink(&x).abs() > 0.05) {
            return x;
        }
    }
}

fn partial_by_differences(op: &Op, x: &[f64], position: usize) -> f64 {
    let along = |value: f64| {
        let mut x = x.to_vec();
        x[position] = value;
        op.eval(&x)
    };
    extrapolated(along, x[position], 0.02).0
}

#[test]
fn first_derivatives_of_every_operation() {
    for op in OPS.iter() {
        let mut rng = StdRng::seed_from_u64(1);
        for _ in 0..1000 {
            let x = draw(op, &mut rng);
            let leaves: Vec<Value> = x.iter().map(|&x| scalar(x)).collect();
            let operands: Vec<&Value> = leaves.iter().collect();
            let y = Tracked::apply(op, &operands).unwrap();
            // The sine makes a wrong sign or factor of the adjoint visible.
            let z = Tracked::apply(fluxion::autodiff::op("sin").unwrap(), &[&y]).unwrap();
            let adjoints = gradient_values(&z, &operands);
            for (position, adjoint) in adjoints.iter().enumerate() {
                let reverse = adjoint.item().unwrap();
                let tangent = Tensor::scalar(1.0);
                let forward = jvp(&z, &[(operands[position], tangent)]).item().unwrap();
                let slope = partial_by_differences(op, &x, position) * libm::cos(op.eval(&x));
                let place = format!("{} with respect to operand {position} at {x:?}", op.name);
                assert!(close(reverse, forward, 1e-12), "{place}: reverse {reverse}, forward {forward}");
                assert!(close(reverse, slope, 1e-9), "{place}: reverse {reverse}, differences {slope}");
            }
        }
    }
}

#[test]
fn second_derivatives_of_every_operation() {
    let algebra = Duals(Duals(Plain::<f64>::default()));
    for op in OPS.iter() {
        let mut rng = StdRng::seed_from_u64(2);
        for _ in 0..200 {
            let x = draw(op, &mut rng);
            let leaves: Vec<Value> = x.iter().map(|&x| scalar(x)).collect();
            let operands: Vec<&Value> = leaves.iter().collect();
            let y = Tracked::apply(op, &operands).unwrap();
            let slopes = gradient(&y, &operands);
            for (i, slope) in slopes.iter().enumerate() {
                for (j, second) in gradient_values(slope, &operands).iter().enumerate() {
                    let second = second.item().unwrap();
                    let place = format!("{} with respect to operands {i}, {j} at {x:?}", op.name);
                    let expected = second_by_duals(&algebra, op, &x, i, j);
                    assert!(close(second, expected, 1e-10), "{place}: reverse {second}, duals {expected}");
                    let along = |value: f64| {
                        let mut x = x.clone();
                        x[j] = value;
                        partial(op, &x, i)
                    };
                    let (differences, _) = extrapolated(along, x[j], 0.02);
                    assert!(
                        close(second, differences, 1e-7),
                        "{place}: reverse {second}, differences {differences}"
                    );
                }
            }
        }
    }
}

fn second_by_duals(
    algebra: &Duals<Duals<Plain<f64>>>,
    op: &'static Op,
    x: &[f64],
    i: usize,
    j: usize,
) -> f64 {
    let seed = |at: usize, wanted: usize| (at == wanted).then(|| Tensor::scalar(1.0));
    let operands: Vec<_> = x
        .iter()
        .enumerate()
        .map(|(at, &x)| Dual {
            value: Dual { value: Tensor::scalar(x), tangent: seed(at, j) },
            tangent: seed(at, i).map(|one| Dual { value: one, tangent: None }),
        })
        .collect();
    let result = algebra.apply(op, &operands);
    result.tangent.and_then(|tangent| tangent.tangent).map_or(0.0, |second| second.item().unwrap())
}

fn partial(op: &'static Op, x: &[f64], i: usize) -> f64 {
    let leaves: Vec<Value> = x.iter().map(|&x| scalar(x)).collect();
    let operands: Vec<&Value> = leaves.iter().collect();
    let y = Tracked::apply(op, &operands).unwrap();
    gradient_values(&y, &[operands[i]])[0].item().unwrap()
}

#[test]
fn arrays_broadcast_and_their_gradients_sum_back() {
    let shapes: &[(&[usize], &[usize])] = &[
        (&[], &[3]),
        (&[3], &[]),
        (&[2, 3], &[2]),
        (&[2, 1], &[1, 3]),
        (&[2, 3], &[2, 3]),
        (&[0], &[1]),
        (&[0, 2], &[]),
    ];
    for op in OPS.iter().filter(|op| op.arity == 2) {
        let mut rng = StdRng::seed_from_u64(3);
        for (a, b) in shapes.iter().cycle().take(1000) {
            let (a, b) = (random_tensor(op, 0, a, &mut rng), random_tensor(op, 1, b, &mut rng));
            let (x, y) = (Tracked::leaf(a.clone()), Tracked::leaf(b.clone()));
            let z = Tracked::apply(op, &[&x, &y]).unwrap();
            let total = z.sum_to(&[]).unwrap();
            let adjoints = gradient_values(&total, &[&x, &y]);
            assert_eq!((adjoints[0].shape(), adjoints[1].shape()), (a.shape(), b.shape()), "{}", op.name);
            let mut expected = [vec![0.0; a.entries().len()], vec![0.0; b.entries().len()]];
            let shape = z.value().shape().to_vec();
            let (i, j) = (indices(&a, &shape), indices(&b, &shape));
            for k in 0..z.value().entries().len() {
                let point = [a.entries()[i[k]], b.entries()[j[k]]];
                assert_eq!(z.value().entries()[k], op.eval(&point), "{}", op.name);
                expected[0][i[k]] += partial(op, &point, 0);
                expected[1][j[k]] += partial(op, &point, 1);
            }
            for (adjoint, expected) in adjoints.iter().zip(&expected) {
                for (got, want) in adjoint.entries().iter().zip(expected) {
                    assert!(close(*got, *want, 1e-12), "{}: {got} instead of {want}", op.name);
                }
            }
        }
    }
}

fn random_tensor(op: &Op, position: usize, shape: &[usize], rng: &mut impl Rng) -> Tensor<f64> {
    let [low, high] = op.domain[position];
    let entries = (0..shape.iter().product()).map(|_| rng.random_range(low..high)).collect();
    Tensor::from_column_major(shape, entries).unwrap()
}

/// The index of the entry of `tensor` that each entry of a result of the shape `shape` comes from.
fn indices(tensor: &Tensor<f64>, shape: &[usize]) -> Vec<usize> {
    let numbers = (0..tensor.entries().len()).map(|k| k as f64).collect();
    let numbered = Tensor::from_column_major(tensor.shape(), numbers).unwrap();
    numbered.broadcast_to(shape).unwrap().entries().iter().map(|&k| k as usize).collect()
}

#[test]
fn an_operand_used_twice_receives_both_contributions() {
    for op in OPS.iter().filter(|op| op.arity == 2 && op.kink.is_none()) {
        let mut rng = StdRng::seed_from_u64(4);
        for _ in 0..1000 {
            let low = op.domain[0][0].max(op.domain[1][0]);
            let high = op.domain[0][1].min(op.domain[1][1]);
            let value = rng.random_range(low..high);
            let x = scalar(value);
            let y = Tracked::apply(op, &[&x, &x]).unwrap();
            let got = gradient_values(&y, &[&x])[0].item().unwrap();
            let want = partial(op, &[value, value], 0) + partial(op, &[value, value], 1);
            assert!(close(got, want, 1e-12), "{} at {value}: {got} instead of {want}", op.name);
        }
    }
}

#[test]
fn kinks_and_ties_have_the_documented_derivative() {
    let check = |name: &str, x: &[f64], want: &[f64]| {
        let row = op_of(name, x.len()).unwrap();
        let got: Vec<f64> = (0..x.len()).map(|i| partial(row, x, i)).collect();
        assert_eq!(got, want, "{name} at {x:?}");
    };
    check("abs", &[0.0], &[1.0]);
    check("abs", &[-0.0], &[1.0]);
    check("abs", &[-f64::MIN_POSITIVE], &[-1.0]);
    check("relu", &[0.0], &[1.0]);
    check("relu", &[-f64::MIN_POSITIVE], &[0.0]);
    check("max", &[0.0, 0.0], &[0.0, 1.0]);
    check("max", &[1.0, 1.0_f64.next_down()], &[1.0, 0.0]);
    check("min", &[2.0, 2.0], &[0.0, 1.0]);
    check("sign", &[0.0], &[0.0]);
    check("floor", &[2.0], &[0.0]);
    check("hypot", &[0.0, 0.0], &[0.0, 0.0]);
    check("^", &[0.0, 2.0], &[0.0, 0.0]);
    check("^", &[0.0, 1.0], &[1.0, 0.0]);
    check("^", &[0.0, 0.0], &[0.0, 0.0]);
    check("sqrt", &[0.0], &[f64::INFINITY]);
}

#[test]
fn powers_of_a_negative_base_have_a_derivative() {
    let x = scalar(-2.0);
    let cube = Tracked::apply(op("^").unwrap(), &[&x, &Tracked::constant(Tensor::scalar(3.0))]).unwrap();
    let mut derivatives = vec![gradient(&cube, &[&x]).remove(0)];
    for _ in 0..3 {
        derivatives.push(gradient(&derivatives[derivatives.len() - 1], &[&x]).remove(0));
    }
    let values: Vec<f64> = derivatives.iter().map(|d| d.value().item().unwrap()).collect();
    assert_eq!(values, [12.0, -12.0, 6.0, 0.0]);
}

#[test]
fn single_precision_follows_double() {
    for op in OPS.iter() {
        let mut rng = StdRng::seed_from_u64(5);
        for _ in 0..1000 {
            let x: Vec<f32> = draw(op, &mut rng).iter().map(|&x| x as f32).collect();
            let wide: Vec<f64> = x.iter().map(|&x| f64::from(x)).collect();
            let (single, double) = (op.eval(&x), op.eval(&wide));
            let ulps = (f64::from(single) - double).abs() / f64::from(f32::EPSILON) / double.abs().max(1e-3);
            assert!(ulps <= 4.0, "{} at {x:?}: {single} instead of {double}, {ulps} ulp", op.name);
        }
    }
}

#[test]
fn programs_give_the_bits_of_eager_evaluation() {
    for op in OPS.iter() {
        let mut rng = StdRng::seed_from_u64(6);
        let points: Vec<Vec<f64>> = (0..600).map(|_| draw(op, &mut rng)).collect();
        let record = |x: &[f64]| {
            let leaves: Vec<Value> = x.iter().map(|&x| scalar(x)).collect();
            let operands: Vec<&Value> = leaves.iter().collect();
            let y = Tracked::apply(op, &operands).unwrap();
            let outputs: Vec<Value> = std::iter::once(y.clone()).chain(gradient(&y, &operands)).collect();
            (leaves, outputs)
        };
        let (leaves, outputs) = record(&points[0]);
        let mut program =
            Program::compile(&outputs.iter().collect::<Vec<_>>(), &leaves.iter().collect::<Vec<_>>());
        let columns: Vec<Vec<f64>> = (0..op.arity).map(|i| points.iter().map(|x| x[i]).collect()).collect();
        let results = program.run_batch(&columns.iter().map(Vec::as_slice).collect::<Vec<_>>());
        for (k, point) in points.iter().enumerate() {
            let (_, eager) = record(point);
            for (result, eager) in results.iter().zip(&eager) {
                let (got, want) = (result[k], eager.value().item().unwrap());
                assert_eq!(
                    got.to_bits(),
                    want.to_bits(),
                    "{} at {point:?}: {got} instead of {want}",
                    op.name
                );
            }
        }
    }
}

/// Numbers of all sizes: special ones, those where `libm` changes its formula, with their neighbours, and random ones.
fn all_sizes(rng: &mut StdRng) -> Vec<f64> {
    const FORMULAS: [f64; 13] = [
        5e-324,
        1e-300,
        1e-9,
        0.125,
        0.2554,
        0.34657359027997264,
        0.5493,
        1.0,
        1.0397,
        19.4,
        22.0,
        700.0,
        1e300,
    ];
    let near = |x: f64| [x.next_down(), x, x.next_up()];
    // `libm` compares the upper halves of the bits.
    let upper = |x: f64| f64::from_bits(x.to_bits() >> 32 << 32);
    let changes = FORMULAS.iter().flat_map(|&x| near(x).into_iter().chain(near(upper(x))));
    let multiples = (1..80).flat_map(|k| near(f64::from(k) * std::f64::consts::LN_2 / 2.0));
    let usual: Vec<f64> = (0..20_000).map(|_| rng.random_range(0.0..25.0)).collect();
    let scaled: Vec<f64> = (0..2000).map(|_| 10f64.powf(rng.random_range(-310.0..308.0))).collect();
    let all =
        [0.0, f64::INFINITY, f64::NAN].into_iter().chain(changes).chain(multiples).chain(usual).chain(scaled);
    all.flat_map(|x| [x, -x]).collect()
}

#[test]
fn programs_give_the_bits_of_single_values_at_all_sizes() {
    let mut rng = StdRng::seed_from_u64(7);
    let numbers = all_sizes(&mut rng);
    for op in OPS.iter() {
        let leaves: Vec<Value> = (0..op.arity).map(|_| scalar(1.0)).collect();
        let y = Tracked::apply(op, &leaves.iter().collect::<Vec<_>>()).unwrap();
        let mut program = Program::compile(&[&y], &leaves.iter().collect::<Vec<_>>());
        let columns: Vec<Vec<f64>> = (0..op.arity)
            .map(|at| {
                let mut column = numbers.clone();
                column.rotate_left(at * numbers.len() / 7 + at);
                column
            })
            .collect();
        let results = program.run_batch(&columns.iter().map(Vec::as_slice).collect::<Vec<_>>());
        for (k, &got) in results[0].iter().enumerate() {
            let x: Vec<f64> = columns.iter().map(|column| column[k]).collect();
            let want = op.eval(&x);
            let is_same = got.to_bits() == want.to_bits() || got.is_nan() && want.is_nan();
            assert!(is_same, "{} at {x:?}: {got:e} instead of {want:e}", op.name);
        }
    }
}

#[test]
fn the_polynomial_of_the_tutorial() {
    let x = scalar(2.0);
    let apply = |name: &str, a: &Value, b: &Value| Tracked::apply(op(name).unwrap(), &[a, b]).unwrap();
    let number = |value| Tracked::constant(Tensor::scalar(value));
    let square = apply("*", &number(3.0), &apply("^", &x, &number(2.0)));
    let f = apply("+", &apply("+", &square, &apply("*", &number(2.0), &x)), &number(1.0));
    let first = gradient(&f, &[&x]).remove(0);
    let second = gradient(&first, &[&x]).remove(0);
    assert_eq!((first.value().item(), second.value().item()), (Some(14.0), Some(6.0)));
    let unrelated = scalar(1.0);
    assert_eq!(gradient_values(&f, &[&unrelated])[0].item(), Some(0.0));
}

#[test]
fn a_tape_of_a_million_operations_needs_no_recursion() {
    let x = scalar(1.0);
    let step = Tracked::constant(Tensor::scalar(1e-6));
    let mut y = x.clone();
    for _ in 0..1_000_000 {
        y = Tracked::apply(op("+").unwrap(), &[&y, &step]).unwrap();
    }
    assert_eq!(Tape::of(&[&y]).entries().len(), 1_000_002);
    assert_eq!(gradient_values(&y, &[&x])[0].item(), Some(1.0));
    let recorded = gradient(&y, &[&step]).remove(0);
    assert_eq!(recorded.value().item(), Some(1_000_000.0));
    drop((recorded, y));
}
