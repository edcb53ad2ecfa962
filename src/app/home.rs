//! What the home page has beside its text and its figure: the list of lessons, and the way back to the place
//! where the learner was.

use leptos::prelude::*;

use super::router::{self, Route};
use super::shell::Course;
use crate::lesson::spec::Entry;

/// "Continue where you were" or "Begin", and the lessons with their minutes and the learner's progress.
#[component]
pub fn Lessons(
    /// The course and the learner's place in it.
    course: Course,
) -> impl IntoView {
    let row = move |entry: Entry| {
        let (words_of, done_of) = (entry.clone(), entry.clone());
        view! {
            <li>
                <a class="lessons__link" href=Route::href(&entry.slug)>
                    <span class="lessons__number">{entry.number}</span>
                    <span class="lessons__title">{entry.title}</span>
                    <span class="lessons__state" data-done=move || course.is_done(&done_of).to_string()>
                        {move || course.state_in_words(&words_of)}
                    </span>
                    <span class="lessons__summary">{entry.summary}</span>
                </a>
            </li>
        }
    };
    view! {
        <section class="section home" aria-labelledby="lessons">
            <h2 id="lessons">"Lessons"</h2>
            <Start course/>
            <ol class="lessons" role="list">
                <For each=move || course.lessons() key=|entry| entry.slug.clone() children=row/>
            </ol>
        </section>
    }
}

/// One button: on to where the learner was, or into the first lesson.
#[component]
fn Start(course: Course) -> impl IntoView {
    let place = router::last_place();
    let button = move || {
        let lessons = course.lessons();
        let known = |slug: &str| lessons.iter().find(|entry| entry.slug == slug);
        let last = place.as_ref().and_then(|place| Some((place.slug()?, known(place.slug()?)?)));
        let (href, words) = match (last, lessons.first()) {
            (Some((slug, entry)), _) => (Route::href(slug), format!("Continue with {}", entry.title)),
            (None, Some(first)) => (Route::href(&first.slug), format!("Begin with {}", first.title)),
            (None, None) => return None,
        };
        Some(view! { <a class="button button--primary" href=href>{words}</a> })
    };
    view! { <p class="home__start">{button}</p> }
}

/// What stands in the place of the text where an address names nothing.
#[component]
pub fn NotFound() -> impl IntoView {
    view! {
        <article class="lesson">
            <header class="lesson__header">
                <h1 class="lesson__title">"There is nothing here"</h1>
                <p class="lesson__lead">
                    "This address names no lesson; perhaps it lost a few letters on its way. "
                    <a href="#/">"The home page"</a> " lists every lesson."
                </p>
            </header>
        </article>
    }
}
