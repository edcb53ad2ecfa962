//! How numbers are formatted for readers: in prose when the lesson is compiled, and on the page while they change.
//!
//! Both use the same rule, so that nothing jumps when the page comes alive. The language's own display, which prints
//! every digit as the Julia prompt does, is separate.

use super::spec::Param;

/// From here on a number is written with a power of ten: nobody reads that many digits.
const HUGE: f64 = 1e7;

/// Below this a number without a fixed count of decimals is written with a power of ten: three decimals would be zeros.
const TINY: f64 = 5e-4;

/// The numbers of a value, as a tuple if there is not exactly one; `display` (the prompt's) if there is none.
///
/// ```
/// # use fluxion::lesson::show::numbers;
/// assert_eq!(numbers(&[-3.2104, 2.8713], "(-3.2104, 2.8713)", None), "(−3.21, 2.87)");
/// assert_eq!(numbers(&[2.0], "2.0", Some(1)), "2.0");
/// assert_eq!(numbers(&[40.0], "40", None), "40");
/// assert_eq!(numbers(&[], "\"hello\"", None), "\"hello\"");
/// ```
pub fn numbers(values: &[f64], display: &str, decimals: Option<u8>) -> String {
    let whole = !display.contains(['.', 'N', 'I']);
    let decimals = if whole && decimals.is_none() { Some(0) } else { decimals };
    match values {
        _ if matches!(display, "true" | "false") => display.to_owned(),
        [] => display.to_owned(),
        [value] => number(*value, decimals),
        _ => {
            let parts: Vec<String> = values.iter().map(|value| number(*value, decimals)).collect();
            format!("({})", parts.join(", "))
        }
    }
}

/// A number with a given count of decimals. Without one: none from a thousand up, one from a hundred up, two from a tenth
/// up, three below; very large and very small numbers get a power of ten.
///
/// ```
/// # use fluxion::lesson::show::number;
/// assert_eq!(number(-0.001, Some(2)), "0.00");
/// assert_eq!(number(0.0421, None), "0.042");
/// assert_eq!(number(1234.6, None), "1235");
/// assert_eq!(number(-2.5e-7, None), "−2.50 × 10⁻⁷");
/// ```
pub fn number(value: f64, decimals: Option<u8>) -> String {
    let size = value.abs();
    if value.is_nan() {
        return "NaN".to_owned();
    }
    if size.is_infinite() {
        return signed(value, "∞");
    }
    let decimals = match decimals {
        _ if size >= HUGE => return scientific(value),
        Some(decimals) => decimals,
        None if size == 0.0 => 2,
        None if size < TINY => return scientific(value),
        None if size < 0.1 => 3,
        None if size < 100.0 => 2,
        None if size < 1000.0 => 1,
        None => 0,
    };
    let digits = format!("{size:.*}", usize::from(decimals));
    let zero = digits.bytes().all(|digit| matches!(digit, b'0' | b'.'));
    if zero { digits } else { signed(value, &digits) }
}

/// The number of decimals of a step.
///
/// ```
/// # use fluxion::lesson::show::decimals_of_step;
/// assert_eq!([1.0, 0.5, 0.05, 0.001].map(decimals_of_step), [0, 1, 2, 3]);
/// ```
pub fn decimals_of_step(step: f64) -> u8 {
    let close = |decimals: &u8| {
        let scaled = step * 10f64.powi(i32::from(*decimals));
        (scaled - scaled.round()).abs() < 1e-6 * scaled.max(1.0)
    };
    (0..12).find(close).unwrap_or(12)
}

/// A parameter's value, with as many decimals as its step has.
pub fn param(param: &Param, value: f64) -> String {
    number(value, Some(decimals_of_step(param.step)))
}

/// The longest that a parameter's value can be, in letters: the room that its number keeps.
///
/// ```
/// # use fluxion::lesson::{show, spec::Param};
/// let x = Param { name: "x".into(), label: "place".into(), value: 1.0, min: -2.0, max: 10.0, step: 0.5, integer: false, identity: String::new() };
/// assert_eq!(show::letters(&x), 4);
/// ```
pub fn letters(spec: &Param) -> usize {
    let ends = [spec.min, spec.max].map(|end| param(spec, end).chars().count());
    ends.into_iter().max().unwrap_or(0)
}

/// The digits with a sign. A real minus sign is as wide as a plus and does not break lines.
fn signed(value: f64, digits: &str) -> String {
    if value < 0.0 { format!("−{digits}") } else { digits.to_owned() }
}

fn scientific(value: f64) -> String {
    let text = format!("{:.2e}", value.abs());
    let (digits, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    let raised: String = exponent.chars().map(superscript).collect();
    signed(value, &format!("{digits} × 10{raised}"))
}

fn superscript(digit: char) -> char {
    const RAISED: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    digit.to_digit(10).map_or('⁻', |digit| RAISED[digit as usize])
}
