//! Elementwise functions of `f64`, four entries at a time, with the very bits of `libm`: the same operations in the same
//! order, where each branch of a function becomes a choice between lanes.
//!
//! Entries beyond the usual (huge, infinite, NaN) go through the function for single entries, which the caller passes.
//! All slices passed to a loop must have the same length.

#![expect(clippy::excessive_precision, reason = "coefficients are written as they were published")]

use wide::{f64x4, i64x4};

/// ln 2 in two parts; the product of the first with a small integer is exact.
const LN_2: [f64; 2] = [6.931_471_803_691_238_164_90e-1, 1.908_214_929_270_587_700_02e-10];

/// 1/ln 2.
const PER_LN_2: f64 = std::f64::consts::LOG2_E;

/// The bit of the sign.
const SIGN: f64x4 = f64x4::new([-0.0; 4]);

/// Up to this size powers of e are normal numbers.
const LARGE: f64 = 700.0;

/// The smallest number whose upper half of bits is `high`: `libm` compares these halves.
const fn from_high(high: u32) -> f64 {
    f64::from_bits((high as u64) << 32)
}

/// e to the x. For 1 it is `one` that decides.
pub fn exp(x: &[f64], out: &mut [f64], one: fn(f64) -> f64) {
    each(x, out, one, |x| (power(x), is_usual(x) & x.simd_ne(f64x4::ONE)));
}

/// The hyperbolic tangent.
pub fn tanh(x: &[f64], out: &mut [f64], one: fn(f64) -> f64) {
    each(x, out, one, |x| (tangent(x), !x.is_nan()));
}

/// 1/(1 + e⁻ˣ).
pub fn sigmoid(x: &[f64], out: &mut [f64], one: fn(f64) -> f64) {
    each(x, out, one, |x| {
        let e = power(-x.abs());
        let above = x.simd_ge(f64x4::ZERO).select(f64x4::ONE, e);
        (above / (f64x4::ONE + e), is_usual(x))
    });
}

/// x/(1 + e⁻ˣ).
pub fn swish(x: &[f64], out: &mut [f64], one: fn(f64) -> f64) {
    each(x, out, one, |x| (x / (f64x4::ONE + power(-x)), is_usual(x)));
}

/// Defines a loop for each function of one number.
macro_rules! unary {
    ($($(#[$doc:meta])* $name:ident |$x:ident| $value:expr;)*) => {
        $($(#[$doc])* pub fn $name(x: &[f64], out: &mut [f64]) { all([x], out, |[$x]| $value); })*
    };
}

/// The same for functions of two numbers.
macro_rules! binary {
    ($($(#[$doc:meta])* $name:ident |$x:ident, $y:ident| $value:expr;)*) => {
        $($(#[$doc])* pub fn $name(x: &[f64], y: &[f64], out: &mut [f64]) { all([x, y], out, |[$x, $y]| $value); })*
    };
}

unary! {
    /// −x.
    neg |x| -x;
    /// x².
    abs2 |x| x * x;
    /// x, or 0 where x is negative.
    relu |x| x.simd_lt(f64x4::ZERO).select(f64x4::ZERO, x);
}

binary! {
    /// The sum.
    add |x, y| x + y;
    /// The difference.
    sub |x, y| x - y;
    /// The product.
    mul |x, y| x * y;
    /// The quotient.
    div |x, y| x / y;
    /// 1 where x > y, else 0.
    gt |x, y| x.simd_gt(y) & f64x4::ONE;
    /// 1 where x ≥ y, else 0.
    ge |x, y| x.simd_ge(y) & f64x4::ONE;
}

/// The second where the first is not 0, else the third.
pub fn select(operands: [&[f64]; 3], out: &mut [f64]) {
    all(operands, out, |[x, y, z]| x.simd_ne(f64x4::ZERO).select(y, z));
}

/// Applies `four` to all entries; the last few are computed beside zeros.
#[inline(always)]
fn all<const N: usize>(operands: [&[f64]; N], out: &mut [f64], four: impl Fn([f64x4; N]) -> f64x4) {
    let operands = operands.map(|entries| entries.as_chunks::<4>());
    let (out, last) = out.as_chunks_mut::<4>();
    assert!(
        operands.iter().all(|(entries, _)| entries.len() == out.len()),
        "the operands are as long as the result"
    );
    for (at, out) in out.iter_mut().enumerate() {
        *out = four(operands.map(|(entries, _)| f64x4::new(entries[at]))).to_array();
    }
    if !last.is_empty() {
        let value = four(operands.map(|(_, rest)| {
            f64x4::new(std::array::from_fn(|at| rest.get(at).copied().unwrap_or_default()))
        }));
        last.copy_from_slice(&value.to_array()[..last.len()]);
    }
}

/// Applies `four`, which also says in which lanes it holds, to all entries, and `one` where it does not hold.
#[inline(always)]
fn each(x: &[f64], out: &mut [f64], one: fn(f64) -> f64, four: impl Fn(f64x4) -> (f64x4, f64x4)) {
    let ((x, x_rest), (out, out_rest)) = (x.as_chunks::<4>(), out.as_chunks_mut::<4>());
    for (out, &x) in out.iter_mut().zip(x) {
        let (y, holds) = four(f64x4::new(x));
        *out = if holds.all() { y.to_array() } else { x.map(one) };
    }
    for (out, &x) in out_rest.iter_mut().zip(x_rest) {
        *out = one(x);
    }
}

#[inline(always)]
fn is_usual(x: f64x4) -> f64x4 {
    x.abs().simd_le(f64x4::splat(LARGE))
}

/// From this size on, `libm` takes multiples of ln 2 out of an exponent.
const HALF_LN_2: f64 = from_high(0x3fd6_2e43);

/// How many times ln 2 goes into ±`size`, rounded, and what remains in two parts. `sign` has the bits of a sign only.
#[inline(always)]
fn reduced(size: f64x4, sign: f64x4) -> (f64x4, [f64x4; 2]) {
    let x = size | sign;
    let whole = (f64x4::splat(PER_LN_2) * x + (f64x4::HALF | sign)).trunc();
    let whole = whole & size.simd_ge(f64x4::splat(HALF_LN_2));
    (whole, [x - whole * f64x4::splat(LN_2[0]), whole * f64x4::splat(LN_2[1])])
}

/// Two to the power of whole numbers from −1022 to 1023.
#[inline(always)]
fn power_of_two(exponent: f64x4) -> f64x4 {
    // In a number of this size the last bits count ones; 1023 is the bias of the exponent's field.
    let counted = exponent + f64x4::splat(6_755_399_441_055_744.0 + 1023.0);
    let bits: i64x4 = i64x4::new(counted.to_array().map(|x| x.to_bits().cast_signed())) << 52;
    f64x4::new(bits.to_array().map(|bits| f64::from_bits(bits.cast_unsigned())))
}

/// e to the x. Source: FreeBSD, `e_exp.c`.
#[inline(always)]
fn power(x: f64x4) -> f64x4 {
    const COEFFICIENTS: [f64; 5] = [
        4.138_136_797_057_238_460_39e-8,
        -1.653_390_220_546_525_153_90e-6,
        6.613_756_321_437_934_361_17e-5,
        -2.777_777_777_701_559_338_42e-3,
        1.666_666_666_666_660_190_37e-1,
    ];
    const TINY: f64 = from_high(0x3e30_0001);
    let (whole, [high, low]) = reduced(x.abs(), x & SIGN);
    let rest = high - low;
    let square = rest * rest;
    let [first, others @ ..] = COEFFICIENTS;
    let sum = others.iter().fold(f64x4::splat(first), |sum, &c| f64x4::splat(c) + square * sum);
    let c = rest - square * sum;
    let y = f64x4::ONE + (rest * c / (f64x4::splat(2.0) - c) - low + high);
    let y = y * power_of_two(whole);
    x.abs().simd_lt(f64x4::splat(TINY)).select(f64x4::ONE + x, y)
}

/// e to the x, less 1, for x = ±`size`, which lies between −0.6 and 0 or between 0.5 and 39; for −0 it may give 0. Source:
/// FreeBSD, `s_expm1.c`.
#[inline(always)]
fn power_less_one(size: f64x4, sign: f64x4) -> f64x4 {
    const COEFFICIENTS: [f64; 5] = [
        -2.010_992_181_836_243_713_26e-7,
        4.008_217_827_329_362_395_52e-6,
        -7.936_507_578_674_879_424_73e-5,
        1.587_301_587_254_814_601_65e-3,
        -3.333_333_333_333_313_164_28e-2,
    ];
    let one = f64x4::ONE;
    let (whole, [high, low]) = reduced(size, sign);
    let rest = high - low;
    let lost = (high - rest) - low;
    let halved = f64x4::HALF * rest;
    let square = rest * halved;
    let [first, others @ ..] = COEFFICIENTS;
    let sum = others.iter().fold(f64x4::splat(first), |sum, &c| f64x4::splat(c) + square * sum);
    let r = one + square * sum;
    let t = f64x4::splat(3.0) - r * halved;
    let e = square * ((r - t) / (f64x4::splat(6.0) - rest * t));
    let e = (rest * (e - lost) - lost) - square;
    // `libm` has formulas of its own for −1, 0 and 1 multiples of ln 2. Here they round like the one for several; the
    // exception, an x between ½ ln 2 and 0.45, is out of range.
    let inverse = power_of_two(-whole);
    let few = (rest - e) + (one - inverse);
    let is_few = whole.simd_lt(f64x4::splat(20.0));
    let y = if is_few.all() { few } else { is_few.select(few, (rest - (e + inverse)) + one) };
    y * power_of_two(whole)
}

/// The hyperbolic tangent. Source: musl, `tanh.c`.
#[inline(always)]
fn tangent(x: f64x4) -> f64x4 {
    const LOG_3_HALVED: f64 = from_high(0x3fe1_93eb);
    const LOG_5_THIRDS_HALVED: f64 = from_high(0x3fd0_58af);
    // From here on it is 1 to the last bit.
    const FLAT: f64 = 19.4;
    let two = f64x4::splat(2.0);
    let size = x.abs();
    let is_small = size.simd_lt(f64x4::splat(LOG_5_THIRDS_HALVED));
    let is_large = size.simd_ge(f64x4::splat(LOG_3_HALVED));
    let inside = size.fast_min(f64x4::splat(FLAT));
    let t = power_less_one(inside + inside, is_small & SIGN);
    let quotient = is_large.select(two, t.abs()) / (t + two);
    is_large.select(f64x4::ONE - quotient, quotient) | (x & SIGN)
}
