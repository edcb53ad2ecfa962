//! Display of arrays at the prompt: a header, then rows aligned at the decimal point.

use super::super::array::size_words;
use super::super::types::{Type, array_name, is_rational};
use super::super::value::{Array, Value, Wrapper};
use super::number::{compact, float};
use super::{At, MAX_ROWS, display, rendered};

/// The text of an entry, and how many characters of it come before the alignment point. An entry that is not a number
/// comes entirely after that point.
struct Entry {
    before: Option<usize>,
    text: String,
}

/// The whole display of an array.
pub(super) fn block(array: &Array) -> String {
    let sizes = array.sizes();
    let tracked = if array.is_tracked() { "Tracked " } else { "" };
    let kind = match array.wrapper {
        Wrapper::Reshaped => {
            let element = array.element.name();
            let shape: Vec<String> = sizes.iter().map(usize::to_string).collect();
            format!("reshape(::UnitRange{{{element}}}, {}) with eltype {element}", shape.join(", "))
        }
        _ => array_name(array),
    };
    let mut out = format!("{tracked}{} {kind}", size_words(&sizes));
    if sizes.contains(&0) {
        return out;
    }
    out.push(':');
    let items = array.items();
    let (rows, columns) = (sizes.first().copied().unwrap_or(1), sizes.get(1).copied().unwrap_or(1));
    if sizes.len() < 3 {
        out.push('\n');
        out.push_str(&grid(&items, rows, columns, array.element, columns == 1));
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
            grid(slice, rows, columns, array.element, columns == 1)
        ));
    }
    out
}

/// The space for entries at a prompt of 24 lines and 80 columns.
const LINES: usize = 20;
const WIDTH: usize = 79;

/// What separates two columns, and what replaces omitted columns.
const BETWEEN: &str = "  ";
const OMITTED: &str = "  …  ";

/// Omitted rows and columns are marked in every this-many-th column or row.
const DOTS: usize = 5;

/// The widths of a column before and after the decimal point.
type Alignment = [usize; 2];

/// A displayed column.
type Column = (Alignment, Vec<Entry>);

/// Rows of entries, indented by one space, with two spaces between columns; in a large array the rows and columns around
/// the middle are omitted. Follows Julia's `print_matrix`.
fn grid(items: &[Value], rows: usize, columns: usize, element: Type, all_digits: bool) -> String {
    let shown: Vec<usize> = match rows > LINES {
        true => (0..LINES / 2).chain(rows - (LINES - 1) / 2..rows).collect(),
        false => (0..rows).collect(),
    };
    let cut = (rows > LINES).then_some(LINES / 2);
    let column = |column: usize| -> Vec<Entry> {
        shown.iter().map(|row| entry(&items[row + column * rows], element, all_digits)).collect()
    };
    let left = aligned((0..columns).map(column), WIDTH, columns);
    if left.len() == columns {
        return lines(&left, &[], columns, &shown, cut);
    }
    let right_width = (WIDTH + 1 - OMITTED.chars().count()) / 2 + 1;
    let mut right = aligned((0..columns).rev().map(column), right_width, columns);
    right.reverse();
    let taken: usize = right.iter().map(|(alignment, _)| alignment.iter().sum::<usize>()).sum();
    let gaps = right.len().saturating_sub(1) * BETWEEN.len();
    let left_width = WIDTH.saturating_sub(taken + gaps + OMITTED.chars().count());
    lines(&aligned((0..columns).map(column), left_width, columns), &right, columns, &shown, cut)
}

/// As many columns as fit into `width` characters, but at least one, with their alignment.
fn aligned(columns: impl Iterator<Item = Vec<Entry>>, width: usize, all: usize) -> Vec<Column> {
    let mut shown: Vec<Column> = Vec::new();
    let mut taken = 0;
    for column in columns {
        let sides = column.iter().map(Entry::sides);
        let alignment = sides.fold([0, 0], |most: Alignment, own| [most[0].max(own[0]), most[1].max(own[1])]);
        taken += alignment[0] + alignment[1] + BETWEEN.len();
        if !shown.is_empty() && taken >= width {
            break;
        }
        shown.push((alignment, column));
    }
    let taken = |shown: &[Column]| -> usize {
        shown.iter().map(|(alignment, _)| alignment[0] + alignment[1] + BETWEEN.len()).sum()
    };
    while 1 < shown.len() && shown.len() < all && taken(&shown) >= width {
        shown.pop();
    }
    shown
}

/// The lines of the `left` columns, and of the `right` ones if columns between them are omitted. `rows` are the displayed
/// rows; those before the one at `cut` are omitted. `columns` is the total number of columns.
fn lines(left: &[Column], right: &[Column], columns: usize, rows: &[usize], cut: Option<usize>) -> String {
    let mut out = String::new();
    for (row, number) in rows.iter().enumerate() {
        if cut == Some(row) {
            out.push_str("\n ");
            dots(&mut out, left, 0);
            if !right.is_empty() {
                out.push_str("  ⋱  ");
                dots(&mut out, right, columns - right.len());
            }
        }
        out.push_str(if row > 0 { "\n " } else { " " });
        entries(&mut out, left, row, right.is_empty());
        if !right.is_empty() {
            out.push_str(if number % DOTS == 0 { OMITTED } else { "     " });
            entries(&mut out, right, row, true);
        }
    }
    out
}

/// One row of some columns; there is no trailing space after the last column.
fn entries(out: &mut String, columns: &[Column], row: usize, has_last: bool) {
    for (at, (alignment, column)) in columns.iter().enumerate() {
        let [before, behind] = column[row].sides();
        out.push_str(if at > 0 { BETWEEN } else { "" });
        out.push_str(&" ".repeat(alignment[0] - before));
        out.push_str(&column[row].text);
        if at + 1 < columns.len() || !has_last {
            out.push_str(&" ".repeat(alignment[1] - behind));
        }
    }
}

/// The line that replaces omitted rows; the first of these columns is column `from`.
fn dots(out: &mut String, columns: &[Column], from: usize) {
    for (at, (alignment, _)) in columns.iter().enumerate() {
        out.push_str(if at > 0 { BETWEEN } else { "" });
        let width = alignment[0] + alignment[1];
        if (at + from).is_multiple_of(DOTS) {
            let before = alignment[0].saturating_sub(1);
            out.push_str(&" ".repeat(before));
            out.push('⋮');
            out.push_str(&" ".repeat(width.saturating_sub(1 + before)));
        } else {
            out.push_str(&" ".repeat(width));
        }
    }
}

impl Entry {
    /// The widths before and after the decimal point.
    fn sides(&self) -> Alignment {
        let width = self.text.chars().count();
        let before = self.before.unwrap_or(0);
        [before, width - before]
    }
}

fn entry(item: &Value, element: Type, all_digits: bool) -> Entry {
    let text = match item {
        Value::Tracked(number) if all_digits => float(number.value()),
        Value::Tracked(number) => compact(number.value()),
        Value::Function(_)
        | Value::Native(_)
        | Value::Operation(_)
        | Value::Irrational(_)
        | Value::Char(_) => display(item),
        _ => rendered(item, At { compact: !all_digits, ..At::default().inside(element) }),
    };
    let before = match item {
        Value::Irrational(_) => Some(1),
        Value::Bool(_) => Some(text.len()),
        // A rational is aligned after its `//`, a pair at its arrow.
        Value::Struct(_) => text.find("//").map(|at| at + 1).filter(|_| is_rational(item)),
        Value::Pair(_) => text.find(" => "),
        _ => item.number().map(|_| text.find(['.', 'e', 'f']).unwrap_or(text.len())),
    };
    Entry { before, text }
}
