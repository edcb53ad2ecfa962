//! Arrays: their entries, which all references share, and their sizes.

use std::cell::{Cell, Ref, RefCell, RefMut};
use std::rc::Rc;

use super::super::types::Type;
use super::{TrackedNumber, Value, release};
use crate::autodiff::{Attr, Tracked, array_op};
use crate::tensor::Tensor;

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
    /// The plain array that shares the numbers of a tracked one, once a program has asked for it.
    shared: RefCell<Option<Rc<Array>>>,
    /// Whether entries were written since the tracked array that shares them was last brought up to date.
    written: Cell<bool>,
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
            shared: RefCell::default(),
            written: Cell::new(false),
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
        self.synchronise();
        self.record.borrow().clone()
    }

    /// The serial number of the tape entry of the whole array, if it has one.
    pub fn serial(&self) -> Option<u64> {
        self.record.borrow().as_ref().map(Tracked::serial)
    }

    /// Replaces its tape entry, as `update!` does for a parameter. An array that shares the numbers changes with it.
    pub fn replace_record(&self, record: Tracked<f64>) {
        let mut shared = self.shared.borrow_mut();
        match &*shared {
            Some(plain) if Rc::strong_count(plain) > 1 => {
                plain.items.replace(floats(record.value()));
                plain.written.set(false);
            }
            _ => *shared = None,
        }
        self.record.replace(Some(record));
        self.items.borrow_mut().clear();
    }

    /// The plain array that shares the numbers of a tracked array: what a program writes to it changes the tracked array,
    /// as `x.data` does in Tracker. `None` if the array does not have a single tape entry.
    pub fn data(&self) -> Option<Rc<Array>> {
        let record = self.record.borrow();
        let record = record.as_ref()?;
        let mut shared = self.shared.borrow_mut();
        let plain = shared.get_or_insert_with(|| {
            Rc::new(Array::new(floats(record.value()), Type::Float, record.value().shape()))
        });
        Some(plain.clone())
    }

    /// Takes over what was written to the array that shares the numbers.
    fn synchronise(&self) {
        let shared = self.shared.borrow();
        let Some(plain) = shared.as_ref().filter(|plain| plain.written.get()) else { return };
        plain.written.set(false);
        let numbers = plain.items.borrow().iter().map(|item| item.number().unwrap_or(f64::NAN)).collect();
        let current = self.record.borrow().clone();
        if let (Some(record), Ok(numbers)) = (current, Tensor::from_column_major(&plain.sizes(), numbers)) {
            self.record.replace(Some(record.with_value(numbers)));
            self.items.borrow_mut().clear();
        }
    }

    /// The entries, in column-major order.
    pub fn items(&self) -> Ref<'_, Vec<Value>> {
        self.synchronise();
        if let Some(record) = &*self.record.borrow()
            && self.items.borrow().len() < record.value().entries().len()
        {
            self.items.replace(numbers_of(record, self.sealed));
        }
        self.items.borrow()
    }

    /// The number at a position of a tracked array, as a tape entry of its own; `None` if the array does not have a single
    /// tape entry, or if each of its numbers already has one.
    pub fn number(&self, position: usize) -> Option<Value> {
        self.synchronise();
        let record = self.record.borrow();
        let record = record.as_ref().filter(|_| self.items.borrow().is_empty())?;
        let mut part = record.clone();
        let mut left = position;
        let shape = record.value().shape().to_vec();
        for (axis, size) in shape.iter().enumerate().rev() {
            let step: usize = shape[..axis].iter().product();
            part = Tracked::array(array_op("slice")?, &Attr::stretch(axis, left / step, 1), &[&part]).ok()?;
            left %= step.max(1);
            debug_assert!(*size > 0);
        }
        let number = Tracked::array(array_op("reshape")?, &Attr::list(&[]), &[&part]).ok()?;
        Some(Value::Tracked(Rc::new(TrackedNumber::new(number, self.sealed))))
    }

    /// The position of the entry at these integer indices, one for the whole array or one for each dimension.
    fn position(&self, indices: &[Value]) -> Option<usize> {
        let at = |index: &Value, size: usize| match index {
            Value::Int(at) if *at >= 1 && *at as u64 <= size as u64 => Some(*at as usize - 1),
            _ => None,
        };
        match (indices, self.sizes.as_deref()) {
            ([only], _) => at(only, self.items.borrow().len()),
            ([row, column], Some([rows, columns])) => Some(at(row, *rows)? + at(column, *columns)? * rows),
            _ => None,
        }
    }

    /// The entry at integer indices of an array that is not tracked; `None` for anything that takes more work.
    pub fn quick_entry(&self, indices: &[Value]) -> Option<Value> {
        if self.element == Type::Tracked {
            return None;
        }
        let at = self.position(indices)?;
        self.items.borrow().get(at).cloned()
    }

    /// Stores a number at integer indices; `false` for anything that takes more work.
    pub fn quick_store(&self, indices: &[Value], value: &Value) -> bool {
        let value = match (self.element, value) {
            (Type::Float, Value::Float(number)) => Value::Float(*number),
            (Type::Float, Value::Int(number)) => Value::Float(*number as f64),
            (Type::Int, Value::Int(number)) => Value::Int(*number),
            (Type::Bool, Value::Bool(truth)) => Value::Bool(*truth),
            _ => return false,
        };
        match self.position(indices) {
            Some(at) if self.wrapper != Wrapper::View => {
                self.written.set(true);
                self.items.borrow_mut()[at] = value;
                true
            }
            _ => false,
        }
    }

    /// The entries, mutably. A tracked array must not be changed this way: see [`Array::replace_record`].
    pub fn items_mut(&self) -> RefMut<'_, Vec<Value>> {
        self.written.set(true);
        self.items.borrow_mut()
    }

    /// How many entries it has.
    pub fn len(&self) -> usize {
        self.synchronise();
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
        self.synchronise();
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

/// The numbers of a tape entry without a history, in column-major order.
fn floats(numbers: &Tensor<f64>) -> Vec<Value> {
    numbers.entries().iter().map(|number| Value::Float(*number)).collect()
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
