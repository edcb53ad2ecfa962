//! The settings: the layers, how they are trained, for how long, and from which seed.

use leptos::prelude::*;

use super::bench::Bench;
use crate::app::laboratory::field::{Choice, afresh, rows};
use crate::app::laboratory::number::{Bounds, Number, Step};
use crate::lab::digits::{MAX_BATCH, MAX_LAYERS, MAX_RATE, MAX_UNITS, Setup};
use crate::nn::OPTIMISERS;
use crate::view::laboratory::digits::kept::{MAX_EPOCHS, PACES, USUAL_PACE};
use crate::view::laboratory::training::{RATE, first_rate};
use crate::view::laboratory::words::ACTIVATIONS;

/// The units of a layer that is added.
const ADDED: u32 = 16;

/// Every setting.
pub fn view(bench: Bench) -> AnyView {
    view! {
        <span class="named">{layers(bench)}</span>
        {afresh(activation(bench))}
        {optimiser(bench)}
        {rate(bench)}
        {batch(bench)}
        {epochs(bench)}
        {speed(bench)}
        {afresh(seed(bench))}
    }
    .into_any()
}

fn of<T: Send + Sync + 'static>(bench: Bench, value: fn(&Setup) -> T) -> Signal<T> {
    Signal::derive(move || bench.setup.with(value))
}

fn layers(bench: Bench) -> AnyView {
    let count = Memo::new(move |_| bench.setup.with(|setup| setup.hidden.len()));
    let units = move |at: usize| {
        let value = Signal::derive(move || {
            bench.setup.with(|setup| setup.hidden.get(at).copied().map_or(1.0, f64::from))
        });
        let set = move |units: f64| {
            bench.change(|setup| {
                if let Some(own) = setup.hidden.get_mut(at) {
                    *own = units as u32;
                }
            });
        };
        let bounds = Bounds::whole(1.0, f64::from(MAX_UNITS));
        view! { "–" {afresh(view! { <Number label=format!("Units of layer {}", at + 1) value bounds set/> })} }
    };
    let fewer = move |_| {
        bench.change(|setup| {
            setup.hidden.pop();
        });
    };
    let more = move |_| bench.change(|setup| setup.hidden.push(ADDED));
    let (has_none, has_all) = (move || count.get() == 0, move || count.get() == MAX_LAYERS);
    view! {
        "Layers " {bench.set.size()}
        {move || (0..count.get()).map(units).collect_view()}
        "–" {bench.set.classes.len()}
        " "
        <span class="steps">
            <button class="step" type="button" aria-label="One layer fewer" disabled=has_none on:click=fewer>"−"</button>
            <button class="step" type="button" aria-label="One layer more" disabled=has_all on:click=more>"+"</button>
        </span>
    }
    .into_any()
}

fn activation(bench: Bench) -> AnyView {
    let value = of(bench, |setup| setup.activation.clone());
    let set = move |name: String| bench.change(|setup| setup.activation = name);
    view! { <span class="named">"Activation " <Choice label="Activation" table=rows(ACTIVATIONS) value set/></span> }
        .into_any()
}

/// Another optimiser starts with a learning rate that suits it.
fn optimiser(bench: Bench) -> AnyView {
    let value = of(bench, |setup| setup.optimiser.clone());
    let set = move |name: String| {
        bench.change(|setup| {
            setup.rate = first_rate(&name).unwrap_or(setup.rate);
            setup.optimiser = name;
        });
    };
    let table = OPTIMISERS.iter().map(|row| (row.name.to_owned(), row.name.to_owned())).collect();
    view! { <span class="named">"Optimiser " <Choice label="Optimiser" table value set/></span> }.into_any()
}

fn rate(bench: Bench) -> AnyView {
    let has_rate = of(bench, |setup| setup.rate_knob().is_some());
    let value = of(bench, |setup| setup.rate);
    let set = Callback::new(move |rate: f64| bench.change(|setup| setup.rate = rate));
    let bounds = Bounds { min: 0.0, max: MAX_RATE, step: Step::Decades(1e-5) };
    view! {
        <span class="named real__rate">
            "Learning rate " {RATE} " "
            <Show when=move || has_rate.get() fallback=|| "none">
                <Number label="Learning rate η" value bounds set/>
            </Show>
        </span>
    }
    .into_any()
}

fn batch(bench: Bench) -> AnyView {
    let value = of(bench, |setup| f64::from(setup.batch));
    let set = move |batch: f64| bench.change(|setup| setup.batch = batch as u32);
    let bounds = Bounds::whole(1.0, f64::from(MAX_BATCH));
    view! { <span class="named">"Batch " <Number label="Examples in a batch" value bounds set/></span> }
        .into_any()
}

fn epochs(bench: Bench) -> AnyView {
    let value = Signal::derive(move || f64::from(bench.epochs.get()));
    let set = move |epochs: f64| bench.epochs.set(epochs as u32);
    let bounds = Bounds::whole(1.0, f64::from(MAX_EPOCHS));
    view! { <span class="named">"Epochs " <Number label="Epochs at a time" value bounds set/></span> }
        .into_any()
}

fn speed(bench: Bench) -> AnyView {
    let value = Signal::derive(move || bench.pace.get().to_string());
    let set = move |name: String| {
        bench.pace.set(name.parse().unwrap_or(USUAL_PACE));
        let left = bench.picture.with_untracked(|picture| {
            picture.is_playing.then(|| f64::from(picture.goal[1]) - picture.epoch.floor())
        });
        if let Some(left) = left {
            bench.train(left as u32);
        }
    };
    let table = PACES.iter().map(|(pace, words)| (pace.to_string(), (*words).to_owned())).collect();
    view! { <span class="named">"Speed " <Choice label="Speed" table value set/></span> }.into_any()
}

fn seed(bench: Bench) -> AnyView {
    let value = of(bench, |setup| setup.seed as f64);
    let set = move |seed: f64| bench.change(|setup| setup.seed = seed as u64);
    let bounds = Bounds::whole(0.0, 999_999.0);
    view! { <span class="named">"Seed " <Number label="Seed of the split and the weights" value bounds set/></span> }
        .into_any()
}
