//! Arrays: entries that all holders share, and their sizes.

use std::cell::RefCell;
use std::rc::Rc;

use super::super::types::Type;
use super::{Value, release};

/// The entries of an array, which its holders share, and the type that they have in common.
#[derive(Debug)]
pub struct Array {
    /// The entries, the first dimension running fastest. Only a vector's can become more or fewer.
    pub items: RefCell<Vec<Value>>,
    /// The declared type of the entries.
    pub element: Type,
    /// The sizes of all dimensions; a vector has none, since its size is how many entries it has now.
    sizes: Option<Box<[usize]>>,
    /// Whether it is the adjoint of a vector: a row whose product with a vector is a number.
    pub row: bool,
    /// Whether it was gathered from single values. Tracked numbers then make a plain array of tracked numbers, and
    /// otherwise a tracked array.
    pub gathered: bool,
    /// The gradient of a tracked array that a program has asked for.
    pub slopes: RefCell<Option<Rc<Array>>>,
}

impl Array {
    /// An array. The product of `sizes` is the number of items.
    pub fn new(items: Vec<Value>, element: Type, sizes: &[usize]) -> Array {
        let sizes = (sizes.len() != 1).then(|| sizes.into());
        Array {
            items: RefCell::new(items),
            element,
            sizes,
            row: false,
            gathered: false,
            slopes: RefCell::default(),
        }
    }

    /// A vector of single values.
    pub fn gathered(items: Vec<Value>, element: Type) -> Array {
        let sizes = [items.len()];
        let mut array = Array::new(items, element, &sizes);
        array.gathered = true;
        array
    }

    /// Whether it is a tracked array.
    pub fn is_tracked(&self) -> bool {
        self.element == Type::Tracked && !self.gathered
    }

    /// The adjoint of a vector with these items.
    pub fn row_of(items: Vec<Value>, element: Type) -> Array {
        let sizes = [1, items.len()];
        let mut array = Array::new(items, element, &sizes);
        array.row = true;
        array
    }

    /// The entries, tracked numbers as plain ones.
    pub fn plain_items(&self) -> Vec<Value> {
        let plain = |item: &Value| match item {
            Value::Tracked(number) => Value::Float(number.value()),
            other => other.clone(),
        };
        self.items.borrow().iter().map(plain).collect()
    }

    /// How many dimensions it has.
    pub fn rank(&self) -> usize {
        self.sizes.as_ref().map_or(1, |sizes| sizes.len())
    }

    /// The size along each dimension.
    pub fn sizes(&self) -> Vec<usize> {
        match &self.sizes {
            Some(sizes) => sizes.to_vec(),
            None => vec![self.items.borrow().len()],
        }
    }
}

impl Drop for Array {
    fn drop(&mut self) {
        release(self.items.get_mut());
    }
}
