//! The list of names that complete the word at the caret of a cell, each with one line of help.
//!
//! It opens by itself after two letters, or with Ctrl and the space bar. Tab takes the selected name; Enter does so only
//! after the arrow keys have chosen one, so that whoever ignores the list can go on typing.

use std::ops::Range;

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use super::browser;
use super::store::{CellHandle, Store};
use crate::language::{partial_name, split_entry_name, symbols_from};

/// The most names that a list shows.
const MOST: usize = 6;

/// How many letters open the list by themselves.
const LETTERS: usize = 2;

/// A possible completion.
#[derive(Clone, Debug, PartialEq)]
struct Item {
    /// What is shown and, except for letters, typed.
    name: String,
    typed: String,
    about: String,
}

/// An open list.
#[derive(Clone, Debug, Default, PartialEq)]
struct Open {
    /// The bytes that a name replaces.
    range: Range<usize>,
    /// Where they begin: line and column, from 0.
    place: [usize; 2],
    items: Vec<Item>,
    /// The selected one, and whether the arrow keys have selected it.
    at: usize,
    is_chosen: bool,
}

/// The list of one editor.
#[derive(Clone, Copy)]
pub struct Completion {
    store: Store,
    cell: CellHandle,
    open: RwSignal<Option<Open>>,
}

impl Completion {
    /// A closed list.
    pub fn new(store: Store, cell: CellHandle) -> Completion {
        Completion { store, cell, open: RwSignal::new(None) }
    }

    /// The editor has received the focus.
    pub fn enter(self) {
        self.store.conversation().vocabulary.fetch();
    }

    /// The learner has typed; the caret is after this byte.
    pub fn typed(self, code: &str, caret: usize) {
        self.look(code, caret, LETTERS);
    }

    /// The learner does something else.
    pub fn close(self) {
        if self.open.with_untracked(Option::is_some) {
            self.open.set(None);
        }
    }

    /// What a key does while the list is open: nothing, or replace a range of bytes by a text.
    pub fn on_key(self, event: &KeyboardEvent, code: &str, caret: usize) -> Option<(Range<usize>, String)> {
        if event.key() == " " && event.ctrl_key() {
            event.prevent_default();
            self.look(code, caret, 0);
            return None;
        }
        let open = self.open.get_untracked()?;
        let step = match event.key().as_str() {
            "ArrowDown" if !event.alt_key() => 1,
            "ArrowUp" if !event.alt_key() => open.items.len() - 1,
            "Escape" => {
                event.prevent_default();
                self.close();
                return None;
            }
            "Tab" if !event.shift_key() => return self.take(&open, open.at),
            "Enter" if open.is_chosen => return self.take(&open, open.at),
            "ArrowLeft" | "ArrowRight" | "Home" | "End" | "Enter" => {
                self.close();
                return None;
            }
            _ => return None,
        };
        event.prevent_default();
        let at = (open.at + step) % open.items.len();
        self.open.set(Some(Open { at, is_chosen: true, ..open }));
        None
    }

    fn take(self, open: &Open, at: usize) -> Option<(Range<usize>, String)> {
        self.close();
        Some((open.range.clone(), open.items.get(at)?.typed.clone()))
    }

    fn look(self, code: &str, caret: usize, least: usize) {
        let found = self.found(code, caret, least);
        if found.is_some() || self.open.with_untracked(Option::is_some) {
            self.open.set(found);
        }
    }

    fn found(self, code: &str, caret: usize, least: usize) -> Option<Open> {
        let word = partial_name(code, caret)?;
        if word.text.chars().count() < least {
            return None;
        }
        let mut items: Vec<Item> = if word.is_symbol {
            let item = |(name, letter): (String, &str)| Item {
                name,
                typed: letter.to_owned(),
                about: letter.to_owned(),
            };
            symbols_from(word.text).into_iter().map(item).collect()
        } else {
            self.names(word.text, word.is_member)
        };
        // A list of what is already written is no help, unless it was asked for.
        items.retain(|item| least == 0 || word.is_symbol || item.name != word.text);
        items.truncate(MOST);
        if items.is_empty() {
            return None;
        }
        let before = &code[..word.start];
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count();
        let place = [before.matches('\n').count(), column];
        Some(Open { range: word.start..caret, place, items, at: 0, is_chosen: false })
    }

    /// Names with this beginning: the lesson's own first, then the library's; shorter ones first.
    fn names(self, text: &str, is_member: bool) -> Vec<Item> {
        let mut items: Vec<Item> = Vec::new();
        let mut add = |name: String, about: String| {
            if name.starts_with(text) && items.iter().all(|item| item.name != name) {
                items.push(Item { typed: name.clone(), name, about });
            }
        };
        if !is_member {
            for cell in self.store.cells() {
                let about = match cell.index() == self.cell.index() {
                    true => "from this cell".to_owned(),
                    false => format!("from code cell {}", cell.index() + 1),
                };
                let defines =
                    cell.outcome.with_untracked(|outcome| outcome.as_ref().map(|own| own.defines.clone()));
                defines.into_iter().flatten().for_each(|name| add(name, about.clone()));
            }
            for param in self.store.params() {
                let spec = param.spec();
                add(split_entry_name(&spec.name).0.to_owned(), format!("in the text: {}", spec.label));
            }
        }
        let own = items.len();
        self.store.conversation().vocabulary.with(|words| {
            for word in words.iter().filter(|word| word.name.starts_with(text)) {
                if items.iter().all(|item| item.name != word.name) {
                    let about = match word.module.as_str() {
                        "Base" => word.about.clone(),
                        module => format!("{} ({module})", word.about),
                    };
                    let length = |name: &str| name.chars().count();
                    let at = items[own..].partition_point(|item| length(&item.name) <= length(&word.name));
                    items.insert(own + at, Item { name: word.name.clone(), typed: word.name.clone(), about });
                }
            }
        });
        items
    }

    /// The id of the selected entry, for screen readers.
    pub fn marked(self) -> Option<String> {
        self.open.with(|open| open.as_ref().map(|open| self.entry(open.at)))
    }

    /// The id of the list.
    pub fn list(self) -> String {
        format!("cell-{}-names", self.cell.index())
    }

    fn entry(self, at: usize) -> String {
        format!("cell-{}-name-{at}", self.cell.index())
    }

    /// The list below the word; `take` types what is clicked.
    pub fn view(self, take: impl Fn(Range<usize>, String) + Copy + Send + Sync + 'static) -> impl IntoView {
        let item = move |open: &Open, at: usize, item: &Item| {
            let (is_marked, open) = (at == open.at, open.clone());
            let on_click = move |_| {
                if let Some((range, text)) = self.take(&open, at) {
                    take(range, text);
                }
            };
            view! {
                <li
                    id=self.entry(at)
                    role="option"
                    class="names__item"
                    aria-selected=is_marked.to_string()
                    on:click=on_click
                >
                    <code>{item.name.clone()}</code>
                    <span class="names__about">{browser::coded(&item.about)}</span>
                </li>
            }
        };
        let shown = move || {
            self.open.get().map(|open| {
                let items = open.items.iter().enumerate().map(|(at, own)| item(&open, at, own));
                let items = items.collect_view();
                view! {
                    <ul
                        class="names"
                        id=self.list()
                        role="listbox"
                        aria-label="Matching names"
                        style:--line=open.place[0].to_string()
                        style:--column=open.place[1].to_string()
                        // Keeps the focus in the editor.
                        on:pointerdown=move |event| event.prevent_default()
                    >
                        {items}
                    </ul>
                }
            })
        };
        view! { {shown} }
    }
}
