//! Repeating iterators, as `Iterators.repeated` and `Iterators.cycle` return them.

use super::{Value, release};

/// An iterator over some values that starts again at their end.
#[derive(Debug)]
pub struct Cycle {
    items: Vec<Value>,
    skip: usize,
    length: usize,
}

impl Cycle {
    /// An iterator over `length` values, after skipping `skip`. If `items` is empty, `length` must be 0.
    pub fn new(items: Vec<Value>, skip: usize, length: usize) -> Cycle {
        Cycle { items, skip, length }
    }

    /// The values that are repeated.
    pub fn items(&self) -> &[Value] {
        &self.items
    }

    /// How many values are skipped at the beginning.
    pub fn skip(&self) -> usize {
        self.skip
    }

    /// How many values it gives; `usize::MAX` if it is endless.
    pub fn len(&self) -> usize {
        self.length
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.length == 0
    }

    /// The value at `position`, counted from 0.
    pub fn get(&self, position: usize) -> Option<Value> {
        let at = self.skip.wrapping_add(position).checked_rem(self.items.len())?;
        (position < self.length).then(|| self.items[at].clone())
    }
}

impl Drop for Cycle {
    fn drop(&mut self) {
        release(&mut self.items);
    }
}
