//! The losses of a run by step, thinned out.

use super::message::Curve;

/// The most points of a curve.
const MOST: usize = 256;

/// Before this step, every step is measured.
const EARLY: u64 = 64;

/// Losses over the points trained on and over those kept for testing, by step. Which steps are measured follows from the
/// number of points alone, so that a run has the same curve however it is watched.
#[derive(Clone, Debug, Default)]
pub(super) struct Course {
    stride: u64,
    /// The steps, ascending, and their losses.
    pub points: Vec<(u64, [f64; 2])>,
}

impl Course {
    /// Whether a step is to be measured, if measuring costs as much as so many steps of training.
    pub(super) fn is_due(&mut self, step: u64, cost: u64) -> bool {
        self.stride = self.stride.max(if step > EARLY { cost.next_power_of_two() } else { 1 });
        self.points.last().is_none_or(|(last, _)| *last < step) && step.is_multiple_of(self.stride)
    }

    /// Adds a measured step.
    pub(super) fn push(&mut self, step: u64, losses: [f64; 2]) {
        self.points.push((step, losses));
        if self.points.len() > MOST {
            self.stride *= 2;
            let stride = self.stride;
            self.points.retain(|(step, _)| step.is_multiple_of(stride));
        }
    }

    /// Forgets what comes after a step.
    pub(super) fn truncate(&mut self, step: u64) {
        self.points.retain(|(own, _)| *own <= step);
    }

    /// The points up to a step.
    pub(super) fn until(&self, step: u64) -> &[(u64, [f64; 2])] {
        &self.points[..self.points.partition_point(|(own, _)| *own <= step)]
    }

    /// The curve as the page receives it.
    pub(super) fn curve(&self, name: String, fork: Option<u64>) -> Curve {
        Curve {
            name,
            steps: self.points.iter().map(|(step, _)| *step).collect(),
            training: self.points.iter().map(|(_, losses)| losses[0]).collect(),
            testing: self.points.iter().map(|(_, losses)| losses[1]).collect(),
            fork,
        }
    }
}
