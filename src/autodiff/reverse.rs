//! Reverse mode: one backward pass over the tape gives the derivatives of an output with respect to everything before
//! it.

use super::algebra::{Algebra, Plain};
use super::attr::CallShapes;
use super::expr::Expr;
use super::flat::FlatExpr;
use super::ops::{Number, op};
use super::tape::Tape;
use super::tracked::{ArrayCall, Recorded, Rule, Tracked};
use crate::tensor::Tensor;

/// The gradient of the number `y` with respect to each of `xs`, in the shape of that `x`. The gradients are recorded
/// themselves, so that they can be differentiated again. If `y` does not depend on an `x`, its gradient is zero. If
/// `y` is an array, the sum of its entries is differentiated.
///
/// ```
/// # use fluxion::autodiff::{Tracked, gradient, op};
/// # use fluxion::tensor::Tensor;
/// let x = Tracked::leaf(Tensor::scalar(2.0));
/// let cube = Tracked::apply(op("^").unwrap(), &[&x, &Tracked::constant(Tensor::scalar(3.0))])?;
/// let slope = &gradient(&cube, &[&x])[0];
/// let second = &gradient(slope, &[&x])[0];
/// assert_eq!((slope.value().item(), second.value().item()), (Some(12.0), Some(12.0)));
/// # Ok::<(), fluxion::tensor::ShapeError>(())
/// ```
pub fn gradient<T: Number>(y: &Tracked<T>, xs: &[&Tracked<T>]) -> Vec<Tracked<T>> {
    backward(&Recorded::default(), y, None, xs, Tracked::clone)
}

/// The vector-Jacobian product: the adjoints of `xs` if `y` has the adjoint `dy`, an array of its shape. This is the
/// gradient of the sum of `dy * y` with `dy` held constant. If `dy` was computed from something recorded, the
/// adjoints can be differentiated through it as well.
///
/// ```
/// # use fluxion::autodiff::{Tracked, gradient, op, pullback};
/// # use fluxion::tensor::Tensor;
/// let x = Tracked::leaf(Tensor::scalar(3.0));
/// let square = Tracked::apply(op("*").unwrap(), &[&x, &x])?;
/// let slope = &pullback(&square, &x, &[&x])[0]; // x · 2x
/// assert_eq!(slope.value().item(), Some(18.0));
/// assert_eq!(gradient(slope, &[&x])[0].value().item(), Some(12.0));
/// # Ok::<(), fluxion::tensor::ShapeError>(())
/// ```
pub fn pullback<T: Number>(y: &Tracked<T>, dy: &Tracked<T>, xs: &[&Tracked<T>]) -> Vec<Tracked<T>> {
    backward(&Recorded::default(), y, Some(dy.clone()), xs, Tracked::clone)
}

/// Like [`gradient`], but returns plain values and records nothing.
pub fn gradient_values<T: Number>(y: &Tracked<T>, xs: &[&Tracked<T>]) -> Vec<Tensor<T>> {
    backward(&Plain::default(), y, None, xs, |tracked| tracked.value().clone())
}

fn backward<T: Number, A: Algebra>(
    algebra: &A,
    y: &Tracked<T>,
    dy: Option<A::Value>,
    xs: &[&Tracked<T>],
    value_of: impl Fn(&Tracked<T>) -> A::Value,
) -> Vec<A::Value> {
    let tape = Tape::of(&[y]);
    let wanted: Vec<Option<usize>> = xs.iter().map(|x| tape.position(x)).collect();
    let active = active_entries(&tape, &wanted);
    let mut adjoints: Vec<Option<A::Value>> = vec![None; tape.entries().len()];
    if let Some(last) = adjoints.last_mut() {
        let ones = || algebra.broadcast_to(&algebra.constant(1.0), y.value().shape());
        *last = Some(dy.unwrap_or_else(ones));
    }
    for (at, entry) in tape.entries().iter().enumerate().rev() {
        if !active[at] || entry.operands.is_empty() {
            continue;
        }
        // The adjoint of a requested entry is kept; any other is not needed again.
        let taken = if wanted.contains(&Some(at)) { adjoints[at].clone() } else { adjoints[at].take() };
        let Some(dy) = taken else { continue };
        let wants = |position: usize| active[entry.operands[position]];
        for (position, dx) in pull_back(algebra, &entry.tracked, &dy, &value_of, wants) {
            let operand = entry.operands[position];
            let sum = match adjoints[operand].take() {
                None => dx,
                Some(before) => add(algebra, before, dx),
            };
            adjoints[operand] = Some(sum);
        }
    }
    let zeros = |x: &Tracked<T>| algebra.broadcast_to(&algebra.constant(0.0), x.value().shape());
    xs.iter()
        .zip(wanted)
        .map(|(x, at)| at.and_then(|at| adjoints[at].clone()).unwrap_or_else(|| zeros(x)))
        .collect()
}

/// Which entries are requested or computed from one that is.
fn active_entries<T: Number>(tape: &Tape<T>, wanted: &[Option<usize>]) -> Vec<bool> {
    let mut active = vec![false; tape.entries().len()];
    for &at in wanted.iter().flatten() {
        active[at] = true;
    }
    for (at, entry) in tape.entries().iter().enumerate() {
        active[at] |= entry.operands.iter().any(|&operand| active[operand]);
    }
    active
}

/// The contributions of the adjoint `dy` of `entry` to the adjoints of its wanted operands, with their positions.
/// Contributions that are zero are left out.
fn pull_back<T: Number, A: Algebra>(
    algebra: &A,
    entry: &Tracked<T>,
    dy: &A::Value,
    value_of: &impl Fn(&Tracked<T>) -> A::Value,
    wants: impl Fn(usize) -> bool,
) -> Vec<(usize, A::Value)> {
    let operands = (0..entry.operands().len()).filter(|&position| wants(position));
    match entry.rule() {
        Rule::Leaf | Rule::Constant => Vec::new(),
        Rule::Array(applied) => {
            let parts = array_pullback(applied, entry);
            let receive = |position: usize| {
                let part = FlatExpr::new(parts[position].as_ref()?);
                let x: Vec<A::Value> = entry.operands().iter().map(value_of).collect();
                let directions = std::slice::from_ref(dy);
                Some((position, part.evaluate_along(algebra, &x, &value_of(entry), directions)))
            };
            operands.filter_map(receive).collect()
        }
        Rule::Elementwise(op) => {
            let receive = |position: usize| {
                let partial = &op.partials()[position];
                if partial.is_zero() {
                    return None;
                }
                let dx = if partial.is_one() {
                    dy.clone()
                } else {
                    let x: Vec<A::Value> = entry.operands().iter().map(value_of).collect();
                    multiply(algebra, dy.clone(), partial.evaluate(algebra, &x, &value_of(entry)))
                };
                Some((position, algebra.sum_to(&dx, entry.operands()[position].value().shape())))
            };
            operands.filter_map(receive).collect()
        }
    }
}

fn array_pullback<T: Number>(applied: &ArrayCall, entry: &Tracked<T>) -> Vec<Option<Expr>> {
    applied.op.pullback(&CallShapes {
        attr: &applied.attr,
        x: entry.operands().iter().map(|x| x.value().shape().to_vec()).collect(),
        y: entry.value().shape().to_vec(),
    })
}

fn add<A: Algebra>(algebra: &A, a: A::Value, b: A::Value) -> A::Value {
    algebra.apply(op("+").expect("the table has addition"), &[a, b])
}

fn multiply<A: Algebra>(algebra: &A, a: A::Value, b: A::Value) -> A::Value {
    algebra.apply(op("*").expect("the table has multiplication"), &[a, b])
}
