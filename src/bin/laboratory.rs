//! The laboratory's module, for the window.

/// Waits to be opened.
fn main() {
    fluxion::app::laboratory::start();
}
