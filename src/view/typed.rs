//! Reading a typed number. In the browser its own reader does the work: Rust's brings tables as large as a figure.

/// The number that a whole text spells: a sign, digits with a point, an exponent; or infinity or NaN by name.
///
/// ```
/// # use fluxion::view::typed::number;
/// assert_eq!(["0.25", "-.5", "1e-2", "1e999"].map(number), [0.25, -0.5, 0.01, f64::INFINITY].map(Some));
/// assert_eq!(["", " 1", "0x10", "1_000", "1e", "."].map(number), [None; 6]);
/// ```
pub fn number(text: &str) -> Option<f64> {
    let (sign, digits) = match text.as_bytes().first()? {
        b'-' => (-1.0, &text[1..]),
        b'+' => (1.0, &text[1..]),
        _ => (1.0, text),
    };
    let is = |name: &str| digits.eq_ignore_ascii_case(name);
    if is("inf") || is("infinity") {
        Some(sign * f64::INFINITY)
    } else if is("nan") {
        Some(f64::NAN.copysign(sign))
    } else {
        is_decimal(digits).then(|| sign * read(digits))
    }
}

/// Whether a text is digits with at most one point among them, and perhaps an exponent.
fn is_decimal(text: &str) -> bool {
    let are_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (text, None),
    };
    let (whole, part) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let is_exponent = |text: &str| {
        let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
        !digits.is_empty() && are_digits(digits)
    };
    let has_digits = !(whole.is_empty() && part.is_empty());
    has_digits && are_digits(whole) && are_digits(part) && exponent.is_none_or(is_exponent)
}

/// The value of a decimal.
#[cfg(all(target_arch = "wasm32", feature = "page"))]
fn read(decimal: &str) -> f64 {
    js_sys::parse_float(decimal)
}

/// The value of a decimal.
#[cfg(not(all(target_arch = "wasm32", feature = "page")))]
fn read(decimal: &str) -> f64 {
    decimal.parse().unwrap_or(f64::NAN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_a_number_is_what_rust_reads_as_one() {
        for text in [
            "",
            " ",
            " 1 ",
            "1 ",
            "\t1",
            "0x10",
            "0b1",
            "1_000",
            "1,5",
            "−3",
            "--3",
            "+-3",
            "- 3",
            "e5",
            ".",
            "+",
            "1e",
            "1e+",
            "1e1.5",
            "1.2.3",
            "١",
            "½",
            "1f",
            "Infinity",
            "-inf",
            "+INFINITY",
            "infinit",
            "NaN",
            "-nan",
            "0",
            "-0",
            "007",
            "1.",
            ".5",
            "-.5e-3",
            "+2",
            "1e999",
            "-1e999",
            "1e-999",
            "0.1",
            "1E5",
            "1e+5",
            "123456789012345678901234567890",
            "4.9e-324",
            "2.4703282292062327e-324",
            "1.7976931348623157e308",
            "0.30000000000000004",
            "9007199254740993",
            "8.5e0000000000000000000000001",
        ] {
            let expected = text.parse::<f64>().ok();
            assert_eq!(number(text).map(f64::to_bits), expected.map(f64::to_bits), "{text:?}");
        }
    }
}
