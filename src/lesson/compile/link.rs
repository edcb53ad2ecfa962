//! Checks across lessons: numbers used twice, links that lead nowhere, names that no cell defines.

use super::did_you_mean;
use super::draft::Draft;
use crate::language;
use crate::lesson::figures::Value;

/// Reports every conflict between lessons, and every figure's function that no cell defines.
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

/// Reports functions of figures that no cell defines. Whether a function takes and returns the right numbers is checked
/// when the lesson runs.
fn functions(draft: &mut Draft) {
    let defined: Vec<String> =
        draft.cells.iter().flat_map(|cell| language::names(&cell.source).defines).collect();
    for figure in draft.figures.clone() {
        for (key, value) in figure.spec.kind.values() {
            let Value::Functions { names, .. } = value else { continue };
            for function in names.iter().filter(|name| !defined.contains(name)) {
                let hint = did_you_mean(function, defined.iter().map(String::as_str));
                let kind = figure.spec.kind.name();
                draft.report(figure.place(key), format!("figure {kind}: no cell defines `{function}`{hint}"));
            }
        }
    }
}
