//! What the network takes for what: a row for each class, a column for each answer.

use leptos::prelude::*;

use super::bench::Bench;
use crate::app::reactive::{derived, memo};
use crate::view::laboratory::digits::words;

/// The confusion matrix of the examples kept for testing.
pub fn view(bench: Bench) -> AnyView {
    let set = bench.set;
    let matrix = memo(move || bench.verdict.with(|verdict| verdict.confusion.clone()));
    let count = move |wanted: usize, said: usize| {
        let number = derived(move || {
            matrix.with(|matrix| matrix.get(wanted).and_then(|row| row.get(said)).copied().unwrap_or(0))
        });
        let share = move || {
            let all: u32 = matrix.with(|matrix| matrix.get(wanted).map_or(0, |row| row.iter().sum()));
            format!("{:.3}", f64::from(number.get()) / f64::from(all.max(1)))
        };
        view! {
            <td class="mistaken__count" data-right=(wanted == said).to_string() data-none=move || (number.get() == 0).to_string() style:--share=share>
                {move || number.get()}
            </td>
        }
    };
    let row = move |(wanted, name): (usize, &&'static str)| {
        let counts = (0..set.classes.len()).map(|said| count(wanted, said)).collect_view();
        view! { <tr><th scope="row">{*name}</th>{counts}</tr> }
    };
    let score = move || {
        let counts = bench.opened.with(|opened| opened.counts);
        bench.verdict.with(|verdict| words::score(verdict.right[1], counts[1]))
    };
    let head = set.classes.iter().map(|name| view! { <th scope="col">{*name}</th> }).collect_view();
    view! {
        <div class="mistaken">
            <div class="lab__head">
                <h2 class="lab__title">"Confusion matrix"</h2>
                <span class="mistaken__score">{score}</span>
            </div>
            <table class="mistaken__table" data-classes=set.classes.len()>
                <caption class="unseen">
                    "Examples kept for testing: a row for each class, a column for each answer of the network"
                </caption>
                <thead><tr><td class="mistaken__corner">"is \\ said"</td>{head}</tr></thead>
                <tbody>{set.classes.iter().enumerate().map(row).collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}
