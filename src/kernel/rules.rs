//! How a function's slope is worked out by rules: its formula, growing.

use super::answer::{Answered, Answering, complaint};
use super::message::{Answer, Formula, FormulaPart};
use crate::autodiff::rules::{Rewrite, rewrites};
use crate::autodiff::symbolic::{Part, Symbol, derivative};
use crate::autodiff::{Rule, Tape};

/// The most rules that anybody follows one by one, and the largest formula that can be drawn.
const MOST: usize = 120;
const LARGEST: u64 = 70;

impl Answering<'_> {
    /// The stages of the slope of `of` at the place that `at` gives.
    pub(super) fn rules(&mut self, of: &str, at: &str) -> Answered<Answer> {
        let place = self.number(at)?;
        let function = self.function(of)?;
        let recording = self.record(of, &function, &[place])?;
        let (output, input) = (&recording.outputs[0], &recording.inputs[0]);
        let Some((value, slope)) = derivative(output, &[(input, at)], 0) else {
            return Err(complaint(format!(
                "`{of}` works on arrays, or takes more than five hundred operations: no formula of it is written here"
            )));
        };
        let tape = Tape::of(&[output]);
        let is_work = |rule: &Rule| matches!(rule, Rule::Elementwise(_) | Rule::Array(_));
        let work = tape.entries().iter().filter(|entry| is_work(entry.tracked.rule()));
        // One operation for the value of each line, and a product for each slope that is passed back.
        let operations = work.map(|entry| 1 + entry.operands.len()).sum::<usize>();
        let stages = if value.size() < LARGEST { rewrites(&value, MOST, LARGEST) } else { Vec::new() };
        let sizes = [value.size(), slope.size()].map(counted);
        Ok(Answer::Rules { stages: stages.iter().map(flat).collect(), sizes, operations: operations as u32 })
    }
}

/// A size as a number; one beyond all counting is infinite.
fn counted(size: u64) -> f64 {
    if size == u64::MAX { f64::INFINITY } else { size as f64 }
}

/// A stage as plain parts.
fn flat(stage: &Rewrite) -> Formula {
    let mut parts = Vec::new();
    add(&stage.formula, &mut parts);
    Formula { parts, text: stage.formula.to_string(), rule: stage.rule.clone() }
}

/// Adds an expression and what it is made of; gives its place. Its size has been capped, and so its depth.
fn add(symbol: &Symbol, parts: &mut Vec<FormulaPart>) -> u32 {
    let at = parts.len();
    let (label, is_open) = match symbol.part() {
        Part::Leaf => (symbol.to_string(), false),
        Part::Operation(op, _) => (op.name.to_owned(), false),
        Part::Derivative(_) => ("′".to_owned(), true),
    };
    parts.push(FormulaPart { label, operands: Vec::new(), is_open });
    let operands = match symbol.part() {
        Part::Leaf => Vec::new(),
        Part::Operation(_, operands) => operands.iter().map(|operand| add(operand, parts)).collect(),
        Part::Derivative(of) => vec![add(of, parts)],
    };
    parts[at].operands = operands;
    at as u32
}
