//! What only shows when all lessons lie side by side: numbers used twice, links that lead nowhere, names that no
//! cell defines.

use super::did_you_mean;
use super::draft::Draft;
use crate::language;
use crate::lesson::figures::{FIGURES, Takes};

/// Reports every mistake between lessons, and every binding to a function that no cell defines.
pub fn check(drafts: &mut [Draft]) {
    let places: Vec<(String, Vec<String>)> =
        drafts.iter().map(|draft| (draft.entry.slug.clone(), draft.headings.clone())).collect();
    let numbers: Vec<u32> = drafts.iter().map(|draft| draft.entry.number).collect();
    for (index, draft) in drafts.iter_mut().enumerate() {
        if numbers[..index].contains(&draft.entry.number) {
            draft.report(0, format!("a second lesson with the number {}", draft.entry.number));
        }
        if places[..index].iter().any(|(slug, _)| *slug == draft.entry.slug) {
            draft.report(0, format!("a second lesson with the slug `{}`", draft.entry.slug));
        }
        links(draft, &places);
        functions(draft);
    }
}

fn links(draft: &mut Draft, places: &[(String, Vec<String>)]) {
    for link in draft.links.clone() {
        let Some((_, headings)) = places.iter().find(|(slug, _)| *slug == link.slug) else {
            let hint = did_you_mean(&link.slug, places.iter().map(|(slug, _)| slug.as_str()));
            draft.report(link.at, format!("no lesson `{}`{hint}", link.slug));
            continue;
        };
        let Some(heading) = link.heading.filter(|heading| !headings.contains(heading)) else { continue };
        let hint = did_you_mean(&heading, headings.iter().map(String::as_str));
        draft.report(link.at, format!("lesson `{}` has no heading `#{heading}`{hint}", link.slug));
    }
}

/// A figure's functions are defined by cells; whether they take and give the right numbers shows when they run.
fn functions(draft: &mut Draft) {
    let defined: Vec<String> =
        draft.cells.iter().flat_map(|cell| language::names(&cell.source).defines).collect();
    for figure in draft.figures.clone() {
        let Some(row) = FIGURES.iter().find(|row| row.name == figure.spec.kind) else { continue };
        for ((name, _), at) in figure.spec.settings.iter().zip(&figure.setting_at) {
            let takes = row.settings.iter().find(|kind| kind.name == name).map(|kind| kind.takes);
            if !matches!(takes, Some(Takes::Function { .. } | Takes::Functions | Takes::Landscapes)) {
                continue;
            }
            for function in figure.spec.texts(name).iter().filter(|name| !defined.contains(name)) {
                let hint = did_you_mean(function, defined.iter().map(String::as_str));
                draft.report(*at, format!("figure {}: no cell defines `{function}`{hint}", row.name));
            }
        }
    }
}
