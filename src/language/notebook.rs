//! Notebooks for Jupyter with IJulia: its file format, version 4.5.

use std::fmt::Write;

/// A cell of a notebook.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotebookCell<'a> {
    /// Markdown.
    Words(&'a str),
    /// Julia.
    Code(&'a str),
}

/// A notebook with these cells, not yet run.
///
/// ```
/// # use fluxion::language::{NotebookCell, notebook};
/// let text = notebook(&[NotebookCell::Words("A sum:"), NotebookCell::Code("1 + 1\n")]);
/// assert!(text.contains("\"cell_type\": \"code\"") && text.contains("\"source\": \"1 + 1\""));
/// ```
pub fn notebook(cells: &[NotebookCell<'_>]) -> String {
    let written = |(at, cell): (usize, &NotebookCell<'_>)| {
        let (kind, more, text) = match cell {
            NotebookCell::Words(words) => ("markdown", "", words),
            NotebookCell::Code(code) => ("code", "\"execution_count\": null, \"outputs\": [], ", code),
        };
        format!(
            "  {{\"cell_type\": \"{kind}\", \"id\": \"cell-{at}\", \"metadata\": {{}}, {more}\"source\": {}}}",
            quoted(text.trim_end())
        )
    };
    let cells: Vec<String> = cells.iter().enumerate().map(written).collect();
    format!(
        "{{\n \"cells\": [\n{}\n ],\n \"metadata\": {{\"kernelspec\": {{\"display_name\": \"Julia\", \"language\": \"julia\", \
         \"name\": \"julia\"}}, \"language_info\": {{\"name\": \"julia\"}}}},\n \"nbformat\": 4,\n \"nbformat_minor\": 5\n}}\n",
        cells.join(",\n")
    )
}

/// A text in quotes, as JSON and TOML have it.
///
/// ```
/// # use fluxion::language::quoted;
/// assert_eq!(quoted("a \"b\"\n"), r#""a \"b\"\n""#);
/// ```
pub fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' | '\\' => out.extend(['\\', letter]),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            letter if letter.is_control() => {
                let _ = write!(out, "\\u{:04x}", u32::from(letter));
            }
            letter => out.push(letter),
        }
    }
    out + "\""
}
