//! What a learner takes along from a lesson into a page of their own: its headings, parameters, cells and figures, in
//! their order.

use super::directive::{Directive, mask};
use super::draft::{Draft, DraftFigure};
use crate::language::split_entry_name;
use crate::lesson::define;
use crate::lesson::figures::{Written, WrittenValue};
use crate::lesson::own::{Drawn, Page, Part, Setting};
use crate::lesson::spec::{Param, Piece, pieces};

/// The page.
pub fn page(draft: &Draft) -> Page {
    let mut parts = headings(draft);
    parts.extend(numbers(draft));
    let cells = draft
        .cells
        .iter()
        .map(|cell| (cell.lines.first().copied().unwrap_or_default(), Part::Cell(cell.source.clone())));
    parts.extend(cells);
    parts.extend(draft.figures.iter().map(|figure| (figure.at, Part::Figure(drawn(draft, figure)))));
    parts.sort_by_key(|(at, _)| *at);
    Page {
        title: draft.entry.title.clone(),
        names: draft.names.iter().map(Into::into).collect(),
        parts: parts.into_iter().map(|(_, part)| part).collect(),
    }
}

/// The headings, in plain words.
fn headings(draft: &Draft) -> Vec<(usize, Part)> {
    let text = &draft.source.text;
    let mut parts = Vec::new();
    let (mut at, mut is_block) = (0, false);
    for line in text.split_inclusive('\n') {
        is_block ^= line.starts_with("```");
        if !is_block && (line.starts_with("## ") || line.starts_with("### ")) {
            parts.push((at, Part::Text(without_directives(line.trim()))));
        }
        at += line.len();
    }
    parts
}

/// A line in which constants and coloured words are plain.
fn without_directives(line: &str) -> String {
    let mut text = String::new();
    let mut from = 0;
    for (at, length, directive) in mask(line).directives {
        text.push_str(&line[from..at]);
        match directive {
            Directive::Constant(words) | Directive::Words { text: words, .. } | Directive::Show(words) => {
                text.push_str(&words);
            }
            _ => text.push_str(&line[at..at + length]),
        }
        from = at + length;
    }
    text + &line[from..]
}

/// The parameters, each array as one.
fn numbers(draft: &Draft) -> Vec<(usize, Part)> {
    let variable = |param: &Param| split_entry_name(&param.name).0.to_owned();
    let groups = draft.params.chunk_by(|one, other| variable(&one.value) == variable(&other.value));
    let number = |group: &[super::draft::Placed<Param>]| {
        let params: Vec<Param> = group.iter().map(|placed| placed.value.clone()).collect();
        let name = params.first().map(variable).unwrap_or_default();
        (group[0].at, Part::Number(define::written(&name, &params)))
    };
    groups.map(number).collect()
}

fn drawn(draft: &Draft, figure: &DraftFigure) -> Drawn {
    let control = |at: &u32| draft.params.get(*at as usize).map(|param| param.value.name.clone());
    Drawn {
        kind: figure.spec.kind.name().to_owned(),
        title: with_directives(&figure.spec.title),
        caption: with_directives(&figure.spec.caption),
        controls: figure.spec.controls.iter().filter_map(control).collect(),
        settings: figure
            .written
            .iter()
            .filter_map(|(key, written)| Some(((*key).to_owned(), setting(written)?)))
            .collect(),
    }
}

/// A specification's text, with its computed numbers as a learner writes them.
fn with_directives(text: &str) -> String {
    let piece = |piece: Piece<'_>| match piece {
        Piece::Text(text) => text.to_owned(),
        Piece::Number(number) => match number.decimals {
            Some(decimals) => format!("[[= {} | {decimals} decimals]]", number.code),
            None => format!("[[= {}]]", number.code),
        },
    };
    pieces(text).into_iter().map(piece).collect()
}

/// A setting as a page keeps it; nothing for what no setting takes.
fn setting(written: &Written) -> Option<Setting> {
    Some(match &written.value {
        WrittenValue::Flag(flag) => Setting::Flag(*flag),
        WrittenValue::Number(number) => Setting::Number(*number),
        WrittenValue::Text(text) => Setting::Text(text.clone()),
        WrittenValue::List(items) => {
            let numbers: Option<Vec<f64>> = items.iter().map(Written::number).collect();
            match numbers.filter(|numbers| !numbers.is_empty()) {
                Some(numbers) => Setting::Numbers(numbers),
                None => {
                    let texts: Option<Vec<&str>> = items.iter().map(Written::text).collect();
                    Setting::Texts(texts?.into_iter().map(str::to_owned).collect())
                }
            }
        }
        WrittenValue::Other => return None,
    })
}
