//! Digests of values: a number that changes when anything in a value is changed, however deep inside.
//!
//! A program can change an array, a dictionary, a struct, a parameter or a variable that a closure captured, wherever
//! it got hold of it. Comparing digests finds the names whose values a run has changed, without following the run.

use std::collections::HashMap;
use std::rc::Rc;

use super::display::show;
use super::machine::AccumulatedGradients;
use super::value::{Array, Function, TrackedNumber, Value};
use crate::autodiff::Tracked;

/// The digest of a value, with the gradients that its parameters have accumulated.
pub(super) fn digest(value: &Value, gradients: &AccumulatedGradients) -> u64 {
    let mut digester = Digester { gradients, state: 0, seen: HashMap::new(), waiting: vec![value.clone()] };
    // A list of what is still to be read rather than recursion: values nest as deep as a program likes.
    while let Some(value) = digester.waiting.pop() {
        digester.read(&value);
    }
    digester.state
}

struct Digester<'a> {
    gradients: &'a AccumulatedGradients,
    state: u64,
    /// The containers that have been read, in order: one that comes again counts by its position. So a value that
    /// contains itself comes to an end.
    seen: HashMap<usize, u64>,
    waiting: Vec<Value>,
}

impl Digester<'_> {
    fn add(&mut self, word: u64) {
        self.state = (self.state.rotate_left(5) ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }

    fn add_numbers(&mut self, numbers: &[f64]) {
        self.add(numbers.len() as u64);
        numbers.iter().for_each(|number| self.add(number.to_bits()));
    }

    fn add_text(&mut self, text: &str) {
        self.add(text.len() as u64);
        text.bytes().for_each(|byte| self.add(u64::from(byte)));
    }

    /// Whether the container at this place is read for the first time.
    fn is_new<T>(&mut self, container: &Rc<T>) -> bool {
        let next = self.seen.len() as u64;
        let before = *self.seen.entry(Rc::as_ptr(container).cast::<u8>() as usize).or_insert(next);
        self.add(before);
        before == next
    }

    fn wait(&mut self, values: &[Value]) {
        self.add(values.len() as u64);
        self.waiting.extend(values.iter().rev().cloned());
    }

    fn read(&mut self, value: &Value) {
        match value {
            Value::Int(number) => self.add(*number as u64),
            Value::Float(number) => self.add(number.to_bits()),
            Value::Single(number) => self.add(u64::from(number.to_bits())),
            Value::Bool(truth) => self.add(u64::from(*truth)),
            Value::Text(text) | Value::Symbol(text) => self.add_text(text),
            Value::Array(array) if self.is_new(array) => self.read_array(array),
            Value::Tracked(number) if self.is_new(number) => self.read_tracked(number),
            Value::Function(function) if self.is_new(function) => self.read_function(function),
            Value::Tuple(tuple) | Value::Params(tuple) if self.is_new(tuple) => self.wait(tuple.items()),
            Value::Cycle(cycle) if self.is_new(cycle) => self.wait(cycle.items()),
            Value::Struct(object) if self.is_new(object) => self.wait(&object.fields.borrow()),
            Value::Named(named) if self.is_new(named) => self.wait(&named.values),
            Value::Pair(pair) if self.is_new(pair) => self.wait(&[pair.0.clone(), pair.1.clone()]),
            Value::Ref(cell) | Value::Cell(cell) if self.is_new(cell) => {
                self.waiting.push(cell.value.borrow().clone());
            }
            Value::Dict(dict) if self.is_new(dict) => {
                self.wait(&dict.keys());
                self.wait(&dict.values());
            }
            Value::Gradients(gradients) if self.is_new(gradients) => {
                self.wait(&gradients.params);
                self.wait(&gradients.slopes);
            }
            Value::Stream(stream) if self.is_new(stream) => self.add_text(&stream.text.borrow()),
            Value::Exception(exception) if self.is_new(exception) => self.wait(&exception.fields),
            Value::Nothing
            | Value::Unset
            | Value::Irrational(_)
            | Value::Char(_)
            | Value::Range(_)
            | Value::Native(_)
            | Value::Operation(_)
            | Value::Type(_)
            | Value::Module(_) => self.add_text(&show(value)),
            // A container that has been read.
            _ => {}
        }
    }

    fn read_array(&mut self, array: &Array) {
        array.sizes().into_iter().for_each(|size| self.add(size as u64));
        match array.record() {
            Some(record) => self.read_record(&record),
            None => {
                let items = array.items();
                self.add(items.len() as u64);
                for item in items.iter() {
                    match item {
                        Value::Float(number) => self.add(number.to_bits()),
                        Value::Int(number) => self.add(*number as u64),
                        other => self.waiting.push(other.clone()),
                    }
                }
            }
        }
        // A gradient that nobody has looked at yet is the same as one that somebody has.
        let known = array.slopes.borrow().clone();
        if let Some(slopes) = known {
            let numbers: Vec<f64> = slopes.items().iter().filter_map(Value::number).collect();
            if numbers.iter().any(|number| *number != 0.0) {
                self.add_numbers(&numbers);
            }
        }
    }

    fn read_tracked(&mut self, number: &TrackedNumber) {
        self.read_record(&number.entry());
    }

    fn read_record(&mut self, record: &Tracked<f64>) {
        self.add_numbers(record.value().entries());
        self.add(u64::from(self.gradients.is_consumed(record)));
        if let Some(slope) = self.gradients.of(record) {
            self.add_numbers(slope.entries());
        }
    }

    /// The variables that a closure shares with others: they can change while its code stays the same.
    fn read_function(&mut self, function: &Function) {
        let captured: Vec<Value> = function
            .methods
            .borrow()
            .iter()
            .flat_map(|method| method.captures.iter().map(|cell| Value::Cell(cell.clone())))
            .collect();
        self.wait(&captured);
    }
}
