//! The module with the GPU, for a worker that computes there.

/// Opens a device and listens for requests.
fn main() {
    fluxion::worker::compute_on_gpu();
}
