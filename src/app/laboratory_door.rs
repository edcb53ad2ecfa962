//! The page's side of the laboratory: an element for it, which `boot.mjs` fills from a module of its own when the
//! address names it, and empties when the learner goes elsewhere.

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;

use super::browser::{fill, mark};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = fluxion, js_name = openLaboratory)]
    fn open_laboratory(place: &HtmlElement);
    #[wasm_bindgen(js_namespace = fluxion, js_name = closeLaboratory)]
    fn close_laboratory();
}

/// Shows the laboratory in place of a text; it is closed with the current owner. An embedded one has no bar above it.
pub fn show(main: &HtmlElement, is_embedded: bool) {
    mark(main, "data-slug", "");
    document().set_title("The laboratory · Fluxion");
    frame_the_page(if is_embedded { "embedded" } else { "laboratory" });
    let place = NodeRef::<html::Div>::new();
    fill(main.clone(), move || {
        view! {
            <h1 class="unseen">"The laboratory"</h1>
            <div class="laboratory" id="laboratory" node_ref=place></div>
        }
    });
    if let Some(place) = place.get_untracked() {
        open_laboratory(&place);
    }
    on_cleanup(|| {
        close_laboratory();
        frame_the_page("text");
    });
}

/// Opens what a lesson shows of the laboratory in an element of a figure.
pub fn open_figure(place: &HtmlElement) {
    open_laboratory(place);
}

/// Closes what is open.
pub fn close() {
    close_laboratory();
}

/// Tells style sheets what the window holds.
fn frame_the_page(what: &str) {
    if let Some(root) = document().document_element() {
        mark(&root, "data-holds", what);
    }
}
