//! Which global names a cell defines and uses, found without running it.

use std::collections::HashSet;

use super::lexer::is_name_start;
use super::lower::{Globals, lower_statement};
use super::parser::parse_tolerant;
use super::syntax::{Expr, ExprKind, Role};
use crate::diag::Span;

/// The global names that a cell defines and uses.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names {
    /// Global names that the cell assigns or defines as functions, in order.
    pub defines: Vec<String>,
    /// Global names that it reads, also inside its functions, before defining them itself. Names from the library are
    /// included.
    pub uses: Vec<String>,
}

/// Analyses a cell without running it. Of a cell that does not parse, the statements that do are analysed.
///
/// ```
/// # use fluxion::language::names;
/// let names = names("f(x) = a * x\ny = f(2)");
/// assert_eq!((names.defines, names.uses), (vec!["f".into(), "y".into()], vec!["a".into()]));
/// ```
pub fn names(source: &str) -> Names {
    let mut collector = Collector::default();
    for statement in parse_tolerant(source) {
        // If lowering fails, the names found before the error still count.
        let _ = lower_statement(&statement, &mut collector);
    }
    collector.names
}

/// A top-level statement of a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatementNames {
    /// Its place in the source.
    pub span: Span,
    /// What it defines and uses.
    pub names: Names,
    /// What becomes of the names that it defines.
    pub form: StatementForm,
    /// Whether it adds methods to functions of the library or to values of a type, which no name of it shows.
    pub adds_methods: bool,
}

/// What a statement does with the names that it defines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StatementForm {
    /// It defines a function, and computes nothing: its names are read when the function is called.
    Function,
    /// It computes values and assigns all its names.
    Assignment,
    /// It may assign them, or not: a loop, a condition, a call.
    Other,
}

/// Like [`names`], but separately for each statement that parses.
///
/// ```
/// # use fluxion::language::{StatementForm, names_by_statement};
/// let statements = names_by_statement("f(x) = a * x\nf(2)");
/// assert_eq!(statements[1].span.start, 13);
/// assert_eq!(statements[1].names.uses, ["f"]);
/// assert_eq!(statements[0].form, StatementForm::Function);
/// ```
pub fn names_by_statement(source: &str) -> Vec<StatementNames> {
    let statements = parse_tolerant(source).into_iter().map(|statement| {
        let mut collector = Collector::default();
        let _ = lower_statement(&statement, &mut collector);
        let form = form(&statement, collector.names.defines.len());
        let adds_methods = adds_methods(&statement);
        StatementNames { span: statement.span, names: collector.names, form, adds_methods }
    });
    statements.collect()
}

/// The form of a statement that defines so many names.
fn form(statement: &Expr, defines: usize) -> StatementForm {
    match &statement.kind {
        // One that defines other globals too, in its body, is no mere definition.
        ExprKind::Function(function) if function.role == Role::Plain && defines == 1 => {
            StatementForm::Function
        }
        ExprKind::Assign(target, value) => match (&target.kind, &value.kind) {
            (ExprKind::Name(_), ExprKind::Function(_)) if defines == 1 => StatementForm::Function,
            _ if names_in(target) == Some(defines) => StatementForm::Assignment,
            _ => StatementForm::Other,
        },
        _ => StatementForm::Other,
    }
}

/// How many variables `target` assigns, if it assigns nothing else.
fn names_in(target: &Expr) -> Option<usize> {
    match &target.kind {
        ExprKind::Name(_) => Some(1),
        ExprKind::Tuple(items) => items.iter().map(names_in).sum(),
        _ => None,
    }
}

fn adds_methods(expr: &Expr) -> bool {
    let mut adds = matches!(&expr.kind, ExprKind::Function(function) if function.role != Role::Plain);
    expr.for_each_child(&mut |child| adds = adds || adds_methods(child));
    adds
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
