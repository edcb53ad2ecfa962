//! Values again and again, as `Iterators.repeated` and `Iterators.cycle` give them.

use super::{Value, release};

/// A walk through some values that begins anew at their end.
#[derive(Debug)]
pub struct Cycle {
    items: Vec<Value>,
    skip: usize,
    length: usize,
}

impl Cycle {
    /// The walk through `length` values, after the first `skip`. Without items there is no walk: `length` is 0.
    pub fn new(items: Vec<Value>, skip: usize, length: usize) -> Cycle {
        Cycle { items, skip, length }
    }

    /// What is repeated.
    pub fn items(&self) -> &[Value] {
        &self.items
    }

    /// How many values are left out at the beginning.
    pub fn skip(&self) -> usize {
        self.skip
    }

    /// How many values the walk has; `usize::MAX` if it has no end.
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
