//! Opens a page of one's own: the lesson that the page's store runs, and its HTML, part by part.
//!
//! Total: whatever is wrong with a part stands in words where the part would be.

use super::text::{Block, Piece, blocks, pieces};
use super::{Drawn, Page, Part};
use crate::language::{Highlight, highlight, split_entry_name};
use crate::lesson::paint::{self, coded, escape};
use crate::lesson::spec::{Cell, Entry, Lesson, Number, Param};
use crate::lesson::{define, show};

/// The most entries that an array of parameters may have.
const MOST_ENTRIES: usize = 400;

/// The most numbers that the words of a page may compute.
const MOST_NUMBERS: usize = 1000;

/// A page that has been opened.
#[derive(Clone, Debug, Default)]
pub struct Opened {
    /// What the store runs.
    pub lesson: Lesson,
    /// The page's parts in order, with elements that are brought to life by their `data-…` attributes.
    pub html: String,
    /// The part that each cell is.
    pub cells: Vec<usize>,
    /// The part that each parameter belongs to.
    pub params: Vec<usize>,
}

/// Opens a page.
pub fn open(page: &Page) -> Opened {
    let entry = Entry { title: page.title.clone(), ..Entry::default() };
    let names = page.names.iter().map(Into::into).collect();
    let lesson = Lesson { entry, names, ..Lesson::default() };
    let mut opener = Opener { opened: Opened { lesson, ..Opened::default() }, level: 2 };
    // A part may show a parameter that a later one defines.
    let faults: Vec<Option<String>> =
        page.parts.iter().enumerate().map(|(at, part)| opener.define(at, part).err()).collect();
    for (at, (part, fault)) in page.parts.iter().zip(faults).enumerate() {
        opener.gap(at);
        opener.part(at, part, fault);
    }
    opener.gap(page.parts.len());
    opener.opened
}

struct Opener {
    opened: Opened,
    /// The level of a figure's title: one below the last heading's.
    level: u8,
}

impl Opener {
    /// Takes the parameters of a part in.
    fn define(&mut self, at: usize, part: &Part) -> Result<(), String> {
        let Part::Number(definition) = part else { return Ok(()) };
        let params = params(definition)?;
        let lesson = &mut self.opened.lesson;
        let name = define::name(definition);
        is_free(name, &lesson.params)?;
        let identity = lesson.name_of(name).map_or_else(String::new, |named| named.key.clone());
        self.opened.params.extend(params.iter().map(|_| at));
        lesson.params.extend(params.into_iter().map(|param| Param { identity: identity.clone(), ..param }));
        Ok(())
    }

    fn write(&mut self, html: &str) {
        self.opened.html.push_str(html);
    }

    /// Where a part can be added.
    fn gap(&mut self, at: usize) {
        self.write(&format!("<div class=\"own__gap\" data-gap=\"{at}\"></div>\n"));
    }

    fn part(&mut self, at: usize, part: &Part, fault: Option<String>) {
        let label = match part {
            Part::Text(_) => format!("Text, part {}", at + 1),
            Part::Cell(_) => format!("Code cell {}", self.opened.cells.len() + 1),
            Part::Number(definition) => {
                format!("Number {}", define::name(definition))
            }
            Part::Figure(drawn) => format!("Figure {}", drawn.title),
        };
        self.write(&format!(
            "<div class=\"own__part\" role=\"group\" aria-label=\"{}\" data-own=\"{at}\" data-kind=\"{}\">\n",
            escape(&label),
            part.noun()
        ));
        match (part, fault) {
            (_, Some(fault)) => self.fault(&fault),
            (Part::Text(text), None) => self.text(text),
            (Part::Cell(code), None) => self.cell(at, code),
            (Part::Number(_), None) => self.number(at),
            (Part::Figure(drawn), None) => self.figure(drawn),
        }
        self.write("</div>\n");
    }

    fn fault(&mut self, words: &str) {
        self.write(&format!("<p class=\"own__fault\">{}</p>", coded(words)));
    }

    fn text(&mut self, text: &str) {
        let blocks = blocks(text);
        if blocks.is_empty() {
            self.write("<p class=\"own__empty\">Empty text</p>");
        }
        for block in blocks {
            let (tag, words) = match block {
                Block::Heading(level, words) => {
                    // The third level needs the second above it.
                    let level = level.min(self.level);
                    self.level = level + 1;
                    (format!("h{level}"), words)
                }
                Block::Paragraph(words) => ("p".to_owned(), words),
            };
            let words = self.words(words);
            self.write(&format!("<{tag}>{words}</{tag}>\n"));
        }
    }

    /// Words with their numbers.
    fn words(&mut self, text: &str) -> String {
        pieces(text).into_iter().map(|piece| self.piece(piece)).collect()
    }

    fn piece(&mut self, piece: Piece<'_>) -> String {
        match piece {
            Piece::Words(words) => escape(words),
            Piece::Code(code) => format!("<code>{}</code>", escape(code)),
            Piece::Open(stress) => format!("<{}>", stress.signs().1),
            Piece::Close(stress) => format!("</{}>", stress.signs().1),
            Piece::Show(name) => self.shown(name).unwrap_or_else(|| escape(&format!("[[{name}]]"))),
            Piece::Compute(code, _) if self.opened.lesson.numbers.len() >= MOST_NUMBERS => escape(code),
            Piece::Compute(code, decimals) => {
                let numbers = &mut self.opened.lesson.numbers;
                numbers.push(Number { code: code.to_owned(), identity: String::new(), decimals });
                format!("<span class=\"number\" data-number=\"{}\">…</span>", numbers.len() - 1)
            }
        }
    }

    /// A parameter, or all entries of an array; nothing if there is none of that name.
    fn shown(&self, name: &str) -> Option<String> {
        let params = &self.opened.lesson.params;
        if let Some(at) = params.iter().position(|param| param.name == name) {
            return Some(self.param(at));
        }
        let is_own = |at: &usize| split_entry_name(&params[*at].name).0 == name;
        let entries: Vec<usize> = (0..params.len()).filter(is_own).collect();
        let row = |at: &usize| match split_entry_name(&params[*at].name).1.as_slice() {
            [row, _, ..] => *row,
            _ => 0,
        };
        let rows = entries.chunk_by(|one, other| row(one) == row(other)).map(|row| {
            let cells: String = row.iter().map(|at| self.param(*at)).collect();
            format!("<span class=\"matrix__row\">{cells}</span>")
        });
        let rows: String = rows.collect();
        (!entries.is_empty()).then(|| format!("<span class=\"matrix\">{rows}</span>"))
    }

    fn param(&self, at: usize) -> String {
        let lesson = &self.opened.lesson;
        let param = &lesson.params[at];
        let named = lesson.names.iter().find(|named| named.key == param.identity);
        let identity = paint::identity(named) + &paint::part(param.part().as_deref());
        let (value, digits) = (show::param(param, param.value), show::letters(param));
        format!(
            "<span class=\"number number--param\" data-param=\"{at}\" data-digits=\"{digits}\"{identity}>{value}</span>"
        )
    }

    fn cell(&mut self, at: usize, code: &str) {
        let index = self.opened.lesson.cells.len();
        self.opened.lesson.cells.push(Cell { source: code.to_owned() });
        self.opened.cells.push(at);
        self.write(&format!("<div class=\"cell\" data-cell=\"{index}\"></div>"));
    }

    /// A number with its slider, or an array.
    fn number(&mut self, at: usize) {
        let own = |param: &usize| self.opened.params[*param] == at;
        let entries: Vec<usize> = (0..self.opened.params.len()).filter(own).collect();
        let Some(first) = entries.first() else { return };
        let param = &self.opened.lesson.params[*first];
        let (name, label) = (split_entry_name(&param.name).0, split_entry_name(&param.label).0);
        // A label often ends with the name.
        let words = label.strip_suffix(name).filter(|words| words.is_empty() || words.ends_with(' '));
        let words = escape(words.unwrap_or(label).trim());
        let identity = paint::identity(self.opened.lesson.names.iter().find(|own| own.key == param.identity));
        let value = self.shown(name).unwrap_or_default();
        let slider = match entries.as_slice() {
            [only] => format!("<div data-slider=\"{only}\"></div>"),
            _ => String::new(),
        };
        let name = escape(name);
        self.write(&format!(
            "<div class=\"own__number\"><p>{words} <code{identity}>{name}</code> = {value}</p>{slider}</div>"
        ));
    }

    fn figure(&mut self, drawn: &Drawn) {
        let figure = match drawn.read(&self.opened.lesson.params) {
            Ok(figure) => figure,
            Err(words) => return self.fault(&words),
        };
        let (level, kind) = (self.level.min(3), figure.kind.name());
        let index = self.opened.lesson.figures.len();
        self.opened.lesson.figures.push(figure);
        let [title, caption] = [&drawn.title, &drawn.caption].map(|text| self.words(text));
        let title = if title.is_empty() { kind.to_owned() } else { title };
        self.write(&format!(
            "<figure class=\"figure\" data-figure=\"{index}\" data-kind=\"{kind}\"><h{level} class=\"figure__title\">{title}\
             </h{level}><div class=\"figure__body\"></div><figcaption class=\"figure__caption\">{caption}</figcaption></figure>"
        ));
    }
}

/// Whether no parameter has a name.
///
/// # Errors
/// That one has, in words.
pub fn is_free(name: &str, params: &[Param]) -> Result<(), String> {
    match params.iter().any(|param| split_entry_name(&param.name).0 == name) {
        true => Err(format!("Another number of this page is called `{name}`.")),
        false => Ok(()),
    }
}

/// The parameters that a definition defines.
///
/// # Errors
/// What is wrong with it, in words.
pub fn params(definition: &str) -> Result<Vec<Param>, String> {
    let (name, params) = define::read(definition)?;
    let is_name = matches!(
        highlight(&name).as_slice(),
        [(span, Highlight::Name)] if span.start == 0 && span.end as usize == name.len()
    );
    if !is_name {
        return Err(format!("`{name}` cannot be the name of a number."));
    }
    if params.len() > MOST_ENTRIES {
        return Err(format!("An array of numbers has at most {MOST_ENTRIES} entries."));
    }
    Ok(params)
}
