//! The protocol between page and kernel: one enumeration each way, plain data, no behaviour.
//!
//! The page states what it wants to know once, as standing queries; the kernel answers each again whenever
//! what it depends on has changed. Each change of a parameter or a cell carries a revision, every answer names
//! the revision that it was computed at, and the page drops what is older than what it shows.

use serde::{Deserialize, Serialize};

use crate::diag::Span;

/// Counts the changes that the page has made to its lesson; grows by one with each.
pub type Revision = u64;

/// Names a standing query; chosen by the page.
pub type QueryId = u32;

/// Raised whenever a message changes shape, so that a page never talks to an older kernel.
pub const VERSION: u16 = 4;

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

/// What a page can want to know.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Query {
    /// The value of an expression. Answered by [`Answer::Value`].
    Value {
        /// The expression.
        code: String,
    },
    /// A function of one number, sampled evenly, with its derivative. Answered by [`Answer::Curve`].
    Curve {
        /// The function: its name, or an expression for it, as `a -> loss(a, b, c)`.
        of: String,
        /// First and last x.
        x: [f64; 2],
        /// Number of samples, ends included.
        samples: u32,
    },
    /// A function of two numbers on an even grid. Answered by [`Answer::Grid`].
    Grid {
        /// The function: its name, or an expression for it.
        of: String,
        /// First and last x.
        x: [f64; 2],
        /// First and last y.
        y: [f64; 2],
        /// Columns and rows, ends included.
        size: [u32; 2],
    },
    /// A function, its gradient and its Hessian at one point. Answered by [`Answer::Point`].
    Point {
        /// The function's name.
        of: String,
        /// One expression for each argument, usually a parameter's name.
        at: Vec<String>,
    },
    /// How a function comes to its value at one point, line by line, and back. Answered by [`Answer::Tape`].
    Tape {
        /// The function's name.
        of: String,
        /// One expression for each argument, usually a parameter's name.
        at: Vec<String>,
    },
    /// The places that a step function visits on a landscape. Answered by [`Answer::Path`].
    Path {
        /// The landscape.
        of: String,
        /// The function that gives the next place from a place.
        step: String,
        /// One expression for each coordinate of the start.
        start: Vec<String>,
        /// How many steps to take.
        steps: u32,
    },
    /// Gradient descent on a loss of one or more arrays. Answered by [`Answer::Run`].
    Train {
        /// The loss: a function of the arrays.
        of: String,
        /// A function of the same arrays whose numbers are wanted at each step; may be empty.
        watch: String,
        /// One expression for each array: where it starts.
        at: Vec<String>,
        /// An expression for the learning rate.
        rate: String,
        /// How many steps to take.
        steps: u32,
    },
    /// Several optimisers from one start on one landscape. Answered by [`Answer::Race`].
    Race {
        /// The landscape.
        of: String,
        /// One expression for each coordinate of the start.
        start: Vec<String>,
        /// Who takes part.
        runners: Vec<Runner>,
        /// How many steps each takes.
        steps: u32,
    },
}

/// Who takes part in a race.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Runner {
    /// The optimiser's name in [`OPTIMISERS`](crate::nn::OPTIMISERS).
    pub optimiser: String,
    /// How its knobs are set, from the start on; a fork has more than one leg.
    pub legs: Vec<Leg>,
}

/// A part of a race with the same knobs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Leg {
    /// The step that is the first with them; 0 is the first of all.
    pub from: u32,
    /// The knobs, in the optimiser's order.
    pub knobs: Vec<f64>,
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
    /// A change has arrived and is being worked on; sent at once, so that the page knows that the kernel lives.
    Working {
        /// The newest change that has arrived.
        revision: Revision,
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

/// What a query gave. Numbers may be NaN or infinite: the page draws gaps.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Answer {
    /// A value.
    Value {
        /// As the prompt displays it.
        display: String,
        /// The numbers in it; empty if it is not made of numbers. A boolean is 0 or 1.
        numbers: Vec<f64>,
    },
    /// A sampled curve.
    Curve {
        /// The function at each sample.
        y: Vec<f64>,
        /// Its derivative at each sample; empty if it cannot be had.
        slope: Vec<f64>,
    },
    /// A sampled landscape.
    Grid {
        /// Heights, row by row from the smallest y, x running fastest.
        z: Vec<f32>,
    },
    /// A function at a point.
    Point {
        /// The point.
        at: Vec<f64>,
        /// The height.
        value: f64,
        /// One partial derivative for each argument.
        gradient: Vec<f64>,
        /// Second derivatives, row by row; empty if they cannot be had.
        hessian: Vec<f64>,
    },
    /// The lines of a tape: what is given first, the result last.
    Tape {
        /// The lines.
        lines: Vec<Line>,
    },
    /// A walk.
    Path {
        /// The places: start first, then one after each step taken.
        points: Vec<[f64; 2]>,
        /// The height at each.
        values: Vec<f64>,
        /// The gradient at each.
        gradients: Vec<[f64; 2]>,
        /// Why the walk ended early, in plain words, if it did: it left the numbers, or an error.
        ended: Option<String>,
    },
    /// A training.
    Run {
        /// The sizes of each array.
        sizes: Vec<Vec<u32>>,
        /// All numbers of all arrays, array after array, each column after column: at the start, then after each step.
        places: Vec<Vec<f64>>,
        /// The loss at each place.
        values: Vec<f64>,
        /// Its slope along each of the numbers.
        gradients: Vec<Vec<f64>>,
        /// The numbers that were watched; empty if none were.
        watched: Vec<Vec<f64>>,
        /// Why it ended early, in plain words, if it did.
        ended: Option<String>,
    },
    /// A race.
    Race {
        /// How each of the runners got on, in their order.
        courses: Vec<Course>,
    },
}

/// How a runner got on.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Course {
    /// The places: start first, then one after each step taken.
    pub points: Vec<[f64; 2]>,
    /// The height at each.
    pub values: Vec<f64>,
    /// The gradient at each.
    pub gradients: Vec<[f64; 2]>,
    /// How the runner would move on from each if the ground were level there: its swing.
    pub swings: Vec<[f64; 2]>,
    /// Why it ended early, in plain words, if it did.
    pub ended: Option<String>,
    /// That it ran away, if it did.
    pub runaway: Option<Runaway>,
}

/// How a runner got lost: it ends higher than it began, or nowhere.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Runaway {
    /// The last step after which it stood no higher than at the start.
    pub healthy: u32,
    /// By how much the ground bends there in its steepest direction, if that can be had.
    pub bend: Option<f64>,
}

/// A line of a tape.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Line {
    /// The operation; empty for a constant, and for an argument the expression that gave it.
    pub name: String,
    /// Whether it is an argument.
    pub is_argument: bool,
    /// Indices of the lines that it works on, each before its own.
    pub operands: Vec<u32>,
    /// What came out.
    pub value: f64,
    /// By how much it changes for each operand, if that alone changes.
    pub slopes: Vec<f64>,
    /// By how much the result changes for it.
    pub adjoint: f64,
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
