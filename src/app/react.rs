//! The reactive library's generic functions, compiled once instead of once for every closure: the page must be small.

use leptos::prelude::*;

/// An effect that runs now and whenever what it reads has changed. Its owner ends it.
pub fn effect(run: impl FnMut() + 'static) {
    boxed(Box::new(run));
}

fn boxed(run: Box<dyn FnMut()>) {
    Effect::new(run);
}
