//! A lesson's running session behind messages: what the worker does.
//!
//! [`Kernel`] is plain and synchronous, so that tests can drive it natively; the worker around it (the layer `worker`)
//! feeds it messages and posts what it returns. What depends on what is in `reach`, which cells run again and from which
//! state in `order`, what can be asked and how it is answered in `query`.

mod answering;
mod evaluator;
pub mod message;
mod order;
mod problem;
pub mod query;
mod reach;

use std::collections::{BTreeMap, HashMap, HashSet};

use answering::Answering;
use message::{Binding, Problem, QueryId, Reply, Request, Revision, Shape};
use query::AnyQuery;
use reach::{Fingerprint, Reach};

use crate::language::{
    Budget, Drawn, Error, Prepared, Session, SourceId, Value, names, split_entry_name, variables,
};

/// A lesson's session, its standing queries, and what must still be computed.
///
/// ```
/// # use fluxion::kernel::Kernel;
/// # use fluxion::kernel::message::{Reply, Request};
/// # use fluxion::kernel::query::{AnyAnswer, Value};
/// let mut kernel = Kernel::new(|| 0.0);
/// kernel.receive(Request::Open { revision: 1, params: vec![], cells: vec!["f(x) = x^2".into()] });
/// kernel.receive(Request::Ask { id: 1, query: Value { code: "f(3)".into() }.into() });
/// let mut answers = Vec::new();
/// while kernel.has_work() {
///     kernel.work(&mut |reply| {
///         if let Reply::Answer { result: Ok(AnyAnswer::Value(value)), .. } = reply {
///             answers.push(value.display);
///         }
///     });
/// }
/// assert_eq!(answers, ["9"]);
/// ```
pub struct Kernel {
    clock: fn() -> f64,
    session: Session,
    revision: Revision,
    params: Vec<Param>,
    cells: Vec<Cell>,
    queries: BTreeMap<QueryId, Standing>,
    reach: Reach,
    prepared: HashMap<String, Result<Prepared, Error>>,
    pending: Pending,
}

/// What is left to do; each includes those before it.
#[derive(Clone, Copy, PartialEq, PartialOrd)]
enum Pending {
    /// Nothing: everything has been answered, and the page has been told.
    Nothing,
    /// Cells to run or queries to answer, if any are waiting.
    Answers,
    /// Parameters have changed and must be given to the session.
    Parameters,
    /// Cells have changed: a new session must begin.
    Restart,
}

struct Param {
    binding: Binding,
    is_new: bool,
}

struct Cell {
    source: String,
    /// What went wrong, if it has run since the last change.
    problem: Option<Problem>,
    /// What had gone wrong when the standing queries were last checked.
    known: Option<Problem>,
    ran: Option<Fingerprint>,
    /// What it did with the random numbers, if it has run.
    draws: Option<Draws>,
    is_waiting: bool,
    /// See [`Kernel::next_took`].
    took: f64,
}

/// What a cell did with the random numbers.
#[derive(Clone, Copy)]
struct Draws {
    /// The state of the generator when it began: when it runs again, it draws the same.
    start: u64,
    /// The state in which it left the generator for the next cell.
    end: u64,
    /// Whether it looked at the first, and whether it owes nothing to it in the second.
    drawn: Drawn,
}

struct Standing {
    query: AnyQuery,
    /// The names that the query itself reads.
    roots: Vec<String>,
    /// What the last answer depended on.
    answered: Option<Fingerprint>,
    /// The state of the random numbers from which the answer drew some, if it did.
    drew: Option<u64>,
    is_waiting: bool,
    /// See [`Kernel::next_took`].
    took: f64,
}

impl Kernel {
    /// A kernel without a lesson. `clock` gives milliseconds since any fixed moment.
    pub fn new(clock: fn() -> f64) -> Kernel {
        Kernel {
            clock,
            session: Session::new(Budget::default(), clock),
            revision: 0,
            params: Vec::new(),
            cells: Vec::new(),
            queries: BTreeMap::new(),
            reach: Reach::default(),
            prepared: HashMap::new(),
            pending: Pending::Nothing,
        }
    }

    /// Notes a request: cheap, computes nothing. Newer requests supersede older ones of the same kind.
    pub fn receive(&mut self, request: Request) {
        let pending = match request {
            Request::Open { revision, params, cells } => {
                self.revision = revision;
                self.params = params.into_iter().map(|binding| Param { binding, is_new: true }).collect();
                self.cells = cells.into_iter().map(Cell::new).collect();
                self.queries.clear();
                Pending::Restart
            }
            Request::Set { revision, param } => {
                self.revision = revision;
                match self.params.iter_mut().find(|own| own.binding.name == param.name) {
                    Some(own) => *own = Param { binding: param, is_new: true },
                    None => self.params.push(Param { binding: param, is_new: true }),
                }
                Pending::Parameters
            }
            Request::Edit { revision, cell, source } => {
                self.revision = revision;
                match self.cells.get_mut(cell as usize) {
                    Some(own) => (own.source, own.took) = (source, f64::INFINITY),
                    None => return,
                }
                Pending::Restart
            }
            Request::Ask { id, query } => {
                let roots = query.reads().into_iter().flat_map(|code| names(code).uses).collect();
                self.queries.insert(
                    id,
                    Standing {
                        query,
                        roots,
                        answered: None,
                        drew: None,
                        is_waiting: true,
                        took: f64::INFINITY,
                    },
                );
                Pending::Answers
            }
            Request::Forget { id } => {
                self.queries.remove(&id);
                return;
            }
        };
        if self.pending < pending {
            self.pending = pending;
        }
    }

    /// Whether [`Kernel::work`] has something to do.
    pub fn has_work(&self) -> bool {
        self.pending != Pending::Nothing
    }

    /// How long the next piece of work took last time, in milliseconds; infinite if it has not been done yet. Finished
    /// replies should be sent before a long piece begins.
    pub fn next_took(&self) -> f64 {
        if self.pending > Pending::Answers {
            return f64::INFINITY;
        }
        let cell = self.cells.iter().find(|cell| cell.is_waiting).map(|cell| cell.took);
        let query = || self.most_urgent().and_then(|id| self.queries.get(&id)).map(|standing| standing.took);
        cell.or_else(query).unwrap_or(0.0)
    }

    /// The newest change that has arrived.
    pub fn revision(&self) -> Revision {
        self.revision
    }

    /// Does the most urgent piece of work and hands each finished answer to `send`.
    ///
    /// Between two calls the worker looks for newer messages, so a piece should be short: one cell, or one query.
    pub fn work(&mut self, send: &mut dyn FnMut(Reply)) {
        if self.pending == Pending::Restart {
            self.restart();
        }
        if self.pending == Pending::Parameters {
            self.bind();
        }
        if let Some(cell) = self.cells.iter().position(|cell| cell.is_waiting) {
            send(self.run_cell(cell));
        } else if let Some(id) = self.most_urgent() {
            if let Some(reply) = self.answer(id) {
                send(reply);
            }
        } else if self.pending == Pending::Answers {
            self.pending = Pending::Nothing;
            send(Reply::Settled { revision: self.revision, memory: memory() });
        }
    }

    /// Begins a fresh session, in which nothing is left of what a deleted line defined.
    fn restart(&mut self) {
        self.session = Session::new(Budget::default(), self.clock);
        self.prepared.clear();
        self.reach = Reach::of(self.cells.iter().map(|cell| cell.source.as_str()));
        for param in &mut self.params {
            param.is_new = true;
        }
        for cell in &mut self.cells {
            cell.is_waiting = true;
            cell.problem = None;
            (cell.ran, cell.draws) = (None, None);
        }
        self.pending = Pending::Parameters;
    }

    /// Gives the session the parameters that changed, and finds what must be computed again.
    fn bind(&mut self) {
        let new = self.params.iter().filter(|param| param.is_new);
        let new: HashSet<String> =
            new.map(|param| split_entry_name(&param.binding.name).0.to_owned()).collect();
        self.params.iter_mut().for_each(|param| param.is_new = false);
        self.give(&|name| new.contains(name));
        let mut cells: Vec<usize> = new.iter().flat_map(|name| self.reach.writers(name)).collect();
        cells.extend(self.outdated_cells());
        self.run_again(cells);
        self.find_outdated_queries();
        self.pending = Pending::Answers;
    }

    /// Makes those queries wait whose answer depends on something that is different now.
    fn find_outdated_queries(&mut self) {
        let bindings: Vec<&Binding> = self.params.iter().map(|param| &param.binding).collect();
        let end = self.draws_before(self.cells.len());
        for standing in self.queries.values_mut() {
            let now = self.reach.fingerprint(&standing.roots, &bindings);
            let draws_differently = standing.drew.is_some_and(|drew| drew != end);
            standing.is_waiting = draws_differently || standing.answered != Some(now);
        }
    }

    /// Sets the variables that `is_wanted` names to the parameters' values; of an array, all entries count.
    fn give(&mut self, is_wanted: &dyn Fn(&str) -> bool) {
        let wanted = self.params.iter().filter(|param| is_wanted(split_entry_name(&param.binding.name).0));
        let wanted = wanted.map(|param| (param.binding.name.as_str(), param.binding.julia()));
        for (name, value) in variables(wanted) {
            // A name that a cell has made a function cannot be bound: the cell's own problem says so.
            let _ = self.session.set_global(&name, value);
        }
    }

    fn bindings(&self) -> Vec<&Binding> {
        self.params.iter().map(|param| &param.binding).collect()
    }

    fn run_cell(&mut self, index: usize) -> Reply {
        let begun = (self.clock)();
        let watched = self.watch(self.reach.touchable(index));
        let start = self.resume_draws(index);
        let outcome = self.session.run_as(index as SourceId, &self.cells[index].source);
        let draws = Draws { start, end: self.session.seeded(), drawn: self.session.drawn() };
        let problem = outcome.result.err().map(|error| self.problem(error));
        self.cells[index].is_waiting = false;
        self.note_changes(index, watched);
        self.pass_on_draws(index, draws);
        let fingerprint = self.reach.of_cell(index, &self.bindings());
        let cell = &mut self.cells[index];
        cell.took = (self.clock)() - begun;
        cell.ran = Some(fingerprint);
        cell.problem = problem.clone();
        if cell.known != problem {
            // Names may have come or gone, or be missing for another reason, though no statement has changed.
            cell.known.clone_from(&problem);
            self.queries
                .values_mut()
                .for_each(|standing| (standing.answered, standing.is_waiting) = (None, true));
        }
        Reply::Cell {
            revision: self.revision,
            cell: index as u32,
            printed: outcome.printed,
            display: outcome.display,
            problem,
            shapes: self.shapes(index),
            defines: self.reach.names_in(index),
        }
    }

    /// The arrays that a cell has made.
    fn shapes(&self, index: usize) -> Vec<Shape> {
        let shape = |(end, name): (u32, &str)| match self.session.global(name)? {
            Value::Array(array) => {
                let sizes: Vec<String> = array.sizes().iter().map(usize::to_string).collect();
                Some(Shape { end, text: format!("{name} :: {}", sizes.join("×")) })
            }
            _ => None,
        };
        self.reach.defined_in(index).into_iter().filter_map(shape).collect()
    }

    /// The query to answer next: the most urgent, and of several the one that was stated first.
    fn most_urgent(&self) -> Option<QueryId> {
        self.queries
            .iter()
            .filter(|(_, standing)| standing.is_waiting)
            .min_by_key(|(id, standing)| (standing.query.urgency(), **id))
            .map(|(id, _)| *id)
    }

    fn answer(&mut self, id: QueryId) -> Option<Reply> {
        let begun = (self.clock)();
        let Standing { query, roots, .. } = self.queries.get(&id)?;
        let fingerprint = self.reach.fingerprint(roots, &self.bindings());
        let millis = query.millis();
        let watched = self.watch(self.reach.touchable_from(roots));
        let drawing = self.draws_before(self.cells.len());
        self.session.seed(drawing);
        let mut answering = Answering::begin(&mut self.session, &mut self.prepared, self.clock, millis);
        let result = query.answer(&mut answering).map_err(|error| self.problem(error));
        let drew = self.session.drawn().inherited.then_some(drawing);
        self.undo_changes(watched);
        let standing = self.queries.get_mut(&id)?;
        (standing.answered, standing.is_waiting, standing.drew) = (Some(fingerprint), false, drew);
        standing.took = (self.clock)() - begun;
        Some(Reply::Answer { revision: self.revision, id, result })
    }
}

impl Cell {
    fn new(source: String) -> Cell {
        Cell {
            source,
            problem: None,
            known: None,
            ran: None,
            draws: None,
            is_waiting: true,
            took: f64::INFINITY,
        }
    }
}

impl Binding {
    /// The value as the session receives it.
    fn julia(&self) -> Value {
        if self.integer { Value::Int(self.value as i64) } else { Value::Float(self.value) }
    }
}

/// Bytes of wasm memory in use.
fn memory() -> u64 {
    #[cfg(target_arch = "wasm32")]
    return core::arch::wasm32::memory_size(0) as u64 * 65_536;
    #[cfg(not(target_arch = "wasm32"))]
    0
}
