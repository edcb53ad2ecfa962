//! The page's module, for the window.

/// Takes the page over; for pages of one's own it starts again, so that the module with their editor takes its place.
fn main() {
    fluxion::app::page::start(fluxion::app::own::start_again);
}
