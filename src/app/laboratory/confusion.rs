//! How often the network is right: in a line over the map, and by classes when that is opened.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use super::state::Lab;
use crate::app::reactive::derived;
use crate::lesson::show;

/// The classes in the order of the confusion matrix.
const CLASSES: [&str; 2] = ["−1", "+1"];

/// `Test 117 of 120 right`, which opens the confusion matrix; for numbers rather than classes, nothing.
pub fn score(lab: Lab) -> AnyView {
    let is_open = RwSignal::new(false);
    let counts = derived(move || lab.picture.with(|picture| picture.right));
    let words = move || {
        counts.get().map(|[training, testing]| {
            let (name, [right, all]) = if testing[1] > 0 { ("Test", testing) } else { ("Train", training) };
            view! { {name} " " <b>{format!("{right} of {all}")}</b> " right" }
        })
    };
    let keys = move |event: KeyboardEvent| {
        if event.key() == "Escape" {
            is_open.set(false);
        }
    };
    view! {
        <div class="score" hidden=move || counts.with(Option::is_none) on:keydown=keys>
            <button
                class="score__words"
                type="button"
                aria-expanded=move || is_open.get().to_string()
                on:click=move |_| is_open.update(|is_open| *is_open = !*is_open)
            >
                {words}
            </button>
            {move || is_open.get().then(|| view! { <div class="score__panel">{view(lab)}</div> })}
        </div>
    }
    .into_any()
}

/// The confusion matrix of the points kept for testing.
pub fn view(lab: Lab) -> AnyView {
    let matrix = derived(move || lab.picture.with(|picture| picture.confusion));
    let count = move |wanted: usize, said: usize| {
        let number =
            move || matrix.get().map_or_else(|| "–".to_owned(), |matrix| matrix[wanted][said].to_string());
        let is_right = (wanted == said).to_string();
        view! { <td class="confusion__count" data-right=is_right>{number}</td> }
    };
    let row = |wanted: usize| {
        view! {
            <tr>
                <th scope="row">"is " {CLASSES[wanted]}</th>
                {count(wanted, 0)}
                {count(wanted, 1)}
            </tr>
        }
    };
    let trained = move || {
        lab.picture.with(|picture| picture.right).map(|[[right, all], _]| {
            let share = if all > 0 { 100.0 * f64::from(right) / f64::from(all) } else { 0.0 };
            format!(
                "Of the points trained on, {right} of {all} are right ({} %).",
                show::number(share, Some(0))
            )
        })
    };
    view! {
        <table class="confusion">
            <caption>"Points kept for testing"</caption>
            <thead>
                <tr>
                    <td></td>
                    <th scope="col">"said " {CLASSES[0]}</th>
                    <th scope="col">"said " {CLASSES[1]}</th>
                </tr>
            </thead>
            <tbody>{row(0)} {row(1)}</tbody>
        </table>
        <p class="confusion__trained">{trained}</p>
    }
    .into_any()
}
