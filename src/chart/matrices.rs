//! Matrix equations: each matrix is a block of cells with its entries, with operators between, laid out in lines.

use super::picture::{Anchor, Picture, Stroke, TextMark};
use super::theme::TYPE;
use super::{Color, Point, Rect, Theme};

/// The height and the smallest width of a cell, in CSS pixels.
const TALL: f64 = 30.0;
const NARROW: f64 = 28.0;

/// The approximate width of a character relative to the type size; the number of characters reserved for every number;
/// the width of a character of a name; the horizontal padding of a cell.
const LETTER: f64 = 0.62;
const LETTERS: usize = 5;
const NAME_LETTER: f64 = 0.52;
const BESIDE: f64 = 8.0;

/// The height reserved for the name above a matrix, the widths of an operator and of a bracket, and the gap between two
/// lines.
const NAME: f64 = 20.0;
const SIGN: f64 = 20.0;
const BRACKET: f64 = 7.0;
const LINE: f64 = 12.0;

/// The opacity of the colour of the cell with the largest entry of a matrix.
const TINT: f64 = 0.3;

/// A term of an equation.
#[derive(Clone, Debug, PartialEq)]
pub enum MatrixTerm {
    /// An operator between two matrices: `×`, `+`, `=`.
    Sign(String),
    /// A matrix.
    Matrix(Matrix),
    /// The end of a line.
    Break,
}

/// A matrix, or a vector as a matrix of one column.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Matrix {
    /// The name.
    pub name: String,
    /// The hue of the quantity that it shows; empty for none.
    pub hue: String,
    /// The numbers of rows and columns.
    pub sizes: [usize; 2],
    /// The entries in column-major order; empty if only the shape is shown.
    pub values: Vec<f64>,
    /// The entries as text, in the same order.
    pub texts: Vec<String>,
    /// Which of its dimensions do not match its neighbours: height, width.
    pub misfits: [bool; 2],
}

/// An entry: the indices of its term, row and column.
pub type MatrixEntry = (usize, usize, usize);

/// A sequence of terms that form one or more equations.
///
/// ```
/// # use fluxion::chart::{Matrices, Matrix, MatricesMarks, MatrixTerm, Theme};
/// let vector = Matrix { name: "b".into(), sizes: [2, 1], values: vec![0.5, -1.0], ..Matrix::default() };
/// let equation = Matrices::new(vec![MatrixTerm::Matrix(vector)]);
/// let frame = equation.frame(300.0);
/// assert_eq!(frame.cell((0, 1, 0)).unwrap().min[1], frame.cell((0, 0, 0)).unwrap().max[1]);
/// assert!(!equation.base(&frame, &Theme::light()).marks.is_empty());
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Matrices {
    terms: Vec<MatrixTerm>,
}

/// The layout of the equations.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MatricesFrame {
    /// The rectangle of each term, without brackets; `None` for line breaks.
    places: Vec<Option<Place>>,
    /// The total height of all lines.
    pub height: f64,
}

#[derive(Clone, Copy, Debug, PartialEq)]
struct Place {
    rect: Rect,
    sizes: [usize; 2],
}

/// What is highlighted.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MatricesMarks {
    /// The selected entry.
    pub at: Option<MatrixEntry>,
    /// The entries that it is computed from.
    pub from: Vec<MatrixEntry>,
}

impl Matrices {
    /// Equations that consist of these terms.
    pub fn new(terms: Vec<MatrixTerm>) -> Matrices {
        Matrices { terms }
    }

    /// The layout for a width in CSS pixels. A line that is too long is continued below, beginning with a sign.
    pub fn frame(&self, width: f64) -> MatricesFrame {
        let mut frame = MatricesFrame { places: vec![None; self.terms.len()], height: 0.0 };
        let mut line: Vec<usize> = Vec::new();
        let mut wide = 0.0;
        for (index, term) in self.terms.iter().enumerate() {
            let need = match term {
                MatrixTerm::Sign(_) => SIGN + self.terms.get(index + 1).map_or(0.0, room),
                _ => room(term),
            };
            let follows_sign =
                matches!(line.last().map(|last| &self.terms[*last]), Some(MatrixTerm::Sign(_)));
            let is_full = wide + need > width && !line.is_empty() && !follows_sign;
            if is_full || *term == MatrixTerm::Break {
                self.set_out(&mut frame, &line, width);
                line.clear();
                wide = 0.0;
            }
            if *term != MatrixTerm::Break {
                wide += room(term);
                line.push(index);
            }
        }
        self.set_out(&mut frame, &line, width);
        frame
    }

    /// Places the terms of a line side by side, centred vertically; a line that is too wide is squeezed.
    fn set_out(&self, frame: &mut MatricesFrame, line: &[usize], width: f64) {
        let rows = |index: &usize| {
            if let MatrixTerm::Matrix(matrix) = &self.terms[*index] { matrix.sizes[0] } else { 1 }
        };
        let Some(most) = line.iter().map(rows).max() else { return };
        let wide: f64 = line.iter().map(|index| room(&self.terms[*index])).sum();
        let squeeze = (width / wide).min(1.0);
        let top = frame.height + if frame.height > 0.0 { LINE } else { 0.0 } + NAME;
        let middle = top + most.max(1) as f64 * TALL / 2.0;
        let mut x = 0.0;
        for &index in line {
            let own = room(&self.terms[index]) * squeeze;
            let (sizes, aside) = match &self.terms[index] {
                MatrixTerm::Matrix(matrix) => (matrix.sizes, BRACKET),
                _ => ([1, 1], 0.0),
            };
            let half = sizes[0] as f64 * TALL / 2.0;
            let rect = Rect { min: [x + aside, middle - half], max: [x + own - aside, middle + half] };
            frame.places[index] = Some(Place { rect, sizes });
            x += own;
        }
        frame.height = top + most.max(1) as f64 * TALL + 2.0;
    }

    /// Cells, entries, brackets, names and operators.
    pub fn base(&self, frame: &MatricesFrame, theme: &Theme) -> Picture {
        let mut picture = Picture::new(&theme.font);
        for (index, term) in self.terms.iter().enumerate() {
            let Some(place) = frame.places.get(index).copied().flatten() else { continue };
            match term {
                MatrixTerm::Sign(sign) => {
                    word(&mut picture, sign, middle(&place.rect), (1.4 * TYPE, theme.soft))
                }
                MatrixTerm::Matrix(matrix) => {
                    cells(&mut picture, matrix, (index, frame), theme);
                    around(&mut picture, matrix, &place.rect, theme);
                }
                MatrixTerm::Break => {}
            }
        }
        picture
    }

    /// A frame around the selected entry, and thin frames with underlines around the entries that it is computed from.
    pub fn overlay(&self, frame: &MatricesFrame, theme: &Theme, marks: &MatricesMarks) -> Picture {
        let mut picture = Picture::new(&theme.font);
        for rect in marks.from.iter().filter_map(|entry| frame.cell(*entry)) {
            let [a, b, c, d] = corners(&rect, 1.5);
            picture.line(vec![a, b, c, d, a], Stroke::new(theme.height, 1.5));
            picture.line(vec![d, c], Stroke::new(theme.height, 3.5));
        }
        if let Some(rect) = marks.at.and_then(|entry| frame.cell(entry)) {
            let [a, b, c, d] = corners(&rect, 1.5);
            picture.line(vec![a, b, c, d, a], Stroke::new(theme.height, 3.0));
        }
        picture
    }
}

impl MatricesFrame {
    /// The rectangle of an entry, if there is such an entry.
    pub fn cell(&self, (term, row, column): MatrixEntry) -> Option<Rect> {
        let Place { rect, sizes } = (*self.places.get(term)?)?;
        let is_there = row < sizes[0] && column < sizes[1];
        let wide = (rect.max[0] - rect.min[0]) / sizes[1].max(1) as f64;
        let min = [rect.min[0] + column as f64 * wide, rect.min[1] + row as f64 * TALL];
        is_there.then_some(Rect { min, max: [min[0] + wide, min[1] + TALL] })
    }
}

/// The width of a term.
fn room(term: &MatrixTerm) -> f64 {
    match term {
        MatrixTerm::Sign(_) => SIGN,
        MatrixTerm::Break => 0.0,
        MatrixTerm::Matrix(matrix) => {
            // Reserve space for a minus sign in any case: a line should not move while its numbers change.
            let letters =
                matrix.texts.iter().map(|text| text.chars().count().max(LETTERS)).max().unwrap_or(0);
            let cell = (letters as f64 * LETTER * TYPE + BESIDE).max(NARROW);
            let name = matrix.name.chars().count() as f64 * NAME_LETTER * TYPE;
            (cell * matrix.sizes[1] as f64).max(name) + 2.0 * BRACKET
        }
    }
}

fn cells(picture: &mut Picture, matrix: &Matrix, (term, frame): (usize, &MatricesFrame), theme: &Theme) {
    let largest = matrix.values.iter().filter(|value| value.is_finite()).fold(0.0f64, |m, v| m.max(v.abs()));
    let [rows, columns] = matrix.sizes;
    for (row, column) in (0..rows).flat_map(|row| (0..columns).map(move |column| (row, column))) {
        let Some(rect) = frame.cell((term, row, column)) else { continue };
        let at = column * rows + row;
        let value = matrix.values.get(at).copied().unwrap_or(0.0);
        let hue = if value < 0.0 { theme.negative } else { theme.positive };
        let strength = if largest > 0.0 && value.is_finite() { TINT * value.abs() / largest } else { 0.0 };
        picture.area(
            corners(&rect, 0.5).to_vec(),
            if strength > 0.0 { hue.fade(strength) } else { theme.paper },
        );
        let [a, b, c, d] = corners(&rect, 0.5);
        picture.line(vec![a, b, c, d, a], Stroke::new(theme.rule, 1.0));
        if let Some(text) = matrix.texts.get(at) {
            let color = theme.ink;
            let bold = false;
            let at = middle(&rect);
            picture.text(TextMark { text, at, anchor: Anchor::Center, size: TYPE, bold, color, halo: None });
        }
    }
}

/// Brackets, the name, and marks on dimensions that do not match.
fn around(picture: &mut Picture, matrix: &Matrix, rect: &Rect, theme: &Theme) {
    let ([left, top], [right, bottom]) = (rect.min, rect.max);
    for (x, inwards) in [(left - 4.0, 4.0), (right + 4.0, -4.0)] {
        let bracket =
            vec![[x + inwards, top - 1.0], [x, top - 1.0], [x, bottom + 1.0], [x + inwards, bottom + 1.0]];
        picture.line(bracket, Stroke::new(theme.edge, 1.5));
    }
    let bad = Stroke::new(theme.negative, 4.0);
    if matrix.misfits[0] {
        picture.line(vec![[left, top], [left, bottom]], bad);
    }
    if matrix.misfits[1] {
        picture.line(vec![[left, bottom], [right, bottom]], bad);
    }
    let color = theme.hue(&matrix.hue).unwrap_or(theme.ink);
    word(picture, &matrix.name, [(left + right) / 2.0, top - 0.55 * NAME], (TYPE, color));
}

fn middle(rect: &Rect) -> Point {
    [(rect.min[0] + rect.max[0]) / 2.0, (rect.min[1] + rect.max[1]) / 2.0]
}

/// The corners of a rectangle shrunk by `inside`: upper left, upper right, lower right, lower left.
fn corners(rect: &Rect, inside: f64) -> [Point; 4] {
    let ([left, top], [right, bottom]) =
        (rect.min.map(|side| side + inside), rect.max.map(|side| side - inside));
    [[left, top], [right, top], [right, bottom], [left, bottom]]
}

fn word(picture: &mut Picture, text: &str, at: Point, (size, color): (f64, Color)) {
    if !text.is_empty() {
        picture.text(TextMark { text, at, anchor: Anchor::Center, size, bold: true, color, halo: None });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matrix(rows: usize, columns: usize) -> MatrixTerm {
        let texts = vec!["−0.55".to_owned(); rows * columns];
        MatrixTerm::Matrix(Matrix { name: "W".into(), sizes: [rows, columns], texts, ..Matrix::default() })
    }

    #[test]
    fn cells_stay_within_the_width_and_do_not_overlap() {
        let sign = |text: &str| MatrixTerm::Sign(text.to_owned());
        let terms = vec![
            matrix(2, 5),
            sign("×"),
            matrix(5, 1),
            sign("+"),
            matrix(2, 1),
            sign("="),
            matrix(2, 1),
            MatrixTerm::Break,
            matrix(2, 5),
        ];
        let equation = Matrices::new(terms.clone());
        for width in [200.0, 320.0, 500.0, 900.0] {
            let frame = equation.frame(width);
            let mut seen: Vec<Rect> = Vec::new();
            for (term, own) in terms.iter().enumerate() {
                let MatrixTerm::Matrix(Matrix { sizes: [rows, columns], .. }) = own else { continue };
                for (row, column) in (0..*rows).flat_map(|row| (0..*columns).map(move |column| (row, column)))
                {
                    let cell = frame.cell((term, row, column)).unwrap();
                    assert!(cell.min[0] >= 0.0 && cell.max[0] <= width && cell.max[1] <= frame.height);
                    let apart = |other: &Rect| {
                        (0..2).any(|axis| {
                            cell.min[axis] >= other.max[axis] - 0.01
                                || other.min[axis] >= cell.max[axis] - 0.01
                        })
                    };
                    assert!(seen.iter().all(apart), "{term} {row} {column} on {width}");
                    seen.push(cell);
                }
            }
        }
    }

    #[test]
    fn odd_matrices_are_drawn() {
        for sizes in [[0, 0], [0, 3], [3, 0], [1, 1]] {
            let values = vec![f64::NAN; sizes[0] * sizes[1]];
            let equation =
                Matrices::new(vec![MatrixTerm::Matrix(Matrix { sizes, values, ..Matrix::default() })]);
            let frame = equation.frame(0.0);
            equation.base(&frame, &Theme::dark());
            assert_eq!(frame.cell((0, 3, 3)), None);
        }
    }
}
