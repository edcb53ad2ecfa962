//! Functions: those that cells define, with their methods, and those of the library; and modules.

use std::cell::RefCell;
use std::rc::Rc;

use super::super::code::Code;
use super::super::error::Fallible;
use super::super::machine::Machine;
use super::super::types::Type;
use super::{Value, release};

/// A function that a cell defined.
#[derive(Debug)]
pub struct Function {
    /// Its name; an anonymous one has a number, as in `#3`.
    pub name: Rc<str>,
    /// Its methods, oldest first.
    pub methods: RefCell<Vec<Rc<Method>>>,
}

/// One method: the arguments that it takes, and its code.
#[derive(Debug, Default)]
pub struct Method {
    /// The type that each positional parameter asks for; behind them the one that collects the rest.
    pub signature: Vec<Type>,
    /// The type variables of the signature.
    pub variables: Vec<Type>,
    /// What runs.
    pub code: Rc<Code>,
    /// The variables of surrounding functions that it uses.
    pub captures: Vec<Rc<Cell>>,
}

/// A variable that closures share.
#[derive(Debug, Default)]
pub struct Cell {
    /// What it holds now.
    pub value: RefCell<Value>,
}

impl Drop for Cell {
    fn drop(&mut self) {
        release(&mut vec![self.value.take()]);
    }
}

/// What a library function is called with.
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

/// A function of the library: one row of a table.
#[derive(Debug)]
pub struct Native {
    /// The name that a cell calls it by.
    pub name: &'static str,
    /// The module that exports it. Those of `Base` are there without a `using`.
    pub module: &'static str,
    /// The least and the greatest number of positional arguments.
    pub arity: (usize, usize),
    /// The keywords that it knows.
    pub keywords: &'static [&'static str],
    /// What it does.
    pub call: fn(&mut Machine, Arguments<'_>) -> Fallible<Value>,
    /// One line of help.
    pub help: &'static str,
    /// An expression and what the prompt shows for it: run by a test.
    pub example: (&'static str, &'static str),
}

/// A module that `using` knows.
#[derive(Debug)]
pub struct Module {
    /// Its name, dots included.
    pub name: &'static str,
    /// The modules whose exports a `using` of this one brings, itself included.
    pub brings: &'static [&'static str],
    /// The modules whose names can be reached through this one with a dot only.
    pub holds: &'static [&'static str],
}

impl PartialEq for Native {
    fn eq(&self, other: &Native) -> bool {
        std::ptr::eq(self, other)
    }
}
