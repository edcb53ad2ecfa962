//! What surrounds every page: the bar at the top and the drawer with the contents.
//!
//! `index.html` holds both as static elements, so that nothing moves when these components take their place.

use std::collections::HashMap;

use leptos::ev::{self, KeyboardEvent, MouseEvent};
use leptos::mount::mount_to;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use super::router::{LABORATORY, Route};
use super::storage;
use super::theme::{Theme, ThemeButton};
use crate::app::reactive::memo;
use crate::lesson::spec::Entry;

/// Where it is kept whether the drawer is open on wide screens; open if absent. `theme.js` reads it.
const KEY: &str = "fluxion.contents";

/// From this width on the drawer is beside the text (`layout.css` and `theme.js` say the same).
const WIDE: &str = "(min-width: 100rem)";

/// For each slug the number of checks that are done.
pub type Progress = HashMap<String, u32>;

/// The course from the learner's point of view: its contents, where they are, what is done.
#[derive(Clone, Copy)]
pub struct Course {
    /// The table of contents; empty until it has arrived.
    pub entries: Signal<Vec<Entry>>,
    /// Where the learner is.
    pub route: Signal<Route>,
    /// What the learner has done.
    pub progress: Signal<Progress>,
}

impl Course {
    /// The entry of the open lesson; `None` on the home page and until the contents have arrived.
    pub fn open_lesson(self) -> Option<Entry> {
        let route = self.route.get();
        let slug = route.slug().filter(|slug| *slug != "home")?;
        self.entries.with(|entries| entries.iter().find(|entry| entry.slug == slug).cloned())
    }

    /// The lessons, without the home page and the reference.
    pub fn lessons(self) -> Vec<Entry> {
        self.entries.with(|entries| entries.iter().filter(|entry| entry.is_lesson()).cloned().collect())
    }

    /// How many of an entry's checks are done.
    pub fn done(self, entry: &Entry) -> u32 {
        self.progress.with(|progress| progress.get(&entry.slug).copied().unwrap_or(0)).min(entry.checks)
    }

    /// What the lists say beside a lesson: its minutes, how far it is, or that it is done.
    pub fn state_in_words(self, entry: &Entry) -> String {
        match self.done(entry) {
            0 => format!("{} min", entry.minutes),
            done if done == entry.checks => "done".to_owned(),
            done => format!("{done} of {}", entry.checks),
        }
    }

    /// Whether every check of an entry is done.
    pub fn is_done(self, entry: &Entry) -> bool {
        entry.checks > 0 && self.done(entry) == entry.checks
    }
}

/// Takes over the static bar and drawer. To be called where the page's components are mounted, once.
pub fn mount(course: Course, theme: Theme) {
    let (Some(bar), Some(contents)) = (element("bar"), element("contents")) else { return };
    let drawer = Drawer::new();
    bar.set_inner_html("");
    mount_to(bar, move || view! { <Bar course theme drawer/> }).forget();
    mount_to(contents, move || view! { <Contents course/> }).forget();
}

#[component]
fn Bar(course: Course, theme: Theme, drawer: Drawer) -> impl IntoView {
    let lesson = memo(move || course.open_lesson());
    let is_laboratory = memo(move || course.route.with(|route| matches!(route, Route::Laboratory { .. })));
    let title = move || match is_laboratory.get() {
        true => Some("The laboratory".to_owned()),
        false => lesson.get().map(|entry| entry.title),
    };
    // The laboratory belongs to the last lesson.
    let text_of_laboratory = move || {
        let last = course.lessons().pop().filter(|_| is_laboratory.get())?;
        Some(view! { <a class="bar__link" href=Route::href(&last.slug)>"Read the lesson"</a> })
    };
    let progress = move || {
        let entry = lesson.get().filter(|entry| entry.checks > 0)?;
        let done = course.done(&entry);
        let words = format!("{done} of {} checks done", entry.checks);
        Some(view! {
            <progress class="progress" max=entry.checks value=done aria-label=words.clone() title=words></progress>
        })
    };
    view! {
        <a class="bar__name" href="#/">"Fluxion"</a>
        <span class="bar__title">{title}</span>
        <span class="bar__laboratory" hidden=move || !is_laboratory.get()>
            {text_of_laboratory}
            <span id="bar-laboratory"></span>
        </span>
        <span class="bar__progress">{progress}</span>
        <ThemeButton theme/>
        <button
            class="button bar__button"
            id="bar-contents"
            type="button"
            aria-controls="contents"
            aria-expanded=move || drawer.open.get().to_string()
            on:click=move |_| drawer.toggle()
        >
            "Contents"
        </button>
    }
}

#[component]
fn Contents(course: Course) -> impl IntoView {
    let here = move || course.route.with(|route| route.slug().map(str::to_owned));
    let at_laboratory =
        move || course.route.with(|route| matches!(route, Route::Laboratory { .. })).then_some("page");
    let is_own = move || (here().as_deref() == Some("scratch")).then_some("page");
    let line = move |entry: Entry| {
        let slug = entry.slug.clone();
        let current = move || (here().as_deref() == Some(slug.as_str())).then_some("page");
        let (words_of, done_of) = (entry.clone(), entry.clone());
        let number = entry.is_lesson().then(|| entry.number.to_string());
        let state = entry.is_lesson().then(|| {
            view! {
                <span class="drawer__state" data-done=move || course.is_done(&done_of).to_string()>
                    {move || course.state_in_words(&words_of)}
                </span>
            }
        });
        view! {
            <li>
                <a class="drawer__link" href=Route::href(&entry.slug) aria-current=current>
                    <span class="drawer__number">{number}</span>
                    <span>{entry.title}</span>
                    {state}
                </a>
            </li>
        }
    };
    view! {
        <ol class="drawer__list" role="list">
            <For each=move || course.entries.get() key=|entry| entry.slug.clone() children=line/>
            <li>
                <a class="drawer__link" href="#/scratch" aria-current=is_own>
                    <span></span>
                    <span>"A page of your own"</span>
                </a>
            </li>
            <li>
                <a class="drawer__link" href=LABORATORY aria-current=at_laboratory>
                    <span></span>
                    <span>"The laboratory"</span>
                </a>
            </li>
        </ol>
    }
}

/// The drawer: on wide screens beside the text, and remembered; otherwise over the text, where Escape, a link, a press
/// outside, or moving the focus closes it.
#[derive(Clone, Copy)]
struct Drawer {
    open: RwSignal<bool>,
}

impl Drawer {
    /// The drawer as the learner left it.
    fn new() -> Drawer {
        let drawer = Drawer { open: RwSignal::new(false) };
        drawer.show(is_wide() && storage::get(KEY).as_deref() != Some("closed"));
        drawer.close_where_it_lies_over_the_text();
        drawer
    }

    /// Opens or closes it at once, so that the focus can move there.
    fn show(self, open: bool) {
        if let Some(nav) = element("contents") {
            nav.set_hidden(!open);
        }
        if let Some(root) = document().document_element() {
            let _ = root.set_attribute("data-contents", if open { "open" } else { "closed" });
        }
        self.open.set(open);
    }

    /// Opens or closes it at the learner's request: remembers the choice, and moves the focus.
    fn toggle(self) {
        let open = !self.open.get_untracked();
        self.show(open);
        if is_wide() {
            storage::set(KEY, if open { "open" } else { "closed" });
        }
        if open {
            let link = |selector| element("contents")?.query_selector(selector).ok()?;
            focus(link("[aria-current=page]").or_else(|| link("a")));
        } else {
            focus(element("bar-contents").map(Element::from));
        }
    }

    fn close_where_it_lies_over_the_text(self) {
        let is_over_text = move || self.open.get_untracked() && !is_wide();
        let escape = window_event_listener(ev::keydown, move |event: KeyboardEvent| {
            if event.key() == "Escape" && is_over_text() {
                self.toggle();
            }
        });
        let press = window_event_listener(ev::click, move |event: MouseEvent| {
            let Some(target) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) else {
                return;
            };
            let lies_in = |selector: &str| matches!(target.closest(selector), Ok(Some(_)));
            let leaves = lies_in("#contents a") || !lies_in("#contents, #bar");
            if leaves && is_over_text() {
                self.show(false);
            }
        });
        let focus = window_event_listener(ev::focusin, move |event| {
            let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
            let is_elsewhere =
                target.is_some_and(|target| matches!(target.closest("#contents, #bar"), Ok(None)));
            if is_elsewhere && is_over_text() {
                self.show(false);
            }
        });
        on_cleanup(move || {
            escape.remove();
            press.remove();
            focus.remove();
        });
    }
}

fn is_wide() -> bool {
    matches!(window().match_media(WIDE), Ok(Some(query)) if query.matches())
}

fn element(id: &str) -> Option<HtmlElement> {
    document().get_element_by_id(id)?.dyn_into().ok()
}

fn focus(element: Option<Element>) {
    if let Some(element) = element.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        // Focus can be refused; then it stays where it is.
        let _ = element.focus();
    }
}
