//! The tape of a function step by step: what is drawn of it, and what each step says. Not here: the passes themselves.

use super::passes::{Pass, Way};
use super::words::{formula, number, plain};
use crate::chart::{Graph, GraphMarks};
use crate::kernel::query::TapeLine;

/// The way back and what can be left out of it: a button's words, and what then goes wrong.
pub const FAULTS: [(&str, Way, &str); 4] = [
    ("Correct", Way::Back, ""),
    (
        "Wrong order",
        Way::Unordered,
        "A line did not wait for every line that uses it, so it passed on too little.",
    ),
    (
        "No sum",
        Way::Overwriting,
        "The last contribution replaced the earlier ones instead of being added to them.",
    ),
    ("Run twice", Way::Twice, "What the first pass left was not cleared, so it was passed on again."),
];

/// What is shown and said after a step.
#[derive(Clone, Default, PartialEq)]
pub struct Now {
    /// What is drawn.
    pub marks: GraphMarks,
    /// What is said.
    pub words: String,
    /// Whether the step is part of the backward pass.
    pub is_backward: bool,
}

/// A tape, and what is drawn of it: what no argument goes into stands as a number in the lines that use it.
#[derive(Clone)]
pub struct Drawn {
    /// All its lines.
    pub lines: Vec<TapeLine>,
    /// What each line is called: an argument by its name, a constant by its value.
    names: Vec<String>,
    /// The lines that have a box, with what leads to them.
    pub graph: Graph,
    /// The lines that have a box.
    shown: Vec<usize>,
    /// Those of them that work on others.
    pub working: Vec<usize>,
}

impl Drawn {
    /// The tape with these lines.
    pub fn new(lines: Vec<TapeLine>) -> Drawn {
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

    /// After so many steps; nothing if the steps are those of another tape.
    pub fn now(&self, way: Way, passes: &[Pass], reached: usize) -> Option<Now> {
        let pass = passes.get(reached).filter(|pass| pass.slopes.len() == self.lines.len())?;
        let words = self.in_words(way, pass, reached + 1 == passes.len());
        Some(Now { marks: self.marks(pass), words, is_backward: pass.is_backward })
    }

    /// What is known after a step.
    fn marks(&self, pass: &Pass) -> GraphMarks {
        let is_known = |index: usize| {
            let rank = self.working.iter().position(|own| *own == index);
            rank.is_none_or(|rank| rank < pass.known)
        };
        let value =
            |index: &usize| if is_known(*index) { number(self.lines[*index].value) } else { String::new() };
        let slope = |index: &usize| pass.slopes[*index].map_or_else(String::new, number);
        GraphMarks {
            values: self.shown.iter().map(value).collect(),
            adjoints: self.shown.iter().map(slope).collect(),
            at: pass.at.and_then(|at| self.shown.iter().position(|own| *own == at)),
            is_backward: pass.is_backward,
        }
    }

    /// What a step did, with its numbers; and the last one, what has come of it all.
    fn in_words(&self, way: Way, pass: &Pass, is_last: bool) -> String {
        let Some(last) = self.lines.last() else { return String::new() };
        let mut words = match (pass.at, way) {
            (None, _) if pass.is_backward => format!(
                "The value is {}. Now the backward pass: the slope of the result with respect to itself is 1.",
                number(last.value)
            ),
            (None, _) => self.given(pass),
            (Some(at), Way::Dual(_)) => self.carried(at, pass),
            (Some(at), _) if pass.is_backward => self.passed(at, pass),
            (Some(at), _) => {
                format!(
                    "{} = {} = {}.",
                    self.names[at],
                    formula(&self.lines[at], &self.names),
                    number(self.lines[at].value)
                )
            }
        };
        if is_last && pass.is_backward && pass.at.is_some() {
            words += &self.outcome(way, pass);
        }
        words
    }

    /// What there is before the first step.
    fn given(&self, pass: &Pass) -> String {
        let arguments = self.lines.iter().enumerate().filter(|(_, line)| line.is_argument);
        let given: Vec<String> = arguments
            .map(|(at, line)| match pass.slopes[at] {
                Some(slope) => format!("{} = ({}, {slope})", self.names[at], number(line.value)),
                None => format!("{} = {}", self.names[at], number(line.value)),
            })
            .collect();
        format!("Given: {}. Everything else is still empty.", given.join(", "))
    }

    /// How a line with dual numbers comes to its value and its slope.
    fn carried(&self, at: usize, pass: &Pass) -> String {
        let line = &self.lines[at];
        let part = |(operand, slope): (&u32, &f64)| {
            let own = pass.slopes[*operand as usize]?;
            Some(format!("{} × {}", number(*slope), number(own)))
        };
        let parts: Vec<String> = line.operands.iter().zip(&line.slopes).filter_map(part).collect();
        let slope = number(pass.slopes[at].unwrap_or(f64::NAN));
        let (name, value) = (&self.names[at], number(line.value));
        let formula = formula(line, &self.names);
        format!(
            "{name} = {formula} = {value}, and its slope is {} = {slope}: the pair ({value}, {slope}).",
            parts.join(" + ")
        )
    }

    /// What a line passes back to each of its operands.
    fn passed(&self, at: usize, pass: &Pass) -> String {
        let line = &self.lines[at];
        let parts = line.operands.iter().zip(&line.slopes);
        let parts = parts.filter(|(operand, _)| self.shown.contains(&(**operand as usize)));
        let parts: Vec<String> = parts
            .map(|(operand, slope)| {
                let [adjoint, slope, product] = [pass.adjoint, *slope, pass.adjoint * slope].map(number);
                format!("{adjoint} × {slope} = {product} to {}", self.names[*operand as usize])
            })
            .collect();
        format!("{} = {} passes back {}.", self.names[at], formula(line, &self.names), parts.join(", and "))
    }

    /// The slopes that a way came to; beside them the right ones, if they are others.
    fn outcome(&self, way: Way, pass: &Pass) -> String {
        let mut words = String::new();
        let mut is_wrong = false;
        for (at, line) in self.lines.iter().enumerate().filter(|(_, line)| line.is_argument) {
            let (name, found) = (&self.names[at], pass.slopes[at].unwrap_or(0.0));
            words += &format!(" The slope along {name} is {}", number(found));
            let is_off = (found - line.adjoint).abs() > 1e-9 * line.adjoint.abs().max(1.0);
            words += &if is_off {
                format!(" by this method; the correct value is {}.", number(line.adjoint))
            } else {
                ".".to_owned()
            };
            is_wrong |= is_off;
        }
        let fault = FAULTS.iter().find(|(_, own, _)| *own == way).filter(|_| is_wrong);
        fault.map_or(words.clone(), |(_, _, why)| format!("{words} {why}"))
    }

    /// Each line with a box: its number, its value, its adjoint.
    pub fn rows(&self) -> Vec<[f64; 3]> {
        let row = |index: &usize| {
            let line = &self.lines[*index];
            [*index as f64, line.value, line.adjoint]
        };
        self.shown.iter().map(row).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::passes::passes;

    fn line(name: &str, operands: &[u32], value: f64, slopes: &[f64], adjoint: f64) -> TapeLine {
        let is_argument = operands.is_empty() && !name.is_empty();
        TapeLine {
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

    /// What each step of a way says.
    fn told(tape: &Drawn, way: Way) -> Vec<String> {
        let passes = passes(&tape.lines, &tape.working, way);
        let last = passes.len() - 1;
        passes.iter().enumerate().map(|(step, pass)| tape.in_words(way, pass, step == last)).collect()
    }

    #[test]
    fn a_tape_is_told_forwards_and_backwards() {
        assert_eq!(
            told(&tape(), Way::Back),
            [
                "Given: x = 2.00. Everything else is still empty.",
                "v1 = 3 × x = 6.00.",
                "v2 = v1 + x = 8.00.",
                "The value is 8.00. Now the backward pass: the slope of the result with respect to itself is 1.",
                "v2 = v1 + x passes back 1.00 × 1.00 = 1.00 to v1, and 1.00 × 1.00 = 1.00 to x.",
                "v1 = 3 × x passes back 1.00 × 3.00 = 3.00 to x. The slope along x is 4.00.",
            ]
        );
    }

    #[test]
    fn dual_numbers_are_told_line_by_line() {
        assert_eq!(
            told(&tape(), Way::Dual(0)),
            [
                "Given: x = (2.00, 1). Everything else is still empty.",
                "v1 = 3 × x = 6.00, and its slope is 3.00 × 1.00 = 3.00: the pair (6.00, 3.00).",
                "v2 = v1 + x = 8.00, and its slope is 1.00 × 3.00 + 1.00 × 1.00 = 4.00: the pair (8.00, 4.00).",
            ]
        );
    }

    #[test]
    fn a_broken_way_is_told_with_the_right_slope_beside_it() {
        let told = told(&tape(), Way::Overwriting);
        assert_eq!(
            told.last().map(String::as_str),
            Some(
                "v1 = 3 × x passes back 1.00 × 3.00 = 3.00 to x. The slope along x is 3.00 by this method; the correct value is 4.00. \
                 The last contribution replaced the earlier ones instead of being added to them."
            )
        );
    }

    #[test]
    fn what_comes_back_adds_up() {
        let tape = tape();
        let passes = passes(&tape.lines, &tape.working, Way::Back);
        let marks: Vec<GraphMarks> = passes.iter().map(|pass| tape.marks(pass)).collect();
        let at_x: Vec<&str> = marks.iter().map(|marks| marks.adjoints[0].as_str()).collect();
        assert_eq!(at_x, ["", "", "", "", "1.00", "4.00"]);
        assert_eq!(marks[1].values, ["2.00", "6.00", ""]);
        assert_eq!((marks[1].at, marks[4].at, marks[4].is_backward), (Some(1), Some(2), true));
    }

    #[test]
    fn a_function_that_is_constant_has_one_box() {
        let tape = Drawn::new(vec![line("", &[], 5.0, &[], 1.0)]);
        let passes = passes(&tape.lines, &tape.working, Way::Back);
        assert_eq!((tape.shown.len(), passes.len()), (1, 2));
        assert_eq!(tape.marks(&passes[1]).values, ["5.00"]);
    }
}
