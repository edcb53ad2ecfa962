//! Equations of arrays as they stand before the page is alive: blocks of numbers in HTML, of the sizes that the page
//! will draw them in, so that nothing moves when it does.

use super::draft::Draft;
use super::run::evaluate;
use crate::language::{Session, entry_name};
use crate::lesson::figures::{FIGURES, Takes};
use crate::lesson::paint::{self, escape};
use crate::lesson::show;
use crate::lesson::spec::Figure;
use crate::lesson::term::{self, SIGNS, Term};

/// The letters that every number has room for, and the most that the style sheet knows of.
const LETTERS: [usize; 2] = [5, 10];

/// An equation before the page is alive.
#[derive(Clone, Debug, Default)]
pub struct Blocks {
    /// The picture; empty for figures that are no equation.
    pub html: String,
    /// For each term the sizes of its array, as `2×5`: the page draws it with these until the kernel has answered.
    pub sizes: Vec<String>,
}

/// The equation of a figure, computed.
pub fn blocks(draft: &Draft, session: &mut Session, figure: &Figure) -> Blocks {
    let Some(row) = FIGURES.iter().find(|row| row.name == figure.kind) else { return Blocks::default() };
    let Some(setting) = row.settings.iter().find(|setting| setting.takes == Takes::Terms) else {
        return Blocks::default();
    };
    let shapes_only = figure.flag("shapes");
    let (mut lines, mut sizes, mut sign) = (vec![String::new()], Vec::new(), "");
    for text in figure.texts(setting.name) {
        let mut own = String::new();
        match term::read(text) {
            Term::Break => lines.push(String::new()),
            Term::Sign(julia) => {
                sign = SIGNS.iter().find(|(own, _)| *own == julia).map_or(julia, |(_, shown)| *shown);
            }
            Term::Array { name, code, like } => {
                let array = Array::of(draft, session, code);
                own = array.sides("×");
                let symbols = [name, like, code];
                let hue = paint::identity(symbols.iter().find_map(|symbol| draft.name_of(symbol)));
                let line = lines.len() - 1;
                lines[line] += &array.html(&[sign, name, &hue], shapes_only);
                sign = "";
            }
        }
        sizes.push(own);
    }
    let lines: String =
        lines.iter().map(|line| format!("<div class=\"blocks__line\">{line}</div>")).collect();
    Blocks { html: format!("<div class=\"blocks\" aria-hidden=\"true\">{lines}</div>"), sizes }
}

/// An array's sizes and its numbers as they are written, column after column.
#[derive(Default)]
struct Array {
    sizes: Vec<usize>,
    texts: Vec<String>,
}

impl Array {
    /// The value of an expression; of no size where it has none.
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
