//! Arrays as the prompt prints them: a header, then rows aligned at the decimal points.

use super::super::array::size_words;
use super::super::types::{Type, array_name, is_rational};
use super::super::value::{Array, Value, Wrapper};
use super::number::{compact, float};
use super::{At, MAX_ROWS, display, written};

/// Where an entry is aligned: how many characters stand before its point, and its text. What is no number stands behind
/// the points.
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

/// The rows and columns that a prompt of 24 lines with 80 characters has for entries.
const LINES: usize = 20;
const WIDTH: usize = 79;

/// What stands between two columns, and for columns that are left out.
const BETWEEN: &str = "  ";
const LEFT_OUT: &str = "  …  ";

/// In every so many rows and columns dots stand for what is left out.
const DOTS: usize = 5;

/// How many characters of a column stand before the point, and how many behind it.
type Alignment = [usize; 2];

/// A column that is shown.
type Column = (Alignment, Vec<Entry>);

/// Rows of entries, the first column behind one blank, two blanks between columns; in a large array those around the
/// middle are left out. The arithmetic is that of Julia's `print_matrix`. One column shows all digits.
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
    let right_width = (WIDTH + 1 - LEFT_OUT.chars().count()) / 2 + 1;
    let mut right = aligned((0..columns).rev().map(column), right_width, columns);
    right.reverse();
    let taken: usize = right.iter().map(|(alignment, _)| alignment.iter().sum::<usize>()).sum();
    let gaps = right.len().saturating_sub(1) * BETWEEN.len();
    let room = WIDTH.saturating_sub(taken + gaps + LEFT_OUT.chars().count());
    lines(&aligned((0..columns).map(column), room, columns), &right, columns, &shown, cut)
}

/// As many columns as have room in so many characters, and how they are aligned; one at least.
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

/// The lines of some columns, and of others on their right if some between are left out. `rows` are the rows that are
/// shown; before the one at `cut` some are left out. `columns` counts all.
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
            out.push_str(if number % DOTS == 0 { LEFT_OUT } else { "     " });
            entries(&mut out, right, row, true);
        }
    }
    out
}

/// One row of some columns; behind the last of all stand no blanks.
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

/// The line that stands for rows that are left out; the first column counts as column `from`.
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
    /// How many characters stand before the point, and how many behind it.
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
        _ => written(item, At { compact: !all_digits, ..At::default().inside(element) }),
    };
    let before = match item {
        Value::Irrational(_) => Some(1),
        Value::Bool(_) => Some(text.len()),
        // A quotient is aligned behind its line, a pair at its arrow.
        Value::Struct(_) => text.find("//").map(|at| at + 1).filter(|_| is_rational(item)),
        Value::Pair(_) => text.find(" => "),
        _ => item.number().map(|_| text.find(['.', 'e', 'f']).unwrap_or(text.len())),
    };
    Entry { before, text }
}
