//! Compiles lesson files to HTML fragments and specifications. Runs where the page is built, never in the page.
//!
//! [`compile`] is total: it reads every file to its end and gives either the whole course or every mistake
//! with its place. A file's path through it: [`front`] matter and [`prose`] (with [`directive`], [`math`], [`block`] and
//! [`markup`]) become a [`draft`]; [`link`] checks all drafts together; [`run`] runs the cells and fills in every number, and [`honest`] sees to it
//! that none of them tells the answer to a gate; [`html`] writes the result. The format is documented in `lessons/README.md`.

pub mod block;
pub mod directive;
pub mod draft;
mod equation;
pub mod fields;
mod figure;
pub mod front;
pub mod honest;
pub mod html;
pub mod link;
pub mod markup;
pub mod math;
mod own;
pub mod prose;
pub mod reference;
pub mod run;
pub mod scratch;
mod session;
pub mod terms;
pub mod values;

use std::fmt;
use std::path::Path;

use super::own::Page;
use super::spec::{Entry, Lesson, Word};
use draft::Draft;

/// A lesson file: its path as messages show it, and its text.
#[derive(Clone, Debug)]
pub struct Source {
    /// For instance `lessons/01-slopes-and-gradients.md`.
    pub path: String,
    /// The file's text, with `\n` as the only line ending.
    pub text: String,
}

impl Source {
    /// A source; Windows line endings become `\n`.
    pub fn new(path: impl Into<String>, text: &str) -> Source {
        Source { path: path.into(), text: text.replace("\r\n", "\n") }
    }

    /// The number and the slug in the file's name: `(4, "walking-downhill")` for `04-walking-downhill.md`.
    pub fn number_and_slug(&self) -> Option<(u32, &str)> {
        let file = self.path.rsplit(['/', '\\']).next()?;
        let (number, slug) = file.strip_suffix(".md")?.split_once('-')?;
        let plain =
            |text: &str| text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
        (number.len() == 2 && !slug.is_empty() && plain(slug)).then_some((number.parse().ok()?, slug))
    }
}

/// An author's mistake and its place.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mistake {
    /// The file.
    pub path: String,
    /// One-based line.
    pub line: usize,
    /// One-based column, in characters.
    pub column: usize,
    /// What is wrong and, where known, what to write instead.
    pub message: String,
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}: {}", self.path, self.line, self.column, self.message)
    }
}

/// A lesson ready to be served.
#[derive(Clone, Debug)]
pub struct Compiled {
    /// The specification, for the page.
    pub lesson: Lesson,
    /// The text for the reader, as an HTML fragment.
    pub html: String,
    /// What a learner takes along into a page of their own.
    pub own: Page,
    /// The predictions that it asks for, in their order.
    pub predictions: Vec<values::Prediction>,
}

/// The whole course, in the order of the files' numbers.
#[derive(Clone, Debug)]
pub struct Course {
    /// One compiled lesson for each file.
    pub lessons: Vec<Compiled>,
    /// The style sheet that keeps the room of every figure before it is drawn.
    pub rooms: String,
}

impl Course {
    /// The table of contents.
    pub fn contents(&self) -> Vec<Entry> {
        self.lessons.iter().map(|compiled| compiled.lesson.entry.clone()).collect()
    }
}

/// The sources of the whole course: the lessons of a folder, followed by the reference.
///
/// # Errors
/// If the folder or a file cannot be read.
pub fn read_course(folder: &Path) -> std::io::Result<Vec<Source>> {
    let mut sources = read_folder(folder)?;
    if !sources.is_empty() {
        sources.extend(reference::sources());
    }
    Ok(sources)
}

/// Every function that a cell can call, with one line of help.
pub fn words() -> Vec<Word> {
    reference::words()
}

/// The kinds of figure as `lessons/README.md` lists them for authors.
pub fn documentation_of_figures() -> String {
    figure::documentation()
}

/// Reads the lesson files of a folder, in the order of their names; `README.md` is not one.
///
/// # Errors
/// If the folder or a file cannot be read.
pub fn read_folder(folder: &Path) -> std::io::Result<Vec<Source>> {
    let mut paths: Vec<_> =
        std::fs::read_dir(folder)?.map(|entry| entry.map(|e| e.path())).collect::<Result<_, _>>()?;
    paths.retain(|path| {
        path.extension().is_some_and(|e| e == "md") && path.file_name().is_some_and(|n| n != "README.md")
    });
    paths.sort();
    paths
        .iter()
        .map(|path| Ok(Source::new(path.display().to_string(), &std::fs::read_to_string(path)?)))
        .collect()
}

/// Compiles a course.
///
/// # Errors
/// Every mistake of every file, in the order of files and lines.
pub fn compile(sources: &[Source]) -> Result<Course, Vec<Mistake>> {
    let (course, mistakes) = compile_anyway(sources);
    if mistakes.is_empty() { Ok(course) } else { Err(mistakes) }
}

/// Compiles whatever can be compiled, for an author who wants to look at an unfinished page, and returns every mistake in
/// the order of files and lines. A missing value is shown as `…`.
pub fn compile_anyway(sources: &[Source]) -> (Course, Vec<Mistake>) {
    let mut drafts: Vec<Draft> = sources.iter().map(draft_of).collect();
    link::check(&mut drafts);
    let values: Vec<values::Values> = drafts.iter_mut().map(run::run).collect();
    let mut mistakes: Vec<Mistake> = drafts.iter().flat_map(Draft::mistakes).collect();
    mistakes.sort();
    mistakes.dedup();
    (html::write(&drafts, &values), mistakes)
}

fn draft_of(source: &Source) -> Draft {
    let mut draft = Draft::new(source);
    let body = front::read(&mut draft);
    directive::define_params(&mut draft, body);
    draft.body = prose::body(&mut draft, body);
    block::place_guesses(&mut draft);
    draft
}

/// The entry of `names` that the author probably meant by `name`, as a suffix for a message; or `""`.
fn did_you_mean<'a>(name: &str, names: impl IntoIterator<Item = &'a str>) -> String {
    let near = names.into_iter().map(|other| (distance(name, other), other)).min();
    match near {
        Some((distance, other)) if distance <= 1 + name.chars().count() / 3 => {
            format!(": did you mean `{other}`?")
        }
        _ => String::new(),
    }
}

/// The edit distance: how many characters must be changed, added or removed to turn `a` into `b`.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], i + 1);
        for (j, y) in b.iter().enumerate() {
            let changed = diagonal + usize::from(x != *y);
            diagonal = row[j + 1];
            row[j + 1] = changed.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row[b.len()]
}
