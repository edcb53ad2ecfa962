//! The protocol between page and kernel: one enumeration each way, plain data, no behaviour.
//!
//! A message is a list of requests, or of replies. The page states what it wants to know once, as standing queries; the kernel answers each again whenever
//! what it depends on has changed. Each change of a parameter or a cell carries a revision, every answer names
//! the revision that it was computed at, and the page drops what is older than what it shows.

mod question;

use serde::{Deserialize, Serialize};

use crate::diag::Span;

pub use question::{Answer, Course, Formula, FormulaPart, Leg, Line, Query, Runaway, Runner};

/// Counts the changes that the page has made to its lesson; grows by one with each.
pub type Revision = u64;

/// Names a standing query; chosen by the page.
pub type QueryId = u32;

/// Raised whenever a message changes shape, so that a page never talks to an older kernel.
pub const VERSION: u16 = 6;

/// From the page to the kernel.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Request {
    /// A fresh session with this lesson; forgets everything before.
    Open {
        /// The change that this is.
        revision: Revision,
        /// Global variables before the first cell runs.
        params: Vec<Binding>,
        /// The cells' texts in order.
        cells: Vec<String>,
    },
    /// A parameter has a new value.
    Set {
        /// The change that this is.
        revision: Revision,
        /// The parameter.
        param: Binding,
    },
    /// A cell has a new text.
    Edit {
        /// The change that this is.
        revision: Revision,
        /// Index of the cell.
        cell: u32,
        /// The new text.
        source: String,
    },
    /// A standing query: answered now, and again whenever its answer changes. Replaces the one with the same id.
    Ask {
        /// Its name.
        id: QueryId,
        /// What to compute.
        query: Query,
    },
    /// Ends a standing query.
    Forget {
        /// Its name.
        id: QueryId,
    },
}

/// A number and its name in the session.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Binding {
    /// A global variable, or an entry of one: `W[2,3]`. The entries that have values make the array.
    pub name: String,
    /// Its value.
    pub value: f64,
    /// Whether it is an `Int64`.
    pub integer: bool,
}

/// From the kernel to the page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Reply {
    /// A cell has run.
    Cell {
        /// The newest change that it took into account.
        revision: Revision,
        /// Index of the cell.
        cell: u32,
        /// What it printed.
        printed: String,
        /// What the prompt shows for its last value; empty if nothing.
        display: String,
        /// What went wrong, if anything.
        problem: Option<Problem>,
        /// The arrays that its statements made.
        shapes: Vec<Shape>,
        /// The global names that its text defines, whether or not it ran to its end.
        defines: Vec<String>,
    },
    /// The answer to a standing query.
    Answer {
        /// The newest change that it took into account.
        revision: Revision,
        /// The query.
        id: QueryId,
        /// The answer, or why there is none.
        result: Result<Answer, Problem>,
    },
    /// Nothing is left to do.
    Settled {
        /// The newest change taken into account.
        revision: Revision,
        /// Bytes of wasm memory that the kernel holds; 0 outside wasm.
        memory: u64,
    },
}

/// A mistake of the learner's (or of a lesson's) code.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// The cell that it lies in; `None` if it lies in a query's own expression.
    pub cell: Option<u32>,
    /// The place in that cell's text.
    pub span: Span,
    /// What it is, in Julia's words.
    pub message: String,
    /// A plain sentence for a novice.
    pub hint: Option<String>,
    /// A change of a cell that mends it, if one is known.
    pub fix: Option<Change>,
}

/// The shape of an array that a cell made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shape {
    /// Where in the cell's text the statement ends that made it.
    pub end: u32,
    /// Its name and its sizes, as `W :: 2×5`.
    pub text: String,
}

/// A change of a cell's text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// The cell.
    pub cell: u32,
    /// What to replace.
    pub span: Span,
    /// What to replace it with.
    pub text: String,
}

/// A message as the bytes of one buffer: the version, then the message.
///
/// # Panics
/// Never: no message of this module has a part that cannot be serialised.
pub fn encode<M: Serialize>(message: &M) -> Vec<u8> {
    postcard::to_extend(message, VERSION.to_le_bytes().to_vec()).expect("messages are plain data")
}

/// Reads what [`encode`] wrote.
///
/// # Errors
/// Says in plain words that the bytes are of another version, or damaged.
///
/// ```
/// # use fluxion::kernel::message::{Request, decode, encode};
/// let bytes = encode(&Request::Forget { id: 7 });
/// assert_eq!(decode(&bytes), Ok(Request::Forget { id: 7 }));
/// assert!(decode::<Request>(&bytes[..2]).is_err());
/// ```
pub fn decode<M: serde::de::DeserializeOwned>(bytes: &[u8]) -> Result<M, String> {
    let Some((version, rest)) = bytes.split_first_chunk::<2>() else {
        return Err("the message is empty".to_string());
    };
    match u16::from_le_bytes(*version) {
        VERSION => postcard::from_bytes(rest).map_err(|error| format!("the message is damaged ({error})")),
        other => Err(format!("the message has version {other}, this page reads version {VERSION}")),
    }
}
