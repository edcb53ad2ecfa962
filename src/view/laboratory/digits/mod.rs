//! What the page of real data says and works out without a browser.

pub mod hand;
pub mod kept;
pub mod pen;
pub mod pixels;
pub mod ranges;
pub mod words;
