//! A place in a figure that is dragged, or moved with the keyboard.

use leptos::ev::{KeyboardEvent, MouseEvent, PointerEvent};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use crate::view::keys::steps_of_key;

/// A handle. Places are in CSS pixels from the stage's upper left corner.
#[derive(Clone)]
pub struct Handle {
    /// What a screen reader calls it.
    pub label: String,
    /// Where it stands; `None` hides it.
    pub at: Signal<Option<[f64; 2]>>,
    /// Its value in words.
    pub words: Signal<String>,
    /// Its value as a number, for screen readers.
    pub value: Signal<f64>,
    /// The smallest and the largest value.
    pub range: [f64; 2],
    /// It has been dragged to a place.
    pub drag: Callback<[f64; 2]>,
    /// A key was pressed: how many steps to the right and upwards. Home and End ask for more than there can be.
    pub step: Callback<[f64; 2]>,
    /// Whether it is being dragged or has the focus.
    pub is_held: RwSignal<bool>,
}

impl Handle {
    /// The handle, to be laid over a stage.
    pub fn view(self) -> AnyView {
        let Handle { label, at, words, value, range, drag, step, is_held } = self;
        // Where the pointer and the handle were when a drag began.
        let began = StoredValue::new(None::<([f64; 2], [f64; 2])>);
        let pointer = |event: &PointerEvent| [f64::from(event.client_x()), f64::from(event.client_y())];
        let down = move |event: PointerEvent| {
            if let (0, Some(at)) = (event.button(), at.get_untracked()) {
                capture(&event);
                began.set_value(Some((pointer(&event), at)));
                is_held.set(true);
            }
        };
        let slide = move |event: PointerEvent| {
            if let Some((from, start)) = began.get_value() {
                let now = pointer(&event);
                drag.run([start[0] + now[0] - from[0], start[1] + now[1] - from[1]]);
            }
        };
        let up = move |_| {
            began.set_value(None);
            is_held.set(false);
        };
        let keys = move |event: KeyboardEvent| {
            if let Some(steps) = steps_of_key(&event.key(), event.shift_key()) {
                event.prevent_default();
                step.run(steps);
            }
        };
        let place = move |axis: usize| at.get().map(|at| format!("{}px", at[axis]));
        view! {
            <div
                class="stage__handle"
                role="slider"
                tabindex="0"
                aria-label=label
                aria-valuemin=range[0]
                aria-valuemax=range[1]
                aria-valuenow=move || value.get()
                aria-valuetext=move || words.get()
                hidden=move || at.get().is_none()
                style:left=move || place(0)
                style:top=move || place(1)
                on:pointerdown=down
                on:pointermove=slide
                on:pointerup=up
                on:pointercancel=up
                on:keydown=keys
                on:focus=move |_| is_held.set(true)
                on:blur=move |_| is_held.set(false)
            ></div>
        }
        .into_any()
    }
}

/// A layer over the whole stage that moves something to where it is pressed, and along as the pointer is dragged. A
/// finger that starts here scrolls the page unless it only taps.
pub fn press_layer(press: Callback<[f64; 2]>) -> AnyView {
    let is_down = StoredValue::new(false);
    let bring = move |event: &MouseEvent| {
        press.run([f64::from(event.offset_x()), f64::from(event.offset_y())]);
    };
    let down = move |event: PointerEvent| {
        if event.button() == 0 && event.pointer_type() != "touch" {
            capture(&event);
            is_down.set_value(true);
            bring(&event);
        }
    };
    let slide = move |event: PointerEvent| {
        if is_down.get_value() {
            bring(&event);
        }
    };
    let up = move |_| is_down.set_value(false);
    view! {
        <div
            class="stage__press"
            on:pointerdown=down
            on:pointermove=slide
            on:pointerup=up
            on:pointercancel=up
            on:click=move |event| bring(&event)
        ></div>
    }
    .into_any()
}

/// Keeps a drag's events coming while the pointer is elsewhere.
pub fn capture(event: &PointerEvent) {
    let target = event.current_target().and_then(|target| target.dyn_into::<Element>().ok());
    if let Some(target) = target {
        // Without capture a drag ends at the element's edge, but still works. Focus may be refused.
        let _ = target.set_pointer_capture(event.pointer_id());
        if let Ok(target) = target.dyn_into::<HtmlElement>() {
            let options = web_sys::FocusOptions::new();
            options.set_prevent_scroll(true);
            let _ = target.focus_with_options(&options);
        }
    }
    event.prevent_default();
}
