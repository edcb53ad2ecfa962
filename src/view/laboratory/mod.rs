//! What the laboratory's page says and works out without a browser.

pub mod bounds;
pub mod carried;
pub mod limits;
pub mod sound;
pub mod timeline;
pub mod training;
pub mod weights;
pub mod words;
