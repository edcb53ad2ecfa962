//! What cells can call, with a line of help each: the list that the lesson compiler has written.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::browser;
use crate::lesson::spec::{self, Word};

/// What cells can call. It is fetched when the first editor is used; until then, and while offline, it is empty.
#[derive(Clone, Copy, Default)]
pub struct Vocabulary {
    all: StoredValue<Vec<Word>>,
    is_asked: StoredValue<bool>,
}

impl Vocabulary {
    /// Fetches the list, once.
    pub fn fetch(self) {
        if self.is_asked.get_value() {
            return;
        }
        self.is_asked.set_value(true);
        spawn_local(async move {
            let words = browser::fetch("lessons/words.bin").await;
            match words.and_then(|bytes| spec::decode::<Vec<Word>>(&bytes)) {
                Ok(words) => self.all.set_value(words),
                Err(_) => self.is_asked.set_value(false),
            }
        });
    }

    /// Looks at the list as far as it is known.
    pub fn with<T>(self, look: impl FnOnce(&[Word]) -> T) -> T {
        self.all.with_value(|words| look(words))
    }
}
