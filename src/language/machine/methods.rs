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
    /// The structs whose fields may hold parameters of a model, and those of their fields that do; all if none is named.
    trees: HashMap<Type, Rc<[Rc<str>]>>,
    /// Whether one of these takes no value of a struct or function: then they are looked for in every call.
    wild: bool,
}

impl Methods {
    /// Lets the parameters of a model be looked for in a struct's fields.
    pub(super) fn plant(&mut self, kind: Type, fields: Rc<[Rc<str>]>) {
        self.trees.insert(super::super::types::head(kind), fields);
    }

    /// The fields in which parameters are looked for; all if none is named.
    pub(super) fn tree(&self, kind: Type) -> Option<Rc<[Rc<str>]>> {
        self.trees.get(&super::super::types::head(kind)).cloned()
    }

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
        let own = |kind: &Type| super::super::types::made(*kind).is_some();
        self.wild |= function.methods.borrow().iter().any(|method| !method.signature.iter().any(own));
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
        if self.wild || arguments.iter().any(|value| matches!(value, Value::Struct(_) | Value::Function(_))) {
            self.members.get(name)?.select(arguments).ok().flatten()
        } else {
            None
        }
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
