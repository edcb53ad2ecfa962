//! The softmax family against values computed with a thousand digits (`tests/softmax/generate.py`), and extreme cases:
//! infinite entries, and gradients where entries are far apart.

#![allow(clippy::unwrap_used, reason = "a step that fails is a failed test")]

use fluxion::autodiff::{Attr, Tracked, array_op, gradient_values};
use fluxion::tensor::Tensor;
use serde_json::Value;

const VECTORS: &str = include_str!("softmax/vectors.json");
const INFINITY: f64 = f64::INFINITY;

fn row(name: &str, x: &[f64]) -> Vec<f64> {
    let x = Tensor::from_column_major(&[x.len()], x.to_vec()).unwrap();
    array_op(name).unwrap().eval_tensors(&Attr::axis(0), &[&x]).unwrap().entries().to_vec()
}

fn single(name: &str, x: &[f64]) -> Vec<f64> {
    let x = Tensor::from_column_major(&[x.len()], x.iter().map(|&x| x as f32).collect()).unwrap();
    let y = array_op(name).unwrap().eval_tensors(&Attr::axis(0), &[&x]).unwrap();
    y.entries().iter().map(|&y| f64::from(y)).collect()
}

fn numbers(value: &Value) -> Vec<f64> {
    match value {
        Value::Array(list) => list.iter().map(|x| x.as_f64().unwrap()).collect(),
        number => vec![number.as_f64().unwrap()],
    }
}

#[test]
fn the_family_is_accurate_to_the_last_digits() {
    let cases: Value = serde_json::from_str(VECTORS).unwrap();
    for case in cases.as_array().unwrap() {
        let x = numbers(&case["x"]);
        for name in ["softmax", "logsoftmax", "logsumexp"] {
            let wanted = numbers(&case[name]);
            let got = row(name, &x);
            assert_eq!(got.len(), wanted.len());
            for (got, want) in got.iter().zip(&wanted) {
                // The exponential of a number far from 0 loses as many digits as the number has before the point.
                let size = x.iter().fold(1.0_f64, |size, x| size.max(x.abs())).min(1000.0);
                let tolerance = 1e-15 * size * want.abs().max(f64::MIN_POSITIVE);
                assert!(
                    (got - want).abs() <= tolerance.max(1e-300),
                    "{name} of {x:?}: {got} instead of {want}"
                );
            }
            if x.iter().all(|x| x.abs() <= 10.0) {
                for (got, want) in single(name, &x).iter().zip(&wanted) {
                    assert!((got - want).abs() <= 1e-5 * want.abs().max(1.0), "{name} of {x:?} in f32");
                }
            }
        }
    }
}

#[test]
fn infinite_entries_have_their_limits() {
    assert_eq!(row("softmax", &[INFINITY, 0.0]), [1.0, 0.0]);
    assert_eq!(row("softmax", &[-INFINITY, 0.0]), [0.0, 1.0]);
    assert_eq!(row("softmax", &[INFINITY, INFINITY]), [0.5, 0.5]);
    assert_eq!(row("softmax", &[-INFINITY, -INFINITY]), [0.5, 0.5]);
    assert_eq!(row("logsoftmax", &[-INFINITY, 0.0]), [-INFINITY, 0.0]);
    assert_eq!(row("logsumexp", &[-INFINITY, -INFINITY]), [-INFINITY]);
    assert_eq!(row("logsumexp", &[INFINITY, 3.0]), [INFINITY]);
    assert!(row("softmax", &[f64::NAN, 0.0]).iter().all(|y| y.is_nan()));
}

#[test]
fn gradients_are_finite_where_the_functions_are_smooth() {
    for x in [[1e30, -1e30], [1e30, 1e30], [1000.0, -1000.0], [-1e30, -1e30], [0.0, -INFINITY]] {
        for name in ["softmax", "logsumexp"] {
            let leaf = Tracked::leaf(Tensor::from_column_major(&[2], x.to_vec()).unwrap());
            let y = Tracked::array(array_op(name).unwrap(), &Attr::axis(0), &[&leaf]).unwrap();
            let first = Tracked::array(array_op("slice").unwrap(), &Attr::stretch(0, 0, 1), &[&y]).unwrap();
            let slopes = gradient_values(&first.sum().unwrap(), &[&leaf]);
            assert!(slopes[0].entries().iter().all(|slope| slope.is_finite()), "{name} at {x:?}: {slopes:?}");
        }
    }
}
