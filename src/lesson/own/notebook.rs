//! A page of one's own as a notebook for Jupyter with IJulia: its file format, version 4.

use super::figure::quoted;
use super::open::open;
use super::{Page, Part};
use crate::lesson::script;

/// The notebook. Figures become their titles: what draws them stays in the browser.
pub fn notebook(page: &Page) -> String {
    let params = open(page).lesson.params;
    let values: Vec<f64> = params.iter().map(|param| param.value).collect();
    let mut cells = vec![words(&format!("# {}", page.title)), code(&script::preamble(&params, &values))];
    for part in &page.parts {
        cells.extend(match part {
            Part::Text(text) => Some(words(text)),
            Part::Cell(text) => Some(code(text)),
            Part::Figure(drawn) => Some(words(&format!("*Figure ({}): {}*", drawn.kind, drawn.title))),
            Part::Number(_) => None,
        });
    }
    format!(
        "{{\n \"cells\": [\n{}\n ],\n \"metadata\": {{\"kernelspec\": {{\"display_name\": \"Julia\", \"language\": \"julia\", \
         \"name\": \"julia-1.5\"}}, \"language_info\": {{\"name\": \"julia\"}}}},\n \"nbformat\": 4,\n \"nbformat_minor\": 4\n}}\n",
        cells.join(",\n")
    )
}

fn words(text: &str) -> String {
    cell("markdown", "", text)
}

fn code(text: &str) -> String {
    cell("code", "\"execution_count\": null, \"outputs\": [], ", text)
}

fn cell(kind: &str, more: &str, text: &str) -> String {
    let text = quoted(text.trim_end());
    format!("  {{\"cell_type\": \"{kind}\", \"metadata\": {{}}, {more}\"source\": [{text}]}}")
}
