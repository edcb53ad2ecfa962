//! Handles on what a learner can change in the open lesson: its parameters and its cells.
//!
//! A handle is copied freely. It holds the value now as a signal, and calls back when the learner changes it; telling
//! the kernel and keeping the change are the store's business.

use leptos::prelude::*;

use crate::kernel::message::{Binding, Problem, Shape};
use crate::lesson::spec::{Named, Param};

/// What the learner has changed: a parameter's value, or a cell's text.
#[derive(Clone, Debug)]
pub enum LearnerChange {
    /// A parameter and its new value.
    Param(Binding),
    /// The index of a cell and its new text.
    Cell(u32, String),
}

/// A parameter of the lesson: its specification and its value now.
#[derive(Clone, Copy)]
pub struct ParamHandle {
    spec: StoredValue<Param>,
    named: StoredValue<Option<Named>>,
    value: RwSignal<f64>,
    changed: Callback<LearnerChange>,
}

/// A cell of the lesson: its text, and the outcome of its last run.
#[derive(Clone, Copy)]
pub struct CellHandle {
    index: u32,
    original: StoredValue<String>,
    changed: Callback<LearnerChange>,
    /// The text now.
    pub source: RwSignal<String>,
    /// The outcome of its last run; nothing before the first.
    pub outcome: RwSignal<Option<Outcome>>,
}

/// The outcome of a cell's run.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Outcome {
    /// What it printed.
    pub printed: String,
    /// What the prompt shows for its last value; empty if nothing.
    pub display: String,
    /// What went wrong, if anything.
    pub problem: Option<Problem>,
    /// The arrays that it made.
    pub shapes: Vec<Shape>,
    /// The global names that its text defines, whether or not it ran to its end.
    pub defines: Vec<String>,
}

impl ParamHandle {
    /// A parameter with the value that was kept, or else the lesson's own; `named` is the quantity that it is.
    pub fn new(
        spec: Param,
        kept: Option<f64>,
        named: Option<Named>,
        changed: Callback<LearnerChange>,
    ) -> ParamHandle {
        let value = RwSignal::new(kept.map_or(spec.value, |value| clamped(&spec, value)));
        ParamHandle { spec: StoredValue::new(spec), named: StoredValue::new(named), value, changed }
    }

    /// Its specification: where it may lie, what it is called.
    pub fn spec(self) -> Param {
        self.spec.get_value()
    }

    /// Whether `name` is its name.
    pub fn is_called(self, name: &str) -> bool {
        self.spec.with_value(|spec| spec.name == name)
    }

    /// The named quantity that it is.
    pub fn named(self) -> Option<Named> {
        self.named.get_value()
    }

    /// The value now; follows drags at once, before the kernel has answered.
    pub fn get(self) -> f64 {
        self.value.get()
    }

    /// The value now, without following it.
    pub fn get_untracked(self) -> f64 {
        self.value.get_untracked()
    }

    /// Changes the value, clamped to the range and rounded to the step.
    pub fn set(self, value: f64) {
        self.put(self.spec.with_value(|spec| stepped(spec, value)));
    }

    /// Changes the value by dragging a handle in a figure: clamped, not rounded.
    pub fn set_fine(self, value: f64) {
        self.put(self.spec.with_value(|spec| clamped(spec, value)));
    }

    /// Puts the value back to what the lesson came with.
    pub fn reset(self) {
        self.put(self.spec.with_value(|spec| spec.value));
    }

    fn put(self, value: f64) {
        if value.is_finite() && value != self.value.get_untracked() {
            self.value.set(value);
            self.changed.run(LearnerChange::Param(self.binding()));
        }
    }

    /// Its name and value as the kernel gets them.
    pub fn binding(self) -> Binding {
        let value = self.value.get_untracked();
        self.spec.with_value(|spec| Binding { name: spec.name.clone(), value, integer: spec.integer })
    }
}

impl CellHandle {
    /// The cell with an index in the lesson; `kept` is the learner's text of it, if there is one.
    pub fn new(
        index: u32,
        original: &str,
        kept: Option<&str>,
        changed: Callback<LearnerChange>,
    ) -> CellHandle {
        CellHandle {
            index,
            original: StoredValue::new(original.to_owned()),
            changed,
            source: RwSignal::new(kept.unwrap_or(original).to_owned()),
            outcome: RwSignal::new(None),
        }
    }

    /// Its number in the lesson, from 0.
    pub fn index(self) -> u32 {
        self.index
    }

    /// The text that the lesson came with.
    pub fn original(self) -> String {
        self.original.get_value()
    }

    /// Whether its text is no longer what the lesson came with.
    pub fn is_changed(self) -> bool {
        self.source.with(|source| self.original.with_value(|original| source != original))
    }

    /// Changes the text.
    pub fn edit(self, source: String) {
        if self.source.with_untracked(|own| *own != source) {
            self.source.set(source.clone());
            self.changed.run(LearnerChange::Cell(self.index, source));
        }
    }

    /// Puts the text back to what the lesson came with.
    pub fn reset(self) {
        self.edit(self.original());
    }
}

/// A value within a parameter's range; whole if the parameter is.
fn clamped(spec: &Param, value: f64) -> f64 {
    let value = if spec.integer { value.round() } else { value };
    value.clamp(spec.min, spec.max)
}

/// A value on a parameter's steps, counted from its smallest.
fn stepped(spec: &Param, value: f64) -> f64 {
    let steps = ((value - spec.min) / spec.step).round();
    // The decimal that was meant, not the sum of many binary tenths.
    let value = (spec.min + steps * spec.step) * 1e9;
    clamped(spec, value.round() / 1e9)
}
