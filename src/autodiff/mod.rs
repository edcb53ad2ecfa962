//! Derivatives: the operation table, the tape, reverse mode, dual numbers, the numeric check.
//!
//! A derivative is written once, in the row of its operation, as operations of the same table
//! ([`formula`]). Reverse mode ([`gradient`], [`gradient_values`]) and forward mode ([`dual`]) read that one
//! text; what they compute with, plain arrays or recorded ones, is an [`Algebra`].

mod algebra;
mod arrays;
mod attr;
mod compose;
pub mod dual;
pub mod expr;
pub mod formula;
pub mod numeric;
mod ops;
mod reverse;
pub mod rules;
pub mod symbolic;
mod tape;
mod tracked;
pub mod wgsl;

/// Whether this is the page, which computes with double precision on the CPU: kernels for `f32` and texts in WGSL are left
/// out of what a learner waits for.
pub(crate) const LEAN: bool = cfg!(all(target_arch = "wasm32", feature = "app"));

pub use algebra::{Algebra, Plain};
pub use arrays::{ARRAY_OPS, ArrayOp, Look, Planned, Pushforward, array_op};
pub use attr::{Attr, Site};
pub use compose::call;
pub use ops::{Kernel, Number, OPS, Op, families, op, op_of};
pub use reverse::{gradient, gradient_values, pullback};
pub use tape::{Entry, Tape};
pub use tracked::{Applied, Recorded, Rule, Tracked};
