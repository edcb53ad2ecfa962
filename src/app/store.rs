//! The open lesson as signals: parameters, cells, standing queries, guesses. Components get it from context.
//!
//! The store owns the conversation with the kernel. Components never see a message: they read signals and
//! call the few functions here.

use std::collections::HashMap;

use leptos::prelude::*;

use crate::kernel::message::{Answer, Problem, Query};
use crate::lesson::spec::{Lesson, Param};

/// What a standing query shows: nothing yet, an answer, or why there is none.
pub type Answered = Option<Result<Answer, Problem>>;

/// The open lesson. Copy it freely; it is handles only.
#[derive(Clone, Copy)]
pub struct Store {
    lesson: StoredValue<Lesson>,
    params: StoredValue<HashMap<String, ParamHandle>>,
    /// For each figure the guess that is being made on it, if any.
    pub guesses: RwSignal<HashMap<u32, Guess>>,
}

/// A parameter of the lesson: its specification and its value now.
#[derive(Clone, Copy)]
pub struct ParamHandle {
    spec: StoredValue<Param>,
    value: RwSignal<f64>,
}

impl ParamHandle {
    /// Where it may lie, what it is called.
    pub fn spec(self) -> Param {
        self.spec.get_value()
    }

    /// The value now; follows drags at once, before the kernel has answered.
    pub fn get(self) -> f64 {
        self.value.get()
    }

    /// Changes the value, clamped to the range and rounded to the step, and tells the kernel.
    pub fn set(self, value: f64) {
        self.value.set(value);
    }

    /// Changes the value by dragging a handle in a figure: clamped, not rounded.
    pub fn set_fine(self, value: f64) {
        self.value.set(value);
    }
}

/// A guess made on a figure: an arrow from the figure's point, or a place.
#[derive(Clone, Copy)]
pub struct Guess {
    /// Whether it is an arrow (its tip is `tip`, seen from the point) or a place (`tip` itself).
    pub arrow: bool,
    /// Where the learner has dragged it, in data coordinates: for an arrow the vector, for a place the place.
    pub tip: RwSignal<[f64; 2]>,
    /// The computed answer once it is shown. Until then the figure hides what would give it away.
    pub truth: RwSignal<Option<[f64; 2]>>,
}

impl Store {
    /// The lesson's specification.
    pub fn lesson(self) -> Lesson {
        self.lesson.get_value()
    }

    /// The parameter named `name`.
    pub fn param(self, name: &str) -> Option<ParamHandle> {
        self.params.with_value(|params| params.get(name).copied())
    }

    /// States a standing query; it ends when the calling component is taken down.
    /// The signal keeps the last answer until a newer one comes.
    pub fn ask(self, _query: Query) -> Signal<Answered> {
        Signal::derive(|| None)
    }

    /// The same for a query that changes; the old answer stays visible until the new one comes.
    pub fn ask_with(self, _query: impl Fn() -> Query + Send + Sync + 'static) -> Signal<Answered> {
        Signal::derive(|| None)
    }
}
