//! The tape of a function as a graph: forwards it fills with values, backwards with what each line passes back.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use super::parts::{self, Held, sentences};
use super::save::{Save, table};
use super::stepper::Stepper;
use super::words::{number, plain};
use crate::app::canvas::{Stage, chart_theme};
use crate::app::store::Store;
use crate::chart::{Graph, GraphMarks};
use crate::kernel::message::{Answer, Line, Query};
use crate::lesson::spec::Figure;

/// The height of the graph in CSS pixels.
const HEIGHT: f64 = 400.0;

/// Operations that are written between their operands, and how.
const INFIX: [(&str, &str); 5] = [("+", " + "), ("-", " − "), ("*", " × "), ("/", " / "), ("^", "^")];

/// Builds the figure.
pub fn view(store: Store, _index: u32, figure: Figure) -> AnyView {
    let of = figure.text("of").to_owned();
    let query = Query::Tape { of: of.clone(), at: figure.texts("at").to_vec() };
    let tape = Held::new(store.ask(query), |answer| match answer {
        Answer::Tape { lines } => Some(Drawn::new(lines)),
        _ => None,
    });
    let steps = Memo::new(move |_| tape.good.with(|tape| tape.as_ref().map_or(0, Drawn::steps)));
    let stepper = Stepper::new(steps.into(), false);
    let (stage, theme) = (Stage::new(), chart_theme());
    stage.base(move |size| {
        let theme = theme.get();
        tape.good.with(|tape| match tape {
            Some(tape) => tape.graph.base(&tape.graph.frame(size), &theme),
            None => Default::default(),
        })
    });
    stage.overlay(move |size| {
        let (theme, reached) = (theme.get(), stepper.reached());
        tape.good.with(|tape| match tape {
            Some(tape) => tape.graph.overlay(&tape.graph.frame(size), &theme, &tape.marks(reached)),
            None => Default::default(),
        })
    });
    let place = Signal::derive(move || {
        let (reached, steps) = (stepper.reached(), stepper.steps.get());
        let way = if reached * 2 <= steps { "forwards" } else { "backwards" };
        format!("step {reached} of {steps}, {way}")
    });
    let happened = Signal::derive(move || {
        tape.good.with(|tape| tape.as_ref().map(|tape| tape.in_words(stepper.reached())).unwrap_or_default())
    });
    let words = Signal::derive(move || vec![("", happened.get())]);
    let rows = Callback::new(move |()| {
        let rows = tape.good.with_untracked(|tape| tape.as_ref().map(Drawn::rows).unwrap_or_default());
        table(&["line", "value", "adjoint"], rows)
    });
    let save = Save { title: figure.title.clone(), stages: vec![stage], theme, numbers: rows };
    let problem = tape.problem;
    view! {
        <div
            class="figure__views"
            data-problem=move || problem.get().is_some().to_string()
            on:keydown=move |event: KeyboardEvent| stepper.toggle_on_space(&event)
        >
            {stage.view(|_| HEIGHT, ().into_any())} {parts::mistake(problem.into())}
        </div>
        {stepper.view(place, happened, Signal::stored(false))}
        {sentences(words)}
        <div class="figure__foot">{save.view()}</div>
        {parts::controls(store, &figure)}
    }
    .into_any()
}

/// A tape, and what is drawn of it: what no argument goes into stands as a number in the lines that use it.
struct Drawn {
    lines: Vec<Line>,
    /// What each line is called: an argument by its name, a constant by its value.
    names: Vec<String>,
    graph: Graph,
    /// The lines that have a box, and those of them that work on others.
    shown: Vec<usize>,
    working: Vec<usize>,
}

impl Drawn {
    fn new(lines: Vec<Line>) -> Drawn {
        let mut names: Vec<String> = Vec::with_capacity(lines.len());
        let (mut shown, mut working, mut nodes) = (Vec::new(), Vec::new(), Vec::new());
        for (index, line) in lines.iter().enumerate() {
            let is_made = line.operands.iter().any(|operand| shown.contains(&(*operand as usize)));
            if is_made {
                working.push(index);
            }
            names.push(match (line.is_argument, is_made) {
                (true, _) => line.name.clone(),
                (_, true) => format!("v{}", working.len()),
                _ => plain(line.value),
            });
            if !is_made && !line.is_argument && index + 1 < lines.len() {
                continue;
            }
            let label = match is_made {
                true => format!("{} = {}", names[index], formula(line, &names)),
                false => names[index].clone(),
            };
            let above = line.operands.iter();
            let above = above.filter_map(|operand| shown.iter().position(|own| own == &(*operand as usize)));
            nodes.push((label, above.collect()));
            shown.push(index);
        }
        Drawn { lines, names, graph: Graph::new(nodes), shown, working }
    }

    /// Each line forwards, the turn, each line backwards.
    fn steps(&self) -> usize {
        2 * self.working.len() + 1
    }

    /// The line that a step works on, and whether it goes back.
    fn worked(&self, step: usize) -> Option<(usize, bool)> {
        let count = self.working.len();
        match step {
            0 => None,
            _ if step <= count => Some((self.working[step - 1], false)),
            _ if step == count + 1 => None,
            _ => Some((*self.working.get(2 * count + 1 - step)?, true)),
        }
    }

    /// What is known after so many steps.
    fn marks(&self, reached: usize) -> GraphMarks {
        let is_known = |index: usize| {
            let rank = self.working.iter().position(|own| *own == index);
            rank.is_none_or(|rank| rank < reached)
        };
        let value =
            |index: &usize| if is_known(*index) { number(self.lines[*index].value) } else { String::new() };
        let adjoint = |index: &usize| self.arrived(*index, reached).map_or_else(String::new, number);
        let (at, is_back) = match self.worked(reached) {
            Some((at, is_back)) => (self.shown.iter().position(|own| *own == at), is_back),
            None => (None, false),
        };
        GraphMarks {
            values: self.shown.iter().map(value).collect(),
            adjoints: self.shown.iter().map(adjoint).collect(),
            at,
            is_back,
        }
    }

    /// The sum of what has come back to a line so far; nothing before the first.
    fn arrived(&self, index: usize, reached: usize) -> Option<f64> {
        let count = self.working.len();
        if reached <= count {
            return None;
        }
        if index + 1 == self.lines.len() {
            return Some(1.0);
        }
        let done = &self.working[(2 * count + 1 - reached).min(count)..];
        let parts = done.iter().flat_map(|user| {
            let line = &self.lines[*user];
            let own = line
                .operands
                .iter()
                .zip(&line.slopes)
                .filter(move |(operand, _)| **operand as usize == index);
            own.map(|(_, slope)| line.adjoint * slope)
        });
        parts.reduce(|sum, part| sum + part)
    }

    /// What the last step did, with its numbers.
    fn in_words(&self, reached: usize) -> String {
        let count = self.working.len();
        let arguments = self.lines.iter().zip(&self.names).filter(|(line, _)| line.is_argument);
        let Some(last) = self.lines.last() else { return String::new() };
        match self.worked(reached) {
            None if reached == 0 => {
                let given: Vec<_> =
                    arguments.map(|(line, name)| format!("{name} = {}", number(line.value))).collect();
                format!("Given is {}. All else is empty.", given.join(", "))
            }
            None => format!(
                "The value is {}. Now back: the result changes as much as it changes itself, so by 1.",
                number(last.value)
            ),
            Some((at, false)) => {
                let (line, name) = (&self.lines[at], &self.names[at]);
                format!("{name} = {} = {}.", formula(line, &self.names), number(line.value))
            }
            Some((at, true)) => {
                let mut words = self.passed(at);
                if reached == 2 * count + 1 {
                    for (line, name) in arguments {
                        words += &format!(" The slope along {name} is {}.", number(line.adjoint));
                    }
                }
                words
            }
        }
    }

    /// What a line passes back to each of its operands.
    fn passed(&self, at: usize) -> String {
        let line = &self.lines[at];
        let parts = line.operands.iter().zip(&line.slopes);
        let parts = parts.filter(|(operand, _)| self.shown.contains(&(**operand as usize)));
        let parts: Vec<String> = parts
            .map(|(operand, slope)| {
                let [adjoint, slope, product] = [line.adjoint, *slope, line.adjoint * slope].map(number);
                format!("{adjoint} × {slope} = {product} to {}", self.names[*operand as usize])
            })
            .collect();
        format!("{} = {} passes back {}.", self.names[at], formula(line, &self.names), parts.join(", and "))
    }

    /// Each line with a box: its number, its value, its adjoint.
    fn rows(&self) -> Vec<[f64; 3]> {
        let row = |index: &usize| {
            let line = &self.lines[*index];
            [*index as f64, line.value, line.adjoint]
        };
        self.shown.iter().map(row).collect()
    }
}

/// A line as it is written: with names for its operands.
fn formula(line: &Line, names: &[String]) -> String {
    let operands: Vec<&str> = line.operands.iter().map(|operand| names[*operand as usize].as_str()).collect();
    let infix = INFIX.iter().find(|(name, _)| *name == line.name).map(|(_, sign)| *sign);
    match (operands.as_slice(), infix) {
        ([one], Some(sign)) => format!("{}{one}", sign.trim()),
        ([first, second], Some(sign)) => format!("{first}{sign}{second}"),
        _ => format!("{}({})", line.name, operands.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(name: &str, operands: &[u32], value: f64, slopes: &[f64], adjoint: f64) -> Line {
        let is_argument = operands.is_empty() && !name.is_empty();
        Line {
            name: name.into(),
            is_argument,
            operands: operands.into(),
            value,
            slopes: slopes.into(),
            adjoint,
        }
    }

    /// 3x + x at 2.
    fn tape() -> Drawn {
        Drawn::new(vec![
            line("x", &[], 2.0, &[], 4.0),
            line("", &[], 3.0, &[], 2.0),
            line("*", &[1, 0], 6.0, &[2.0, 3.0], 1.0),
            line("+", &[2, 0], 8.0, &[1.0, 1.0], 1.0),
        ])
    }

    #[test]
    fn a_tape_is_told_forwards_and_backwards() {
        let tape = tape();
        let told: Vec<String> = (0..=tape.steps()).map(|step| tape.in_words(step)).collect();
        assert_eq!(
            told,
            [
                "Given is x = 2.00. All else is empty.",
                "v1 = 3 × x = 6.00.",
                "v2 = v1 + x = 8.00.",
                "The value is 8.00. Now back: the result changes as much as it changes itself, so by 1.",
                "v2 = v1 + x passes back 1.00 × 1.00 = 1.00 to v1, and 1.00 × 1.00 = 1.00 to x.",
                "v1 = 3 × x passes back 1.00 × 3.00 = 3.00 to x. The slope along x is 4.00.",
            ]
        );
    }

    #[test]
    fn what_comes_back_adds_up() {
        let tape = tape();
        let at_x: Vec<String> = (0..=tape.steps()).map(|step| tape.marks(step).adjoints[0].clone()).collect();
        assert_eq!(at_x, ["", "", "", "", "1.00", "4.00"]);
        let values = |step: usize| tape.marks(step).values;
        assert_eq!(values(1), ["2.00", "6.00", ""]);
        assert_eq!((tape.marks(1).at, tape.marks(4).at, tape.marks(4).is_back), (Some(1), Some(2), true));
    }

    #[test]
    fn a_function_that_is_constant_has_one_box() {
        let tape = Drawn::new(vec![line("", &[], 5.0, &[], 1.0)]);
        assert_eq!((tape.shown.len(), tape.steps()), (1, 1));
        assert_eq!(tape.marks(1).values, ["5.00"]);
    }
}
