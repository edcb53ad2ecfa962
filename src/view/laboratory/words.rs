//! How the page writes the names of tables that the worker computes with. What the names mean, the worker knows.

/// A name as settings hold it, and as the page writes it.
pub type Named = (&'static str, &'static str);

/// The data sets.
pub static SETS: &[Named] = &[
    ("circle", "Circle"),
    ("xor", "XOR"),
    ("gauss", "Gauss"),
    ("spiral", "Spiral"),
    ("moons", "Moons"),
    ("plane", "Plane"),
    ("hills", "Hills"),
];

/// The activations.
pub static ACTIVATIONS: &[Named] = &[
    ("tanh", "tanh"),
    ("relu", "relu"),
    ("sigmoid", "sigmoid"),
    ("identity", "identity"),
    ("leakyrelu", "leakyrelu"),
    ("elu", "elu"),
    ("selu", "selu"),
    ("gelu", "gelu"),
    ("swish", "swish"),
    ("softplus", "softplus"),
    ("softsign", "softsign"),
    ("mish", "mish"),
    ("sin", "sin"),
];

/// The initialisers.
pub static INITIALISERS: &[Named] = &[
    ("glorot_uniform", "Glorot"),
    ("glorot_normal", "Glorot, normal"),
    ("kaiming_uniform", "He"),
    ("kaiming_normal", "He, normal"),
    ("lecun_uniform", "LeCun"),
    ("lecun_normal", "LeCun, normal"),
    ("truncated_normal", "Truncated normal"),
    ("randn", "Normal"),
    ("rand", "0 to 1"),
    ("zeros", "All zeros"),
    ("ones", "All ones"),
];

/// The losses.
pub static LOSSES: &[Named] = &[
    ("mse", "Mean square"),
    ("huber_loss", "Huber"),
    ("logitbinarycrossentropy", "Cross-entropy"),
    ("hinge", "Hinge"),
    ("mae", "Mean absolute"),
    ("sse", "Sum of squares"),
];

/// The schedules of the learning rate.
pub static SCHEDULES: &[Named] = &[
    ("constant", "constant"),
    ("step", "in steps"),
    ("exponential", "exponential"),
    ("inverse", "inverse"),
    ("cosine", "cosine"),
    ("restarts", "restarts"),
    ("warm-up", "warm-up"),
];

/// How the page writes a name of a table; the name itself if the table does not have it.
pub fn written(table: &[Named], name: &str) -> String {
    table.iter().find(|(own, _)| *own == name).map_or(name, |(_, written)| written).to_owned()
}

/// Whether a table has a name.
pub fn has(table: &[Named], name: &str) -> bool {
    table.iter().any(|(own, _)| *own == name)
}

/// A whole number with its thousands apart: `12,400`.
///
/// ```
/// # use fluxion::view::laboratory::words::whole;
/// assert_eq!([0, 999, 1000, 1234567].map(whole), ["0", "999", "1,000", "1,234,567"]);
/// ```
pub fn whole(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + 6);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A number as the page writes it: every digit that it has, with a real minus sign.
///
/// ```
/// # use fluxion::view::laboratory::words::number;
/// assert_eq!([0.02, -0.5, 3.0].map(number), ["0.02", "−0.5", "3"]);
/// ```
pub fn number(value: f64) -> String {
    value.to_string().replace('-', "−")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lab::losses::LAB_LOSSES;
    use crate::nn::{DATA_SETS, INITIALISERS as DRAWN, SCHEDULES as RATES};

    fn names(table: &[Named]) -> Vec<&'static str> {
        table.iter().map(|(name, _)| *name).collect()
    }

    #[test]
    fn every_row_has_its_words() {
        assert_eq!(names(SETS), DATA_SETS.iter().map(|set| set.name).collect::<Vec<_>>());
        assert_eq!(names(SCHEDULES), RATES.iter().map(|row| row.name).collect::<Vec<_>>());
        assert_eq!(names(LOSSES), LAB_LOSSES.iter().map(|row| row.name).collect::<Vec<_>>());
        assert_eq!(names(INITIALISERS), DRAWN.iter().map(|row| row.name).collect::<Vec<_>>());
    }
}
