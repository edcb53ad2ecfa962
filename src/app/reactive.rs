//! Effects and computed signals with boxed closures: otherwise the machinery around each would be compiled once per
//! closure, and learners would have to download all of it.

use leptos::prelude::*;

/// An effect: runs now, and again whenever a signal changes that it read in its last run; it ends with the current owner.
/// Effects reach outside (canvas, document, storage, kernel); they do not write signals.
pub fn react(action: impl FnMut() + 'static) {
    fn boxed(action: Box<dyn FnMut()>) {
        Effect::new(action);
    }
    boxed(Box::new(action));
}

/// A value that is computed each time it is read.
pub fn derived<T: Send + Sync + 'static>(value: impl Fn() -> T + Send + Sync + 'static) -> Signal<T> {
    fn boxed<T: Send + Sync + 'static>(value: Box<dyn Fn() -> T + Send + Sync>) -> Signal<T> {
        Signal::derive(value)
    }
    boxed(Box::new(value))
}

/// A value that is computed again when something it reads has changed, and that notifies its readers only if it differs.
pub fn memo<T: PartialEq + Send + Sync + 'static>(value: impl Fn() -> T + Send + Sync + 'static) -> Memo<T> {
    fn boxed<T: PartialEq + Send + Sync + 'static>(value: Box<dyn Fn() -> T + Send + Sync>) -> Memo<T> {
        Memo::new(move |_| value())
    }
    boxed(Box::new(value))
}

/// Sets a signal unless it already has that value: after a change, most answers are what they were before. Compiled once
/// for each type, and not wherever it is called.
#[inline(never)]
pub fn put<T: PartialEq + Send + Sync + 'static>(signal: RwSignal<T>, value: T) {
    if signal.with_untracked(|own| *own != value) {
        signal.set(value);
    }
}
