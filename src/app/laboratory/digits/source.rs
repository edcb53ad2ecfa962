//! What stands in the page's place until the data are there.

use leptos::prelude::*;

use super::bench::{Bench, Source};
use super::sets::links;

/// Words while the file is on its way or lost; `None` once it is open.
pub fn words(bench: Bench) -> Option<AnyView> {
    match bench.source.get() {
        Source::Open => None,
        Source::Coming => Some(view! { <p role="status">"Loading the data"</p> }.into_any()),
        Source::Lost(words) => {
            let view = view! {
                <p role="alert">
                    {words}
                    " "
                    <button class="button" type="button" on:click=move |_| bench.fetch()>"Try again"</button>
                </p>
                {links(Some(bench.set))}
            };
            Some(view.into_any())
        }
    }
}
