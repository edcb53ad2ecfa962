//! The state of `back!`: gradients accumulated in the parameters, tapes that have been consumed, and custom adjoints.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use super::super::array::recorded::records_in;
use super::super::error::Fallible;
use super::super::types::Type;
use super::super::value::{Array, Value};
use super::Machine;
use crate::autodiff::Tracked;
use crate::tensor::Tensor;

/// Accumulated gradients, by the serial number of the parameter's entry on the tape.
#[derive(Default)]
pub struct AccumulatedGradients {
    gradients: HashMap<u64, Tensor<f64>>,
    /// The computed entries that a `back!` has already traversed.
    consumed: HashSet<u64>,
    custom_adjoints: HashMap<u64, Rc<CustomAdjoint>>,
}

/// A value whose pullback is a Julia function (`@grad`). On the tape it consists of leaves.
#[derive(Debug)]
pub struct CustomAdjoint {
    /// The value.
    pub value: Value,
    /// What it was computed from.
    pub inputs: Vec<Value>,
    /// The pullback: maps the adjoint of the value to a tuple of the adjoints of the inputs.
    pub back: Value,
}

impl AccumulatedGradients {
    /// Adds to the gradient of a parameter.
    pub fn add(&mut self, leaf: &Tracked<f64>, slope: Tensor<f64>) {
        let sum = match self.gradients.remove(&leaf.serial()) {
            Some(before) => before.zip_map("+", &slope, |a, b| a + b).unwrap_or(slope),
            None => slope,
        };
        self.gradients.insert(leaf.serial(), sum);
    }

    /// Marks a computed entry as traversed by `back!`.
    pub fn mark_consumed(&mut self, entry: &Tracked<f64>) {
        self.consumed.insert(entry.serial());
    }

    /// Whether a computed entry has been traversed by `back!`.
    pub fn is_consumed(&self, entry: &Tracked<f64>) -> bool {
        self.consumed.contains(&entry.serial())
    }

    /// Registers the custom adjoint of a value that consists of leaves.
    pub fn set_custom_adjoint(&mut self, custom: CustomAdjoint) {
        let custom = Rc::new(custom);
        for leaf in records_in(&custom.value) {
            self.custom_adjoints.insert(leaf.serial(), custom.clone());
        }
    }

    /// The custom adjoint of the value that a leaf is part of, if it has one.
    pub fn custom_adjoint_at(&self, leaf: &Tracked<f64>) -> Option<Rc<CustomAdjoint>> {
        self.custom_adjoints.get(&leaf.serial()).cloned()
    }

    /// The gradient of a parameter, as far as no program has accessed it.
    pub fn of(&self, leaf: &Tracked<f64>) -> Option<&Tensor<f64>> {
        self.gradients.get(&leaf.serial())
    }

    /// Removes and returns the gradient; later gradients accumulate from 0.
    fn take(&mut self, serial: u64) -> Option<Tensor<f64>> {
        self.gradients.remove(&serial)
    }
}

impl Machine {
    /// `Tracker.grad(x)`. For a tracked array this is an array that belongs to it, so that a program may set it to zero;
    /// `nothing` for untracked values.
    ///
    /// # Errors
    /// If the budget is exhausted.
    pub fn grad(&mut self, value: &Value) -> Fallible<Value> {
        match value {
            Value::Tracked(number) => {
                let slope = self.gradients.gradients.get(&number.entry().serial()).and_then(Tensor::item);
                Ok(Value::Float(slope.unwrap_or(0.0)))
            }
            Value::Array(array) if array.is_tracked() => self.array_grad(array).map(Value::Array),
            _ => Ok(Value::Nothing),
        }
    }

    fn array_grad(&mut self, array: &Rc<Array>) -> Fallible<Rc<Array>> {
        let sizes = array.sizes();
        let count = super::super::array::charge(self, &sizes)?;
        let known = array.slopes.borrow().clone();
        let slopes =
            known.unwrap_or_else(|| Rc::new(Array::new(vec![Value::Float(0.0); count], Type::Float, &sizes)));
        let added: Vec<f64> = match array.serial() {
            Some(serial) => self.gradients.take(serial).map_or(Vec::new(), |slope| slope.entries().to_vec()),
            None => records_in(&Value::Array(array.clone()))
                .iter()
                .map(|leaf| self.gradients.take(leaf.serial()).and_then(|slope| slope.item()).unwrap_or(0.0))
                .collect(),
        };
        for (slope, more) in slopes.items_mut().iter_mut().zip(added) {
            *slope = Value::Float(slope.number().unwrap_or(0.0) + more);
        }
        array.slopes.replace(Some(slopes.clone()));
        Ok(slopes)
    }

    /// Sets the gradient of a parameter to zero.
    ///
    /// # Errors
    /// If the budget is exhausted.
    pub fn clear_grad(&mut self, value: &Value) -> Fallible<()> {
        match value {
            Value::Tracked(number) => {
                self.gradients.take(number.entry().serial());
            }
            Value::Array(array) if array.is_tracked() => {
                let slopes = self.array_grad(array)?;
                slopes.items_mut().fill(Value::Float(0.0));
            }
            _ => {}
        }
        Ok(())
    }
}
