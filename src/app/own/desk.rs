//! The open page: its data, its parts in the frame, the forms, and what was deleted from it.

use std::time::Duration;

use leptos::prelude::*;
use web_sys::HtmlElement;

use super::{form, shelf};
use crate::app::alive::{Surroundings, enliven};
use crate::app::browser::{add, all, first, index, mark, write};
use crate::app::keep::{self, Kept};
use crate::app::number::ParamSlider;
use crate::app::router::Route;
use crate::app::store::Store;
use crate::lesson::own::merge::merge;
use crate::lesson::own::open::open;
use crate::lesson::own::{Page, Part};
use crate::lesson::paint::escape;
use crate::lesson::spec::Param;

/// How long the room of a page is kept while its figures are drawn again.
const REDRAWN: Duration = Duration::from_millis(600);

/// The open page. Copy it freely; it is handles only.
#[derive(Clone, Copy)]
pub struct Desk {
    frame: StoredValue<HtmlElement, LocalStorage>,
    around: Surroundings,
    state: StoredValue<State>,
    /// The owner of the frame, and that of everything in the page as it is open now.
    owners: StoredValue<(Owner, Option<Owner>)>,
}

struct State {
    number: u32,
    page: Page,
    /// The page as this tab and the browser's storage last agreed on it.
    agreed: Page,
    store: Option<Store>,
    /// The part that each cell is.
    cells: Vec<usize>,
    /// What was deleted, and where it stood; the last one at the end.
    deleted: Vec<(usize, Part)>,
    /// Whether the page itself was deleted, so that it is not kept any more.
    is_forgotten: bool,
}

impl Desk {
    /// A page in its frame, not yet open.
    pub fn new(frame: &HtmlElement, around: Surroundings, number: u32, page: Page) -> Desk {
        let agreed = page.clone();
        let (cells, deleted) = (Vec::new(), Vec::new());
        let state = State { number, page, agreed, store: None, cells, deleted, is_forgotten: false };
        Desk {
            frame: StoredValue::new_local(frame.clone()),
            around,
            state: StoredValue::new(state),
            owners: StoredValue::new((Owner::current().unwrap_or_default(), None)),
        }
    }

    /// The element of the frame that a selector finds.
    pub fn find(self, selector: &str) -> Option<HtmlElement> {
        first(&self.frame.get_value(), selector)
    }

    /// Says something at the head of the page, and to those who do not see it.
    pub fn say(self, words: &str) {
        if let Some(said) = self.find("[data-said]") {
            write(&said, words);
        }
    }

    /// The page's number.
    pub fn number(self) -> u32 {
        self.state.with_value(|state| state.number)
    }

    /// The open lesson that the page is.
    pub fn store(self) -> Option<Store> {
        self.state.with_value(|state| state.store)
    }

    /// The page as it is now, with what has been typed and dragged since it was opened.
    pub fn page(self) -> Page {
        self.state.with_value(|state| match state.store {
            Some(store) => with_changes(state.page.clone(), store, &state.cells),
            None => state.page.clone(),
        })
    }

    /// Keeps the page as it is now, with what another tab has changed in it.
    pub fn save(self) {
        // The frame may have gone since the change.
        if self.state.try_with_value(|state| state.is_forgotten) == Some(false) {
            let page = self.together();
            self.keep(page);
        }
    }

    /// Takes in what another tab has kept.
    pub fn follow(self) {
        if self.state.try_with_value(|state| state.is_forgotten) != Some(false) {
            return;
        }
        self.list();
        let (kept, agreed) =
            (shelf::peek(self.number()), self.state.with_value(|state| state.agreed.clone()));
        match kept {
            // With the next change it is kept again.
            None => self.say("This page has been deleted in another tab. It stays open in this one."),
            Some(kept) if kept == agreed => {}
            // What stands in a form is not thrown away; the page that it belongs to is kept with the other's changes.
            Some(_) if self.find("[data-noun]").is_some() => {}
            Some(_) => self.save(),
        }
    }

    /// The page as it is now with what another tab has changed since both agreed. If both have changed the same part, the
    /// other's page is kept under a name of its own.
    fn together(self) -> Page {
        let (mine, number) = (self.page(), self.number());
        let agreed = self.state.with_value(|state| state.agreed.clone());
        let Some(theirs) = shelf::peek(number).filter(|theirs| *theirs != agreed && *theirs != mine) else {
            return mine;
        };
        if let Some(merged) = merge(&agreed, &mine, &theirs) {
            return merged;
        }
        let title = format!("{}, from another tab", theirs.title);
        self.say(&format!("Another tab has changed the same part. Its page is kept as “{title}”."));
        shelf::add(&Page { title, ..theirs });
        mine
    }

    /// Keeps a page, and opens it again if it is not the one that is open.
    fn keep(self, page: Page) {
        shelf::save(self.number(), &page);
        let is_other = self.page() != page;
        self.state.update_value(|state| state.agreed = page.clone());
        if is_other {
            self.state.update_value(|state| (state.page, state.store) = (page, None));
            self.open();
            self.say("Changes from another tab have been taken in.");
        }
        self.list();
    }

    /// Gives the page a name.
    pub fn name(self, title: String) {
        document().set_title(&format!("{title} · Fluxion"));
        self.state.update_value(|state| state.page.title = title);
        self.save();
    }

    /// Keeps the page no longer.
    pub fn forget(self) {
        self.state.update_value(|state| state.is_forgotten = true);
    }

    /// Opens the page, again after each change of its structure.
    pub fn open(self) {
        let (page, number) = (self.page(), self.number());
        let Some(parts) = self.find("[data-parts]") else { return };
        // The text stays where it is while the figures are drawn again.
        let style = parts.style();
        let _ = style.set_property("min-block-size", &format!("{}px", parts.offset_height()));
        let room = move || drop(style.remove_property("min-block-size"));
        set_timeout(room, REDRAWN);
        let opened = open(&page);
        self.state.update_value(|state| {
            (state.page, state.cells, state.store) = (page.clone(), opened.cells, None);
        });
        let (here, before) = self.owners.with_value(Clone::clone);
        if let Some(before) = before {
            self.around.store.set(None);
            before.cleanup();
        }
        parts.set_inner_html(&opened.html);
        self.furnish(&parts);
        let next = here.child();
        self.owners.set_value((here, Some(next.clone())));
        next.with(|| {
            let keep = Callback::new(move |_| self.save());
            let store = Store::open_kept(self.around.conversation, opened.lesson, &Kept::default(), keep);
            self.state.update_value(|state| state.store = Some(store));
            enliven(&parts, self.around, store);
            for place in all(&parts, "[data-slider]") {
                let param = index(&place, "data-slider").unwrap_or_default();
                add(place, move || view! { <ParamSlider store param/> });
            }
        });
        if let Some(name) = self.find("[data-name]") {
            form::set_value(&name, &page.title);
        }
        document().set_title(&format!("{} · Fluxion", page.title));
        shelf::note(number);
        self.list();
    }

    /// Puts the tools beside each part, and between the parts where one can be added.
    fn furnish(self, parts: &HtmlElement) {
        let (tools, adding) = (self.template("tools"), self.template("add"));
        for part in all(parts, "[data-own]") {
            let _ = part.insert_adjacent_html("beforeend", &tools);
        }
        let gaps = all(parts, "[data-gap]");
        for gap in &gaps {
            gap.set_inner_html(&adding);
        }
        if let Some(last) = gaps.last().and_then(|gap| first(gap, "details")) {
            mark(&last, "open", "");
        }
        let deleted = self.state.with_value(|state| {
            state.deleted.last().map(|(at, part)| ((*at).min(gaps.len().saturating_sub(1)), part.noun()))
        });
        if let Some((at, noun)) = deleted {
            let words = format!(
                "<p class=\"own__deleted\">{noun} deleted. <button class=\"button\" type=\"button\" data-do=\"undo\">Undo</button></p>"
            );
            let _ = gaps[at].insert_adjacent_html("afterbegin", &words);
        }
    }

    /// The content of one of the frame's templates.
    pub fn template(self, name: &str) -> String {
        self.find(&format!("template[data-template=\"{name}\"]"))
            .map(|found| found.inner_html())
            .unwrap_or_default()
    }

    /// Lists the learner's pages.
    fn list(self) {
        let Some(place) = self.find("[data-pages]") else { return };
        let here = self.number();
        let link = |number: u32| {
            let title = if number == here { self.page().title } else { shelf::load(number)?.title };
            let current = if number == here { " aria-current=\"page\"" } else { "" };
            Some(format!("<a href=\"{}\"{current}>{}</a> ", Route::own(number), escape(&title)))
        };
        let mut numbers = shelf::numbers();
        if !numbers.contains(&here) {
            numbers.push(here);
        }
        let links: String = numbers.into_iter().filter_map(link).collect();
        let deleted = shelf::deleted().map_or_else(String::new, |title| {
            format!(
                "<span class=\"own__deleted\">“{}” is deleted. <button class=\"button button--plain\" type=\"button\" \
                 data-do=\"restore\">Undo</button></span>",
                escape(&title)
            )
        });
        let html = format!(
            "{links}<button class=\"button button--plain\" type=\"button\" data-do=\"new\">New page</button>{deleted}"
        );
        if place.inner_html() != html {
            place.set_inner_html(&html);
        }
    }

    /// Changes the page's structure, keeps it, opens it again, and moves the focus to what a selector finds.
    pub fn change(self, change: impl FnOnce(&mut Page, &mut Vec<(usize, Part)>), focus: &str) {
        keep::now();
        let mut page = self.page();
        self.state.update_value(|state| {
            change(&mut page, &mut state.deleted);
            state.page = page;
            state.store = None;
        });
        self.open();
        self.save();
        self.focus(focus);
    }

    /// Moves the focus.
    pub fn focus(self, selector: &str) {
        if let Some(found) = self.find(selector) {
            // Focus can be refused; then it stays where it is.
            let _ = found.focus();
        }
    }
}

/// A page with the texts and the numbers that an open lesson has now; `cells` are the parts that its cells are.
fn with_changes(mut page: Page, store: Store, cells: &[usize]) -> Page {
    for (cell, at) in store.cells().into_iter().zip(cells) {
        page.parts[*at] = Part::Cell(cell.source.get_untracked());
    }
    let values: Vec<(Param, f64)> =
        store.params().into_iter().map(|param| (param.spec(), param.get_untracked())).collect();
    page.set_values(&values);
    page
}
