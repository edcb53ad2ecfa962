//! What `back!` leaves behind: the gradients of parameters, which add up from call to call, and which tapes are used up.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use super::super::array::recorded::records_in;
use super::super::error::Fallible;
use super::super::types::Type;
use super::super::value::{Array, Value};
use super::Machine;
use crate::autodiff::Tracked;
use crate::tensor::Tensor;

/// Gradients by the serial number of the parameter's place on the tape.
#[derive(Default)]
pub struct Leaves {
    gradients: HashMap<u64, Tensor<f64>>,
    /// Entries that were computed, and that a `back!` has gone through.
    used: HashSet<u64>,
    cuts: HashMap<u64, Rc<Cut>>,
}

/// A value whose way back is a function of the program's. On the tape it is a leaf for each number.
#[derive(Debug)]
pub struct Cut {
    /// The value.
    pub value: Value,
    /// What it was computed from.
    pub inputs: Vec<Value>,
    /// From the value's adjoint to those of the inputs, as a tuple.
    pub back: Value,
}

impl Leaves {
    /// Adds to the gradient of a parameter.
    pub fn add(&mut self, leaf: &Tracked<f64>, slope: Tensor<f64>) {
        let sum = match self.gradients.remove(&leaf.serial()) {
            Some(before) => before.zip_map("+", &slope, |a, b| a + b).unwrap_or(slope),
            None => slope,
        };
        self.gradients.insert(leaf.serial(), sum);
    }

    /// Notes that a computed entry was gone through.
    pub fn use_up(&mut self, entry: &Tracked<f64>) {
        self.used.insert(entry.serial());
    }

    /// Whether a computed entry was gone through.
    pub fn is_used(&self, entry: &Tracked<f64>) -> bool {
        self.used.contains(&entry.serial())
    }

    /// Remembers the way back from a value that consists of leaves.
    pub fn cut(&mut self, cut: Cut) {
        let cut = Rc::new(cut);
        for leaf in records_in(&cut.value) {
            self.cuts.insert(leaf.serial(), cut.clone());
        }
    }

    /// The value that a leaf is a part of, if it was given a way back.
    pub fn cut_at(&self, leaf: &Tracked<f64>) -> Option<Rc<Cut>> {
        self.cuts.get(&leaf.serial()).cloned()
    }

    /// Takes the gradient out: what is added later begins at 0.
    fn take(&mut self, leaf: &Tracked<f64>) -> Option<Tensor<f64>> {
        self.gradients.remove(&leaf.serial())
    }
}

impl Machine {
    /// `Tracker.grad(x)`: of a tracked array an array that belongs to it, so that a program may set it to zero.
    /// Nothing for values without a history.
    ///
    /// # Errors
    /// If the budget is spent.
    pub fn grad(&mut self, value: &Value) -> Fallible<Value> {
        match value {
            Value::Tracked(number) => {
                let slope = self.leaves.gradients.get(&number.entry().serial()).and_then(Tensor::item);
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
        let records = records_in(&Value::Array(array.clone()));
        let added: Vec<f64> = match &records[..] {
            [only] if array.record().is_some() => {
                self.leaves.take(only).map_or(Vec::new(), |slope| slope.entries().to_vec())
            }
            many => many
                .iter()
                .map(|leaf| self.leaves.take(leaf).and_then(|slope| slope.item()).unwrap_or(0.0))
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
    /// If the budget is spent.
    pub fn clear_grad(&mut self, value: &Value) -> Fallible<()> {
        match value {
            Value::Tracked(number) => {
                self.leaves.take(&number.entry());
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
