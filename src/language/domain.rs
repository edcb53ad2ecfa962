//! Domains of real functions, and Julia's errors outside them.

use super::error::{self, Fallible};
use super::value::Value;

/// A function, a test for arguments outside its domain, Julia's message, and a hint.
type Domain = (&'static str, fn(&[f64]) -> bool, &'static str, &'static str);

static DOMAINS: &[Domain] = &[
    (
        "sqrt",
        |x| x[0] < 0.0,
        "sqrt will only return a complex result if called with a complex argument. Try sqrt(Complex(x)).",
        "A negative number has no real square root.",
    ),
    (
        "log",
        |x| x.iter().any(|x| *x < 0.0),
        "log will only return a complex result if called with a complex argument. Try log(Complex(x)).",
        "The logarithm is defined only for positive numbers.",
    ),
    (
        "log2",
        |x| x[0] < 0.0,
        "log2 will only return a complex result if called with a complex argument. Try log2(Complex(x)).",
        "The logarithm is defined only for positive numbers.",
    ),
    (
        "log10",
        |x| x[0] < 0.0,
        "log10 will only return a complex result if called with a complex argument. Try log10(Complex(x)).",
        "The logarithm is defined only for positive numbers.",
    ),
    (
        "log1p",
        |x| x[0] < -1.0,
        "log1p will only return a complex result if called with a complex argument. Try log1p(Complex(x)).",
        "The logarithm of 1 + x is defined only for x above -1.",
    ),
    (
        "sin",
        |x| x[0].is_infinite(),
        "sin(x) is only defined for finite x.",
        "The sine of infinity has no value.",
    ),
    (
        "cos",
        |x| x[0].is_infinite(),
        "cos(x) is only defined for finite x.",
        "The cosine of infinity has no value.",
    ),
    (
        "tan",
        |x| x[0].is_infinite(),
        "tan(x) is only defined for finite x.",
        "The tangent of infinity has no value.",
    ),
    ("asin", |x| x[0].abs() > 1.0, "asin(x) is not defined for |x|>1.", "A sine is always between -1 and 1."),
    ("acos", |x| x[0].abs() > 1.0, "acos(x) not defined for |x| > 1", "A cosine is always between -1 and 1."),
    (
        "^",
        |x| x[0] < 0.0 && x[0].is_finite() && x[1].is_finite() && x[1].fract() != 0.0,
        "Exponentiation yielding a complex result requires a complex argument.\nReplace x^y with (x+0im)^y, Complex(x)^y, or similar.",
        "A negative number has no real power with a fractional exponent.",
    ),
];

/// Whether a function has no real value at some numbers.
pub fn is_limited(name: &str) -> bool {
    DOMAINS.iter().any(|(function, ..)| *function == name)
}

/// Checks all numbers in a value before a function is applied to each.
///
/// # Errors
/// If the function has no real value at one of them.
pub fn check_all(name: &str, value: &Value) -> Fallible<()> {
    if !DOMAINS.iter().any(|(function, ..)| *function == name && name != "^") {
        return Ok(());
    }
    value.numbers().unwrap_or_default().iter().try_for_each(|number| check_domain(name, &[*number]))
}

/// Checks the numbers that a function is applied to.
///
/// # Errors
/// If the function has no real value there.
pub fn check_domain(name: &str, numbers: &[f64]) -> Fallible<()> {
    match DOMAINS.iter().find(|(function, ..)| *function == name) {
        Some((_, outside, words, hint)) if outside(numbers) => Err(error::domain(numbers[0], words, hint)),
        _ => Ok(()),
    }
}
