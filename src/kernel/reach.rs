//! What depends on what: a name leads to the statements that define or change it, and these to the names that they read.
//!
//! The answer to "must this run again?" is a fingerprint of everything that a piece of code can reach:
//! the texts of the statements and the values of the parameters. If it is the same, the outcome is the same.
//!
//! What defines a name can be read in the text. What changes the value of a name that stands elsewhere (`push!`,
//! `x[1] = 3`, training) cannot: names share values, and functions change what they are given. It is noted when it is
//! seen ([`Reach::note_change`]). In what order cells run again is not decided here but in `order`.

use std::collections::hash_map::DefaultHasher;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::hash::{Hash, Hasher};

use super::message::Binding;
use crate::language::{StatementForm, names_by_statement, split_entry_name};

/// Stands for everything that an outcome depends on.
pub(super) type Fingerprint = u64;

/// The statements of all cells and the names between them.
#[derive(Default)]
pub(super) struct Reach {
    statements: Vec<Statement>,
    /// Which statements define a name, in order.
    definitions: HashMap<String, Vec<usize>>,
    /// Which cells have been seen to change what a name holds without defining it.
    changes: HashMap<String, BTreeSet<usize>>,
    /// The state of the random numbers from which a cell has drawn some, by the cell.
    draws: HashMap<usize, u64>,
}

struct Statement {
    cell: usize,
    /// Where in the cell it ends.
    end: u32,
    text: String,
    defines: Vec<String>,
    uses: Vec<String>,
    form: StatementForm,
    adds_methods: bool,
}

/// What can be reached from names.
#[derive(Default)]
struct Reached<'a> {
    names: HashSet<&'a str>,
    statements: BTreeSet<usize>,
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
                    form: statement.form,
                    adds_methods: statement.adds_methods,
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

    /// Notes that a run of a cell has changed what a name holds; says whether that is new.
    pub fn note_change(&mut self, name: &str, cell: usize) -> bool {
        self.changes.entry(name.to_owned()).or_default().insert(cell)
    }

    /// Notes the state of the random numbers from which a cell draws some, if it does; says whether that is new.
    pub fn note_draws(&mut self, cell: usize, from: Option<u64>) -> bool {
        let before = match from {
            Some(state) => self.draws.insert(cell, state),
            None => self.draws.remove(&cell),
        };
        before != from
    }

    /// The cells that define a name or change what it holds, in order.
    pub fn writers(&self, name: &str) -> BTreeSet<usize> {
        let defining = self.definitions.get(name).into_iter().flatten().map(|&at| self.statements[at].cell);
        // Extended, not collected: collecting links a sort of its own for each type of entry, and the kernel is downloaded.
        let mut writers = self.changes.get(name).cloned().unwrap_or_default();
        writers.extend(defining);
        writers
    }

    /// Whether some cell changes what a name holds without defining it.
    pub fn is_changed(&self, name: &str) -> bool {
        self.changes.contains_key(name)
    }

    /// Whether a cell that has run to its end has given a name a value that owes nothing to the name's earlier one.
    pub fn assigns(&self, cell: usize, name: &str) -> bool {
        let mut own = self.own(cell);
        own.any(|(_, statement)| {
            let has = |names: &[String]| names.iter().any(|own| own == name);
            statement.form == StatementForm::Assignment && has(&statement.defines) && !has(&statement.uses)
        })
    }

    /// The names that a cell defines or changes.
    pub fn written(&self, cell: usize) -> HashSet<&str> {
        let defined = self.own(cell).flat_map(|(_, statement)| statement.defines.iter());
        let changed = self.changes.iter().filter(|(_, cells)| cells.contains(&cell)).map(|(name, _)| name);
        defined.chain(changed).map(String::as_str).collect()
    }

    /// The names whose values from before a cell matter to its run: those that it reads before it assigns them, and
    /// those that it changes, or may assign and may not.
    pub fn needed(&self, cell: usize) -> HashSet<&str> {
        let (mut settled, mut needed) = (HashSet::new(), HashSet::new());
        for (_, statement) in self.own(cell) {
            if statement.form != StatementForm::Function {
                let reached = self.reached(&statement.uses, cell, &settled);
                needed.extend(reached.names.difference(&settled).copied());
            }
            let defined = statement.defines.iter().map(String::as_str);
            match statement.form {
                StatementForm::Other => needed.extend(defined.filter(|name| !settled.contains(name))),
                _ => settled.extend(defined),
            }
        }
        let changed = self.changes.iter().filter(|(_, cells)| cells.contains(&cell));
        needed.extend(changed.map(|(name, _)| name.as_str()));
        needed
    }

    /// Whether a cell's run reads a name, directly or through functions and other names.
    pub fn reads(&self, cell: usize, name: &str) -> bool {
        self.reached_by(cell).names.contains(name)
    }

    /// The names whose values the run of a cell can change: whatever it can reach, and what is defined along with it.
    pub fn touchable(&self, cell: usize) -> Vec<String> {
        self.names_of(&self.reached_by(cell))
    }

    /// The same for code that reads the names `roots`.
    pub fn touchable_from(&self, roots: &[String]) -> Vec<String> {
        self.names_of(&self.reached(roots, usize::MAX, &HashSet::new()))
    }

    fn names_of(&self, reached: &Reached<'_>) -> Vec<String> {
        let along = reached.statements.iter().flat_map(|&at| self.statements[at].defines.iter());
        // Extended for the same reason as the writers of a name.
        let mut names = BTreeSet::new();
        names.extend(reached.names.iter().copied().chain(along.map(String::as_str)));
        names.into_iter().map(str::to_owned).collect()
    }

    /// What the outcome of a cell depends on. A statement that defines a function computes nothing by itself, so
    /// what its body reads does not count; nor does what later cells do.
    pub fn of_cell(&self, cell: usize, params: &[&Binding]) -> Fingerprint {
        self.hash(&self.reached_by(cell), params)
    }

    /// What code that reads the names `roots` depends on, once all cells have run.
    pub fn fingerprint(&self, roots: &[String], params: &[&Binding]) -> Fingerprint {
        self.hash(&self.reached(roots, usize::MAX, &HashSet::new()), params)
    }

    /// The statements of a cell.
    fn own(&self, cell: usize) -> impl Iterator<Item = (usize, &Statement)> {
        self.statements.iter().enumerate().filter(move |(_, statement)| statement.cell == cell)
    }

    /// The statements of a cell that compute something when it runs.
    fn running(&self, cell: usize) -> impl Iterator<Item = (usize, &Statement)> {
        self.own(cell).filter(|(_, statement)| statement.form != StatementForm::Function)
    }

    fn reached_by(&self, cell: usize) -> Reached<'_> {
        let roots = self.running(cell).flat_map(|(_, statement)| statement.uses.iter());
        self.reached(roots, cell, &HashSet::new())
    }

    /// What can be reached from names by statements of the cells up to `last`, not going on from `settled` names.
    fn reached<'a>(
        &'a self,
        roots: impl IntoIterator<Item = &'a String>,
        last: usize,
        settled: &HashSet<&str>,
    ) -> Reached<'a> {
        let mut reached = Reached::default();
        let mut waiting: Vec<&str> = roots.into_iter().map(String::as_str).collect();
        let mut enter = |at: usize, waiting: &mut Vec<&'a str>| {
            let statement = &self.statements[at];
            if statement.cell <= last && reached.statements.insert(at) {
                waiting.extend(statement.uses.iter().map(String::as_str));
            }
        };
        // Such a method is called by an operator or a value, whose name says nothing of it.
        for (at, _) in self.statements.iter().enumerate().filter(|(_, statement)| statement.adds_methods) {
            enter(at, &mut waiting);
        }
        while let Some(name) = waiting.pop() {
            if !reached.names.insert(name) || settled.contains(name) {
                continue;
            }
            self.definitions.get(name).into_iter().flatten().for_each(|&at| enter(at, &mut waiting));
            for &cell in self.changes.get(name).into_iter().flatten() {
                self.running(cell).for_each(|(at, _)| enter(at, &mut waiting));
            }
        }
        reached
    }

    fn hash(&self, reached: &Reached<'_>, params: &[&Binding]) -> Fingerprint {
        let mut hasher = DefaultHasher::new();
        for &statement in &reached.statements {
            let Statement { text, cell, form, .. } = &self.statements[statement];
            text.hash(&mut hasher);
            if *form != StatementForm::Function {
                self.draws.get(cell).hash(&mut hasher);
            }
        }
        let is_read = |param: &&&Binding| reached.names.contains(split_entry_name(&param.name).0);
        for param in params.iter().filter(is_read) {
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
