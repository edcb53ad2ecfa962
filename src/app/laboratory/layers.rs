//! The shape of the network: layers and units added and removed, and what each layer does.
//!
//! [`head`] and [`foot`] belong above and below a layer's column in the picture of the network, which places them.

use leptos::prelude::*;

use super::control::{Control, control};
use super::field::{Choice, Slider, afresh, rows};
use super::state::Lab;
use crate::lab::settings::{Layer, MAX_LAYERS, MAX_UNITS};
use crate::view::laboratory::words::ACTIVATIONS;

/// The number of layers between inputs and output, with a step down and a step up.
pub fn count(lab: Lab) -> AnyView {
    let layers = Signal::derive(move || lab.settings.with(|settings| settings.layers.len()));
    let fewer = move |_| {
        lab.change(|settings| {
            settings.layers.pop();
        });
    };
    let more = move |_| {
        lab.change(|settings| {
            let like = settings.layers.last().cloned();
            let like = like.unwrap_or(Layer { units: 4, activation: "tanh".into(), dropout: 0.0 });
            if settings.layers.len() < MAX_LAYERS {
                settings.layers.push(like);
            }
        });
    };
    let words = move || counted(layers.get() as u32, "layer");
    let stepper = steps(
        ["One layer fewer", "One layer more"],
        words,
        [Signal::derive(move || layers.get() > 0), Signal::derive(move || layers.get() < MAX_LAYERS)],
        [Callback::new(fewer), Callback::new(more)],
    );
    control(Control::Layers, afresh(stepper))
}

/// What stands above a layer's column: how many units it has, with a step down and a step up between inputs and output.
/// The inputs are layer 0.
pub fn head(lab: Lab, layer: usize) -> AnyView {
    let sizes = Signal::derive(move || lab.settings.with(|settings| settings.sizes()));
    let units = Signal::derive(move || sizes.with(|sizes| sizes.get(layer).map_or(0, |size| *size as u32)));
    let last = lab.settings.with_untracked(|settings| settings.layers.len()) + 1;
    if layer == 0 || layer == last {
        let word = if layer == 0 { "input" } else { "output" };
        return view! { <span class="steps__words">{move || counted(units.get(), word)}</span> }.into_any();
    }
    let put = move |change: i32| {
        lab.change(|settings| {
            if let Some(own) = settings.layers.get_mut(layer - 1) {
                own.units = own.units.saturating_add_signed(change).clamp(1, MAX_UNITS);
            }
        });
    };
    let stepper = steps(
        [&format!("One unit fewer in layer {layer}"), &format!("One unit more in layer {layer}")],
        move || counted(units.get(), "unit"),
        [Signal::derive(move || units.get() > 1), Signal::derive(move || units.get() < MAX_UNITS)],
        [Callback::new(move |()| put(-1)), Callback::new(move |()| put(1))],
    );
    control(Control::Layers, afresh(stepper))
}

/// What stands below a layer's column: its activation, and its dropout where it has some. The first layer after the
/// inputs is 1.
pub fn foot(lab: Lab, layer: usize) -> AnyView {
    let own = layer.checked_sub(1);
    let last = lab.settings.with_untracked(|settings| settings.layers.len());
    let is_output = layer > last;
    let Some(own) = own else { return ().into_any() };
    let value = Signal::derive(move || {
        lab.settings.with(|settings| {
            settings.layers.get(own).map_or_else(|| settings.output.clone(), |layer| layer.activation.clone())
        })
    });
    let set = move |name: String| {
        lab.change(|settings| match settings.layers.get_mut(own) {
            Some(layer) => layer.activation = name,
            None => settings.output = name,
        });
    };
    let label = if is_output {
        "Activation of the output".to_owned()
    } else {
        format!("Activation of layer {layer}")
    };
    let dropout = (!is_output).then(|| dropout(lab, layer));
    let view = view! { <Choice label table=rows(ACTIVATIONS) value set/> {dropout} };
    control(Control::Activations, view)
}

/// Opens a slider for a layer's dropout; the word says how much it drops.
fn dropout(lab: Lab, layer: usize) -> AnyView {
    let value = Signal::derive(move || {
        lab.settings.with(|settings| settings.layers.get(layer - 1).map_or(0.0, |layer| layer.dropout))
    });
    let set = Callback::new(move |value| {
        lab.change(|settings| {
            if let Some(own) = settings.layers.get_mut(layer - 1) {
                own.dropout = value;
            }
        });
    });
    let percent = |share: f64| format!("{:.0} %", 100.0 * share);
    let words = move || format!("drop {}", percent(value.get()));
    view! {
        <details class="dropout">
            <summary class="dropout__words" aria-label=move || format!("{} of the units in layer {layer}", words())>
                {words}
            </summary>
            <div class="dropout__panel">
                <Slider label="Dropout" value scale=[0.0, 0.9, 0.05] words=percent set/>
            </div>
        </details>
    }
    .into_any()
}

/// A number in words between a step down and a step up.
fn steps(
    labels: [&str; 2],
    words: impl Fn() -> String + Send + 'static,
    possible: [Signal<bool>; 2],
    step: [Callback<()>; 2],
) -> AnyView {
    let [down, up] = labels.map(str::to_owned);
    let [can_fall, can_rise] = possible;
    let [fall, rise] = step;
    view! {
        <span class="steps">
            <button class="step" type="button" aria-label=down disabled=move || !can_fall.get() on:click=move |_| fall.run(())>
                "−"
            </button>
            <span class="steps__words">{words}</span>
            <button class="step" type="button" aria-label=up disabled=move || !can_rise.get() on:click=move |_| rise.run(())>
                "+"
            </button>
        </span>
    }
    .into_any()
}

/// A number of things: `1 unit`, `6 units`.
fn counted(number: u32, thing: &str) -> String {
    match number {
        1 => format!("1 {thing}"),
        number => format!("{number} {thing}s"),
    }
}
