//! Gradient descent on a loss of one or more arrays: the learner's own loss, step after step.

use serde::{Deserialize, Serialize};

use crate::kernel::answering::{Answerable, Answering, MAX_STEPS, Urgency, complaint, is_far};
use crate::kernel::evaluator::Evaluator;
use crate::language::{Error, Value};
use crate::tensor::Tensor;

/// Asks for gradient descent on a loss of one or more arrays.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Train {
    /// The loss: a function of the arrays.
    pub of: String,
    /// A function of the same arrays whose numbers are reported at each step; may be empty.
    pub watch: String,
    /// One expression for each array: where it starts.
    pub at: Vec<String>,
    /// An expression for the learning rate.
    pub rate: String,
    /// How many steps to take.
    pub steps: u32,
}

/// A training run.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct TrainingRun {
    /// The sizes of each array.
    pub sizes: Vec<Vec<u32>>,
    /// All numbers of all arrays, array after array, each column after column: at the start, then after each step.
    pub places: Vec<Vec<f64>>,
    /// The loss at each place.
    pub values: Vec<f64>,
    /// Its derivative by each of the numbers.
    pub gradients: Vec<Vec<f64>>,
    /// The numbers that were watched; empty if none were.
    pub watched: Vec<Vec<f64>>,
    /// Why it ended early, in plain words, if it did.
    pub ended: Option<String>,
}

impl Answerable for Train {
    type Answer = TrainingRun;

    const URGENCY: Urgency = Urgency::Immediate;

    fn reads(&self) -> Vec<&str> {
        self.at.iter().chain([&self.of, &self.watch, &self.rate]).map(String::as_str).collect()
    }

    fn answer(&self, answering: &mut Answering<'_>) -> Result<TrainingRun, Error> {
        let of = self.of.as_str();
        let rate = answering.number(&self.rate)?;
        let mut place =
            self.at.iter().map(|code| tensor(answering, code)).collect::<Result<Vec<_>, Error>>()?;
        let mut loss = Evaluator::new(answering.function(of)?, of, true);
        let mut watched = match self.watch.as_str() {
            "" => None,
            name => Some(Evaluator::new(answering.function(name)?, name, false)),
        };
        let mut run = TrainingRun::default();
        for step in 0..=self.steps.min(MAX_STEPS) {
            let mut results = loss.at(answering, &place)?.into_iter();
            let value = results.next().and_then(|value| value.item()).unwrap_or(f64::NAN);
            let slopes: Vec<Tensor<f64>> = results.collect();
            if let Some(watched) = &mut watched {
                run.watched.push(flat(&watched.at(answering, &place)?));
            }
            run.places.push(flat(&place));
            run.values.push(value);
            run.gradients.push(flat(&slopes));
            if is_far(value) || flat(&place).into_iter().any(is_far) {
                run.ended =
                    Some(format!("The training diverged: after step {step} the loss is out of all bounds."));
                break;
            }
            if answering.is_late() {
                run.ended =
                    Some(format!("The training was stopped after {step} steps, because they take too long."));
                break;
            }
            let next = |(array, slope): (&Tensor<f64>, &Tensor<f64>)| {
                array.zip_map("update", slope, |weight, slope| weight - rate * slope)
            };
            let moved: Result<Vec<_>, _> = place.iter().zip(&slopes).map(next).collect();
            place = moved.map_err(|error| complaint(format!("`{of}`: {error}")))?;
        }
        let sizes = |array: &Tensor<f64>| array.shape().iter().map(|side| *side as u32).collect();
        run.sizes = place.iter().map(sizes).collect();
        Ok(run)
    }
}

/// A number or an array of numbers.
fn tensor(answering: &mut Answering<'_>, code: &str) -> Result<Tensor<f64>, Error> {
    let value = answering.evaluate(code)?;
    let shape = match &value {
        Value::Array(array) => array.sizes(),
        _ => Vec::new(),
    };
    let array = value.numbers().and_then(|numbers| Tensor::from_column_major(&shape, numbers).ok());
    array.ok_or_else(|| complaint(format!("`{code}` is not an array of numbers")))
}

/// All numbers of some arrays, each column after column.
fn flat(arrays: &[Tensor<f64>]) -> Vec<f64> {
    arrays.iter().flat_map(|array| array.entries().iter().copied()).collect()
}
