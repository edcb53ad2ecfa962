//! Absolute value, sign, and rounding. All but the first are step functions, whose derivative is zero.

use super::row::{Op, choose, flat, unary};

const WIDE: [f64; 2] = [-3.0, 3.0];

pub(super) fn rows() -> Vec<Op> {
    vec![
        // The derivative at 0 is taken to be 1, as in Tracker.
        unary("abs", "the absolute value", libm::fabs, libm::fabsf, "abs({x})", WIDE, |x, _| {
            vec![choose(&x[0], ">=", 0.0, 1.0, -1.0)]
        })
        .kinks_at(|x| x[0])
        .keeping_integers(|x| x[0].wrapping_abs()),
        unary(
            "sign",
            "−1, 0 or 1",
            |x: f64| {
                if x > 0.0 {
                    1.0
                } else if x < 0.0 {
                    -1.0
                } else {
                    x
                }
            },
            |x: f32| {
                if x > 0.0 {
                    1.0
                } else if x < 0.0 {
                    -1.0
                } else {
                    x
                }
            },
            "sign({x})",
            WIDE,
            flat,
        )
        .kinks_at(|x| x[0])
        .keeping_integers(|x| x[0].signum()),
        unary("floor", "the next whole number below", libm::floor, libm::floorf, "floor({x})", WIDE, flat)
            .kinks_at(to_whole),
        unary("ceil", "the next whole number above", libm::ceil, libm::ceilf, "ceil({x})", WIDE, flat)
            .kinks_at(to_whole),
        unary("trunc", "the whole part", libm::trunc, libm::truncf, "trunc({x})", WIDE, flat)
            .kinks_at(to_whole),
        unary(
            "round",
            "the nearest whole number, halves to even",
            libm::rint,
            libm::rintf,
            "round({x})",
            WIDE,
            flat,
        )
        .kinks_at(|x| to_whole(&[x[0] + 0.5])),
    ]
}

/// How far the first operand is from the nearest whole number.
fn to_whole(x: &[f64]) -> f64 {
    x[0] - libm::rint(x[0])
}
