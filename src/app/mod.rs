//! The page: routes, components, widgets, and the two roles of the wasm.

pub mod figures;
pub mod store;

/// Takes the role that the surroundings ask for: the page in a window, the kernel in a worker.
pub fn start() {}
