//! Effects and computed signals, each in a box: the machinery around one would otherwise be compiled anew for each
//! closure, and a learner would wait for all of it.

use leptos::prelude::*;

/// Does something now, and again whenever a signal has changed that it read the last time; it ends with the present
/// owner.
pub fn react(action: impl FnMut() + 'static) {
    fn boxed(action: Box<dyn FnMut()>) {
        Effect::new(action);
    }
    boxed(Box::new(action));
}

/// A value that is computed each time that it is read.
pub fn derived<T: Send + Sync + 'static>(value: impl Fn() -> T + Send + Sync + 'static) -> Signal<T> {
    fn boxed<T: Send + Sync + 'static>(value: Box<dyn Fn() -> T + Send + Sync>) -> Signal<T> {
        Signal::derive(value)
    }
    boxed(Box::new(value))
}

/// A value that is computed when what it reads has changed, and tells of it when it has changed itself.
pub fn memo<T: PartialEq + Send + Sync + 'static>(value: impl Fn() -> T + Send + Sync + 'static) -> Memo<T> {
    fn boxed<T: PartialEq + Send + Sync + 'static>(value: Box<dyn Fn() -> T + Send + Sync>) -> Memo<T> {
        Memo::new(move |_| value())
    }
    boxed(Box::new(value))
}

/// Sets a signal unless it already has that value: after a change, most answers are what they were before.
pub fn put<T: PartialEq + Send + Sync + 'static>(signal: RwSignal<T>, value: T) {
    if signal.with_untracked(|own| *own != value) {
        signal.set(value);
    }
}
