//! Absolute value, sign, rounding and remainders. Sign and rounding are step functions, whose derivative is zero.

use super::row::{Op, binary, call, choose, flat, unary};

const WIDE: [f64; 2] = [-3.0, 3.0];

pub(super) fn rows() -> Vec<Op> {
    let mut rows = vec![
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
            "sign_of({x})",
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
    ];
    rows.extend(remainders());
    rows
}

/// The remainders of a division. Where one jumps, its derivative is that of the pieces on either side.
fn remainders() -> [Op; 2] {
    [
        binary(
            "rem",
            "the remainder of a division, with the sign of x",
            libm::fmod,
            libm::fmodf,
            "rem_of({x}, {y})",
            [WIDE, [0.3, 3.0]],
            |x, _| vec![1.0.into(), -call("trunc", &(&x[0] / &x[1]))],
        )
        .kinks_at(|x| to_whole(&[x[0] / x[1]])),
        binary(
            "mod",
            "the remainder of a division, with the sign of y",
            |x, y| with_sign_of(y, libm::fmod(x, y)),
            |x, y| with_sign_of(f64::from(y), libm::fmod(f64::from(x), f64::from(y))) as f32,
            "mod_of({x}, {y})",
            [WIDE, [0.3, 3.0]],
            |x, _| vec![1.0.into(), -call("floor", &(&x[0] / &x[1]))],
        )
        .kinks_at(|x| to_whole(&[x[0] / x[1]])),
    ]
}

/// A remainder by `y` moved to the side of zero on which `y` is.
fn with_sign_of(y: f64, remainder: f64) -> f64 {
    if remainder != 0.0 && (remainder < 0.0) != (y < 0.0) { remainder + y } else { remainder }
}

/// How far the first operand is from the nearest whole number.
fn to_whole(x: &[f64]) -> f64 {
    x[0] - libm::rint(x[0])
}
