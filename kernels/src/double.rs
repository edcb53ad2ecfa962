//! Elementwise functions of `f64`, two entries at a time, with the very bits of `libm`: the same operations in the same
//! order, where each branch of a function becomes a choice between lanes.
//!
//! Entries beyond the usual (huge, infinite, NaN) go through the function for single entries, which the caller passes.
//! All slices passed to a loop must have the same length.

#![expect(clippy::excessive_precision, reason = "coefficients are written as they were published")]

use wide::{f64x2, i64x2};

/// ln 2 in two parts; the product of the first with a small integer is exact.
const LN_2: [f64; 2] = [6.931_471_803_691_238_164_90e-1, 1.908_214_929_270_587_700_02e-10];

/// 1/ln 2.
const PER_LN_2: f64 = std::f64::consts::LOG2_E;

/// Up to this size powers of e are normal numbers.
const LARGE: f64 = 700.0;

/// The smallest number whose upper half of bits is `high`: `libm` compares these halves.
const fn from_high(high: u32) -> f64 {
    f64::from_bits((high as u64) << 32)
}

/// e to the x. For 1 it is `one` that decides.
pub fn exp(x: &[f64], out: &mut [f64], one: fn(f64) -> f64) {
    each(x, out, one, |x| (power(x), is_usual(x) & x.simd_ne(f64x2::ONE)));
}

/// The hyperbolic tangent.
pub fn tanh(x: &[f64], out: &mut [f64], one: fn(f64) -> f64) {
    each(x, out, one, |x| (tangent(x), !x.is_nan()));
}

/// 1/(1 + e⁻ˣ).
pub fn sigmoid(x: &[f64], out: &mut [f64], one: fn(f64) -> f64) {
    each(x, out, one, |x| {
        let e = power(-x.abs());
        let above = x.simd_ge(f64x2::ZERO).select(f64x2::ONE, e);
        (above / (f64x2::ONE + e), is_usual(x))
    });
}

/// x/(1 + e⁻ˣ).
pub fn swish(x: &[f64], out: &mut [f64], one: fn(f64) -> f64) {
    each(x, out, one, |x| (x / (f64x2::ONE + power(-x)), is_usual(x)));
}

/// Defines a loop for each function of one or of two numbers.
macro_rules! plain {
    ($($(#[$doc:meta])* $name:ident |$x:ident $(, $y:ident)?| $value:expr;)*) => {
        $($(#[$doc])* pub fn $name($x: &[f64], $($y: &[f64],)? out: &mut [f64]) {
            let (pairs, last) = out.as_chunks_mut::<2>();
            let from = 2 * pairs.len();
            let (mut at, end) = (0, from + last.len());
            assert!($x.len() >= end $(&& $y.len() >= end)?, "the operands are as long as the result");
            for pair in pairs {
                let $x = f64x2::new([$x[at], $x[at + 1]]);
                $(let $y = f64x2::new([$y[at], $y[at + 1]]);)?
                *pair = ($value).to_array();
                at += 2;
            }
            for last in last {
                let $x = $x[at];
                $(let $y = $y[at];)?
                *last = $value;
            }
        })*
    };
}

plain! {
    /// −x.
    neg |x| -x;
    /// x².
    abs2 |x| x * x;
    /// The sum.
    add |x, y| x + y;
    /// The difference.
    sub |x, y| x - y;
    /// The product.
    mul |x, y| x * y;
    /// The quotient.
    div |x, y| x / y;
}

/// Applies `two`, which also says in which lanes it holds, to all entries, and `one` where it does not hold.
#[inline(always)]
fn each(x: &[f64], out: &mut [f64], one: fn(f64) -> f64, two: impl Fn(f64x2) -> (f64x2, f64x2)) {
    let ((x, x_rest), (out, out_rest)) = (x.as_chunks::<2>(), out.as_chunks_mut::<2>());
    for (out, &x) in out.iter_mut().zip(x) {
        let (y, holds) = two(f64x2::new(x));
        *out = if holds.all() { y.to_array() } else { x.map(one) };
    }
    for (out, &x) in out_rest.iter_mut().zip(x_rest) {
        *out = one(x);
    }
}

#[inline(always)]
fn is_usual(x: f64x2) -> f64x2 {
    x.abs().simd_le(f64x2::splat(LARGE))
}

/// How many times ln 2 goes into x, rounded, and what remains of x in two parts.
#[inline(always)]
fn reduced(x: f64x2) -> (f64x2, [f64x2; 2]) {
    const HALF_LN_2: f64 = from_high(0x3fd6_2e43);
    let half = x.simd_ge(f64x2::ZERO).select(f64x2::HALF, -f64x2::HALF);
    let whole = (f64x2::splat(PER_LN_2) * x + half).trunc();
    let whole = x.abs().simd_ge(f64x2::splat(HALF_LN_2)).select(whole, f64x2::ZERO);
    (whole, [x - whole * f64x2::splat(LN_2[0]), whole * f64x2::splat(LN_2[1])])
}

/// Two to the power of whole numbers from −1022 to 1023.
#[inline(always)]
fn power_of_two(exponent: f64x2) -> f64x2 {
    // In a number of this size the last bits count ones; 1023 is the bias of the exponent's field.
    let counted = exponent + f64x2::splat(6_755_399_441_055_744.0 + 1023.0);
    let bits: i64x2 = i64x2::new(counted.to_array().map(|x| x.to_bits().cast_signed())) << 52;
    f64x2::new(bits.to_array().map(|bits| f64::from_bits(bits.cast_unsigned())))
}

/// e to the x. Source: FreeBSD, `e_exp.c`.
#[inline(always)]
fn power(x: f64x2) -> f64x2 {
    const COEFFICIENTS: [f64; 5] = [
        4.138_136_797_057_238_460_39e-8,
        -1.653_390_220_546_525_153_90e-6,
        6.613_756_321_437_934_361_17e-5,
        -2.777_777_777_701_559_338_42e-3,
        1.666_666_666_666_660_190_37e-1,
    ];
    const TINY: f64 = from_high(0x3e30_0001);
    let (whole, [high, low]) = reduced(x);
    let rest = high - low;
    let square = rest * rest;
    let [first, others @ ..] = COEFFICIENTS;
    let sum = others.iter().fold(f64x2::splat(first), |sum, &c| f64x2::splat(c) + square * sum);
    let c = rest - square * sum;
    let y = f64x2::ONE + (rest * c / (f64x2::splat(2.0) - c) - low + high);
    let y = y * power_of_two(whole);
    x.abs().simd_lt(f64x2::splat(TINY)).select(f64x2::ONE + x, y)
}

/// e to the x, less 1, for x from −0.6 to 39. Source: FreeBSD, `s_expm1.c`.
#[inline(always)]
fn power_less_one(x: f64x2) -> f64x2 {
    const COEFFICIENTS: [f64; 5] = [
        -2.010_992_181_836_243_713_26e-7,
        4.008_217_827_329_362_395_52e-6,
        -7.936_507_578_674_879_424_73e-5,
        1.587_301_587_254_814_601_65e-3,
        -3.333_333_333_333_313_164_28e-2,
    ];
    let (one, half) = (f64x2::ONE, f64x2::HALF);
    let two = f64x2::splat(2.0);
    let (whole, [high, low]) = reduced(x);
    let rest = high - low;
    let lost = (high - rest) - low;
    let halved = half * rest;
    let square = rest * halved;
    let [first, others @ ..] = COEFFICIENTS;
    let sum = others.iter().fold(f64x2::splat(first), |sum, &c| f64x2::splat(c) + square * sum);
    let r = one + square * sum;
    let t = f64x2::splat(3.0) - r * halved;
    let e = square * ((r - t) / (f64x2::splat(6.0) - rest * t));
    // Without a multiple of ln 2 …
    let plain = rest - (rest * e - square);
    let e = (rest * (e - lost) - lost) - square;
    // … with one of them, down or up …
    let down = half * (rest - e) - half;
    let up = rest
        .simd_lt(f64x2::splat(-0.25))
        .select(f64x2::splat(-2.0) * (e - (rest + half)), one + two * (rest - e));
    // … and with several.
    let inverse = power_of_two(-whole);
    let few = (rest - e) + (one - inverse);
    let many = (rest - (e + inverse)) + one;
    let several = whole.simd_lt(f64x2::splat(20.0)).select(few, many) * power_of_two(whole);
    let is = |k: f64| whole.simd_eq(f64x2::splat(k));
    is(0.0).select(plain, is(1.0).select(up, is(-1.0).select(down, several)))
}

/// The hyperbolic tangent. Source: musl, `tanh.c`.
#[inline(always)]
fn tangent(x: f64x2) -> f64x2 {
    const LOG_3_HALVED: f64 = from_high(0x3fe1_93eb);
    const LOG_5_THIRDS_HALVED: f64 = from_high(0x3fd0_58af);
    // From here on it is 1 to the last bit.
    const FLAT: f64 = 19.4;
    let two = f64x2::splat(2.0);
    let size = x.abs();
    let is_middle = size.simd_ge(f64x2::splat(LOG_5_THIRDS_HALVED));
    let is_large = size.simd_ge(f64x2::splat(LOG_3_HALVED));
    let inside = size.fast_min(f64x2::splat(FLAT));
    let t = power_less_one(is_middle.select(two, -two) * inside);
    let above = is_large.select(two, is_middle.select(t, -t));
    let quotient = above / (t + two);
    let y = is_large.select(f64x2::ONE - quotient, quotient);
    x.is_sign_negative().select(-y, y)
}
