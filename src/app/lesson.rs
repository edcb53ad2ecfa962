//! The open lesson: its text is put into the page and made interactive, and released when the learner moves on. The
//! laboratory takes the place of a text.

use leptos::ev;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use super::browser::{self, all, fill, first, index, mark};
use super::conversation::Conversation;
use super::figures::{self, tell_height};
use super::home::{self, NotFound};
use super::number::{ParamNumber, activate_number};
use super::router::Route;
use super::shell::{Course, Progress};
use super::store::Store;
use super::{cell, check, gate, laboratory_door, share};
use crate::app::reactive::{memo, react};
use crate::lesson::spec::{self, Lesson};

/// What a lesson needs from the page around it.
#[derive(Clone, Copy)]
pub struct Surroundings {
    /// The course and the learner's place in it.
    pub course: Course,
    /// The learner's progress, to be written.
    pub progress: RwSignal<Progress>,
    /// The conversation with the kernel.
    pub conversation: Conversation,
    /// The open lesson.
    pub store: RwSignal<Option<Store>>,
}

/// Shows the lesson that the address names, or the laboratory, from now on.
pub fn follow(around: Surroundings) {
    // The owner of everything in the open lesson.
    let living = StoredValue::new(None::<Owner>);
    let visit = StoredValue::new(0_u32);
    let place = memo(move || around.course.route.get().without_heading());
    let here = Owner::current();
    react(move || {
        let place = place.get();
        visit.update_value(|visit| *visit += 1);
        let (this, owner) = (visit.get_value(), here.clone().unwrap_or_default());
        spawn_local(async move {
            let loaded = match place.slug() {
                Some(slug) => load(slug).await,
                None => Err(Failure::NoSuchLesson),
            };
            // The learner may have moved on while it was loading.
            if visit.get_value() != this {
                return;
            }
            if let Some(before) = living.try_update_value(Option::take).flatten() {
                around.store.set(None);
                before.cleanup();
            }
            let next = owner.child();
            next.with(|| show(around, &place, loaded));
            living.set_value(Some(next));
        });
    });
    react(move || {
        if let Route::Lesson { heading: Some(heading), .. } = around.course.route.get() {
            scroll_to(&heading);
        }
    });
}

/// A lesson's text and specification.
struct Loaded {
    html: String,
    lesson: Lesson,
}

enum Failure {
    NoSuchLesson,
    NotLoaded(String),
}

async fn load(slug: &str) -> Result<Loaded, Failure> {
    let bytes = browser::fetch(&format!("lessons/{slug}.bin")).await;
    let html = browser::fetch(&format!("lessons/{slug}.html")).await;
    match (bytes, html) {
        (Ok(bytes), Ok(html)) => {
            let lesson = spec::decode(&bytes).map_err(Failure::NotLoaded)?;
            Ok(Loaded { html: String::from_utf8_lossy(&html).into_owned(), lesson })
        }
        (Err(reason), _) | (_, Err(reason)) if reason.contains("404") => {
            drop(reason);
            Err(Failure::NoSuchLesson)
        }
        (Err(reason), _) | (_, Err(reason)) => Err(Failure::NotLoaded(reason)),
    }
}

fn show(around: Surroundings, place: &Route, loaded: Result<Loaded, Failure>) {
    let Some(main) =
        document().get_element_by_id("main").and_then(|main| main.dyn_into::<HtmlElement>().ok())
    else {
        return;
    };
    mark(&main, "data-alive", "false");
    if let Route::Laboratory { is_embedded } = *place {
        if main.dataset().get("slug").is_some() {
            arrive(&main, place);
        }
        return laboratory_door::show(&main, is_embedded);
    }
    let slug = place.slug();
    let is_there = slug.is_some() && main.dataset().get("slug").as_deref() == slug;
    let is_first = main.dataset().get("slug").is_none() || is_there;
    match loaded {
        Ok(Loaded { html, lesson }) => {
            if !is_there {
                // The fragment was made when the page was built; it contains nothing that a learner wrote.
                main.set_inner_html(&html);
                mark(&main, "data-slug", slug.unwrap_or_default());
            }
            name_the_page(&lesson);
            if !is_first {
                arrive(&main, &around.course.route.get_untracked());
            } else if let Route::Lesson { heading: Some(heading), .. } = around.course.route.get_untracked() {
                scroll_to(&heading);
            }
            activate(&main, around, lesson);
            mark(&main, "data-alive", "true");
        }
        Err(failure) => {
            mark(&main, "data-slug", "");
            document().set_title("Fluxion");
            fill(main, move || match failure {
                Failure::NoSuchLesson => view! { <NotFound/> }.into_any(),
                Failure::NotLoaded(reason) => view! { <NotLoaded reason/> }.into_any(),
            });
        }
    }
}

fn activate(main: &HtmlElement, around: Surroundings, lesson: Lesson) {
    let is_home = lesson.entry.number == 0;
    let store = Store::open(around.conversation, lesson);
    provide_context(store);
    around.store.set(Some(store));
    for (element, cell) in all(main, "[data-cell]").into_iter().zip(store.cells()) {
        let said = first(&element, ".cell__out").and_then(|out| out.text_content()).unwrap_or_default();
        fill(element, move || view! { <cell::Cell store cell said/> });
    }
    for element in all(main, "[data-figure]") {
        activate_figure(&element, store);
    }
    for element in all(main, "[data-gate]") {
        gate::activate(element, store);
    }
    let is_elsewhere = |element: &HtmlElement| matches!(element.closest(".check__done"), Ok(None));
    activate_numbers(main, store, is_elsewhere);
    for element in all(main, "[data-check]") {
        let slug = store.with_lesson(|lesson| lesson.entry.slug.clone());
        let ticked = move |done| {
            around.progress.update(|progress| {
                progress.insert(slug.clone(), done);
            });
        };
        check::activate(element, store, |found| activate_numbers(found, store, |_| true), ticked);
    }
    highlight(main, store);
    share::activate(main, store);
    if is_home {
        home::activate(main, around.course);
    }
}

/// Makes those numbers within an element interactive that are selected.
fn activate_numbers(within: &Element, store: Store, is_meant: impl Fn(&HtmlElement) -> bool) {
    for element in all(within, "[data-number]").into_iter().filter(&is_meant) {
        activate_number(element, store);
    }
    for element in all(within, "[data-param]").into_iter().filter(&is_meant) {
        if let Some(param) = index(&element, "data-param").and_then(|at| store.param_at(at)) {
            // The element keeps its colour; the number within takes over its style.
            element.set_class_name("");
            fill(element, move || view! { <ParamNumber param/> });
        }
    }
}

fn activate_figure(element: &HtmlElement, store: Store) {
    let figure = index(element, "data-figure")
        .and_then(|at| Some((at, store.with_lesson(|lesson| lesson.figures.get(at as usize).cloned())?)));
    let (Some((at, figure)), Some(body)) = (figure, first(element, ".figure__body")) else { return };
    tell_height(element);
    fill(body, move || figures::view(store, at, figure));
}

/// Highlights what is pointed at or focused wherever else it occurs: an entry of an array as that entry, anything else
/// as its whole quantity.
fn highlight(main: &HtmlElement, store: Store) {
    let point_at = move |target: Option<web_sys::EventTarget>| {
        let target = target.and_then(|target| target.dyn_into::<Element>().ok());
        let named = target.and_then(|target| target.closest("[data-part],[data-identity]").ok().flatten());
        let key = |attribute| named.as_ref().and_then(|named| named.get_attribute(attribute));
        let key = key("data-part").or_else(|| key("data-identity")).unwrap_or_default();
        if store.highlighted.with_untracked(|now| *now != key) {
            store.highlighted.set(key);
        }
    };
    let over = window_event_listener(ev::pointerover, move |event| point_at(event.target()));
    // The field of a cell lies over the code that is visible.
    let moved = window_event_listener(ev::pointermove, move |event| {
        let field = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        if field.is_some_and(|field| field.class_list().contains("cell__input")) {
            let [x, y] = [event.client_x(), event.client_y()].map(|at| at as f32);
            let below = document().elements_from_point(x, y);
            let below = below.iter().filter_map(|element| element.dyn_into::<Element>().ok());
            let name = below.into_iter().find(|element| element.has_attribute("data-identity"));
            point_at(name.map(Into::into));
        }
    });
    let focus = window_event_listener(ev::focusin, move |event| point_at(event.target()));
    let main = main.clone();
    let highlighted = StoredValue::new_local(Vec::<HtmlElement>::new());
    react(move || {
        let marked = |elements: &[HtmlElement], value: &str| {
            elements.iter().for_each(|element| mark(element, "data-highlighted", value));
        };
        highlighted.with_value(|elements| marked(elements, "false"));
        let elements = store.highlighted.with(|key| match key.as_str() {
            "" => Vec::new(),
            part if part.contains('[') => all(&main, &format!("[data-part=\"{part}\"]")),
            key => all(&main, &format!("[data-identity=\"{key}\"]")),
        });
        marked(&elements, "true");
        highlighted.set_value(elements);
    });
    on_cleanup(move || {
        over.remove();
        moved.remove();
        focus.remove();
    });
}

/// Goes to the beginning of a new page, or to the heading that the address names, and moves the focus there for those who
/// do not see it.
fn arrive(main: &HtmlElement, route: &Route) {
    match route {
        Route::Lesson { heading: Some(heading), .. } => scroll_to(heading),
        _ => window().scroll_to_with_x_and_y(0.0, 0.0),
    }
    let options = web_sys::FocusOptions::new();
    options.set_prevent_scroll(true);
    // Focus can be refused; then it stays where it is.
    let _ = main.focus_with_options(&options);
}

fn scroll_to(heading: &str) {
    if let Some(heading) = document().get_element_by_id(heading) {
        heading.scroll_into_view();
    }
}

fn name_the_page(lesson: &Lesson) {
    match lesson.entry.number {
        0 => document().set_title("Fluxion"),
        _ => document().set_title(&format!("{} · Fluxion", lesson.entry.title)),
    }
}

/// What is shown in place of a text that could not be loaded.
#[component]
fn NotLoaded(reason: String) -> impl IntoView {
    let again = move |_| {
        // Reloading a page cannot fail.
        let _ = window().location().reload();
    };
    view! {
        <article class="lesson">
            <header class="lead">
                <h1>"This page could not be loaded"</h1>
                <p class="lead__summary">{format!("Reason: {reason}. Your changes are kept.")}</p>
                <p class="home__start">
                    <button class="button button--primary" type="button" on:click=again>"Try again"</button>
                </p>
            </header>
        </article>
    }
}
