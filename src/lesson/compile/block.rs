//! Fenced blocks: cells, figures, predict gates, checks.

use super::did_you_mean;
use super::draft::{Draft, DraftCell, DraftCheck, DraftFigure, DraftGate, Node, Placed};
use super::fields::{Fields, number};
use super::prose;
use crate::lesson::figures::{FIGURES, FigureKind, SettingKind, Takes};
use crate::lesson::spec::{Cell, Check, Figure, Gate, GateKind, Setting};

/// How a guess is made: the words after ```` ```predict ````.
const GATES: &[&str] = &["arrow", "point", "choice", "number"];

/// The section that a block stands in.
#[derive(Clone, Copy)]
pub struct Section {
    /// Counted from 0.
    pub index: usize,
    /// The level of its heading; 1 before the first.
    pub level: u8,
}

/// Reads a block that opens at `at` with the words `info`.
pub fn read(
    draft: &mut Draft,
    info: &str,
    at: usize,
    text: &Placed<String>,
    section: Section,
) -> Option<Node> {
    let (word, kind) = info.trim().split_once(' ').unwrap_or((info.trim(), ""));
    match word {
        "julia" => Some(cell(draft, text)),
        "figure" => figure(draft, kind.trim(), at, text, section),
        "predict" => gate(draft, kind.trim(), at, text, section),
        "check" => check(draft, at, text),
        _ => {
            let hint = did_you_mean(word, ["julia", "figure", "predict", "check"]);
            draft.report(at, format!("a block is one of julia, figure, predict, check; not `{word}`{hint}"));
            None
        }
    }
}

/// A cell: what follows `#>` on any line is what it must print, and is not shown.
fn cell(draft: &mut Draft, text: &Placed<String>) -> Node {
    let mut cell = DraftCell { source: String::new(), lines: Vec::new(), expected: None };
    let mut expected: Vec<&str> = Vec::new();
    let mut expected_at = text.at;
    let mut at = text.at;
    for line in text.value.split_inclusive('\n') {
        let (code, expectation) = match line.split_once("#>") {
            Some((code, expectation)) => (code.trim_end(), Some(expectation)),
            None => (line.trim_end(), None),
        };
        if let Some(expectation) = expectation {
            if expected.is_empty() {
                expected_at = at + line.find("#>").unwrap_or(0);
            }
            let stated = expectation.trim_end_matches('\n');
            expected.push(stated.strip_prefix(' ').unwrap_or(stated).trim_end());
        }
        if expectation.is_none() || !code.is_empty() {
            if !cell.lines.is_empty() {
                cell.source.push('\n');
            }
            cell.lines.push(at);
            cell.source.push_str(code);
        }
        at += line.len();
    }
    if !expected.is_empty() {
        cell.expected = Some(Placed { at: expected_at, value: expected.join("\n") });
    }
    draft.cells.push(cell);
    Node::Cell(draft.cells.len() - 1)
}

fn figure(draft: &mut Draft, kind: &str, at: usize, text: &Placed<String>, section: Section) -> Option<Node> {
    let Some(row) = FIGURES.iter().find(|row| row.name == kind) else {
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
    let (settings, setting_at) = settings(draft, &fields, row);
    let mut controls = Vec::new();
    for control in fields.texts(draft, "controls") {
        match draft.param(&control.value) {
            Some(param) => controls.push(param as u32),
            None => report_param(draft, kind, &control),
        }
    }
    fields.finish(draft);
    let spec = Figure {
        kind: kind.to_owned(),
        title: title.plain.clone(),
        caption: caption.plain.clone(),
        settings,
        controls,
    };
    draft.figures.push(DraftFigure {
        at,
        name,
        spec,
        setting_at,
        title,
        caption,
        section: section.index,
        level: section.level + 1,
    });
    Some(Node::Figure(draft.figures.len() - 1))
}

/// The settings that the row of the table asks for, in its order, and where each stands.
fn settings(
    draft: &mut Draft,
    fields: &Fields<'_>,
    row: &'static FigureKind,
) -> (Vec<(String, Setting)>, Vec<usize>) {
    let mut settings = Vec::new();
    let mut places = Vec::new();
    for kind in row.settings {
        let Some(value) = fields.get(kind.name) else {
            if kind.required {
                draft.report(fields.at(), format!("figure {}: `{}` is missing", row.name, kind.name));
            }
            continue;
        };
        let place = fields.place(value);
        if let Some(setting) = setting(draft, fields, row.name, kind) {
            settings.push((kind.name.to_owned(), setting));
            places.push(place);
        } else {
            let takes = takes(kind.takes);
            draft.report(place, format!("figure {}: `{}` takes {takes}", row.name, kind.name));
            continue;
        }
        for other in kind.needs.iter().filter(|other| fields.get(other).is_none()) {
            draft.report(place, format!("figure {}: `{}` needs `{other}`", row.name, kind.name));
        }
    }
    (settings, places)
}

/// A setting's value, if it is what the table says that it takes.
fn setting(draft: &mut Draft, fields: &Fields<'_>, figure: &str, kind: &SettingKind) -> Option<Setting> {
    let value = fields.get(kind.name)?;
    let texts: Option<Vec<Placed<String>>> =
        fields.list(value).into_iter().map(|item| fields.text_of(item)).collect();
    match kind.takes {
        Takes::Function { .. } | Takes::Values | Takes::Text => {
            Some(Setting::Text(fields.text_of(value)?.value))
        }
        Takes::Functions | Takes::Landscapes | Takes::Terms | Takes::Names => {
            Some(Setting::Texts(texts?.into_iter().map(|name| name.value).collect()))
        }
        Takes::Params(_) | Takes::AnyParams => {
            let fits =
                |texts: &Vec<_>| kind.takes == Takes::AnyParams || kind.takes == Takes::Params(texts.len());
            let texts = texts.filter(fits)?;
            for name in &texts {
                if draft.param(&name.value).is_none() {
                    report_param(draft, figure, name);
                }
            }
            Some(Setting::Texts(texts.into_iter().map(|name| name.value).collect()))
        }
        Takes::Arrays => {
            let texts = texts?;
            for name in &texts {
                if draft.entries(&name.value).is_empty() {
                    report_param(draft, figure, name);
                }
            }
            Some(Setting::Texts(texts.into_iter().map(|name| name.value).collect()))
        }
        Takes::Words(words) => {
            let texts =
                texts.filter(|texts| texts.iter().all(|word| words.contains(&word.value.as_str())))?;
            Some(Setting::Texts(texts.into_iter().map(|word| word.value).collect()))
        }
        Takes::Numbers(count) => {
            let numbers: Option<Vec<f64>> = fields.list(value).into_iter().map(number).collect();
            let rising =
                |numbers: &Vec<f64>| numbers.len() == count && numbers.windows(2).all(|w| w[0] < w[1]);
            Some(Setting::Numbers(numbers.filter(rising)?))
        }
        Takes::Flag => Some(Setting::Flag(value.get_ref().as_bool()?)),
    }
}

/// What a setting takes, in words.
fn takes(takes: Takes) -> String {
    match takes {
        Takes::Function { .. } => "the name of a function in quotes".to_owned(),
        Takes::Functions | Takes::Landscapes => "a list of names of functions".to_owned(),
        Takes::Params(1) => "the name of a parameter in quotes".to_owned(),
        Takes::Params(count) => format!("a list of {count} names of parameters"),
        Takes::Arrays => "a list of names of parameters that are arrays".to_owned(),
        Takes::AnyParams => "a list of names of parameters".to_owned(),
        Takes::Terms => "a list of arrays and signs".to_owned(),
        Takes::Values => "an expression for numbers in quotes".to_owned(),
        Takes::Numbers(1) => "a number".to_owned(),
        Takes::Numbers(count) => format!("a list of {count} rising numbers"),
        Takes::Words(words) => format!("a list of {}", words.join(", ")),
        Takes::Text => "a text in quotes".to_owned(),
        Takes::Names => "a list of names in quotes".to_owned(),
        Takes::Flag => "true or false".to_owned(),
    }
}

fn report_param(draft: &mut Draft, figure: &str, name: &Placed<String>) {
    let hint = did_you_mean(&name.value, draft.params.iter().map(|param| param.value.name.as_str()));
    draft.report(name.at, format!("figure {figure}: no parameter `{}`{hint}", name.value));
}

fn gate(draft: &mut Draft, kind: &str, at: usize, text: &Placed<String>, section: Section) -> Option<Node> {
    if !GATES.contains(&kind) {
        let hint = did_you_mean(kind, GATES.iter().copied());
        draft.report(at, format!("a guess is one of {}; not `{kind}`{hint}", GATES.join(", ")));
        return None;
    }
    let fields = Fields::read(draft, format!("predict {kind}"), at, &text.value, text.at);
    let ask = fields.required_text(draft, "ask");
    let truth = fields.required_text(draft, "truth");
    let because = fields.required_text(draft, "because");
    let ask = prose::sentence(draft, &ask);
    let because = prose::sentence(draft, &because);
    let on = if matches!(kind, "arrow" | "point") { fields.text(draft, "on") } else { None };
    let mut options = Vec::new();
    let kind = match kind {
        "arrow" => GateKind::Arrow { figure: 0 },
        "point" => GateKind::Point { figure: 0 },
        "choice" => {
            let texts = fields.texts(draft, "options");
            if texts.len() < 2 {
                draft.report(at, "predict choice: `options` is a list of at least two answers");
            }
            options = texts.iter().map(|text| prose::sentence(draft, text)).collect();
            GateKind::Choice { options: options.iter().map(|option| option.plain.clone()).collect() }
        }
        _ => number_gate(draft, &fields),
    };
    fields.finish(draft);
    let spec = Gate { ask: ask.plain.clone(), kind, truth: truth.value, because: because.plain.clone() };
    let section = section.index;
    draft.gates.push(DraftGate { spec, at, section, on, truth_at: truth.at, ask, because, options });
    Some(Node::Gate(draft.gates.len() - 1))
}

/// `range = [0, 5]` and `step = 0.1`.
fn number_gate(draft: &mut Draft, fields: &Fields<'_>) -> GateKind {
    let range = fields.numbers(draft, "range");
    let step = fields.numbers(draft, "step");
    match (range.as_slice(), step.as_slice()) {
        (&[min, max], &[step]) if min < max && step > 0.0 => GateKind::Number { min, max, step },
        _ => {
            draft.report(fields.at(), "predict number: write `range = [0, 5]` and `step = 0.1`");
            GateKind::Number { min: 0.0, max: 1.0, step: 1.0 }
        }
    }
}

/// Tells every gate for an arrow or a point the figure on which the guess is made: the one that `on` names, else
/// the one in the gate's section. Comes after the prose, since the figure may stand below the gate.
pub fn place_guesses(draft: &mut Draft) {
    for gate in 0..draft.gates.len() {
        let DraftGate { on, section, at, .. } = draft.gates[gate].clone();
        let found = draft.figures.iter().position(|figure| match &on {
            Some(name) => figure.name == name.value,
            None => figure.section == section,
        });
        let kind = &mut draft.gates[gate].spec.kind;
        let (GateKind::Arrow { figure } | GateKind::Point { figure }) = kind else { continue };
        if let Some(index) = found {
            *figure = index as u32;
            let kind = draft.figures[index].spec.kind.clone();
            if !is_flat(&kind) {
                draft.report(at, format!("a figure of kind {kind} has no plane to guess in"));
            }
        } else if let Some(name) = on {
            let names: Vec<String> = draft.figures.iter().map(|figure| figure.name.clone()).collect();
            let hint = did_you_mean(&name.value, names.iter().map(String::as_str));
            draft.report(name.at, format!("no figure named `{}`{hint}", name.value));
        } else {
            draft.report(at, "no figure in this section to guess on: name another with `on = \"…\"`");
        }
    }
}

/// Whether a kind of figure shows a plane, with places and arrows in it.
fn is_flat(kind: &str) -> bool {
    let flat =
        |row: &FigureKind| row.settings.iter().any(|s| matches!(s.takes, Takes::Function { of: 2, .. }));
    FIGURES.iter().any(|row| row.name == kind && flat(row))
}

fn check(draft: &mut Draft, at: usize, text: &Placed<String>) -> Option<Node> {
    let fields = Fields::read(draft, "check".to_owned(), at, &text.value, text.at);
    let ask = fields.required_text(draft, "ask");
    let when = fields.required_text(draft, "when");
    let done = fields.required_text(draft, "done");
    let mut reach = Placed { at, value: Vec::new() };
    for (name, value) in fields.table(draft, "reach") {
        reach.at = fields.place(value);
        let param = draft.param(&name).map(|index| draft.params[index].value.clone());
        match (param, number(value)) {
            (Some(param), Some(value)) if (param.min..=param.max).contains(&value) => {
                reach.value.push((name, value))
            }
            (Some(param), _) => {
                let message =
                    format!("check: `{name}` is a number in its range {}..{}", param.min, param.max);
                draft.report(reach.at, message);
            }
            (None, _) => report_param(draft, "check", &Placed { at: reach.at, value: name }),
        }
    }
    if reach.value.is_empty() {
        draft.report(at, "check: `reach = { x = 1.0 }` is missing: state a way to get there, for the tests");
    }
    fields.finish(draft);
    let ask = prose::sentence(draft, &ask);
    let done = prose::sentence(draft, &done);
    let spec = Check { ask: ask.plain.clone(), when: when.value, done: done.plain.clone() };
    draft.checks.push(DraftCheck { spec, when_at: when.at, ask, done, reach });
    draft.entry.checks += 1;
    Some(Node::Check(draft.checks.len() - 1))
}

impl From<&DraftCell> for Cell {
    fn from(cell: &DraftCell) -> Cell {
        Cell { source: cell.source.clone() }
    }
}
