//! The open lesson as signals: parameters, cells, standing queries, guesses. Components get it from context.
//!
//! The store owns what is said to the kernel. Components never see a message: they read signals and call the few
//! functions here. What is kept beyond the visit is the business of `keep`.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use leptos::ev;
use leptos::prelude::*;

use super::client;
use super::conversation::{Conversation, Opening};
use super::keep::{self, Changes, Kept};
use super::last_good::LastGood;
use crate::app::reactive::{put, react};
use crate::kernel::message::{Problem, QueryId, Reply, Request, Revision};
use crate::kernel::query::{AnyAnswer, AnyQuery, Query};
use crate::language::split_entry_name;
use crate::lesson::spec::{Figure, Lesson};

pub use super::handles::{CellHandle, LearnerChange, Outcome, ParamHandle};

/// The open lesson. Copy it freely; it is handles only.
#[derive(Clone, Copy)]
pub struct Store {
    conversation: Conversation,
    inner: StoredValue<Inner>,
    /// For each figure the guess that is being made on it, if any.
    pub guesses: RwSignal<HashMap<u32, Guess>>,
    /// What is pointed at: the key of a named quantity, or an entry as [`Param::part`](crate::lesson::spec::Param::part)
    /// calls it; empty for nothing.
    pub highlighted: RwSignal<String>,
    /// Whether the shapes of arrays stand beside their names in the cells.
    pub shapes: RwSignal<bool>,
    /// Whether the learner has stopped the lesson's code; the next change lets it run again.
    pub stopped: RwSignal<bool>,
}

struct Inner {
    lesson: Lesson,
    params: Vec<ParamHandle>,
    cells: Vec<CellHandle>,
    queries: BTreeMap<QueryId, Standing>,
    /// This opening of the lesson; nothing until it has begun.
    opening: Option<Opening>,
    /// The change at which the kernel was told the lesson: what is older speaks of another.
    told: Revision,
    /// Keeps the learner's changes beyond the visit.
    keep: Callback<Store>,
}

/// A standing query, and what takes its results in.
struct Standing {
    query: AnyQuery,
    hear: Hear,
}

/// Takes a result of a standing query in.
type Hear = Arc<dyn Fn(Result<AnyAnswer, Problem>) + Send + Sync>;

/// A guess made on a figure: an arrow from the figure's point, or a place.
#[derive(Clone, Copy)]
pub struct Guess {
    /// Whether it is an arrow from the point; otherwise it is a place.
    pub arrow: bool,
    /// Where it begins, in data coordinates: for an arrow the vector, drawn as long as it is; for a place the place.
    pub first: [f64; 2],
    /// Where the learner has dragged it; nothing until then.
    pub moved: RwSignal<Option<[f64; 2]>>,
    /// The computed answer once it is shown. Until then the figure hides what would give it away.
    pub truth: Signal<Option<[f64; 2]>>,
}

impl Guess {
    /// The vector or the place where arrows are drawn at a scale. Where they are drawn short, the first guess is longer, so
    /// that its tip can be grabbed; it keeps its distance from the point while the scale changes, until it is moved.
    pub fn tip(self, scale: f64) -> [f64; 2] {
        let length = if self.arrow { 1.0 / scale } else { 1.0 };
        self.moved.get().unwrap_or_else(|| self.first.map(|part| part * length))
    }
}

impl Store {
    /// Opens a lesson as the learner left it; it stays open until the present owner ends, or another is opened.
    pub fn open(conversation: Conversation, lesson: Lesson) -> Store {
        let kept = keep::load(&lesson.entry.slug);
        let slug = lesson.entry.slug.clone();
        Store::open_kept(
            conversation,
            lesson,
            &kept,
            Callback::new(move |store: Store| {
                // The lesson may have gone since.
                if store.try_slug().is_some() {
                    keep::store(&slug, store.changes());
                }
            }),
        )
    }

    /// The same for a lesson that differs in what was kept of it; `keep` is called in a moment after each change.
    pub fn open_kept(
        conversation: Conversation,
        lesson: Lesson,
        kept: &Kept,
        keep: Callback<Store>,
    ) -> Store {
        let store = Store {
            conversation,
            inner: StoredValue::new(Inner {
                lesson,
                params: Vec::new(),
                cells: Vec::new(),
                queries: BTreeMap::new(),
                opening: None,
                told: 0,
                keep,
            }),
            guesses: RwSignal::default(),
            highlighted: RwSignal::default(),
            shapes: RwSignal::new(false),
            stopped: RwSignal::new(false),
        };
        let changed = Callback::new(move |change| store.change(change));
        store.inner.update_value(|inner| {
            let lesson = &inner.lesson;
            let params = lesson.params.iter().map(|spec| {
                let named = lesson.names.iter().find(|named| named.key == spec.identity).cloned();
                ParamHandle::new(spec.clone(), kept.param(&spec.name), named, changed)
            });
            let cells = lesson.cells.iter().enumerate().map(|(index, cell)| {
                CellHandle::new(index as u32, &cell.source, kept.cell(&cell.source), changed)
            });
            (inner.params, inner.cells) = (params.collect(), cells.collect());
        });
        let opening = conversation.open(move |reply| store.hear(reply), move || store.tell_everything());
        store.inner.update_value(|inner| inner.opening = Some(opening));
        store.tell_everything();
        let leave = window_event_listener(ev::pagehide, move |_| keep::now());
        on_cleanup(move || {
            leave.remove();
            keep::now();
            conversation.close(opening);
        });
        store
    }

    /// The page's conversation with the kernel.
    pub fn conversation(self) -> Conversation {
        self.conversation
    }

    /// The name of the lesson in its address; `None` once it is no longer open.
    pub fn try_slug(self) -> Option<String> {
        self.inner.try_with_value(|inner| inner.lesson.entry.slug.clone())
    }

    /// Takes the figures out of the lesson's specification: each is handed to its widget.
    pub fn take_figures(self) -> Vec<Figure> {
        let take = |inner: &mut Inner| std::mem::take(&mut inner.lesson.figures);
        self.inner.try_update_value(take).unwrap_or_default()
    }

    /// Looks into the lesson's specification.
    pub fn with_lesson<T>(self, look: impl FnOnce(&Lesson) -> T) -> T {
        self.inner.with_value(|inner| look(&inner.lesson))
    }

    /// The parameter named `name`.
    pub fn param(self, name: &str) -> Option<ParamHandle> {
        self.inner.with_value(|inner| inner.params.iter().find(|param| param.is_called(name)).copied())
    }

    /// The entries of an array, column after column, and its sizes; none if there is no such parameter.
    pub fn array(self, name: &str) -> (Vec<ParamHandle>, Vec<usize>) {
        let own = |param: ParamHandle| {
            let name = param.spec().name;
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
    pub fn ask<Q: Query>(self, query: Q) -> LastGood<Q::Answer> {
        let (answer, hear) = pending::<Q>();
        self.stand(query.to_any(), hear);
        answer
    }

    /// A standing query that may come to ask for something else. The last answer stays until there is one to the new
    /// query; see [`Store::ask`].
    pub fn ask_each<Q: Query>(self, query: Memo<Q>) -> LastGood<Q::Answer> {
        let (answer, hear) = pending::<Q>();
        react(move || self.stand(query.with(Q::to_any), Arc::clone(&hear)));
        answer
    }

    /// Tells the kernel a standing query; it ends with the present owner.
    fn stand(self, query: AnyQuery, hear: Hear) {
        let id = self.conversation.next_query();
        let standing = Standing { query: query.clone(), hear };
        self.inner.update_value(|inner| drop(inner.queries.insert(id, standing)));
        client::post(Request::Ask { id, query });
        on_cleanup(move || {
            // The whole lesson may have gone already.
            let asked = self.inner.try_update_value(|inner| inner.queries.remove(&id)).flatten();
            if asked.is_some() && self.is_open() {
                client::post(Request::Forget { id });
            }
        });
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
        let opening = self.inner.with_value(|inner| inner.opening);
        opening.is_some_and(|opening| self.conversation.is_open(opening))
    }

    /// Tells a kernel that knows nothing of this lesson all of it.
    fn tell_everything(self) {
        if self.stopped.get_untracked() {
            return;
        }
        let revision = self.conversation.next_revision();
        self.inner.update_value(|inner| inner.told = revision);
        let requests = self.inner.with_value(|inner| {
            let params = inner.params.iter().map(|param| param.binding()).collect();
            let cells = inner.cells.iter().map(|cell| cell.source.get_untracked()).collect();
            let queries = inner.queries.iter();
            let asks = queries.map(|(id, asked)| Request::Ask { id: *id, query: asked.query.clone() });
            [Request::Open { revision, params, cells }].into_iter().chain(asks).collect::<Vec<_>>()
        });
        requests.into_iter().for_each(client::post);
    }

    /// The learner has changed something.
    fn change(self, change: LearnerChange) {
        if self.stopped.get_untracked() {
            self.go_on();
        } else {
            let revision = self.conversation.next_revision();
            client::post(match change {
                LearnerChange::Param(param) => Request::Set { revision, param },
                LearnerChange::Cell(cell, source) => Request::Edit { revision, cell, source },
            });
        }
        let keep = self.inner.with_value(|inner| inner.keep);
        keep::soon(move || {
            // The lesson may have gone since.
            keep.try_run(self);
        });
    }

    /// What differs from the lesson as it came.
    pub fn changes(self) -> Changes {
        let params = self.params().into_iter().filter_map(|param| {
            let (spec, value) = (param.spec(), param.get_untracked());
            (value != spec.value).then_some((spec.name, value))
        });
        let cells = self.cells().into_iter().filter_map(|cell| {
            let (original, source) = (cell.original(), cell.source.get_untracked());
            (original != source).then_some((original, source))
        });
        Changes { params: params.collect(), cells: cells.collect() }
    }

    fn hear(self, reply: Reply) {
        let told = self.inner.with_value(|inner| inner.told);
        match reply {
            Reply::Cell { revision, cell, printed, display, problem, shapes, defines }
                if revision >= told =>
            {
                let cell = self.inner.with_value(|inner| inner.cells.get(cell as usize).copied());
                if let Some(cell) = cell {
                    put(cell.outcome, Some(Outcome { printed, display, problem, shapes, defines }));
                }
            }
            Reply::Answer { revision, id, result } if revision >= told => {
                let hear = self.inner.with_value(|inner| Some(Arc::clone(&inner.queries.get(&id)?.hear)));
                if let Some(hear) = hear {
                    hear(result);
                }
            }
            _ => {}
        }
    }
}

/// What will be known about a query, and what takes its results in.
fn pending<Q: Query>() -> (LastGood<Q::Answer>, Hear) {
    let (answer, hear) = LastGood::pending();
    let hear = move |result: Result<AnyAnswer, Problem>| match result.map(Q::answer_from) {
        // The kernel answers each query in its own kind.
        Ok(None) => {}
        Ok(Some(answer)) => hear(Ok(answer)),
        Err(problem) => hear(Err(problem)),
    };
    (answer, Arc::new(hear))
}
