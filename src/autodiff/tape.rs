//! The tape: everything that some outputs were computed from, in the order in which it was recorded.

use std::collections::HashSet;

use super::ops::Number;
use super::tracked::Tracked;

/// An entry of a tape.
#[derive(Clone, Debug)]
pub struct Entry<T> {
    /// The value and how it was computed.
    pub tracked: Tracked<T>,
    /// The positions of its operands, all smaller than its own.
    pub operands: Vec<usize>,
}

/// Everything that some outputs were computed from, sorted topologically: operands come before their users.
///
/// ```
/// # use fluxion::autodiff::{Tape, Tracked, op};
/// # use fluxion::tensor::Tensor;
/// let x = Tracked::leaf(Tensor::scalar(2.0));
/// let y = Tracked::apply(op("sin").unwrap(), &[&x])?;
/// let z = Tracked::apply(op("*").unwrap(), &[&y, &x])?;
/// let tape = Tape::of(&[&z]);
/// let operands: Vec<_> = tape.entries().iter().map(|entry| entry.operands.clone()).collect();
/// assert_eq!(operands, [vec![], vec![0], vec![1, 0]]);
/// # Ok::<(), fluxion::tensor::ShapeError>(())
/// ```
#[derive(Clone, Debug)]
pub struct Tape<T> {
    entries: Vec<Entry<T>>,
    serials: Vec<u64>,
}

impl<T: Number> Tape<T> {
    /// The tape of `outputs`: everything that they were computed from.
    pub fn of(outputs: &[&Tracked<T>]) -> Tape<T> {
        let mut seen = HashSet::new();
        let mut found: Vec<Tracked<T>> = Vec::new();
        let mut waiting: Vec<Tracked<T>> = outputs.iter().map(|&output| output.clone()).collect();
        while let Some(tracked) = waiting.pop() {
            if seen.insert(tracked.serial()) {
                waiting.extend(tracked.operands().iter().cloned());
                found.push(tracked);
            }
        }
        found.sort_unstable_by_key(Tracked::serial);
        let serials: Vec<u64> = found.iter().map(Tracked::serial).collect();
        let position = |operand: &Tracked<T>| serials.partition_point(|&serial| serial < operand.serial());
        let entries = found
            .into_iter()
            .map(|tracked| Entry { operands: tracked.operands().iter().map(position).collect(), tracked })
            .collect();
        Tape { entries, serials }
    }

    /// The entries; operands come before their users.
    pub fn entries(&self) -> &[Entry<T>] {
        &self.entries
    }

    /// The position of `tracked`, if it is on the tape.
    pub fn position(&self, tracked: &Tracked<T>) -> Option<usize> {
        self.serials.binary_search(&tracked.serial()).ok()
    }
}
