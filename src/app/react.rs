//! The reactive library's generic functions, compiled once instead of once for every closure: the page must be small.

use leptos::prelude::*;

/// An effect that runs now and whenever what it reads has changed. Its owner ends it.
pub fn effect(run: impl FnMut() + 'static) {
    boxed(Box::new(run));
}

fn boxed(run: Box<dyn FnMut()>) {
    Effect::new(run);
}

/// A text computed from signals, as one type wherever it is shown.
pub fn text(read: impl Fn() -> String + Send + 'static) -> Box<dyn Fn() -> String + Send> {
    Box::new(read)
}
