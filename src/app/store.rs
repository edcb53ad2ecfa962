//! The open lesson as signals: parameters, cells, standing queries, guesses. Components get it from context.
//!
//! The store owns the conversation with the kernel. Components never see a message: they read signals and
//! call the few functions here. What is kept beyond the visit is `keep`'s business.

use std::collections::{BTreeMap, HashMap};

use leptos::ev;
use leptos::prelude::*;

use super::client::{self, State};
use super::complete::Words;
use super::keep;
use crate::app::reactive::{put, react};
use crate::kernel::message::{Answer, Binding, Problem, Query, QueryId, Reply, Request, Revision, Shape};
use crate::language::split_entry_name;
use crate::lesson::spec::{Lesson, Named, Param};

/// What a standing query shows: nothing yet, an answer, or why there is none.
pub type Answered = Option<Result<Answer, Problem>>;

/// The page's one conversation with the kernel, whichever lesson is open.
#[derive(Clone, Copy)]
pub struct Conversation {
    /// How the kernel does.
    pub state: RwSignal<State>,
    /// The newest change that everything on the page takes into account.
    pub settled: RwSignal<Revision>,
    /// Bytes of wasm memory that the kernel holds.
    pub memory: RwSignal<u64>,
    /// What cells can call, for the editors.
    pub words: Words,
    revision: RwSignal<Revision>,
    queries: StoredValue<QueryId>,
    open: StoredValue<Option<Store>>,
}

impl Conversation {
    /// Begins it, once for the page.
    pub fn begin() -> Conversation {
        let conversation = Conversation {
            state: RwSignal::new(State::Starting),
            settled: RwSignal::new(0),
            memory: RwSignal::new(0),
            words: Words::default(),
            revision: RwSignal::new(0),
            queries: StoredValue::new(0),
            open: StoredValue::new(None),
        };
        let hear = move |reply| conversation.hear(reply);
        client::listen(hear, move |state, is_new| {
            conversation.state.set(state);
            if let Some(store) = conversation.open.get_value().filter(|_| is_new) {
                store.tell_everything();
            }
        });
        conversation
    }

    fn hear(self, reply: Reply) {
        if let Reply::Settled { revision, memory } = reply {
            self.settled.set(revision);
            self.memory.set(memory);
        } else if let Some(store) = self.open.get_value() {
            store.hear(reply);
        }
    }

    /// The newest change that the page has made.
    pub fn revision(self) -> Revision {
        self.revision.get()
    }

    fn next_revision(self) -> Revision {
        self.revision.update(|revision| *revision += 1);
        self.revision.get_untracked()
    }
}

/// The open lesson. Copy it freely; it is handles only.
#[derive(Clone, Copy)]
pub struct Store {
    conversation: Conversation,
    inner: StoredValue<Inner>,
    /// For each figure the guess that is being made on it, if any.
    pub guesses: RwSignal<HashMap<u32, Guess>>,
    /// What is pointed at: the key of a named quantity, or an entry as [`Param::part`] calls it; empty for nothing.
    pub lit: RwSignal<String>,
    /// Whether the shapes of arrays stand beside their names in the cells.
    pub shapes: RwSignal<bool>,
    /// Whether the learner has stopped the lesson's code; the next change lets it run again.
    pub stopped: RwSignal<bool>,
}

struct Inner {
    lesson: Lesson,
    params: Vec<ParamHandle>,
    cells: Vec<CellHandle>,
    queries: BTreeMap<QueryId, (Query, RwSignal<Answered>)>,
    /// The change at which this lesson was opened: what is older speaks of another.
    opened: Revision,
}

/// A parameter of the lesson: its specification and its value now.
#[derive(Clone, Copy)]
pub struct ParamHandle {
    store: Store,
    spec: StoredValue<Param>,
    value: RwSignal<f64>,
}

/// A cell of the lesson: its text, and what came of it.
#[derive(Clone, Copy)]
pub struct CellHandle {
    store: Store,
    index: u32,
    original: StoredValue<String>,
    /// The text now.
    pub source: RwSignal<String>,
    /// What came of its last run; nothing before the first.
    pub outcome: RwSignal<Option<Outcome>>,
}

/// What came of a cell's run.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Outcome {
    /// What it printed.
    pub printed: String,
    /// What the prompt shows for its last value; empty if nothing.
    pub display: String,
    /// What went wrong, if anything.
    pub problem: Option<Problem>,
    /// The arrays that it made.
    pub shapes: Vec<Shape>,
    /// The global names that its text defines, whether or not it ran to its end.
    pub defines: Vec<String>,
}

/// A guess made on a figure: an arrow from the figure's point, or a place.
#[derive(Clone, Copy)]
pub struct Guess {
    /// Whether it is an arrow (its tip is `tip`, seen from the point) or a place (`tip` itself).
    pub arrow: bool,
    /// Where the learner has dragged it, in data coordinates: for an arrow the vector, for a place the place.
    pub tip: RwSignal<[f64; 2]>,
    /// Whether the learner has dragged it.
    pub is_made: RwSignal<bool>,
    /// The computed answer once it is shown. Until then the figure hides what would give it away.
    pub truth: RwSignal<Option<[f64; 2]>>,
}

impl Store {
    /// Opens a lesson as the learner left it; it stays open until the present owner ends, or another is opened.
    pub fn open(conversation: Conversation, lesson: Lesson) -> Store {
        let kept = keep::load(&lesson.entry.slug);
        let store = Store {
            conversation,
            inner: StoredValue::new(Inner {
                lesson: lesson.clone(),
                params: Vec::new(),
                cells: Vec::new(),
                queries: BTreeMap::new(),
                opened: 0,
            }),
            guesses: RwSignal::default(),
            lit: RwSignal::default(),
            shapes: RwSignal::new(false),
            stopped: RwSignal::new(false),
        };
        let params = lesson.params.iter().map(|spec| {
            let value = kept.param(&spec.name).map_or(spec.value, |value| clamped(spec, value));
            ParamHandle { store, spec: StoredValue::new(spec.clone()), value: RwSignal::new(value) }
        });
        let cells = lesson.cells.iter().enumerate().map(|(index, cell)| CellHandle {
            store,
            index: index as u32,
            original: StoredValue::new(cell.source.clone()),
            source: RwSignal::new(kept.cell(&cell.source).unwrap_or(&cell.source).to_owned()),
            outcome: RwSignal::new(None),
        });
        let (params, cells) = (params.collect(), cells.collect());
        store.inner.update_value(|inner| (inner.params, inner.cells) = (params, cells));
        conversation.open.set_value(Some(store));
        store.tell_everything();
        let leave = window_event_listener(ev::pagehide, move |_| keep::now(store));
        on_cleanup(move || {
            leave.remove();
            keep::now(store);
            conversation.open.update_value(|open| {
                // A handle outlives what it names by no more than this comparison.
                if open.is_some_and(|open| open.inner == store.inner) {
                    *open = None;
                }
            });
        });
        store
    }

    /// The page's conversation with the kernel.
    pub fn conversation(self) -> Conversation {
        self.conversation
    }

    /// The lesson's specification.
    pub fn lesson(self) -> Lesson {
        self.inner.with_value(|inner| inner.lesson.clone())
    }

    /// The name of the lesson in its address; `None` once it is no longer open.
    pub fn try_slug(self) -> Option<String> {
        self.inner.try_with_value(|inner| inner.lesson.entry.slug.clone())
    }

    /// Looks into the lesson's specification.
    pub fn with_lesson<T>(self, look: impl FnOnce(&Lesson) -> T) -> T {
        self.inner.with_value(|inner| look(&inner.lesson))
    }

    /// The parameter named `name`.
    pub fn param(self, name: &str) -> Option<ParamHandle> {
        self.inner.with_value(|inner| {
            inner.params.iter().find(|param| param.spec.with_value(|spec| spec.name == name)).copied()
        })
    }

    /// The entries of an array, column after column, and its sizes; none if there is no such parameter.
    pub fn array(self, name: &str) -> (Vec<ParamHandle>, Vec<usize>) {
        let own = |param: ParamHandle| {
            let name = param.spec.with_value(|spec| spec.name.clone());
            let (variable, place) = split_entry_name(&name);
            (variable.to_owned(), place, param)
        };
        let all = self.params().into_iter().map(own);
        let mut entries: Vec<(String, Vec<usize>, ParamHandle)> = Vec::new();
        for entry in all.filter(|(own, place, _)| own == name && !place.is_empty()) {
            let before = |other: &[usize]| other.iter().rev().le(entry.1.iter().rev());
            let at = entries.partition_point(|(_, place, _)| before(place));
            entries.insert(at, entry);
        }
        let sizes = entries.last().map(|(_, place, _)| place.clone()).unwrap_or_default();
        (entries.into_iter().map(|(_, _, param)| param).collect(), sizes)
    }

    /// The parameter with an index in the lesson.
    pub fn param_at(self, index: u32) -> Option<ParamHandle> {
        self.inner.with_value(|inner| inner.params.get(index as usize).copied())
    }

    /// The lesson's cells in order.
    pub fn cells(self) -> Vec<CellHandle> {
        self.inner.with_value(|inner| inner.cells.clone())
    }

    /// The lesson's parameters in order.
    pub fn params(self) -> Vec<ParamHandle> {
        self.inner.with_value(|inner| inner.params.clone())
    }

    /// States a standing query; it ends when the calling component is taken down.
    /// The signal keeps the last answer until a newer one comes.
    pub fn ask(self, query: Query) -> Signal<Answered> {
        let answer = RwSignal::new(None);
        self.conversation.queries.update_value(|next| *next += 1);
        let id = self.conversation.queries.get_value();
        self.inner.update_value(|inner| drop(inner.queries.insert(id, (query.clone(), answer))));
        client::post(Request::Ask { id, query });
        on_cleanup(move || {
            // The whole lesson may have gone already.
            let asked = self.inner.try_update_value(|inner| inner.queries.remove(&id)).flatten();
            if asked.is_some() && self.is_open() {
                client::post(Request::Forget { id });
            }
        });
        answer.into()
    }

    /// A standing query that may come to ask for something else; see [`Store::ask`].
    pub fn ask_each(self, query: Memo<Query>) -> Signal<Answered> {
        let answer = RwSignal::new(None);
        react(move || {
            let newest = self.ask(query.get());
            react(move || {
                // The last answer stays until there is one to the new question.
                if let Some(result) = newest.get() {
                    answer.set(Some(result));
                }
            });
        });
        answer.into()
    }

    /// Ends the kernel's present work, however stuck it is. Nothing runs until the learner changes something.
    pub fn stop(self) {
        self.stopped.set(true);
        client::restart();
    }

    /// Lets a stopped lesson run again.
    pub fn go_on(self) {
        if self.stopped.get_untracked() {
            self.stopped.set(false);
            self.tell_everything();
        }
    }

    /// Puts every parameter and every cell back to what the lesson came with.
    pub fn reset(self) {
        self.cells().into_iter().for_each(CellHandle::reset);
        self.params().into_iter().for_each(ParamHandle::reset);
    }

    fn is_open(self) -> bool {
        self.conversation.open.get_value().is_some_and(|open| open.inner == self.inner)
    }

    /// Tells a kernel that knows nothing of this lesson all of it.
    fn tell_everything(self) {
        if self.stopped.get_untracked() {
            return;
        }
        let revision = self.conversation.next_revision();
        self.inner.update_value(|inner| inner.opened = revision);
        let requests = self.inner.with_value(|inner| {
            let params = inner.params.iter().map(|param| param.binding()).collect();
            let cells = inner.cells.iter().map(|cell| cell.source.get_untracked()).collect();
            let asks =
                inner.queries.iter().map(|(id, (query, _))| Request::Ask { id: *id, query: query.clone() });
            [Request::Open { revision, params, cells }].into_iter().chain(asks).collect::<Vec<_>>()
        });
        requests.into_iter().for_each(client::post);
    }

    /// The learner has changed something.
    fn change(self, request: impl FnOnce(Revision) -> Request) {
        if self.stopped.get_untracked() {
            self.go_on();
        } else {
            client::post(request(self.conversation.next_revision()));
        }
        keep::soon(self);
    }

    fn hear(self, reply: Reply) {
        let opened = self.inner.with_value(|inner| inner.opened);
        match reply {
            Reply::Cell { revision, cell, printed, display, problem, shapes, defines }
                if revision >= opened =>
            {
                let cell = self.inner.with_value(|inner| inner.cells.get(cell as usize).copied());
                if let Some(cell) = cell {
                    put(cell.outcome, Some(Outcome { printed, display, problem, shapes, defines }));
                }
            }
            Reply::Answer { revision, id, result } if revision >= opened => {
                let asked = self.inner.with_value(|inner| inner.queries.get(&id).map(|(_, answer)| *answer));
                if let Some(answer) = asked {
                    put(answer, Some(result));
                }
            }
            _ => {}
        }
    }
}

impl ParamHandle {
    /// Where it may lie, what it is called.
    pub fn spec(self) -> Param {
        self.spec.get_value()
    }

    /// The named quantity that it is.
    pub fn named(self) -> Option<Named> {
        let key = self.spec.with_value(|spec| spec.identity.clone());
        self.store.with_lesson(|lesson| lesson.names.iter().find(|named| named.key == key).cloned())
    }

    /// The value now; follows drags at once, before the kernel has answered.
    pub fn get(self) -> f64 {
        self.value.get()
    }

    /// The value now, without following it.
    pub fn get_untracked(self) -> f64 {
        self.value.get_untracked()
    }

    /// Changes the value, clamped to the range and rounded to the step, and tells the kernel.
    pub fn set(self, value: f64) {
        self.put(self.spec.with_value(|spec| stepped(spec, value)));
    }

    /// Changes the value by dragging a handle in a figure: clamped, not rounded.
    pub fn set_fine(self, value: f64) {
        self.put(self.spec.with_value(|spec| clamped(spec, value)));
    }

    /// Puts the value back to what the lesson came with.
    pub fn reset(self) {
        self.put(self.spec.with_value(|spec| spec.value));
    }

    fn put(self, value: f64) {
        if value.is_finite() && value != self.value.get_untracked() {
            self.value.set(value);
            self.store.change(|revision| Request::Set { revision, param: self.binding() });
        }
    }

    fn binding(self) -> Binding {
        let value = self.value.get_untracked();
        self.spec.with_value(|spec| Binding { name: spec.name.clone(), value, integer: spec.integer })
    }
}

impl CellHandle {
    /// Its number in the lesson, from 0.
    pub fn index(self) -> u32 {
        self.index
    }

    /// The text that the lesson came with.
    pub fn original(self) -> String {
        self.original.get_value()
    }

    /// Whether its text is no longer what the lesson came with.
    pub fn is_changed(self) -> bool {
        self.source.with(|source| self.original.with_value(|original| source != original))
    }

    /// Changes the text, and tells the kernel.
    pub fn edit(self, source: String) {
        if self.source.with_untracked(|own| *own != source) {
            self.source.set(source.clone());
            self.store.change(|revision| Request::Edit { revision, cell: self.index, source });
        }
    }

    /// Puts the text back to what the lesson came with.
    pub fn reset(self) {
        self.edit(self.original());
    }
}

/// A value within a parameter's range; whole if the parameter is.
fn clamped(spec: &Param, value: f64) -> f64 {
    let value = if spec.integer { value.round() } else { value };
    value.clamp(spec.min, spec.max)
}

/// A value on a parameter's steps, counted from its smallest.
fn stepped(spec: &Param, value: f64) -> f64 {
    let steps = ((value - spec.min) / spec.step).round();
    // The decimal that was meant, not the sum of many binary tenths.
    let value = (spec.min + steps * spec.step) * 1e9;
    clamped(spec, value.round() / 1e9)
}
