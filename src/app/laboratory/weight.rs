//! The panel of a weight or a bias: its name in words and in Julia, a field to type into, its course since step 0, its
//! gradient, and what the next step will add.

use leptos::ev;
use leptos::prelude::*;

use super::state::Lab;
use super::weight_field;
use crate::app::canvas::{Stage, chart_theme};
use crate::app::reactive::memo;
use crate::chart::Course;
use crate::lab::message::Weight;
use crate::view::laboratory::{naming, weights};

/// The decimals of its numbers.
const DECIMALS: u8 = 4;

/// The panel's content; `takes_focus` puts the caret into the field, and `close` is called when the learner has enough.
pub fn panel(lab: Lab, takes_focus: bool, close: Callback<Weight>) -> AnyView {
    let chosen = memo(move || lab.chosen.get());
    let shut = move || {
        if let Some(weight) = chosen.get_untracked() {
            close.run(weight);
        }
    };
    // Wherever the focus is: a line is chosen with the pointer.
    let keys = window_event_listener(ev::keydown, move |event| {
        if event.key() == "Escape" {
            shut();
        }
    });
    on_cleanup(move || keys.remove());
    let name =
        move || chosen.get().map(|weight| lab.settings.with(|settings| naming::weight(settings, weight)));
    let julia = move || chosen.get().map(naming::julia);
    view! {
        <div class="weight" role="group" aria-label=move || name().unwrap_or_default()>
            <div class="weight__head">{siblings(lab, chosen)} <code class="weight__julia">{julia}</code></div>
            <button class="weight__close" type="button" aria-label="Close" on:click=move |_| shut()>"×"</button>
            <div class="weight__row">{weight_field::view(lab, chosen, takes_focus)} {course(lab)}</div>
            {numbers(lab, chosen)}
        </div>
    }
    .into_any()
}

/// The weight's name, which chooses among all that lead to the same unit.
fn siblings(lab: Lab, chosen: Memo<Option<Weight>>) -> AnyView {
    let unit = memo(move || chosen.get().map(|weight| (weight.layer, weight.unit)));
    let options = move || {
        let (layer, unit) = unit.get()?;
        let all = lab.settings.with(|settings| {
            let inputs = settings.sizes().get(layer as usize).copied().unwrap_or(0) as u32;
            let from = (0..inputs).map(Some).chain([None]);
            from.map(|from| {
                let weight = Weight { layer, unit, from };
                (weight, naming::weight(settings, weight))
            })
            .collect::<Vec<_>>()
        });
        let option = move |(weight, name): (Weight, String)| {
            let is_chosen = move || chosen.get() == Some(weight);
            view! { <option value=key(weight) prop:selected=is_chosen>{name}</option> }
        };
        Some(all.into_iter().map(option).collect_view())
    };
    let choose = move |event| {
        if let Some(weight) = chosen.get_untracked() {
            let from = event_target_value(&event).parse().ok();
            lab.choose(Some(Weight { from, ..weight }));
        }
    };
    view! {
        <span class="choice weight__name">
            <select class="choice__field" aria-label="Weight" on:change=choose>{options}</select>
        </span>
    }
    .into_any()
}

fn key(weight: Weight) -> String {
    weight.from.map_or_else(|| "bias".to_owned(), |from| from.to_string())
}

/// The weight's course since step 0.
fn course(lab: Lab) -> AnyView {
    let stage = Stage::new();
    let theme = chart_theme();
    stage.base(move |size| {
        let points = lab.picture.with(|picture| picture.course.clone());
        theme.with(|theme| Course { points }.draw(size, theme))
    });
    view! { <div class="weight__course">{stage.filling(().into_any())}</div> }.into_any()
}

/// Its gradient, and what the next step will add to it.
fn numbers(lab: Lab, chosen: Memo<Option<Weight>>) -> AnyView {
    let gradient = move || lab.picture.with(|picture| weights::number(&picture.gradients, chosen.get()?));
    let change = move || lab.picture.with(|picture| weights::number(&picture.changes, chosen.get()?));
    let written =
        |value: Option<f64>| value.map_or_else(|| "–".to_owned(), |value| naming::signed(value, DECIMALS));
    let way = move || {
        change().map_or("", |change| {
            if change > 0.0 {
                "▲"
            } else if change < 0.0 {
                "▼"
            } else {
                ""
            }
        })
    };
    view! {
        <dl class="weight__numbers">
            <dt>"Gradient"</dt>
            <dd>{move || written(gradient())}</dd>
            <dt>"Next change"</dt>
            <dd><span class="weight__way" aria-hidden="true">{way}</span> {move || written(change())}</dd>
        </dl>
    }
    .into_any()
}
