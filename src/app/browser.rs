//! Small uses of the browser that several parts of the page share: fetching, finding, mounting, notifying.

use std::cell::Cell;

use js_sys::Uint8Array;
use leptos::mount::mount_to;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Element, HtmlElement, Response};

/// The bytes of a file beside the page.
///
/// # Errors
/// In plain words: why it could not be fetched.
pub async fn fetch(address: &str) -> Result<Vec<u8>, String> {
    let response: Response = answer(window().fetch_with_str(address)).await?.unchecked_into();
    if !response.ok() {
        return Err(format!("the server answered {} to {address}", response.status()));
    }
    let buffer = answer(response.array_buffer().map_err(words)?).await?;
    Ok(Uint8Array::new(&buffer).to_vec())
}

async fn answer(promise: js_sys::Promise) -> Result<JsValue, String> {
    JsFuture::from(promise).await.map_err(words)
}

fn words(error: JsValue) -> String {
    if window().navigator().on_line() {
        error
            .dyn_into::<js_sys::Error>()
            .map_or("the browser refused".to_owned(), |error| error.message().into())
    } else {
        "you seem to be offline".to_owned()
    }
}

/// Takes the focus away from whatever has it, before the part of the page that it stands in is removed: a field that
/// loses the focus reads its signals, which must still exist then.
pub fn leave_focus() {
    let active = document().active_element();
    if let Some(active) = active.and_then(|active| active.dyn_into::<HtmlElement>().ok()) {
        // Only an element that has gone refuses this, and then there is nothing to leave.
        let _ = active.blur();
    }
}

/// A sentence with code between backticks.
pub fn coded(sentence: &str) -> impl IntoView + use<> {
    let piece = |(at, piece): (usize, &str)| match at % 2 {
        0 => piece.to_owned().into_any(),
        _ => view! { <code>{piece.to_owned()}</code> }.into_any(),
    };
    sentence.split('`').enumerate().map(piece).collect_view()
}

/// Every element within another that matches a selector.
pub fn all(within: &Element, selector: &str) -> Vec<HtmlElement> {
    let Ok(found) = within.query_selector_all(selector) else { return Vec::new() };
    (0..found.length()).filter_map(|index| found.get(index)?.dyn_into().ok()).collect()
}

/// The first element within another that matches a selector.
pub fn first(within: &Element, selector: &str) -> Option<HtmlElement> {
    within.query_selector(selector).ok()??.dyn_into().ok()
}

/// The number in an attribute.
pub fn index(element: &Element, attribute: &str) -> Option<u32> {
    element.get_attribute(attribute)?.parse().ok()
}

/// Writes an attribute unless it already has that value, because even a write that changes nothing costs the browser
/// style and layout work.
pub fn mark(element: &Element, attribute: &str, value: &str) {
    if element.get_attribute(attribute).as_deref() != Some(value) {
        // Setting an attribute with a valid name cannot fail, and the names are ours.
        let _ = element.set_attribute(attribute, value);
    }
}

/// Replaces the content of an element by a text, unless it is that text already.
pub fn write(element: &Element, text: &str) {
    if element.text_content().as_deref() != Some(text) {
        element.set_text_content(Some(text));
    }
}

/// Replaces everything in an element by a view; it ends with the current owner.
pub fn fill<V: IntoView + 'static>(element: HtmlElement, view: impl FnOnce() -> V + 'static) {
    element.set_text_content(None);
    add(element, view);
}

/// Adds a view at the end of an element; it ends with the current owner.
pub fn add<V: IntoView + 'static>(element: HtmlElement, view: impl FnOnce() -> V + 'static) {
    let handle = StoredValue::new_local(Some(mount_to(element, view)));
    on_cleanup(move || drop(handle.try_update_value(Option::take)));
}

/// Copies a text to the clipboard, and reports whether the browser allowed it.
pub fn copy(text: &str, told: impl FnOnce(bool) + 'static) {
    let copied = window().navigator().clipboard().write_text(text);
    spawn_local(async move { told(JsFuture::from(copied).await.is_ok()) });
}

/// Shows words in the strip at the foot of the window, once while the page is open.
pub fn say_once(words: &str) {
    thread_local! {
        static SAID: Cell<bool> = const { Cell::new(false) };
    }
    if !SAID.replace(true)
        && let Some(status) = document().get_element_by_id("status")
    {
        status.set_text_content(Some(words));
    }
}

/// Whether the learner has asked for less motion.
pub fn wants_less_motion() -> bool {
    matches!(window().match_media("(prefers-reduced-motion: reduce)"), Ok(Some(query)) if query.matches())
}

/// Bytes as text.
pub fn base64_from_bytes(bytes: &[u8]) -> Option<String> {
    let latin: String = bytes.iter().map(|byte| char::from(*byte)).collect();
    window().btoa(&latin).ok()
}

/// The bytes that a text encodes; `None` if it is not valid.
pub fn bytes_from_base64(text: &str) -> Option<Vec<u8>> {
    let latin = window().atob(text).ok()?;
    latin.chars().map(|letter| u8::try_from(u32::from(letter)).ok()).collect()
}
