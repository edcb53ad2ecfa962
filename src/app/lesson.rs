//! The open lesson: its text is put into the page and made interactive, and released when the learner moves on. The
//! laboratory takes the place of a text.

use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

pub use super::alive::Surroundings;
use super::alive::enliven;
use super::browser::{self, fill, mark};
use super::home::{self, NotFound};
use super::router::Route;
use super::store::Store;
use super::{laboratory_door, own, share};
use crate::app::reactive::{memo, react};
use crate::lesson::spec::{self, Lesson};

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
                browser::leave_focus();
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
    if let Route::Laboratory { is_embedded, .. } = *place {
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
    if own::is_frame(main) {
        return (around.own)(main, around);
    }
    let is_home = lesson.entry.number == 0;
    let store = Store::open(around.conversation, lesson);
    enliven(main, around, store);
    share::activate(main, store);
    if is_home {
        home::activate(main, around.course);
    }
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
