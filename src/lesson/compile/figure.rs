//! Figures: their settings as an author wrote them, the code that they rest on, and what they say in words before the
//! page is alive.

use toml::Spanned;
use toml::de::DeValue;

use super::draft::{BrokenFigure, Draft, DraftFigure, Node, Placed, Section};
use super::fields::{Fields, number};
use super::session::{evaluate, missing};
use super::{did_you_mean, prose};
use crate::language::Session;
use crate::lesson::figures::{
    ALL, ANY, FIGURES, Fault, FigureKind, Kind, Reader, Value, Written, WrittenValue,
};
use crate::lesson::show;
use crate::lesson::spec::{self, Figure, Piece};
use crate::lesson::term::Term;

/// Reads the block of a figure that opens at `at`.
pub fn read(
    draft: &mut Draft,
    kind: &str,
    at: usize,
    text: &Placed<String>,
    section: Section,
) -> Option<Node> {
    let Some(row) = FigureKind::named(kind) else {
        let hint = did_you_mean(kind, FIGURES.iter().map(|row| row.name));
        draft.report(at, format!("no kind of figure `{kind}`{hint}"));
        return None;
    };
    let fields = Fields::read(draft, format!("figure {kind}"), at, &text.value, text.at);
    let name = fields.text(draft, "name").map_or_else(String::new, |name| name.value);
    if !name.is_empty() && draft.figures.iter().any(|other| other.name == name) {
        draft.report(at, format!("a second figure named `{name}`"));
    }
    let title = fields.required_text(draft, "title");
    let caption = fields.required_text(draft, "caption");
    let title = prose::sentence(draft, &title);
    let caption = prose::sentence(draft, &caption);
    let written = written(&fields, row);
    let (settings, places) = settings(draft, &fields, row, written.clone());
    let mut controls = Vec::new();
    for control in fields.texts(draft, "controls") {
        match draft.param(&control.value) {
            Some(param) => controls.push(param as u32),
            None => report_param(draft, &format!("figure {kind}"), control.at, &control.value),
        }
    }
    fields.finish(draft);
    let Some(kind) = settings else {
        draft.broken.push(BrokenFigure { name, section: section.index });
        return None;
    };
    let spec = Figure { kind, title: title.plain.clone(), caption: caption.plain.clone(), controls };
    let (section, level) = (section.index, section.level + 1);
    draft.figures.push(DraftFigure { at, name, spec, places, written, title, caption, section, level });
    Some(Node::Figure(draft.figures.len() - 1))
}

/// The settings of a kind that an author wrote.
fn written(fields: &Fields<'_>, row: &FigureKind) -> Vec<(&'static str, Written)> {
    let mut written = Vec::new();
    for field in (row.fields)() {
        written.extend(fields.get(field.key).map(|value| (field.key, value_of(fields, value))));
    }
    written
}

/// The settings of a kind, unless one is missing or wrong; and where the value of each that is written stands.
fn settings(
    draft: &mut Draft,
    fields: &Fields<'_>,
    row: &FigureKind,
    written: Vec<(&'static str, Written)>,
) -> (Option<Kind>, Vec<(&'static str, usize)>) {
    // A text's mistake lies at the text, its setting's at the quote before it.
    let places = (row.fields)()
        .into_iter()
        .filter_map(|field| Some((field.key, fields.place(fields.get(field.key)?))));
    let places: Vec<_> = places.collect();
    let [is_param, is_array]: [&dyn Fn(&str) -> bool; 2] =
        [&|name| draft.param(name).is_some(), &|name| !draft.entries(name).is_empty()];
    let mut reader = Reader::new(written, is_param, is_array);
    let kind = (row.read)(&mut reader);
    for fault in reader.faults() {
        report(draft, row.name, fields.at(), &places, fault);
    }
    (kind, places)
}

/// A value as an author wrote it.
fn value_of(fields: &Fields<'_>, value: &Spanned<DeValue<'_>>) -> Written {
    if let Some(text) = fields.text_of(value) {
        return Written { at: text.at, value: WrittenValue::Text(text.value) };
    }
    let own = match value.get_ref() {
        DeValue::Boolean(flag) => WrittenValue::Flag(*flag),
        DeValue::Array(items) => {
            WrittenValue::List(items.iter().map(|item| value_of(fields, item)).collect())
        }
        _ => number(value).map_or(WrittenValue::Other, WrittenValue::Number),
    };
    Written { at: fields.place(value), value: own }
}

/// Says what is wrong with a setting of a figure that opens at `at`.
fn report(draft: &mut Draft, kind: &str, at: usize, places: &[(&'static str, usize)], fault: Fault) {
    let place = |key: &str| places.iter().find(|(own, _)| *own == key).map_or(at, |(_, place)| *place);
    let at = match &fault {
        Fault::Missing { .. } => at,
        Fault::Takes { key, .. } | Fault::Needs { key, .. } => place(key),
        Fault::NoParameter { at, name } => return report_param(draft, &format!("figure {kind}"), *at, name),
    };
    draft.report(at, format!("figure {kind}: {fault}"));
}

/// Says that there is no such parameter.
pub fn report_param(draft: &mut Draft, what: &str, at: usize, name: &str) {
    let hint = did_you_mean(name, draft.params.iter().map(|param| param.value.name.as_str()));
    draft.report(at, format!("{what}: no parameter `{name}`{hint}"));
}

/// Runs the code that a figure rests on: a function must take the figure's point and give as many numbers as the
/// figure draws; an expression must give numbers.
pub fn check(draft: &mut Draft, session: &mut Session, figure: &DraftFigure) {
    let values = figure.spec.kind.values();
    for (key, value) in &values {
        let at = figure.place(key);
        if draft.is_wrong_at(at) {
            continue;
        }
        let calls: Vec<(String, usize)> = match value {
            Value::Functions { names, takes, gives } => match point(&values, *takes) {
                // A parameter that does not exist has been reported.
                Some(point) if point.iter().all(|name| is_known(draft, name)) => {
                    let point = point.join(", ");
                    names.iter().map(|function| (format!("{function}({point})"), *gives)).collect()
                }
                _ => Vec::new(),
            },
            Value::Expression(code) | Value::Places { code, .. } => vec![(code.clone(), ANY)],
            // Arrays whose shapes do not match have no value, which such a figure is there to show.
            Value::Terms(_) if figure.spec.kind.appearance().is_of_shapes() => Vec::new(),
            Value::Terms(terms) => terms.iter().filter_map(array_code).collect(),
            _ => Vec::new(),
        };
        for (code, gives) in &calls {
            call(draft, session, figure, at, (code, *gives));
        }
    }
}

/// Whether a piece of a figure's point is a parameter of the lesson, or a number of the first of its places.
fn is_known(draft: &Draft, name: &str) -> bool {
    name.starts_with('(') || draft.param_node(name).is_some()
}

/// The expression of a term that is an array; it may give any number of numbers.
fn array_code(term: &Term) -> Option<(String, usize)> {
    match term {
        Term::Array(array) => Some((array.code.clone(), ANY)),
        _ => None,
    }
}

/// The place that a figure shows, as so many expressions: its first parameters, or the first of its places.
fn point(values: &[(&'static str, Value)], takes: usize) -> Option<Vec<String>> {
    let params = values.iter().find_map(|(_, value)| match value {
        Value::Params { names, is_required: true } if takes == ALL || takes == names.len() => {
            Some(names.clone())
        }
        _ => None,
    });
    let first = values.iter().find_map(|(_, value)| match value {
        Value::Places { code, dimensions: 1 } if takes == 1 => Some(vec![format!("({code})[1]")]),
        Value::Places { code, dimensions } if takes == *dimensions => {
            Some((1..=takes).map(|row| format!("({code})[{row}, 1]")).collect())
        }
        _ => None,
    });
    params.or(first)
}

/// Evaluates code that a figure rests on; it must give so many numbers.
fn call(
    draft: &mut Draft,
    session: &mut Session,
    figure: &DraftFigure,
    at: usize,
    (code, gives): (&str, usize),
) {
    let kind = figure.spec.kind.name();
    let (display, numbers) = match evaluate(session, code) {
        Ok(value) => value,
        Err(problem) => {
            return draft.report(at, format!("figure {kind}: `{code}`: {}", problem.diagnostic.message));
        }
    };
    let expected = match gives {
        ANY if numbers.is_empty() => "numbers".to_owned(),
        ANY => return,
        1 if numbers.len() != 1 => "a number".to_owned(),
        2.. if numbers.len() != gives => format!("{gives} numbers"),
        _ => return,
    };
    draft.report(at, format!("figure {kind}: `{code}` should give {expected}, but gives {display}"));
}

/// What a figure shows, in words: its kind's template with the settings and the computed numbers filled in.
pub fn still(session: &mut Session, kind: &Kind) -> String {
    let Some(row) = FigureKind::named(kind.name()) else { return String::new() };
    let fill =
        |text: String, (key, value): (&str, Value)| text.replace(&format!("{{{key}}}"), &value.words());
    let filled = kind.values().into_iter().fold((row.still)().to_owned(), fill);
    let mut words = String::new();
    for piece in spec::pieces(&filled) {
        match piece {
            Piece::Text(text) => words.push_str(text),
            Piece::Number(number) => words.push_str(&match evaluate(session, &number.code) {
                Ok((display, numbers)) => show::numbers(&numbers, &display, number.decimals),
                // What is wrong with the figure's functions has been reported.
                Err(_) => missing(),
            }),
        }
    }
    words
}

/// The kinds of figure as `lessons/README.md` lists them for authors, in Markdown.
pub fn documentation() -> String {
    let mut text = String::new();
    for kind in FIGURES {
        text += &format!("### `{}`\n\n{}\n\n| setting | takes | |\n|---|---|---|\n", kind.name, kind.about);
        for field in (kind.fields)() {
            let key =
                if field.is_required { format!("**`{}`**", field.key) } else { format!("`{}`", field.key) };
            let needs = field.needs.map_or_else(String::new, |other| format!(" Needs `{other}`."));
            text += &format!(
                "| {key} | {} | {}{needs} |\n",
                field.takes.replace('|', "\\|"),
                field.about.replace('|', "\\|")
            );
        }
        text.push('\n');
    }
    text
}
