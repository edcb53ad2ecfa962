//! The table of elementwise operations: one row each, with its kernels, its WGSL and its derivatives.
//!
//! To add a row, add it to the file of its family, and nowhere else: gradient checks, the names that a cell can call,
//! programs and the WGSL tests all iterate over the table.

mod activation;
mod arithmetic;
mod comparison;
mod exponential;
mod hyperbolic;
pub(super) mod kernel;
mod rounding;
mod row;
mod trigonometric;

use std::sync::LazyLock;

pub use kernel::Kernel;
pub use row::{Number, Op};

/// Every elementwise operation of the engine.
pub static OPS: LazyLock<Vec<Op>> = LazyLock::new(|| {
    let rows = FAMILIES.iter().flat_map(|(_, rows)| rows());
    rows.enumerate().map(|(index, op)| Op { index, ..op }).collect()
});

/// A family of operations: its name, and its rows.
type Family = (&'static str, fn() -> Vec<Op>);

/// The families that make up [`OPS`], in order.
static FAMILIES: [Family; 7] = [
    ("arithmetic", arithmetic::rows),
    ("exponential", exponential::rows),
    ("activation", activation::rows),
    ("trigonometric", trigonometric::rows),
    ("hyperbolic", hyperbolic::rows),
    ("rounding", rounding::rows),
    ("comparison", comparison::rows),
];

/// The rows of [`OPS`] grouped by family.
pub fn families() -> Vec<(&'static str, &'static [Op])> {
    let mut rest = OPS.as_slice();
    let mut families = Vec::new();
    for (name, rows) in FAMILIES {
        let (own, others) = rest.split_at(rows().len());
        families.push((name, own));
        rest = others;
    }
    families
}

/// The row named `name`; if there are several, the one with the most operands.
pub fn op(name: &str) -> Option<&'static Op> {
    OPS.iter().filter(|op| op.name == name).max_by_key(|op| op.arity)
}

/// The row named `name` that takes `arity` operands.
pub fn op_of(name: &str, arity: usize) -> Option<&'static Op> {
    OPS.iter().find(|op| op.name == name && op.arity == arity)
}
