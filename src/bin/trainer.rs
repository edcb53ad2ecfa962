//! The trainer's module, for the laboratory's worker.

/// Listens for requests.
fn main() {
    fluxion::worker::train();
}
