//! A copy of a lesson as a page, with the numbers and texts that are kept of it.

use crate::app::{browser, keep};
use crate::lesson::own::{Page, Part};
use crate::lesson::spec::{self, Lesson, Param};

/// The lesson `slug` as a page, as the learner has left it.
///
/// # Errors
/// In a sentence, why it cannot be made.
pub async fn of(slug: &str) -> Result<Page, String> {
    let failed = |reason: String| format!("The page could not be made: {reason}.");
    let bytes = browser::fetch(&format!("lessons/{slug}.own")).await.map_err(failed)?;
    let page = Page::decode(&bytes).ok_or_else(|| failed("what it begins with is damaged".to_owned()))?;
    let bytes = browser::fetch(&format!("lessons/{slug}.bin")).await.map_err(failed)?;
    let lesson = spec::decode(&bytes).map_err(failed)?;
    Ok(as_left(page, &lesson))
}

/// The page with what is kept of the lesson.
fn as_left(mut page: Page, lesson: &Lesson) -> Page {
    let kept = keep::load(&lesson.entry.slug);
    for part in &mut page.parts {
        if let Part::Cell(source) = part
            && let Some(own) = kept.cell(source)
        {
            *source = own.to_owned();
        }
    }
    let value = |param: &Param| (param.clone(), kept.param(&param.name).unwrap_or(param.value));
    let values: Vec<(Param, f64)> = lesson.params.iter().map(value).collect();
    page.set_values(&values);
    page
}
