//! Methods that belong to no function of a cell: constructors, calls of values, and what cells add to the library.

use std::collections::HashMap;
use std::rc::Rc;

use super::super::types::Type;
use super::super::value::{Function, Method, Value};

/// Methods by what they belong to.
#[derive(Clone, Default)]
pub struct Methods {
    /// How values of a type are made.
    constructors: HashMap<Type, Rc<Function>>,
    /// How values of a type are called; the value is the first argument.
    callables: HashMap<Type, Rc<Function>>,
    /// What is added to the functions of the library, by their names.
    members: HashMap<Rc<str>, Rc<Function>>,
}

impl Methods {
    /// Adds a constructor.
    pub(super) fn construct(&mut self, kind: Type, function: &Function) {
        add(self.constructors.entry(kind), &kind.name(), function);
    }

    /// Adds a way to call values of the type of the first parameter.
    pub(super) fn call(&mut self, function: &Function) {
        let first = function.methods.borrow().first().and_then(|method| method.signature.first().copied());
        if let Some(kind) = first {
            let kind = super::super::types::head(kind);
            add(self.callables.entry(kind), &kind.name(), function);
        }
    }

    /// Adds a method to a function of the library.
    pub(super) fn extend(&mut self, name: &Rc<str>, function: &Function) {
        add(self.members.entry(name.clone()), name, function);
    }

    /// The constructors of a type.
    pub(super) fn constructors(&self, kind: Type) -> Option<&Rc<Function>> {
        self.constructors.get(&kind)
    }

    /// How values of a type are called: as its own definitions say, or those of a type above it.
    pub(super) fn callable(&self, kind: Type) -> Option<&Rc<Function>> {
        let mut at = super::super::types::head(kind);
        loop {
            match self.callables.get(&at) {
                None if at != Type::Any => at = super::super::types::head(at.above()),
                found => return found,
            }
        }
    }

    /// The method that cells have added to the library's function `name` for these arguments.
    #[inline]
    pub(super) fn member(&self, name: &str, arguments: &[Value]) -> Option<Rc<Method>> {
        if self.members.is_empty() { None } else { self.members.get(name)?.select(arguments) }
    }

    /// Whether anything was added to any function of the library.
    #[inline]
    pub(super) fn any(&self) -> bool {
        !self.members.is_empty()
    }

    /// Whether anything was added to the library's function `name`.
    pub(super) fn extends(&self, name: &str) -> bool {
        self.members.contains_key(name)
    }
}

type Entry<'a, K> = std::collections::hash_map::Entry<'a, K, Rc<Function>>;

/// Adds the methods of `function`. What sessions share is copied before it changes.
fn add<K>(entry: Entry<'_, K>, name: &Rc<str>, function: &Function) {
    let known = entry.or_insert_with(|| Rc::new(Function { name: name.clone(), methods: Vec::new().into() }));
    if Rc::strong_count(known) > 1 {
        let methods = known.methods.borrow().clone();
        *known = Rc::new(Function { name: name.clone(), methods: methods.into() });
    }
    for method in function.methods.take() {
        known.add(method);
    }
}
