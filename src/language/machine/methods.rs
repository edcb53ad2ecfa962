//! Methods that are not part of a function defined in a cell: constructors, callable values, and methods that cells add
//! to library functions.

use std::collections::HashMap;
use std::rc::Rc;

use super::super::error::Fallible;
use super::super::types::{DefinedType, Type, TypeForm, defined};
use super::super::value::{Function, Method, Value};

/// Methods, by what they belong to.
#[derive(Clone, Default)]
pub struct Methods {
    /// Constructors of a type.
    constructors: HashMap<Type, Rc<Function>>,
    /// Constructors of a type with parameters, `P{T}(…) where T = …`; the type itself is the first argument.
    applied_constructors: HashMap<Type, Rc<Function>>,
    /// Methods for calling values of a type; the value is the first argument.
    callables: HashMap<Type, Rc<Function>>,
    /// Methods added to library functions, by the functions' names.
    members: HashMap<Rc<str>, Rc<Function>>,
    /// The structs marked `@treelike`, and which of their fields hold parameters of a model; all if none is named.
    treelike: HashMap<Type, Rc<[Rc<str>]>>,
    /// Whether any member has a signature of built-in types only: then members must be looked up in every call.
    extends_builtins: bool,
}

impl Methods {
    /// Marks a struct's fields as holding parameters of a model.
    pub(super) fn register_treelike(&mut self, kind: Type, fields: Rc<[Rc<str>]>) {
        self.treelike.insert(super::super::types::head(kind), fields);
    }

    /// The fields in which parameters are searched for (all if the list is empty); `None` if the type is not treelike.
    pub(super) fn treelike_fields(&self, kind: Type) -> Option<Rc<[Rc<str>]>> {
        self.treelike.get(&super::super::types::head(kind)).cloned()
    }

    /// Adds a constructor.
    pub(super) fn construct(&mut self, kind: Type, function: &Function) {
        add(self.constructors.entry(kind), &kind.name(), function);
    }

    /// Adds a constructor of a type with parameters, which the first parameter names.
    pub(super) fn construct_applied(&mut self, function: &Function) {
        let first = function.methods.borrow().first().and_then(|method| method.signature.first().copied());
        if let Some(DefinedType { form: TypeForm::Parametric(_, inner), .. }) =
            first.and_then(defined).as_deref()
            && let [applied] = inner[..]
        {
            let kind = super::super::types::head(applied);
            add(self.applied_constructors.entry(kind), &kind.name(), function);
        }
    }

    /// The constructor of a type with parameters for these arguments, the first of which is the type.
    ///
    /// # Errors
    /// If the call is ambiguous.
    pub(super) fn applied_constructor(
        &self,
        head: Type,
        arguments: &[Value],
    ) -> Fallible<Option<Rc<Method>>> {
        self.applied_constructors.get(&head).map_or(Ok(None), |function| function.select(arguments))
    }

    /// Adds a method for calling values of the first parameter's type.
    pub(super) fn call(&mut self, function: &Function) {
        let first = function.methods.borrow().first().and_then(|method| method.signature.first().copied());
        if let Some(kind) = first {
            let kind = super::super::types::head(kind);
            add(self.callables.entry(kind), &kind.name(), function);
        }
    }

    /// Adds a method to a library function.
    pub(super) fn extend(&mut self, name: &Rc<str>, function: &Function) {
        let own = |kind: &Type| super::super::types::defined(*kind).is_some();
        self.extends_builtins |=
            function.methods.borrow().iter().any(|method| !method.signature.iter().any(own));
        add(self.members.entry(name.clone()), name, function);
    }

    /// The constructors of a type.
    pub(super) fn constructors(&self, kind: Type) -> Option<&Rc<Function>> {
        self.constructors.get(&kind)
    }

    /// The methods for calling values of a type, its own or inherited from a supertype.
    pub(super) fn callable(&self, kind: Type) -> Option<&Rc<Function>> {
        let mut at = super::super::types::head(kind);
        loop {
            match self.callables.get(&at) {
                None if at != Type::Any => at = super::super::types::head(at.supertype()),
                found => return found,
            }
        }
    }

    /// The method that cells have added to the library function `name` for these arguments.
    #[inline]
    pub(super) fn member(&self, name: &str, arguments: &[Value]) -> Option<Rc<Method>> {
        if self.extends_builtins
            || arguments.iter().any(|value| matches!(value, Value::Struct(_) | Value::Function(_)))
        {
            self.members.get(name)?.select(arguments).ok().flatten()
        } else {
            None
        }
    }

    /// Whether any method was added to the library function `name`.
    pub(super) fn extends(&self, name: &str) -> bool {
        self.members.contains_key(name)
    }
}

type Entry<'a, K> = std::collections::hash_map::Entry<'a, K, Rc<Function>>;

/// Adds the methods of `function`. A function shared between sessions is copied first.
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
