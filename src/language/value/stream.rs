//! What can be printed to.

use std::cell::RefCell;

/// `stdout`, or a buffer that keeps what is printed.
#[derive(Debug, Default)]
pub struct Stream {
    /// What was printed to a buffer.
    pub text: RefCell<String>,
    /// Whether it is `stdout`.
    pub standard: bool,
}
