//! Forward mode against reverse mode: the cost of all slopes of a function, counted.

use leptos::prelude::*;

use super::frame::{Parts, Slot, Words};
use super::save::table;
use crate::app::canvas::{Stage, chart_theme};
use crate::app::reactive::{derived, memo};
use crate::chart::{BarGroup, Bars};
use crate::kernel::query::{self, DerivativeCosts};
use crate::lesson::figures;

/// The labels in front of the bars.
const WAYS: &[&str] = &["→", "←"];

/// Builds the figure.
pub fn parts(slot: &Slot, settings: figures::Costs) -> Parts {
    let query = query::Costs { of: settings.of.to_string(), at: settings.inputs.to_string() };
    let costs = slot.store.ask(query);
    let now = move || costs.good.get().unwrap_or_default();
    let (stage, theme) = (Stage::new(), chart_theme());
    let chart = memo(move || now().chart());
    stage.base(move |[width, _]| chart.with(|chart| chart.base(width, &theme.get())));
    let views = stage.view(move |_| chart.with(Bars::height), ().into_any());
    let words = derived(move || costs.good.get().map(DerivativeCosts::in_words).unwrap_or_default());
    let numbers = move || {
        let DerivativeCosts { operations, kept, .. } = untrack(now);
        let rows =
            (0..2).map(|way| [way, operations[way] as usize, kept[way] as usize].map(|count| count as f64));
        table(&["backwards", "operations", "numbers kept"], rows)
    };
    Parts::new(views, [stage], costs.problem, Words::Line(words), numbers)
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
            "In forward mode the program runs {}, once for each input: {there} operations, keeping at most {pairs} numbers \
             at a time. In reverse mode it runs once and goes back {}, once for each output: {back} operations, with all \
             {tape} values kept on the tape.",
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
                .starts_with("In forward mode the program runs 5 times, once for each input: 60 operations")
        );
        assert!(costs.in_words().contains("goes back once, once for each output: 14 operations"));
    }
}
