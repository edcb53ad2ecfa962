//! Numbers: computed ones in the prose, and parameters that are dragged, stepped, typed or slid.

use leptos::ev::{KeyboardEvent, PointerEvent};
use leptos::html;
use leptos::prelude::*;
use web_sys::HtmlElement;

use super::browser::{index, mark, write};
use super::store::{ParamHandle, Store};
use crate::app::reactive::react;
use crate::kernel::query;
use crate::lesson::show;
use crate::view::{input, typed};

/// How far a finger or a mouse may slip in a press that is not a drag.
const SLIP: f64 = 3.0;

/// Brings a computed number of the prose to life.
pub fn activate_number(element: HtmlElement, store: Store) {
    let number = index(&element, "data-number")
        .and_then(|at| store.with_lesson(|lesson| lesson.numbers.get(at as usize).cloned()));
    let Some(number) = number else { return };
    let answer = store.ask(query::Value { code: number.code.clone() });
    let width = Widest::of(&element);
    react(move || match (answer.problem.get(), answer.good.get()) {
        (Some(problem), _) => {
            write(&element, "?");
            mark(&element, "data-state", "problem");
            mark(&element, "title", &problem.message);
        }
        (None, Some(value)) => {
            let text = show::numbers(&value.numbers, &value.display, number.decimals);
            width.admit(&element, &text);
            write(&element, &text);
            mark(&element, "data-state", "");
            mark(&element, "title", "");
        }
        (None, None) => {}
    });
}

/// The widest text that a number has shown, so that its line does not move while it changes.
#[derive(Clone, Copy)]
struct Widest(StoredValue<usize>);

impl Widest {
    fn of(element: &HtmlElement) -> Widest {
        let text = element.text_content().unwrap_or_default();
        let widest = Widest(StoredValue::new(0));
        widest.admit(element, &text);
        widest
    }

    fn admit(self, element: &HtmlElement, text: &str) {
        let letters = text.chars().count();
        if self.0.get_value() < letters {
            self.0.set_value(letters);
            set_digits(element, letters);
        }
    }
}

fn set_digits(element: &HtmlElement, letters: usize) {
    mark(element, "data-digits", &letters.to_string());
}

/// A number in the prose that the learner can change: drag it sideways, use the arrow keys, or press it and type.
#[component]
pub fn ParamNumber(
    /// What it changes.
    param: ParamHandle,
) -> impl IntoView {
    let is_typing = RwSignal::new(false);
    // Whether a key ended the typing, so that the focus stays here.
    let is_back = StoredValue::new(false);
    view! {
        <Show when=move || is_typing.get() fallback=move || view! { <Spin param is_typing is_back/> }>
            <Field param is_typing is_back/>
        </Show>
    }
}

/// The number as it is read, dragged and stepped.
#[component]
fn Spin(param: ParamHandle, is_typing: RwSignal<bool>, is_back: StoredValue<bool>) -> impl IntoView {
    let spec = param.spec();
    let element = NodeRef::<html::Span>::new();
    react(move || {
        if let Some(element) = element.get() {
            set_digits(&element, show::letters(&param.spec()));
            if is_back.get_value() {
                is_back.set_value(false);
                // Focus can be refused.
                let _ = element.focus();
            }
        }
    });
    // Where a drag began: the pointer's position, and the value there.
    let drag = RwSignal::new(None::<(f64, f64)>);
    let moved = StoredValue::new(false);
    let down = move |event: PointerEvent| {
        if event.button() == 0
            && let Some(element) = element.get_untracked()
        {
            // Without capture a drag ends where the pointer leaves the number; it still works.
            let _ = element.set_pointer_capture(event.pointer_id());
            moved.set_value(false);
            drag.set(Some((f64::from(event.client_x()), param.get_untracked())));
        }
    };
    let slide = move |event: PointerEvent| {
        let Some((from, value)) = drag.get_untracked() else { return };
        let distance = f64::from(event.client_x()) - from;
        if moved.get_value() || distance.abs() > SLIP {
            moved.set_value(true);
            let spec = param.spec();
            param.set(value + (distance / input::pixels_of_step(&spec)).round() * spec.step);
        }
    };
    let up = move |_: PointerEvent| {
        if drag.get_untracked().is_some() {
            drag.set(None);
            is_typing.set(!moved.get_value());
        }
    };
    let keys = move |event: KeyboardEvent| match event.key().as_str() {
        "Enter" | " " => {
            event.prevent_default();
            is_typing.set(true);
        }
        key => {
            if let Some(value) =
                input::value_of_key(&param.spec(), param.get_untracked(), key, event.shift_key())
            {
                event.prevent_default();
                param.set(value);
            }
        }
    };
    view! {
        <span
            node_ref=element
            class="number number--param"
            role="spinbutton"
            tabindex="0"
            aria-label=spec.label.clone()
            aria-valuemin=spec.min
            aria-valuemax=spec.max
            aria-valuenow=move || param.get()
            aria-valuetext=move || show::param(&param.spec(), param.get())
            title="Drag sideways, use the arrow keys, or press to type"
            data-dragging=move || drag.get().is_some().to_string()
            on:pointerdown=down
            on:pointermove=slide
            on:pointerup=up
            on:pointercancel=move |_| drag.set(None)
            on:keydown=keys
        >
            {move || show::param(&param.spec(), param.get())}
        </span>
    }
}

/// The number while it is typed. What is not a number stays in the field, with a message; the last good value remains.
#[component]
fn Field(param: ParamHandle, is_typing: RwSignal<bool>, is_back: StoredValue<bool>) -> impl IntoView {
    let spec = param.spec();
    let element = NodeRef::<html::Input>::new();
    let problem = RwSignal::new(None::<String>);
    let text = input::plain(&spec, param.get_untracked());
    react(move || {
        if let Some(element) = element.get() {
            set_digits(&element, show::letters(&param.spec()));
            // Focus can be refused; then the learner presses once more.
            let _ = element.focus();
            element.select();
        }
    });
    let read = move || {
        let typed = element.get_untracked().map(|element| element.value()).unwrap_or_default();
        match input::parse(&param.spec(), &typed) {
            Ok(value) => {
                param.set(value);
                true
            }
            Err(words) => {
                problem.set(Some(words));
                false
            }
        }
    };
    let end = move || {
        is_back.set_value(true);
        is_typing.set(false);
    };
    let keys = move |event: KeyboardEvent| match event.key().as_str() {
        "Enter" if read() => end(),
        "Escape" => end(),
        _ => {}
    };
    // Leaving the field keeps a good value and discards any other. A field that is being removed is left too.
    let leave = move |_| {
        if is_typing.try_get_untracked() == Some(true) {
            read();
            is_typing.set(false);
        }
    };
    view! {
        <input
            node_ref=element
            class="number__field"
            type="text"
            inputmode="decimal"
            autocomplete="off"
            aria-label=spec.label
            aria-invalid=move || problem.get().is_some().to_string()
            value=text
            on:keydown=keys
            on:input=move |_| problem.set(None)
            on:blur=leave
        />
        {move || problem.get().map(|words| view! { <span class="number__problem" role="alert">{words}</span> })}
    }
}

/// A parameter's slider under a figure: its label, the range, the number.
#[component]
pub fn ParamSlider(
    /// The open lesson.
    store: Store,
    /// Index of the parameter in the lesson.
    param: u32,
) -> impl IntoView {
    store.param_at(param).map(|param| {
        let spec = param.spec();
        let named = param.named();
        let (key, hue) = (named.as_ref().map(|named| named.key.clone()), named.map(|named| named.hue));
        view! {
            <label class="slider" data-identity=key data-hue=hue>
                <span class="slider__label">{spec.label.clone()}</span>
                <input
                    class="slider__range"
                    type="range"
                    min=spec.min
                    max=spec.max
                    step=spec.step
                    prop:value=move || param.get()
                    aria-valuetext=move || show::param(&param.spec(), param.get())
                    on:input=move |event| {
                        if let Some(value) = typed::number(&event_target_value(&event)) {
                            param.set(value);
                        }
                    }
                />
                <span class="slider__value number" aria-hidden="true">
                    {move || show::param(&param.spec(), param.get())}
                </span>
            </label>
        }
    })
}
