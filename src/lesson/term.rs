//! Equations of arrays as a figure is told them: what is a sign, what is an array, what an entry is made of, and what
//! does not fit. Not here: values, pictures.

/// One term of an equation, as an author writes it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Term<'a> {
    /// The end of a line: `|`.
    Break,
    /// One of [`SIGNS`], as Julia writes it.
    Sign(&'a str),
    /// An array: `name: expression @ like`; the name is the expression itself if it is left out.
    Array {
        /// What it is called.
        name: &'a str,
        /// The expression.
        code: &'a str,
        /// The array whose entries it speaks of, entry by entry, as a gradient does; may be empty.
        like: &'a str,
    },
}

/// Signs between arrays, as Julia writes them and as they are shown.
pub const SIGNS: [(&str, &str); 5] = [("*", "×"), (".*", "⊙"), ("+", "+"), ("-", "−"), ("=", "=")];

/// Reads a term.
///
/// ```
/// # use fluxion::lesson::term::{Term, read};
/// assert_eq!(read("*"), Term::Sign("*"));
/// assert_eq!(read("∇W: gs[W] @ W"), Term::Array { name: "∇W", code: "gs[W]", like: "W" });
/// assert_eq!(read("x"), Term::Array { name: "x", code: "x", like: "" });
/// ```
pub fn read(text: &str) -> Term<'_> {
    let text = text.trim();
    if text == "|" {
        return Term::Break;
    }
    if SIGNS.iter().any(|(sign, _)| *sign == text) {
        return Term::Sign(text);
    }
    let (text, like) = text.rsplit_once(" @ ").unwrap_or((text, ""));
    let (name, code) = text.split_once(": ").unwrap_or((text, text));
    Term::Array { name: name.trim(), code: code.trim(), like: like.trim() }
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
pub fn in_words<'a>(terms: impl Iterator<Item = Term<'a>>) -> String {
    let word = |term: Term<'a>| match term {
        Term::Break => ";",
        Term::Sign(sign) => SIGNS.iter().find(|(own, _)| *own == sign).map_or(sign, |(_, shown)| shown),
        Term::Array { name, .. } => name,
    };
    terms.map(word).collect::<Vec<_>>().join(" ").replace(" ;", ";")
}

/// What is known of a term: its sign, or its rows and columns.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// The end of a line.
    Break,
    /// A sign, as Julia writes it.
    Sign(String),
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
/// # use fluxion::lesson::term::{Shape, made_of};
/// let sign = |sign: &str| Shape::Sign(sign.to_owned());
/// let terms = [Shape::Sizes([1, 2]), sign("*"), Shape::Sizes([2, 1]), sign("="), Shape::Sizes([1, 1])];
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
/// # use fluxion::lesson::term::{Shape, user};
/// let sign = |sign: &str| Shape::Sign(sign.to_owned());
/// let terms = [Shape::Sizes([2, 2]), sign("*"), Shape::Sizes([2, 1]), sign("="), Shape::Sizes([2, 1])];
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
    let equals = (0..terms.len()).filter(|at| is_sign(&terms[*at], "="));
    for (begin, end) in equals.filter_map(|at| left_side(terms, at + 1)) {
        let mut whole: Option<([usize; 2], [usize; 2])> = None;
        for (_, group) in groups(terms, begin..end) {
            let (Some(&first), Some(&last)) = (group.first(), group.last()) else { continue };
            for pair in group.windows(2).filter(|pair| is_sign(&terms[pair[0] + 1], "*")) {
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
    let equals = begin + before[begin..].iter().position(|shape| is_sign(shape, "="))?;
    Some((begin, equals))
}

/// The summands of a side: whether each is taken away, and its factors' indices.
fn groups(terms: &[Shape], side: std::ops::Range<usize>) -> Vec<(bool, Vec<usize>)> {
    let mut groups = vec![(false, Vec::new())];
    for index in side {
        match &terms[index] {
            Shape::Sign(sign) if sign == "+" || sign == "-" => groups.push((sign == "-", Vec::new())),
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
            if is_scaled || !is_sign(&terms[one + 1], "*") {
                return Some(vec![vec![entry(one), entry(other)]]);
            }
            let pair = |k| vec![(one, entry(one).1, k), (other, k, entry(other).2)];
            (across == down).then(|| (0..across).map(pair).collect())
        }
        _ => None,
    }
}

fn is_sign(shape: &Shape, sign: &str) -> bool {
    matches!(shape, Shape::Sign(own) if own == sign)
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
            None => Shape::Sign(word.to_owned()),
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
