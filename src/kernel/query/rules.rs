//! How a function's derivative is worked out rule by rule: its formula after each step.

use serde::{Deserialize, Serialize};

use crate::autodiff::rules::{Rewrite, rewrites};
use crate::autodiff::symbolic::{Part, Symbol, derivative};
use crate::autodiff::{Rule, Tape};
use crate::kernel::answering::{Answerable, Answering, Urgency, complaint};
use crate::language::Error;

/// The most rules that are worth following one by one, and the largest formula that can be drawn.
const MOST: usize = 120;
const LARGEST: u64 = 70;

/// Asks how the derivative of a function of one number is worked out, rule by rule.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Rules {
    /// The function's name.
    pub of: String,
    /// The expression for its argument, usually a parameter's name.
    pub at: String,
}

/// A formula on its way to its derivative.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Derivation {
    /// The formula at the start and after each rule, as far as it can be drawn; none if it is too large from the start.
    pub steps: Vec<DerivationStep>,
    /// How many symbols the function's own formula is written with, and how many its derivative's.
    pub sizes: [f64; 2],
    /// How many operations the tape of both has: the function's, and one reverse sweep.
    pub operations: u32,
}

/// A formula while its derivative is worked out.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DerivationStep {
    /// What it is made of: each part before those that it works on.
    pub parts: Vec<FormulaPart>,
    /// As it is written.
    pub text: String,
    /// The rule that led to it, in words; empty at the start.
    pub rule: String,
}

/// A part of a formula.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FormulaPart {
    /// An operation, a name, or a number.
    pub label: String,
    /// The number, if it is one. (To parse numbers, a page would have to download ten kilobytes of tables.)
    pub number: Option<f64>,
    /// Indices of the parts that it works on.
    pub operands: Vec<u32>,
    /// Whether it is a derivative that is still to be worked out.
    pub is_open: bool,
}

impl Answerable for Rules {
    type Answer = Derivation;

    const URGENCY: Urgency = Urgency::Normal;

    fn reads(&self) -> Vec<&str> {
        vec![&self.at, &self.of]
    }

    fn answer(&self, answering: &mut Answering<'_>) -> Result<Derivation, Error> {
        let Rules { of, at } = self;
        let place = answering.number(at)?;
        let function = answering.function(of)?;
        let recording = answering.record(of, &function, &[place])?;
        let (output, input) = (&recording.outputs[0], &recording.inputs[0]);
        let Some((value, slope)) = derivative(output, &[(input, at.as_str())], 0) else {
            return Err(complaint(format!(
                "`{of}` works on arrays, or takes more than five hundred operations: no formula of it is written here"
            )));
        };
        let tape = Tape::of(&[output]);
        let is_work = |rule: &Rule| matches!(rule, Rule::Elementwise(_) | Rule::Array(_));
        let work = tape.entries().iter().filter(|entry| is_work(entry.tracked.rule()));
        // One operation for the value of each line, and one product for each adjoint that it passes back.
        let operations = work.map(|entry| 1 + entry.operands.len()).sum::<usize>();
        let steps = if value.size() < LARGEST { rewrites(&value, MOST, LARGEST) } else { Vec::new() };
        let sizes = [value.size(), slope.size()].map(counted);
        Ok(Derivation { steps: steps.iter().map(flat).collect(), sizes, operations: operations as u32 })
    }
}

/// A size as a number; one too large to count is infinite.
fn counted(size: u64) -> f64 {
    if size == u64::MAX { f64::INFINITY } else { size as f64 }
}

/// A step as plain parts.
fn flat(rewrite: &Rewrite) -> DerivationStep {
    let mut parts = Vec::new();
    add(&rewrite.formula, &mut parts);
    DerivationStep { parts, text: rewrite.formula.to_string(), rule: rewrite.rule.clone() }
}

/// Adds an expression and what it is made of; gives its place. Its size has been capped, and so its depth.
fn add(symbol: &Symbol, parts: &mut Vec<FormulaPart>) -> u32 {
    let at = parts.len();
    let (label, is_open) = match symbol.part() {
        Part::Leaf => (symbol.to_string(), false),
        Part::Operation(op, _) => (op.name.to_owned(), false),
        Part::Derivative(_) => ("′".to_owned(), true),
    };
    let number = label.parse().ok();
    parts.push(FormulaPart { label, number, operands: Vec::new(), is_open });
    let operands = match symbol.part() {
        Part::Leaf => Vec::new(),
        Part::Operation(_, operands) => operands.iter().map(|operand| add(operand, parts)).collect(),
        Part::Derivative(of) => vec![add(of, parts)],
    };
    parts[at].operands = operands;
    at as u32
}
