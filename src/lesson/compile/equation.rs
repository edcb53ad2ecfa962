//! Equations of arrays before the page is alive: blocks of numbers in HTML, in the size in which the page will draw
//! them, so that nothing moves.

use super::draft::Draft;
use super::session::evaluate;
use crate::language::{Session, entry_name};
use crate::lesson::figures::{Kind, Value};
use crate::lesson::paint::{self, escape};
use crate::lesson::show;
use crate::lesson::term::{self, ArrayTerm, Term};

/// The width of a number, in letters: the least that is reserved, and the most that the style sheet knows.
const LETTERS: [usize; 2] = [5, 10];

/// The blocks of a figure of arrays; empty for other figures.
pub fn blocks(draft: &Draft, session: &mut Session, kind: &Kind) -> String {
    let terms = kind.values().into_iter().find_map(|(_, value)| match value {
        Value::Terms(terms) => Some(terms),
        _ => None,
    });
    let Some(terms) = terms else { return String::new() };
    let shapes_only = kind.appearance().is_of_shapes();
    let (mut lines, mut sign) = (vec![String::new()], "");
    for term in &terms {
        match term {
            Term::Break => lines.push(String::new()),
            Term::Sign(own) => sign = own.shown(),
            Term::Array(ArrayTerm { name, code, like, .. }) => {
                let array = Array::of(draft, session, code);
                let symbols = [name, like, code];
                let hue = paint::identity(symbols.iter().find_map(|symbol| draft.name_of(symbol)));
                let line = lines.len() - 1;
                lines[line] += &array.html(&[sign, name, &hue], shapes_only);
                sign = "";
            }
        }
    }
    let lines: String =
        lines.iter().map(|line| format!("<div class=\"blocks__line\">{line}</div>")).collect();
    format!("<div class=\"blocks\" aria-hidden=\"true\">{lines}</div>")
}

/// The sizes of an expression's value, one for each dimension; zero by zero if it has no value.
pub fn sizes(session: &mut Session, code: &str) -> Vec<usize> {
    let Ok((_, numbers)) = evaluate(session, &term::sized(code)) else { return vec![0, 0] };
    term::split(&numbers).map_or_else(Vec::new, |(sizes, _)| sizes)
}

/// An array's sizes and its formatted numbers, column by column.
#[derive(Default)]
struct Array {
    sizes: Vec<usize>,
    texts: Vec<String>,
}

impl Array {
    /// The value of an expression; an empty array if it has none.
    fn of(draft: &Draft, session: &mut Session, code: &str) -> Array {
        let Ok((_, numbers)) = evaluate(session, &term::sized(code)) else {
            return Array { sizes: vec![0, 0], texts: Vec::new() };
        };
        let Some((sizes, values)) = term::split(&numbers) else { return Array::default() };
        let rows = sizes.first().copied().unwrap_or(1).max(1);
        let text = |(at, value): (usize, &f64)| {
            let place = [at % rows + 1, at / rows + 1];
            let entry = draft.param(&entry_name(code, &place[..sizes.len().min(2)]));
            entry
                .map_or_else(|| show::number(*value, None), |at| show::param(&draft.params[at].value, *value))
        };
        let texts = values.iter().enumerate().map(text).collect();
        Array { texts, sizes }
    }

    fn sides(&self, between: &str) -> String {
        self.sizes.iter().map(usize::to_string).collect::<Vec<_>>().join(between)
    }

    fn html(&self, [sign, name, hue]: &[&str; 3], shapes_only: bool) -> String {
        let side = |axis: usize| self.sizes.get(axis).copied().unwrap_or(1);
        let [least, most] = LETTERS;
        let longest = self.texts.iter().map(|text| text.chars().count()).max().unwrap_or(0);
        let letters = if shapes_only { 0 } else { longest.clamp(least, most) };
        let name = match (shapes_only, side(0)) {
            (true, 0) => format!("{name} ?"),
            (true, _) => format!("{name} {}", self.sides("×")),
            (false, _) => (*name).to_owned(),
        };
        let cell = |row: usize, column: usize| {
            let text = self.texts.get(column * side(0) + row).filter(|_| !shapes_only);
            format!("<span>{}</span>", text.map_or("", String::as_str))
        };
        let row = |row: usize| {
            let cells: String = (0..side(1)).map(|column| cell(row, column)).collect();
            format!("<span class=\"blocks__row\">{cells}</span>")
        };
        let rows: String = (0..side(0)).map(row).collect();
        let sign = if sign.is_empty() {
            String::new()
        } else {
            format!("<span class=\"blocks__sign\">{sign}</span>")
        };
        format!(
            "<span class=\"blocks__term\">{sign}<span class=\"blocks__array\" data-letters=\"{letters}\">\
             <b{hue}>{}</b>{rows}</span></span>",
            escape(&name)
        )
    }
}
