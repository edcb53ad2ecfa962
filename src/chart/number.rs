//! Formatting of the numbers at ticks.

/// The number at a tick, with as many digits as ticks at a distance of `step` need, and a true minus sign.
///
/// ```
/// # use fluxion::chart::label;
/// assert_eq!(label(-0.5, 0.25), "−0.50");
/// assert_eq!(label(3.0, 1.0), "3");
/// assert_eq!(label(2e6, 1e6), "2 × 10⁶");
/// assert_eq!(label(-3e-7, 1e-7), "−3 × 10⁻⁷");
/// ```
pub fn label(value: f64, step: f64) -> String {
    let size = value.abs();
    if size < step * 1e-6 {
        return "0".to_owned();
    }
    let sign = if value < 0.0 { "−" } else { "" };
    if size >= 1e6 || step < 1e-4 {
        let exponent = libm::log10(size).floor();
        let digits = (exponent - libm::log10(step).floor()).max(0.0) as usize;
        let mantissa = size / 10f64.powi(exponent as i32);
        return format!("{sign}{mantissa:.digits$} × {}", power_of_ten(exponent as i32));
    }
    let decimals = (0..6).find(|d| is_whole(step * 10f64.powi(*d))).unwrap_or(6) as usize;
    format!("{sign}{size:.decimals$}")
}

/// Ten to the power of `exponent`, with superscript digits.
pub fn power_of_ten(exponent: i32) -> String {
    const RAISED: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    let digits = exponent.unsigned_abs().to_string();
    let raised: String = digits.bytes().map(|digit| RAISED[usize::from(digit - b'0')]).collect();
    format!("10{}{raised}", if exponent < 0 { "⁻" } else { "" })
}

/// A number with two digits that count, for a small place.
///
/// ```
/// # use fluxion::chart::short_number;
/// assert_eq!([-1.234, 56.7, 0.0123, 1234.0, 0.0].map(short_number), ["−1.2", "57", "0.012", "1234", "0"]);
/// assert_eq!([2.34e-6, f64::NAN].map(short_number), ["2.3 × 10⁻⁶", "NaN"]);
/// ```
pub fn short_number(value: f64) -> String {
    match value {
        value if value.is_nan() => "NaN".to_owned(),
        value if value.is_infinite() => if value > 0.0 { "∞" } else { "−∞" }.to_owned(),
        0.0 => "0".to_owned(),
        value => {
            let exponent = libm::log10(value.abs()).floor().max(-300.0);
            label(value, libm::pow(10.0, (exponent - 1.0).min(0.0)))
        }
    }
}

/// A count with commas between thousands.
///
/// ```
/// # use fluxion::chart::grouped;
/// assert_eq!([0, 950, 2_400, 1_234_567].map(grouped), ["0", "950", "2,400", "1,234,567"]);
/// ```
pub fn grouped(count: u64) -> String {
    let digits = count.to_string();
    let comma = |at: usize| if at > 0 && (digits.len() - at).is_multiple_of(3) { "," } else { "" };
    digits.char_indices().map(|(at, digit)| format!("{}{digit}", comma(at))).collect()
}

fn is_whole(value: f64) -> bool {
    (value - value.round()).abs() < 1e-6 * value.abs().max(1.0)
}
