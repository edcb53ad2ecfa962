//! Fenced blocks: cells, figures, predict gates, checks.

use super::draft::{Draft, DraftCell, DraftCheck, DraftGate, Node, Placed, Section};
use super::fields::{Fields, number};
use super::figure::report_param;
use super::{did_you_mean, figure, prose};
use crate::lesson::spec::{Cell, Check, Gate, GateKind};

/// The kinds of prediction: the words after ```` ```predict ````.
const GATES: &[&str] = &["arrow", "point", "choice", "number"];

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
        "figure" => figure::read(draft, kind.trim(), at, text, section),
        "predict" => gate(draft, kind.trim(), at, text, section),
        "check" => check(draft, at, text),
        _ => {
            let hint = did_you_mean(word, ["julia", "figure", "predict", "check"]);
            draft.report(at, format!("a block is one of julia, figure, predict, check, not `{word}`{hint}"));
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

fn gate(draft: &mut Draft, kind: &str, at: usize, text: &Placed<String>, section: Section) -> Option<Node> {
    if !GATES.contains(&kind) {
        let hint = did_you_mean(kind, GATES.iter().copied());
        draft.report(at, format!("a prediction is one of {}, not `{kind}`{hint}", GATES.join(", ")));
        return None;
    }
    let fields = Fields::read(draft, format!("predict {kind}"), at, &text.value, text.at);
    let ask = fields.required_text(draft, "ask");
    let truth = fields.required_text(draft, "truth");
    let because = fields.required_text(draft, "because");
    let ask = prose::sentence(draft, &ask);
    let because = prose::sentence(draft, &because);
    let on = if matches!(kind, "arrow" | "point") { fields.text(draft, "on") } else { None };
    let [covers, beside] = ["covers", "beside"].map(|key| fields.texts(draft, key));
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
    draft.gates.push(DraftGate {
        spec,
        at,
        section,
        on,
        covers,
        beside,
        truth_at: truth.at,
        ask,
        because,
        options,
    });
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

/// Gives every gate for an arrow or a point the figure on which the guess is made: the one that `on` names, or else
/// the one in the gate's section. Runs after the prose has been read, since the figure may follow the gate.
pub fn place_guesses(draft: &mut Draft) {
    for gate in 0..draft.gates.len() {
        let DraftGate { on, section, at, .. } = draft.gates[gate].clone();
        let found = draft.figures.iter().position(|figure| match &on {
            Some(name) => figure.name == name.value,
            None => figure.section == section,
        });
        let is_taken =
            draft.gates[..gate].iter().any(|other| found.is_some() && other.spec.kind.figure() == found);
        let kind = &mut draft.gates[gate].spec.kind;
        let (GateKind::Arrow { figure } | GateKind::Point { figure }) = kind else { continue };
        if let Some(index) = found {
            *figure = index as u32;
            if is_taken {
                draft.report(at, "another guess is made on this figure: a figure has room for one");
            }
            let kind = &draft.figures[index].spec.kind;
            if kind.appearance().plane().is_none() {
                let message = format!("a figure of kind {} has no plane to guess on", kind.name());
                draft.report(at, message);
            }
        } else if draft.broken.iter().any(|figure| match &on {
            Some(name) => figure.name == name.value,
            None => figure.section == section,
        }) {
            // What is wrong with the figure has been reported.
        } else if let Some(name) = on {
            let names: Vec<String> = draft.figures.iter().map(|figure| figure.name.clone()).collect();
            let hint = did_you_mean(&name.value, names.iter().map(String::as_str));
            draft.report(name.at, format!("no figure named `{}`{hint}", name.value));
        } else {
            draft.report(at, "no figure in this section to guess on: name another with `on = \"…\"`");
        }
    }
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
                    format!("check: `{name}` must be a number in its range {}..{}", param.min, param.max);
                draft.report(reach.at, message);
            }
            (None, _) => report_param(draft, "check", reach.at, &name),
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
