//! Display of numbers.

/// A `Float64`: the shortest digits that round-trip, always with a decimal point, in fixed notation from 1e-4 to 1e6.
///
/// ```
/// # use fluxion::language::Value;
/// assert_eq!(Value::Float(100000.0).display(), "100000.0");
/// assert_eq!(Value::Float(2.5e-5).display(), "2.5e-5");
/// ```
pub fn float(value: f64) -> String {
    if value.is_nan() {
        return "NaN".to_owned();
    }
    if value.is_infinite() {
        return if value > 0.0 { "Inf" } else { "-Inf" }.to_owned();
    }
    let size = value.abs();
    if size == 0.0 || (1e-4..1e6).contains(&size) {
        return format!("{value:?}");
    }
    with_exponent(&format!("{value:e}"), 'e')
}

/// How a `Float32` is displayed, in particular whether its type shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SingleStyle {
    /// On its own, as a literal: `2.5f0`, `1.0f-5`, `Inf32`.
    Literal,
    /// As an element of an array of its type: `2.5`, `1.0f-5`, `Inf`.
    Element,
    /// By `print` and `string`: `2.5`, `1.0e-5`, `Inf`.
    Printed,
}

/// A `Float32`: the shortest digits that round-trip, in fixed notation from 1e-4 to 1e6, like [`float`] for `Float64`.
///
/// ```
/// # use fluxion::language::Value;
/// assert_eq!(Value::Single(0.1).display(), "0.1f0");
/// assert_eq!(Value::vector(vec![Value::Single(2.5)]).display(), "1-element Array{Float32,1}:\n 2.5");
/// ```
pub fn single(value: f32, style: SingleStyle) -> String {
    let is_literal = style == SingleStyle::Literal;
    let short = shortest(value);
    if !value.is_finite() {
        return format!("{}{}", float(short), if is_literal { "32" } else { "" });
    }
    if short == 0.0 || (1e-4..1e6).contains(&short.abs()) {
        return format!("{short:?}{}", if is_literal { "f0" } else { "" });
    }
    with_exponent(&format!("{short:e}"), if style == SingleStyle::Printed { 'e' } else { 'f' })
}

/// The `Float64` with the fewest digits that rounds to this `Float32`.
fn shortest(value: f32) -> f64 {
    let exact = f64::from(value);
    let cut = |digits: usize| format!("{exact:.digits$e}").parse().unwrap_or(exact);
    (0..9).map(cut).find(|short| *short as f32 == value).unwrap_or(exact)
}

/// A `Float64` with six significant digits, as matrices show it.
pub(super) fn compact(value: f64) -> String {
    let short = six_digits(value);
    if leaves_digits_out(value, short) { with_exponent(&format!("{short:e}"), 'e') } else { float(short) }
}

/// A `Float32` with six significant digits.
pub(super) fn compact_single(value: f32) -> String {
    let exact = f64::from(value);
    let short = six_digits(exact);
    match leaves_digits_out(exact, short) {
        true => with_exponent(&format!("{short:e}"), 'f'),
        false => single(short as f32, SingleStyle::Element),
    }
}

fn six_digits(value: f64) -> f64 {
    format!("{value:.5e}").parse().unwrap_or(value)
}

/// Whether fixed notation would show digits that rounding to six has dropped: `123456.7` is `1.23457e5`, because
/// `123457.0` would claim a digit after the point. Follows Julia's `writeshortest`.
fn leaves_digits_out(value: f64, short: f64) -> bool {
    let text = format!("{short:e}");
    let Some((digits, exponent)) = text.split_once('e') else { return false };
    let count = digits.bytes().filter(u8::is_ascii_digit).count() as i32;
    let point = exponent.parse::<i32>().unwrap_or(0) + 1;
    let unit = 10f64.powi(point - count);
    (count..=6).contains(&point) && ((value.abs() + 0.05).rem_euclid(unit) - 0.05).abs() > 0.05
}

/// `2.5e-7` with this exponent letter, always with a decimal point.
fn with_exponent(text: &str, letter: char) -> String {
    let (digits, exponent) = text.split_once('e').unwrap_or((text, "0"));
    let point = if digits.contains('.') { "" } else { ".0" };
    format!("{digits}{point}{letter}{exponent}")
}

#[cfg(test)]
mod tests {
    use super::float;

    #[test]
    fn floats_as_julia_prints_them() {
        for (value, expected) in [
            (3.0, "3.0"),
            (-0.0, "-0.0"),
            (0.1 + 0.2, "0.30000000000000004"),
            (0.0001, "0.0001"),
            (0.00001, "1.0e-5"),
            (123456.789, "123456.789"),
            (1e6, "1.0e6"),
            (1.5e300, "1.5e300"),
            (-2.5e-5, "-2.5e-5"),
            (5e-324, "5.0e-324"),
            (f64::INFINITY, "Inf"),
            (f64::NAN, "NaN"),
        ] {
            assert_eq!(float(value), expected);
        }
    }
}
