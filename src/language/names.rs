//! Which global names a cell defines and uses, known before it runs.

use std::collections::HashSet;

use super::lexer::is_name_start;
use super::lower::{Globals, lower_statement};
use super::parser::parse_tolerant;
use crate::diag::Span;

/// What a cell defines and uses at top level.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names {
    /// Global names that the cell assigns or defines as functions, in order.
    pub defines: Vec<String>,
    /// Global names that it reads, inside its functions too, that it does not define itself before. Names of
    /// the library are among them.
    pub uses: Vec<String>,
}

/// Reads a cell without running it. A cell that does not parse defines and uses what its intact part does.
///
/// ```
/// # use fluxion::language::names;
/// let names = names("f(x) = a * x\ny = f(2)");
/// assert_eq!((names.defines, names.uses), (vec!["f".into(), "y".into()], vec!["a".into()]));
/// ```
pub fn names(source: &str) -> Names {
    let mut collector = Collector::default();
    for statement in parse_tolerant(source) {
        // A statement without meaning names what was met before the mistake.
        let _ = lower_statement(&statement, &mut collector);
    }
    collector.names
}

/// One statement at a cell's top level.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatementNames {
    /// Where it stands.
    pub span: Span,
    /// What it defines and uses.
    pub names: Names,
}

/// The same as [`names`], one entry for each intact statement.
///
/// ```
/// # use fluxion::language::names_by_statement;
/// let statements = names_by_statement("f(x) = a * x\nf(2)");
/// assert_eq!(statements[1].span.start, 13);
/// assert_eq!(statements[1].names.uses, ["f"]);
/// ```
pub fn names_by_statement(source: &str) -> Vec<StatementNames> {
    let statements = parse_tolerant(source).into_iter().map(|statement| {
        let mut collector = Collector::default();
        let _ = lower_statement(&statement, &mut collector);
        StatementNames { span: statement.span, names: collector.names }
    });
    statements.collect()
}

#[derive(Default)]
struct Collector {
    names: Names,
    seen: HashSet<String>,
}

impl Globals for Collector {
    fn number(&mut self, _: &str) -> u32 {
        0
    }

    fn is_defined(&self, name: &str) -> bool {
        self.names.defines.iter().any(|defined| defined == name)
    }

    fn reads(&mut self, name: &str) {
        let word = name.starts_with(is_name_start) && !matches!(name, "in" | "isa");
        if word && !self.is_defined(name) && self.seen.insert(name.to_owned()) {
            self.names.uses.push(name.to_owned());
        }
    }

    fn defines(&mut self, name: &str) {
        if !self.is_defined(name) {
            self.names.defines.push(name.to_owned());
        }
    }
}
