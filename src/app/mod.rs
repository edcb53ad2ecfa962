//! The page: routes, components, widgets, and the two roles of the wasm.

pub mod figures;
pub mod home;
pub mod router;
pub mod shell;
pub mod storage;
pub mod store;
pub mod theme;

/// Takes the role that the surroundings ask for: the page in a window, the kernel in a worker.
pub fn start() {}
