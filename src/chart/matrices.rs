//! Equations of matrices: each matrix a block of cells with its numbers in it, signs between, line after line.

use super::picture::{Anchor, Picture, Point, Stroke, Words};
use super::theme::TYPE;
use super::{Color, Rect, Theme};

/// A cell's height and its least width, in CSS pixels.
const TALL: f64 = 30.0;
const NARROW: f64 = 28.0;

/// The width of a letter for its size, about; the letters that every number has room for; the
/// width of a letter of a name; the room beside it.
const LETTER: f64 = 0.62;
const LETTERS: usize = 5;
const NAME_LETTER: f64 = 0.52;
const BESIDE: f64 = 8.0;

/// The room for a matrix's name above it, for a sign, around a matrix for its brackets, and between two lines.
const NAME: f64 = 20.0;
const SIGN: f64 = 20.0;
const BRACKET: f64 = 7.0;
const LINE: f64 = 12.0;

/// How strongly the largest number of a matrix colours its cell.
const TINT: f64 = 0.3;

/// What stands in an equation.
#[derive(Clone, Debug, PartialEq)]
pub enum MatrixTerm {
    /// A sign between two matrices: `×`, `+`, `=`.
    Sign(String),
    /// A matrix.
    Matrix(Matrix),
    /// The end of a line.
    Break,
}

/// A matrix, or a vector as a matrix of one column.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Matrix {
    /// What it is called.
    pub name: String,
    /// The hue of the quantity that it is; empty for none.
    pub hue: String,
    /// Rows and columns.
    pub sizes: [usize; 2],
    /// Its numbers, column after column; none where only its shape is shown.
    pub values: Vec<f64>,
    /// The numbers as they are written, in the same order.
    pub texts: Vec<String>,
    /// Which of its sides does not fit its neighbour: its height, its width.
    pub misfits: [bool; 2],
}

/// An entry: which term, which row, which column, from 0.
pub type MatrixEntry = (usize, usize, usize);

/// Equations, term after term.
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

/// Where everything stands.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MatricesFrame {
    /// For each matrix the room of its cells; for each sign its own. In the order of the terms.
    places: Vec<Option<Place>>,
    /// The height of all lines.
    pub height: f64,
}

#[derive(Clone, Copy, Debug, PartialEq)]
struct Place {
    rect: Rect,
    sizes: [usize; 2],
}

/// What is lit.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MatricesMarks {
    /// The entry that is looked at.
    pub at: Option<MatrixEntry>,
    /// The entries that it is made of.
    pub from: Vec<MatrixEntry>,
}

impl Matrices {
    /// Equations of these terms.
    pub fn new(terms: Vec<MatrixTerm>) -> Matrices {
        Matrices { terms }
    }

    /// The layout on so many CSS pixels across: a line that is too long goes on below, from a sign on.
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

    /// Places the terms of a line side by side, each at half the line's height; too wide a line is squeezed.
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

    /// Cells, numbers, brackets, names, signs.
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

    /// The entry that is looked at, framed, and what it is made of, framed thinly and underlined.
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
    /// Where an entry stands, if there is such an entry.
    pub fn cell(&self, (term, row, column): MatrixEntry) -> Option<Rect> {
        let Place { rect, sizes } = (*self.places.get(term)?)?;
        let is_there = row < sizes[0] && column < sizes[1];
        let wide = (rect.max[0] - rect.min[0]) / sizes[1].max(1) as f64;
        let min = [rect.min[0] + column as f64 * wide, rect.min[1] + row as f64 * TALL];
        is_there.then_some(Rect { min, max: [min[0] + wide, min[1] + TALL] })
    }
}

/// How wide a term is.
fn room(term: &MatrixTerm) -> f64 {
    match term {
        MatrixTerm::Sign(_) => SIGN,
        MatrixTerm::Break => 0.0,
        MatrixTerm::Matrix(matrix) => {
            // Room for a sign, whether there is one now or not: a line should not move while its numbers change.
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
            picture.text(Words { text, at, anchor: Anchor::Center, size: TYPE, bold, color, halo: None });
        }
    }
}

/// Brackets, the name, and what does not fit.
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

/// The corners of a rectangle, so far inside it: upper left, upper right, lower right, lower left.
fn corners(rect: &Rect, inside: f64) -> [Point; 4] {
    let ([left, top], [right, bottom]) =
        (rect.min.map(|side| side + inside), rect.max.map(|side| side - inside));
    [[left, top], [right, top], [right, bottom], [left, bottom]]
}

fn word(picture: &mut Picture, text: &str, at: Point, (size, color): (f64, Color)) {
    if !text.is_empty() {
        picture.text(Words { text, at, anchor: Anchor::Center, size, bold: true, color, halo: None });
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
    fn cells_stay_within_the_width_and_do_not_lie_over_each_other() {
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
