//! What the learner can keep as files: tables of numbers, and how files are named.

/// Numbers as comma-separated values under the names of their columns, with every digit.
///
/// ```
/// # use fluxion::view::files::table;
/// assert_eq!(table(&["x", "f"], [[0.5, -1.0], [1.0, f64::NAN]]), "x,f\n0.5,-1\n1,NaN\n");
/// ```
pub fn table<const N: usize>(names: &[&str; N], rows: impl IntoIterator<Item = [f64; N]>) -> String {
    let mut text = names.join(",") + "\n";
    for row in rows {
        text += &row.map(|number| number.to_string()).join(",");
        text.push('\n');
    }
    text
}

/// A title as a file's name: letters and digits, with hyphens between the words.
pub fn file_name(title: &str) -> String {
    let words: Vec<String> = title
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_ascii_lowercase)
        .collect();
    words.join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_named_after_the_figure() {
        for (title, expected) in [
            ("Forty steps, and the height after each", "forty-steps-and-the-height-after-each"),
            ("Above: how high. Below: how steep", "above-how-high-below-how-steep"),
            ("∂f/∂x", "f-x"),
        ] {
            assert_eq!(file_name(title), expected);
        }
    }
}
