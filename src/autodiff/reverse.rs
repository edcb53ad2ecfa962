//! Reverse mode: one walk back along the tape gives the derivative of an output by everything before it.

use super::algebra::{Algebra, Plain};
use super::attr::Site;
use super::expr::Expr;
use super::formula::Formula;
use super::ops::{Number, op};
use super::tape::Tape;
use super::tracked::{Applied, Recorded, Rule, Tracked};
use crate::tensor::Tensor;

/// The adjoints of `xs` for the number `y`, each of its `x`'s shape, and recorded themselves, so that they can be
/// differentiated again. An `x` that `y` does not depend on has an adjoint of zeros. If `y` is an array, the adjoints
/// are those of the sum of its entries.
///
/// ```
/// # use fluxion::autodiff::{Tracked, gradient, op};
/// # use fluxion::tensor::Tensor;
/// let x = Tracked::leaf(Tensor::scalar(2.0));
/// let cube = Tracked::apply(op("^").unwrap(), &[&x, &Tracked::constant(Tensor::scalar(3.0))])?;
/// let slope = &gradient(&cube, &[&x])[0];
/// let bend = &gradient(slope, &[&x])[0];
/// assert_eq!((slope.value().item(), bend.value().item()), (Some(12.0), Some(12.0)));
/// # Ok::<(), fluxion::tensor::ShapeError>(())
/// ```
pub fn gradient<T: Number>(y: &Tracked<T>, xs: &[&Tracked<T>]) -> Vec<Tracked<T>> {
    walk_back(&Recorded::default(), y, None, xs, Tracked::clone)
}

/// The same where the adjoint of `y` is `dy`, of its shape: what the product of both gives, were `dy` a constant. If
/// `dy` has a history, so have the adjoints.
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
    walk_back(&Recorded::default(), y, Some(dy.clone()), xs, Tracked::clone)
}

/// The same as [`gradient`], as plain values: nothing is recorded.
pub fn gradient_values<T: Number>(y: &Tracked<T>, xs: &[&Tracked<T>]) -> Vec<Tensor<T>> {
    walk_back(&Plain::default(), y, None, xs, |tracked| tracked.value().clone())
}

fn walk_back<T: Number, A: Algebra>(
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
        // The adjoint of an entry that is asked for stays; any other has done its work.
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

/// Which entries are asked for or made from one that is.
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

/// What the operands that are wanted receive of the adjoint `dy` of `entry`, by their positions; nothing where that
/// is zero.
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
                let part = Formula::new(parts[position].as_ref()?);
                let x: Vec<A::Value> = entry.operands().iter().map(value_of).collect();
                let directions = std::slice::from_ref(dy);
                Some((position, part.follow_along(algebra, &x, &value_of(entry), directions)))
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
                    multiply(algebra, dy.clone(), partial.follow(algebra, &x, &value_of(entry)))
                };
                Some((position, algebra.sum_to(&dx, entry.operands()[position].value().shape())))
            };
            operands.filter_map(receive).collect()
        }
    }
}

fn array_pullback<T: Number>(applied: &Applied, entry: &Tracked<T>) -> Vec<Option<Expr>> {
    applied.op.pullback(&Site {
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
