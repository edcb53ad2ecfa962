//! What depends on what: a name leads to the statements that define it, and these to the names that they read.
//!
//! The answer to "must this run again?" is a fingerprint of everything that a piece of code can reach:
//! the texts of the statements and the values of the parameters. If it is the same, the outcome is the same.

use std::collections::hash_map::DefaultHasher;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::hash::{Hash, Hasher};

use super::message::Binding;
use crate::language::{names_by_statement, split_entry_name};

/// Stands for everything that an outcome depends on.
pub(super) type Fingerprint = u64;

/// The statements of all cells and the names between them.
#[derive(Default)]
pub(super) struct Reach {
    statements: Vec<Statement>,
    /// Which statements define a name, in order.
    definitions: HashMap<String, Vec<usize>>,
}

struct Statement {
    cell: usize,
    /// Where in the cell it ends.
    end: u32,
    text: String,
    defines: Vec<String>,
    uses: Vec<String>,
}

impl Reach {
    /// Reads the cells without running them.
    pub fn of<'a>(cells: impl Iterator<Item = &'a str>) -> Reach {
        let mut reach = Reach::default();
        for (cell, source) in cells.enumerate() {
            for statement in names_by_statement(source) {
                let range = statement.span.start as usize..statement.span.end as usize;
                for name in &statement.names.defines {
                    reach.definitions.entry(name.clone()).or_default().push(reach.statements.len());
                }
                reach.statements.push(Statement {
                    cell,
                    end: statement.span.end,
                    text: source.get(range).unwrap_or(source).to_string(),
                    defines: statement.names.defines,
                    uses: statement.names.uses,
                });
            }
        }
        reach
    }

    /// The last cell that defines `name`.
    pub fn defining_cell(&self, name: &str) -> Option<usize> {
        let last = *self.definitions.get(name)?.last()?;
        Some(self.statements[last].cell)
    }

    /// The names that a cell defines, each with the end of the last statement that defines it.
    pub fn defined_in(&self, cell: usize) -> Vec<(u32, &str)> {
        let own = self.statements.iter().filter(|statement| statement.cell == cell);
        let mut defined: Vec<(u32, &str)> = Vec::new();
        for statement in own {
            for name in &statement.defines {
                defined.retain(|(_, known)| known != name);
                defined.push((statement.end, name));
            }
        }
        defined
    }

    /// The names that a cell defines, each once, in the order of its text.
    pub fn names_in(&self, cell: usize) -> Vec<String> {
        let mut names: Vec<String> = Vec::new();
        for statement in self.statements.iter().filter(|statement| statement.cell == cell) {
            for name in &statement.defines {
                if !names.contains(name) {
                    names.push(name.clone());
                }
            }
        }
        names
    }

    /// What the outcome of a cell depends on. A statement that defines a function computes nothing by itself, so
    /// what its body reads does not count.
    pub fn of_cell(
        &self,
        cell: usize,
        is_function: &dyn Fn(&str) -> bool,
        params: &[&Binding],
    ) -> Fingerprint {
        let own = self.statements.iter().filter(|statement| statement.cell == cell);
        let running = own.filter(|statement| {
            statement.defines.is_empty() || !statement.defines.iter().all(|name| is_function(name))
        });
        let roots: Vec<String> = running.flat_map(|statement| statement.uses.iter().cloned()).collect();
        self.fingerprint(&roots, params)
    }

    /// What code that reads the names `roots` depends on.
    pub fn fingerprint(&self, roots: &[String], params: &[&Binding]) -> Fingerprint {
        let mut waiting: Vec<String> = roots.to_vec();
        let mut seen: HashSet<String> = HashSet::new();
        let mut statements: BTreeSet<usize> = BTreeSet::new();
        while let Some(name) = waiting.pop() {
            for &statement in self.definitions.get(&name).into_iter().flatten() {
                if statements.insert(statement) {
                    waiting.extend(self.statements[statement].uses.iter().cloned());
                }
            }
            seen.insert(name);
        }
        let mut hasher = DefaultHasher::new();
        for statement in statements {
            self.statements[statement].text.hash(&mut hasher);
        }
        for param in params.iter().filter(|param| seen.contains(split_entry_name(&param.name).0)) {
            (&param.name, param.value.to_bits(), param.integer).hash(&mut hasher);
        }
        hasher.finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_known_of_cells_that_do_not_run() {
        let check = |cell: &str, names: &[&str]| assert_eq!(Reach::of([cell].into_iter()).names_in(0), names);
        check("a = 1\nerror(\"stop\")\nz = a", &["a", "z"]);
        // What cannot be parsed defines what its intact statements do.
        check("a = 1\nfunction g(x)\n    x\nend\ny = (a +", &["a", "g"]);
        check("", &[]);
    }
}
