//! Dictionaries, which keep their keys in insertion order.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use super::super::entries::identical;
use super::super::types::Type;
use super::{Value, release};

/// How deep into nested keys comparison and hashing go.
const MAX_DEPTH: usize = 6;

/// How many entries of a key contribute to its hash.
const MAX_HASHED: usize = 100;

/// A dictionary.
#[derive(Debug)]
pub struct Dict {
    types: Cell<(Type, Type)>,
    inner: RefCell<Inner>,
}

#[derive(Debug, Default)]
struct Inner {
    keys: Vec<Value>,
    values: Vec<Value>,
    /// The positions of the keys with each hash.
    places: HashMap<u64, Vec<usize>>,
}

impl Dict {
    /// An empty dictionary for keys and values of these types.
    pub fn new(key: Type, value: Type) -> Dict {
        Dict { types: Cell::new((key, value)), inner: RefCell::default() }
    }

    /// The types of its keys and values.
    pub fn types(&self) -> (Type, Type) {
        self.types.get()
    }

    /// How many entries it has.
    pub fn len(&self) -> usize {
        self.inner.borrow().keys.len()
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The value of a key.
    pub fn get(&self, key: &Value) -> Option<Value> {
        let inner = self.inner.borrow();
        let at = inner.find(key)?;
        inner.values.get(at).cloned()
    }

    /// The entry at a position.
    pub fn entry(&self, position: usize) -> Option<(Value, Value)> {
        let inner = self.inner.borrow();
        Some((inner.keys.get(position)?.clone(), inner.values.get(position)?.clone()))
    }

    /// All keys.
    pub fn keys(&self) -> Vec<Value> {
        self.inner.borrow().keys.clone()
    }

    /// All values, in the order of the keys.
    pub fn values(&self) -> Vec<Value> {
        self.inner.borrow().values.clone()
    }

    /// Sets the value of a key, and returns its previous value.
    pub fn insert(&self, key: Value, value: Value) -> Option<Value> {
        let mut inner = self.inner.borrow_mut();
        if let Some(at) = inner.find(&key) {
            return inner.values.get_mut(at).map(|place| std::mem::replace(place, value));
        }
        let at = inner.keys.len();
        inner.places.entry(hash_of(&key)).or_default().push(at);
        inner.keys.push(key);
        inner.values.push(value);
        None
    }

    /// Removes a key, and returns its value.
    pub fn remove(&self, key: &Value) -> Option<Value> {
        let mut inner = self.inner.borrow_mut();
        let at = inner.find(key)?;
        inner.keys.remove(at);
        let value = inner.values.remove(at);
        let hashes: Vec<u64> = inner.keys.iter().map(hash_of).collect();
        inner.places.clear();
        for (at, hash) in hashes.into_iter().enumerate() {
            inner.places.entry(hash).or_default().push(at);
        }
        Some(value)
    }
}

impl Inner {
    fn find(&self, key: &Value) -> Option<usize> {
        let places = self.places.get(&hash_of(key))?;
        places.iter().copied().find(|&at| same(&self.keys[at], key, 0))
    }
}

impl Drop for Dict {
    fn drop(&mut self) {
        let inner = self.inner.get_mut();
        release(&mut inner.keys);
        release(&mut inner.values);
    }
}

/// Whether two keys are the same: equal numbers, equal strings, tuples and arrays of these; otherwise the same object.
fn same(a: &Value, b: &Value, depth: usize) -> bool {
    if let (Some(x), Some(y)) = (a.number(), b.number()) {
        return x == y || (x.is_nan() && y.is_nan());
    }
    match (a, b) {
        _ if identical(a, b) => true,
        (Value::Tuple(x), Value::Tuple(y)) if depth < MAX_DEPTH => {
            let (x, y) = (x.items(), y.items());
            x.len() == y.len() && x.iter().zip(y).all(|(x, y)| same(x, y, depth + 1))
        }
        (Value::Array(x), Value::Array(y)) if depth < MAX_DEPTH => {
            let (a, b) = (x.items(), y.items());
            x.sizes() == y.sizes() && a.iter().zip(b.iter()).all(|(x, y)| same(x, y, depth + 1))
        }
        _ => identical(a, b),
    }
}

/// A hash that is equal for keys that are the same.
fn hash_of(key: &Value) -> u64 {
    let mut hasher = DefaultHasher::new();
    hash(key, &mut hasher, 0);
    hasher.finish()
}

fn hash(key: &Value, hasher: &mut DefaultHasher, depth: usize) {
    if let Some(number) = key.number() {
        let number = if number == 0.0 { 0.0 } else { number };
        return number.to_bits().hash(hasher);
    }
    match key {
        Value::Text(text) => (1u8, text).hash(hasher),
        Value::Symbol(name) => (2u8, name).hash(hasher),
        Value::Char(c) => (3u8, c).hash(hasher),
        Value::Tuple(tuple) if depth < MAX_DEPTH => {
            tuple.items().len().hash(hasher);
            tuple
                .items()
                .iter()
                .take(MAX_HASHED >> (depth * 2))
                .for_each(|item| hash(item, hasher, depth + 1));
        }
        Value::Array(array) => array.sizes().hash(hasher),
        Value::Type(kind) => kind.hash(hasher),
        // Keys compared by identity are rare enough in one dictionary to share a hash.
        _ => 4u8.hash(hasher),
    }
}
