//! The words of a page of one's own: the small part of Markdown that a learner can write in the browser.
//!
//! Headings (`## …`, `### …`), paragraphs, `*emphasis*`, `**strong words**`, `` `code` ``, computed numbers `[[= f(x)]]` and
//! parameters `[[x]]`. Everything else is shown as it is written. Nothing here makes HTML.

/// A block of a text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Block<'t> {
    /// A heading of the second or the third level.
    Heading(u8, &'t str),
    /// A paragraph; its lines belong together.
    Paragraph(&'t str),
}

/// A piece of a heading or a paragraph.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Piece<'t> {
    /// Plain words.
    Words(&'t str),
    /// Code.
    Code(&'t str),
    /// Stressed words begin.
    Open(Stress),
    /// Stressed words end.
    Close(Stress),
    /// The value of an expression, and its digits after the point if the learner chose.
    Compute(&'t str, Option<u8>),
    /// The parameter of that name, which may not exist.
    Show(&'t str),
}

/// How words are stressed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Stress {
    /// `*so*`.
    Slight,
    /// `**so**`.
    Strong,
}

impl Stress {
    /// What stands on both sides in the text, and the element of the page.
    pub fn signs(self) -> (&'static str, &'static str) {
        match self {
            Stress::Slight => ("*", "em"),
            Stress::Strong => ("**", "strong"),
        }
    }
}

/// The blocks of a text.
///
/// ```
/// # use fluxion::lesson::own::text::{Block, blocks};
/// let text = "## A heading\nOne line\nand its second\n\n\nAnother";
/// let paragraph = Block::Paragraph;
/// assert_eq!(
///     blocks(text),
///     [Block::Heading(2, "A heading"), paragraph("One line\nand its second"), paragraph("Another")]
/// );
/// ```
pub fn blocks(text: &str) -> Vec<Block<'_>> {
    let mut blocks = Vec::new();
    let mut open: Option<(usize, usize)> = None;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let (start, words) = (at + line.len() - line.trim_start().len(), line.trim());
        at += line.len();
        let heading = heading(words);
        if (heading.is_some() || words.is_empty())
            && let Some((from, to)) = open.take()
        {
            blocks.push(Block::Paragraph(&text[from..to]));
        }
        match heading {
            Some(heading) => blocks.push(heading),
            None if words.is_empty() => {}
            None => open = Some((open.map_or(start, |(from, _)| from), start + words.len())),
        }
    }
    blocks.extend(open.map(|(from, to)| Block::Paragraph(&text[from..to])));
    blocks
}

fn heading(line: &str) -> Option<Block<'_>> {
    let words = line.trim_start_matches('#');
    let signs = line.len() - words.len();
    let title = words.trim();
    let is_heading = (1..=6).contains(&signs) && words.starts_with(' ') && !title.is_empty();
    is_heading.then(|| Block::Heading(signs.clamp(2, 3) as u8, title))
}

/// The pieces of a heading or a paragraph.
///
/// ```
/// # use fluxion::lesson::own::text::{Piece, Stress, pieces};
/// let slight = Stress::Slight;
/// assert_eq!(
///     pieces("At *`x`* it is [[= f(x) | 1 decimals]]"),
///     [
///         Piece::Words("At "),
///         Piece::Open(slight),
///         Piece::Code("x"),
///         Piece::Close(slight),
///         Piece::Words(" it is "),
///         Piece::Compute("f(x)", Some(1)),
///     ]
/// );
/// assert_eq!(pieces("2 * 3 * 4 [[ `"), [Piece::Words("2 * 3 * 4 [[ `")]);
/// ```
pub fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    read(text, &[Stress::Strong, Stress::Slight], &mut pieces);
    pieces
}

/// Reads a text in which words may still be stressed in some ways.
fn read<'t>(text: &'t str, stresses: &[Stress], pieces: &mut Vec<Piece<'t>>) {
    let (mut from, mut at) = (0, 0);
    while let Some(offset) = text[at..].find(['`', '*', '[']) {
        at += offset;
        let rest = &text[at..];
        let words = &text[from..at];
        let before = pieces.len();
        if !words.is_empty() {
            pieces.push(Piece::Words(words));
        }
        let taken = code(rest, pieces).or_else(|| directive(rest, pieces));
        match taken.or_else(|| stressed(rest, stresses, pieces)) {
            Some(length) => {
                at += length;
                from = at;
            }
            None => {
                pieces.truncate(before);
                at += 1;
            }
        }
    }
    if from < text.len() {
        pieces.push(Piece::Words(&text[from..]));
    }
}

/// Code between two backticks on one line.
fn code<'t>(rest: &'t str, pieces: &mut Vec<Piece<'t>>) -> Option<usize> {
    let inside = rest.strip_prefix('`')?;
    let code = &inside[..inside.find(['`', '\n']).filter(|end| inside[*end..].starts_with('`'))?];
    (!code.trim().is_empty()).then(|| {
        pieces.push(Piece::Code(code));
        code.len() + 2
    })
}

/// What stands in double brackets on one line.
fn directive<'t>(rest: &'t str, pieces: &mut Vec<Piece<'t>>) -> Option<usize> {
    let line = rest.strip_prefix("[[")?.lines().next()?;
    let mut end = line.find("]]")?;
    // Brackets of the code's own end first: `[[= v[1]]]`.
    while line[end + 1..].starts_with("]]") {
        end += 1;
    }
    let inside = &line[..end];
    let piece = match inside.strip_prefix('=') {
        Some(compute) => {
            let (code, decimals) = match compute.rsplit_once(" | ") {
                Some((code, format)) => (code, decimals(format)),
                None => (compute, None),
            };
            Piece::Compute(code.trim(), decimals)
        }
        None => Piece::Show(inside.trim()),
    };
    let is_empty = matches!(piece, Piece::Compute("", _) | Piece::Show(""));
    (!is_empty).then(|| {
        pieces.push(piece);
        end + "[[]]".len()
    })
}

fn decimals(format: &str) -> Option<u8> {
    let digits = format.trim().trim_end_matches('s').strip_suffix("decimal")?;
    digits.trim().parse().ok().filter(|digits| *digits <= 12)
}

/// Words between two of the same signs, with no space at their ends.
fn stressed<'t>(rest: &'t str, stresses: &[Stress], pieces: &mut Vec<Piece<'t>>) -> Option<usize> {
    let stress = *stresses.iter().find(|stress| rest.starts_with(stress.signs().0))?;
    let sign = stress.signs().0;
    let inside = &rest[sign.len()..];
    let words = &inside[..inside.find(sign)?];
    let is_tight = words.trim() == words && !words.is_empty();
    is_tight.then(|| {
        let left: Vec<Stress> = stresses.iter().copied().filter(|other| *other != stress).collect();
        pieces.push(Piece::Open(stress));
        read(words, &left, pieces);
        pieces.push(Piece::Close(stress));
        words.len() + 2 * sign.len()
    })
}
