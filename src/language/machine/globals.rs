//! Global names: those of the library, those imported by `using`, and those defined by cells.

use std::borrow::Cow;
use std::collections::HashMap;
use std::rc::Rc;

use super::super::code::Import;
use super::super::error::{self, Fallible, Raised};
use super::super::lower::Globals;
use super::super::types::Type;
use super::super::value::{Function, Module, Object, Value};
use super::elsewhere::elsewhere;
use super::methods::Methods;
use super::near::near;
use crate::diag::QuickFix;

/// The library: the rows of its tables, what it defines in Julia, and its modules.
#[derive(Clone, Default)]
pub struct Library {
    /// Name, module and value of everything that a cell can use. `Base` is available without a `using`.
    pub entries: Vec<(Cow<'static, str>, &'static str, Value)>,
    /// The modules.
    pub modules: &'static [Module],
    /// The globals of the library's own Julia code. They come first in every session, where cells cannot name them.
    pub globals: SharedGlobals,
}

/// The globals that every session starts with.
#[derive(Clone, Default)]
pub struct SharedGlobals(pub(super) Vec<Global>, pub(super) Methods);

/// The module of internal functions, which only the library itself calls.
pub const OWN: &str = "own";

/// Where a global's value comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Origin {
    /// The library: a cell may redefine the name.
    Library,
    /// A cell or the host.
    Session,
}

#[derive(Clone)]
pub(super) struct Global {
    pub name: Rc<str>,
    pub value: Value,
    pub origin: Origin,
    /// Whether it was imported with `import`, so that definitions add methods to the library's function of this name.
    pub extends: bool,
}

/// The global names of a session. The number given to a name never changes.
pub struct GlobalTable {
    numbers: HashMap<Rc<str>, u32>,
    pub(super) globals: Vec<Global>,
    pub(super) methods: Methods,
    pub(super) library: Rc<Library>,
    /// The modules whose names are in scope.
    pub(super) used: Vec<&'static str>,
    /// The globals that a `using` or `import` listed by name.
    imported: Vec<u32>,
}

impl Globals for GlobalTable {
    fn number(&mut self, name: &str) -> u32 {
        if let Some(&number) = self.numbers.get(name) {
            return number;
        }
        let number = self.globals.len() as u32;
        let name: Rc<str> = name.into();
        let value = self.library_value(&name);
        self.globals.push(Global { name: name.clone(), value, origin: Origin::Library, extends: false });
        self.numbers.insert(name, number);
        number
    }

    fn is_defined(&self, name: &str) -> bool {
        self.find(name).is_some_and(|global| global.origin == Origin::Session)
    }
}

impl GlobalTable {
    pub(super) fn new(library: Rc<Library>) -> GlobalTable {
        let SharedGlobals(globals, methods) = library.globals.clone();
        GlobalTable {
            numbers: HashMap::new(),
            globals,
            methods,
            library,
            used: vec!["Base", OWN],
            imported: Vec::new(),
        }
    }

    fn find(&self, name: &str) -> Option<&Global> {
        self.numbers.get(name).map(|&number| &self.globals[number as usize])
    }

    /// The library's value for `name` in the modules that are in use.
    fn library_value(&self, name: &str) -> Value {
        let rows = self.library.entries.iter();
        let found =
            rows.filter(|(_, module, _)| self.used.contains(module)).find(|(entry, ..)| *entry == name);
        found.map_or(Value::Unset, |(.., value)| value.clone())
    }

    /// Marks a struct as part of a model, as `@treelike` does: parameters are searched for in these fields, or in all of
    /// them if none is named.
    pub fn register_treelike(&mut self, kind: Type, fields: Rc<[Rc<str>]>) {
        self.methods.register_treelike(kind, fields);
    }

    /// The parts of a value in which a model's parameters are searched for.
    pub fn parts(&self, value: &Value) -> Vec<Value> {
        match value {
            Value::Tuple(tuple) => tuple.items().to_vec(),
            Value::Struct(object) => {
                let fields = object.fields.borrow();
                self.places_of_parts(object)
                    .into_iter()
                    .filter_map(|place| fields.get(place).cloned())
                    .collect()
            }
            _ => Vec::new(),
        }
    }

    /// Which of its fields are the parts of a struct: none if it is no part of a model.
    pub fn places_of_parts(&self, object: &Object) -> Vec<usize> {
        match self.methods.treelike_fields(object.kind) {
            None => Vec::new(),
            Some(names) if names.is_empty() => (0..object.fields.borrow().len()).collect(),
            Some(names) => names.iter().filter_map(|name| object.position(name)).collect(),
        }
    }

    /// Whether a field may hold parameters: every one of a struct of which nothing is known.
    pub fn is_part(&self, object: &Object, place: usize) -> bool {
        self.methods.treelike_fields(object.kind).is_none() || self.places_of_parts(object).contains(&place)
    }

    /// The value of a global.
    pub(super) fn get(&self, number: u32) -> Fallible<&Value> {
        let global = &self.globals[number as usize];
        match &global.value {
            Value::Unset => Err(error::undefined(&global.name, self.suggestion(&global.name))),
            value => Ok(value),
        }
    }

    /// A display as the prompt writes it: without the prefix of a module that is in use.
    pub fn without_module_prefix(&self, display: String) -> String {
        match self.used.contains(&"LinearAlgebra") {
            true => display.replacen("LinearAlgebra.", "", 1),
            false => display,
        }
    }

    /// Whether a cell has added methods to the library function `name`.
    pub fn extends(&self, name: &str) -> bool {
        self.methods.extends(name)
    }

    /// The value of `name`, if a cell or the host assigned it.
    pub fn session_value(&self, name: &str) -> Option<Value> {
        self.find(name).filter(|global| global.origin == Origin::Session).map(|global| global.value.clone())
    }

    /// The value of `name`, whether from the session or the library.
    pub fn value(&mut self, name: &str) -> Option<Value> {
        let number = self.number(name);
        match &self.globals[number as usize].value {
            Value::Unset => None,
            value => Some(value.clone()),
        }
    }

    /// The library's value of this name, from any module.
    pub fn library(&self, name: &str) -> Fallible<Value> {
        let found = self.library.entries.iter().find(|(entry, ..)| entry == name);
        found.map(|(.., value)| value.clone()).ok_or_else(|| error::undefined(name, None))
    }

    /// An internal function of the library.
    pub fn own(&self, name: &str) -> Fallible<Value> {
        let mut rows = self.library.entries.iter();
        let found = rows.find(|(entry, module, _)| *module == OWN && entry == name);
        found.map(|(.., value)| value.clone()).ok_or_else(|| error::undefined(name, None))
    }

    /// Assigns a global.
    pub(super) fn set(&mut self, number: u32, value: Value) -> Fallible<()> {
        let global = &mut self.globals[number as usize];
        if global.origin == Origin::Session && is_definition(global) && !is_same(&global.value, &value) {
            let name = &global.name;
            let what = if matches!(global.value, Value::Type(_)) { "type" } else { "function" };
            return Err(Raised::new(format!("invalid redefinition of constant {name}"))
                .hint(format!("`{name}` is already a {what}: choose another name for the variable.")));
        }
        global.value = value;
        global.origin = Origin::Session;
        Ok(())
    }

    /// Assigns `name`, as `name = value` at top level would.
    pub fn set_named(&mut self, name: &str, value: Value) -> Fallible<()> {
        let number = self.number(name);
        self.set(number, value)
    }

    /// Adds the method of `function` to the function that a global holds.
    pub(super) fn define(&mut self, number: u32, function: Rc<Function>) -> Fallible<()> {
        let global = &mut self.globals[number as usize];
        match (&global.value, global.origin) {
            (Value::Function(known), Origin::Session) if is_definition(global) => {
                for method in function.methods.take() {
                    known.add(method);
                }
            }
            (Value::Type(kind), _) if global.origin == Origin::Session || is_defined_type(*kind) => {
                self.methods.construct(*kind, &function);
            }
            (value, Origin::Library) if global.extends && !matches!(value, Value::Unset) => {
                let name = global.name.clone();
                self.methods.extend(&name, &function);
            }
            (value, Origin::Library) if !matches!(value, Value::Unset) && is_operator(&global.name) => {
                let name = &global.name;
                return Err(Raised::new(format!(
                    "error in method definition: function Base.{name} must be explicitly imported to be extended"
                ))
                .hint(format!("Write `import Base: {name}` before the definition, or define `Base.:{name}(…)`.")));
            }
            (_, Origin::Library) => {
                global.value = Value::Function(function);
                global.origin = Origin::Session;
            }
            _ => {
                let name = &global.name;
                return Err(Raised::new(format!("cannot define function {name}; it already has a value"))
                    .hint(format!("`{name}` is already a variable: choose another name for the function.")));
            }
        }
        Ok(())
    }

    /// Defines a type as a global.
    pub(super) fn define_type(&mut self, number: u32, kind: Type) -> Fallible<()> {
        let global = &mut self.globals[number as usize];
        let same = matches!(&global.value, Value::Type(known) if *known == kind);
        if global.origin == Origin::Session && !same {
            let name = &global.name;
            return Err(Raised::new(format!("invalid redefinition of constant {name}"))
                .hint(format!("`{name}` already means something else: choose another name for the type.")));
        }
        global.value = Value::Type(kind);
        global.origin = Origin::Session;
        Ok(())
    }

    /// `using module` or `using module: names`.
    pub(super) fn import_names(&mut self, import: &Import) -> Fallible<()> {
        let (module, names) = (&*import.module, import.names.as_deref());
        // `import Base.show` names a member.
        if let (None, None, Some((owner, name))) = (self.module(module), names, module.rsplit_once('.')) {
            let names = Some(vec![name.into()]);
            return self.import_names(&Import { module: owner.to_owned(), names, extends: import.extends });
        }
        let Some(row) = self.module(module) else {
            return Err(error::argument(format!(
                "Package {module} not found in current path:\n- Run `import Pkg; Pkg.add(\"{module}\")` to install the {module} package."
            ))
            .hint(format!("The packages available here are {}.", self.module_names())));
        };
        match names {
            None => {
                // A plain `import A` brings only the name of the module into scope, nothing in it.
                if !import.extends {
                    self.used.extend(row.exports);
                    self.used.dedup();
                }
                self.bind_module(row);
            }
            Some(names) => {
                // Macros are available without an import.
                for name in names.iter().filter(|name| !name.starts_with('@')) {
                    let value = self.member(row, name)?;
                    let number = self.number(name);
                    self.imported.push(number);
                    let global = &mut self.globals[number as usize];
                    if global.origin == Origin::Library {
                        global.value = value;
                        global.extends = import.extends;
                    }
                }
            }
        }
        // Names that were looked up before the `using` get their values now. If two modules have a name, the module
        // that comes first in the library wins: `gradient` is Tracker's as soon as Tracker is in use.
        for number in self.library.globals.0.len()..self.globals.len() {
            if self.globals[number].origin == Origin::Library && !self.imported.contains(&(number as u32)) {
                let name = self.globals[number].name.clone();
                self.globals[number].value = self.library_value(&name);
            }
        }
        Ok(())
    }

    /// Makes the last part of a module's name a name for it.
    fn bind_module(&mut self, row: &'static Module) {
        let last = row.name.rsplit('.').next().unwrap_or(row.name);
        let number = self.number(last);
        let global = &mut self.globals[number as usize];
        if global.origin == Origin::Library {
            global.value = Value::Module(row);
            self.imported.push(number);
        }
    }

    /// The module of this full name, or with this last component: `Tracker` is `Flux.Tracker`.
    fn module(&self, name: &str) -> Option<&'static Module> {
        let rows = self.library.modules.iter();
        let last = |row: &&Module| row.name.rsplit('.').next() == Some(name);
        rows.clone().find(|row| row.name == name).or_else(|| rows.clone().find(last))
    }

    /// The module whose `using` brings the names of `owner` into scope: `owner` itself, if it is a module.
    pub(super) fn exporter(&self, owner: &str) -> Option<&'static Module> {
        let rows = self.library.modules.iter();
        rows.clone()
            .find(|row| row.name == owner)
            .or_else(|| rows.clone().find(|row| row.exports.contains(&owner)))
    }

    fn module_names(&self) -> String {
        let names: Vec<String> = self.library.modules.iter().map(|row| format!("`{}`", row.name)).collect();
        names.join(", ")
    }

    /// `module.name`.
    pub(super) fn member(&self, module: &Module, name: &str) -> Fallible<Value> {
        let rows = self.library.entries.iter();
        let inside = |owner: &str| {
            owner == module.name || module.exports.contains(&owner) || module.qualified_only.contains(&owner)
        };
        let found = rows.clone().find(|(entry, owner, _)| *entry == name && inside(owner));
        // `Flux.Tracker` is a module in a module.
        let nested = || {
            let full = format!("{}.{name}", module.name);
            let rows = self.library.entries.iter();
            rows.clone().find_map(|(.., value)| match value {
                Value::Module(inner) if inner.name == full => Some(value.clone()),
                _ => None,
            })
        };
        match found {
            Some((.., value)) => Ok(value.clone()),
            None => nested().ok_or_else(|| {
                let names = rows.filter(|(_, owner, _)| inside(owner)).map(|(entry, ..)| &**entry);
                let full = |near| format!("{}.{near}", module.name);
                let meant = near(name, names).map(full);
                let known = elsewhere(name).map(|hint| (hint, None));
                error::undefined(
                    name,
                    known
                        .or(meant
                            .map(|full| (format!("Did you mean `{full}`?"), Some(QuickFix::Replace(full))))),
                )
            }),
        }
    }
}

/// Whether a name is an operator rather than a word.
fn is_operator(name: &str) -> bool {
    !name.starts_with(|c: char| c.is_alphabetic() || c == '_' || c == '#')
}

/// Whether the type was defined in Julia, by a cell or by the library.
fn is_defined_type(kind: Type) -> bool {
    super::super::types::defined(kind).is_some()
}

/// Whether a global is the definition of a function or a type, rather than a variable that holds one.
fn is_definition(global: &Global) -> bool {
    match &global.value {
        Value::Function(function) => function.name == global.name,
        Value::Type(kind) => is_defined_type(*kind) && kind.name() == global.name,
        _ => false,
    }
}

fn is_same(a: &Value, b: &Value) -> bool {
    super::super::entries::identical(a, b)
}
