//! A race: optimisers of the table from one start on the learner's landscape, each step a program run once more.
//!
//! The landscape's slopes come from a [`Pass`], the steps from the rows of [`OPTIMISERS`](crate::nn::OPTIMISERS), so
//! that no formula stands here. Not here: which runners there are, and how a race is drawn.

use super::answer::{Answered, Answering, FIGURE_MILLIS, MAX_STEPS, complaint, far};
use super::message::{Answer, Course, Runaway, Runner};
use super::training::Pass;
use crate::autodiff::{Tracked, gradient};
use crate::nn::{InitialState, Optimiser, StepInput, optimiser};
use crate::program::Program;
use crate::tensor::Tensor;

/// Most runners of a race.
const MAX_RUNNERS: usize = 24;

/// An optimiser's step as a program, and what it remembers.
struct Stepping {
    program: Program<f64>,
    states: Vec<Tensor<f64>>,
}

impl Stepping {
    fn new(row: &Optimiser) -> Answered<Stepping> {
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

impl Answering<'_> {
    /// How each runner gets on from `start` on the landscape `of`.
    pub(super) fn race(
        &mut self,
        of: &str,
        start: &[String],
        runners: &[Runner],
        steps: u32,
    ) -> Answered<Answer> {
        let start = start.iter().map(|code| self.number(code)).collect::<Answered<Vec<f64>>>()?;
        let &[x, y] = start.as_slice() else {
            return Err(complaint("a race starts at two numbers".to_string()));
        };
        let mut ground = Pass::new(self.function(of)?, of, true);
        let begun = (self.clock)();
        let mut courses = Vec::new();
        for runner in runners.iter().take(MAX_RUNNERS) {
            let mut course = self.course(&mut ground, runner, [x, y], (steps.min(MAX_STEPS), begun))?;
            course.runaway = self.runaway(of, &course);
            courses.push(course);
        }
        Ok(Answer::Race { courses })
    }

    fn course(
        &mut self,
        ground: &mut Pass,
        runner: &Runner,
        start: [f64; 2],
        (steps, begun): (u32, f64),
    ) -> Answered<Course> {
        let row = optimiser(&runner.optimiser)
            .ok_or_else(|| complaint(format!("there is no optimiser `{}`", runner.optimiser)))?;
        let mut stepping = Stepping::new(row)?;
        let (mut course, mut place) = (Course::default(), start);
        for step in 0..=steps {
            if let Some(leg) = runner.legs.iter().rev().find(|leg| leg.from <= step) {
                stepping.set_knobs(&leg.knobs);
            }
            let here = ground.at(self, &place.map(Tensor::scalar))?;
            let number = |at: usize| here.get(at).and_then(Tensor::item).unwrap_or(f64::NAN);
            let slope = [number(1), number(2)];
            let level = stepping.run(place, [0.0; 2]);
            course.points.push(place);
            course.values.push(number(0));
            course.gradients.push(slope);
            course.swings.push([level[0] - place[0], level[1] - place[1]]);
            if far(number(0)) || place.into_iter().any(far) {
                course.ended = Some(format!("after step {step} it is out of all bounds"));
                break;
            }
            if (self.clock)() - begun > FIGURE_MILLIS {
                course.ended = Some(format!("it was stopped after step {step}: the steps take too long"));
                break;
            }
            place = stepping.run(place, slope);
            stepping.remember();
        }
        Ok(course)
    }

    /// Whether a runner ran away, since when, and how much the ground bends there.
    fn runaway(&mut self, of: &str, course: &Course) -> Option<Runaway> {
        let (first, last) = (*course.values.first()?, *course.values.last()?);
        if last <= first {
            return None;
        }
        let healthy = course.values.iter().rposition(|value| *value <= first)?;
        Some(Runaway { healthy: healthy as u32, bend: self.bend(of, course.points[healthy]) })
    }

    /// The curvature of largest size at a place.
    fn bend(&mut self, of: &str, place: [f64; 2]) -> Option<f64> {
        let function = self.function(of).ok()?;
        let recording = self.record(of, &function, &place).ok()?;
        let inputs: Vec<_> = recording.inputs.iter().collect();
        let slopes = gradient(&recording.outputs[0], &inputs);
        let bends: Vec<f64> = slopes
            .iter()
            .flat_map(|slope| gradient(slope, &inputs))
            .filter_map(|bend| bend.value().item())
            .collect();
        let &[xx, xy, _, yy] = bends.as_slice() else { return None };
        let (middle, reach) = ((xx + yy) / 2.0, ((xx - yy) / 2.0).hypot(xy));
        Some(if middle < 0.0 { middle - reach } else { middle + reach }).filter(|bend| bend.is_finite())
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
