//! Units and inputs as buttons over the picture: to point at with the pointer or the keys, to choose, to turn on and off.
//! All of them are one stop of the Tab key; arrow keys lead from one to the next.

use leptos::ev::{KeyboardEvent, MouseEvent};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::net::Net;
use crate::app::browser;
use crate::app::laboratory::inputs;
use crate::lab::FEATURES;
use crate::lab::message::Weight;
use crate::view::laboratory::naming;
use crate::view::laboratory::units::{numbers, step};

impl Net {
    /// All buttons.
    pub fn buttons(self) -> AnyView {
        let units = move || {
            let layers = self.wiring.with(|wiring| wiring.layers.clone());
            let units = layers.into_iter().enumerate();
            units.flat_map(|(layer, count)| (0..count).map(move |unit| [layer + 1, unit])).collect::<Vec<_>>()
        };
        view! {
            <div class="net__units" role="group" aria-label="Inputs and units" on:keydown=move |event| self.key(&event)>
                <For
                    each=move || self.rows.get().into_iter().enumerate().map(|(at, row)| (at, row.name))
                    key=|row| row.clone()
                    children=move |(at, name)| self.input(at, name)
                />
                <For each=units key=|unit| *unit children=move |[layer, unit]| self.unit(layer, unit)/>
            </div>
        }
        .into_any()
    }

    fn unit(self, layer: usize, unit: usize) -> AnyView {
        let own = [layer as u32, unit as u32];
        let at =
            move || self.frame.with(|frame| frame.units.get(layer)?.get(unit).copied()).unwrap_or_default();
        let label = move || {
            let name = self.lab.settings.with(|settings| naming::unit(settings, own));
            let numbers = self.still.with(|still| numbers(&still.0, layer - 1, unit));
            format!("{name}{numbers}")
        };
        let press = move |event: MouseEvent| {
            let bias = Weight { layer: own[0] - 1, unit: own[1], from: None };
            self.lab.choose(Some(bias));
            // Pressed with a key: the panel's field comes next.
            if event.detail() == 0 {
                self.wants_focus.set_value(true);
            }
        };
        view! {
            <button
                class="net__unit"
                type="button"
                id=format!("net-{layer}-{unit}")
                tabindex=move || self.tab_index([layer, unit])
                aria-label=label
                style:left=move || format!("{}px", at()[0])
                style:top=move || format!("{}px", at()[1])
                on:focus=move |_| self.focused([layer, unit], Some(own))
                on:blur=move |_| self.lab.point_at(None)
                on:pointerenter=move |_| self.lab.point_at(Some(own))
                on:pointerleave=move |_| self.lab.point_at(None)
                on:click=press
            ></button>
        }
        .into_any()
    }

    fn input(self, row: usize, name: String) -> AnyView {
        let at = move || self.frame.with(|frame| frame.rows.get(row).copied()).unwrap_or_default();
        let used = move || self.rows.with(|rows| rows.get(row).and_then(|row| row.used));
        let unit = move || used().map(|used| [0, used as u32]);
        let feature = FEATURES.iter().find(|feature| feature.name == name);
        let label = match (feature, name.is_empty()) {
            (Some(feature), _) => format!("Input {}: {}", feature.label, feature.about),
            (None, true) => "An input of yours".to_owned(),
            (None, false) => format!("Input of yours: {name}"),
        };
        let written = match (feature, name.is_empty()) {
            (Some(feature), _) => formula(feature.label),
            _ => view! { <span class="net__yours" title=name.clone()>"yours"</span> }.into_any(),
        };
        let press = move |_| match name.is_empty() {
            true => ask_for_an_input(),
            false => inputs::toggle(self.lab, &name),
        };
        view! {
            <button
                class="net__input"
                type="button"
                id=format!("net-0-{row}")
                tabindex=move || self.tab_index([0, row])
                aria-label=label
                aria-pressed=move || used().is_some().to_string()
                style:left=move || format!("{}px", at()[0])
                style:top=move || format!("{}px", at()[1])
                on:focus=move |_| self.focused([0, row], unit())
                on:blur=move |_| self.lab.point_at(None)
                on:pointerenter=move |_| self.lab.point_at(unit())
                on:pointerleave=move |_| self.lab.point_at(None)
                on:click=press
            >
                <span class="net__name">{written}</span>
            </button>
        }
        .into_any()
    }

    fn tab_index(self, own: [usize; 2]) -> &'static str {
        let count = |column: usize| match column {
            0 => self.rows.with(Vec::len),
            layer => self.wiring.with(|wiring| wiring.layers.get(layer - 1).copied().unwrap_or(0)),
        };
        let [column, row] = self.at.get();
        let at = if row < count(column) { [column, row] } else { [0, 0] };
        if at == own { "0" } else { "-1" }
    }

    fn focused(self, at: [usize; 2], unit: Option<[u32; 2]>) {
        self.at.set(at);
        self.lab.point_at(unit);
    }

    fn key(self, event: &KeyboardEvent) {
        let [column, row] = self.at.get_untracked();
        let columns = self.frame.with_untracked(|frame| {
            std::iter::once(frame.rows.len())
                .chain(frame.units.iter().skip(1).map(Vec::len))
                .collect::<Vec<_>>()
        });
        let Some(next) = step([column, row], &columns, &event.key()) else { return };
        event.prevent_default();
        let button = document().get_element_by_id(&format!("net-{}-{}", next[0], next[1]));
        if let Some(button) = button.and_then(|button| button.dyn_into::<HtmlElement>().ok()) {
            // Focus can be refused; then it stays where it is.
            let _ = button.focus();
        }
    }
}

/// A feature as formulas write it: letters slanted, names of functions upright.
fn formula(label: &'static str) -> AnyView {
    match label.split_once(' ') {
        Some((function, variable)) => view! { {function} " " <i>{variable}</i> }.into_any(),
        None => view! { <i>{label}</i> }.into_any(),
    }
}

/// Leads to the field in which the learner writes an input.
fn ask_for_an_input() {
    let field = document().body().and_then(|body| browser::first(&body, ".inputs__field"));
    if let Some(field) = field {
        // On a phone it may lie in a fold that is shut.
        if let Ok(Some(fold)) = field.closest("details") {
            browser::mark(&fold, "open", "");
        }
        let _ = field.focus();
    }
}
