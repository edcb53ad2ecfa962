//! What the doctor looks at: plain numbers of a run at a step.

use super::plan::Plan;
use super::probe::UnitSigns;
use super::run::Run;
use super::settings::Settings;
use super::views::Views;

/// The signs of a run.
#[derive(Clone, Debug)]
pub(super) struct Signs {
    /// The settings at the step.
    pub settings: Settings,
    /// The step that is shown.
    pub step: u64,
    /// The mean losses at this step, over the points trained on and those kept for testing.
    pub losses: [f64; 2],
    /// The losses of earlier steps, thinned out, and of this one.
    pub history: Vec<(u64, [f64; 2])>,
    /// The first layer, 1 being the first after the inputs, with a weight that is not finite, or else with a sum that
    /// is not.
    pub overflown: Option<usize>,
    /// What the units of every layer after the inputs do.
    pub units: Vec<Vec<UnitSigns>>,
    /// Whether the activation of every layer after the inputs has a kink, as relu has.
    pub has_kink: Vec<bool>,
    /// The smallest and largest number that the network says of the points trained on, and that they want.
    pub said: [f64; 2],
    /// See `said`.
    pub wanted: [f64; 2],
    /// The learning rate of the next step, and the curvature λ along it; for gradient descent alone.
    pub curvature: Option<Curvature>,
}

/// A learning rate beside the curvature of the loss.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Curvature {
    /// The learning rate of the next step.
    pub rate: f64,
    /// The curvature of the loss of its batch along it.
    pub lambda: f64,
}

impl Signs {
    /// Examines a run.
    pub(super) fn of(
        run: &mut Run,
        views: &mut Views,
        memory: &[f64],
        losses: [f64; 2],
        said: &[f64],
    ) -> Signs {
        let plan = run.stepper.plan().clone();
        let [step, _] = run.steps();
        let mut history: Vec<_> = run.history().iter().copied().filter(|(own, _)| *own < step).collect();
        history.push((step, losses));
        let units = views.units(memory);
        let trained = &plan.points.parts()[0];
        Signs {
            settings: plan.settings.clone(),
            step,
            losses,
            history,
            overflown: overflown(&plan, memory, &units),
            has_kink: plan.activations.iter().map(|op| op.is_some_and(|op| op.kink.is_some())).collect(),
            said: range(said.iter().copied().take(trained.len())),
            wanted: range(trained.iter().map(|sample| sample.wanted)),
            curvature: curvature(&plan, run, views, memory),
            units,
        }
    }
}

fn range(numbers: impl Iterator<Item = f64>) -> [f64; 2] {
    numbers.fold([f64::INFINITY, f64::NEG_INFINITY], |[low, high], x| [low.min(x), high.max(x)])
}

fn overflown(plan: &Plan, memory: &[f64], units: &[Vec<UnitSigns>]) -> Option<usize> {
    let is_bad = |(weights, biases): (std::ops::Range<usize>, std::ops::Range<usize>)| {
        memory[weights.start..biases.end].iter().any(|x| !x.is_finite())
    };
    let weight = super::network::places(&plan.sizes).position(is_bad);
    let sum = || units.iter().position(|units| units.iter().any(|unit| !unit.is_finite));
    weight.or_else(sum).map(|layer| layer + 1)
}

/// The curvature along the next step Δ, from how much the gradient g of its batch changes: λ = (g(w + Δ) − g(w))·Δ / Δ·Δ.
/// Gradient descent takes Δ = −ηg, and overshoots further with every step along a direction with λ > 2/η. An optimiser
/// with a memory takes other steps, for which this bound does not hold.
fn curvature(plan: &Plan, run: &mut Run, views: &mut Views, memory: &[f64]) -> Option<Curvature> {
    if !plan.optimiser.states.is_empty() || !plan.optimiser.has_rate() {
        return None;
    }
    let [step, _] = run.steps();
    let before = views.slopes(memory, &mut run.stepper, step);
    let change = run.stepper.changes(step);
    let ahead: Vec<f64> = memory.iter().zip(&change).map(|(weight, change)| weight + change).collect();
    let after = views.slopes(&ahead, &mut run.stepper, step);
    let length: f64 = change.iter().map(|change| change * change).sum();
    let bend: f64 = before.iter().zip(&after).zip(&change).map(|((a, b), change)| (b - a) * change).sum();
    let training = &plan.settings.training;
    let at = usize::try_from(step).unwrap_or(usize::MAX);
    let rate = plan.schedule.rate(at, training.knobs[0], &training.schedule_knobs);
    let lambda = bend / length;
    lambda.is_finite().then_some(Curvature { rate, lambda })
}
