//! The part of the library that is written in Julia: lowered once, and then shared by all sessions of a thread.
//!
//! Each text has names of its own. A cell may call a function `sum` or `loss` as it likes: what the library's
//! functions mean by these names stays the same.

use std::borrow::Cow;
use std::collections::HashMap;
use std::rc::Rc;

use super::super::code::Code;
use super::super::error::{Error, LIBRARY};
use super::super::lower::{Globals, lower};
use super::super::parser::parse;
use super::super::value::{Method, Value};
use super::globals::{Global, Origin, Shared};
use super::{Budget, GlobalTable, Library, Machine};

/// The names of one text. What it does not define itself is what the library has by that name, in any module.
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
    /// Adds what `source`, a text in Julia, defines. `owner` tells for each name which module has it; `None` if it
    /// is for the text alone. Names of `module` come before those that other modules have.
    ///
    /// # Errors
    /// A mistake in the text.
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
        let mut numbers: Vec<(String, u32)> = names.numbers.into_iter().collect();
        numbers.sort_unstable_by_key(|(_, number)| *number);
        let method = Method { code: Rc::new(code), ..Method::default() };
        machine.run_top(&Rc::new(method)).map_err(|raised| raised.into_error(LIBRARY))?;
        for (name, number) in numbers {
            let global = &mut machine.globals.globals[number as usize];
            if global.origin == Origin::Session
                && let Some(owner) = owner(&name)
            {
                self.entries.push((Cow::Owned(name), owner, global.value.clone()));
            }
        }
        self.globals = Shared(machine.globals.globals, machine.globals.methods);
        Ok(())
    }

    /// Names that the library's Julia uses and that nothing has: a mistake in it.
    pub fn missing(&self) -> Vec<&str> {
        let unset = self.globals.0.iter().filter(|global| matches!(global.value, Value::Unset));
        unset.map(|global| &*global.name).collect()
    }
}
