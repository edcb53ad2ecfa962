//! The places that the learner's own step function visits on a landscape.

use serde::{Deserialize, Serialize};

use crate::autodiff::gradient_values;
use crate::kernel::answering::{Answerable, Answering, FAR_AWAY, MAX_STEPS, Urgency, complaint, is_far};
use crate::language::Error;

/// Asks for the places that a step function visits on a landscape.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Path {
    /// The landscape.
    pub of: String,
    /// The function that gives the next place from a place.
    pub step: String,
    /// One expression for each coordinate of the start.
    pub start: Vec<String>,
    /// How many steps to take.
    pub steps: u32,
}

/// A walk over a landscape.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct WalkedPath {
    /// The places: start first, then one after each step taken.
    pub points: Vec<[f64; 2]>,
    /// The height at each.
    pub values: Vec<f64>,
    /// The gradient at each.
    pub gradients: Vec<[f64; 2]>,
    /// Why the walk ended early, in plain words, if it did.
    pub ended: Option<String>,
}

impl Answerable for Path {
    type Answer = WalkedPath;

    const URGENCY: Urgency = Urgency::Normal;

    fn reads(&self) -> Vec<&str> {
        self.start.iter().chain([&self.of, &self.step]).map(String::as_str).collect()
    }

    fn answer(&self, answering: &mut Answering<'_>) -> Result<WalkedPath, Error> {
        let steps = self.steps.min(MAX_STEPS);
        let start = answering.numbers(&self.start)?;
        let &[x, y] = start.as_slice() else {
            return Err(complaint("a walk starts at two numbers".to_string()));
        };
        let (height, next) = (answering.function(&self.of)?, answering.function(&self.step)?);
        let mut walk = WalkedPath { points: vec![[x, y]], ..WalkedPath::default() };
        for number in 0..=steps {
            let [x, y] = walk.points[walk.points.len() - 1];
            let recording = answering.record(&self.of, &height, &[x, y])?;
            let inputs: Vec<_> = recording.inputs.iter().collect();
            let slopes = gradient_values(&recording.outputs[0], &inputs);
            let slope = |at: usize| slopes[at].item().unwrap_or(f64::NAN);
            walk.values.push(recording.outputs[0].value().item().unwrap_or(f64::NAN));
            walk.gradients.push([slope(0), slope(1)]);
            if number == steps || walk.is_over(number) {
                break;
            }
            if answering.is_late() {
                walk.ended =
                    Some(format!("The walk was stopped after {number} steps, because they take too long."));
                break;
            }
            let place = answering.session().call(&next, &[x, y])?;
            match place.numbers().as_deref() {
                Some(&[x, y]) => walk.points.push([x, y]),
                _ => {
                    let step = &self.step;
                    return Err(complaint(format!(
                        "`{step}` must give the next place: two numbers, `(x, y)`"
                    )));
                }
            }
        }
        Ok(walk)
    }
}

impl WalkedPath {
    /// Whether the walk cannot go on from its newest place; notes why.
    fn is_over(&mut self, number: u32) -> bool {
        let place = self.points.last().copied().unwrap_or_default();
        let height = self.values.last().copied().unwrap_or(f64::NAN);
        let why = match (place.into_iter().any(is_far), height.is_finite()) {
            (false, true) => return false,
            (true, _) if place.iter().any(|x| x.is_nan()) => "the place is not a number any more".to_string(),
            (true, _) => format!("the place is farther away than {FAR_AWAY:.0e}"),
            (false, false) => "the height is not a number there".to_string(),
        };
        self.ended = Some(format!("The walk diverged: after step {number} {why}."));
        true
    }
}
