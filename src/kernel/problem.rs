//! Errors of the language as problems of the lesson: which cell is to blame, and how it can be fixed.

use super::message::{Change, Problem};
use super::{Cell, Kernel};
use crate::diag::Span;
use crate::language::{Error, SourceId, quick_fix};

impl Kernel {
    /// An error as the page shows it. If a name is missing because its cell has a mistake, that mistake is shown.
    pub(super) fn problem(&self, error: Error) -> Problem {
        let text_of = |source: SourceId| self.cells.get(source as usize).map(|cell| cell.source.as_str());
        let fix = quick_fix(&error, text_of);
        let fix = fix.map(|fix| Change { cell: fix.source, span: fix.span, text: fix.text });
        let Error { source, diagnostic } = error;
        let missing =
            diagnostic.message.strip_prefix("UndefVarError: ").and_then(|rest| rest.split(' ').next());
        let culprit = missing.and_then(|name| {
            // A cell that does not parse defines nothing; then it is the first such cell that contains the name.
            let holds = |cell: &Cell| cell.is_unparsable() && has_word(&cell.source, name);
            let cell = match self.reach.defining_cell(name) {
                Some(cell) => cell,
                None => self.cells.iter().position(holds)?,
            };
            Some((cell, name, self.cells.get(cell)?.problem.as_ref()?))
        });
        if let Some((_, _, problem)) = &culprit
            && problem.message == diagnostic.message
        {
            // It is the cell's own mistake, and the cell has the best words for it.
            return (*problem).clone();
        }
        if let Some((cell, name, problem)) = culprit {
            return Problem {
                cell: Some(cell as u32),
                span: problem.span,
                message: problem.message.clone(),
                hint: Some(format!("`{name}` has no value, because the cell that defines it has a mistake.")),
                fix: problem.fix.clone(),
            };
        }
        let in_cell = (source as usize) < self.cells.len() && diagnostic.span != Span::default();
        Problem {
            cell: in_cell.then_some(source),
            span: diagnostic.span,
            message: diagnostic.message,
            hint: diagnostic.hint,
            fix,
        }
    }
}

impl Cell {
    /// Whether it failed to parse.
    fn is_unparsable(&self) -> bool {
        self.problem.as_ref().is_some_and(|problem| problem.message.starts_with("syntax: "))
    }
}

/// Whether a name occurs in a text as a whole word.
fn has_word(text: &str, name: &str) -> bool {
    text.split(|letter: char| !letter.is_alphanumeric() && !"_!∇".contains(letter)).any(|word| word == name)
}
