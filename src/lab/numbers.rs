//! Numbers as text that reads back to the same bits.

/// A number in the fewest digits that read back to the same bits, as Julia, JSON and CSV write it. Whole numbers have no
/// decimal point.
///
/// ```
/// # use fluxion::lab::shortest;
/// assert_eq!([0.1 + 0.2, -2.0, 1e-9].map(shortest), ["0.30000000000000004", "-2", "1e-9"]);
/// ```
pub fn shortest(number: f64) -> String {
    let size = number.abs();
    if size == 0.0 || (1e-5..1e15).contains(&size) { format!("{number}") } else { format!("{number:e}") }
}

/// The same as a floating-point number of Julia, even where it is whole or not finite.
pub(super) fn decimal(number: f64) -> String {
    match number {
        x if x.is_nan() => "NaN".to_owned(),
        f64::INFINITY => "Inf".to_owned(),
        f64::NEG_INFINITY => "-Inf".to_owned(),
        x => {
            let text = shortest(x);
            if text.contains(['.', 'e']) { text } else { text + ".0" }
        }
    }
}
