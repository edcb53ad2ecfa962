//! A number with a dotted line: drag it sideways, use the arrow keys, or type.

use leptos::ev::{KeyboardEvent, PointerEvent};
use leptos::html;
use leptos::prelude::*;

pub use crate::view::laboratory::bounds::{Bounds, Step};
use crate::view::laboratory::words::number;

/// How far a drag leads from one step to the next, in CSS pixels.
const STEP_DRAG: f64 = 6.0;

/// How far a finger or a mouse may slip in a press that is not a drag.
const SLIP: f64 = 3.0;

/// A number with a dotted line: drag it sideways, use the arrow keys, or type. What cannot be used stays in the field
/// with a message, and the last good value remains.
#[component]
pub fn Number(
    /// What it is called.
    #[prop(into)]
    label: Signal<String>,
    /// Its value now.
    #[prop(into)]
    value: Signal<f64>,
    /// Where it may lie.
    bounds: Bounds,
    /// Called with what the learner wants.
    #[prop(into)]
    set: Callback<f64>,
) -> impl IntoView {
    let field = NodeRef::<html::Input>::new();
    let problem = RwSignal::new(None::<String>);
    let typing = Typing { field, problem, value, bounds, set };
    let Drag { down, slide, up } = Drag::of(field, value, bounds, set);
    view! {
        <span class="dotted">
            <input
                node_ref=field
                class="dotted__field"
                type="text"
                role="spinbutton"
                inputmode="decimal"
                autocomplete="off"
                size="5"
                aria-label=move || label.get()
                aria-valuemin=bounds.min
                aria-valuemax=bounds.max
                aria-valuenow=move || value.get()
                aria-invalid=move || problem.with(Option::is_some).to_string()
                prop:value=move || number(value.get())
                on:keydown=move |event| typing.key(&event)
                on:change=move |_| typing.read()
                on:blur=move |_| typing.restore()
                on:pointerdown=move |event| down.run(event)
                on:pointermove=move |event| slide.run(event)
                on:pointerup=move |event| up.run(event)
                on:pointercancel=move |event| up.run(event)
            />
            {move || problem.get().map(|words| view! { <span class="dotted__problem" role="alert">{words}</span> })}
        </span>
    }
}

/// What a number's field does with keys and with what is typed.
#[derive(Clone, Copy)]
struct Typing {
    field: NodeRef<html::Input>,
    problem: RwSignal<Option<String>>,
    value: Signal<f64>,
    bounds: Bounds,
    set: Callback<f64>,
}

impl Typing {
    /// Shows the last good value again.
    fn restore(self) {
        if let Some(field) = self.field.get_untracked() {
            field.set_value(&number(self.value.get_untracked()));
        }
        self.problem.set(None);
    }

    fn read(self) {
        let typed = self.field.get_untracked().map(|field| field.value()).unwrap_or_default();
        match self.bounds.read(&typed) {
            Ok(read) => {
                self.set.run(read);
                self.restore();
            }
            Err(words) => self.problem.set(Some(words)),
        }
    }

    fn key(self, event: &KeyboardEvent) {
        let steps = match event.key().as_str() {
            "ArrowUp" => 1.0,
            "ArrowDown" => -1.0,
            "PageUp" => 10.0,
            "PageDown" => -10.0,
            "Escape" => return self.restore(),
            _ => return,
        };
        event.prevent_default();
        self.set.run(self.bounds.stepped(self.value.get_untracked(), steps));
        self.restore();
    }
}

/// A pointer's way over a number: sideways it is a drag, a press that does not move types.
struct Drag {
    down: Callback<PointerEvent>,
    slide: Callback<PointerEvent>,
    up: Callback<PointerEvent>,
}

impl Drag {
    fn of(field: NodeRef<html::Input>, value: Signal<f64>, bounds: Bounds, set: Callback<f64>) -> Drag {
        // Where it began, the value there, and whether it has moved.
        let began = StoredValue::new(None::<(f64, f64, bool)>);
        let down = Callback::new(move |event: PointerEvent| {
            let Some(field) = field.get_untracked() else { return };
            let is_typing = document().active_element().is_some_and(|active| active == **field);
            if event.button() == 0 && !is_typing {
                event.prevent_default();
                // Without capture a drag ends where the pointer leaves the number; it still works.
                let _ = field.set_pointer_capture(event.pointer_id());
                began.set_value(Some((f64::from(event.client_x()), value.get_untracked(), false)));
            }
        });
        let slide = Callback::new(move |event: PointerEvent| {
            let Some((from, start, moved)) = began.get_value() else { return };
            let distance = f64::from(event.client_x()) - from;
            if moved || distance.abs() > SLIP {
                began.set_value(Some((from, start, true)));
                set.run(bounds.stepped(start, (distance / STEP_DRAG).round()));
            }
        });
        let up = Callback::new(move |_: PointerEvent| {
            let is_press = began.get_value().is_some_and(|(_, _, moved)| !moved);
            began.set_value(None);
            if let Some(field) = field.get_untracked().filter(|_| is_press) {
                // Focus can be refused; then the learner presses once more.
                let _ = field.focus();
                field.select();
            }
        });
        Drag { down, slide, up }
    }
}
