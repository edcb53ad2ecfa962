//! A lesson between reading and writing: specifications with their places, and prose as nodes, because its numbers are
//! not known before the cells have run.

use super::{Mistake, Source};
use crate::diag::Span;
use crate::language::{entry_name, split_entry_name};
use crate::lesson::figures::Written;
use crate::lesson::paint;
use crate::lesson::spec::{Check, Entry, Figure, Gate, Named, Number, Param};

/// Something and where it stands: a byte offset into the file.
#[derive(Clone, Debug)]
pub struct Placed<T> {
    /// Where.
    pub at: usize,
    /// What.
    pub value: T,
}

/// A piece of a fragment. Indices go into the draft's lists.
#[derive(Clone, Debug, PartialEq)]
pub enum Node {
    /// Finished HTML.
    Html(String),
    /// A computed number.
    Number(usize),
    /// A parameter; it may appear several times.
    Param(usize),
    /// All entries of an array, row by row.
    Matrix(std::ops::Range<usize>),
    /// A code cell.
    Cell(usize),
    /// A figure.
    Figure(usize),
    /// A predict gate.
    Gate(usize),
    /// A check.
    Check(usize),
}

/// A text of a block in two forms: with markup and live numbers for the fragment, and plain for the specification.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rich {
    /// With markup.
    pub nodes: Vec<Node>,
    /// Without, computed numbers as `{= expr}`.
    pub plain: String,
}

/// A code cell and its stated output.
#[derive(Clone, Debug)]
pub struct DraftCell {
    /// The text that the learner sees.
    pub source: String,
    /// Where each of its lines begins in the file.
    pub lines: Vec<usize>,
    /// What it must print, if that is stated.
    pub expected: Option<Placed<String>>,
}

impl DraftCell {
    /// The place in the file of a place in the cell's text.
    pub fn offset_in_file(&self, span: Span) -> usize {
        let before = &self.source[..(span.start as usize).min(self.source.len())];
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        let line = before.matches('\n').count();
        self.lines.get(line).or(self.lines.last()).map_or(0, |start| start + before.len() - line_start)
    }
}

/// A figure with the places that messages need.
#[derive(Clone, Debug)]
pub struct DraftFigure {
    /// Where the block stands.
    pub at: usize,
    /// The name that gates call it by, if it has one.
    pub name: String,
    /// What the page gets.
    pub spec: Figure,
    /// Where each setting's value stands.
    pub places: Vec<(&'static str, usize)>,
    /// The settings as they are written.
    pub written: Vec<(&'static str, Written)>,
    /// Title with markup.
    pub title: Rich,
    /// Caption with markup.
    pub caption: Rich,
    /// The section that it stands in, counted from 0.
    pub section: usize,
    /// The level of its title's heading: one below the section's.
    pub level: u8,
}

impl DraftFigure {
    /// Where the value of a setting stands; the block if it is not written.
    pub fn place(&self, key: &str) -> usize {
        self.places.iter().find(|(own, _)| *own == key).map_or(self.at, |(_, at)| *at)
    }
}

/// The section that a block stands in.
#[derive(Clone, Copy)]
pub struct Section {
    /// Counted from 0.
    pub index: usize,
    /// The level of its heading; 1 before the first.
    pub level: u8,
}

/// Where a section begins.
#[derive(Clone, Copy, Debug)]
pub struct Start {
    /// The first node of the body that belongs to it.
    pub node: usize,
    /// The level of its heading.
    pub level: u8,
}

/// A figure whose settings are wrong, which gates may name all the same.
#[derive(Clone, Debug)]
pub struct BrokenFigure {
    /// Its name, if it has one.
    pub name: String,
    /// The section that it stands in, counted from 0.
    pub section: usize,
}

/// A gate with its texts.
#[derive(Clone, Debug)]
pub struct DraftGate {
    /// What the page gets.
    pub spec: Gate,
    /// Where the block stands.
    pub at: usize,
    /// The section that it stands in, counted from 0.
    pub section: usize,
    /// The name of the figure on which the guess is made, if the block names one.
    pub on: Option<Placed<String>>,
    /// The figures that stay covered until the gate is answered, by name.
    pub covers: Vec<Placed<String>>,
    /// The figures that may be seen while the guess is made, because they do not tell the answer, by name.
    pub beside: Vec<Placed<String>>,
    /// Where the expression for the truth stands.
    pub truth_at: usize,
    /// The question with markup.
    pub ask: Rich,
    /// The explanation with markup.
    pub because: Rich,
    /// The answers of a choice with markup.
    pub options: Vec<Rich>,
}

/// A check with its texts.
#[derive(Clone, Debug)]
pub struct DraftCheck {
    /// What the page gets.
    pub spec: Check,
    /// Where the condition stands.
    pub when_at: usize,
    /// The question with markup.
    pub ask: Rich,
    /// What is said once it is done, with markup.
    pub done: Rich,
    /// Parameter values that make the condition true, and where they are stated.
    pub reach: Placed<Vec<(String, f64)>>,
}

/// A link to another place of the course.
#[derive(Clone, Debug)]
pub struct Link {
    /// Where it stands.
    pub at: usize,
    /// The lesson's slug.
    pub slug: String,
    /// The heading's slug, if it names one.
    pub heading: Option<String>,
}

/// A lesson in the compiler.
#[derive(Clone, Debug)]
pub struct Draft {
    /// The file.
    pub source: Source,
    /// Its line in the contents.
    pub entry: Entry,
    /// The line below the title.
    pub lead: Rich,
    /// The terms of the glossary that the prose has used so far.
    pub said: Vec<&'static str>,
    /// Named quantities.
    pub names: Vec<Named>,
    /// Parameters.
    pub params: Vec<Placed<Param>>,
    /// Computed numbers.
    pub numbers: Vec<Placed<Number>>,
    /// Cells.
    pub cells: Vec<DraftCell>,
    /// Figures.
    pub figures: Vec<DraftFigure>,
    /// Figures whose settings are wrong.
    pub broken: Vec<BrokenFigure>,
    /// Gates.
    pub gates: Vec<DraftGate>,
    /// Checks.
    pub checks: Vec<DraftCheck>,
    /// Where each section after the first begins.
    pub sections: Vec<Start>,
    /// Slugs of the headings.
    pub headings: Vec<String>,
    /// Links to other places of the course.
    pub links: Vec<Link>,
    /// The prose.
    pub body: Vec<Node>,
    /// What is wrong, and where.
    mistakes: Vec<Placed<String>>,
}

impl Draft {
    /// An empty draft.
    pub fn new(source: &Source) -> Draft {
        Draft {
            source: source.clone(),
            entry: Entry::default(),
            lead: Rich::default(),
            said: Vec::new(),
            names: Vec::new(),
            params: Vec::new(),
            numbers: Vec::new(),
            cells: Vec::new(),
            figures: Vec::new(),
            broken: Vec::new(),
            gates: Vec::new(),
            checks: Vec::new(),
            sections: Vec::new(),
            headings: Vec::new(),
            links: Vec::new(),
            body: Vec::new(),
            mistakes: Vec::new(),
        }
    }

    /// Notes a mistake at a byte offset of the file.
    pub fn report(&mut self, at: usize, message: impl Into<String>) {
        self.mistakes.push(Placed { at, value: message.into() });
    }

    /// Whether something is wrong at that byte offset of the file.
    pub fn is_wrong_at(&self, at: usize) -> bool {
        self.mistakes.iter().any(|mistake| mistake.at == at)
    }

    /// What is wrong, with lines and columns.
    pub fn mistakes(&self) -> Vec<Mistake> {
        let place = |mistake: &Placed<String>| {
            let (line, column) = Span::new(mistake.at, mistake.at).line_column(&self.source.text);
            Mistake { path: self.source.path.clone(), line, column, message: mistake.value.clone() }
        };
        self.mistakes.iter().map(place).collect()
    }

    /// The index of the parameter `name`.
    pub fn param(&self, name: &str) -> Option<usize> {
        self.params.iter().position(|param| param.value.name == name)
    }

    /// The indices of the parameters that make up `name`: one, or all entries of an array, row by row.
    pub fn entries(&self, name: &str) -> std::ops::Range<usize> {
        let is_own = |own: &str| own == name || split_entry_name(own).0 == name;
        let is_entry = |param: &Placed<Param>| is_own(&param.value.name);
        let first = self.params.iter().position(is_entry).unwrap_or(0);
        first..first + self.params[first..].iter().take_while(|param| is_entry(param)).count()
    }

    /// The node that shows a parameter, or an array of them; `None` if there is none of that name.
    pub fn param_node(&self, name: &str) -> Option<Node> {
        let entries = self.entries(name);
        let is_array = entries.len() > 1 || self.param(name).is_none();
        (!entries.is_empty()).then_some(if is_array {
            Node::Matrix(entries.clone())
        } else {
            Node::Param(entries.start)
        })
    }

    /// The attributes that give the symbol of a named quantity, or of an entry of it, their identity.
    pub fn symbol_attributes(&self, symbol: &str) -> String {
        let (variable, place) = split_entry_name(symbol);
        let key = self.identity_of(variable);
        let part = (!place.is_empty() && !key.is_empty()).then(|| entry_name(&key, &place));
        self.identity_attributes(&key) + &paint::part(part.as_deref())
    }

    /// The named quantity with the key `key`.
    pub fn named(&self, key: &str) -> Option<&Named> {
        self.names.iter().find(|named| named.key == key)
    }

    /// The key of the named quantity that `symbol` stands for, or `""`.
    pub fn identity_of(&self, symbol: &str) -> String {
        self.name_of(symbol).map_or_else(String::new, |named| named.key.clone())
    }

    /// The named quantity that a symbol stands for.
    pub fn name_of(&self, symbol: &str) -> Option<&Named> {
        self.names.iter().find(|named| named.symbols.iter().any(|own| own == symbol))
    }

    /// The attributes that give an element an identity, with a space before; `""` for no identity.
    pub fn identity_attributes(&self, key: &str) -> String {
        paint::identity(self.named(key))
    }
}
