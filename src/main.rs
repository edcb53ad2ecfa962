//! The page's and the kernel's common entry: one wasm, two roles.

/// Starts the page in a window, the kernel in a worker.
fn main() {
    fluxion::app::start();
}
