//! Arrays as the prompt prints them: a header, then rows aligned at the decimal points.

use super::array::size_words;
use super::display::{MAX_ROWS, display, float, show};
use super::types::array_name;
use super::value::{Array, Value};

/// Where an entry is aligned: how many characters stand before its point, and its text. What is no number is
/// aligned at its end.
struct Entry {
    before: Option<usize>,
    text: String,
}

/// The whole display of an array.
pub(super) fn block(array: &Array) -> String {
    let sizes = array.sizes();
    let tracked = if array.is_tracked() { "Tracked " } else { "" };
    let mut out = format!("{tracked}{} {}", size_words(&sizes), array_name(array));
    if sizes.contains(&0) {
        return out;
    }
    out.push(':');
    let items = array.items();
    let (rows, columns) = (sizes.first().copied().unwrap_or(1), sizes.get(1).copied().unwrap_or(1));
    if sizes.len() < 3 {
        out.push('\n');
        out.push_str(&grid(&items, rows, columns, sizes.len() == 1));
        return out;
    }
    for (number, slice) in items.chunks(rows * columns).take(MAX_ROWS).enumerate() {
        let mut left = number;
        let indices: Vec<String> = sizes[2..]
            .iter()
            .map(|size| {
                let index = left % size + 1;
                left /= size;
                index.to_string()
            })
            .collect();
        let gap = if number > 0 { "\n" } else { "" };
        out.push_str(&format!(
            "{gap}\n[:, :, {}] =\n{}",
            indices.join(", "),
            grid(slice, rows, columns, false)
        ));
    }
    out
}

/// Rows of entries, the first column behind one blank, two blanks between columns.
fn grid(items: &[Value], rows: usize, columns: usize, full_digits: bool) -> String {
    let (shown_rows, shown_columns) = (rows.min(MAX_ROWS), columns.min(MAX_ROWS));
    let mut lines = vec![String::from(" "); shown_rows];
    for column in 0..shown_columns {
        let entries: Vec<Entry> =
            (0..shown_rows).map(|row| entry(&items[row + column * rows], full_digits)).collect();
        let before = entries.iter().filter_map(|entry| entry.before).max().unwrap_or(0);
        let padded: Vec<String> = entries
            .iter()
            .map(|entry| match entry.before {
                Some(own) => " ".repeat(before - own) + &entry.text,
                None if before > 0 => format!(" {}", entry.text),
                None => entry.text.clone(),
            })
            .collect();
        let widest = padded.iter().map(|text| text.chars().count()).max().unwrap_or(0);
        for (line, text) in lines.iter_mut().zip(padded) {
            if column > 0 {
                line.push_str("  ");
            }
            line.push_str(&text);
            if column + 1 < columns {
                line.push_str(&" ".repeat(widest - text.chars().count()));
            }
        }
    }
    if columns > MAX_ROWS {
        lines.iter_mut().for_each(|line| line.push_str("  …"));
    }
    if rows > MAX_ROWS {
        lines.push(" ⋮".to_owned());
    }
    lines.join("\n")
}

fn entry(item: &Value, full_digits: bool) -> Entry {
    let text = match item {
        Value::Float(number) if full_digits => float(*number),
        Value::Float(number) => float(rounded(*number)),
        Value::Tracked(number) if full_digits => float(number.value()),
        Value::Tracked(number) => float(rounded(number.value())),
        Value::Function(_) | Value::Native(_) | Value::Operation(_) => display(item),
        _ => show(item),
    };
    let number = item.number().filter(|_| !matches!(item, Value::Bool(_)));
    let before = number.map(|_| text.find(['.', 'e', 'f']).unwrap_or(text.len()));
    Entry { before, text }
}

/// A matrix shows six significant digits.
fn rounded(number: f64) -> f64 {
    format!("{number:.5e}").parse().unwrap_or(number)
}
