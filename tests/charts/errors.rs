//! The errors of finite differences over the step size, and their secants on a curve.

use crate::{SIZES, check, holds, stays_in};
use fluxion::autodiff::numeric::forward;
use fluxion::chart::{Errors, Panel, Secants, Theme};

/// Step sizes from 10⁻¹ down to 10⁻¹⁶.
fn steps() -> Vec<f64> {
    (4..=64).map(|quarter| 10f64.powf(-f64::from(quarter) / 4.0)).collect()
}

fn errors() -> Errors {
    let f = |x: f64| x * x * x;
    let one = |h: &f64| (forward(f, 1.2, *h) - 4.32).abs();
    let both = |h: &f64| ((f(1.2 + h) - f(1.2 - h)) / (2.0 * h) - 4.32).abs();
    let rules = vec![
        ("forward".to_owned(), steps().iter().map(one).collect()),
        ("central".to_owned(), steps().iter().map(both).collect()),
    ];
    Errors::new(steps(), rules, 1e-15)
}

#[test]
fn errors_make_a_v() {
    let (size, errors) = ([440.0, 250.0], errors());
    let frame = errors.frame(size);
    check("errors", size, |theme| {
        vec![errors.base(&frame, theme), errors.overlay(&frame, theme, 1e-3, &[3.6e-3, 1e-6], true)]
    });
}

#[test]
fn secants_of_a_curve() {
    let x = [-2.0, 2.0];
    let values = (0..=60).map(|i| (f64::from(i) / 15.0 - 2.0).powi(3)).collect();
    let panel = Panel::new(x, values, ["x", "f"]);
    let frame = panel.frame([440.0, 190.0], panel.heights());
    let secants = Secants {
        point: [0.5, 0.125],
        slope: 0.75,
        slopes: vec![3.25, 1.75],
        other: [1.5, 3.375],
        is_held: false,
    };
    check("secants", [440.0, 190.0], |theme| {
        vec![panel.base(&frame, theme, theme.height, true), secants.draw(&frame, theme)]
    });
}

#[test]
fn errors_hold_for_any_numbers_and_size() {
    let theme = Theme::light();
    let odd = [f64::NAN, f64::INFINITY, 0.0, 1e308, 5e-324, -1.0];
    for size in SIZES {
        for (value, floor) in odd.into_iter().flat_map(|value| odd.map(|floor| (value, floor))) {
            let errors = Errors::new(steps(), vec![("odd".into(), vec![value; 61])], floor);
            let frame = errors.frame(size);
            let base = errors.base(&frame, &theme);
            stays_in("errors", &[frame.plot()], &base);
            holds("errors", size, &[base]);
            holds("a step", size, &[errors.overlay(&frame, &theme, value, &[value], false)]);
        }
        let none = Errors::new(Vec::new(), Vec::new(), 0.0);
        holds("nothing", size, &[none.base(&none.frame(size), &theme)]);
    }
}
