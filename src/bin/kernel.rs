//! The kernel's module, for the worker.

/// Listens for requests.
fn main() {
    fluxion::worker::start();
}
