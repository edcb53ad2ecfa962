//! How a function arrives at a number: its tape as plain lines, with the adjoint of each.

use serde::{Deserialize, Serialize};

use crate::autodiff::{self, Rule, Tracked, gradient_values};
use crate::kernel::answering::{Answerable, Answering, Urgency, complaint};
use crate::language::Error;

/// The longest tape that anybody follows line by line.
const MOST: usize = 80;

/// Asks how a function arrives at its value at one point, line by line, and back.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Tape {
    /// The function's name.
    pub of: String,
    /// One expression for each argument, usually a parameter's name.
    pub at: Vec<String>,
}

/// The lines of a tape: the arguments first, the result last.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct RecordedTape {
    /// The lines.
    pub lines: Vec<TapeLine>,
}

/// A line of a tape.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TapeLine {
    /// The operation; empty for a constant, and for an argument the expression that gave it.
    pub name: String,
    /// Whether it is an argument.
    pub is_argument: bool,
    /// Indices of the lines that it works on, each before its own.
    pub operands: Vec<u32>,
    /// Its value.
    pub value: f64,
    /// Its partial derivative by each operand.
    pub slopes: Vec<f64>,
    /// The derivative of the result by it.
    pub adjoint: f64,
}

impl Answerable for Tape {
    type Answer = RecordedTape;

    const URGENCY: Urgency = Urgency::Normal;

    fn reads(&self) -> Vec<&str> {
        self.at.iter().chain([&self.of]).map(String::as_str).collect()
    }

    fn answer(&self, answering: &mut Answering<'_>) -> Result<RecordedTape, Error> {
        let Tape { of, at } = self;
        let place = answering.numbers(at)?;
        let function = answering.function(of)?;
        let recording = answering.record(of, &function, &place)?;
        let output = &recording.outputs[0];
        let tape = autodiff::Tape::of(&[output]);
        let entries = tape.entries();
        if entries.len() > MOST {
            let count = entries.len();
            return Err(complaint(format!("the tape of `{of}` has {count} lines, too many to draw")));
        }
        let all: Vec<&Tracked<f64>> = entries.iter().map(|entry| &entry.tracked).collect();
        let adjoints = gradient_values(output, &all);
        let mut lines = Vec::with_capacity(entries.len());
        for (entry, adjoint) in entries.iter().zip(&adjoints) {
            let argument = recording.inputs.iter().position(|input| input.serial() == entry.tracked.serial());
            let name = match (entry.tracked.rule(), argument) {
                (_, Some(argument)) => at[argument].clone(),
                (Rule::Elementwise(op), _) => op.name.to_owned(),
                (Rule::Array(applied), _) => applied.op.name.to_owned(),
                (Rule::Leaf | Rule::Constant, _) => String::new(),
            };
            let (Some(value), Some(adjoint)) = (entry.tracked.value().item(), adjoint.item()) else {
                return Err(complaint(format!(
                    "`{of}` works on arrays, and this figure draws single numbers"
                )));
            };
            lines.push(TapeLine {
                name,
                is_argument: argument.is_some(),
                operands: entry.operands.iter().map(|&operand| operand as u32).collect(),
                value,
                slopes: slopes(&entry.tracked),
                adjoint,
            });
        }
        Ok(RecordedTape { lines })
    }
}

/// The slopes of one operation by each of its operands: its own tape has one line only.
fn slopes(line: &Tracked<f64>) -> Vec<f64> {
    let Rule::Elementwise(op) = line.rule() else { return Vec::new() };
    let operands: Vec<_> = line.operands().iter().map(|x| Tracked::leaf(x.value().clone())).collect();
    let operands: Vec<&Tracked<f64>> = operands.iter().collect();
    let Ok(alone) = Tracked::apply(op, &operands) else { return Vec::new() };
    let slopes = gradient_values(&alone, &operands);
    slopes.iter().map(|slope| slope.item().unwrap_or(f64::NAN)).collect()
}
