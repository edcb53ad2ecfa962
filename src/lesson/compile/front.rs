//! The front matter: between two lines of `+++`, in TOML.

use super::draft::Draft;
use super::fields::{Fields, number};
use super::{did_you_mean, prose};
use crate::lesson::spec::{Entry, HUES, Named};

/// Reads the front matter into the draft and gives the offset at which the prose begins.
pub fn read(draft: &mut Draft) -> usize {
    let source = draft.source.clone();
    let (number, slug) = source.number_and_slug().unwrap_or_else(|| {
        draft.report(0, "the name of a lesson file is two digits and a slug, like `04-walking-downhill.md`");
        (0, "")
    });
    let text = &source.text;
    let matter = text.strip_prefix("+++\n").and_then(|rest| rest.split_once("\n+++\n"));
    let Some((matter, _)) = matter else {
        draft.report(0, "front matter is missing: a lesson begins with settings between two lines of `+++`");
        return 0;
    };
    let base = "+++\n".len();
    let fields = Fields::read(draft, "front matter".to_owned(), 0, matter, base);
    read_names(draft, &fields);
    let title = fields.required_text(draft, "title").value;
    let summary = fields.required_text(draft, "summary").value;
    let lead = fields.required_text(draft, "lead");
    let minutes = read_minutes(draft, &fields);
    fields.finish(draft);
    draft.entry = Entry { slug: slug.to_owned(), number, title, summary, minutes, checks: 0 };
    draft.lead = prose::sentence(draft, &lead);
    base + matter.len() + "\n+++\n".len()
}

fn read_minutes(draft: &mut Draft, fields: &Fields<'_>) -> u32 {
    let Some(value) = fields.get("minutes") else {
        draft.report(fields.at(), "front matter: `minutes` is missing");
        return 0;
    };
    let minutes = number(value).filter(|minutes| (1.0..=600.0).contains(minutes) && minutes.fract() == 0.0);
    if minutes.is_none() {
        draft.report(fields.place(value), "front matter: `minutes` is a whole number from 1 to 600");
    }
    minutes.unwrap_or(1.0) as u32
}

/// `[names]`: `gradient = { hue = "blue", is = ["∇f"] }`.
fn read_names(draft: &mut Draft, fields: &Fields<'_>) {
    for (key, value) in fields.table(draft, "names") {
        let at = fields.place(value);
        let entry = value.get_ref().as_table();
        let field =
            |name: &str| entry.and_then(|t| t.iter().find(|(own, _)| own.get_ref() == name)).map(|(_, v)| v);
        let hue = field("hue").and_then(|hue| fields.text_of(hue));
        let symbols: Option<Vec<String>> = field("is").map_or(Some(Vec::new()), |list| {
            let symbol = |item| Some(fields.text_of(item)?.value).filter(|symbol| !symbol.is_empty());
            fields.list(list).into_iter().map(symbol).collect()
        });
        let extra = entry.is_none_or(|t| t.iter().any(|(own, _)| !matches!(&**own.get_ref(), "hue" | "is")));
        let (Some(hue), Some(symbols), false) = (hue, symbols, extra) else {
            draft.report(at, format!("names: write `{key} = {{ hue = \"blue\", is = [\"a symbol\"] }}`"));
            continue;
        };
        if !HUES.contains(&hue.value.as_str()) {
            let hint = did_you_mean(&hue.value, HUES.iter().copied());
            let hues = HUES.join(", ");
            draft.report(hue.at, format!("names: no hue `{}`{hint} The hues are {hues}", hue.value));
        }
        for symbol in &symbols {
            let owner = draft.identity_of(symbol);
            if !owner.is_empty() {
                draft.report(at, format!("names: `{symbol}` already belongs to `{owner}`"));
            }
        }
        draft.names.push(Named { key, hue: hue.value, symbols });
    }
}
