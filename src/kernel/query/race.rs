//! A race: optimisers of the table from one start on the learner's landscape, each step one run of a program.
//!
//! The landscape's gradients come from an [`Evaluator`], the steps from the rows of
//! [`OPTIMISERS`](crate::nn::OPTIMISERS), so no formula stands here. Not here: which runners there are, and how a race
//! is drawn.

use serde::{Deserialize, Serialize};

use crate::autodiff::{Tracked, gradient};
use crate::kernel::answering::{Answerable, Answering, MAX_STEPS, Urgency, complaint, is_far};
use crate::kernel::evaluator::Evaluator;
use crate::language::Error;
use crate::nn::{InitialState, Optimiser, StepInput, optimiser};
use crate::program::Program;
use crate::tensor::Tensor;

/// Most runners of a race.
const MAX_RUNNERS: usize = 24;

/// Asks how several optimisers get on from one start on one landscape.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Race {
    /// The landscape.
    pub of: String,
    /// One expression for each coordinate of the start.
    pub start: Vec<String>,
    /// Who takes part.
    pub runners: Vec<Runner>,
    /// How many steps each takes.
    pub steps: u32,
}

/// Who takes part in a race.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Runner {
    /// The optimiser's name in [`OPTIMISERS`](crate::nn::OPTIMISERS).
    pub optimiser: String,
    /// How its knobs are set, from the start on; a fork has more than one leg.
    pub legs: Vec<Leg>,
}

/// A part of a race with the same knobs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Leg {
    /// The step that is the first with them; 0 is the first of all.
    pub from: u32,
    /// The knobs, in the optimiser's order.
    pub knobs: Vec<f64>,
}

/// How a race went.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct RaceCourses {
    /// How each of the runners got on, in their order.
    pub courses: Vec<Course>,
}

/// How a runner got on.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Course {
    /// The places: start first, then one after each step taken.
    pub points: Vec<[f64; 2]>,
    /// The height at each.
    pub values: Vec<f64>,
    /// The gradient at each.
    pub gradients: Vec<[f64; 2]>,
    /// The step that the runner would take from each if the gradient were zero there: its velocity.
    pub velocities: Vec<[f64; 2]>,
    /// Why it ended early, in plain words, if it did.
    pub ended: Option<String>,
    /// How it diverged, if it did.
    pub runaway: Option<Runaway>,
}

/// How a runner diverged: it ends higher than it began, or nowhere.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Runaway {
    /// The last step after which it stood no higher than at the start.
    pub healthy: u32,
    /// The largest curvature of the landscape there, if it can be computed.
    pub curvature: Option<f64>,
}

/// An optimiser's step as a program, and its state.
struct Stepping {
    program: Program<f64>,
    states: Vec<Tensor<f64>>,
}

impl Stepping {
    fn new(row: &Optimiser) -> Result<Stepping, Error> {
        let states: Vec<Tensor<f64>> = row
            .states
            .iter()
            .map(|state| match *state {
                InitialState::Array(value) => vector([value; 2]),
                InitialState::Number(value) => Tensor::scalar(value),
            })
            .collect();
        let leaves = |arrays: &[Tensor<f64>]| arrays.iter().cloned().map(Tracked::leaf).collect::<Vec<_>>();
        let [place, slope] = [vector([0.0; 2]), vector([0.0; 2])].map(Tracked::leaf);
        let (remembered, knobs) = (leaves(&states), leaves(&vec![Tensor::scalar(0.0); row.knobs.len()]));
        let input = StepInput { parameter: &place, gradient: &slope, states: &remembered, knobs: &knobs };
        let next = row.step(&input).map_err(|error| complaint(format!("{}: {error}", row.name)))?;
        let inputs: Vec<_> = [&place, &slope].into_iter().chain(&remembered).chain(&knobs).collect();
        Ok(Stepping { program: Program::compile(&next.iter().collect::<Vec<_>>(), &inputs), states })
    }

    fn set_knobs(&mut self, knobs: &[f64]) {
        for (at, knob) in knobs.iter().enumerate() {
            self.input(2 + self.states.len() + at, &Tensor::scalar(*knob));
        }
    }

    /// The next place; `states` stays until [`Stepping::remember`].
    fn run(&mut self, place: [f64; 2], slope: [f64; 2]) -> [f64; 2] {
        self.input(0, &vector(place));
        self.input(1, &vector(slope));
        for at in 0..self.states.len() {
            let state = self.states[at].clone();
            self.input(2 + at, &state);
        }
        self.program.run();
        pair(&self.program.output(0))
    }

    fn remember(&mut self) {
        for (at, state) in self.states.iter_mut().enumerate() {
            *state = self.program.output(1 + at);
        }
    }

    fn input(&mut self, at: usize, value: &Tensor<f64>) {
        // Every input keeps the shape that the program was compiled with.
        let _ = self.program.set_input(at, value);
    }
}

impl Answerable for Race {
    type Answer = RaceCourses;

    const URGENCY: Urgency = Urgency::Normal;

    fn reads(&self) -> Vec<&str> {
        self.start.iter().chain([&self.of]).map(String::as_str).collect()
    }

    fn answer(&self, answering: &mut Answering<'_>) -> Result<RaceCourses, Error> {
        let start = answering.numbers(&self.start)?;
        let &[x, y] = start.as_slice() else {
            return Err(complaint("a race starts at two numbers".to_string()));
        };
        let mut landscape = Evaluator::new(answering.function(&self.of)?, &self.of, true);
        let mut courses = Vec::new();
        for runner in self.runners.iter().take(MAX_RUNNERS) {
            let mut course = self.course(answering, &mut landscape, runner, [x, y])?;
            course.runaway = self.runaway(answering, &course);
            courses.push(course);
        }
        Ok(RaceCourses { courses })
    }
}

impl Race {
    fn course(
        &self,
        answering: &mut Answering<'_>,
        landscape: &mut Evaluator,
        runner: &Runner,
        start: [f64; 2],
    ) -> Result<Course, Error> {
        let row = optimiser(&runner.optimiser)
            .ok_or_else(|| complaint(format!("there is no optimiser `{}`", runner.optimiser)))?;
        let mut stepping = Stepping::new(row)?;
        let (mut course, mut place) = (Course::default(), start);
        for step in 0..=self.steps.min(MAX_STEPS) {
            if let Some(leg) = runner.legs.iter().rev().find(|leg| leg.from <= step) {
                stepping.set_knobs(&leg.knobs);
            }
            let here = landscape.at(answering, &place.map(Tensor::scalar))?;
            let number = |at: usize| here.get(at).and_then(Tensor::item).unwrap_or(f64::NAN);
            let slope = [number(1), number(2)];
            let level = stepping.run(place, [0.0; 2]);
            course.points.push(place);
            course.values.push(number(0));
            course.gradients.push(slope);
            course.velocities.push([level[0] - place[0], level[1] - place[1]]);
            if is_far(number(0)) || place.into_iter().any(is_far) {
                course.ended = Some(format!("after step {step} it is out of all bounds"));
                break;
            }
            if answering.is_late() {
                course.ended = Some(format!("it was stopped after step {step}: the steps take too long"));
                break;
            }
            place = stepping.run(place, slope);
            stepping.remember();
        }
        Ok(course)
    }

    /// Whether a runner diverged, since when, and the curvature there.
    fn runaway(&self, answering: &mut Answering<'_>, course: &Course) -> Option<Runaway> {
        let (first, last) = (*course.values.first()?, *course.values.last()?);
        if last <= first {
            return None;
        }
        let healthy = course.values.iter().rposition(|value| *value <= first)?;
        Some(Runaway {
            healthy: healthy as u32,
            curvature: self.curvature(answering, course.points[healthy]),
        })
    }

    /// The curvature of largest size at a place.
    fn curvature(&self, answering: &mut Answering<'_>, place: [f64; 2]) -> Option<f64> {
        let function = answering.function(&self.of).ok()?;
        let recording = answering.record(&self.of, &function, &place).ok()?;
        let inputs: Vec<_> = recording.inputs.iter().collect();
        let slopes = gradient(&recording.outputs[0], &inputs);
        let second: Vec<f64> = slopes
            .iter()
            .flat_map(|slope| gradient(slope, &inputs))
            .filter_map(|second| second.value().item())
            .collect();
        let &[xx, xy, _, yy] = second.as_slice() else { return None };
        let (middle, reach) = ((xx + yy) / 2.0, ((xx - yy) / 2.0).hypot(xy));
        Some(if middle < 0.0 { middle - reach } else { middle + reach })
            .filter(|curvature| curvature.is_finite())
    }
}

fn vector(entries: [f64; 2]) -> Tensor<f64> {
    Tensor::from_column_major(&[2], entries.to_vec()).expect("two entries fill a vector of two")
}

fn pair(array: &Tensor<f64>) -> [f64; 2] {
    match array.entries() {
        [x, y] => [*x, *y],
        _ => [f64::NAN; 2],
    }
}
