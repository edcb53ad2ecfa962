//! What all derivatives of a function cost, in forward and in reverse mode: counted on its tape.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use crate::autodiff::{Entry, Rule, Tape, Tracked};
use crate::kernel::answering::{Answerable, Answering, Urgency, complaint};
use crate::language::Error;

/// The most inputs that are recorded.
const MOST: usize = 1000;

/// Asks what all derivatives of a function cost, forwards and backwards.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Costs {
    /// The function's name.
    pub of: String,
    /// An expression for its arguments: a vector, or a tuple.
    pub at: String,
}

/// What all derivatives of all outputs by all inputs cost.
///
/// A line of the tape costs one operation for its value, and one product for each operand that depends on an input:
/// forwards along each input, backwards for each output. Forwards, a value and its slope are kept until their last use.
/// Backwards, every value is kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct DerivativeCosts {
    /// How many inputs and how many outputs there are.
    pub ends: [u32; 2],
    /// How many operations it takes forwards, with dual numbers, and backwards, with the tape.
    pub operations: [u32; 2],
    /// How many numbers must be kept at the same time.
    pub kept: [u32; 2],
}

impl Answerable for Costs {
    type Answer = DerivativeCosts;

    const URGENCY: Urgency = Urgency::Normal;

    fn reads(&self) -> Vec<&str> {
        vec![&self.at, &self.of]
    }

    fn answer(&self, answering: &mut Answering<'_>) -> Result<DerivativeCosts, Error> {
        let Costs { of, at } = self;
        let place = answering.evaluate(at)?.numbers().unwrap_or_default();
        if place.is_empty() || place.len() > MOST {
            return Err(complaint(format!("`{at}` must be one to {MOST} numbers")));
        }
        let function = answering.function(of)?;
        let recording = answering.session().record(&function, &place)?;
        let outputs: Vec<&Tracked<f64>> = recording.outputs.iter().collect();
        let tape = Tape::of(&outputs);
        let entries = tape.entries();
        if entries.iter().any(|entry| entry.tracked.value().item().is_none()) {
            return Err(complaint(format!("`{of}` works on arrays, and this figure counts single numbers")));
        }
        let depends = dependent(entries);
        let work = || entries.iter().zip(&depends).filter(|(entry, _)| is_work(entry));
        let values = work().count() as u32;
        let products = work().flat_map(|(entry, _)| &entry.operands).filter(|&&operand| depends[operand]);
        let products = products.count() as u32;
        let [inputs, outputs] = [place.len() as u32, outputs.len() as u32];
        let kept = entries.iter().filter(|entry| !matches!(entry.tracked.rule(), Rule::Constant)).count();
        Ok(DerivativeCosts {
            ends: [inputs, outputs],
            operations: [inputs * (values + products), values + outputs * products],
            kept: [2 * most_alive(entries), kept as u32],
        })
    }
}

fn is_work(entry: &Entry<f64>) -> bool {
    !matches!(entry.tracked.rule(), Rule::Leaf | Rule::Constant)
}

/// For each entry whether it depends on an input.
fn dependent(entries: &[Entry<f64>]) -> Vec<bool> {
    let mut depends = Vec::with_capacity(entries.len());
    for entry in entries {
        let own = match entry.tracked.rule() {
            Rule::Leaf => true,
            Rule::Constant => false,
            _ => entry.operands.iter().any(|&operand| depends[operand]),
        };
        depends.push(own);
    }
    depends
}

/// How many values are still to be used, at the time when there are most of them. Inputs and results are there from
/// the beginning and to the end.
fn most_alive(entries: &[Entry<f64>]) -> u32 {
    let mut last_use: HashMap<usize, usize> = HashMap::new();
    for (at, entry) in entries.iter().enumerate() {
        last_use.extend(entry.operands.iter().map(|&operand| (operand, at)));
    }
    let inputs = entries.iter().filter(|entry| matches!(entry.tracked.rule(), Rule::Leaf)).count() as u32;
    let (mut alive, mut most) = (inputs, inputs);
    for (at, entry) in entries.iter().enumerate().filter(|(_, entry)| is_work(entry)) {
        alive += 1;
        most = most.max(alive);
        let mut ended: Vec<usize> = entry.operands.clone();
        ended.sort_unstable();
        ended.dedup();
        let ends = |operand: &&usize| is_work(&entries[**operand]) && last_use.get(*operand) == Some(&at);
        alive -= ended.iter().filter(ends).count() as u32;
    }
    most
}
