//! A page of one's own as a lesson file, in the format of `lessons/README.md`, which the lesson compiler accepts.
//!
//! The compiler is stricter than a page: numerals in prose are marked, a section has one figure, a cell states what it
//! prints, and whatever Markdown would take for more than words is escaped.

use std::collections::BTreeSet;

use super::open::{Opened, open, params};
use super::text::{Block, Piece, blocks, pieces};
use super::{Drawn, Page, Part};
use crate::language::quoted;
use crate::lesson::define;
use crate::lesson::link::slug;
use crate::lesson::spec::HUES;

/// The file; `outputs` is what each cell prints and displays, as far as that is known.
///
/// ```
/// # use fluxion::lesson::own::{Page, Part, file::file};
/// let mut page = Page::named("Mine");
/// page.insert(0, Part::Text("Take 2 numbers.".into()));
/// page.insert(1, Part::Cell("1 + 1".into()));
/// let text = file(&page, &["2".to_owned()]);
/// assert!(text.ends_with("Take [[! 2]] numbers.\n\n```julia\n1 + 1\n#> 2\n```\n"));
/// ```
pub fn file(page: &Page, outputs: &[String]) -> String {
    let title = page.title.split_whitespace().collect::<Vec<_>>().join(" ");
    let title = if title.is_empty() { "Untitled".to_owned() } else { title };
    let mut writer = Writer { opened: open(page), text: front(&title), ..Writer::default() };
    if !page.names.is_empty() {
        writer.text.push_str("\n[names]\n");
    }
    for name in page.names.iter().filter(|name| HUES.contains(&name.hue.as_str())) {
        let symbols: Vec<String> = name.symbols.iter().map(|symbol| quoted(symbol)).collect();
        let (key, hue) = (quoted(&name.key), quoted(&name.hue));
        writer.text += &format!("{key} = {{ hue = {hue}, is = [{}] }}\n", symbols.join(", "));
    }
    writer.text.push_str("+++\n");
    let mut outputs = outputs.iter();
    for (at, part) in page.parts.iter().enumerate() {
        match part {
            Part::Text(text) => writer.words(text),
            Part::Cell(code) => writer.cell(code, outputs.next().map_or("", String::as_str)),
            Part::Number(definition) => writer.number(at, definition),
            Part::Figure(drawn) => writer.figure(drawn),
        }
    }
    writer.text
}

fn front(title: &str) -> String {
    const ABOUT: &str = "A page made in the browser.";
    format!("+++\ntitle = {}\nlead = \"{ABOUT}\"\nsummary = \"{ABOUT}\"\nminutes = 5\n", quoted(title))
}

#[derive(Default)]
struct Writer {
    opened: Opened,
    text: String,
    /// The names of the headings in addresses.
    slugs: BTreeSet<String>,
    has_figure: bool,
}

impl Writer {
    fn paragraph(&mut self, text: &str) {
        self.text += &format!("\n{text}\n");
    }

    fn words(&mut self, text: &str) {
        for block in blocks(text) {
            match block {
                Block::Heading(level, words) => self.heading(level, words),
                Block::Paragraph(words) => {
                    let words = self.markdown(words);
                    self.paragraph(&words);
                }
            }
        }
    }

    /// A heading with a name of its own; one that cannot have a name is a paragraph of strong words.
    fn heading(&mut self, level: u8, words: &str) {
        let name = slug(&self.plain(words));
        let text = self.markdown(words);
        if name.is_empty() || !name.is_ascii() {
            return self.paragraph(&text);
        }
        let level = if self.slugs.is_empty() { 2 } else { usize::from(level) };
        let count = (1..).find(|count| !self.slugs.contains(&numbered(&name, *count))).unwrap_or(1);
        let suffix = if count == 1 { String::new() } else { format!(" [[! {count}]]") };
        self.slugs.insert(numbered(&name, count));
        self.has_figure = false;
        self.paragraph(&format!("{} {text}{suffix}", "#".repeat(level)));
    }

    /// A heading's words without markup, as the compiler makes its name of them.
    fn plain(&self, words: &str) -> String {
        let plain = |piece: Piece<'_>| match piece {
            Piece::Words(words) | Piece::Code(words) => words.replace('\n', " "),
            Piece::Compute(code, _) | Piece::Show(code) => code.to_owned(),
            Piece::Open(_) | Piece::Close(_) => String::new(),
        };
        pieces(words).into_iter().map(plain).collect()
    }

    fn cell(&mut self, code: &str, output: &str) {
        let mut text = code.trim_end().replace("#>", "# >");
        for line in output.trim_end().lines() {
            text += &format!("\n#> {line}");
        }
        let fence = "`".repeat(if text.contains("```") { 4 } else { 3 });
        let text = text.trim_start_matches('\n');
        self.paragraph(&format!("{fence}julia\n{text}\n{fence}"));
    }

    fn number(&mut self, at: usize, definition: &str) {
        let text = match params(definition) {
            Ok(params) if self.opened.params.contains(&at) => {
                let name = define::name(definition);
                format!("`{name}` = [[{}]]", define::written(name, &params))
            }
            _ => code_span(definition),
        };
        self.paragraph(&text);
    }

    /// A figure, below a heading of its own if the section has one already.
    fn figure(&mut self, drawn: &Drawn) {
        if drawn.read(&self.opened.lesson.params).is_err() {
            let text = self.markdown(&drawn.title);
            return self.paragraph(&text);
        }
        if self.has_figure {
            let is_named = slug(&self.plain(&drawn.title)).is_ascii() && !slug(&drawn.title).is_empty();
            self.heading(2, if is_named { &drawn.title } else { "Another figure" });
        }
        self.has_figure = true;
        let [title, caption] = [&drawn.title, &drawn.caption].map(|text| self.markdown(text));
        let title = if title.is_empty() { drawn.kind.clone() } else { title };
        let mut text =
            format!("```figure {}\ntitle = {}\ncaption = {}\n", drawn.kind, quoted(&title), quoted(&caption));
        for (key, setting) in &drawn.settings {
            text += &format!("{key} = {}\n", setting.toml());
        }
        if !drawn.controls.is_empty() {
            let controls: Vec<String> = drawn.controls.iter().map(|control| quoted(control)).collect();
            text += &format!("controls = [{}]\n", controls.join(", "));
        }
        self.paragraph(&(text + "```"));
    }

    /// Words as a lesson file has them.
    fn markdown(&self, words: &str) -> String {
        let mut text = String::new();
        for piece in pieces(words) {
            // A sign that is not meant to touch its neighbour.
            if text.ends_with('`') && matches!(piece, Piece::Code(_)) {
                text.push('\u{200b}');
            }
            text += &self.piece(piece);
        }
        text
    }

    fn piece(&self, piece: Piece<'_>) -> String {
        match piece {
            Piece::Words(words) => escaped(words),
            Piece::Code(code) => code_span(code),
            Piece::Open(stress) | Piece::Close(stress) => stress.signs().0.to_owned(),
            Piece::Show(name) if params_named(&self.opened, name) => format!("[[{name}]]"),
            Piece::Show(name) => escaped(&format!("[[{name}]]")),
            Piece::Compute(code, _) if !is_directive(code) => code_span(code),
            Piece::Compute(code, None) => format!("[[= {code}]]"),
            Piece::Compute(code, Some(decimals)) => format!("[[= {code} | {decimals} decimals]]"),
        }
    }
}

fn numbered(name: &str, count: usize) -> String {
    if count == 1 { name.to_owned() } else { format!("{name}-{count}") }
}

/// Whether the page has a parameter, or an array of them, of that name.
fn params_named(opened: &Opened, name: &str) -> bool {
    let is_entry = |param: &str| param.strip_prefix(name).is_some_and(|rest| rest.starts_with('['));
    opened.lesson.params.iter().any(|param| param.name == name || is_entry(&param.name))
}

/// Whether code can stand in double brackets: its own brackets are in pairs, and it holds none of their signs.
fn is_directive(code: &str) -> bool {
    let mut depth = 0_i32;
    let is_balanced = code.chars().all(|letter| {
        depth += i32::from(letter == '[') - i32::from(letter == ']');
        depth >= 0
    });
    is_balanced
        && depth == 0
        && !code.contains(['`', '$'])
        && ![" @ ", " | "].iter().any(|sign| code.contains(sign))
}

/// Code on one line, between backticks.
fn code_span(code: &str) -> String {
    let code = code.replace(['`', '\n'], " ");
    if code.trim().is_empty() { String::new() } else { format!("`{code}`") }
}

/// Words in which nothing is markup and every numeral is marked as a constant.
fn escaped(words: &str) -> String {
    let mut text = String::new();
    let mut rest = words;
    while let Some(letter) = rest.chars().next() {
        let numeral = rest.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(rest.len());
        let numeral = rest[..numeral].trim_end_matches('.');
        if letter.is_ascii_digit() {
            text += &format!("[[! {numeral}]]");
            rest = &rest[numeral.len()..];
            continue;
        }
        match letter {
            // The compiler looks for these before Markdown's escapes are read.
            '`' => text.push_str("&grave;"),
            '$' => text.push_str("&dollar;"),
            '[' => text.push_str("&lbrack;"),
            '&' => text.push_str("&amp;"),
            '\n' => {
                text.truncate(text.trim_end().len());
                text.push('\n');
            }
            letter if letter.is_control() || letter.is_whitespace() && text.ends_with('\n') => {}
            letter if letter.is_ascii_punctuation() && !".,;:?()'\"/".contains(letter) => {
                text.extend(['\\', letter]);
            }
            letter => text.push(letter),
        }
        rest = &rest[letter.len_utf8()..];
    }
    text
}
