//! What a link to a page brings: shown for reading, and taken, and run, only if the learner says so.

use leptos::prelude::*;
use web_sys::HtmlElement;

use super::shelf::{self, go};
use crate::app::browser::{fill, first};
use crate::lesson::own::Page;

/// Shows what a piece of an address brings, at the head of the frame.
pub fn show(frame: &HtmlElement, piece: &str) {
    let Some(place) = first(frame, "[data-offer]") else { return };
    let page = Page::from_link(piece);
    let close = {
        let place = place.clone();
        move |_| place.set_text_content(None)
    };
    fill(place, move || match page {
        Err(words) => view! { <p class="linked__words">{words} " Your own page is below."</p> }.into_any(),
        Ok(page) => {
            let (title, code) = (page.title.clone(), page.code());
            let take = move |_| go(shelf::add(&page));
            view! {
                <p class="linked__words">
                    "This link contains a page: “" {title}
                    "”. Its code does not run until you choose to open it. Your own page is below."
                </p>
                <details class="linked__code">
                    <summary>"View the code"</summary>
                    <pre tabindex="0">{code}</pre>
                </details>
                <p class="linked__buttons">
                    <button class="button button--primary" type="button" on:click=take>"Open it as a page of my own"</button>
                    <button class="button" type="button" on:click=close>"Leave it"</button>
                </p>
            }
            .into_any()
        }
    });
}
