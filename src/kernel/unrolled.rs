//! How a function comes to a number: its tape as plain lines, with what each passes back.

use super::answer::{Answered, Answering, complaint};
use super::message::{Answer, Line};
use crate::autodiff::{Rule, Tape, Tracked, gradient_values};

/// The longest tape that anybody follows line by line.
const MOST: usize = 80;

impl Answering<'_> {
    /// The lines of the tape of `of`, recorded at the place that `at` gives.
    pub(super) fn tape(&mut self, of: &str, at: &[String]) -> Answered<Answer> {
        let place = at.iter().map(|code| self.number(code)).collect::<Answered<Vec<f64>>>()?;
        let function = self.function(of)?;
        let recording = self.record(of, &function, &place)?;
        let output = &recording.outputs[0];
        let tape = Tape::of(&[output]);
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
            lines.push(Line {
                name,
                is_argument: argument.is_some(),
                operands: entry.operands.iter().map(|&operand| operand as u32).collect(),
                value,
                slopes: slopes(&entry.tracked),
                adjoint,
            });
        }
        Ok(Answer::Tape { lines })
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
