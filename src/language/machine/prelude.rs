//! The part of the library that is written in Julia: lowered once, then shared by all sessions of a thread.
//!
//! Each of its source texts has its own global names. A cell may define `sum` or `loss` as it likes without changing what
//! the library's functions mean by these names.

use std::borrow::Cow;
use std::collections::HashMap;
use std::rc::Rc;

use super::super::code::Code;
use super::super::error::{Error, LIBRARY};
use super::super::lower::{Globals, lower};
use super::super::parser::parse;
use super::super::value::{Method, Value};
use super::globals::{Global, Origin, SharedGlobals};
use super::{Budget, GlobalTable, Library, Machine};

/// The global names of one source text. A name that it does not define itself has the library's value, from any module.
struct Names<'a> {
    table: &'a mut GlobalTable,
    library: &'a Library,
    module: &'static str,
    numbers: HashMap<String, u32>,
}

impl Globals for Names<'_> {
    fn number(&mut self, name: &str) -> u32 {
        if let Some(&number) = self.numbers.get(name) {
            return number;
        }
        let rows = || self.library.entries.iter().filter(|(entry, ..)| entry == name);
        let found = rows().find(|(_, owner, _)| *owner == self.module).or_else(|| rows().next());
        let value = found.map_or(Value::Unset, |(.., value)| value.clone());
        let number = self.table.globals.len() as u32;
        self.table.globals.push(Global { name: name.into(), value, origin: Origin::Library, extends: false });
        self.numbers.insert(name.to_owned(), number);
        number
    }

    fn is_defined(&self, name: &str) -> bool {
        let number = self.numbers.get(name);
        number.is_some_and(|number| self.table.globals[*number as usize].origin == Origin::Session)
    }
}

impl Library {
    /// Adds the definitions in `source`, which is Julia code. `owner` gives the module that each name belongs to; `None`
    /// if it is private to the source. Names of `module` take precedence over those of other modules.
    ///
    /// # Errors
    /// An error in the source.
    pub fn define(
        &mut self,
        module: &'static str,
        source: &str,
        owner: impl Fn(&str) -> Option<&'static str>,
    ) -> Result<(), Error> {
        let wrap = |diagnostic| Error { source: LIBRARY, diagnostic };
        let program = parse(source).map_err(wrap)?;
        let mut machine = Machine::new(Rc::new(self.clone()), Budget::default(), || 0.0);
        let mut names = Names { table: &mut machine.globals, library: self, module, numbers: HashMap::new() };
        let code: Code = lower(&program, LIBRARY, &mut names).map_err(wrap)?;
        let numbers = names.numbers;
        let mut numbered: Vec<Option<String>> = vec![None; machine.globals.globals.len()];
        for (name, number) in numbers {
            numbered[number as usize] = Some(name);
        }
        let method = Method { code: Rc::new(code), ..Method::default() };
        machine.run_top(&Rc::new(method)).map_err(|raised| raised.into_error(LIBRARY))?;
        for (name, global) in numbered.into_iter().zip(&machine.globals.globals) {
            if let Some(name) = name
                && global.origin == Origin::Session
                && let Some(owner) = owner(&name)
            {
                self.entries.push((Cow::Owned(name), owner, global.value.clone()));
            }
        }
        self.globals = SharedGlobals(machine.globals.globals, machine.globals.methods);
        Ok(())
    }

    /// Names that the library's Julia code uses but nothing defines, which is a bug.
    pub fn missing(&self) -> Vec<&str> {
        let unset = self.globals.0.iter().filter(|global| matches!(global.value, Value::Unset));
        unset.map(|global| &*global.name).collect()
    }
}
