//! Values: what a variable can hold.
//!
//! How values are printed is in [`display`](super::display), which types they have in [`types`](super::types).

mod array;
mod cycle;
mod dict;
mod function;
mod irrational;
mod object;
mod release;
mod stream;
mod tracked;

use std::rc::Rc;

use crate::autodiff::{Op, Tracked};
use crate::tensor::Tensor;

pub use array::{Array, Wrapper};
pub use cycle::Cycle;
pub use dict::Dict;
pub use function::{Arguments, Cell, Function, Method, Module, Native};
pub use irrational::{E, Irrational, PI};
pub use object::{EXCEPTIONS, Exception, Named, Object, Pair};
use release::release;
pub use stream::Stream;
pub use tracked::{Gradients, TrackedNumber};

use super::types::Type;

/// A Julia value. Cloning is cheap: everything large is shared.
#[derive(Clone, Default)]
pub enum Value {
    /// `nothing`.
    #[default]
    Nothing,
    /// The content of a variable without a value. Programs never see it: reading such a variable is an `UndefVarError`.
    Unset,
    /// `Bool`.
    Bool(bool),
    /// `Int64`.
    Int(i64),
    /// `Float64`.
    Float(f64),
    /// `Float32`: see [`single`](super::single).
    Single(f32),
    /// π or ℯ.
    Irrational(&'static Irrational),
    /// `Char`.
    Char(char),
    /// `String`.
    Text(Rc<String>),
    /// `Symbol`.
    Symbol(Rc<String>),
    /// A tuple.
    Tuple(Rc<Tuple>),
    /// An array of any number of dimensions.
    Array(Rc<Array>),
    /// A range of numbers.
    Range(Rc<Range>),
    /// A repeating iterator.
    Cycle(Rc<Cycle>),
    /// A function defined in Julia, named or anonymous, with the variables that it captured.
    Function(Rc<Function>),
    /// A native function of the library.
    Native(&'static Native),
    /// An operation of autodiff's table.
    Operation(&'static Op),
    /// A tracked number.
    Tracked(Rc<TrackedNumber>),
    /// The parameters that a gradient is taken with respect to.
    Params(Rc<Tuple>),
    /// The gradients of parameters.
    Gradients(Rc<Gradients>),
    /// A type; calling it constructs or converts a value.
    Type(Type),
    /// A module.
    Module(&'static Module),
    /// A variable shared by closures. Programs never see it.
    Cell(Rc<Cell>),
    /// A struct value.
    Struct(Rc<Object>),
    /// A named tuple.
    Named(Rc<Named>),
    /// A dictionary.
    Dict(Rc<Dict>),
    /// `key => value`.
    Pair(Rc<Pair>),
    /// A `Ref`: a box with one value.
    Ref(Rc<Cell>),
    /// An output stream.
    Stream(Rc<Stream>),
    /// An error as a value: caught, or to be thrown.
    Exception(Rc<Exception>),
}

/// The values of a tuple.
#[derive(Debug)]
pub struct Tuple {
    items: Vec<Value>,
}

/// A range of `length` numbers, integers or floats: `first`, `first + step`, …
#[derive(Clone, Debug, PartialEq)]
pub enum Range {
    /// `1:5`, `9:-2:1`.
    Int {
        /// The first number.
        first: i64,
        /// The difference between neighbours; not zero.
        step: i64,
        /// How many numbers.
        length: usize,
        /// Whether it is a `UnitRange`, which is written without a step.
        unit: bool,
    },
    /// `0:0.1:1`.
    Float {
        /// The first number.
        first: f64,
        /// The difference between neighbours; not zero.
        step: f64,
        /// How many numbers.
        length: usize,
    },
}

impl Tuple {
    /// The values in order.
    pub fn items(&self) -> &[Value] {
        &self.items
    }
}

impl Range {
    /// How many numbers there are.
    pub fn len(&self) -> usize {
        match self {
            Range::Int { length, .. } | Range::Float { length, .. } => *length,
        }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The number at position `index`, counted from 0.
    pub fn get(&self, index: usize) -> Option<Value> {
        (index < self.len()).then(|| match *self {
            Range::Int { first, step, .. } => Value::Int(first.wrapping_add(step.wrapping_mul(index as i64))),
            Range::Float { first, step, .. } => Value::Float(float_at(first, step, index)),
        })
    }
}

/// `first + index * step`, computed so that `0:0.1:1` gives exactly the expected decimals, as in Julia: if `first` and
/// `step` are short decimals, the sum is computed in integer multiples of their last digit.
fn float_at(first: f64, step: f64, index: usize) -> f64 {
    for digits in 0..=9 {
        let scale = 10f64.powi(digits);
        let (a, b) = ((first * scale).round(), (step * scale).round());
        if a / scale == first && b / scale == step {
            return (a + b * index as f64) / scale;
        }
    }
    first + index as f64 * step
}

impl Value {
    /// A `Float32`, rounded from a `Float64`.
    pub fn single(number: f64) -> Value {
        Value::Single(number as f32)
    }

    /// A string.
    pub fn text(text: impl Into<String>) -> Value {
        Value::Text(Rc::new(text.into()))
    }

    /// A tuple.
    pub fn tuple(items: Vec<Value>) -> Value {
        Value::Tuple(Rc::new(Tuple { items }))
    }

    /// A vector of `items`, converted to a common type.
    pub fn vector(items: Vec<Value>) -> Value {
        let (items, element) = super::types::promote(items);
        Value::Array(Rc::new(Array::gathered(items, element)))
    }

    /// An array of values that were computed individually, in column-major order.
    pub fn gathered(items: Vec<Value>, sizes: &[usize]) -> Value {
        let (items, element) = super::types::gather(items);
        let mut array = Array::new(items, element, sizes);
        array.gathered = sizes.len() == 1;
        Value::Array(Rc::new(array))
    }

    /// The parameters in `items`.
    pub fn params(items: Vec<Value>) -> Value {
        Value::Params(Rc::new(Tuple { items }))
    }

    /// The gradients of these parameters, in the same order.
    pub fn gradients(params: Vec<Value>, slopes: Vec<Value>) -> Value {
        Value::Gradients(Rc::new(Gradients { params, slopes }))
    }

    /// An array of `items`, converted to a common type, in column-major order. The product of `sizes` must be the number
    /// of items.
    pub fn array(items: Vec<Value>, sizes: &[usize]) -> Value {
        let (items, element) = super::types::promote(items);
        Value::Array(Rc::new(Array::new(items, element, sizes)))
    }

    /// A tracked number.
    pub fn tracked(tracked: Tracked<f64>) -> Value {
        Value::Tracked(Rc::new(TrackedNumber::new(tracked, false)))
    }

    /// A new tracked leaf with this value, to differentiate with respect to.
    pub fn leaf(value: f64) -> Value {
        Value::tracked(Tracked::leaf(Tensor::scalar(value)))
    }

    /// The value as a number, if it is one, tracked or not; a boolean is 0 or 1.
    pub fn number(&self) -> Option<f64> {
        match self {
            Value::Bool(truth) => Some(f64::from(u8::from(*truth))),
            Value::Int(value) => Some(*value as f64),
            Value::Float(value) => Some(*value),
            Value::Single(value) => Some(f64::from(*value)),
            Value::Irrational(number) => Some(number.value),
            Value::Tracked(number) => Some(number.value()),
            _ => None,
        }
    }

    /// The numbers in the value, if it is a number or a tuple, array or range of numbers, tracked or not. A boolean
    /// is 0 or 1.
    ///
    /// ```
    /// # use fluxion::language::Value;
    /// assert_eq!(Value::tuple(vec![Value::Int(1), Value::Float(2.5)]).numbers(), Some(vec![1.0, 2.5]));
    /// ```
    pub fn numbers(&self) -> Option<Vec<f64>> {
        match self {
            Value::Tuple(tuple) => tuple.items().iter().map(Value::number).collect(),
            Value::Array(array) => array.plain_items().iter().map(Value::number).collect(),
            Value::Range(range) => (0..range.len()).map(|i| range.get(i)?.number()).collect(),
            _ => self.number().map(|number| vec![number]),
        }
    }

    /// What the prompt prints for the value; empty for `nothing`.
    pub fn display(&self) -> String {
        super::display::display(self)
    }

    /// Whether the value contains others, so that dropping it may drop a long chain.
    pub(super) fn is_container(&self) -> bool {
        matches!(
            self,
            Value::Tuple(_)
                | Value::Array(_)
                | Value::Cycle(_)
                | Value::Function(_)
                | Value::Cell(_)
                | Value::Params(_)
                | Value::Gradients(_)
                | Value::Struct(_)
                | Value::Named(_)
                | Value::Dict(_)
                | Value::Pair(_)
                | Value::Ref(_)
                | Value::Exception(_)
        )
    }
}

impl std::fmt::Debug for Value {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&super::display::show(self))
    }
}

impl From<f64> for Value {
    fn from(value: f64) -> Value {
        Value::Float(value)
    }
}

impl From<i64> for Value {
    fn from(value: i64) -> Value {
        Value::Int(value)
    }
}

impl Drop for Tuple {
    fn drop(&mut self) {
        release(&mut self.items);
    }
}
