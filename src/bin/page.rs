//! The page's module, for the window.

/// Takes the page over.
fn main() {
    fluxion::app::page::start();
}
