//! Output streams.

use std::cell::RefCell;

/// `stdout`, or an in-memory buffer.
#[derive(Debug, Default)]
pub struct Stream {
    /// What was printed to the buffer.
    pub text: RefCell<String>,
    /// Whether it is `stdout`.
    pub standard: bool,
}
