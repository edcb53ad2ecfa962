//! The lesson compiler: `lessons IN OUT` reads `IN/*.md` and writes what the page fetches into `OUT`.
//!
//! For every lesson `SLUG.html` (the prose), `SLUG.bin` (its specification) and `SLUG.own` (what a page of one's own
//! begins with); and once `contents.bin`, `words.bin` (what cells can call), `rooms.css` (the room that figures keep before
//! they are drawn), and `scratch.html` and `scratch.bin` (the frame of a page of one's own). Only files that changed are
//! written. `lessons --gates IN` prints a table of all predictions instead: what each asks, and where its answer can be
//! seen. Mistakes go to standard error, one per line with file, line and column, and the exit code is 1. With
//! `--draft` in front, whatever can be written is written in spite of mistakes.

#[cfg(not(target_arch = "wasm32"))]
fn main() -> std::process::ExitCode {
    use std::path::Path;

    let mut arguments: Vec<String> = std::env::args().skip(1).collect();
    let draft = arguments.first().is_some_and(|first| first == "--draft");
    if draft {
        arguments.remove(0);
    }
    if let [option, from] = arguments.as_slice()
        && option == "--gates"
    {
        return said(build::gates(Path::new(from)));
    }
    let [from, to] = arguments.as_slice() else {
        eprintln!(
            "usage: lessons [--draft] IN OUT\nReads IN/*.md, writes what the page fetches into OUT.\n\
             lessons --gates IN\nPrints a table of the predictions in IN/*.md."
        );
        return std::process::ExitCode::FAILURE;
    };
    let strictness = if draft { build::Strictness::Draft } else { build::Strictness::Release };
    said(build::build(Path::new(from), Path::new(to), strictness))
}

/// Prints what came of it.
#[cfg(not(target_arch = "wasm32"))]
fn said(outcome: Result<String, String>) -> std::process::ExitCode {
    match outcome {
        Ok(summary) => {
            println!("{summary}");
            std::process::ExitCode::SUCCESS
        }
        Err(messages) => {
            eprintln!("{messages}");
            std::process::ExitCode::FAILURE
        }
    }
}

#[cfg(not(target_arch = "wasm32"))]
mod build {
    use std::fs;
    use std::io;
    use std::path::Path;

    use fluxion::lesson::compile::{Course, compile_anyway, read_course, scratch, words};
    use fluxion::lesson::spec;

    /// What to do about errors in lessons.
    #[derive(Clone, Copy, PartialEq)]
    pub enum Strictness {
        /// Report them, and write whatever can be compiled.
        Draft,
        /// Report them, and write nothing.
        Release,
    }

    /// Compiles the folder `from` into the folder `to`; returns a one-line summary, or every error message.
    pub fn build(from: &Path, to: &Path, strictness: Strictness) -> Result<String, String> {
        let sources = read_course(from).map_err(|error| format!("{}: {error}", from.display()))?;
        if sources.is_empty() {
            return Err(format!("{}: no lessons found", from.display()));
        }
        let (course, mistakes) = compile_anyway(&sources);
        let messages: Vec<String> = mistakes.iter().map(ToString::to_string).collect();
        if !mistakes.is_empty() && strictness == Strictness::Release {
            return Err(messages.join("\n"));
        }
        let written = write(&course, to).map_err(|error| format!("{}: {error}", to.display()))?;
        let mut summary = messages;
        summary.push(format!("{} lessons compiled, {written} files changed", course.lessons.len()));
        Ok(summary.join("\n"))
    }

    /// A table of all predictions in the folder `from`, in Markdown; or why the folder cannot be read.
    pub fn gates(from: &Path) -> Result<String, String> {
        let sources = read_course(from).map_err(|error| format!("{}: {error}", from.display()))?;
        let (course, mistakes) = compile_anyway(&sources);
        let mut lines: Vec<String> = mistakes.iter().map(ToString::to_string).collect();
        lines.push("| place | kind | question | answer | first shown | figure |".to_owned());
        lines.push("|---|---|---|---|---|---|".to_owned());
        let all: Vec<_> = course.lessons.iter().flat_map(|compiled| &compiled.predictions).collect();
        for gate in &all {
            let place = format!("{}:{}", gate.path, gate.line);
            let cells = [&place, gate.kind, &gate.ask, &gate.answer, &gate.first_shown, &gate.figure];
            lines.push(format!("| {} |", cells.map(|cell| cell.replace('|', "\\|")).join(" | ")));
        }
        let placed = all.iter().filter(|gate| gate.is_placed).count();
        lines.push(format!("\n{} predictions, {placed} of them made in a picture", all.len()));
        Ok(lines.join("\n"))
    }

    /// Writes every file whose content changed, and returns how many.
    fn write(course: &Course, to: &Path) -> io::Result<usize> {
        fs::create_dir_all(to)?;
        let mut files = vec![
            ("contents.bin".to_owned(), encoded(&course.contents())?),
            ("words.bin".to_owned(), encoded(&words())?),
            ("rooms.css".to_owned(), course.rooms.clone().into_bytes()),
            (format!("{}.html", scratch::SLUG), scratch::fragment().into_bytes()),
            (format!("{}.bin", scratch::SLUG), encoded(&scratch::lesson())?),
        ];
        for compiled in &course.lessons {
            let slug = &compiled.lesson.entry.slug;
            files.push((format!("{slug}.html"), compiled.html.clone().into_bytes()));
            files.push((format!("{slug}.bin"), encoded(&compiled.lesson)?));
            files.push((format!("{slug}.own"), compiled.own.encode()));
        }
        let mut written = 0;
        for (name, bytes) in files {
            let path = to.join(name);
            if fs::read(&path).ok().as_deref() != Some(bytes.as_slice()) {
                fs::write(&path, bytes)?;
                written += 1;
            }
        }
        Ok(written)
    }

    fn encoded<T: serde::Serialize>(value: &T) -> io::Result<Vec<u8>> {
        spec::encode(value).map_err(io::Error::other)
    }
}

/// The compiler runs only on the machine that builds the page.
#[cfg(target_arch = "wasm32")]
fn main() {}
