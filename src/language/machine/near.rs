//! Suggestions for misspelled names and for names from other languages: "did you mean …?"

use super::super::case::lowercase;

/// Names from other languages and from mathematics, and Julia's equivalents.
static FOREIGN: &[(&str, &str)] = &[
    ("True", "true"),
    ("False", "false"),
    ("None", "nothing"),
    ("null", "nothing"),
    ("e", "ℯ"),
    ("ln", "log"),
    ("arcsin", "asin"),
    ("arccos", "acos"),
    ("arctan", "atan"),
    ("len", "length"),
    ("append", "push!"),
];

/// Julia's equivalent of a name from another language, or of a name with a superscript: a hint, and how to write it.
pub(super) fn foreign(name: &str) -> Option<(String, String)> {
    if let Some((_, own)) = FOREIGN.iter().find(|(word, _)| *word == name) {
        return Some((format!("In Julia this is `{own}`."), (*own).to_owned()));
    }
    let digits = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    let base = name.trim_end_matches(digits);
    let exponent: String = name[base.len()..]
        .chars()
        .filter_map(|small| digits.iter().position(|digit| *digit == small))
        .map(|digit| digit.to_string())
        .collect();
    let power = format!("{base}^{exponent}");
    let is_power = !base.is_empty() && !exponent.is_empty();
    is_power.then(|| (format!("`{name}` is a single name. For a power, write `{power}`."), power))
}

/// The name closest to `name`, if any is close enough.
pub(super) fn near<'a>(name: &str, names: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let length = name.chars().count();
    let limit = match length {
        0..=3 => 1,
        4..=7 => 2,
        _ => 3,
    };
    names
        .filter(|other| other.chars().next().is_some_and(char::is_alphabetic))
        .map(|other| (distance(name, other), other))
        .filter(|(distance, other)| *distance <= limit && *distance < length.min(other.chars().count()))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, other)| other)
}

/// The edit distance from `a` to `b` (Damerau–Levenshtein: substitutions, insertions, deletions, transpositions of
/// neighbours); 0 if they differ only in case.
fn distance(a: &str, b: &str) -> usize {
    if lowercase(a) == lowercase(b) {
        return 0;
    }
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut rows: Vec<Vec<usize>> = vec![(0..=b.len()).collect()];
    for i in 1..=a.len() {
        let mut row = vec![i];
        for j in 1..=b.len() {
            let mut best = (rows[i - 1][j] + 1)
                .min(row[j - 1] + 1)
                .min(rows[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]));
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                best = best.min(rows[i - 2][j - 2] + 1);
            }
            row.push(best);
        }
        rows.push(row);
    }
    rows[a.len()][b.len()]
}
