//! Which cells run again, and from which state: afterwards everything is as if all cells had run once, from the top.
//!
//! A cell that runs again finds the session as the last cell left it. So whatever the cell reads or changes must first
//! be as it was when the cell ran the first time, and whatever later cells made of it must follow.

use std::collections::HashSet;

use super::{Draws, Kernel};
use crate::language::{Value, split_entry_name};

/// What a name held before a run.
pub(super) struct Watched {
    name: String,
    value: Value,
    digest: u64,
}

impl Kernel {
    /// The cells that have run and whose outcome depends on something that is different now.
    pub(super) fn outdated_cells(&self) -> Vec<usize> {
        let bindings = self.bindings();
        let is_outdated =
            |&at: &usize| self.cells[at].ran.is_some_and(|ran| ran != self.reach.of_cell(at, &bindings));
        (0..self.cells.len()).filter(is_outdated).collect()
    }

    /// Makes cells run again, and with them what must run again before and after them.
    pub(super) fn run_again(&mut self, cells: Vec<usize>) {
        let mut queue = cells;
        let mut given = HashSet::new();
        while let Some(cell) = queue.pop() {
            if std::mem::replace(&mut self.cells[cell].is_waiting, true) {
                continue;
            }
            for name in self.reach.written(cell) {
                queue.extend(self.reach.writers(name).range(cell + 1..));
            }
            for name in self.reach.needed(cell) {
                if self.restore(name, cell, &mut queue) {
                    given.insert(name.to_owned());
                }
            }
        }
        self.give(&|name| given.contains(name));
    }

    /// Queues what gives a name the value again that it had before a cell ran; says whether it must begin with the
    /// parameter of that name.
    fn restore(&self, name: &str, cell: usize, queue: &mut Vec<usize>) -> bool {
        let writers = self.reach.writers(name);
        if writers.range(cell..).next().is_none() {
            // Nobody has changed it since.
            return false;
        }
        let mut first = None;
        for &writer in writers.range(..cell).rev() {
            queue.push(writer);
            if self.cells[writer].problem.is_none() && self.reach.assigns(writer, name) {
                first = Some(writer);
                break;
            }
        }
        if self.reach.is_changed(name) {
            // Other names may hold the very thing that was changed: they take hold of the new one.
            let between = first.unwrap_or(0)..cell;
            queue.extend(between.filter(|&reader| self.reach.reads(reader, name)));
        }
        let is_given = first.is_none() && self.is_param(name);
        if is_given {
            queue.extend(writers);
        }
        is_given
    }

    fn is_param(&self, name: &str) -> bool {
        self.params.iter().any(|param| split_entry_name(&param.binding.name).0 == name)
    }

    /// What names hold before a run that may change it.
    pub(super) fn watch(&self, names: Vec<String>) -> Vec<Watched> {
        let watched = |name: String| {
            let value = self.session.global(&name)?;
            Some(Watched { digest: self.session.digest(&value), name, value })
        };
        names.into_iter().filter_map(watched).collect()
    }

    /// Whether a run has changed what the name held, or made it hold something else.
    fn has_changed(&self, watched: &Watched, is_defined: bool) -> bool {
        let holds = |value: &Value| self.session.digest(value) == watched.digest;
        !holds(&watched.value)
            || (!is_defined && !self.session.global(&watched.name).is_some_and(|value| holds(&value)))
    }

    /// Notes what the run of a cell has changed, and makes run again what turns out to depend on it.
    pub(super) fn note_changes(&mut self, cell: usize, watched: Vec<Watched>) {
        let defined = self.reach.names_in(cell);
        let (mut is_new, mut later) = (false, Vec::<usize>::new());
        for watched in watched {
            let is_defined = defined.contains(&watched.name);
            if self.has_changed(&watched, is_defined) && self.reach.note_change(&watched.name, cell) {
                later.extend(self.reach.writers(&watched.name).range(cell + 1..));
                is_new = true;
            }
        }
        if is_new {
            later.retain(|&later| self.cells[later].ran.is_some());
            self.run_again(later);
            self.follow_after(cell);
        }
    }

    /// Makes run again what depends on something that a cell turns out to do, and was not known of it.
    fn follow_after(&mut self, cell: usize) {
        let outdated = self.outdated_cells().into_iter().filter(|&other| other > cell).collect();
        self.run_again(outdated);
        self.find_outdated_queries();
    }

    /// Makes the cells run again whose work the answer to a query has changed: answers leave nothing behind.
    pub(super) fn undo_changes(&mut self, watched: Vec<Watched>) {
        let changed: Vec<String> = watched
            .into_iter()
            .filter(|watched| self.has_changed(watched, false))
            .map(|watched| watched.name)
            .collect();
        self.give(&|name| changed.iter().any(|changed| changed == name));
        self.run_again(changed.iter().flat_map(|name| self.reach.writers(name)).collect());
    }

    /// The state of the random numbers when a cell begins, were all cells run from the top.
    pub(super) fn draws_before(&self, cell: usize) -> u64 {
        let before = cell.checked_sub(1).and_then(|before| self.cells.get(before)?.draws);
        before.map_or(0, |draws| draws.end)
    }

    /// Puts the random numbers into the state in which a cell begins.
    pub(super) fn resume_draws(&mut self, cell: usize) -> u64 {
        let start = self.draws_before(cell);
        self.session.seed(start);
        start
    }

    /// Notes what a cell did with the random numbers. Later cells that go on from there run again, if it left them in
    /// another state than before.
    pub(super) fn pass_on_draws(&mut self, cell: usize, draws: Draws) {
        self.cells[cell].draws = Some(draws);
        if self.reach.note_draws(cell, draws.drawn.inherited.then_some(draws.start)) {
            self.follow_after(cell);
        }
        let end = draws.end;
        for later in cell + 1..self.cells.len() {
            let Some(own) = &mut self.cells[later].draws else { return };
            if own.start == end {
                return;
            }
            own.start = end;
            if own.drawn.inherited {
                self.reach.note_draws(later, Some(end));
                self.run_again(vec![later]);
                return self.follow_after(later);
            }
            if own.drawn.reseeded {
                return;
            }
            // It draws nothing, so it leaves the state as it finds it.
            own.end = end;
        }
        self.find_outdated_queries();
    }
}
