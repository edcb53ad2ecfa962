//! What forward mode and reverse mode cost, as bars and in words.

use crate::chart::{BarGroup, Bars};
use crate::kernel::query::DerivativeCosts;

/// The labels in front of the bars.
const WAYS: &[&str] = &["→", "←"];

/// What the figure makes of the counts.
impl DerivativeCosts {
    /// The counts as bars.
    pub fn chart(self) -> Bars {
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

    /// The counts in two sentences.
    pub fn in_words(self) -> String {
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
