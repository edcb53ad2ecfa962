//! Which plane is shown: its axes, how much of all dimensions they are, and the scale of heights.

use leptos::prelude::*;

use super::ground::Ground;
use crate::app::laboratory::field::Choice;
use crate::app::laboratory::number::{Bounds, Number};
use crate::app::reactive::{derived, memo};
use crate::lab::message::{Axes, Weight};
use crate::view::laboratory::naming;
use crate::view::laboratory::survey;

/// The planes, by name.
const PLANES: [(&str, &str); 3] =
    [("path", "the path's directions"), ("random", "two random directions"), ("weights", "two weights")];

/// The seed of the first pair of random directions.
const SEED: u64 = 1;

const SEEDS: Bounds = Bounds::whole(0.0, 999_999.0);

/// The row above the pictures.
pub fn view(ground: Ground) -> AnyView {
    let axes = memo(move || ground.lab.watch.with(|watch| watch.landscape.as_ref().map(|look| look.axes)));
    let value = derived(move || {
        let at = match axes.get() {
            Some(Axes::Random { .. }) => 1,
            Some(Axes::Weights(_)) => 2,
            _ => 0,
        };
        PLANES[at].0.to_owned()
    });
    let table = PLANES.map(|(name, words)| (name.to_owned(), words.to_owned())).to_vec();
    let set = move |name: String| {
        let axes = match name.as_str() {
            "random" => Axes::Random { seed: SEED },
            "weights" => Axes::Weights(first_pair(ground)),
            _ => Axes::Path,
        };
        turn_to(ground, axes);
    };
    let more = move || match axes.get() {
        Some(Axes::Random { .. }) => random(ground),
        Some(Axes::Weights(_)) => weights(ground),
        _ => ().into_any(),
    };
    let dimensions = move || {
        let told = |survey: &crate::lab::message::Survey| {
            let measured = survey::measured_on(survey.points);
            format!("{}{measured}", survey::dimensions(survey.dimensions, survey.shares))
        };
        ground.survey(told).unwrap_or_default()
    };
    let log = ground.is_log;
    view! {
        <div class="view__head">
            <span class="named">"Through the weights along " <Choice label="Directions" table value set/></span>
            {more}
            <label class="tick">
                <input type="checkbox" prop:checked=move || log.get() on:change=move |event| log.set(event_target_checked(&event))/>
                "Logarithmic heights"
            </label>
            <span class="view__words">{dimensions}</span>
        </div>
    }
    .into_any()
}

/// Shows another plane, all of it.
fn turn_to(ground: Ground, axes: Axes) {
    ground.chosen.set(None);
    ground.cross.set(None);
    ground.ask(|look| (look.axes, look.view) = (axes, None));
}

/// The seed of two random directions.
fn random(ground: Ground) -> AnyView {
    let seed = move || {
        let axes = ground.lab.watch.with(|watch| watch.landscape.as_ref().map(|look| look.axes));
        if let Some(Axes::Random { seed }) = axes { seed } else { SEED }
    };
    let value = derived(move || seed() as f64);
    let set = move |seed: f64| turn_to(ground, Axes::Random { seed: seed as u64 });
    let another = move |_| turn_to(ground, Axes::Random { seed: (untrack(seed) + 1) % 1_000_000 });
    view! {
        <span class="named">"Seed " <Number label="Seed of the directions" value bounds=SEEDS set/></span>
        <button class="act" type="button" on:click=another>"Another pair"</button>
    }
    .into_any()
}

/// The two weights that are shown, each chosen from all.
fn weights(ground: Ground) -> AnyView {
    let names = memo(move || {
        ground.lab.settings.with(|settings| {
            let all = survey::all_weights(&settings.sizes());
            let name = |weight: &Weight| {
                format!(
                    "{}: {}",
                    naming::layer(settings, weight.layer as usize + 1),
                    naming::weight(settings, *weight)
                )
            };
            all.iter().map(name).collect::<Vec<_>>()
        })
    });
    let all = move || ground.lab.settings.with_untracked(|settings| survey::all_weights(&settings.sizes()));
    let pair = move || {
        let axes = ground.lab.watch.with(|watch| watch.landscape.as_ref().map(|look| look.axes));
        if let Some(Axes::Weights(pair)) = axes { pair } else { first_pair(ground) }
    };
    let choice = move |axis: usize, label: &'static str| {
        let table: Vec<_> =
            names.get().into_iter().enumerate().map(|(at, name)| (at.to_string(), name)).collect();
        let value = derived(move || {
            let own = pair()[axis];
            all().iter().position(|weight| *weight == own).unwrap_or(0).to_string()
        });
        let set = move |name: String| {
            let chosen = name.parse().ok().and_then(|at: usize| all().get(at).copied());
            let mut pair = untrack(pair);
            if let Some(chosen) = chosen {
                pair[axis] = chosen;
                turn_to(ground, Axes::Weights(pair));
            }
        };
        view! { <Choice label table value set/> }
    };
    view! {
        {move || choice(0, "Weight along the horizontal axis")}
        {move || choice(1, "Weight along the vertical axis")}
    }
    .into_any()
}

/// The weight that the learner has chosen in the network, and another one; at first those that lead to the first unit.
fn first_pair(ground: Ground) -> [Weight; 2] {
    let sizes = ground.lab.settings.with_untracked(crate::lab::Settings::sizes);
    survey::first_pair(&sizes, ground.lab.chosen.get_untracked())
}
