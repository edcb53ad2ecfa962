//! Tracked numbers, and the gradients of parameters.

use std::cell::RefCell;

use super::{Value, release};
use crate::autodiff::Tracked;
use crate::tensor::Tensor;

/// A tracked number: a scalar on a tape.
#[derive(Clone, Debug)]
pub struct TrackedNumber {
    entry: RefCell<Tracked<f64>>,
    /// Whether it was computed from a gradient that was taken without `nest = true`. Such a number cannot be
    /// differentiated, as in real Tracker.
    pub sealed: bool,
}

impl TrackedNumber {
    /// The number of this tape entry.
    pub fn new(entry: Tracked<f64>, sealed: bool) -> TrackedNumber {
        TrackedNumber { entry: RefCell::new(entry), sealed }
    }

    /// Its tape entry.
    pub fn entry(&self) -> Tracked<f64> {
        self.entry.borrow().clone()
    }

    /// Replaces its tape entry, as `update!` does for a parameter.
    pub fn replace(&self, entry: Tracked<f64>) {
        self.entry.replace(entry);
    }

    /// Overwrites its number, as `x.data = 2` does.
    pub fn overwrite(&self, number: f64) {
        let entry = self.entry.borrow().with_value(Tensor::scalar(number));
        self.entry.replace(entry);
    }

    /// Its numeric value.
    pub fn value(&self) -> f64 {
        self.entry.borrow().value().item().unwrap_or(f64::NAN)
    }
}

/// The result of `gradient(f, params(…))`: a gradient for each parameter, indexed by the parameter itself.
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
