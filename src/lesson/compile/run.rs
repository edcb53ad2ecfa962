//! Runs a lesson's cells as the page will, and computes every number that stands in it.

use super::draft::{Draft, DraftCell};
use super::session::{EXPRESSION, Shown, evaluate, start};
use super::values::Values;
use super::{equation, figure, honest, session};
use crate::language::{Error, Session};
use crate::lesson::show;
use crate::lesson::spec::GateKind;

/// Runs the lesson; reports every mistake in its cells, numbers, gates, checks and figures.
pub fn run(draft: &mut Draft) -> Values {
    let (mut session, outputs) = start(draft, &[]);
    let outputs = outputs
        .into_iter()
        .zip(draft.cells.clone())
        .map(|(output, cell)| compare(draft, &cell, output))
        .collect();
    for figure in draft.figures.clone() {
        figure::check(draft, &mut session, &figure);
    }
    let (numbers, computed) = draft
        .numbers
        .clone()
        .into_iter()
        .map(|number| match value(draft, &mut session, &number.value.code, number.at) {
            Some((display, numbers)) => (show::numbers(&numbers, &display, number.value.decimals), numbers),
            None => (session::missing(), Vec::new()),
        })
        .unzip();
    let (truths, answers) = (0..draft.gates.len()).map(|gate| truth(draft, &mut session, gate)).unzip();
    for check in 0..draft.checks.len() {
        reach(draft, &mut session, check);
    }
    let stills = draft.figures.iter().map(|figure| figure::still(&mut session, &figure.spec.kind)).collect();
    let pictures =
        draft.figures.iter().map(|figure| equation::blocks(draft, &mut session, &figure.spec.kind)).collect();
    for figure in &mut draft.figures {
        figure.spec.kind.measure(&mut |code| equation::sizes(&mut session, code));
    }
    let mut values =
        Values { outputs, numbers, computed, truths, answers, stills, pictures, ..Values::default() };
    (values.covers, values.predictions) = honest::check(draft, &values);
    values
}

/// A cell's output; reports an error, and output that differs from what the lesson states.
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

/// The text without white space at the ends of lines, which Julia 1.0 prints and later versions do not.
fn trimmed(text: &str) -> String {
    text.lines().map(str::trim_end).collect::<Vec<_>>().join("\n")
}

/// The value of the expression at `at`; reports an error.
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

/// A gate's answer, formatted, and its numbers unless it is a choice; reports one that does not fit the kind of guess.
fn truth(draft: &mut Draft, session: &mut Session, gate: usize) -> (String, Vec<f64>) {
    let (spec, at) = (draft.gates[gate].spec.clone(), draft.gates[gate].truth_at);
    let missing = (session::missing(), Vec::new());
    let Some((display, numbers)) = value(draft, session, &spec.truth, at) else { return missing };
    let fits = match (&spec.kind, numbers.as_slice()) {
        (GateKind::Arrow { .. } | GateKind::Point { .. }, [_, _]) => true,
        (GateKind::Number { min, max, .. }, [number]) => (min..=max).contains(&number),
        (GateKind::Choice { options }, [index]) => match chosen(options, *index) {
            Some(option) => return (option.clone(), Vec::new()),
            None => false,
        },
        _ => false,
    };
    if !fits {
        draft.report(at, format!("`{}` is {display}, which cannot be guessed here", spec.truth));
        return missing;
    }
    (show::numbers(&numbers, &display, None), numbers)
}

/// The answer with a one-based index.
fn chosen(options: &[String], index: f64) -> Option<&String> {
    let whole = index.fract() == 0.0 && index >= 1.0;
    options.get((index as usize).checked_sub(1)?).filter(|_| whole)
}

/// A check must be false at the start and true with the values that it states.
fn reach(draft: &mut Draft, session: &mut Session, check: usize) {
    let check = draft.checks[check].clone();
    let Some((display, _)) = value(draft, session, &check.spec.when, check.when_at) else { return };
    if display != "false" {
        draft.report(
            check.when_at,
            format!("`{}` is {display} at the start: a check must be false there", check.spec.when),
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
