//! A lesson's running session behind messages: what the worker does.
//!
//! [`Kernel`] is plain and synchronous, so that tests drive it natively; the worker around it (in
//! [`app`](crate::app)) feeds it messages and posts what it returns.

pub mod message;

use message::{Reply, Request};

/// A lesson's session, its standing queries, and what must still be computed.
pub struct Kernel {}

impl Kernel {
    /// A kernel without a lesson. `clock` gives milliseconds since any fixed moment.
    pub fn new(_clock: fn() -> f64) -> Kernel {
        Kernel {}
    }

    /// Takes a request in: cheap, computes nothing. Newer requests supersede older ones of the same kind.
    pub fn receive(&mut self, _request: Request) {}

    /// Whether [`Kernel::work`] has something to do.
    pub fn has_work(&self) -> bool {
        false
    }

    /// Does the most urgent piece of work and hands each finished answer to `send`.
    ///
    /// Between two calls the worker looks for newer messages, so a piece should be short; a cell is one piece.
    pub fn work(&mut self, _send: &mut dyn FnMut(Reply)) {}
}
