//! How good the network is: losses, and how many points it is right about.

use super::forward::Forward;
use super::losses::LabLoss;
use super::plan::Plan;
use crate::autodiff::Tracked;
use crate::program::Program;

/// The loss of a point, compiled.
pub(super) struct Gauge {
    loss: &'static LabLoss,
    program: Program<f64>,
}

/// What was measured at a step.
#[derive(Clone, Debug, Default)]
pub(super) struct Measured {
    /// The mean loss over the points trained on, and over those kept for testing (NaN if there are none).
    pub losses: [f64; 2],
    /// What the network says of every point, those trained on first, as it is shown.
    pub said: Vec<f64>,
}

impl Gauge {
    /// Compiles a loss.
    pub(super) fn new(loss: &'static LabLoss) -> Gauge {
        let (predicted, target) = (Tracked::number(0.0), Tracked::number(0.0));
        let leaves = [predicted, target].map(|number| Tracked::leaf(number.value().clone()));
        let value = loss.formula().of(&leaves[0], &leaves[1]).expect("numbers have the same shape");
        Gauge { loss, program: Program::compile(&[&value], &[&leaves[0], &leaves[1]]) }
    }

    /// Whether it computes the loss of a plan.
    pub(super) fn is_of(&self, plan: &Plan) -> bool {
        std::ptr::eq(self.loss, plan.loss)
    }

    /// Measures the network whose weights `forward` has.
    pub(super) fn measure(&mut self, plan: &Plan, forward: &mut Forward) -> Measured {
        let points = &plan.points;
        let said = forward.values(&points.inputs, &[plan.sizes.len() - 1]).swap_remove(0);
        let targets: Vec<f64> = points.samples.iter().map(|sample| self.loss.target(sample.wanted)).collect();
        let losses = self.program.run_batch(&[&said, &targets]).swap_remove(0);
        let (training, testing) = losses.split_at(points.training);
        let mean = |losses: &[f64]| losses.iter().sum::<f64>() / losses.len() as f64;
        let said = said.into_iter().map(|said| self.loss.shown(said)).collect();
        Measured { losses: [mean(training), mean(testing)], said }
    }
}

impl Measured {
    /// How many points the network is right about, of how many: trained on, kept for testing. For classes only.
    pub(super) fn right(&self, plan: &Plan) -> Option<[[u32; 2]; 2]> {
        let points = &plan.points;
        (!points.is_regression).then(|| {
            let is_right = |at: &usize| self.said[*at] * points.samples[*at].wanted > 0.0;
            [0..points.training, points.training..points.samples.len()]
                .map(|part| [part.clone().filter(is_right).count() as u32, part.len() as u32])
        })
    }

    /// The confusion matrix of the points kept for testing: `[wanted][said]`, class −1 first. Where the network says NaN,
    /// it says no class. For classes only.
    pub(super) fn confusion(&self, plan: &Plan) -> Option<[[u32; 2]; 2]> {
        let points = &plan.points;
        (!points.is_regression).then(|| {
            let mut confusion = [[0; 2]; 2];
            let pairs = points.samples.iter().zip(&self.said).skip(points.training);
            for (sample, said) in pairs.filter(|(_, said)| !said.is_nan()) {
                confusion[usize::from(sample.wanted > 0.0)][usize::from(*said > 0.0)] += 1;
            }
            confusion
        })
    }
}
