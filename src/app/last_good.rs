//! What is known about a standing query: its last good answer, and what is wrong now, if anything.
//!
//! A mistake in the learner's code dims a picture and does not take it away, so the answer before it must be kept.

use leptos::prelude::*;

use crate::app::reactive::put;
use crate::kernel::message::Problem;
use crate::view::standing::{changes, kept};

/// The last good answer to a standing query, and why there is none for the code as it is now.
pub struct LastGood<T: Send + Sync + 'static> {
    /// The last good answer; nothing before the first.
    pub good: Signal<Option<T>>,
    /// Why there is no answer for the code as it is now.
    pub problem: Signal<Option<Problem>>,
}

// Handles are copied, whatever they stand for.
impl<T: Send + Sync + 'static> Clone for LastGood<T> {
    fn clone(&self) -> LastGood<T> {
        *self
    }
}

impl<T: Send + Sync + 'static> Copy for LastGood<T> {}

impl<T: PartialEq + Send + Sync + 'static> LastGood<T> {
    /// Nothing yet, and what is to be called with each result as it arrives.
    pub fn pending() -> (LastGood<T>, impl Fn(Result<T, Problem>) + Copy + Send + Sync + 'static) {
        let (good, problem) = (RwSignal::new(None), RwSignal::new(None));
        let hear = move |result: Result<T, Problem>| {
            let (answer, reason) = changes(result);
            if answer.is_some() {
                put(good, answer);
            }
            put(problem, reason);
        };
        (LastGood { good: good.into(), problem: problem.into() }, hear)
    }
}

impl<T: Send + Sync + 'static> LastGood<T> {
    /// What `read` makes of each answer, computed once for each when it is first read.
    pub fn map<U: Clone + Send + Sync + 'static>(
        self,
        read: impl Fn(&T) -> U + Send + Sync + 'static,
    ) -> LastGood<U> {
        self.fold(None, Box::new(move |answer| Some(read(answer))))
    }

    /// As [`LastGood::map`]; an answer of which `read` makes nothing leaves the one before.
    pub fn filter_map<U: Clone + Send + Sync + 'static>(
        self,
        read: impl Fn(&T) -> Option<U> + Send + Sync + 'static,
    ) -> LastGood<U> {
        self.fold(None, Box::new(read))
    }

    /// As [`LastGood::filter_map`], with `blank` until the first answer: a chart without data is calmer than nothing.
    pub fn filter_map_from<U: Clone + Send + Sync + 'static>(
        self,
        blank: U,
        read: impl Fn(&T) -> Option<U> + Send + Sync + 'static,
    ) -> LastGood<U> {
        self.fold(Some(blank), Box::new(read))
    }

    /// What `read` makes of the last good answer, if there is one; whoever calls this follows the answer.
    pub fn with<U>(self, read: impl FnOnce(&T) -> U) -> Option<U> {
        let (mut read, mut found) = (Some(read), None);
        self.read(&mut |answer| found = read.take().map(|read| read(answer)));
        found
    }

    /// As [`LastGood::with`], without following the answer.
    pub fn with_untracked<U>(self, read: impl FnOnce(&T) -> U) -> Option<U> {
        untrack(|| self.with(read))
    }

    /// Reading a signal is a page of machine code, so it is compiled once for each type and not wherever it is called.
    #[inline(never)]
    fn read(self, then: &mut dyn FnMut(&T)) {
        self.good.with(|answer| {
            if let Some(answer) = answer {
                then(answer);
            }
        });
    }

    fn fold<U: Clone + Send + Sync + 'static>(self, blank: Option<U>, read: Read<T, U>) -> LastGood<U> {
        let good = Memo::new_owning(move |last: Option<Option<U>>| {
            let next = self.with(&read).flatten();
            (kept(next, last.flatten(), blank.as_ref()), true)
        });
        LastGood { good: good.into(), problem: self.problem }
    }
}

/// What makes something of an answer; boxed, so that the machinery of a memo is compiled once for each type.
type Read<T, U> = Box<dyn Fn(&T) -> Option<U> + Send + Sync>;
