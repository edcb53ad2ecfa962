//! Recorded values: each one remembers the operation that produced it and the operands.
//!
//! A recorded value is a node with a serial number, shared by reference counting. A node is freed as soon as nothing
//! refers to it, values from several cells can meet in one expression, and recording a derivative needs no special
//! treatment. The *tape* of an output is the list of all nodes that it was computed from, in the order of recording:
//! see [`Tape`](super::Tape).

use std::cell::Cell;
use std::marker::PhantomData;
use std::rc::Rc;

use super::algebra::{Algebra, FITS};
use super::arrays::{ArrayOp, array_op};
use super::attr::Attr;
use super::ops::{Number, Op};
use crate::tensor::{ShapeError, Tensor};

/// How a recorded value was produced.
#[derive(Clone, Debug)]
pub enum Rule {
    /// An input to differentiate with respect to.
    Leaf,
    /// An input that is not differentiated.
    Constant,
    /// An elementwise operation, broadcasting.
    Elementwise(&'static Op),
    /// An operation on whole arrays.
    Array(Box<ArrayCall>),
}

/// An operation on whole arrays and its attributes.
#[derive(Clone, Debug)]
pub struct ArrayCall {
    /// The operation.
    pub op: &'static ArrayOp,
    /// The attributes.
    pub attr: Attr,
}

/// A recorded value: an entry of a tape. Cloning shares it.
///
/// ```
/// # use fluxion::autodiff::{Tracked, gradient_values, op};
/// # use fluxion::tensor::Tensor;
/// let x = Tracked::leaf(Tensor::scalar(3.0));
/// let y = Tracked::apply(op("*").unwrap(), &[&x, &x])?;
/// assert_eq!(y.value().item(), Some(9.0));
/// assert_eq!(gradient_values(&y, &[&x])[0].item(), Some(6.0));
/// # Ok::<(), fluxion::tensor::ShapeError>(())
/// ```
#[derive(Clone, Debug)]
pub struct Tracked<T>(Rc<Node<T>>);

#[derive(Debug)]
struct Node<T> {
    serial: u64,
    rule: Rule,
    operands: Operands<T>,
    value: Tensor<T>,
}

/// Up to two operands are stored without a heap allocation.
#[derive(Debug)]
enum Operands<T> {
    None,
    One(Tracked<T>),
    Two([Tracked<T>; 2]),
    Many(Vec<Tracked<T>>),
}

impl<T: Number> Tracked<T> {
    fn record(rule: Rule, operands: &[&Tracked<T>], value: Tensor<T>) -> Tracked<T> {
        let operands = match operands {
            [] => Operands::None,
            [x] => Operands::One((*x).clone()),
            [x, y] => Operands::Two([(*x).clone(), (*y).clone()]),
            many => Operands::Many(many.iter().map(|&x| x.clone()).collect()),
        };
        Tracked(Rc::new(Node { serial: next_serial(), rule, operands, value }))
    }

    /// A value to differentiate with respect to.
    pub fn leaf(value: Tensor<T>) -> Tracked<T> {
        Tracked::record(Rule::Leaf, &[], value)
    }

    /// A value that takes part in the computation but is not differentiated.
    pub fn constant(value: Tensor<T>) -> Tracked<T> {
        Tracked::record(Rule::Constant, &[], value)
    }

    /// The same entry of the tape with other numbers, after a program has overwritten them in place. What was computed
    /// from the old numbers keeps them.
    #[must_use]
    pub fn with_value(&self, value: Tensor<T>) -> Tracked<T> {
        let operands: Vec<&Tracked<T>> = self.operands().iter().collect();
        let Tracked(node) = Tracked::record(self.rule().clone(), &operands, value);
        match Rc::try_unwrap(node) {
            Ok(mut node) => {
                node.serial = self.serial();
                Tracked(Rc::new(node))
            }
            Err(shared) => Tracked(shared),
        }
    }

    /// The computed value.
    pub fn value(&self) -> &Tensor<T> {
        &self.0.value
    }

    /// How the value was computed.
    pub fn rule(&self) -> &Rule {
        &self.0.rule
    }

    /// The operands that the value was computed from.
    pub fn operands(&self) -> &[Tracked<T>] {
        match &self.0.operands {
            Operands::None => &[],
            Operands::One(x) => std::slice::from_ref(x),
            Operands::Two(both) => both,
            Operands::Many(all) => all,
        }
    }

    /// The serial number, which is unique within a thread; operands have smaller numbers than their results.
    pub fn serial(&self) -> u64 {
        self.0.serial
    }

    /// Records `op` applied to `operands`, broadcasting.
    ///
    /// # Errors
    /// Names the operation and the shapes if the shapes do not match or there is no memory for the result.
    pub fn apply(op: &'static Op, operands: &[&Tracked<T>]) -> Result<Tracked<T>, ShapeError> {
        let value = match operands {
            [x] => op.eval_tensors(&[x.value()])?,
            [x, y] => op.eval_tensors(&[x.value(), y.value()])?,
            many => op.eval_tensors(&many.iter().map(|x| x.value()).collect::<Vec<_>>())?,
        };
        Ok(Tracked::record(Rule::Elementwise(op), operands, value))
    }

    /// Records an operation on whole arrays.
    ///
    /// # Errors
    /// Names the operation and the shapes if the shapes do not match or there is no memory for the result.
    pub fn array(
        op: &'static ArrayOp,
        attr: &Attr,
        operands: &[&Tracked<T>],
    ) -> Result<Tracked<T>, ShapeError> {
        let values: Vec<&Tensor<T>> = operands.iter().map(|x| x.value()).collect();
        let value = op.eval_tensors(attr, &values)?;
        let rule = Rule::Array(Box::new(ArrayCall { op, attr: attr.clone() }));
        Ok(Tracked::record(rule, operands, value))
    }

    /// Records the sum over every dimension along which `shape` would be repeated to get this value's shape.
    ///
    /// # Errors
    /// If `shape` does not broadcast to this value's shape.
    pub fn sum_to(&self, shape: &[usize]) -> Result<Tracked<T>, ShapeError> {
        self.apply_to_shape("sum", shape)
    }

    /// Records the repetition of this value up to `shape`.
    ///
    /// # Errors
    /// If a dimension has neither size 1 nor its size in `shape`.
    pub fn broadcast_to(&self, shape: &[usize]) -> Result<Tracked<T>, ShapeError> {
        self.apply_to_shape("broadcast", shape)
    }

    fn apply_to_shape(&self, name: &'static str, shape: &[usize]) -> Result<Tracked<T>, ShapeError> {
        if self.value().shape() == shape {
            return Ok(self.clone());
        }
        let op = array_op(name).expect("the table has `sum` and `broadcast`");
        Tracked::array(op, &Attr::list(shape), &[self])
    }
}

fn next_serial() -> u64 {
    thread_local!(static NEXT: Cell<u64> = const { Cell::new(0) });
    NEXT.with(|next| next.replace(next.get() + 1))
}

/// Recorded arrays: every operation on them is recorded, so that the result can be differentiated again.
pub struct Recorded<T>(PhantomData<T>);

impl<T> Default for Recorded<T> {
    fn default() -> Recorded<T> {
        Recorded(PhantomData)
    }
}

impl<T: Number> Algebra for Recorded<T> {
    type Value = Tracked<T>;

    fn constant(&self, value: f64) -> Tracked<T> {
        Tracked::constant(Tensor::scalar(T::from_f64(value)))
    }

    fn apply(&self, op: &'static Op, operands: &[Tracked<T>]) -> Tracked<T> {
        let operands: Vec<&Tracked<T>> = operands.iter().collect();
        Tracked::apply(op, &operands).expect(FITS)
    }

    fn array(&self, op: &'static ArrayOp, attr: &Attr, operands: &[Tracked<T>]) -> Tracked<T> {
        let operands: Vec<&Tracked<T>> = operands.iter().collect();
        Tracked::array(op, attr, &operands).expect(FITS)
    }

    fn shape(&self, value: &Tracked<T>) -> Vec<usize> {
        value.value().shape().to_vec()
    }
}

impl<T> Drop for Node<T> {
    /// Frees a long history iteratively: recursion would exhaust the stack.
    fn drop(&mut self) {
        let mut waiting = take_operands(self);
        while let Some(Tracked(node)) = waiting.pop() {
            if let Ok(mut node) = Rc::try_unwrap(node) {
                waiting.append(&mut take_operands(&mut node));
            }
        }
    }
}

fn take_operands<T>(node: &mut Node<T>) -> Vec<Tracked<T>> {
    match std::mem::replace(&mut node.operands, Operands::None) {
        Operands::None => Vec::new(),
        Operands::One(x) => vec![x],
        Operands::Two(both) => both.into(),
        Operands::Many(all) => all,
    }
}
