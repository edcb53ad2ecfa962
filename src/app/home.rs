//! What the home page has besides its text and its figure: how far the learner is with each lesson, and the way back
//! to where they were.

use leptos::mount::mount_to;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use super::router::{self, Route};
use super::shell::Course;
use crate::app::reactive::memo;

/// Makes the home page's text interactive: the button under the title, and the progress beside each lesson.
/// To be called once its text is in the page; what it mounts ends with the current owner.
pub fn activate(text: &Element, course: Course) {
    if let Some(lead) = find(text, ".lead") {
        end_with_owner(mount_to(lead, move || view! { <Start course/> }));
    }
    let Ok(links) = text.query_selector_all(".lessons__link[data-lesson]") else { return };
    for link in (0..links.length()).filter_map(|index| links.get(index)?.dyn_into::<Element>().ok()) {
        let slug = link.get_attribute("data-lesson").unwrap_or_default();
        let Some(place) = find(&link, ".lessons__state") else { continue };
        let before = place.text_content().unwrap_or_default();
        place.set_text_content(None);
        end_with_owner(mount_to(place, move || view! { <State course slug before/> }));
    }
}

/// One button: back to where the learner was, or to the first lesson.
#[component]
fn Start(course: Course) -> impl IntoView {
    let place = router::last_place();
    let button = move || {
        let lessons = course.lessons();
        let last = place.as_ref().and_then(Route::slug);
        let known = lessons.iter().find(|entry| Some(entry.slug.as_str()) == last);
        let (entry, word) =
            known.map(|entry| (entry, "Continue")).or(lessons.first().map(|e| (e, "Begin")))?;
        let words = format!("{word} with {}", entry.title);
        Some(view! { <a class="button button--primary" href=Route::href(&entry.slug)>{words}</a> })
    };
    view! { <p class="home__start">{button}</p> }
}

/// A lesson's minutes, or how far the learner is with it; until that is known, what the text said `before`.
#[component]
fn State(course: Course, slug: String, before: String) -> impl IntoView {
    let entry = memo(move || course.lessons().into_iter().find(|entry| entry.slug == slug));
    let done = move || entry.get().is_some_and(|entry| course.is_done(&entry)).to_string();
    let words = move || entry.get().map_or_else(|| before.clone(), |entry| course.state_in_words(&entry));
    view! { <span data-done=done>{words}</span> }
}

/// What is shown in place of the text if an address names nothing.
#[component]
pub fn NotFound() -> impl IntoView {
    view! {
        <article class="lesson">
            <header class="lead">
                <h1>"There is nothing here"</h1>
                <p class="lead__summary">
                    "This address does not belong to any lesson; perhaps a part of it is missing. "
                    <a href="#/">"The home page"</a> " lists every lesson."
                </p>
            </header>
        </article>
    }
}

fn find(within: &Element, selector: &str) -> Option<HtmlElement> {
    within.query_selector(selector).ok()??.dyn_into().ok()
}

fn end_with_owner<M: Mountable + 'static>(handle: leptos::mount::UnmountHandle<M>) {
    let handle = StoredValue::new_local(Some(handle));
    on_cleanup(move || drop(handle.try_update_value(Option::take)));
}
