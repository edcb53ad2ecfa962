//! What the laboratory's page says and works out without a browser.

pub mod bounds;
pub mod carried;
pub mod code;
pub mod collected;
pub mod computed;
pub mod digits;
pub mod drawn;
pub mod files;
pub mod limits;
pub mod naming;
pub mod sound;
pub mod survey;
pub mod timeline;
pub mod traced;
pub mod training;
pub mod units;
pub mod weights;
pub mod words;
