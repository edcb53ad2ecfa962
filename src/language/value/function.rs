//! Functions defined in cells, with their methods; native functions of the library; and modules.

use std::cell::RefCell;
use std::rc::Rc;

use super::super::code::Code;
use super::super::error::Fallible;
use super::super::machine::Machine;
use super::super::types::Type;
use super::{Value, release};

/// A function defined in Julia.
#[derive(Debug)]
pub struct Function {
    /// Its name; an anonymous one has a number, as in `#3`.
    pub name: Rc<str>,
    /// Its methods, oldest first.
    pub methods: RefCell<Vec<Rc<Method>>>,
}

/// One method: its signature and its code.
#[derive(Debug, Default)]
pub struct Method {
    /// The type of each positional parameter; last, that of the parameter that collects the rest, if there is one.
    pub signature: Vec<Type>,
    /// The type variables of the signature.
    pub variables: Vec<Type>,
    /// Its code.
    pub code: Rc<Code>,
    /// The variables of enclosing functions that it captures.
    pub captures: Vec<Rc<Cell>>,
}

/// A variable shared by closures.
#[derive(Debug, Default)]
pub struct Cell {
    /// Its current value.
    pub value: RefCell<Value>,
}

impl Drop for Cell {
    fn drop(&mut self) {
        release(&mut vec![self.value.take()]);
    }
}

/// The arguments of a call of a library function.
#[derive(Clone, Copy, Debug)]
pub struct Arguments<'a> {
    /// Positional arguments.
    pub values: &'a [Value],
    /// Keyword arguments.
    pub keywords: &'a [(Rc<str>, Value)],
}

impl<'a> Arguments<'a> {
    /// The keyword argument `name`, if it was given.
    pub fn keyword(&self, name: &str) -> Option<&'a Value> {
        self.keywords.iter().find(|(keyword, _)| &**keyword == name).map(|(_, value)| value)
    }
}

/// A native function of the library: one row of a table.
#[derive(Debug)]
pub struct Native {
    /// The name that a cell calls it by.
    pub name: &'static str,
    /// The module that exports it. Functions of `Base` are available without a `using`.
    pub module: &'static str,
    /// The minimum and maximum number of positional arguments.
    pub arity: (usize, usize),
    /// The keyword arguments that it accepts.
    pub keywords: &'static [&'static str],
    /// Its implementation.
    pub call: fn(&mut Machine, Arguments<'_>) -> Fallible<Value>,
    /// One line of help.
    pub help: &'static str,
    /// An expression and what the prompt shows for it; a test runs it.
    pub example: (&'static str, &'static str),
}

/// A module that `using` can name.
#[derive(Debug)]
pub struct Module {
    /// Its full name, with dots.
    pub name: &'static str,
    /// The modules whose names `using` this one brings into scope, usually itself among them.
    pub exports: &'static [&'static str],
    /// The modules whose names are accessible through this one only when qualified with a dot.
    pub qualified_only: &'static [&'static str],
}

impl PartialEq for Native {
    fn eq(&self, other: &Native) -> bool {
        std::ptr::eq(self, other)
    }
}
