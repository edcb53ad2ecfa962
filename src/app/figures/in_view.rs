//! A figure beside the text stays in view; one taller than the window moves up until its foot can be seen.
//!
//! The style sheet moves it. It needs the figure's height, which no selector provides.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use web_sys::{HtmlElement, ResizeObserver, ResizeObserverEntry};

/// The custom property that holds a figure's height.
const HEIGHT: &str = "--figure-height";

/// Tells the style sheet how tall a figure is, until the present owner ends.
pub fn tell_height(figure: &HtmlElement) {
    let style = figure.style();
    let resized = Closure::<dyn FnMut(js_sys::Array)>::new(move |entries: js_sys::Array| {
        let entry = entries.iter().last().and_then(|entry| entry.dyn_into::<ResizeObserverEntry>().ok());
        if let Some(entry) = entry {
            // Setting a custom property to a length never fails.
            let _ = style.set_property(HEIGHT, &format!("{}px", entry.content_rect().height().ceil()));
        }
    });
    let Ok(observer) = ResizeObserver::new(resized.as_ref().unchecked_ref()) else { return };
    observer.observe(figure);
    let kept = StoredValue::new_local((observer, resized));
    on_cleanup(move || {
        kept.try_with_value(|(observer, _)| observer.disconnect());
    });
}
