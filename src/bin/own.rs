//! The page's module with the editor of pages of one's own.

/// Takes the page over.
fn main() {
    fluxion::app::page::start();
}
