//! The page's one conversation with the kernel: its status, the count of changes, and which lesson hears the replies.

use std::sync::Arc;

use leptos::prelude::*;

use super::client::{self, State};
use super::vocabulary::Vocabulary;
use crate::kernel::message::{QueryId, Reply, Revision};

/// The page's one conversation with the kernel, whichever lesson is open.
#[derive(Clone, Copy)]
pub struct Conversation {
    /// Kernel status.
    pub state: RwSignal<State>,
    /// The newest change that everything on the page takes into account.
    pub settled: RwSignal<Revision>,
    /// Bytes of wasm memory that the kernel holds.
    pub memory: RwSignal<u64>,
    /// What cells can call, for the editors.
    pub vocabulary: Vocabulary,
    revision: RwSignal<Revision>,
    queries: StoredValue<QueryId>,
    openings: StoredValue<u32>,
    open: StoredValue<Option<OpenLesson>>,
}

/// The open lesson's side of the conversation.
#[derive(Clone)]
struct OpenLesson {
    opening: Opening,
    /// Takes a reply in.
    hear: Arc<dyn Fn(Reply) + Send + Sync>,
    /// Tells a kernel that knows nothing all of the lesson.
    tell: Arc<dyn Fn() + Send + Sync>,
}

/// Names one opening of a lesson.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Opening(u32);

impl Conversation {
    /// Begins it, once for the page.
    pub fn begin() -> Conversation {
        let conversation = Conversation {
            state: RwSignal::new(State::Starting),
            settled: RwSignal::new(0),
            memory: RwSignal::new(0),
            vocabulary: Vocabulary::default(),
            revision: RwSignal::new(0),
            queries: StoredValue::new(0),
            openings: StoredValue::new(0),
            open: StoredValue::new(None),
        };
        let hear = move |reply| conversation.hear(reply);
        client::listen(hear, move |state, is_new| {
            conversation.state.set(state);
            if let Some(open) = conversation.open.get_value().filter(|_| is_new) {
                (open.tell)();
            }
        });
        conversation
    }

    /// Gives the conversation to a lesson that opens: from now on it hears every reply about cells and queries, and
    /// is asked to tell a new kernel everything.
    pub fn open(
        self,
        hear: impl Fn(Reply) + Send + Sync + 'static,
        tell: impl Fn() + Send + Sync + 'static,
    ) -> Opening {
        self.openings.update_value(|count| *count += 1);
        let opening = Opening(self.openings.get_value());
        let lesson = OpenLesson { opening, hear: Arc::new(hear), tell: Arc::new(tell) };
        self.open.set_value(Some(lesson));
        opening
    }

    /// Whether the lesson of an opening still has the conversation.
    pub fn is_open(self, opening: Opening) -> bool {
        self.open.with_value(|open| open.as_ref().is_some_and(|open| open.opening == opening))
    }

    /// Takes the conversation from the lesson of an opening, if it still has it.
    pub fn close(self, opening: Opening) {
        if self.is_open(opening) {
            self.open.set_value(None);
        }
    }

    /// The newest change that the page has made.
    pub fn revision(self) -> Revision {
        self.revision.get()
    }

    /// Counts a change, and names it.
    pub fn next_revision(self) -> Revision {
        self.revision.update(|revision| *revision += 1);
        self.revision.get_untracked()
    }

    /// A name for another standing query.
    pub fn next_query(self) -> QueryId {
        self.queries.update_value(|next| *next += 1);
        self.queries.get_value()
    }

    fn hear(self, reply: Reply) {
        if let Reply::Settled { revision, memory } = reply {
            self.settled.set(revision);
            self.memory.set(memory);
        } else if let Some(open) = self.open.get_value() {
            (open.hear)(reply);
        }
    }
}
