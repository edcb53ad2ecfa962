//! Every row of the table of operations on whole arrays, checked by iterating the table: first derivatives against
//! dual numbers and differences, second ones against hyper-dual numbers, `f32` against `f64`, shapes that do not fit.

#![allow(clippy::unwrap_used, reason = "a step that fails is a failed test")]

use fluxion::autodiff::dual::{Dual, Duals, jvp};
use fluxion::autodiff::numeric::extrapolated;
use fluxion::autodiff::{
    ARRAY_OPS, Algebra, ArrayOp, Attr, Plain, Recorded, Tracked, array_op, gradient, gradient_values,
    op as row,
};
use fluxion::tensor::Tensor;
use rand::rngs::StdRng;
use rand::seq::SliceRandom;
use rand::{RngExt, SeedableRng};

type Array = Tensor<f64>;

/// A random array whose entries keep a distance, so that extremes have no ties; a square one can be inverted.
fn draw(shape: &[usize], rng: &mut StdRng) -> Array {
    let len: usize = shape.iter().product();
    let mut entries: Vec<f64> =
        (0..len).map(|k| k as f64 * 0.5 - len as f64 * 0.25 + rng.random_range(-0.1..0.1)).collect();
    entries.shuffle(rng);
    if let &[n, m] = shape
        && n == m
    {
        (0..n).for_each(|k| entries[k * n + k] += 4.0);
    }
    Tensor::from_column_major(shape, entries).unwrap()
}

/// A random direction or weighting.
fn noise(shape: &[usize], rng: &mut StdRng) -> Array {
    let len: usize = shape.iter().product();
    let entries = (0..len).map(|_| rng.random_range(-1.0..1.0)).collect();
    Tensor::from_column_major(shape, entries).unwrap()
}

fn dot(x: &Array, y: &Array) -> f64 {
    assert_eq!(x.shape(), y.shape());
    x.entries().iter().zip(y.entries()).map(|(x, y)| x * y).sum()
}

fn close(a: f64, b: f64, tolerance: f64) -> bool {
    (a - b).abs() <= tolerance * a.abs().max(b.abs()).max(1.0)
}

/// A number that depends on every entry of the result in a way of its own: Σ w ⊙ sin(op(x)).
fn number<A: Algebra>(
    algebra: &A,
    op: &'static ArrayOp,
    attr: &Attr,
    x: &[A::Value],
    w: A::Value,
) -> A::Value {
    let y = algebra.array(op, attr, x);
    let bent = algebra.apply(row("sin").unwrap(), &[y]);
    algebra.sum_to(&algebra.apply(row("*").unwrap(), &[bent, w]), &[])
}

/// Calls `check` with so many random cases of each row: the row, its attribute, its operands, weights for its result.
fn cases(
    count: usize,
    seed: u64,
    mut check: impl FnMut(&'static ArrayOp, &Attr, Vec<Array>, Array, &mut StdRng),
) {
    for op in ARRAY_OPS.iter() {
        let mut rng = StdRng::seed_from_u64(seed);
        let samples = (op.samples)();
        assert!(!samples.is_empty(), "{}", op.name);
        for (attr, shapes) in samples.iter().cycle().take(count) {
            let x: Vec<Array> = shapes.iter().map(|shape| draw(shape, &mut rng)).collect();
            let sizes: Vec<&[usize]> = shapes.iter().map(Vec::as_slice).collect();
            let w = noise(&op.shape(attr, &sizes).unwrap(), &mut rng);
            check(op, attr, x, w, &mut rng);
        }
    }
}

fn moved(x: &[Array], along: &[Array], t: f64) -> Vec<Array> {
    x.iter().zip(along).map(|(x, v)| x.zip_map("+", v, |x, v| x + t * v).unwrap()).collect()
}

#[test]
fn first_derivatives_of_every_row() {
    cases(1000, 1, |op, attr, x, w, rng| {
        let leaves: Vec<Tracked<f64>> = x.iter().cloned().map(Tracked::leaf).collect();
        let operands: Vec<&Tracked<f64>> = leaves.iter().collect();
        let y = Tracked::array(op, attr, &operands).unwrap();
        let bent = Tracked::apply(row("sin").unwrap(), &[&y]).unwrap();
        let weights = Tracked::constant(w.clone());
        let weighted = Tracked::apply(row("*").unwrap(), &[&bent, &weights]).unwrap();
        let total = weighted.sum_to(&[]).unwrap();

        let v: Vec<Array> = x.iter().map(|x| noise(x.shape(), rng)).collect();
        let adjoints = gradient_values(&total, &operands);
        let reverse: f64 = adjoints.iter().zip(&v).map(|(adjoint, v)| dot(adjoint, v)).sum();
        let tangents: Vec<_> = operands.iter().copied().zip(v.iter().cloned()).collect();
        let forward = jvp(&total, &tangents).item().unwrap();
        let along = |t| number(&Plain::default(), op, attr, &moved(&x, &v, t), w.clone()).item().unwrap();
        let (differences, _) = extrapolated(along, 0.0, 0.02);
        let place = format!("{} {attr:?} at {x:?}", op.name);
        assert!(close(reverse, forward, 1e-12), "{place}: reverse {reverse}, forward {forward}");
        assert!(close(reverse, differences, 1e-9), "{place}: reverse {reverse}, differences {differences}");
    });
}

#[test]
fn second_derivatives_of_every_row() {
    let algebra = Duals(Duals(Plain::<f64>::default()));
    let constant = |x: &Array| Dual { value: Dual { value: x.clone(), tangent: None }, tangent: None };
    cases(200, 2, |op, attr, x, w, rng| {
        let directions = |rng: &mut StdRng| x.iter().map(|x| noise(x.shape(), rng)).collect::<Vec<_>>();
        let (u, v) = (directions(rng), directions(rng));
        let leaves: Vec<Tracked<f64>> = x.iter().cloned().map(Tracked::leaf).collect();
        let operands: Vec<&Tracked<f64>> = leaves.iter().collect();
        let recorded = Recorded::default();
        let total = number(&recorded, op, attr, &leaves, Tracked::constant(w.clone()));
        let slope = gradient(&total, &operands)
            .iter()
            .zip(&v)
            .map(|(adjoint, v)| {
                let product =
                    recorded.apply(row("*").unwrap(), &[adjoint.clone(), Tracked::constant(v.clone())]);
                recorded.sum_to(&product, &[])
            })
            .reduce(|a, b| recorded.apply(row("+").unwrap(), &[a, b]))
            .unwrap();
        let seconds = gradient_values(&slope, &operands);
        let reverse: f64 = seconds.iter().zip(&u).map(|(second, u)| dot(second, u)).sum();

        let hyper: Vec<_> = (0..x.len())
            .map(|k| Dual {
                value: Dual { value: x[k].clone(), tangent: Some(u[k].clone()) },
                tangent: Some(Dual { value: v[k].clone(), tangent: None }),
            })
            .collect();
        let result = number(&algebra, op, attr, &hyper, constant(&w));
        let forward = result.tangent.and_then(|t| t.tangent).map_or(0.0, |second| second.item().unwrap());
        let place = format!("{} {attr:?} at {x:?}", op.name);
        assert!(close(reverse, forward, 1e-10), "{place}: reverse {reverse}, duals {forward}");
    });
}

#[test]
fn single_precision_follows_double() {
    cases(200, 3, |op, attr, x, _, _| {
        let single: Vec<Tensor<f32>> = x
            .iter()
            .map(|x| {
                Tensor::from_column_major(x.shape(), x.entries().iter().map(|&x| x as f32).collect()).unwrap()
            })
            .collect();
        let double: Vec<Array> = single
            .iter()
            .map(|x| {
                let entries = x.entries().iter().map(|&x| f64::from(x)).collect();
                Tensor::from_column_major(x.shape(), entries).unwrap()
            })
            .collect();
        let single = op.eval_tensors(attr, &single.iter().collect::<Vec<_>>()).unwrap();
        let double = op.eval_tensors(attr, &double.iter().collect::<Vec<_>>()).unwrap();
        assert_eq!(single.shape(), double.shape());
        for (single, double) in single.entries().iter().zip(double.entries()) {
            assert!(close(f64::from(*single), *double, 1e-5), "{}: {single} against {double}", op.name);
        }
    });
}

#[test]
fn what_does_not_fit_is_refused_with_both_shapes() {
    let check = |name: &str, attr: Attr, shapes: &[&[usize]], message: &str| {
        let operands: Vec<Array> =
            shapes.iter().map(|shape| Tensor::scalar(0.0).broadcast_to(shape).unwrap()).collect();
        let error = array_op(name).unwrap().eval_tensors(&attr, &operands.iter().collect::<Vec<_>>());
        assert_eq!(error.unwrap_err().to_string(), message);
    };
    check("matmul", Attr::default(), &[&[2, 3], &[2, 3]], "matmul cannot take arrays of size 2×3 and 2×3");
    check("sum", Attr::list(&[3]), &[&[2, 3]], "sum cannot take arrays of size 2×3");
    check("reshape", Attr::list(&[4]), &[&[2, 3]], "reshape cannot take arrays of size 2×3");
    check("slice", Attr::stretch(0, 2, 2), &[&[3]], "slice cannot take arrays of size 3");
    check("gather", Attr::places(0, vec![3], 3), &[&[3]], "gather cannot take arrays of size 3");
    check("concat", Attr::axis(0), &[&[2, 2], &[3]], "concat cannot take arrays of size 2×2 and 3");
    check("maximum", Attr::list(&[]), &[&[0]], "maximum cannot take arrays of size 0");
    check("solve", Attr::default(), &[&[2, 2], &[3, 1]], "solve cannot take arrays of size 2×2 and 3×1");
}

#[test]
fn an_oversize_result_is_refused_before_it_is_allocated() {
    let column = Tensor::scalar(0.0).broadcast_to(&[1 << 20, 1]).unwrap();
    let flat = Tensor::scalar(0.0).broadcast_to(&[1, 1 << 20]).unwrap();
    let error = array_op("matmul").unwrap().eval_tensors(&Attr::default(), &[&column, &flat]).unwrap_err();
    assert_eq!(error.to_string(), "matmul cannot take arrays of size 1048576×1 and 1×1048576");
    assert!(row("+").unwrap().eval_tensors(&[&column, &flat]).is_err());
}

#[test]
fn among_equals_the_first_takes_the_whole_gradient() {
    let x = Tracked::leaf(Tensor::from_column_major(&[2, 2], vec![1.0, 3.0, 3.0, 0.0]).unwrap());
    let largest = Tracked::array(array_op("maximum").unwrap(), &Attr::list(&[]), &[&x]).unwrap();
    assert_eq!(gradient_values(&largest, &[&x])[0].entries(), [0.0, 1.0, 0.0, 0.0]);
    let by_column = Tracked::array(array_op("minimum").unwrap(), &Attr::list(&[1, 2]), &[&x]).unwrap();
    assert_eq!(gradient_values(&by_column, &[&x])[0].entries(), [1.0, 0.0, 0.0, 1.0]);
}

#[test]
fn products_have_the_same_bits_however_they_are_tiled() {
    // Every entry is added up in the order of the inner dimension, whatever the sizes around it are.
    let mut rng = StdRng::seed_from_u64(7);
    let matmul = array_op("matmul").unwrap();
    let (x, y) = (noise(&[13, 9], &mut rng), noise(&[9, 11], &mut rng));
    let whole = matmul.eval_tensors(&Attr::default(), &[&x, &y]).unwrap();
    for row in 0..13 {
        for column in 0..11 {
            let expected =
                (0..9).fold(0.0, |sum, k| sum + x.entries()[k * 13 + row] * y.entries()[column * 9 + k]);
            assert_eq!(whole.entries()[column * 13 + row].to_bits(), f64::to_bits(expected));
        }
    }
}
