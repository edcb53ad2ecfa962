//! A run: a network in training, and the way it came. Going back restores a state that was kept and follows the same
//! steps and changes again, so every step has the same bits whenever it is seen.

use std::rc::Rc;

use super::compare::differences;
use super::curve::Course;
use super::message::Curve;
use super::plan::Plan;
use super::stepper::Stepper;
use super::timeline::{Change, Timeline};
use super::views::Views;

/// A network in training.
pub(super) struct Run {
    /// Takes the steps.
    pub stepper: Stepper,
    timeline: Timeline,
    course: Course,
    other: Option<Other>,
    /// Whether the curves, of this run and of the other, have changed since they were last told.
    news: [bool; 2],
    step: u64,
    /// The step that is to be shown, while the steps before it are followed again.
    goal: Option<u64>,
    /// Whether the losses at the goal must be measured again, because of a change there.
    is_changed: bool,
}

/// The run to compare with.
struct Other {
    course: Course,
    plan: Rc<Plan>,
    fork: Option<u64>,
}

impl Run {
    /// A run at step 0.
    pub(super) fn new(plan: &Rc<Plan>, views: &mut Views) -> Run {
        let stepper = Stepper::new(Rc::clone(plan));
        let timeline = Timeline::new(Rc::clone(plan), stepper.memory());
        let course = Course::default();
        let mut run = Run {
            stepper,
            timeline,
            course,
            other: None,
            news: [true, true],
            step: 0,
            goal: None,
            is_changed: false,
        };
        run.measure(views);
        run
    }

    /// A run at step 0 in place of this one, which becomes the run to compare with.
    pub(super) fn restarted(self, plan: &Rc<Plan>, views: &mut Views) -> Run {
        let other = Some(Other { course: self.course, plan: Rc::clone(self.stepper.plan()), fork: None });
        Run { other, ..Run::new(plan, views) }
    }

    /// A run of another network in place of this one. The run to compare with stays, but has nothing in common with it.
    pub(super) fn replaced(self, plan: &Rc<Plan>, views: &mut Views) -> Run {
        let other = self.other.map(|other| Other { fork: None, ..other });
        Run { other, ..Run::new(plan, views) }
    }

    /// The step that is shown, and the last that was reached.
    pub(super) fn steps(&self) -> [u64; 2] {
        [self.step, self.timeline.last]
    }

    /// Whether earlier steps must be followed again before anything else can happen.
    pub(super) fn is_on_its_way(&self) -> bool {
        self.goal.is_some()
    }

    /// The timeline.
    pub(super) fn timeline(&self) -> &Timeline {
        &self.timeline
    }

    /// The losses up to the step that is shown, since the points and the loss are the same.
    pub(super) fn history(&self) -> &[(u64, [f64; 2])] {
        let (until, since) = (self.course.until(self.step), self.timeline.comparable_since(self.step));
        &until[until.partition_point(|(step, _)| *step < since)..]
    }

    /// Takes a step; returns whether its loss was finite.
    pub(super) fn advance(&mut self, views: &mut Views) -> bool {
        if self.timeline.is_followed_by_gap(self.step) {
            self.leave(self.step);
            self.timeline.truncate(self.step);
        }
        let loss = self.stepper.step(self.step);
        self.step += 1;
        if self.step > self.timeline.last {
            self.timeline.last = self.step;
            if self.timeline.is_due(self.step) {
                self.timeline.keep(self.step, || self.stepper.memory());
            }
            if self.course.is_due(self.step, measuring_cost(self.stepper.plan())) || !loss.is_finite() {
                self.measure(views);
            }
        } else {
            self.apply_changes();
            self.arrive(views);
        }
        loss.is_finite()
    }

    /// Goes to a step that was reached before, or to the last one; [`Run::advance`] may have to follow some steps again.
    pub(super) fn seek(&mut self, step: u64, views: &mut Views) {
        let step = self.timeline.reachable(step.min(self.timeline.last));
        let (from, memory) = self.timeline.state(step);
        if self.is_changed || self.step > step || self.step < from {
            self.stepper.follow(self.timeline.plan_before(from));
            self.stepper.load(memory);
            self.step = from;
            self.apply_changes();
        }
        self.goal = Some(step);
        self.arrive(views);
    }

    /// Makes changes at the step that is shown. If the run had gone on from here, what lay ahead becomes the run to
    /// compare with.
    pub(super) fn change(&mut self, changes: impl IntoIterator<Item = Change>, views: &mut Views) {
        let step = self.step;
        if step < self.timeline.last {
            self.leave(step);
        }
        if self.timeline.changes(step).is_empty() {
            self.timeline.keep(step, || self.stepper.memory());
        }
        changes.into_iter().for_each(|change| self.timeline.change(step, change));
        // From the state before all changes at this step: a change of mind leaves no trace.
        self.is_changed = true;
        self.seek(step, views);
    }

    /// Makes what lies ahead of a step the run to compare with.
    fn leave(&mut self, step: u64) {
        let plan = Rc::clone(self.timeline.plan_last());
        self.other = Some(Other { course: self.course.clone(), plan, fork: Some(step) });
        self.course.truncate(step);
        self.news = [true, true];
    }

    /// Keeps the present run as the one to compare with.
    pub(super) fn keep_for_comparison(&mut self) {
        let plan = Rc::clone(self.timeline.plan_last());
        self.other = Some(Other { course: self.course.clone(), plan, fork: Some(self.timeline.last) });
        self.news[1] = true;
    }

    /// Forgets the run to compare with.
    pub(super) fn end_comparison(&mut self) {
        self.other = None;
        self.news[1] = true;
    }

    /// Has both curves told again.
    pub(super) fn tell_curves(&mut self) {
        self.news = [true, true];
    }

    /// The curves of this run and of the other, where they have changed since they were last asked for.
    pub(super) fn new_curves(&mut self) -> [Option<Curve>; 2] {
        let [own, other] = std::mem::take(&mut self.news);
        let settings = &self.stepper.plan().settings;
        let named =
            |other: &Other| other.course.curve(differences(&other.plan.settings, settings), other.fork);
        let other = other.then(|| self.other.as_ref().map_or_else(Curve::default, named));
        [own.then(|| self.course.curve(String::new(), None)), other]
    }

    fn apply_changes(&mut self) {
        for (_, change) in self.timeline.changes(self.step) {
            match change {
                Change::Plan(plan) => self.stepper.follow(plan),
                Change::Assign(at, value) => {
                    let mut memory = self.stepper.memory();
                    memory[*at] = *value;
                    self.stepper.load(&memory);
                }
            }
        }
    }

    /// Notes that the goal is reached, if it is.
    fn arrive(&mut self, views: &mut Views) {
        if self.goal != Some(self.step) {
            return;
        }
        self.goal = None;
        if std::mem::take(&mut self.is_changed) {
            if let Some(before) = self.step.checked_sub(1) {
                self.course.truncate(before);
            } else {
                self.course = Course::default();
            }
            self.news[1] = true;
            self.measure(views);
        }
    }

    fn measure(&mut self, views: &mut Views) {
        views.follow(self.stepper.plan());
        let losses = views.measure(&self.stepper.memory()).losses;
        self.course.push(self.step, losses);
        self.news[0] = true;
    }
}

/// How many steps of training cost as much as measuring the losses: a step computes a gradient, which takes about three
/// times as long as the values.
pub(super) fn measuring_cost(plan: &Plan) -> u64 {
    plan.points.samples.len().div_ceil(plan.batch()) as u64
}
