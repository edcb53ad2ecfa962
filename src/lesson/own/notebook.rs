//! A page of one's own as a notebook for Jupyter.

use super::open::open;
use super::{Page, Part};
use crate::language::NotebookCell::{Code, Words};
use crate::lesson::script;

/// The notebook. Figures become their titles: what draws them stays in the browser.
pub fn notebook(page: &Page) -> String {
    let params = open(page).lesson.params;
    let values: Vec<f64> = params.iter().map(|param| param.value).collect();
    let (title, preamble) = (format!("# {}", page.title), script::preamble(&params, &values));
    let figure = |part: &Part| match part {
        Part::Figure(drawn) => format!("*Figure ({}): {}*", drawn.kind, drawn.title),
        _ => String::new(),
    };
    let figures: Vec<String> = page.parts.iter().map(figure).collect();
    let mut cells = vec![Words(&title), Code(&preamble)];
    for (part, figure) in page.parts.iter().zip(&figures) {
        cells.extend(match part {
            Part::Text(text) => Some(Words(text)),
            Part::Cell(text) => Some(Code(text)),
            Part::Figure(_) => Some(Words(figure)),
            Part::Number(_) => None,
        });
    }
    crate::language::notebook(&cells)
}
