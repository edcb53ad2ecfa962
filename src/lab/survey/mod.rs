//! The landscape of the laboratory's own network: a plane through its weights, the path on it, and the heights in slices,
//! coarse ones first. While the weights move, the landscape follows them.

mod axes;
mod fit;
mod path;
mod task;

use std::collections::VecDeque;
use std::rc::Rc;

use super::landscape::{Evaluator, Job, Plane, Task, Tile};
use super::message::{Look, Reply, Survey};
use super::plan::Plan;
use super::run::Run;
use axes::{Directions, along};
use fit::{Fitted, fitted};
use path::{Truths, footprints, thinned};
use task::task;

/// How long a slice of work may take, in milliseconds.
const SLICE_MILLIS: f64 = 4.0;

/// How long a landscape may take before the next one begins, while the weights move.
const PATIENCE_MILLIS: f64 = 90.0;

/// The fewest and the most points of a tile.
const TILE: [f64; 2] = [8.0, 256.0];

/// The most points along a side.
const LARGEST: u32 = 257;

/// The planes that are remembered, so that the weights can be moved to a place in one that the page still shows.
const REMEMBERED: usize = 8;

/// Surveys the landscape that is watched.
#[derive(Default)]
pub(super) struct Surveyor {
    look: Option<Look>,
    /// Whether the weights may have changed since the present survey began.
    is_disturbed: bool,
    present: Option<Present>,
    evaluator: Option<Evaluator>,
    truths: Truths,
    planes: VecDeque<(u64, Plane)>,
    fitted: Option<Fitted>,
    /// The numbers of the last survey, and of the last that has come far enough elsewhere.
    number: u64,
    surveyed: u64,
    /// Points computed in a millisecond, lately; 0 while unknown.
    rate: f64,
}

/// The survey under way, or done.
struct Present {
    plan: Rc<Plan>,
    look: Look,
    step: u64,
    weights: Vec<f64>,
    tiles: Vec<Tile>,
    next: usize,
}

impl Surveyor {
    /// Watches another landscape, or none.
    pub(super) fn watch(&mut self, look: Option<&Look>) {
        // A rectangle that is none would never equal itself.
        let is_sound = |view: &[[f64; 2]; 2]| view.as_flattened().iter().all(|side| side.is_finite());
        let look = look.map(|look| Look { view: look.view.filter(is_sound), ..look.clone() });
        if self.look != look {
            self.look = look;
            if self.look.is_none() {
                let (number, surveyed) = (self.number, self.surveyed);
                *self = Surveyor { number, surveyed, ..Surveyor::default() };
            }
        }
    }

    /// Notes that a landscape that is computed elsewhere has come far enough.
    pub(super) fn surveyed(&mut self, number: u64) {
        self.surveyed = self.surveyed.max(number.min(self.number));
    }

    /// Notes that the weights may have changed.
    pub(super) fn disturb(&mut self) {
        self.is_disturbed = true;
    }

    /// Whether [`Surveyor::work`] has something to do.
    pub(super) fn has_work(&self) -> bool {
        let Some(look) = &self.look else { return false };
        let Some(present) = &self.present else { return true };
        present.look != *look || present.next < present.tiles.len() || self.is_disturbed && !self.waits()
    }

    /// Whether the present survey is still being computed elsewhere.
    fn waits(&self) -> bool {
        self.present.as_ref().is_some_and(|present| present.look.elsewhere) && self.surveyed < self.number
    }

    /// Begins a survey if one is due, or computes heights for some milliseconds.
    pub(super) fn work(&mut self, run: &Run, clock: fn() -> f64, send: &mut dyn FnMut(Reply)) {
        let Some(look) = self.look.clone() else { return };
        let is_other = self.present.as_ref().is_none_or(|present| present.look != look);
        if is_other || self.is_disturbed && self.is_far_enough() {
            self.is_disturbed = false;
            if is_other || self.is_outdated(run) {
                return self.begin(run, look, send);
            }
        }
        self.compute(clock, send);
    }

    /// All weights at a place in a plane that was surveyed lately.
    pub(super) fn weights(&self, survey: u64, to: [f64; 2]) -> Option<Vec<f64>> {
        let (_, plane) = self.planes.iter().find(|(number, _)| *number == survey)?;
        let mut weights = Vec::new();
        plane.weights(to, &mut weights);
        weights.iter().all(|weight| weight.is_finite()).then_some(weights)
    }

    /// Whether the present survey has come as far as it may before a newer one takes its place.
    fn is_far_enough(&self) -> bool {
        let Some(Present { tiles, next, look, .. }) = &self.present else { return true };
        let Some(tile) = tiles.get(*next) else { return true };
        let is_level_done = *next > 0 && tiles[*next - 1].level < tile.level;
        // The next level has three times as many points as all before it.
        let known = look.side.min(LARGEST).div_ceil(Tile::stride(look.side.min(LARGEST), tile.level)).pow(2);
        is_level_done && f64::from(known) > PATIENCE_MILLIS * self.rate
    }

    fn is_outdated(&self, run: &Run) -> bool {
        let Some(present) = &self.present else { return true };
        let plan = run.stepper.plan();
        present.step != run.steps()[0]
            || !Rc::ptr_eq(&present.plan, plan)
            || run.stepper.memory()[..plan.parameters()] != present.weights
    }

    fn begin(&mut self, run: &Run, look: Look, send: &mut dyn FnMut(Reply)) {
        let plan = Rc::clone(run.stepper.plan());
        let [step, _] = run.steps();
        let mut weights = run.stepper.memory();
        weights.truncate(plan.parameters());
        let states = thinned(run.timeline().states(step), step, &weights);
        let Directions { axes, origin, directions, shares } = along(look.axes, &plan, &states);
        let side = look.side.min(LARGEST);
        let plane = Plane { origin, directions, center: [0.0; 2], half: [1.0; 2], side };
        let mut job = Job { task: self.task_of(&plan), plane };
        let turned = match &mut self.evaluator {
            Some(evaluator) => evaluator.turn_to(&job),
            None => Evaluator::new(&job).map(|evaluator| self.evaluator = Some(evaluator)),
        };
        // A plan has been checked, so its task has no flaw.
        let (Ok(()), Some(evaluator)) = (turned, &mut self.evaluator) else { return self.look = None };
        let path = footprints(&states, &job.plane, evaluator, &mut self.truths);
        let (here, loss) = path.last().map_or(([0.0; 2], f64::NAN), |last| (last.at, last.loss));
        let view = look.view.unwrap_or_else(|| {
            let before = self.fitted.filter(|before| before.axes == axes);
            let least = if shares.is_some() { 0.0 } else { 1.0 };
            fitted(path.iter().map(|footprint| footprint.at), least, before)
        });
        if look.view.is_none() {
            self.fitted = Some(Fitted { axes, view });
        }
        [job.plane.center, job.plane.half] = view;
        // The task is the one before.
        let _ = evaluator.turn_to(&job);
        self.number += 1;
        self.planes.push_back((self.number, job.plane.clone()));
        if self.planes.len() > REMEMBERED {
            self.planes.pop_front();
        }
        let points = [job.task.points() as u32, plan.points.training as u32];
        let most = (SLICE_MILLIS * self.rate).clamp(TILE[0], TILE[1]) as u32;
        let tiles = if look.elsewhere { Vec::new() } else { Tile::order(side, most) };
        let job = look.elsewhere.then(|| Box::new(job));
        let (number, dimensions) = (self.number, weights.len() as u32);
        self.present = Some(Present { plan, look: look.clone(), step, weights, tiles, next: 0 });
        let look = Look { axes, side, ..look };
        let survey = Survey { number, step, look, view, here, loss, dimensions, points, shares, path, job };
        send(Reply::Survey(Box::new(survey)));
    }

    /// The task of a plan, which is that of the last survey if the plan is.
    fn task_of(&mut self, plan: &Rc<Plan>) -> Task {
        let is_same_plan = self.present.as_ref().is_some_and(|present| Rc::ptr_eq(&present.plan, plan));
        match self.evaluator.as_ref().filter(|_| is_same_plan) {
            Some(evaluator) => evaluator.job().task.clone(),
            None => {
                self.truths = Truths::default();
                task(plan)
            }
        }
    }

    fn compute(&mut self, clock: fn() -> f64, send: &mut dyn FnMut(Reply)) {
        let (Some(present), Some(evaluator)) = (&mut self.present, &mut self.evaluator) else { return };
        let start = clock();
        let mut points = 0;
        while let Some(&tile) = present.tiles.get(present.next) {
            let losses = evaluator.evaluate(&tile).into_iter().map(|loss| loss as f32).collect();
            send(Reply::Heights { survey: self.number, tile, losses });
            present.next += 1;
            points += tile.points();
            let is_level_done = present.tiles.get(present.next).is_none_or(|next| next.level > tile.level);
            if clock() >= start + SLICE_MILLIS || is_level_done && self.is_disturbed {
                break;
            }
        }
        let took = clock() - start;
        if took > 0.0 && points > 0 {
            let rate = points as f64 / took;
            self.rate = if self.rate > 0.0 { 0.8 * self.rate + 0.2 * rate } else { rate };
        }
    }
}
