//! Derivatives of the orders three and four where rules go wrong most easily: at 0 and ±1, at ties, at whole exponents.

use fluxion::autodiff::dual::Duals;
use fluxion::autodiff::{Number, OPS, Op, Plain, Tracked, gradient, op};
use fluxion::tensor::Tensor;

use crate::{close, partial, second_by_duals};

/// The values at which rules go wrong most easily.
const SPECIAL: [f64; 6] = [-2.0, -1.0, 0.0, 1.0, 2.0, 3.0];

/// Every combination of special values for this many operands, ties included.
fn special_points(arity: usize) -> Vec<Vec<f64>> {
    let extended = |points: Vec<Vec<f64>>| {
        points.iter().flat_map(|point| SPECIAL.map(|x| [point.clone(), vec![x]].concat())).collect()
    };
    (0..arity).fold(vec![Vec::new()], |points, _| extended(points))
}

/// Weights of central differences of the orders 1 to 4 at the places -2, -1, 0, 1, 2.
const STENCILS: [[f64; 5]; 4] = [
    [1.0 / 12.0, -8.0 / 12.0, 0.0, 8.0 / 12.0, -1.0 / 12.0],
    [-1.0 / 12.0, 16.0 / 12.0, -30.0 / 12.0, 16.0 / 12.0, -1.0 / 12.0],
    [-0.5, 1.0, 0.0, -1.0, 0.5],
    [1.0, -4.0, 6.0, -4.0, 1.0],
];

/// The derivatives of the orders 1 to 4 from differences; `None` where those do not settle, as at kinks, poles and the
/// ends of the domain.
fn four_by_differences(f: impl Fn(f64) -> f64, x: f64) -> Option<[f64; 4]> {
    let mut orders = [0.0; 4];
    for (order, stencil) in STENCILS.iter().enumerate() {
        let at = |h: f64| {
            let sum: f64 = (-2..=2).zip(stencil).map(|(k, weight)| weight * f(x + f64::from(k) * h)).sum();
            sum / h.powi(order as i32 + 1)
        };
        // The error of the first two stencils shrinks with the fourth power of the step, of the others with the second.
        let gain = if order < 2 { 16.0 } else { 4.0 };
        let better = |far: f64, near: f64| (gain * near - far) / (gain - 1.0);
        let [one, two] = [better(at(0.1), at(0.05)), better(at(0.05), at(0.025))];
        let settles = two.is_finite() && close(one, two, 1e-2);
        orders[order] = settles.then(|| (4.0 * gain * two - one) / (4.0 * gain - 1.0))?;
    }
    Some(orders)
}

/// The derivatives of orders 1 to 4 with respect to one operand, reverse over reverse.
fn four_orders<T: Number>(op: &'static Op, x: &[f64], position: usize) -> [f64; 4] {
    let leaves: Vec<Tracked<T>> = x.iter().map(|&x| Tracked::leaf(Tensor::scalar(T::from_f64(x)))).collect();
    let operands: Vec<&Tracked<T>> = leaves.iter().collect();
    let mut y = Tracked::apply(op, &operands).unwrap();
    [(); 4].map(|()| {
        y = gradient(&y, &[operands[position]]).remove(0);
        y.value().item().unwrap().to_f64()
    })
}

#[test]
fn third_and_fourth_derivatives_at_special_points() {
    let mut checked = 0;
    for op in OPS.iter() {
        for x in special_points(op.arity) {
            // Only where the operation is defined and has a slope along each operand.
            let is_kink = op.kink.is_some_and(|kink| kink(&x).abs() < 0.3);
            if is_kink || (0..op.arity).any(|position| !partial(op, &x, position).is_finite()) {
                continue;
            }
            for position in 0..op.arity {
                let along = |value: f64| {
                    let mut x = x.clone();
                    x[position] = value;
                    op.eval(&x)
                };
                let orders = four_orders::<f64>(op, &x, position);
                let single = four_orders::<f32>(op, &x, position);
                let Some(all) = four_by_differences(along, x[position]) else { continue };
                for order in [3, 4] {
                    let expected = all[order - 1];
                    let place = format!("{}, operand {position}, order {order} at {x:?}", op.name);
                    let (double, single) = (orders[order - 1], single[order - 1]);
                    assert!(close(double, expected, 1e-3), "{place}: {double}, differences {expected}");
                    assert!(
                        close(single, expected, 1e-2),
                        "{place}: {single} in f32, differences {expected}"
                    );
                    checked += 1;
                }
            }
        }
    }
    assert!(checked > 1000, "only {checked} derivatives could be compared");
}

#[test]
fn powers_at_zero_have_derivatives_of_any_order() {
    let power = op("^").unwrap();
    let factorials = [1.0, 1.0, 2.0, 6.0, 24.0];
    for exponent in 0..=5 {
        let orders = four_orders::<f64>(power, &[0.0, f64::from(exponent)], 0);
        for (k, derivative) in orders.iter().enumerate() {
            // The k-th derivative of xⁿ at 0 is n! for k = n, else 0.
            let expected = if k as i32 + 1 == exponent { factorials[k + 1] } else { 0.0 };
            assert_eq!(*derivative, expected, "x^{exponent}, order {}", k + 1);
        }
        let algebra = Duals(Duals(Plain::<f64>::default()));
        let second = second_by_duals(&algebra, power, &[0.0, f64::from(exponent)], 0, 0);
        assert_eq!(second, orders[1], "x^{exponent} in dual numbers");
    }
}
