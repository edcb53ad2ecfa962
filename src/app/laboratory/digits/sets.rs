//! Ways to the sets of real data, and back to points in the plane.

use leptos::prelude::*;

use crate::lab::digits::{REAL_SETS, RealSet};
use crate::view::route::LABORATORY;

/// Links to every set, and back to points.
pub fn links(here: Option<&'static RealSet>) -> AnyView {
    let link = move |set: &'static RealSet| {
        let is_here = here.is_some_and(|here| here.name == set.name);
        let address = format!("{LABORATORY}/{}", set.name);
        view! { <a class="sets__link" href=address aria-current=is_here.then_some("page")>{set.title}</a> }
    };
    view! {
        <nav class="sets" aria-label="Data">
            {REAL_SETS.iter().map(link).collect_view()}
            <a class="sets__link" href=LABORATORY>"Points in the plane"</a>
        </nav>
    }
    .into_any()
}
