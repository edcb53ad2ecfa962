//! A training run from the kernel: weights, loss, slopes and predictions at each step. Not here: how it is shown.

use super::numbers::Numbers;
use crate::kernel::query::TrainingRun;

/// A training, step by step.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Run {
    /// The sizes of each array that is learned.
    sizes: Vec<Vec<usize>>,
    /// All their numbers at each step, array after array.
    pub places: Vec<Vec<f64>>,
    /// The loss at each step.
    pub values: Vec<f64>,
    /// Its slope along each number.
    pub gradients: Vec<Vec<f64>>,
    /// What is predicted at each step.
    pub predicted: Vec<Vec<f64>>,
    /// Why it ended early, if it did.
    pub ended: Option<String>,
}

impl Run {
    /// Reads an answer.
    pub fn of(answer: &TrainingRun) -> Run {
        let TrainingRun { sizes, places, values, gradients, watched, ended } = answer.clone();
        let whole = |sizes: Vec<u32>| sizes.into_iter().map(|size| size as usize).collect();
        let sizes = sizes.into_iter().map(whole).collect();
        Run { sizes, places, values, gradients, predicted: watched, ended }
    }

    /// How many steps have been taken.
    pub fn steps(&self) -> usize {
        self.places.len().saturating_sub(1)
    }

    /// One of the arrays out of the numbers of all, as in `places` and `gradients`.
    pub fn array(&self, all: &[f64], array: usize) -> Numbers {
        let count = |sizes: &Vec<usize>| sizes.iter().product::<usize>();
        let start = self.sizes.iter().take(array).map(count).sum();
        let sizes = self.sizes.get(array).cloned().unwrap_or_default();
        let end = start + count(&sizes);
        Numbers { values: all.get(start..end).unwrap_or_default().to_vec(), sizes }
    }

    /// Julia code for the loss `of` as a function of two of the numbers, while the others are as they are at a step.
    pub fn slice(&self, of: &str, step: usize, axes: [usize; 2]) -> Option<String> {
        let place = self.places.get(step)?;
        let mut start = 0;
        let mut arrays = Vec::with_capacity(self.sizes.len());
        for array in 0..self.sizes.len() {
            let Numbers { sizes, mut values } = self.array(place, array);
            let mut moving = String::new();
            for (name, axis) in ["p", "q"].iter().zip(axes) {
                let Some(at) = axis.checked_sub(start).filter(|at| *at < values.len()) else { continue };
                values[at] = 0.0;
                let mut unit = vec![0.0; values.len()];
                unit[at] = 1.0;
                moving += &format!(" .+ {name} .* {}", literal(&sizes, &unit));
            }
            start += values.len();
            arrays.push(literal(&sizes, &values) + &moving);
        }
        Some(format!("(p, q) -> {of}({})", arrays.join(", ")))
    }
}

/// An array of one or two dimensions as Julia writes it.
fn literal(sizes: &[usize], values: &[f64]) -> String {
    let number = |value: &f64| format!("{value:?}");
    match sizes {
        [rows, _] => {
            let row =
                |row: usize| values.iter().skip(row).step_by(*rows).map(number).collect::<Vec<_>>().join(" ");
            format!("[{}]", (0..*rows).map(row).collect::<Vec<_>>().join("; "))
        }
        [_] => format!("[{}]", values.iter().map(number).collect::<Vec<_>>().join(", ")),
        _ => values.iter().map(number).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run() -> Run {
        let sizes = vec![vec![2, 2], vec![2]];
        Run { sizes, places: vec![vec![1.0, 2.0, 3.0, 4.0, -5.0, 0.5]], ..Run::default() }
    }

    #[test]
    fn arrays_are_cut_out_of_all_numbers() {
        let run = run();
        assert_eq!(run.array(&run.places[0], 0).values, [1.0, 2.0, 3.0, 4.0]);
        assert_eq!(run.array(&run.places[0], 1), Numbers { sizes: vec![2], values: vec![-5.0, 0.5] });
        assert_eq!(run.array(&run.places[0], 2), Numbers::default());
        assert_eq!(run.steps(), 0);
    }

    #[test]
    fn a_slice_holds_all_numbers_but_two() {
        let run = run();
        assert_eq!(
            run.slice("loss", 0, [1, 5]).as_deref(),
            Some(
                "(p, q) -> loss([1.0 3.0; 0.0 4.0] .+ p .* [0.0 0.0; 1.0 0.0], [-5.0, 0.0] .+ q .* [0.0, 1.0])"
            )
        );
        assert_eq!(
            run.slice("loss", 0, [2, 0]).as_deref(),
            Some(
                "(p, q) -> loss([0.0 0.0; 2.0 4.0] .+ p .* [0.0 1.0; 0.0 0.0] .+ q .* [1.0 0.0; 0.0 0.0], [-5.0, 0.5])"
            )
        );
        assert_eq!(run.slice("loss", 1, [0, 1]), None);
    }
}
