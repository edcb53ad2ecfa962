//! Arrays: their entries, which all references share, and their sizes.

use std::cell::{Ref, RefCell, RefMut};
use std::rc::Rc;

use super::super::types::Type;
use super::{TrackedNumber, Value, release};
use crate::autodiff::{Attr, Tracked, array_op};

/// Array types that wrap another array in Julia. Here they hold copies of the entries and differ only in name; a view is
/// read-only, because writing to it would have to change the original array.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Wrapper {
    /// Not a wrapper.
    #[default]
    None,
    /// `x'`.
    Adjoint,
    /// `transpose(x)`.
    Transpose,
    /// `view(x, 1:2)`.
    View,
    /// `reshape(1:6, 2, 3)`.
    Reshaped,
}

/// An array: shared, mutable entries with an element type.
///
/// A tracked array is a single tape entry. Its numbers become tape entries of their own only when a program accesses
/// them.
#[derive(Debug)]
pub struct Array {
    items: RefCell<Vec<Value>>,
    record: RefCell<Option<Tracked<f64>>>,
    /// The declared type of the entries.
    pub element: Type,
    /// The sizes of all dimensions; `None` for a vector, whose size is its current number of entries.
    sizes: Option<Box<[usize]>>,
    /// Whether it is the adjoint of a vector: a row, whose product with a vector is a number.
    pub row: bool,
    /// The wrapper type that Julia would use here.
    pub wrapper: Wrapper,
    /// Whether it was collected from individual values. With tracked numbers it is then an untracked array of tracked
    /// numbers rather than a tracked array.
    pub gathered: bool,
    /// Whether it was computed from a gradient that was taken without `nest = true`: see [`TrackedNumber`].
    pub sealed: bool,
    /// The gradient of a tracked array, once a program has accessed it.
    pub slopes: RefCell<Option<Rc<Array>>>,
}

impl Array {
    /// An array. The product of `sizes` must be the number of items, which are in column-major order.
    pub fn new(items: Vec<Value>, element: Type, sizes: &[usize]) -> Array {
        let sizes = (sizes.len() != 1).then(|| sizes.into());
        Array {
            items: RefCell::new(items),
            record: RefCell::default(),
            element,
            sizes,
            row: false,
            wrapper: Wrapper::None,
            gathered: false,
            sealed: false,
            slopes: RefCell::default(),
        }
    }

    /// A vector of individual values.
    pub fn gathered(items: Vec<Value>, element: Type) -> Array {
        let sizes = [items.len()];
        let mut array = Array::new(items, element, &sizes);
        array.gathered = true;
        array
    }

    /// A tracked array: this tape entry.
    pub fn recorded(record: Tracked<f64>, sealed: bool) -> Array {
        let mut array = Array::new(Vec::new(), Type::Tracked, record.value().shape());
        array.record = RefCell::new(Some(record));
        array.sealed = sealed;
        array
    }

    /// The adjoint of a vector with these items.
    pub fn row_of(items: Vec<Value>, element: Type) -> Array {
        let sizes = [1, items.len()];
        let mut array = Array::new(items, element, &sizes);
        array.row = true;
        array.wrapper = Wrapper::Adjoint;
        array
    }

    /// The same array with another wrapper.
    pub fn wrapped(mut self, wrapper: Wrapper) -> Array {
        self.wrapper = wrapper;
        self
    }

    /// Another array for the same tape entry.
    pub fn copied(&self) -> Array {
        let mut array = Array::new(Vec::new(), self.element, &self.sizes());
        array.record = RefCell::new(self.record());
        array.sealed = self.sealed;
        array
    }

    /// The same entries as the adjoint of a vector; the array must have one row.
    pub fn as_row(&self) -> Array {
        let items = if self.record().is_some() { Vec::new() } else { self.items().clone() };
        let mut array = Array::new(items, self.element, &self.sizes());
        array.record = RefCell::new(self.record());
        array.sealed = self.sealed;
        array.row = true;
        array.wrapper = if self.wrapper == Wrapper::Transpose { self.wrapper } else { Wrapper::Adjoint };
        array
    }

    /// Whether it is a tracked array.
    pub fn is_tracked(&self) -> bool {
        self.element == Type::Tracked && !self.gathered
    }

    /// The tape entry of the whole array, if it has one.
    pub fn record(&self) -> Option<Tracked<f64>> {
        self.record.borrow().clone()
    }

    /// Replaces its tape entry, as `update!` does for a parameter.
    pub fn replace_record(&self, record: Tracked<f64>) {
        self.record.replace(Some(record));
        self.items.borrow_mut().clear();
    }

    /// The entries, in column-major order.
    pub fn items(&self) -> Ref<'_, Vec<Value>> {
        if let Some(record) = &*self.record.borrow()
            && self.items.borrow().len() < record.value().entries().len()
        {
            self.items.replace(numbers_of(record, self.sealed));
        }
        self.items.borrow()
    }

    /// The entries, mutably. A tracked array must not be changed this way: see [`Array::replace_record`].
    pub fn items_mut(&self) -> RefMut<'_, Vec<Value>> {
        self.items.borrow_mut()
    }

    /// How many entries it has.
    pub fn len(&self) -> usize {
        match &*self.record.borrow() {
            Some(record) => record.value().entries().len(),
            None => self.items.borrow().len(),
        }
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The entries, with tracked numbers converted to plain ones.
    pub fn plain_items(&self) -> Vec<Value> {
        if let Some(record) = &*self.record.borrow() {
            return record.value().entries().iter().map(|number| Value::Float(*number)).collect();
        }
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
            None => vec![self.len()],
        }
    }
}

/// The numbers of a tracked array as individual tape entries, recorded as slices of the whole.
fn numbers_of(record: &Tracked<f64>, sealed: bool) -> Vec<Value> {
    let count = record.value().entries().len();
    let step = |name: &str, attr: &Attr, x: &Tracked<f64>| Tracked::array(array_op(name)?, attr, &[x]).ok();
    let Some(flat) = step("reshape", &Attr::list(&[count]), record) else { return Vec::new() };
    let number = |at: usize| {
        let part = step("slice", &Attr::stretch(0, at, 1), &flat)?;
        step("reshape", &Attr::list(&[]), &part)
    };
    let wrap = |entry| Value::Tracked(Rc::new(TrackedNumber::new(entry, sealed)));
    (0..count).filter_map(number).map(wrap).collect()
}

impl Drop for Array {
    fn drop(&mut self) {
        release(self.items.get_mut());
    }
}
