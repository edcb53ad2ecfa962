//! A page of one's own as a Julia file.

use super::open::open;
use super::{Page, Part};
use crate::lesson::script;

/// The file: the parameters, then all cells, with the words between them as comments.
///
/// ```
/// # use fluxion::lesson::own::{Page, Part, julia::julia};
/// let mut page = Page::named("Mine");
/// page.insert(0, Part::Number("x: 1.5 | 0..2 step 0.1".into()));
/// page.insert(1, Part::Text("Its square:".into()));
/// page.insert(2, Part::Cell("x^2".into()));
/// assert!(julia(&page).ends_with("x = 1.5   # x\n\n# Its square:\n\nx^2\n"));
/// ```
pub fn julia(page: &Page) -> String {
    let params = open(page).lesson.params;
    let values: Vec<f64> = params.iter().map(|param| param.value).collect();
    let title = commented(&page.title);
    let mut text = format!(
        "{title}# A page made with Fluxion, for Julia 1.5 with Flux 0.9.\n\n{}",
        script::preamble(&params, &values)
    );
    for part in &page.parts {
        match part {
            Part::Cell(code) => text += &format!("\n{}\n", code.trim_end()),
            Part::Text(words) => text += &format!("\n{}", commented(words)),
            Part::Figure(drawn) => {
                text += &format!("\n# Figure ({}): {}\n", drawn.kind, one_line(&drawn.title))
            }
            Part::Number(_) => {}
        }
    }
    text
}

/// Words on one line.
fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Words as comments, line by line.
fn commented(words: &str) -> String {
    words.lines().map(|line| format!("# {}", line.trim()).trim_end().to_owned() + "\n").collect()
}
