//! Forwards against backwards: what all slopes of a function cost, counted.

use leptos::prelude::*;

use super::parts::Parts;
use super::save::{Save, table};
use crate::app::canvas::{Stage, chart_theme};
use crate::app::reactive::{derived, memo};
use crate::app::store::Store;
use crate::chart::{BarGroup, Bars};
use crate::kernel::query::{self, DerivativeCosts};
use crate::lesson::spec::Figure;

/// What stands before the bars.
const WAYS: &[&str] = &["→", "←"];

/// Builds the figure.
pub fn view(store: Store, _index: u32, figure: Figure) -> AnyView {
    let costs =
        store.ask(query::Costs { of: figure.text("of").to_owned(), at: figure.text("inputs").to_owned() });
    let now = move || costs.good.get().unwrap_or_default();
    let (stage, theme) = (Stage::new(), chart_theme());
    let chart = memo(move || now().chart());
    stage.base(move |[width, _]| chart.with(|chart| chart.base(width, &theme.get())));
    let views = stage.view(move |_| chart.with(Bars::height), ().into_any());
    let words = derived(move || costs.good.get().map(DerivativeCosts::in_words).unwrap_or_default());
    let numbers = Callback::new(move |()| {
        let DerivativeCosts { operations, kept, .. } = untrack(now);
        let rows =
            (0..2).map(|way| [way, operations[way] as usize, kept[way] as usize].map(|count| count as f64));
        table(&["backwards", "operations", "numbers kept"], rows)
    });
    let save = Save { title: figure.title.clone(), stages: vec![stage], theme, numbers };
    Parts { views, problem: costs.problem, words, rule: ().into_any(), save }.view(store, &figure)
}

/// What the figure makes of the counts.
impl DerivativeCosts {
    fn chart(self) -> Bars {
        let group = |name: &str, hue: &str, counts: [u32; 2]| {
            let values = counts.map(f64::from).to_vec();
            let most = values.iter().copied().fold(1.0, f64::max);
            BarGroup {
                name: name.to_owned(),
                hue: hue.to_owned(),
                texts: counts.map(|count| count.to_string()).to_vec(),
                values,
                range: [0.0, most],
                labels: WAYS,
            }
        };
        let groups =
            vec![group("operations", "orange", self.operations), group("numbers kept", "blue", self.kept)];
        Bars { groups }
    }

    fn in_words(self) -> String {
        let [inputs, outputs] = self.ends;
        let [there, back] = self.operations;
        let [pairs, tape] = self.kept;
        format!(
            "Forwards the program runs {}, once for each input: {there} operations, and it keeps at most {pairs} numbers \
             at a time. Backwards it runs once and goes back {}, once for each output: {back} operations, and all {tape} \
             values stay on the tape.",
            times(inputs),
            times(outputs)
        )
    }
}

fn times(count: u32) -> String {
    match count {
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        count => format!("{count} times"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn costs_are_told() {
        let costs = DerivativeCosts { ends: [5, 1], operations: [60, 14], kept: [12, 11] };
        assert!(
            costs
                .in_words()
                .starts_with("Forwards the program runs 5 times, once for each input: 60 operations")
        );
        assert!(costs.in_words().contains("goes back once, once for each output: 14 operations"));
    }
}
