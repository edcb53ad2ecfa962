//! Automatic differentiation: the operation table, the tape, reverse mode, dual numbers, finite differences.
//!
//! A derivative is written once, in the row of its operation, as an expression in operations of the same table
//! ([`expr`]). Reverse mode ([`gradient`], [`gradient_values`]) and forward mode ([`dual`]) both evaluate that
//! expression; an [`Algebra`] decides what they compute with: plain arrays, recorded arrays or dual numbers.

mod algebra;
mod arrays;
mod attr;
mod compose;
pub mod dual;
pub mod expr;
pub mod flat;
pub mod numeric;
mod ops;
mod reverse;
pub mod rules;
#[cfg_attr(all(target_arch = "wasm32", not(feature = "single")), path = "no_single.rs")]
mod single;
#[cfg(any(not(target_arch = "wasm32"), feature = "single"))]
mod single_rows;
pub mod symbolic;
mod tape;
mod tracked;
pub mod wgsl;

pub use algebra::{Algebra, Plain};
pub use arrays::{ARRAY_OPS, ArrayOp, Callable, Lowering, Pushforward, StridedView, array_op};
pub use attr::{Attr, CallShapes};
pub use compose::call;
pub use ops::{Kernel, Number, OPS, Op, families, op, op_of};
pub use reverse::{gradient, gradient_values, pullback};
pub use tape::{Entry, Tape};
pub use tracked::{ArrayCall, Recorded, Rule, Tracked};
