//! The page's module with the editor of pages of one's own.

/// Takes the page over, and opens pages of one's own in their editor.
fn main() {
    fluxion::app::page::start(fluxion::app::own::edit);
}
