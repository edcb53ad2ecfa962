//! Runs a lesson's cells as the page will, and computes every number that stands in it.

use super::draft::{Draft, DraftCell, Placed};
use super::equation::{self, Blocks};
use crate::language::{Budget, Error, Session, SourceId, Value, variables};
use crate::lesson::figures::{FIGURES, FigureKind, Takes};
use crate::lesson::show;
use crate::lesson::spec::{self, Figure, GateKind, Piece, Setting};
use crate::lesson::term::{self, Term};

/// What a lesson shows before anything is touched; each list parallel to the draft's.
#[derive(Clone, Debug, Default)]
pub struct Values {
    /// What each cell prints and displays.
    pub outputs: Vec<String>,
    /// Each computed number, written for reading.
    pub numbers: Vec<String>,
    /// Each gate's answer, written for reading.
    pub truths: Vec<String>,
    /// What each figure shows, in words.
    pub stills: Vec<String>,
    /// What equations show, as a picture; empty for other figures.
    pub pictures: Vec<String>,
}

/// Names, in errors, the text of an expression; cells are named by their index.
const EXPRESSION: SourceId = SourceId::MAX;

/// What an expression gives: what the prompt displays, and the numbers in it.
type Shown = (String, Vec<f64>);

/// Runs the lesson; reports every cell, number, gate, check and binding that is not as it should be.
pub fn run(draft: &mut Draft) -> Values {
    let (mut session, outputs) = start(draft, &[]);
    let outputs = outputs
        .into_iter()
        .zip(draft.cells.clone())
        .map(|(output, cell)| compare(draft, &cell, output))
        .collect();
    for figure in draft.figures.clone() {
        for ((name, _), at) in figure.spec.settings.iter().zip(&figure.setting_at) {
            bind(draft, &mut session, &figure.spec, name, *at);
        }
    }
    let numbers = draft
        .numbers
        .clone()
        .into_iter()
        .map(|number| {
            let value = value(draft, &mut session, &number.value.code, number.at);
            value.map_or_else(missing, |(display, numbers)| {
                show::numbers(&numbers, &display, number.value.decimals)
            })
        })
        .collect();
    let truths = (0..draft.gates.len()).map(|gate| truth(draft, &mut session, gate)).collect();
    for check in 0..draft.checks.len() {
        reach(draft, &mut session, check);
    }
    let stills = draft.figures.iter().map(|figure| still(&mut session, &figure.spec)).collect();
    let mut pictures = Vec::new();
    for at in 0..draft.figures.len() {
        let Blocks { html, sizes } = equation::blocks(draft, &mut session, &draft.figures[at].spec);
        pictures.push(html);
        if !sizes.is_empty() {
            draft.figures[at].spec.settings.push(("sizes".to_owned(), Setting::Texts(sizes)));
        }
    }
    Values { outputs, numbers, truths, stills, pictures }
}

/// A session in which the parameters are set, some of them to other values, and every cell has run; and what each
/// cell gave.
fn start(draft: &Draft, set: &[(String, f64)]) -> (Session, Vec<Result<String, Error>>) {
    // The clock stands still: counted steps end what is endless, on every machine at the same place.
    let mut session = Session::new(Budget::default(), || 0.0);
    let named = draft.params.iter().map(|Placed { value: param, .. }| {
        let value = set.iter().find(|(name, _)| *name == param.name).map_or(param.value, |(_, value)| *value);
        (param.name.as_str(), if param.integer { Value::Int(value as i64) } else { Value::Float(value) })
    });
    for (name, value) in variables(named) {
        // Only a function cannot be bound, and no cell has run yet.
        let _ = session.set_global(&name, value);
    }
    let run = |(index, cell): (usize, &DraftCell)| {
        let outcome = session.run_as(index as SourceId, &cell.source);
        let mut text = outcome.printed;
        if !text.is_empty() && !text.ends_with('\n') && !outcome.display.is_empty() {
            text.push('\n');
        }
        text.push_str(&outcome.display);
        outcome.result.map(|_| text.trim_end().to_owned())
    };
    let outputs = draft.cells.iter().enumerate().map(run).collect();
    (session, outputs)
}

/// What a cell gave; reports what it should not have.
fn compare(draft: &mut Draft, cell: &DraftCell, output: Result<String, Error>) -> String {
    let at = cell.lines.first().copied().unwrap_or(0);
    match (output, &cell.expected) {
        (Err(problem), _) => {
            // The mistake may lie in a function of a cell above.
            let place = draft.cells.get(problem.source as usize).unwrap_or(cell);
            let at = place.offset_in_file(problem.diagnostic.span);
            draft.report(at, problem.diagnostic.message);
            String::new()
        }
        (Ok(output), None) if !output.is_empty() => {
            draft.report(
                at,
                format!(
                    "this cell does not state what it prints: add `#> {}`",
                    output.replace('\n', "\n#> ")
                ),
            );
            output
        }
        (Ok(output), Some(expected)) if trimmed(&output) != trimmed(&expected.value) => {
            draft.report(expected.at, format!("this cell prints {output:?}, not {:?}", expected.value));
            output
        }
        (Ok(output), _) => output,
    }
}

/// Without the white space at the ends of lines, which Julia 1.0 prints and later ones do not.
fn trimmed(text: &str) -> String {
    text.lines().map(str::trim_end).collect::<Vec<_>>().join("\n")
}

/// The value of an expression at `at`; reports what goes wrong with it.
fn value(draft: &mut Draft, session: &mut Session, code: &str, at: usize) -> Option<Shown> {
    match evaluate(session, code) {
        Ok(value) => Some(value),
        Err(problem) => {
            let own = problem.source == EXPRESSION;
            let within = if own { (problem.diagnostic.span.start as usize).min(code.len()) } else { 0 };
            draft.report(at + within, format!("`{code}`: {}", problem.diagnostic.message));
            None
        }
    }
}

pub(super) fn evaluate(session: &mut Session, code: &str) -> Result<Shown, Error> {
    let outcome = session.run_as(EXPRESSION, code);
    let numbers = outcome.result?.numbers().unwrap_or_default();
    Ok((outcome.display, numbers))
}

/// A function that a figure names takes the figure's point and gives as many numbers as the figure needs; an
/// expression gives numbers.
fn bind(draft: &mut Draft, session: &mut Session, figure: &Figure, setting: &str, at: usize) {
    let Some(row) = FIGURES.iter().find(|row| row.name == figure.kind) else { return };
    let takes = row.settings.iter().find(|kind| kind.name == setting).map(|kind| kind.takes);
    if draft.is_wrong_at(at) {
        return;
    }
    let (of, gives) = match takes {
        Some(Takes::Function { of, gives }) => (of, gives),
        Some(Takes::Functions) => (1, 1),
        Some(Takes::Landscapes) => (2, 1),
        Some(Takes::Terms) => {
            let arrays = figure.texts(setting).iter().filter_map(|text| match term::read(text) {
                // What does not fit has no numbers, and is to be shown.
                Term::Array { code, .. } if !figure.flag("shapes") => Some(code),
                _ => None,
            });
            return arrays.for_each(|code| call(draft, session, figure, at, (code, 0)));
        }
        Some(Takes::Values) => return call(draft, session, figure, at, (figure.text(setting), 0)),
        _ => return,
    };
    let Some(point) = point(row, figure, of) else { return };
    let is_param = |name: &String| name.starts_with('(') || draft.param_node(name).is_some();
    if !point.iter().all(is_param) {
        return;
    }
    for function in figure.texts(setting) {
        call(draft, session, figure, at, (&format!("{function}({})", point.join(", ")), gives));
    }
}

/// The place that a figure shows, as so many expressions: parameters, or the first of its times.
fn point(row: &FigureKind, figure: &Figure, of: usize) -> Option<Vec<String>> {
    let holds = |takes: Takes| match of {
        0 => matches!(takes, Takes::AnyParams | Takes::Arrays),
        _ => takes == Takes::Params(of),
    };
    let params = row.settings.iter().find(|kind| holds(kind.takes) && kind.required);
    match (params, figure.text("times")) {
        (Some(params), _) => Some(figure.texts(params.name).to_vec()),
        (None, times) if of == 1 && !times.is_empty() => Some(vec![format!("({times})[1]")]),
        _ => None,
    }
}

/// Evaluates code that a figure rests on; it is to give so many numbers, or with 0 any that are not none.
fn call(draft: &mut Draft, session: &mut Session, figure: &Figure, at: usize, (code, gives): (&str, usize)) {
    let kind = &figure.kind;
    let (display, numbers) = match evaluate(session, code) {
        Ok(value) => value,
        Err(problem) => {
            return draft.report(at, format!("figure {kind}: `{code}`: {}", problem.diagnostic.message));
        }
    };
    let wanted = match gives {
        0 if numbers.is_empty() => "numbers".to_owned(),
        1 if numbers.len() != 1 => "a number".to_owned(),
        2.. if numbers.len() != gives => format!("{gives} numbers"),
        _ => return,
    };
    draft.report(at, format!("figure {kind}: `{code}` is to give {wanted}, and gives {display}"));
}

/// What a figure shows, in words: its kind's template with the settings and the computed numbers filled in.
fn still(session: &mut Session, figure: &Figure) -> String {
    let Some(row) = FIGURES.iter().find(|row| row.name == figure.kind) else { return String::new() };
    let filled = row.settings.iter().fold(row.still.to_owned(), |text, kind| {
        let texts = figure.texts(kind.name);
        let words = match kind.takes {
            Takes::Terms => term::in_words(texts.iter().map(|text| term::read(text))),
            _ => texts.join(", "),
        };
        text.replace(&format!("{{{}}}", kind.name), &words)
    });
    let mut words = String::new();
    for piece in spec::pieces(&filled) {
        match piece {
            Piece::Text(text) => words.push_str(text),
            Piece::Number(number) => words.push_str(&match evaluate(session, &number.code) {
                Ok((display, numbers)) => show::numbers(&numbers, &display, number.decimals),
                // What is wrong with the figure's functions has been said.
                Err(_) => missing(),
            }),
        }
    }
    words
}

/// A gate's answer, written for reading; reports one that does not fit the kind of guess.
fn truth(draft: &mut Draft, session: &mut Session, gate: usize) -> String {
    let (spec, at) = (draft.gates[gate].spec.clone(), draft.gates[gate].truth_at);
    let Some((display, numbers)) = value(draft, session, &spec.truth, at) else { return missing() };
    match (&spec.kind, numbers.as_slice()) {
        (GateKind::Arrow { .. } | GateKind::Point { .. }, [_, _]) => show::numbers(&numbers, &display, None),
        (GateKind::Number { min, max, .. }, [number]) if (min..=max).contains(&number) => {
            show::numbers(&numbers, &display, None)
        }
        (GateKind::Choice { options }, [index]) if chosen(options, *index).is_some() => {
            chosen(options, *index).cloned().unwrap_or_default()
        }
        _ => {
            draft.report(at, format!("`{}` is {display}, which nobody can guess here", spec.truth));
            missing()
        }
    }
}

/// The answer with a one-based index.
fn chosen(options: &[String], index: f64) -> Option<&String> {
    let whole = index.fract() == 0.0 && index >= 1.0;
    options.get((index as usize).checked_sub(1)?).filter(|_| whole)
}

/// A check is not done at the start, and is done with the values that it states.
fn reach(draft: &mut Draft, session: &mut Session, check: usize) {
    let check = draft.checks[check].clone();
    let Some((display, _)) = value(draft, session, &check.spec.when, check.when_at) else { return };
    if display != "false" {
        draft.report(
            check.when_at,
            format!("`{}` is {display} at the start: a check begins as false", check.spec.when),
        );
    }
    if check.reach.value.is_empty() {
        return;
    }
    let (mut there, _) = start(draft, &check.reach.value);
    let Some((display, _)) = value(draft, &mut there, &check.spec.when, check.when_at) else { return };
    if display != "true" {
        draft.report(check.reach.at, format!("`{}` is {display} there, not true", check.spec.when));
    }
}

/// Stands where there is no value.
fn missing() -> String {
    "…".to_owned()
}
