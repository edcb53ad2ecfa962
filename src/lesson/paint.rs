//! Code as coloured HTML: by kind of token and by named quantity, with a squiggle under a mistake.
//!
//! The lesson compiler and the page's editor use the same function, so that nothing changes its appearance when the page
//! comes alive. The text of a learner's cell becomes HTML only here, and every character of it is escaped.

use std::fmt::Write;

use super::spec::Named;
use crate::diag::Span;
use crate::language::{Highlight, highlight};

/// A text in which the characters that are special in HTML are written as entities.
pub fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// Escaped words with what stands between backticks as code.
pub fn coded(words: &str) -> String {
    let piece = |(at, piece): (usize, &str)| match at % 2 {
        0 => escape(piece),
        _ => format!("<code>{}</code>", escape(piece)),
    };
    words.split('`').enumerate().map(piece).collect()
}

/// The attributes of an element that belongs to a named quantity; empty for none.
pub fn identity(named: Option<&Named>) -> String {
    named.map_or_else(String::new, |named| {
        format!(" data-identity=\"{}\" data-hue=\"{}\"", escape(&named.key), escape(&named.hue))
    })
}

/// The attribute of an element that is one entry of an array; see [`Param::part`](super::spec::Param::part).
pub fn part(part: Option<&str>) -> String {
    part.map_or_else(String::new, |part| format!(" data-part=\"{}\"", escape(part)))
}

/// A note after a line of code that is not part of the code.
pub struct Note<'n> {
    /// A place in the line.
    pub at: usize,
    /// The words.
    pub text: &'n str,
}

/// Code with its colours; `named` finds the quantity that a name stands for, `mistake` is underlined.
///
/// ```
/// # use fluxion::diag::Span;
/// # use fluxion::lesson::paint::code;
/// assert_eq!(
///     code("a < 2", |_| None, Some(Span::new(4, 5))),
///     "a &lt; <span class=\"code--number cell__squiggle\">2</span>"
/// );
/// ```
pub fn code<'n>(source: &str, named: impl Fn(&str) -> Option<&'n Named>, mistake: Option<Span>) -> String {
    noted(source, named, mistake, &[])
}

/// The same with notes after its lines.
///
/// ```
/// # use fluxion::lesson::paint::{Note, noted};
/// assert_eq!(
///     noted("W\nx", |_| None, None, &[Note { at: 1, text: "W :: 2×5" }]),
///     "W<span class=\"code__note\">W :: 2×5</span>\nx"
/// );
/// ```
pub fn noted<'n>(
    source: &str,
    named: impl Fn(&str) -> Option<&'n Named>,
    mistake: Option<Span>,
    notes: &[Note<'_>],
) -> String {
    let line_end = |note: &Note| {
        let after = source.get(note.at..).and_then(|rest| rest.find('\n'));
        after.map_or(source.len(), |length| note.at + length)
    };
    let notes: Vec<(usize, &str)> = notes.iter().map(|note| (line_end(note), note.text)).collect();
    let mistake = mistake.map(|span| visible(source, span));
    let mut html = String::new();
    let mut paint = |start: usize, end: usize, class: &str, attributes: &str| {
        // Only part of a token, or of the text between two tokens, may be a mistake.
        let cuts = mistake.into_iter().flat_map(|(from, to)| [from, to]);
        let cuts = cuts.chain(notes.iter().map(|(at, _)| *at));
        let mut edges: Vec<usize> =
            [start, end].into_iter().chain(cuts.filter(|cut| (start..end).contains(cut))).collect();
        edges.sort_unstable();
        edges.dedup();
        for pair in edges.windows(2) {
            let wrong = mistake.is_some_and(|(from, to)| from <= pair[0] && pair[1] <= to);
            html.push_str(&piece(&source[pair[0]..pair[1]], class, attributes, wrong));
            for (_, text) in notes.iter().filter(|(at, _)| *at == pair[1]) {
                let _ = write!(html, "<span class=\"code__note\">{}</span>", escape(text));
            }
        }
    };
    let mut at = 0;
    for (span, kind) in highlight(source) {
        let (start, end) = (span.start as usize, span.end as usize);
        paint(at, start, "", "");
        let name = named(&source[start..end]);
        let entry = name.and_then(|name| Some(format!("{}{}", name.key, index_behind(&source[end..])?)));
        paint(start, end, class(kind), &(part(entry.as_deref()) + &identity(name)));
        at = end;
    }
    paint(at, source.len(), "", "");
    html
}

/// An index of plain numbers at the start of some code, as [`Param::part`](super::spec::Param::part) writes it.
fn index_behind(code: &str) -> Option<String> {
    let (index, _) = code.strip_prefix('[')?.split_once(']')?;
    let is_number = |number: &str| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    let numbers: Vec<&str> = index.split(',').map(str::trim).collect();
    numbers.iter().all(|number| is_number(number)).then(|| format!("[{}]", numbers.join(",")))
}

fn piece(text: &str, class: &str, attributes: &str, wrong: bool) -> String {
    let classes = match (class, wrong) {
        ("", false) => String::new(),
        ("", true) => " class=\"cell__squiggle\"".to_owned(),
        (class, false) => format!(" class=\"code--{class}\""),
        (class, true) => format!(" class=\"code--{class} cell__squiggle\""),
    };
    match classes.is_empty() && attributes.is_empty() {
        true => escape(text),
        false => format!("<span{classes}{attributes}>{}</span>", escape(text)),
    }
}

/// A span as a range that can be underlined: within the text, at least one character, on one line.
fn visible(source: &str, span: Span) -> (usize, usize) {
    let floor = |mut at: usize| {
        while !source.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let (start, end) =
        (floor((span.start as usize).min(source.len())), floor((span.end as usize).min(source.len())));
    if start < end {
        let first_line = source[start..end].find('\n').filter(|length| *length > 0);
        return (start, first_line.map_or(end, |length| start + length));
    }
    // A place between two characters: the one after it, or at a line's end the one before.
    match source[start..].chars().next() {
        Some(next) if next != '\n' => (start, start + next.len_utf8()),
        _ => (source[..start].trim_end().char_indices().next_back().map_or(start, |(at, _)| at), start),
    }
}

/// The style sheet's name for a kind of token; `""` for one without a colour.
fn class(kind: Highlight) -> &'static str {
    match kind {
        Highlight::Keyword => "keyword",
        Highlight::Number => "number",
        Highlight::Function => "function",
        Highlight::Text => "string",
        Highlight::Comment => "comment",
        Highlight::Name | Highlight::Operator | Highlight::Error => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(source: &str, mistake: Option<(usize, usize)>, expected: &str) {
        assert_eq!(
            code(source, |_| None, mistake.map(|(start, end)| Span::new(start, end))),
            expected,
            "{source}"
        );
    }

    #[test]
    fn a_mistake_is_underlined_wherever_it_lies() {
        check("x", None, "x");
        check("", Some((0, 0)), "");
        check(
            "f(x",
            Some((3, 3)),
            "<span class=\"code--function\">f</span>(<span class=\"cell__squiggle\">x</span>",
        );
        check(
            "x + \ny",
            Some((2, 4)),
            "x <span class=\"cell__squiggle\">+</span><span class=\"cell__squiggle\"> </span>\ny",
        );
        check(
            "12",
            Some((1, 2)),
            "<span class=\"code--number\">1</span><span class=\"code--number cell__squiggle\">2</span>",
        );
        check("x", Some((40, 90)), "<span class=\"cell__squiggle\">x</span>");
    }

    #[test]
    fn nothing_of_the_code_becomes_html() {
        check("\"<b>\"", None, "<span class=\"code--string\">&quot;&lt;b&gt;&quot;</span>");
    }

    #[test]
    fn a_named_quantity_keeps_its_colour() {
        let height = Named { key: "height".into(), hue: "green".into(), symbols: vec!["f".into()] };
        let html = code("f + 1", |name| (name == "f").then_some(&height), None);
        assert_eq!(
            html,
            "<span data-identity=\"height\" data-hue=\"green\">f</span> + <span class=\"code--number\">1</span>"
        );
        let html = code("f[1, 2] + f[i]", |name| (name == "f").then_some(&height), None);
        assert!(html.starts_with("<span data-part=\"height[1,2]\" data-identity"), "{html}");
        assert_eq!(html.matches("data-part").count(), 1);
    }
}
