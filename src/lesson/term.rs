//! Equations of arrays: what is a sign, what is an array, what an entry is made of, and what does not fit. Not here:
//! values, pictures.

use serde::{Deserialize, Serialize};

/// One term of an equation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Term {
    /// The end of a line: `|`.
    Break,
    /// A sign between arrays.
    Sign(Sign),
    /// An array.
    Array(ArrayTerm),
}

/// A sign between arrays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Sign {
    /// `*`, the matrix product.
    Times,
    /// `.*`, the product entry by entry.
    TimesEach,
    /// `+`.
    Plus,
    /// `-`.
    Minus,
    /// `=`.
    Equals,
}

/// Every sign, as Julia writes it and as it is shown.
const SIGNS: [(Sign, &str, &str); 5] = [
    (Sign::Times, "*", "×"),
    (Sign::TimesEach, ".*", "⊙"),
    (Sign::Plus, "+", "+"),
    (Sign::Minus, "-", "−"),
    (Sign::Equals, "=", "="),
];

impl Sign {
    /// The sign that Julia writes so.
    pub fn read(text: &str) -> Option<Sign> {
        SIGNS.iter().find(|(_, julia, _)| *julia == text).map(|(sign, ..)| *sign)
    }

    /// How it is shown.
    pub fn shown(self) -> &'static str {
        SIGNS.iter().find(|(sign, ..)| *sign == self).map_or("", |(.., shown)| shown)
    }
}

/// An array in an equation, written `name: expression @ like`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArrayTerm {
    /// Its name; the expression itself if the author gave none.
    pub name: String,
    /// The expression.
    pub code: String,
    /// The array that it corresponds to entry by entry, as a gradient does; may be empty.
    pub like: String,
    /// Its sizes when the lesson was compiled, one for each dimension: the room that it keeps until the kernel has
    /// answered.
    pub sizes: Vec<usize>,
}

impl Term {
    /// Reads a term as an author writes it.
    ///
    /// ```
    /// # use fluxion::lesson::term::{ArrayTerm, Sign, Term};
    /// let array = |name: &str, code: &str, like: &str| {
    ///     Term::Array(ArrayTerm { name: name.into(), code: code.into(), like: like.into(), sizes: Vec::new() })
    /// };
    /// assert_eq!(Term::read("*"), Term::Sign(Sign::Times));
    /// assert_eq!(Term::read("∇W: gs[W] @ W"), array("∇W", "gs[W]", "W"));
    /// assert_eq!(Term::read("x"), array("x", "x", ""));
    /// ```
    pub fn read(text: &str) -> Term {
        let text = text.trim();
        if text == "|" {
            return Term::Break;
        }
        if let Some(sign) = Sign::read(text) {
            return Term::Sign(sign);
        }
        let (text, like) = text.rsplit_once(" @ ").unwrap_or((text, ""));
        let (name, code) = text.split_once(": ").unwrap_or((text, text));
        let [name, code, like] = [name, code, like].map(|part| part.trim().to_owned());
        Term::Array(ArrayTerm { name, code, like, sizes: Vec::new() })
    }
}

/// Code for an array's sizes and numbers in one tuple, so that they belong to each other; [`split`] takes it apart.
pub fn sized(code: &str) -> String {
    format!("let it = ({code}); (ndims(it), size(it)..., it...) end")
}

/// The sizes, one for each dimension, and the numbers that the code of [`sized`] gives.
///
/// ```
/// # use fluxion::lesson::term::split;
/// assert_eq!(split(&[1.0, 2.0, 0.5, -0.5]), Some((vec![2], &[0.5, -0.5][..])));
/// ```
pub fn split(numbers: &[f64]) -> Option<(Vec<usize>, &[f64])> {
    let (rank, rest) = numbers.split_first()?;
    let (sizes, values) = rest.split_at_checked(*rank as usize)?;
    Some((sizes.iter().map(|size| *size as usize).collect(), values))
}

/// Terms in words: `W × x + b = ŷ`.
pub fn in_words(terms: &[Term]) -> String {
    let word = |term: &Term| match term {
        Term::Break => ";".to_owned(),
        Term::Sign(sign) => sign.shown().to_owned(),
        Term::Array(array) => array.name.clone(),
    };
    terms.iter().map(word).collect::<Vec<_>>().join(" ").replace(" ;", ";")
}

/// What is known of a term: its sign, or its rows and columns.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// The end of a line.
    Break,
    /// A sign.
    Sign(Sign),
    /// An array's rows and columns.
    Sizes([usize; 2]),
}

/// An entry: which term, which row, which column, from 0.
pub type Entry = (usize, usize, usize);

/// A part of a sum: whether it is taken away, and the factors that it is the product of.
pub type Addend = (bool, Vec<Entry>);

/// What an entry on the right of `=` is made of: the sum of some products. Nothing for other entries, and where
/// shapes do not fit.
///
/// ```
/// # use fluxion::lesson::term::{Shape, Sign, made_of};
/// let sign = Shape::Sign;
/// let [row, column, number] = [[1, 2], [2, 1], [1, 1]].map(Shape::Sizes);
/// let terms = [row, sign(Sign::Times), column, sign(Sign::Equals), number];
/// let products = [(false, vec![(0, 0, 0), (2, 0, 0)]), (false, vec![(0, 0, 1), (2, 1, 0)])];
/// assert_eq!(made_of(&terms, (4, 0, 0)), products);
/// ```
pub fn made_of(terms: &[Shape], (term, row, column): Entry) -> Vec<Addend> {
    let Some((begin, equals)) = left_side(terms, term) else { return Vec::new() };
    let mut sum = Vec::new();
    for (minus, group) in groups(terms, begin..equals) {
        let Some(products) = products(terms, &group, [row, column]) else { return Vec::new() };
        sum.extend(products.into_iter().map(|factors| (minus, factors)));
    }
    sum
}

/// The first entry on the right of `=` that an entry is a part of.
///
/// ```
/// # use fluxion::lesson::term::{Shape, Sign, user};
/// let sign = Shape::Sign;
/// let [matrix, column, result] = [[2, 2], [2, 1], [2, 1]].map(Shape::Sizes);
/// let terms = [matrix, sign(Sign::Times), column, sign(Sign::Equals), result];
/// assert_eq!(user(&terms, (0, 1, 0)), Some((4, 1, 0)));
/// assert_eq!(user(&terms, (4, 1, 0)), None);
/// ```
pub fn user(terms: &[Shape], part: Entry) -> Option<Entry> {
    let entries = |term: usize| {
        let [rows, columns] = sizes(terms, term);
        (0..columns).flat_map(move |column| (0..rows).map(move |row| (term, row, column)))
    };
    let uses = |entry: &Entry| made_of(terms, *entry).iter().any(|(_, factors)| factors.contains(&part));
    (part.0 + 1..terms.len()).flat_map(entries).find(uses)
}

/// For each term which of its sides does not fit its neighbour's: its rows, its columns.
pub fn misfits(terms: &[Shape]) -> Vec<[bool; 2]> {
    let mut wrong = vec![[false; 2]; terms.len()];
    let equals = (0..terms.len()).filter(|at| is_sign(&terms[*at], Sign::Equals));
    for (begin, end) in equals.filter_map(|at| left_side(terms, at + 1)) {
        let mut whole: Option<([usize; 2], [usize; 2])> = None;
        for (_, group) in groups(terms, begin..end) {
            let (Some(&first), Some(&last)) = (group.first(), group.last()) else { continue };
            for pair in group.windows(2).filter(|pair| is_sign(&terms[pair[0] + 1], Sign::Times)) {
                let [one, other] = [sizes(terms, pair[0]), sizes(terms, pair[1])];
                if one[1] != other[0] && one != [1, 1] && other != [1, 1] {
                    wrong[pair[0]][1] = true;
                    wrong[pair[1]][0] = true;
                }
            }
            // The sides of a product are the rows of its first factor and the columns of its last.
            let own = [sizes(terms, first)[0], sizes(terms, last)[1]];
            if let Some((sides, holders)) = whole {
                for axis in [0, 1].into_iter().filter(|axis| !agree(sides[*axis], own[*axis])) {
                    wrong[holders[axis]][axis] = true;
                    wrong[[first, last][axis]][axis] = true;
                }
            } else {
                whole = Some((own, [first, last]));
            }
        }
    }
    wrong
}

/// Where the left side of the line that a term on its right stands in begins and ends.
fn left_side(terms: &[Shape], term: usize) -> Option<(usize, usize)> {
    let before = terms.get(..term)?;
    let begin = before.iter().rposition(|shape| *shape == Shape::Break).map_or(0, |at| at + 1);
    let equals = begin + before[begin..].iter().position(|shape| is_sign(shape, Sign::Equals))?;
    Some((begin, equals))
}

/// The summands of a side: whether each is taken away, and its factors' indices.
fn groups(terms: &[Shape], side: std::ops::Range<usize>) -> Vec<(bool, Vec<usize>)> {
    let mut groups = vec![(false, Vec::new())];
    for index in side {
        match &terms[index] {
            Shape::Sign(sign @ (Sign::Plus | Sign::Minus)) => {
                groups.push((*sign == Sign::Minus, Vec::new()));
            }
            Shape::Sizes(_) => groups.last_mut().into_iter().for_each(|(_, group)| group.push(index)),
            _ => {}
        }
    }
    groups
}

/// The products that an entry of a summand is the sum of.
fn products(terms: &[Shape], group: &[usize], [row, column]: [usize; 2]) -> Option<Vec<Vec<Entry>>> {
    // A side of length 1 is repeated, as Julia's dots do.
    let entry = |term: usize| {
        let [rows, columns] = sizes(terms, term);
        (term, row.min(rows.saturating_sub(1)), column.min(columns.saturating_sub(1)))
    };
    match *group {
        [one] => Some(vec![vec![entry(one)]]),
        [one, other] => {
            let ([_, across], [down, _]) = (sizes(terms, one), sizes(terms, other));
            let is_scaled =
                [one, other].iter().any(|term| sizes(terms, *term) == [1, 1]) && (across, down) != (1, 1);
            if is_scaled || !is_sign(&terms[one + 1], Sign::Times) {
                return Some(vec![vec![entry(one), entry(other)]]);
            }
            let pair = |k| vec![(one, entry(one).1, k), (other, k, entry(other).2)];
            (across == down).then(|| (0..across).map(pair).collect())
        }
        _ => None,
    }
}

fn is_sign(shape: &Shape, sign: Sign) -> bool {
    *shape == Shape::Sign(sign)
}

fn sizes(terms: &[Shape], term: usize) -> [usize; 2] {
    if let Shape::Sizes(sizes) = terms[term] { sizes } else { [0, 0] }
}

fn agree(one: usize, other: usize) -> bool {
    one == other || one == 1 || other == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shapes(text: &str) -> Vec<Shape> {
        let shape = |word: &str| match word.split_once('x') {
            Some((rows, columns)) => Shape::Sizes([rows, columns].map(|side| side.parse().unwrap())),
            None if word == "|" => Shape::Break,
            None => Shape::Sign(Sign::read(word).unwrap()),
        };
        text.split(' ').map(shape).collect()
    }

    #[track_caller]
    fn check(text: &str, at: Entry, expected: &str) {
        let sum = made_of(&shapes(text), at);
        let factor = |(term, row, column): &Entry| format!("{term}[{row},{column}]");
        let product = |(minus, factors): &Addend| {
            let product = factors.iter().map(factor).collect::<Vec<_>>().join("*");
            if *minus { format!("-{product}") } else { product }
        };
        assert_eq!(sum.iter().map(product).collect::<Vec<_>>().join(" "), expected, "{text}");
    }

    #[test]
    fn an_entry_is_a_row_times_a_column() {
        let model = "2x3 * 3x1 + 2x1 = 2x1";
        check(model, (6, 1, 0), "0[1,0]*2[0,0] 0[1,1]*2[1,0] 0[1,2]*2[2,0] 4[1,0]");
        check(model, (0, 1, 0), "");
        check("2x3 * 3x4 + 2x1 = 2x4", (6, 1, 3), "0[1,0]*2[0,3] 0[1,1]*2[1,3] 0[1,2]*2[2,3] 4[1,0]");
        check("2x2 - 1x1 * 2x2 = 2x2", (6, 0, 1), "0[0,1] -2[0,0]*4[0,1]");
        check("2x2 .* 2x2 = 2x2", (4, 0, 1), "0[0,1]*2[0,1]");
        check("9x9 | 2x1 + 2x1 = 2x1", (6, 1, 0), "2[1,0] 4[1,0]");
        check("2x3 * 2x1 = 0x0", (4, 0, 0), "");
        check("2x3 2x1", (1, 0, 0), "");
    }

    #[test]
    fn sides_that_do_not_fit_are_found() {
        let wrong = |text: &str| {
            let sides = misfits(&shapes(text));
            let at = |(index, sides): (usize, &[bool; 2])| {
                ["rows", "columns"]
                    .iter()
                    .zip(sides)
                    .filter(|(_, is)| **is)
                    .map(move |(side, _)| format!("{index} {side}"))
                    .collect::<Vec<_>>()
            };
            sides.iter().enumerate().flat_map(at).collect::<Vec<_>>().join(", ")
        };
        assert_eq!(wrong("2x5 * 5x1 + 2x1 = 2x1"), "");
        assert_eq!(wrong("2x5 * 4x1 + 2x1 = 0x0"), "0 columns, 2 rows");
        assert_eq!(wrong("2x5 * 5x1 + 3x1 = 0x0"), "0 rows, 4 rows");
        assert_eq!(wrong("2x5 * 5x7 + 1x1 = 2x7"), "");
    }
}
