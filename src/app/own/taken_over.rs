//! A page of one's own that begins as a copy of a lesson.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::shelf::{self, go};
use crate::app::browser;
use crate::app::store::Store;
use crate::lesson::own::{Page, Part};
use crate::lesson::spec::Param;

/// Makes a page of one's own from an open lesson, as the learner has left it, and goes there; `told` hears why not.
pub fn from_lesson(store: Store, told: impl Fn(String) + 'static) {
    let Some(slug) = store.try_slug() else { return };
    spawn_local(async move {
        let bytes = browser::fetch(&format!("lessons/{slug}.own")).await;
        match bytes.map(|bytes| Page::decode(&bytes)) {
            Ok(Some(page)) if store.try_slug().is_some() => {
                let cells = (0..page.parts.len()).filter(|at| matches!(page.parts[*at], Part::Cell(_)));
                let cells: Vec<usize> = cells.collect();
                let page = with_changes(page, store, &cells);
                go(shelf::add(&page));
            }
            Ok(Some(_)) => {}
            Ok(None) => told("The page could not be made: what it begins with is damaged.".to_owned()),
            Err(reason) => told(format!("The page could not be made: {reason}.")),
        }
    });
}

/// A page with the texts and the numbers that an open lesson has now; `cells` are the parts that its cells are.
pub fn with_changes(mut page: Page, store: Store, cells: &[usize]) -> Page {
    for (cell, at) in store.cells().into_iter().zip(cells) {
        page.parts[*at] = Part::Cell(cell.source.get_untracked());
    }
    let values: Vec<(Param, f64)> =
        store.params().into_iter().map(|param| (param.spec(), param.get_untracked())).collect();
    page.set_values(&values);
    page
}
