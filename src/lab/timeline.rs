//! What has happened in a run, by step: changes by the learner, and states to go back to.
//!
//! A state is that of its step before the changes at that step, so going back to a step means: take the last state not
//! after it, and follow the changes from there. Both lists are bounded: states are thinned out as the run grows, and
//! when changes become too many the run forgets what lies between step 0 and the later ones.

use std::rc::Rc;

use super::plan::Plan;
use super::settings::Source;

/// The most states that are kept.
const MOST_STATES: usize = 128;

/// The most that changes may weigh: 1 each, and 1 for every so many points of the learner's own.
const MOST_WEIGHT: usize = 4000;
const POINTS_OF_WEIGHT: usize = 16;

/// A change by the learner.
#[derive(Clone)]
pub(super) enum Change {
    /// Other settings, for the same network.
    Plan(Rc<Plan>),
    /// A weight or bias, by its place in the list of all, gets a value.
    Assign(usize, f64),
}

/// Steps after step 0 that can no longer be followed.
struct Gap {
    /// The first step after them.
    end: u64,
    /// The plan with which that step was reached.
    plan: Rc<Plan>,
    /// The step from which on losses can be compared with those at the end.
    comparable: u64,
}

/// The changes and states of a run.
pub(super) struct Timeline {
    /// The plan before the first change.
    start: Rc<Plan>,
    gap: Option<Gap>,
    changes: Vec<(u64, Change)>,
    states: Vec<(u64, Vec<f64>)>,
    stride: u64,
    /// The last step that was reached.
    pub last: u64,
}

impl Timeline {
    /// A run at step 0.
    pub(super) fn new(start: Rc<Plan>, memory: Vec<f64>) -> Timeline {
        Timeline { start, gap: None, changes: Vec::new(), states: vec![(0, memory)], stride: 1, last: 0 }
    }

    /// Whether the state of a step that is reached for the first time is to be kept.
    pub(super) fn is_due(&self, step: u64) -> bool {
        step.is_multiple_of(self.stride)
    }

    /// Keeps the state of a step, before the changes at that step. Does nothing if it is kept already.
    pub(super) fn keep(&mut self, step: u64, memory: impl FnOnce() -> Vec<f64>) {
        let place = self.states.partition_point(|(own, _)| *own < step);
        if self.states.get(place).is_some_and(|(own, _)| *own == step) {
            return;
        }
        self.states.insert(place, (step, memory()));
        if self.states.len() > MOST_STATES {
            self.stride *= 2;
            let (stride, end) = (self.stride, self.gap.as_ref().map(|gap| gap.end));
            self.states.retain(|(own, _)| own.is_multiple_of(stride) || *own == step || Some(*own) == end);
        }
    }

    /// The steps between these two, which are not among them, are forgotten.
    pub(super) fn forgotten(&self) -> Option<[u64; 2]> {
        self.gap.as_ref().map(|gap| [0, gap.end])
    }

    /// Whether the way on from a step is forgotten.
    pub(super) fn is_followed_by_gap(&self, step: u64) -> bool {
        step == 0 && self.gap.is_some()
    }

    /// The step that can be seen and is nearest to a step.
    pub(super) fn reachable(&self, step: u64) -> u64 {
        match self.forgotten() {
            Some([_, end]) if step < end => {
                if step < end.div_ceil(2) {
                    0
                } else {
                    end
                }
            }
            _ => step,
        }
    }

    /// The last state that is not after a step.
    pub(super) fn state(&self, step: u64) -> (u64, &[f64]) {
        let (own, memory) = &self.states[self.states.partition_point(|(own, _)| *own <= step).max(1) - 1];
        (*own, memory)
    }

    /// The states up to a step.
    pub(super) fn states(&self, step: u64) -> &[(u64, Vec<f64>)] {
        &self.states[..self.states.partition_point(|(own, _)| *own <= step)]
    }

    /// The plan with which a step was reached, before the changes at that step.
    pub(super) fn plan_before(&self, step: u64) -> &Rc<Plan> {
        let (since, first) = match self.gap.as_ref().filter(|gap| gap.end <= step) {
            Some(gap) => (gap.end, &gap.plan),
            None => (0, &self.start),
        };
        let before = self.changes.iter().rev().filter(|(own, _)| (since..step).contains(own));
        before.filter_map(plan).next().unwrap_or(first)
    }

    /// The plan at the end.
    pub(super) fn plan_last(&self) -> &Rc<Plan> {
        self.plan_before(self.last + 1)
    }

    /// The changes at a step.
    pub(super) fn changes(&self, step: u64) -> &[(u64, Change)] {
        let start = self.changes.partition_point(|(own, _)| *own < step);
        &self.changes[start..self.changes.partition_point(|(own, _)| *own <= step)]
    }

    /// The step from which on losses can be compared with those at a step: since then the points and the loss are the same.
    pub(super) fn comparable_since(&self, step: u64) -> u64 {
        let (first, mut since, mut before) = match self.gap.as_ref().filter(|gap| gap.end <= step) {
            Some(gap) => (gap.end, gap.comparable, &gap.plan),
            None => (0, 0, &self.start),
        };
        let plans = self.changes.iter().filter(|(own, _)| (first..=step).contains(own));
        let plans = plans.filter_map(|change| Some((change.0, plan(change)?)));
        for (own, plan) in plans {
            if !Rc::ptr_eq(&plan.points, &before.points) || !std::ptr::eq(plan.loss, before.loss) {
                since = own;
            }
            before = plan;
        }
        since
    }

    /// Adds a change at a step, which becomes the last. An earlier change of the same thing at this step is replaced.
    pub(super) fn change(&mut self, step: u64, change: Change) {
        self.truncate(step);
        self.changes.retain(|(own, earlier)| {
            *own != step
                || match (earlier, &change) {
                    (Change::Plan(_), Change::Plan(_)) => false,
                    (Change::Assign(own, _), Change::Assign(new, _)) => own != new,
                    _ => true,
                }
        });
        self.changes.push((step, change));
        self.forget_middle();
    }

    /// Forgets what comes after a step.
    pub(super) fn truncate(&mut self, step: u64) {
        self.last = step;
        self.states.retain(|(own, _)| *own <= step);
        self.changes.retain(|(own, _)| *own <= step);
        self.gap.take_if(|gap| gap.end > step);
    }

    /// Forgets the earlier half of the changes, but for those at step 0, if all together have become too many. The step of
    /// the last change has a state.
    fn forget_middle(&mut self) {
        let mut left: usize = self.changes.iter().map(|(_, change)| weight(change)).sum();
        if left <= MOST_WEIGHT {
            return;
        }
        let middle = self.changes.iter().filter(|(step, _)| *step > 0).find(|(_, change)| {
            left -= weight(change);
            left <= MOST_WEIGHT / 2
        });
        let from = middle.map_or(self.last, |(step, _)| *step);
        let kept = self.states.partition_point(|(own, _)| *own < from).min(self.states.len() - 1);
        let end = self.states[kept].0;
        if end == 0 {
            return;
        }
        let (plan, comparable) = (Rc::clone(self.plan_before(end)), self.comparable_since(end - 1));
        self.gap = Some(Gap { end, plan, comparable });
        self.states.drain(1..kept);
        self.changes.retain(|(own, _)| *own >= end || *own == 0);
    }
}

fn plan((_, change): &(u64, Change)) -> Option<&Rc<Plan>> {
    match change {
        Change::Plan(plan) => Some(plan),
        Change::Assign(..) => None,
    }
}

fn weight(change: &Change) -> usize {
    match change {
        Change::Plan(plan) => match &plan.settings.data.source {
            Source::Own(own) => 1 + own.len() / POINTS_OF_WEIGHT,
            Source::Set(_) => 1,
        },
        Change::Assign(..) => 1,
    }
}
