//! Tracked numbers, and the gradients of parameters.

use std::cell::RefCell;

use super::{Value, release};
use crate::autodiff::Tracked;

/// A number with its history.
#[derive(Clone, Debug)]
pub struct TrackedNumber {
    entry: RefCell<Tracked<f64>>,
    /// Whether it was computed from a gradient that was taken without `nest = true`: real Tracker refuses to
    /// differentiate such a number.
    pub sealed: bool,
}

impl TrackedNumber {
    /// A number that is this entry of a tape.
    pub fn new(entry: Tracked<f64>, sealed: bool) -> TrackedNumber {
        TrackedNumber { entry: RefCell::new(entry), sealed }
    }

    /// The entry of the tape.
    pub fn entry(&self) -> Tracked<f64> {
        self.entry.borrow().clone()
    }

    /// Makes another entry of it, as `update!` does with a parameter.
    pub fn replace(&self, entry: Tracked<f64>) {
        self.entry.replace(entry);
    }

    /// What was computed.
    pub fn value(&self) -> f64 {
        self.entry.borrow().value().item().unwrap_or(f64::NAN)
    }
}

/// What `gradient(f, params(…))` gives: a gradient for each parameter, found by the parameter itself.
#[derive(Debug)]
pub struct Gradients {
    /// The parameters.
    pub params: Vec<Value>,
    /// Their gradients, in the same order.
    pub slopes: Vec<Value>,
}

impl Drop for Gradients {
    fn drop(&mut self) {
        release(&mut self.params);
        release(&mut self.slopes);
    }
}
