//! Measurements to slide, for a set whose examples are no pictures.

use leptos::prelude::*;

use super::bench::Bench;
use super::guess;
use crate::app::laboratory::field::Slider;
use crate::app::reactive::{derived, memo};
use crate::lab::digits::message::Look;
use crate::lesson::show;
use crate::view::laboratory::digits::ranges::{middle, range};

/// A slider for each feature, from its smallest value in the set to its largest, and whose values these are.
pub fn view(bench: Bench) -> AnyView {
    let values = memo(move || match bench.look.get() {
        Look::Drawing(values) => values,
        Look::Example(at) => {
            bench.opened.with(|opened| opened.tests.get(at as usize).cloned().unwrap_or_default())
        }
        Look::Nothing => bench.opened.with(|opened| middle(&opened.tests)),
    });
    let slider = move |(at, name): (usize, &&'static str)| {
        let name = *name;
        let value = derived(move || values.with(|values| values.get(at).copied().unwrap_or(0.0)));
        let set = move |value: f64| {
            let mut all = values.get_untracked();
            if let Some(own) = all.get_mut(at) {
                *own = value;
                bench.look_at(Look::Drawing(all));
            }
        };
        // The range belongs to the examples of this split.
        let range = move || bench.opened.with(|opened| range(&opened.tests, at));
        move || {
            let [low, high] = range();
            view! { <Slider label=name value scale=[low, high, 0.1] words=centimetres set/> }
        }
    };
    let caption = move || match bench.look.get() {
        Look::Nothing => "Move a slider, or choose an example".to_owned(),
        Look::Drawing(_) => "Your own measurements".to_owned(),
        Look::Example(at) => guess::named(bench, at),
    };
    view! {
        <div class="measures">
            <h2 class="lab__title">"What goes in"</h2>
            {bench.set.features.iter().enumerate().map(slider).collect_view()}
            <p class="seen__words">{caption}</p>
        </div>
    }
    .into_any()
}

fn centimetres(value: f64) -> String {
    show::number(value, Some(1))
}
