//! Functions of four `f32` at once, for the inner loops of training and landscapes. They are accurate to 4 ulp, give
//! the same bits on every machine, and handle NaN and infinities.

#![expect(clippy::excessive_precision, reason = "coefficients are written as they were published")]

use wide::{f32x4, i32x4};

/// e to each power. Source: Cephes, `expf`.
pub fn exp(x: f32x4) -> f32x4 {
    const COEFFICIENTS: [f32; 6] = [
        1.987_569_15e-4,
        1.398_199_950_7e-3,
        8.333_451_907_3e-3,
        4.166_579_589_4e-2,
        1.666_666_545_9e-1,
        5.000_000_120_1e-1,
    ];
    // ln 2 in two parts; the product of the first with a small integer is exact.
    const LN_2: [f32; 2] = [0.693_359_375, -2.121_944_40e-4];
    let inside = x.fast_min(f32x4::splat(89.0)).fast_max(f32x4::splat(-104.0));
    let whole = (inside * f32x4::splat(std::f32::consts::LOG2_E)).round_ties_even();
    let rest = inside - whole * f32x4::splat(LN_2[0]) - whole * f32x4::splat(LN_2[1]);
    let sum = COEFFICIENTS.iter().fold(f32x4::splat(0.0), |sum, &c| sum * rest + f32x4::splat(c));
    let power = sum * (rest * rest) + rest + f32x4::splat(1.0);
    // Scale in two steps, because 2¹²⁸ and 2⁻¹⁴⁹ are not normal numbers.
    let whole: i32x4 = whole.fast_round_int();
    let half: i32x4 = whole >> 1;
    let y = power * power_of_two(half) * power_of_two(whole - half);
    x.is_nan().select(x, y)
}

fn power_of_two(exponent: i32x4) -> f32x4 {
    let bits: i32x4 = (exponent + i32x4::splat(127)) << 23;
    f32x4::new(bits.to_array().map(|bits| f32::from_bits(bits.cast_unsigned())))
}

/// The hyperbolic tangent, as a quotient of polynomials. Source: Eigen, `generic_fast_tanh_float`.
pub fn tanh(x: f32x4) -> f32x4 {
    const ABOVE: [f32; 7] = [
        -2.760_768_477_423_55e-16,
        2.000_187_904_824_77e-13,
        -8.604_671_522_137_35e-11,
        5.122_297_090_371_14e-8,
        1.485_722_357_179_79e-5,
        6.372_619_288_754_36e-4,
        4.893_524_558_917_86e-3,
    ];
    const BELOW: [f32; 4] =
        [1.198_258_394_667_02e-6, 1.185_347_056_866_54e-4, 2.268_434_632_439_00e-3, 4.893_525_185_543_85e-3];
    let inside = x.fast_min(f32x4::splat(7.905_311)).fast_max(f32x4::splat(-7.905_311));
    let square = inside * inside;
    let polynomial = |coefficients: &[f32]| {
        coefficients.iter().fold(f32x4::splat(0.0), |sum, &c| sum * square + f32x4::splat(c))
    };
    let y = inside * polynomial(&ABOVE) / polynomial(&BELOW);
    let tiny = x.abs().simd_lt(f32x4::splat(4e-4));
    (tiny | x.is_nan()).select(x, y)
}

/// 1/(1 + e⁻ˣ), without overflow.
pub fn sigmoid(x: f32x4) -> f32x4 {
    let e = exp(-x.abs());
    let below = f32x4::splat(1.0) / (f32x4::splat(1.0) + e);
    x.simd_ge(f32x4::splat(0.0)).select(below, e * below)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn each(f: fn(f32x4) -> f32x4, x: f32) -> f32 {
        f(f32x4::splat(x)).to_array()[0]
    }

    #[track_caller]
    fn check(f: fn(f32x4) -> f32x4, exact: fn(f64) -> f64, range: [f32; 2]) {
        const STEPS: u16 = 50_000;
        for step in 0..=STEPS {
            let x = range[0] + (range[1] - range[0]) * f32::from(step) / f32::from(STEPS);
            let (got, want) = (f64::from(each(f, x)), exact(f64::from(x)));
            let ulp = f64::from(f32::EPSILON) * want.abs().max(f64::from(f32::MIN_POSITIVE));
            assert!((got - want).abs() <= 4.0 * ulp, "at {x}: {got} instead of {want}");
        }
    }

    #[test]
    fn values_are_within_four_ulp() {
        check(exp, f64::exp, [-87.0, 88.5]);
        check(tanh, f64::tanh, [-10.0, 10.0]);
        check(tanh, f64::tanh, [-1e-2, 1e-2]);
        check(sigmoid, |x| 1.0 / (1.0 + (-x).exp()), [-87.0, 87.0]);
    }

    #[test]
    fn limits_are_reached() {
        let infinity = f32::INFINITY;
        for (f, x, y) in [
            (exp as fn(f32x4) -> f32x4, infinity, infinity),
            (exp, 1e30, infinity),
            (exp, -infinity, 0.0),
            (exp, -200.0, 0.0),
            (exp, 0.0, 1.0),
            (tanh, infinity, 1.0),
            (tanh, -1e30, -1.0),
            (tanh, -0.0, -0.0),
            (sigmoid, infinity, 1.0),
            (sigmoid, -infinity, 0.0),
            (sigmoid, 0.0, 0.5),
        ] {
            assert_eq!(each(f, x).to_bits(), y.to_bits(), "at {x}");
        }
        for f in [exp, tanh, sigmoid] {
            assert!(each(f, f32::NAN).is_nan());
        }
    }
}
